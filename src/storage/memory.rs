//! Storage that lasts as long as the tab. Also the copy that [`super::Fallback`] keeps while all
//! is well, so that it can go on when the disk fails; for that, everything but the key answers at
//! once through the methods of [`Shelf`].

use super::{
    Handle, NewCommit, OnLost, OrganizationEntry, SealedBlob, Storage, StorageError,
    StoredOrganization, WorkspaceEntry, sealing,
};
use std::cell::RefCell;
use web_sys::CryptoKey;

/// Organizations in memory.
#[derive(Default)]
pub struct Memory {
    shelf: RefCell<Shelf>,
    key: RefCell<Option<CryptoKey>>,
}

impl Memory {
    pub(super) fn keep_key(&self, key: CryptoKey) {
        self.key.replace(Some(key));
    }

    /// Looks at or changes what is here; not across an await.
    pub(super) fn with<T>(&self, act: impl FnOnce(&mut Shelf) -> T) -> T {
        act(&mut self.shelf.borrow_mut())
    }
}

/// Organizations, ordered by handle. There are few.
#[derive(Default)]
pub(super) struct Shelf(Vec<StoredOrganization>);

impl Shelf {
    fn place_of(&self, handle: &Handle) -> Result<usize, usize> {
        self.0
            .binary_search_by(|kept| kept.entry.handle.cmp(handle))
    }

    pub(super) fn get(&self, handle: &Handle) -> Option<&StoredOrganization> {
        self.0.get(self.place_of(handle).ok()?)
    }

    pub(super) fn get_mut(&mut self, handle: &Handle) -> Option<&mut StoredOrganization> {
        let place = self.place_of(handle).ok()?;
        self.0.get_mut(place)
    }

    pub(super) fn entries(&self) -> Vec<OrganizationEntry> {
        self.0.iter().map(|kept| kept.entry.clone()).collect()
    }

    /// Takes a copy of what another storage holds, unless there is a longer one.
    pub(super) fn keep(&mut self, organization: StoredOrganization) {
        match self.place_of(&organization.entry.handle) {
            Err(place) => self.0.insert(place, organization),
            Ok(place) => {
                if let Some(kept) = self.0.get_mut(place)
                    && kept.entry.head <= organization.entry.head
                {
                    *kept = organization;
                }
            }
        }
    }

    pub(super) fn remove(&mut self, handle: &Handle) {
        if let Ok(place) = self.place_of(handle) {
            self.0.remove(place);
        }
    }

    /// Lengthens a copy by the frames that another storage holds after `after`. Some may be here
    /// already, since reads and commits overlap; a copy that lacks some before is given up.
    pub(super) fn extend(&mut self, handle: &Handle, after: u64, frames: &[Vec<u8>]) {
        let Some(kept) = self.get_mut(handle) else {
            return;
        };
        let Some(known) = kept.entry.head.checked_sub(after) else {
            self.remove(handle);
            return;
        };
        let known = usize::try_from(known).unwrap_or(usize::MAX);
        kept.frames
            .extend_from_slice(frames.get(known..).unwrap_or_default());
        kept.entry.head = kept.frames.len() as u64;
    }

    /// Repeats in a copy the commit that another storage accepted.
    pub(super) fn repeat(&mut self, commit: NewCommit) {
        let before = commit.sequence.saturating_sub(1);
        self.extend(&commit.handle, before, std::slice::from_ref(&commit.frame));
        let Some(kept) = self.get_mut(&commit.handle) else {
            return;
        };
        if kept.entry.head == commit.sequence {
            kept.entry = kept.entry.clone().succeeded_by(&commit);
        }
        for blob in commit.blobs {
            // One that is there is this one, read by somebody in between.
            let _ = insert(&mut kept.blobs, blob);
        }
        kept.blobs.retain(|blob| !commit.erased.contains(&blob.id));
    }

    pub(super) fn create(&mut self, organization: StoredOrganization) -> Result<(), StorageError> {
        let StoredOrganization {
            mut entry,
            frames,
            blobs: unordered,
        } = organization;
        if self.place_of(&entry.handle).is_ok() {
            return Err(StorageError::Exists);
        }
        let mut blobs = Vec::with_capacity(unordered.len());
        for blob in unordered {
            insert(&mut blobs, blob)?;
        }
        entry.head = frames.len() as u64;
        self.keep(StoredOrganization {
            entry,
            frames,
            blobs,
        });
        Ok(())
    }

    pub(super) fn append(&mut self, commit: NewCommit) -> Result<(), StorageError> {
        let kept = self.get_mut(&commit.handle).ok_or(StorageError::NotFound)?;
        kept.entry.check_next(commit.sequence)?;
        let entry = kept.entry.clone().succeeded_by(&commit);
        let mut blobs = kept.blobs.clone();
        for blob in commit.blobs {
            insert(&mut blobs, blob)?;
        }
        kept.entry = entry;
        blobs.retain(|blob| !commit.erased.contains(&blob.id));
        kept.blobs = blobs;
        kept.frames.push(commit.frame);
        Ok(())
    }

    pub(super) fn read(&self, handle: &Handle, after: u64) -> Result<Vec<Vec<u8>>, StorageError> {
        let kept = self.get(handle).ok_or(StorageError::NotFound)?;
        let after = usize::try_from(after).unwrap_or(usize::MAX);
        Ok(kept.frames.get(after..).unwrap_or_default().to_vec())
    }

    pub(super) fn blobs(&self, handle: &Handle) -> Vec<SealedBlob> {
        self.get(handle)
            .map(|kept| kept.blobs.clone())
            .unwrap_or_default()
    }

    pub(super) fn erase_blob(&mut self, handle: &Handle, id: &str) {
        if let Some(kept) = self.get_mut(handle) {
            kept.blobs.retain(|blob| blob.id != id);
        }
    }

    pub(super) fn set_viewer(
        &mut self,
        handle: &Handle,
        viewer: Option<&str>,
        sees: &[WorkspaceEntry],
    ) -> Result<(), StorageError> {
        let kept = self.get_mut(handle).ok_or(StorageError::NotFound)?;
        kept.entry.viewer = viewer.map(str::to_owned);
        kept.entry.workspaces = sees.to_vec();
        Ok(())
    }
}

/// Adds a blob where its id belongs; a blob never changes.
fn insert(blobs: &mut Vec<SealedBlob>, blob: SealedBlob) -> Result<(), StorageError> {
    match blobs.binary_search_by(|other| other.id.cmp(&blob.id)) {
        Ok(_) => Err(StorageError::Exists),
        Err(place) => {
            blobs.insert(place, blob);
            Ok(())
        }
    }
}

impl Storage for Memory {
    async fn organizations(&self) -> Result<Vec<OrganizationEntry>, StorageError> {
        Ok(self.with(|shelf| shelf.entries()))
    }

    async fn load(&self, handle: &Handle) -> Result<Option<StoredOrganization>, StorageError> {
        Ok(self.with(|shelf| shelf.get(handle).cloned()))
    }

    async fn create(&self, organization: StoredOrganization) -> Result<(), StorageError> {
        self.with(|shelf| shelf.create(organization))
    }

    async fn append(&self, commit: NewCommit) -> Result<(), StorageError> {
        self.with(|shelf| shelf.append(commit))
    }

    async fn read(&self, handle: &Handle, after: u64) -> Result<Vec<Vec<u8>>, StorageError> {
        self.with(|shelf| shelf.read(handle, after))
    }

    async fn blob(&self, handle: &Handle, id: &str) -> Result<Option<SealedBlob>, StorageError> {
        let blobs = self.with(|shelf| shelf.blobs(handle));
        Ok(blobs.into_iter().find(|blob| blob.id == id))
    }

    async fn blobs(&self, handle: &Handle) -> Result<Vec<SealedBlob>, StorageError> {
        Ok(self.with(|shelf| shelf.blobs(handle)))
    }

    async fn erase_blob(&self, handle: &Handle, id: &str) -> Result<(), StorageError> {
        self.with(|shelf| shelf.erase_blob(handle, id));
        Ok(())
    }

    async fn set_viewer(
        &self,
        handle: &Handle,
        viewer: Option<&str>,
        sees: &[WorkspaceEntry],
    ) -> Result<(), StorageError> {
        self.with(|shelf| shelf.set_viewer(handle, viewer, sees))
    }

    async fn remove(&self, handle: &Handle) -> Result<(), StorageError> {
        self.with(|shelf| shelf.remove(handle));
        Ok(())
    }

    async fn sealing_key(&self) -> Result<CryptoKey, StorageError> {
        if let Some(key) = self.key.borrow().clone() {
            return Ok(key);
        }
        let made = sealing::generate_key().await?;
        Ok(self.key.borrow_mut().get_or_insert(made).clone())
    }

    fn watch(&self, _on_lost: OnLost) {}
}
