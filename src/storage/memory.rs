//! Storage that lasts as long as the tab. Also the copy that [`super::Fallback`] keeps while all
//! is well, so that it can go on when the disk fails.

use super::{
    Handle, NewCommit, OnLost, OrganizationEntry, SealedBlob, Storage, StorageError,
    StoredOrganization, sealing,
};
use std::cell::RefCell;
use std::collections::BTreeMap;
use web_sys::CryptoKey;

/// Organizations in memory.
#[derive(Default)]
pub struct Memory {
    organizations: RefCell<BTreeMap<Handle, StoredOrganization>>,
    key: RefCell<Option<CryptoKey>>,
}

impl Memory {
    pub(super) fn holds(&self, handle: &Handle) -> bool {
        self.organizations.borrow().contains_key(handle)
    }

    /// Takes a copy of what another storage holds, unless there is a longer one.
    pub(super) fn keep(&self, organization: StoredOrganization) {
        let mut organizations = self.organizations.borrow_mut();
        let handle = &organization.entry.handle;
        let head = organizations.get(handle).map(|kept| kept.entry.head);
        if head.is_none_or(|head| head <= organization.entry.head) {
            organizations.insert(handle.clone(), organization);
        }
    }

    pub(super) fn forget(&self, handle: &Handle) {
        self.organizations.borrow_mut().remove(handle);
    }

    /// Lengthens a copy by the frames that another storage holds after `after`. Some may be here
    /// already, since reads and commits overlap; a copy that lacks some before is forgotten.
    pub(super) fn extend(&self, handle: &Handle, after: u64, frames: &[Vec<u8>]) {
        let mut organizations = self.organizations.borrow_mut();
        let Some(kept) = organizations.get_mut(handle) else {
            return;
        };
        let Some(known) = kept.entry.head.checked_sub(after) else {
            organizations.remove(handle);
            return;
        };
        let known = usize::try_from(known).unwrap_or(usize::MAX);
        kept.frames
            .extend_from_slice(frames.get(known..).unwrap_or_default());
        kept.entry.head = kept.frames.len() as u64;
    }

    /// Repeats in a copy the commit that another storage accepted.
    pub(super) fn repeat(&self, commit: NewCommit) {
        let NewCommit {
            handle,
            frame,
            sequence,
            ..
        } = &commit;
        self.extend(
            handle,
            sequence.saturating_sub(1),
            std::slice::from_ref(frame),
        );
        let mut organizations = self.organizations.borrow_mut();
        let Some(kept) = organizations.get_mut(handle) else {
            return;
        };
        if kept.entry.head == *sequence {
            kept.entry = kept.entry.clone().succeeded_by(&commit);
        }
        for blob in commit.blobs {
            if let Err(place) = place_of(&kept.blobs, &blob.id) {
                kept.blobs.insert(place, blob);
            }
        }
    }

    pub(super) fn keep_key(&self, key: CryptoKey) {
        self.key.replace(Some(key));
    }

    fn with<T>(
        &self,
        handle: &Handle,
        act: impl FnOnce(&mut StoredOrganization) -> T,
    ) -> Result<T, StorageError> {
        self.organizations
            .borrow_mut()
            .get_mut(handle)
            .map(act)
            .ok_or(StorageError::NotFound)
    }
}

/// Where a blob is, or where it belongs.
fn place_of(blobs: &[SealedBlob], id: &str) -> Result<usize, usize> {
    blobs.binary_search_by(|blob| blob.id.as_str().cmp(id))
}

impl Storage for Memory {
    async fn organizations(&self) -> Result<Vec<OrganizationEntry>, StorageError> {
        let organizations = self.organizations.borrow();
        Ok(organizations
            .values()
            .map(|kept| kept.entry.clone())
            .collect())
    }

    async fn load(&self, handle: &Handle) -> Result<Option<StoredOrganization>, StorageError> {
        Ok(self.organizations.borrow().get(handle).cloned())
    }

    async fn create(&self, mut organization: StoredOrganization) -> Result<(), StorageError> {
        if self.holds(&organization.entry.handle) {
            return Err(StorageError::Exists);
        }
        organization.entry.head = organization.frames.len() as u64;
        organization.blobs.sort_by(|a, b| a.id.cmp(&b.id));
        if organization
            .blobs
            .windows(2)
            .any(|pair| pair[0].id == pair[1].id)
        {
            return Err(StorageError::Exists);
        }
        self.keep(organization);
        Ok(())
    }

    async fn append(&self, commit: NewCommit) -> Result<(), StorageError> {
        self.with(&commit.handle.clone(), |kept| {
            kept.entry.check_next(commit.sequence)?;
            let entry = kept.entry.clone().succeeded_by(&commit);
            let mut blobs = kept.blobs.clone();
            for blob in commit.blobs {
                match place_of(&blobs, &blob.id) {
                    Ok(_) => return Err(StorageError::Exists),
                    Err(place) => blobs.insert(place, blob),
                }
            }
            kept.blobs = blobs;
            kept.frames.push(commit.frame);
            kept.entry = entry;
            Ok(())
        })?
    }

    async fn read(&self, handle: &Handle, after: u64) -> Result<Vec<Vec<u8>>, StorageError> {
        self.with(handle, |kept| {
            let after = usize::try_from(after).unwrap_or(usize::MAX);
            kept.frames.get(after..).unwrap_or_default().to_vec()
        })
    }

    async fn blob(&self, handle: &Handle, id: &str) -> Result<Option<SealedBlob>, StorageError> {
        let organizations = self.organizations.borrow();
        let kept = organizations.get(handle);
        Ok(kept.and_then(|kept| {
            let place = place_of(&kept.blobs, id).ok()?;
            kept.blobs.get(place).cloned()
        }))
    }

    async fn blobs(&self, handle: &Handle) -> Result<Vec<SealedBlob>, StorageError> {
        let organizations = self.organizations.borrow();
        let kept = organizations.get(handle);
        Ok(kept.map(|kept| kept.blobs.clone()).unwrap_or_default())
    }

    async fn erase_blob(&self, handle: &Handle, id: &str) -> Result<(), StorageError> {
        if let Some(kept) = self.organizations.borrow_mut().get_mut(handle) {
            kept.blobs.retain(|blob| blob.id != id);
        }
        Ok(())
    }

    async fn set_viewer(&self, handle: &Handle, viewer: Option<&str>) -> Result<(), StorageError> {
        self.with(handle, |kept| kept.entry.viewer = viewer.map(str::to_owned))
    }

    async fn remove(&self, handle: &Handle) -> Result<(), StorageError> {
        self.forget(handle);
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
