//! The readable form: the current state as plain JSON, for people and for programs that know nothing of logs. It is no
//! backup and cannot be imported, and whoever tries is told.

use planisphere_domain::{Records, Timestamp};
use planisphere_journal::archive::EXTENSION;
use serde::Serialize;

use super::super::{Failure, now};
use super::Told;

/// How it says what it is; by that it is known again.
const ABOUT: &str = "The current state of an Organization, for reading. It has no history and no secrets, is no backup, and cannot be imported.";
/// Every build began it with these words.
const KNOWN_BY: &str = "The current state of an Organization, for reading.";
/// It says so at its beginning, whatever a program did to its spaces.
const BEGINNING: usize = 4_096;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PlainState {
    about: &'static str,
    commits: u64,
    newest_change: Option<Timestamp>,
    exported_at: Timestamp,
    state: Records,
}

/// A state in the readable form.
pub(super) fn plain_form(told: &Told, state: Records) -> Result<Vec<u8>, Failure> {
    let plain = PlainState {
        about: ABOUT,
        commits: told.commits,
        newest_change: told.newest,
        exported_at: now(),
        state,
    };
    let written = serde_json::to_vec_pretty(&plain);
    let mut bytes = written.map_err(|error| Failure::Unwritable {
        message: error.to_string(),
    })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Whether bytes begin as the readable form does.
pub(in crate::replica) fn is_plain_form(bytes: &[u8]) -> bool {
    let beginning = bytes.get(..bytes.len().min(BEGINNING)).unwrap_or_default();
    String::from_utf8_lossy(beginning).contains(KNOWN_BY)
}

/// Why it is not taken in, and what is.
pub(super) fn not_importable() -> Failure {
    Failure::Archive(format!(
        "this is the readable form of an Organization, as plain JSON: it has no history, so it cannot be imported; choose the file that was downloaded with its history, whose name ends with .{EXTENSION}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn the_readable_form_is_known_however_it_is_spaced() {
        assert!(ABOUT.starts_with(KNOWN_BY));
        for spaced in ["{\n  \"about\": ", "{\"about\":", "\u{feff}{ \"about\" : "] {
            assert!(is_plain_form(format!("{spaced}\"{ABOUT}\"").as_bytes()));
        }
        assert!(!is_plain_form(b""));
        assert!(!is_plain_form(b"{\"about\": \"something else\"}"));
    }
}
