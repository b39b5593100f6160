//! Hands bytes to the person as a file. The browser decides where it goes.

use super::StorageError;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Long enough for a slow machine to start the download; the bytes stay in memory until then.
const RELEASE_AFTER_MS: i32 = 60_000;

/// In letters; 60 of the longest fit the 255 bytes that file systems allow.
const LONGEST_NAME: usize = 60;
/// What of an Organization a record holds leaves room for whose it is; where that is short, it may be longer.
const LONGEST_WHAT: usize = 30;

/// Offers `bytes` as a file of this name.
pub fn download(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), StorageError> {
    offer(name, media_type, bytes).map_err(|error| StorageError::Failed {
        message: message_of(&error),
    })
}

fn offer(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let document = window.document().ok_or(JsValue::NULL)?;
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    let release = Closure::once_into_js(move || {
        let _ = Url::revoke_object_url(&url);
    });
    window.set_timeout_with_callback_and_timeout_and_arguments_0(
        release.unchecked_ref(),
        RELEASE_AFTER_MS,
    )?;
    Ok(())
}

fn message_of(error: &JsValue) -> String {
    error
        .dyn_ref::<js_sys::Error>()
        .map_or_else(|| "no page".to_owned(), |error| error.message().into())
}

/// A file name that every system takes, made from a name that a person chose.
pub fn file_name(name: &str, extension: &str) -> String {
    let stem = stem_of(name, LONGEST_NAME);
    if stem.is_empty() {
        return format!("planisphere.{extension}");
    }
    if is_device(&stem) {
        return format!("{stem}-.{extension}");
    }
    format!("{stem}.{extension}")
}

/// The same for a record of an Organization: its name, what of it where that is not all, and the day. The day stands in
/// full however long the names are.
pub fn record_name(organization: &str, what: &str, day: &str, extension: &str) -> String {
    let whose = organization.chars().count() + day.chars().count() + "  ".len();
    let spare = LONGEST_NAME.saturating_sub(whose);
    let what = stem_of(what, LONGEST_WHAT.max(spare));
    let joint = if what.is_empty() { "" } else { " " };
    let rest = format!("{joint}{what} {day}");
    let room = LONGEST_NAME.saturating_sub(rest.chars().count());
    let stem = stem_of(organization, room);
    let name = if stem.is_empty() {
        "planisphere"
    } else {
        &stem
    };
    // A device keeps its name up to the first period, whatever follows.
    let guard = if is_device(name) { "-" } else { "" };
    format!("{name}{guard}{rest}.{extension}")
}

/// What is left of a name once everything is gone that some system gives a meaning of its own.
fn stem_of(name: &str, longest: usize) -> String {
    let mut stem = String::with_capacity(name.len());
    for letter in name.chars() {
        if is_safe(letter) {
            stem.push(letter);
        } else if !stem.ends_with('-') {
            stem.push('-');
        }
    }
    let cut: String = stem
        .trim_matches(|letter: char| letter == '.' || letter == '-' || letter.is_whitespace())
        .chars()
        .take(longest)
        .collect();
    cut.trim_end_matches(|letter: char| letter == '.' || letter.is_whitespace())
        .to_owned()
}

/// Refuses what some system gives a meaning of its own, and marks that turn the reading direction
/// and so could hide the real extension.
fn is_safe(letter: char) -> bool {
    let reserved = matches!(
        letter,
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '%'
    );
    let turns = matches!(letter,
        '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !letter.is_control() && !reserved && !turns
}

/// Names that Windows keeps for devices, whatever their extension.
fn is_device(stem: &str) -> bool {
    let base = stem.split('.').next().unwrap_or(stem).to_ascii_lowercase();
    let numbered = |prefix: &str| {
        base.strip_prefix(prefix)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    matches!(base.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}
