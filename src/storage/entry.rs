//! The rows that storage keeps, apart from how they are kept.

use super::StorageError;
use planisphere_journal::Stored;
use serde::{Deserialize, Serialize};
use std::fmt;

/// So many digits of a handle tell copies apart for people.
const COPY_NAME: usize = 6;

/// The key of one Organization on this device. Local: the same Organization has another handle
/// elsewhere, and two copies of it here have two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Handle(String);

impl Handle {
    const LENGTH: usize = 16;

    /// A handle that nobody has.
    pub fn random() -> Result<Self, StorageError> {
        let bytes = super::sealing::random::<{ Self::LENGTH / 2 }>()?;
        Ok(Self(super::sealing::in_hex(&bytes)))
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
    /// When it was last exported from this device, and how far; only [`super::Storage::set_backup`] changes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup: Option<Backup>,
}

/// An export of a whole Organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// The sequence number of the newest commit in it.
    pub head: u64,
    /// Whether it was downloaded here; otherwise it is the file that the Organization came from.
    #[serde(default)]
    pub was_downloaded: bool,
}

impl OrganizationEntry {
    /// Stands for a summary that cannot be read. The log is not touched by that: it opens and can be exported, but a
    /// commit, which writes the summary anew, is refused.
    pub(super) fn unreadable(handle: &Handle) -> Self {
        Self {
            handle: handle.clone(),
            organization_id: handle.to_string(),
            name: format!("Organization {handle}"),
            plan: String::new(),
            viewer: None,
            origin: Origin::Imported,
            workspaces: Vec::new(),
            updated_at_ms: 0,
            head: 0,
            backup: None,
        }
    }

    /// What tells it from other copies of the same Organization: the beginning of its address on this device.
    #[must_use]
    pub fn copy_name(&self) -> String {
        let short = self.handle.as_str().get(..COPY_NAME).unwrap_or_default();
        format!("Copy {short}")
    }

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
    pub(crate) fn succeeded_by(self, newer: Self, head: u64) -> Self {
        Self {
            handle: self.handle,
            viewer: self.viewer,
            origin: self.origin,
            backup: self.backup,
            head,
            ..newer
        }
    }
}

/// A secret, readable only with the key of the device that sealed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedBlob {
    /// The reference by which the log knows the secret.
    pub id: String,
    /// The name of the key that sealed it; empty for the first key of a device.
    pub key: String,
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

/// Commits that were rows of their own until now, as chunks, with the state that they lead to.
#[derive(Clone, Debug)]
pub struct Folded {
    /// The chunks, and a snapshot after the last commit of the last one.
    pub log: Stored,
    /// The first commit whose row goes.
    pub first: u64,
    /// The last one; where the snapshot was taken.
    pub last: u64,
    /// Whether the chain was proved from its first commit. Only then are older snapshots worth no more than time.
    pub is_proved: bool,
}

/// An Organization as it lies in storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOrganization {
    /// The summary.
    pub entry: OrganizationEntry,
    /// Its log, or as much of it as was asked for.
    pub log: Stored,
    /// The sealed secrets, ordered by id; none where only the log was asked for.
    pub blobs: Vec<SealedBlob>,
}
