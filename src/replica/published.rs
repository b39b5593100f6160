//! A published copy: the file of an Organization at some address, opened to read without touching what this device
//! stores. The address names it as `?source=`, on every page.
//!
//! A page that was opened so never opens this device's storage, unless somebody asks to keep a copy.

use std::rc::Rc;

use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Blob, ReadableStreamDefaultReader, RequestCredentials, RequestInit, Response,
    Url,
};

use super::gzip::chunk_of;
use super::one_file::{MOST_BYTES, is_plain_form, looks_like_a_file};
use super::size_in_words;
use super::{Asked, Backstage, DATABASE, Failure, Origin, Replica, StorageMode, Work, engine};
use crate::storage::{Fallback, Tabs, kept_reader};

/// The parameter of the address.
pub const SOURCE: &str = "source";

/// Whether the page shows a published copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Published {
    /// It does not.
    No,
    /// It is on its way.
    Fetching,
    /// It did not come.
    Failed {
        /// Why, and what to do.
        message: String,
    },
    /// It shows.
    Open,
}

/// The copy, and its way here.
#[derive(Clone, Copy)]
pub(super) struct Publication {
    state: RwSignal<Published>,
    work: Work,
    /// Where it is; nothing where the page shows what is on this device.
    source: StoredValue<Option<String>>,
    /// The file as it came, for whoever wants to keep it.
    file: StoredValue<Option<Blob>, LocalStorage>,
    /// This device's own storage, once somebody keeps something.
    own: StoredValue<Option<Rc<Backstage>>, LocalStorage>,
}

impl Publication {
    /// Reads the address of the page, once.
    pub(super) fn of_address() -> Self {
        let search = window().location().search().unwrap_or_default();
        let source = source_in(&search);
        Self {
            state: RwSignal::new(
                source
                    .as_ref()
                    .map_or(Published::No, |_| Published::Fetching),
            ),
            work: Work::default(),
            source: StoredValue::new(source),
            file: StoredValue::new_local(None),
            own: StoredValue::new_local(None),
        }
    }
}

impl Replica {
    /// Whether the page shows a published copy.
    #[must_use]
    pub fn published(self) -> Signal<Published> {
        self.publication.state.into()
    }

    /// Where the published copy of the page is; `None` where the page shows what is on this device.
    #[must_use]
    pub fn source(self) -> Option<String> {
        self.publication.source.try_get_value().flatten()
    }

    /// How far fetching it is.
    #[must_use]
    pub fn fetching(self) -> Work {
        self.publication.work
    }

    /// Asks whether to keep the published copy on this device.
    pub fn ask_to_keep(self) {
        let file = self.publication.file.try_get_value().flatten();
        if let (Some(name), Some(content)) = (self.source(), file) {
            self.ask(Asked::Import { name, content });
        }
    }

    /// Fetches the published copy that the address names.
    pub(super) async fn start_published(self, source: String) {
        let Publication { state, work, .. } = self.publication;
        let outcome = engine::open_published(self, source, work).await;
        work.end();
        state.try_set(match outcome {
            Ok(()) => Published::Open,
            Err(failure) => Published::Failed {
                message: failure.sentence(),
            },
        });
    }

    pub(super) async fn fetch_published(self, source: String, work: Work) -> Result<(), Failure> {
        work.begin("Fetching the file");
        let bytes = fetch(&allowed(&source)?, work).await?;
        let parts = js_sys::Array::of1(&Uint8Array::from(bytes.as_slice()));
        let file = Blob::new_with_u8_array_sequence(&parts).ok();
        self.publication.file.try_set_value(file);
        let read = self.read_bytes(bytes, work).await?;
        let mut stored = read.as_stored(&Origin::Imported)?;
        // Whoever has the address has all of the file: choosing guides, and where there is one obvious choice nobody is
        // asked for it.
        let obvious = read.obvious_reader().map(|user| user.to_string());
        stored.entry.viewer = kept_reader(&source).or(obvious);
        let storage = Fallback::published(stored)?;
        self.mode.try_set(storage.mode());
        self.backstage.try_set_value(Some(Rc::new(Backstage {
            storage,
            tabs: Tabs::silent(),
        })));
        self.list().await
    }

    /// What keeps: the storage of this device, also while a published copy shows.
    pub(super) async fn own_backstage(self) -> Result<Rc<Backstage>, Failure> {
        if self.source().is_none() {
            return self.backstage();
        }
        if let Some(own) = self.publication.own.try_get_value().flatten() {
            return Ok(own);
        }
        let own = Rc::new(Backstage {
            storage: Fallback::open(DATABASE).await,
            tabs: Tabs::open(|_| {}),
        });
        self.publication.own.try_set_value(Some(Rc::clone(&own)));
        Ok(own)
    }

    /// Refuses to keep a published copy where it would stay in the memory of this page: the page goes on to what is on
    /// the device, and the copy would be gone.
    pub(super) fn can_keep(self, own: &Backstage) -> Result<(), Failure> {
        match own.storage.mode() {
            StorageMode::Memory { reason } | StorageMode::ReadOnly { reason }
                if self.source().is_some() =>
            {
                Err(reason.into())
            }
            _ => Ok(()),
        }
    }
}

/// What the part of an address after its `?` names as the source.
fn source_in(search: &str) -> Option<String> {
    let words = search.trim_start_matches('?').split('&');
    let mut named = words.filter_map(|word| word.split_once('='));
    let (_, value) = named.find(|(name, _)| *name == SOURCE)?;
    let value = js_sys::decode_uri_component(&value.replace('+', " ")).ok()?;
    Some(String::from(value)).filter(|value| !value.trim().is_empty())
}

fn not_fetched(message: impl Into<String>) -> Failure {
    Failure::Fetch {
        message: message.into(),
    }
}

/// The address to fetch: over https, or of this origin.
fn allowed(source: &str) -> Result<String, Failure> {
    let location = window().location();
    let here = location.href().unwrap_or_default();
    let url = Url::new_with_base(source, &here).map_err(|_| {
        Failure::Archive("this is no address; give the whole address of a file".to_owned())
    })?;
    let is_own = location.origin().is_ok_and(|origin| origin == url.origin());
    if !is_own && url.protocol() != "https:" {
        return Err(Failure::Archive(
            "this address cannot be opened; a published copy is fetched over https, or from this site"
                .to_owned(),
        ));
    }
    if !url.username().is_empty() || !url.password().is_empty() {
        return Err(Failure::Archive(
            "the address holds a name or a password, which would be shown to everybody; publish the file without"
                .to_owned(),
        ));
    }
    Ok(url.href())
}

/// Fetches a file as it comes, and stops at the first bytes that are something else.
async fn fetch(address: &str, work: Work) -> Result<Vec<u8>, Failure> {
    let options = RequestInit::new();
    options.set_credentials(RequestCredentials::Omit);
    let stop = AbortController::new().map_err(|_| not_fetched("this browser fetches nothing"))?;
    options.set_signal(Some(&stop.signal()));
    // A server that never answers is left by the button.
    work.stops(Some(stop.clone()));
    let outcome = fetch_with(address, &options, work).await;
    work.stops(None);
    if outcome.is_err() {
        stop.abort();
    }
    outcome
}

async fn fetch_with(address: &str, options: &RequestInit, work: Work) -> Result<Vec<u8>, Failure> {
    let answered = JsFuture::from(window().fetch_with_str_and_init(address, options)).await;
    let failed = |_: JsValue| {
        if work.is_cancelled() {
            Failure::Cancelled
        } else {
            not_fetched(
                "the server does not answer, or does not let other sites read the file (CORS)",
            )
        }
    };
    let response: Response = answered.map_err(failed)?.unchecked_into();
    if !response.ok() {
        let status = response.status();
        return Err(not_fetched(format!("the server answered {status}")));
    }
    let total = total_of(&response);
    if total.is_some_and(|total| total > MOST_BYTES as usize) {
        return Err(too_large());
    }
    let body = response
        .body()
        .ok_or_else(|| not_fetched("the answer is empty"))?;
    let reader = ReadableStreamDefaultReader::new(&body).map_err(failed)?;
    let mut bytes = Vec::new();
    loop {
        let step = JsFuture::from(reader.read()).await.map_err(failed)?;
        let Some(chunk) = chunk_of(&step) else {
            break;
        };
        let start = bytes.len();
        bytes.resize(start + chunk.length() as usize, 0);
        if let Some(room) = bytes.get_mut(start..) {
            chunk.copy_to(room);
        }
        if !looks_like_a_file(&bytes) {
            return Err(something_else(&response, &bytes));
        }
        if bytes.len() > MOST_BYTES as usize {
            return Err(too_large());
        }
        let part = total.map(|total| bytes.len() as f64 / total.max(1) as f64);
        work.pause(part, Some(amount(bytes.len(), total))).await?;
    }
    if bytes.is_empty() {
        return Err(not_fetched("the answer is empty"));
    }
    Ok(bytes)
}

/// How long the answer says it is. What is compressed on its way says less than what comes.
fn total_of(response: &Response) -> Option<usize> {
    let headers = response.headers();
    let is_packed = headers.get("content-encoding").ok().flatten().is_some();
    let length = headers.get("content-length").ok().flatten()?;
    length.parse().ok().filter(|_| !is_packed)
}

fn too_large() -> Failure {
    Failure::Archive("the file is larger than 512 MiB, and an Organization is not".to_owned())
}

fn something_else(response: &Response, so_far: &[u8]) -> Failure {
    if is_plain_form(so_far) {
        return Failure::Archive(
            "the address answers with the readable form of an Organization, as plain JSON, which cannot be opened; publish the file that was downloaded with its history"
                .to_owned(),
        );
    }
    let kind = response.headers().get("content-type").ok().flatten();
    let kind = kind.map_or_else(String::new, |kind| format!(" ({kind})"));
    Failure::Archive(format!(
        "the address answers with something else than the file of an Organization{kind}; check the address"
    ))
}

fn amount(bytes: usize, total: Option<usize>) -> String {
    let words = |bytes: usize| size_in_words(bytes as f64);
    match total {
        Some(total) => format!("{} of {}", words(bytes), words(total.max(bytes))),
        None => words(bytes),
    }
}
