//! Which catalogue is in use: the one that ships with the product, or one that a person keeps on this device.
//!
//! A file is read piece by piece, so that everything that is wrong with it is told at once. Nothing is kept of a file
//! with a problem.

use std::cell::RefCell;

use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use leptos::reactive::signal::ArcTrigger;
use planisphere_domain::catalogue::{Contents, Regions};
use planisphere_domain::{Catalogue, Problem, Timestamp};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Failure, Replica, engine, now};
use crate::storage::KeptCatalogue;

/// The most that a file may weigh, in bytes.
const MOST_BYTES: usize = 1_048_576;

thread_local! {
    /// What decisions take their choices from.
    static IN_USE: RefCell<Option<Catalogue>> = const { RefCell::new(None) };
    /// Tells whoever read it of the next one.
    static CHANGED: ArcTrigger = ArcTrigger::new();
}

/// Where the catalogue in use comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CatalogueSource {
    /// The file; `None` for the built-in one.
    pub file: Option<CatalogueFile>,
}

/// A file that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueFile {
    /// Its name.
    pub name: String,
    /// When it was taken in.
    pub at: Timestamp,
    /// Whether it lasts beyond this visit.
    pub is_kept: bool,
}

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakenCatalogue {
    /// It is in use now.
    InUse,
    /// Everything that is wrong with it; the catalogue is as it was.
    Problems(Vec<Problem>),
}

/// The catalogue in use. What reads it to be drawn is drawn again with the next one, which another tab may choose.
#[must_use]
pub fn catalogue_in_use() -> Catalogue {
    // Whoever decides something reads it once, and is told of nothing.
    if Observer::get().is_some() {
        CHANGED.with(ArcTrigger::track);
    }
    IN_USE.with_borrow(|catalogue| catalogue.clone().unwrap_or_else(Catalogue::built_in))
}

/// Decisions take their choices from this one from now on.
fn put_in_use(catalogue: Option<Catalogue>) {
    IN_USE.set(catalogue);
    CHANGED.with(ArcTrigger::notify);
}

impl Replica {
    /// Where it comes from.
    #[must_use]
    pub fn catalogue_source(self) -> CatalogueSource {
        self.catalogue_source.get()
    }

    /// Puts a catalogue file in place of the one in use, on this device.
    pub async fn take_catalogue(
        self,
        name: String,
        bytes: Vec<u8>,
    ) -> Result<TakenCatalogue, Failure> {
        engine::take_catalogue(self, name, bytes).await
    }

    /// Goes back to the catalogue that ships with the product.
    pub fn use_built_in_catalogue(self) {
        KeptCatalogue::forget();
        put_in_use(None);
        self.catalogue_source.set(CatalogueSource::default());
    }

    /// Takes the catalogue that is kept on this device into use, or the built-in one where none is.
    pub(super) fn use_kept_catalogue(self) {
        let file_of = |kept: &KeptCatalogue| CatalogueFile {
            name: kept.name.clone(),
            at: Timestamp::from_seconds(kept.at),
            is_kept: true,
        };
        let kept = KeptCatalogue::load();
        let now = self.catalogue_source.try_get_untracked();
        let now = now.and_then(|source| source.file);
        // What the browser had no room for is this tab's alone, and stays.
        let is_own = now.as_ref().is_some_and(|file| !file.is_kept);
        if is_own || now == kept.as_ref().map(file_of) {
            return;
        }
        // One that an earlier version took in may no longer fit; the built-in one serves then.
        let taken = kept.and_then(|kept| {
            let catalogue = read(kept.text.as_bytes()).ok()?;
            Some((catalogue, file_of(&kept)))
        });
        let (catalogue, file) = taken.unzip();
        put_in_use(catalogue);
        self.catalogue_source.try_set(CatalogueSource { file });
    }

    /// Takes what another tab chose into use.
    pub(super) async fn follow_catalogue(self) -> Result<(), Failure> {
        self.use_kept_catalogue();
        Ok(())
    }

    pub(super) async fn read_and_keep_catalogue(
        self,
        name: String,
        bytes: Vec<u8>,
    ) -> Result<TakenCatalogue, Failure> {
        let catalogue = match read(&bytes) {
            Ok(catalogue) => catalogue,
            Err(problems) => return Ok(TakenCatalogue::Problems(problems)),
        };
        let at = now();
        let kept = KeptCatalogue {
            name: name.clone(),
            at: at.seconds(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
        };
        let is_kept = kept.keep();
        put_in_use(Some(catalogue));
        let file = CatalogueFile { name, at, is_kept };
        self.catalogue_source
            .try_set(CatalogueSource { file: Some(file) });
        Ok(TakenCatalogue::InUse)
    }
}

/// The catalogue of a file, or everything that is wrong with it.
fn read(bytes: &[u8]) -> Result<Catalogue, Vec<Problem>> {
    let root = parse(bytes).map_err(|problem| vec![problem])?;
    let mut reader = Reader::default();
    let contents = reader.contents(root);
    if !reader.problems.is_empty() {
        return Err(reader.problems);
    }
    Catalogue::of(contents)
}

fn parse(bytes: &[u8]) -> Result<Map<String, Value>, Problem> {
    let whole = |message: String, way_out: &str| Problem::new("file", "file", message, way_out);
    if bytes.len() > MOST_BYTES {
        return Err(whole(
            format!(
                "the file has {} bytes, the limit is {MOST_BYTES}",
                bytes.len()
            ),
            "Leave out what is not needed.",
        ));
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        whole(
            format!("the file is no JSON: {error}"),
            "Start from the file of the catalogue in use, which can be downloaded here.",
        )
    })?;
    match value {
        Value::Object(root) => Ok(root),
        _ => Err(whole(
            "the file holds no object".to_owned(),
            "Start from the file of the catalogue in use, which can be downloaded here.",
        )),
    }
}

/// Reads piece by piece, and goes on after a piece that is wrong.
#[derive(Default)]
struct Reader {
    problems: Vec<Problem>,
}

impl Reader {
    fn contents(&mut self, mut root: Map<String, Value>) -> Contents {
        let facts_of = self.required(&mut root, "factsOf");
        let contents = Contents {
            facts_of: facts_of
                .and_then(|value| self.piece(value, "factsOf"))
                .unwrap_or_default(),
            runtimes: self.list(&mut root, "runtimes"),
            worker_machines: self.list(&mut root, "workerMachines"),
            schedulers: self.list(&mut root, "schedulers"),
            regions: self.regions(&mut root),
            system_environment_variables: match root.remove("systemEnvironmentVariables") {
                Some(value) => self.entries(value, "systemEnvironmentVariables"),
                None => Vec::new(),
            },
        };
        self.unknown(root, "");
        contents
    }

    fn regions(&mut self, root: &mut Map<String, Value>) -> Regions {
        let mut regions = Regions::default();
        let Some(value) = self.required(root, "regions") else {
            return regions;
        };
        let Value::Object(mut kinds) = value else {
            self.shape("regions", "an object with standard, dedicated and hybrid");
            return regions;
        };
        for (kind, into) in [
            ("standard", &mut regions.standard),
            ("dedicated", &mut regions.dedicated),
            ("hybrid", &mut regions.hybrid),
        ] {
            let path = format!("regions.{kind}");
            match kinds.remove(kind) {
                None => {}
                Some(Value::Object(by_provider)) => {
                    for (provider, list) in by_provider {
                        let path = format!("{path}.{provider}");
                        let name = self.piece(Value::String(provider), &path);
                        let list = self.entries(list, &path);
                        into.extend(name.map(|name| (name, list)));
                    }
                }
                Some(_) => self.shape(&path, "an object with a list for each provider"),
            }
        }
        self.unknown(kinds, "regions.");
        regions
    }

    fn required(&mut self, root: &mut Map<String, Value>, key: &str) -> Option<Value> {
        let found = root.remove(key);
        if found.is_none() {
            let message = format!("{key} is missing");
            self.problems
                .push(Problem::new(key, "required", message, "Add it."));
        }
        found
    }

    fn list<T: DeserializeOwned>(&mut self, root: &mut Map<String, Value>, key: &str) -> Vec<T> {
        match self.required(root, key) {
            Some(value) => self.entries(value, key),
            None => Vec::new(),
        }
    }

    fn entries<T: DeserializeOwned>(&mut self, value: Value, path: &str) -> Vec<T> {
        let Value::Array(entries) = value else {
            self.shape(path, "a list");
            return Vec::new();
        };
        let entries = entries.into_iter().enumerate();
        entries
            .filter_map(|(place, entry)| self.piece(entry, &format!("{path}[{place}]")))
            .collect()
    }

    fn piece<T: DeserializeOwned>(&mut self, value: Value, path: &str) -> Option<T> {
        match serde_json::from_value(value) {
            Ok(piece) => Some(piece),
            Err(error) => {
                let message = format!("{path} cannot be read: {error}");
                let way_out = "Write it as in the file of the catalogue in use.";
                self.problems
                    .push(Problem::new(path, "unreadable", message, way_out));
                None
            }
        }
    }

    fn shape(&mut self, path: &str, wanted: &str) {
        let message = format!("{path} is not {wanted}");
        let way_out = format!("Write {wanted}.");
        self.problems
            .push(Problem::new(path, "shape", message, way_out));
    }

    fn unknown(&mut self, rest: Map<String, Value>, within: &str) {
        for (key, _) in rest {
            let path = format!("{within}{key}");
            let message = format!("a catalogue has no {path}");
            self.problems
                .push(Problem::new(path, "unknown", message, "Leave it out."));
        }
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    fn built_in() -> Value {
        serde_json::to_value(Contents::built_in()).unwrap()
    }

    fn paths(value: &Value) -> Vec<String> {
        let problems = read(value.to_string().as_bytes()).unwrap_err();
        problems.into_iter().map(|it| it.path.to_string()).collect()
    }

    #[test]
    fn what_is_written_reads_back() {
        let catalogue = read(built_in().to_string().as_bytes()).unwrap();
        assert_eq!(catalogue, Catalogue::built_in());
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let mut file = built_in();
        file["extra"] = Value::Null;
        file["runtimes"][0]["version"] = Value::from(3);
        file["workerMachines"] = Value::from("A5");
        file["regions"]["standard"]["MARS"] = Value::from(Vec::<Value>::new());
        file.as_object_mut().unwrap().remove("factsOf");
        assert_eq!(
            paths(&file),
            [
                "factsOf",
                "runtimes[0]",
                "workerMachines",
                "regions.standard.MARS",
                "extra"
            ]
        );
    }

    #[test]
    fn what_reads_well_is_still_judged() {
        let mut file = built_in();
        file["factsOf"] = Value::from("yesterday");
        file["workerMachines"][1]["name"] = Value::from("A5");
        assert_eq!(paths(&file), ["factsOf", "workerMachines[1].name"]);
    }

    #[test]
    fn no_file_is_answered_with_nothing() {
        for bytes in [&b"["[..], b"[]", b"", &[0xff, 0xfe]] {
            assert_eq!(read(bytes).unwrap_err().len(), 1, "{bytes:?}");
        }
    }
}
