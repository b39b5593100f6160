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
mod memory;
mod plans;
mod sealing;
mod tabs;
mod view;

pub use catalogue::KeptCatalogue;
pub use device::{DeviceSettings, Profile, Theme, TimeZone};
pub use download::{download, file_name};
pub use entry::{
    Handle, NewCommit, OrganizationEntry, Origin, SealedBlob, StoredOrganization, WorkspaceEntry,
};
pub use error::StorageError;
pub use fallback::{Fallback, StorageMode};
pub use indexeddb::{DATABASE, IndexedDb};
pub use memory::Memory;
pub use plans::{forget_plan, keep_plan, kept_plan};
pub use sealing::Sealer;
pub use tabs::{News, Tabs};
pub use view::{forget_view, keep_view, kept_view};

use std::rc::Rc;
use web_sys::CryptoKey;

/// Told when a storage is lost while nobody is using it.
pub type OnLost = Rc<dyn Fn(StorageError)>;

/// Keeps Organizations. Futures stay on this thread.
#[allow(async_fn_in_trait)]
pub trait Storage {
    /// The summaries of all Organizations, ordered by handle.
    async fn organizations(&self) -> Result<Vec<OrganizationEntry>, StorageError>;

    /// One Organization whole, as of one moment; `None` when it is not here.
    async fn load(&self, handle: &Handle) -> Result<Option<StoredOrganization>, StorageError>;

    /// Adds a whole Organization at once or nothing of it. [`StorageError::Exists`] when the handle
    /// is taken.
    async fn create(&self, organization: StoredOrganization) -> Result<(), StorageError>;

    /// Adds one commit with its blobs and the new summary, and erases the blobs that go with it, or
    /// does nothing of it, and returns when that is on disk. [`StorageError::Conflict`] when somebody else was first: read what is new, decide
    /// again. The stored viewer and origin stay; only [`Storage::set_viewer`] changes the viewer.
    async fn append(&self, commit: NewCommit) -> Result<(), StorageError>;

    /// The frames after sequence number `after`, in order.
    async fn read(&self, handle: &Handle, after: u64) -> Result<Vec<Vec<u8>>, StorageError>;

    /// One sealed secret.
    async fn blob(&self, handle: &Handle, id: &str) -> Result<Option<SealedBlob>, StorageError>;

    /// All sealed secrets of one Organization, ordered by id.
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

    /// Erases an Organization with its log and its secrets. Removing what is not there is no error.
    async fn remove(&self, handle: &Handle) -> Result<(), StorageError>;

    /// The key that seals secrets on this device, made on first use.
    async fn sealing_key(&self) -> Result<CryptoKey, StorageError>;

    /// Names the one to tell when this storage is lost while idle.
    fn watch(&self, on_lost: OnLost);
}
