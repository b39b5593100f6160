//! How a commit becomes the payload of a frame: JSON, with names instead of numbers, so that a log can
//! be read and migrated step by step. Formats of other files are not here.

use planisphere_domain::Commit;
use thiserror::Error;

/// Why a payload is no commit.
#[derive(Debug, Error)]
#[error("the commit cannot be read: {0}")]
pub struct CommitError(#[from] serde_json::Error);

impl CommitError {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "commit-unreadable"
    }
}

/// The payload of a commit.
///
/// # Errors
/// Only if serialisation itself fails, which no commit of the domain makes it do.
pub fn to_payload(commit: &Commit) -> Result<Vec<u8>, CommitError> {
    Ok(serde_json::to_vec(commit)?)
}

/// The commit of a payload.
///
/// # Errors
/// When the bytes are not the JSON of a commit, for instance because a newer app wrote an event that
/// this one does not know.
pub fn from_payload(payload: &[u8]) -> Result<Commit, CommitError> {
    Ok(serde_json::from_slice(payload)?)
}
