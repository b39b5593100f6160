//! What chunks and snapshots have in common: a magic word, a version, content of a known length and a checksum
//! over all of it, so that whatever happened to the bytes shows before anybody reads them.
//!
//! ```text
//! magic 4 | version 2 | content length 8 | content | CRC-32 4
//! ```
//! Numbers are big-endian. The checksum finds accidents; who changed something on purpose is found by the hash
//! chain alone.

use crate::bytes::{Short, take, take_counted};

/// Why bytes are not what they should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// The bytes end too early.
    #[error("it ends too early")]
    Truncated,
    /// The bytes go on after their end.
    #[error("it is followed by {extra} bytes that do not belong to it")]
    TrailingBytes {
        /// How many bytes are left over.
        extra: usize,
    },
    /// The bytes are something else.
    #[error("it is something else")]
    WrongKind,
    /// Another build wrote it.
    #[error("it has format {found}, and this Planisphere reads format {known} and older")]
    UnknownVersion {
        /// The format that it names.
        found: u16,
        /// The newest that this build reads.
        known: u16,
    },
    /// The bytes were changed after they were written.
    #[error("it was changed after it was written")]
    ChecksumMismatch,
    /// The content is whole but makes no sense.
    #[error("its content cannot be read: {why}")]
    Unreadable {
        /// What is wrong with it.
        why: String,
    },
}

impl EnvelopeError {
    /// A stable name for programs and bug reports.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Truncated => "envelope_truncated",
            Self::TrailingBytes { .. } => "envelope_trailing_bytes",
            Self::WrongKind => "envelope_wrong_kind",
            Self::UnknownVersion { .. } => "envelope_unknown_version",
            Self::ChecksumMismatch => "envelope_checksum_mismatch",
            Self::Unreadable { .. } => "envelope_unreadable",
        }
    }
}

impl From<Short> for EnvelopeError {
    fn from(_: Short) -> Self {
        Self::Truncated
    }
}

/// One kind of envelope.
pub(crate) struct Envelope {
    pub(crate) magic: [u8; 4],
    /// The newest version that this build reads, and the one that it writes.
    pub(crate) version: u16,
}

impl Envelope {
    /// Puts content that `write` appends into an envelope.
    pub(crate) fn seal(&self, size: usize, write: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(size + 18);
        bytes.extend_from_slice(&self.magic);
        bytes.extend_from_slice(&self.version.to_be_bytes());
        let mut content = Vec::with_capacity(size);
        write(&mut content);
        bytes.extend_from_slice(&(content.len() as u64).to_be_bytes());
        bytes.extend_from_slice(&content);
        let checksum = crc32fast::hash(&bytes);
        bytes.extend_from_slice(&checksum.to_be_bytes());
        bytes
    }

    /// The version and the content of exactly these bytes.
    pub(crate) fn open<'a>(&self, bytes: &'a [u8]) -> Result<(u16, &'a [u8]), EnvelopeError> {
        let mut rest = bytes;
        let magic: [u8; 4] = take(&mut rest)?;
        if magic != self.magic {
            return Err(EnvelopeError::WrongKind);
        }
        let version = u16::from_be_bytes(take(&mut rest)?);
        if version == 0 || version > self.version {
            return Err(EnvelopeError::UnknownVersion {
                found: version,
                known: self.version,
            });
        }
        let length = u64::from_be_bytes(take(&mut rest)?);
        let content = take_counted(&mut rest, length)?;
        let checksummed = bytes.len() - rest.len();
        let checksum = u32::from_be_bytes(take(&mut rest)?);
        if !rest.is_empty() {
            return Err(EnvelopeError::TrailingBytes { extra: rest.len() });
        }
        let covered = bytes.get(..checksummed).unwrap_or_default();
        if crc32fast::hash(covered) != checksum {
            return Err(EnvelopeError::ChecksumMismatch);
        }
        Ok((version, content))
    }
}
