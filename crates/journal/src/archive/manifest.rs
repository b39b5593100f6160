//! What a file says of itself on its first page, so that somebody can be told what is inside before all of it is
//! read. Whoever takes the file in compares it with the log.

use planisphere_domain::Timestamp;
use serde::{Deserialize, Serialize};

/// The first page of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// The Organization's own id.
    pub organization: String,
    /// Its name when the file was written.
    pub name: String,
    /// How many commits follow.
    pub commits: u64,
    /// How many events they hold.
    pub events: u64,
    /// When the file was written.
    pub exported_at: Timestamp,
    /// What became of the secrets.
    pub secrets: Secrets,
}

/// What became of the secrets of an Organization when a file was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Secrets {
    /// They stayed on the device. Their references, in order.
    LeftOut(Vec<String>),
    /// They are in the file, sealed by a passphrase. How many.
    Carried(u64),
}

impl Secrets {
    /// How many secrets it speaks of.
    #[must_use]
    pub fn count(&self) -> u64 {
        match self {
            Self::LeftOut(ids) => ids.len() as u64,
            Self::Carried(count) => *count,
        }
    }
}
