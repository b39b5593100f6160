//! One commit of one Organization's log as bytes, sealed by a hash.
//!
//! A frame does not know what its payload means: the bytes are hashed as first written and handed
//! back as they are, so a later reading of old events never touches the chain. Whether a frame
//! follows the one before it is the business of [`crate::chain`].
//!
//! ```text
//! magic "PLNF" 4 | version 2 | sequence 8 | previous hash 32 | payload length 8 | payload | hash 32
//! ```
//! Numbers are big-endian. The hash is SHA-256 over the previous hash, the header and the payload.

use sha2::{Digest, Sha256};

use crate::bytes::{Short, take, take_counted};

/// A SHA-256 hash.
pub type Hash = [u8; HASH_LENGTH];

/// The newest frame format this build reads, and the one it writes.
pub const FRAME_VERSION: u16 = 1;

const MAGIC: [u8; 4] = *b"PLNF";
const HASH_LENGTH: usize = 32;
const HEADER_LENGTH: usize = MAGIC.len() + 2 + 8 + HASH_LENGTH + 8;

/// Where a log stands: the number and the hash of its newest frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Head {
    /// The newest frame's sequence number; 0 when nothing was written yet.
    pub sequence: u64,
    /// The newest frame's hash; all zero when nothing was written yet.
    pub hash: Hash,
}

impl Head {
    /// The head of a log that holds no frame.
    pub const fn genesis() -> Self {
        Self {
            sequence: 0,
            hash: [0; HASH_LENGTH],
        }
    }

    /// The hash as 64 hexadecimal digits, to be held against another.
    pub fn hash_in_hex(&self) -> String {
        self.hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The sequence number that the next frame must carry.
    pub const fn next_sequence(&self) -> u64 {
        self.sequence.saturating_add(1)
    }
}

/// One sealed commit.
// INVARIANT: `hash` fits the other fields; only `seal` and `decode` make a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    sequence: u64,
    previous: Hash,
    payload: Vec<u8>,
    hash: Hash,
}

impl Frame {
    /// Makes the frame that follows `previous`.
    pub fn seal(previous: &Head, payload: Vec<u8>) -> Self {
        let sequence = previous.next_sequence();
        let hash = hash_of(
            &header(sequence, &previous.hash, &payload),
            &previous.hash,
            &payload,
        );
        Self {
            sequence,
            previous: previous.hash,
            payload,
            hash,
        }
    }

    /// The bytes to store.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER_LENGTH + self.payload.len() + HASH_LENGTH);
        bytes.extend_from_slice(&header(self.sequence, &self.previous, &self.payload));
        bytes.extend_from_slice(&self.payload);
        bytes.extend_from_slice(&self.hash);
        bytes
    }

    /// Reads one frame from exactly these bytes and checks its hash.
    pub fn decode(bytes: &[u8]) -> Result<Self, FrameError> {
        let mut rest = bytes;
        let magic: [u8; 4] = take(&mut rest)?;
        if magic != MAGIC {
            return Err(FrameError::NotAFrame);
        }
        let version = u16::from_be_bytes(take(&mut rest)?);
        if version != FRAME_VERSION {
            return Err(FrameError::UnknownVersion { found: version });
        }
        let sequence = u64::from_be_bytes(take(&mut rest)?);
        let previous: Hash = take(&mut rest)?;
        let length = u64::from_be_bytes(take(&mut rest)?);
        let payload = take_counted(&mut rest, length)?;
        let hash: Hash = take(&mut rest)?;
        if !rest.is_empty() {
            return Err(FrameError::TrailingBytes { extra: rest.len() });
        }
        if hash != hash_of(&header(sequence, &previous, payload), &previous, payload) {
            return Err(FrameError::HashMismatch);
        }
        Ok(Self {
            sequence,
            previous,
            payload: payload.to_vec(),
            hash,
        })
    }

    /// The place of this frame in its log, counted from 1.
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// The hash of the frame before this one.
    pub fn previous(&self) -> &Hash {
        &self.previous
    }

    /// The commit, as first written.
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The head of a log that ends with this frame.
    pub fn head(&self) -> Head {
        Head {
            sequence: self.sequence,
            hash: self.hash,
        }
    }
}

/// What helps where bytes were lost or changed,
pub(crate) const RESTORE: &str = "restore the Organization from an export";
/// and where another build wrote them.
pub(crate) const NEWER: &str = "open it with the newest Planisphere";

/// Why bytes are not the frame they should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// The bytes end too early.
    #[error("a commit of this log ends too early")]
    Truncated,
    /// The bytes go on after the frame.
    #[error("a commit of this log is followed by {extra} bytes that do not belong to it")]
    TrailingBytes {
        /// How many bytes are left over.
        extra: usize,
    },
    /// The bytes do not start like a frame.
    #[error("these bytes are not a commit of a Planisphere log")]
    NotAFrame,
    /// Another build wrote this frame.
    #[error(
        "this log has format {found} and this Planisphere reads format {known}",
        known = FRAME_VERSION
    )]
    UnknownVersion {
        /// The format that the frame names.
        found: u16,
    },
    /// The content is not what was hashed.
    #[error("a commit of this log was changed after it was written")]
    HashMismatch,
    /// A frame is missing, doubled or out of order.
    #[error("commit {expected} of this log is missing, commit {found} stands in its place")]
    WrongSequence {
        /// The number that should come next.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// The frame belongs to another history.
    #[error("a commit of this log continues another history")]
    WrongPrevious,
}

impl From<Short> for FrameError {
    fn from(_: Short) -> Self {
        Self::Truncated
    }
}

impl FrameError {
    /// A stable name for programs and bug reports.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Truncated => "frame_truncated",
            Self::TrailingBytes { .. } => "frame_trailing_bytes",
            Self::NotAFrame => "frame_not_a_frame",
            Self::UnknownVersion { .. } => "frame_unknown_version",
            Self::HashMismatch => "frame_hash_mismatch",
            Self::WrongSequence { .. } => "frame_wrong_sequence",
            Self::WrongPrevious => "frame_wrong_previous",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub const fn way_out(&self) -> &'static str {
        match self {
            Self::UnknownVersion { .. } => NEWER,
            Self::Truncated
            | Self::TrailingBytes { .. }
            | Self::NotAFrame
            | Self::HashMismatch
            | Self::WrongSequence { .. }
            | Self::WrongPrevious => RESTORE,
        }
    }
}

fn header(sequence: u64, previous: &Hash, payload: &[u8]) -> Vec<u8> {
    let mut header = Vec::with_capacity(HEADER_LENGTH);
    header.extend_from_slice(&MAGIC);
    header.extend_from_slice(&FRAME_VERSION.to_be_bytes());
    header.extend_from_slice(&sequence.to_be_bytes());
    header.extend_from_slice(previous);
    header.extend_from_slice(&(payload.len() as u64).to_be_bytes());
    header
}

fn hash_of(header: &[u8], previous: &Hash, payload: &[u8]) -> Hash {
    Sha256::new()
        .chain_update(previous)
        .chain_update(header)
        .chain_update(payload)
        .finalize()
        .into()
}
