//! One file that holds a whole Organization, as a user downloads and imports it.
//!
//! Headers and hashes of frames follow from the payloads, so the file keeps only the payloads and
//! the final head: reading seals every frame again and compares. That finds any change and any
//! cut, without saying where it is. Sealed secrets are not part of the file, because their key
//! never leaves the device.
//!
//! ```text
//! "planisphere organization 1\n" | (payload length + 1, payload)* | 0 | count | hash 32
//! ```
//! Numbers are unsigned LEB128.

use crate::chain::{Damage, verify};
use crate::frame::{Frame, Hash, Head};

/// What the name of such a file ends with, without the dot.
pub const EXTENSION: &str = "planisphere";

/// The newest archive format this build reads, and the one it writes. It holds frames of format 1.
pub const ARCHIVE_VERSION: u32 = 1;

const LABEL: &[u8] = b"planisphere organization ";
const LONGEST_VERSION: usize = 9;

/// Writes a whole log; refuses one that is damaged, since nobody could read the file again.
pub fn write(frames: &[Frame]) -> Result<Vec<u8>, Damage> {
    let head = verify(frames)?;
    let content: usize = frames.iter().map(|frame| frame.payload().len() + 4).sum();
    let mut bytes = Vec::with_capacity(content + 80);
    bytes.extend_from_slice(LABEL);
    bytes.extend_from_slice(ARCHIVE_VERSION.to_string().as_bytes());
    bytes.push(b'\n');
    for frame in frames {
        push_number(&mut bytes, frame.payload().len() as u64 + 1);
        bytes.extend_from_slice(frame.payload());
    }
    push_number(&mut bytes, 0);
    push_number(&mut bytes, head.sequence);
    bytes.extend_from_slice(&head.hash);
    Ok(bytes)
}

/// Reads a whole log, in order, and proves that it is what was written.
pub fn read(bytes: &[u8]) -> Result<Vec<Frame>, ArchiveError> {
    let mut rest = after_header(bytes)?;
    let mut head = Head::genesis();
    let mut frames = Vec::new();
    loop {
        let length = take_number(&mut rest)?;
        let Some(length) = length.checked_sub(1) else {
            break;
        };
        let (payload, left) = usize::try_from(length)
            .ok()
            .and_then(|length| rest.split_at_checked(length))
            .ok_or(ArchiveError::Truncated)?;
        rest = left;
        let frame = Frame::seal(&head, payload.to_vec());
        head = frame.head();
        frames.push(frame);
    }
    let count = take_number(&mut rest)?;
    let (hash, left) = rest
        .split_first_chunk::<{ size_of::<Hash>() }>()
        .ok_or(ArchiveError::Truncated)?;
    if !left.is_empty() {
        return Err(ArchiveError::TrailingBytes { extra: left.len() });
    }
    if count != head.sequence || *hash != head.hash {
        return Err(ArchiveError::Damaged);
    }
    Ok(frames)
}

/// Why a file is not an Organization that can be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
    /// The file is something else.
    #[error(
        "this file is not an exported Organization; choose a file that ends with `.{EXTENSION}`"
    )]
    NotAnArchive,
    /// Another build wrote the file.
    #[error(
        "this file has format {found} and this Planisphere reads format {known}; open it with the newest Planisphere",
        known = ARCHIVE_VERSION
    )]
    UnknownVersion {
        /// The format that the file names.
        found: u32,
    },
    /// The file ends too early.
    #[error("this file ends too early; download or copy it again")]
    Truncated,
    /// The file goes on after its end.
    #[error("this file has {extra} bytes after its end; download or copy it again")]
    TrailingBytes {
        /// How many bytes are left over.
        extra: usize,
    },
    /// The content does not fit its hash.
    #[error("this file was changed after it was written; download or copy it again")]
    Damaged,
}

impl ArchiveError {
    /// A stable name for programs and bug reports.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAnArchive => "archive_not_an_archive",
            Self::UnknownVersion { .. } => "archive_unknown_version",
            Self::Truncated => "archive_truncated",
            Self::TrailingBytes { .. } => "archive_trailing_bytes",
            Self::Damaged => "archive_damaged",
        }
    }
}

/// Checks the first line and returns what follows it.
fn after_header(bytes: &[u8]) -> Result<&[u8], ArchiveError> {
    let Some(rest) = bytes.strip_prefix(LABEL) else {
        // A file cut inside its first line is still known for what it is.
        let cut = !bytes.is_empty() && LABEL.starts_with(bytes);
        return Err(if cut {
            ArchiveError::Truncated
        } else {
            ArchiveError::NotAnArchive
        });
    };
    let digits = rest
        .iter()
        .take(LONGEST_VERSION)
        .take_while(|byte| byte.is_ascii_digit())
        .fold((0u32, 0usize), |(number, count), byte| {
            (number * 10 + u32::from(byte - b'0'), count + 1)
        });
    let (found, count) = digits;
    match rest.get(count) {
        None => Err(ArchiveError::Truncated),
        Some(b'\n') if count > 0 && found == ARCHIVE_VERSION => {
            Ok(rest.get(count + 1..).unwrap_or_default())
        }
        Some(b'\n') if count > 0 => Err(ArchiveError::UnknownVersion { found }),
        Some(_) => Err(ArchiveError::NotAnArchive),
    }
}

fn push_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a number in its one shortest form, so that no two files mean the same log.
fn take_number(rest: &mut &[u8]) -> Result<u64, ArchiveError> {
    let mut number = 0u64;
    for shift in (0..64).step_by(7) {
        let (byte, left) = rest.split_first().ok_or(ArchiveError::Truncated)?;
        *rest = left;
        let bits = u64::from(byte & 0x7f);
        if shift == 63 && bits > 1 {
            return Err(ArchiveError::Damaged);
        }
        number |= bits << shift;
        if byte & 0x80 == 0 {
            let shortest = shift == 0 || bits != 0;
            return if shortest {
                Ok(number)
            } else {
                Err(ArchiveError::Damaged)
            };
        }
    }
    Err(ArchiveError::Damaged)
}
