//! An Organization at one moment of its log as one row, so that opening it need not read the whole log.
//!
//! A snapshot is derived: losing one costs time and nothing else. It says at which head it was taken, so that
//! one of another history is never taken for this one's.
//!
//! ```text
//! sequence 8 | hash 32 | MessagePack of the contents, with names
//! ```
//! Numbers are big-endian; an envelope is around it.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::bytes::take;
use crate::envelope::{Envelope, EnvelopeError};
use crate::frame::Head;

/// The newest snapshot format this build reads, and the one it writes.
pub const SNAPSHOT_VERSION: u16 = 1;

const ENVELOPE: Envelope = Envelope {
    magic: *b"PLNS",
    version: SNAPSHOT_VERSION,
};

/// The contents of a snapshot, and where in the log it was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot<T> {
    /// Where the log stood.
    pub head: Head,
    /// What was so then.
    pub contents: T,
}

impl<T: Serialize> Snapshot<T> {
    /// The bytes to store.
    ///
    /// # Errors
    /// When the contents do not serialise.
    pub fn encode(&self) -> Result<Vec<u8>, EnvelopeError> {
        let contents = rmp_serde::to_vec_named(&self.contents).map_err(unreadable)?;
        Ok(ENVELOPE.seal(contents.len() + 40, |content| {
            content.extend_from_slice(&self.head.sequence.to_be_bytes());
            content.extend_from_slice(&self.head.hash);
            content.extend_from_slice(&contents);
        }))
    }
}

impl<T: DeserializeOwned> Snapshot<T> {
    /// Reads one snapshot from exactly these bytes and checks that they are as written.
    ///
    /// # Errors
    /// When they are not, or when another build wrote contents that this one does not know.
    pub fn decode(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        let (_, mut rest) = ENVELOPE.open(bytes)?;
        let head = Head {
            sequence: u64::from_be_bytes(take(&mut rest)?),
            hash: take(&mut rest)?,
        };
        let contents = rmp_serde::from_slice(rest).map_err(unreadable)?;
        Ok(Self { head, contents })
    }
}

fn unreadable(error: impl std::fmt::Display) -> EnvelopeError {
    EnvelopeError::Unreadable {
        why: error.to_string(),
    }
}
