//! From bytes to text: size, byte order marks, and refusing what is not text.
//!
//! UTF-16 with a byte order mark is read as the command line reads it, since redirecting output on
//! Windows writes such files.

use thiserror::Error;

use crate::located::Position;
use crate::problem::{Code, Problem};

/// The largest file that is looked at.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// Why bytes are not the text of a Deployment file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum NotReadable {
    #[error("`{name}` has no content")]
    Empty { name: String },
    #[error("`{name}` is over the limit of 2 MiB")]
    TooLarge { name: String },
    #[error("`{name}` is not a text file")]
    Binary { name: String },
    #[error("`{name}` is not UTF-8: line {} holds bytes that are no text", at.line)]
    NotUtf8 { name: String, at: Position },
    #[error("line {} holds the control character U+{:04X}", at.line, u32::from(*character))]
    Control { character: char, at: Position },
}

impl NotReadable {
    pub(crate) fn into_problem(self) -> Problem {
        let message = self.to_string();
        let (code, at, remedy) = match self {
            Self::Empty { .. } => (
                Code::NoContent,
                None,
                "Choose a file that `astro deployment inspect` wrote, or write one.",
            ),
            Self::TooLarge { .. } => (
                Code::TooLarge,
                None,
                "A Deployment file is a few kilobytes; choose another file.",
            ),
            Self::Binary { .. } => (Code::NotText, None, "Choose a YAML or JSON file."),
            Self::NotUtf8 { at, .. } => (Code::NotText, Some(at), "Save the file as UTF-8."),
            Self::Control { at, .. } => (
                Code::NotText,
                Some(at),
                "Remove the character; inside double quotes it can be written as an escape.",
            ),
        };
        Problem::error(code, "", message, remedy).at(at)
    }
}

/// The text of a file, without its byte order mark.
pub(crate) fn decode(name: &str, bytes: &[u8]) -> Result<String, NotReadable> {
    if bytes.len() > MAX_BYTES {
        return Err(NotReadable::TooLarge {
            name: name.to_owned(),
        });
    }
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(name, rest, u16::from_le_bytes)?,
        [0xFE, 0xFF, rest @ ..] => utf16(name, rest, u16::from_be_bytes)?,
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(name, rest)?,
        all => utf8(name, all)?,
    };
    if text.trim().is_empty() {
        return Err(NotReadable::Empty {
            name: name.to_owned(),
        });
    }
    match first_control(&text) {
        Some(('\0', _)) => Err(NotReadable::Binary {
            name: name.to_owned(),
        }),
        Some((character, at)) => Err(NotReadable::Control { character, at }),
        None => Ok(text),
    }
}

fn utf8(name: &str, bytes: &[u8]) -> Result<String, NotReadable> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) if bytes.contains(&0) => Err(NotReadable::Binary {
            name: name.to_owned(),
        }),
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let at = end_of(&String::from_utf8_lossy(before));
            Err(NotReadable::NotUtf8 {
                name: name.to_owned(),
                at,
            })
        }
    }
}

fn utf16(name: &str, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, NotReadable> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(NotReadable::Binary {
            name: name.to_owned(),
        });
    }
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .collect::<Result<String, _>>()
        .map_err(|_| NotReadable::Binary {
            name: name.to_owned(),
        })
}

/// The first character that YAML does not allow in a file, and where it stands.
fn first_control(text: &str) -> Option<(char, Position)> {
    let (index, character) = text.char_indices().find(|(_, c)| !is_printable(*c))?;
    Some((character, end_of(text.get(..index).unwrap_or_default())))
}

fn is_printable(c: char) -> bool {
    matches!(c,
        '\t' | '\n' | '\r' | '\u{20}'..='\u{7E}' | '\u{85}' | '\u{A0}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The place right behind a text.
fn end_of(text: &str) -> Position {
    let lines = text.matches('\n').count();
    let last = text.rsplit('\n').next().unwrap_or_default();
    Position {
        line: saturate(lines + 1),
        column: saturate(last.chars().count() + 1),
    }
}

/// A count as the 32-bit number that positions are made of. No file within the limit reaches its end.
pub(crate) fn saturate(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
