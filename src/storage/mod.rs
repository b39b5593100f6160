//! Where Organizations live on this device: one log of sealed commits each, with the secrets that
//! belong to it.
//!
//! Everything here moves bytes. What a commit means is the business of the journal and the domain;
//! who may do what, of the domain. Every implementation of [`Storage`] passes the same suite,
//! `tests/browser/storage/conformance.rs`.

mod catalogue;
mod device;
mod download;
mod entry;
mod error;
mod fallback;
mod indexeddb;
mod keys;
mod locks;
mod memory;
mod passphrase;
mod persistence;
mod plans;
mod reminders;
mod sealing;
mod tabs;
mod view;

pub use catalogue::KeptCatalogue;
pub use device::{DeviceSettings, Profile, Theme, TimeZone};
pub use download::{download, file_name, record_name};
pub use entry::{
    Backup, Folded, Handle, NewCommit, OrganizationEntry, Origin, SealedBlob, StoredOrganization,
    WorkspaceEntry,
};
pub use error::StorageError;
pub use fallback::{Fallback, StorageMode};
pub use indexeddb::{DATABASE, IndexedDb, SCHEMA};
pub use keys::KeyRecord;
pub use locks::alone;
pub use memory::Memory;
pub use passphrase::{DERIVATION, Derivation};
pub use persistence::{ask_to_persist, is_persistent, usage};
pub use plans::{forget_plan, keep_plan, kept_plan};
pub use reminders::{PutAway, forget_reminder, put_away, put_reminder_away};
pub use sealing::Sealer;
pub use tabs::{News, Tabs};
pub use view::{forget_view, keep_reader, keep_view, kept_reader, kept_view};

use planisphere_journal::Stored;
use std::rc::Rc;

/// So many refused attempts are kept of each Organization.
pub const MOST_REFUSALS: usize = 1_000;

/// Told when a storage is lost while nobody is using it.
pub type OnLost = Rc<dyn Fn(StorageError)>;

/// Keeps Organizations. Futures stay on this thread.
#[allow(async_fn_in_trait)]
pub trait Storage {
    /// The summaries of all Organizations, ordered by handle. One that cannot be read stands there by its handle alone.
    async fn organizations(&self) -> Result<Vec<OrganizationEntry>, StorageError>;

    /// What opening an Organization takes: the newest snapshot and what comes after it, or the whole log where there is
    /// none; without secrets. `None` when it is not here.
    async fn load(&self, handle: &Handle) -> Result<Option<StoredOrganization>, StorageError>;

    /// One Organization whole, with all that is kept of its log and its secrets, as of one moment.
    async fn whole(&self, handle: &Handle) -> Result<Option<StoredOrganization>, StorageError>;

    /// Adds a whole Organization at once or nothing of it. [`StorageError::Exists`] when the handle
    /// is taken.
    async fn create(&self, organization: StoredOrganization) -> Result<(), StorageError>;

    /// Adds one commit with its blobs and the new summary, and erases the blobs that go with it, or
    /// does nothing of it, and returns when that is on disk. [`StorageError::Conflict`] when somebody else was first: read what is new, decide
    /// again. The stored viewer and origin stay; only [`Storage::set_viewer`] changes the viewer.
    async fn append(&self, commit: NewCommit) -> Result<(), StorageError>;

    /// What comes after sequence number `after`, without snapshots. The first chunk may reach further back.
    async fn read(&self, handle: &Handle, after: u64) -> Result<Stored, StorageError>;

    /// Exchanges rows for the chunks that hold the same commits, and keeps the newest snapshot and the one before it, or
    /// every snapshot where the log is not proved; all of it or nothing. Only for whoever holds the lock for it.
    async fn fold(&self, handle: &Handle, folded: Folded) -> Result<(), StorageError>;

    /// One sealed secret.
    async fn blob(&self, handle: &Handle, id: &str) -> Result<Option<SealedBlob>, StorageError>;

    /// All sealed secrets of one Organization, ordered by id. One whose row is damaged stands there as one that nobody opens.
    async fn blobs(&self, handle: &Handle) -> Result<Vec<SealedBlob>, StorageError>;

    /// Erases one sealed secret; the log stays valid. Erasing what is not there is no error.
    async fn erase_blob(&self, handle: &Handle, id: &str) -> Result<(), StorageError>;

    /// Chooses the user as whom this device acts, with the Workspaces that they may see.
    async fn set_viewer(
        &self,
        handle: &Handle,
        viewer: Option<&str>,
        sees: &[WorkspaceEntry],
    ) -> Result<(), StorageError>;

    /// Notes that the Organization was exported.
    async fn set_backup(&self, handle: &Handle, backup: Backup) -> Result<(), StorageError>;

    /// Keeps a note of an attempt that was refused, beside the log and never in it; the newest
    /// [`MOST_REFUSALS`] stay.
    async fn note_refusal(&self, handle: &Handle, note: &str) -> Result<(), StorageError>;

    /// The notes of refused attempts, oldest first.
    async fn refusals(&self, handle: &Handle) -> Result<Vec<String>, StorageError>;

    /// Erases an Organization with its log and its secrets. Removing what is not there is no error.
    async fn remove(&self, handle: &Handle) -> Result<(), StorageError>;

    /// How secrets are sealed on this device, if somebody sealed one: nothing is made.
    async fn stored_key(&self) -> Result<Option<KeyRecord>, StorageError>;

    /// How secrets are sealed on this device; a key of its own is made on first use.
    async fn key_record(&self) -> Result<KeyRecord, StorageError>;

    /// Exchanges the key `from` for another one, and every sealed secret for the same one sealed anew: all of it or
    /// nothing. [`StorageError::KeyChanged`] when the key is another already, or there are other secrets than these.
    async fn reseal(
        &self,
        from: &str,
        record: KeyRecord,
        blobs: Vec<(Handle, SealedBlob)>,
    ) -> Result<(), StorageError>;

    /// Names the one to tell when this storage is lost while idle.
    fn watch(&self, on_lost: OnLost);
}
