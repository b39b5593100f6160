//! Why a file is not an Organization that can be read, in words for the person who chose it.

use super::{ARCHIVE_VERSION, EXTENSION};

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
    /// The file is something else.
    #[error(
        "this file is not an exported Organization; choose a file that ends with `.{EXTENSION}`"
    )]
    NotAnArchive,
    /// Another build wrote the file.
    #[error(
        "this file has format {found} and this Planisphere reads format {known} and older; open it with the newest Planisphere",
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
    /// The first page of the file makes no sense.
    #[error("what this file says of itself cannot be read: {why}; export the Organization again")]
    UnreadableManifest {
        /// What is wrong with it.
        why: String,
    },
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
            Self::UnreadableManifest { .. } => "archive_unreadable_manifest",
        }
    }
}
