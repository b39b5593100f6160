//! The rows that storage keeps, apart from how they are kept.

use super::StorageError;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The key of one Organization on this device. Local: the same Organization has another handle
/// elsewhere, and two copies of it here have two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Handle(String);

impl Handle {
    const LENGTH: usize = 16;

    /// A handle that nobody has.
    pub fn random() -> Result<Self, StorageError> {
        let bytes = super::sealing::random::<{ Self::LENGTH / 2 }>()?;
        Ok(Self(
            bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        ))
    }

    /// Reads a handle as a URL or another tab names it.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (text.len() == Self::LENGTH && text.bytes().all(hex)).then(|| Self(text.to_owned()))
    }

    /// The handle as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How an Organization came to this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Created here.
    Created,
    /// Opened from the sample of this name.
    Sample(String),
    /// Read from a file.
    Imported,
}

/// What the account dashboard shows of a Workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkspaceEntry {
    /// The Workspace's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many Deployments it holds.
    pub deployments: u32,
}

/// What the account dashboard shows of an Organization without opening its log. Derived from the
/// log and rewritten with each commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationEntry {
    /// The key on this device.
    pub handle: Handle,
    /// The Organization's own id, which never serves as a key.
    pub organization_id: String,
    /// Its name.
    pub name: String,
    /// Its plan.
    pub plan: String,
    /// The user as whom this device acts.
    pub viewer: Option<String>,
    /// How it came here.
    pub origin: Origin,
    /// Its Workspaces.
    pub workspaces: Vec<WorkspaceEntry>,
    /// When its newest commit was written, in milliseconds since 1970.
    pub updated_at_ms: i64,
    /// The sequence number of its newest commit; storage sets it.
    pub head: u64,
}

impl OrganizationEntry {
    /// Whether a commit may follow what is stored.
    pub(super) fn check_next(&self, sequence: u64) -> Result<(), StorageError> {
        if sequence <= self.head {
            return Err(StorageError::Conflict { head: self.head });
        }
        if sequence > self.head.saturating_add(1) {
            return Err(StorageError::Gap {
                head: self.head,
                sequence,
            });
        }
        Ok(())
    }

    /// The summary to store with a commit: the new one, except for what is this device's own.
    pub(super) fn succeeded_by(self, commit: &NewCommit) -> Self {
        Self {
            handle: self.handle,
            viewer: self.viewer,
            origin: self.origin,
            head: commit.sequence,
            ..commit.entry.clone()
        }
    }
}

/// A secret, readable only with the key of the device that sealed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedBlob {
    /// The reference by which the log knows the secret.
    pub id: String,
    /// The random start of this encryption.
    pub iv: [u8; 12],
    /// What was sealed, and the proof that nobody changed it.
    pub ciphertext: Vec<u8>,
}

/// One commit to add.
#[derive(Clone, Debug)]
pub struct NewCommit {
    /// The Organization.
    pub handle: Handle,
    /// The encoded frame.
    pub frame: Vec<u8>,
    /// The frame's sequence number.
    pub sequence: u64,
    /// The secrets that the commit refers to, sealed before.
    pub blobs: Vec<SealedBlob>,
    /// The ids of sealed secrets that go with what the commit deletes.
    pub erased: Vec<String>,
    /// The summary after the commit.
    pub entry: OrganizationEntry,
}

/// One Organization whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOrganization {
    /// The summary.
    pub entry: OrganizationEntry,
    /// The encoded frames; the first one has sequence number 1.
    pub frames: Vec<Vec<u8>>,
    /// The sealed secrets, ordered by id.
    pub blobs: Vec<SealedBlob>,
}
