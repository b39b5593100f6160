//! One file that holds a whole Organization, as a user downloads and imports it.
//!
//! Headers and hashes of frames follow from the payloads, so the file keeps only the payloads and the final head:
//! reading seals every frame again and compares. That finds any change and any cut, without saying where it is.
//! Sealed secrets are in the file only where a passphrase seals them; those of the device's own key never leave it.
//!
//! ```text
//! format 1: "planisphere organization 1\n" | (payload length + 1, payload)* | 0 | count | hash 32
//! format 2: "planisphere organization 2\n" | manifest length, manifest | (payload length + 1, payload)* | 0
//!           | secrets | count | hash 32 | SHA-256 of everything before 32
//! ```
//! Numbers are unsigned LEB128, the manifest is JSON. Compression is around all of it and no business of this crate.

mod carried;
mod error;
mod manifest;
mod numbers;
mod reading;
mod writing;

pub use carried::{CarriedSecret, CarriedSecrets};
pub use error::ArchiveError;
pub use manifest::{Manifest, Secrets};
pub use reading::{Reader, begins_as_one};
pub use writing::Writer;

use crate::chain::{Damage, verify};
use crate::frame::Frame;
use numbers::push_number;

/// What the name of such a file ends with, without the dot.
pub const EXTENSION: &str = "planisphere";

/// The newest archive format this build reads, and the one [`Writer`] writes. Both hold frames of format 1.
pub const ARCHIVE_VERSION: u32 = 2;

const LABEL: &[u8] = b"planisphere organization ";

/// Writes a whole log in format 1, which says nothing of itself and has no secrets: what the samples are. Refuses
/// one that is damaged, since nobody could read the file again.
pub fn write(frames: &[Frame]) -> Result<Vec<u8>, Damage> {
    let head = verify(frames)?;
    let content: usize = frames.iter().map(|frame| frame.payload().len() + 4).sum();
    let mut bytes = Vec::with_capacity(content + 80);
    bytes.extend_from_slice(LABEL);
    bytes.extend_from_slice(b"1\n");
    for frame in frames {
        push_number(&mut bytes, frame.payload().len() as u64 + 1);
        bytes.extend_from_slice(frame.payload());
    }
    push_number(&mut bytes, 0);
    push_number(&mut bytes, head.sequence);
    bytes.extend_from_slice(&head.hash);
    Ok(bytes)
}

/// Reads a whole log of any format, in order, and proves that it is what was written.
pub fn read(bytes: &[u8]) -> Result<Vec<Frame>, ArchiveError> {
    let mut reader = Reader::open(bytes)?;
    let mut frames = Vec::new();
    while let Some(frame) = reader.next_commit()? {
        frames.push(frame);
    }
    reader.finish()?;
    Ok(frames)
}
