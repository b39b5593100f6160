//! Storage that lasts as long as the tab. Also the copy that [`super::Fallback`] keeps while all
//! is well, so that it can go on when the disk fails; for that, everything but the key answers at
//! once through the methods of [`Shelf`].

use super::{
    Backup, Folded, Handle, KeyRecord, MOST_REFUSALS, NewCommit, OnLost, OrganizationEntry,
    SealedBlob, Storage, StorageError, StoredOrganization, WorkspaceEntry, keys,
};
use planisphere_journal::Stored;
use std::cell::RefCell;

/// Organizations in memory.
#[derive(Default)]
pub struct Memory {
    shelf: RefCell<Shelf>,
    key: RefCell<Option<KeyRecord>>,
}

impl Memory {
    pub(super) fn keep_key(&self, key: KeyRecord) {
        self.key.replace(Some(key));
    }

    pub(super) fn has_key(&self) -> bool {
        self.key.borrow().is_some()
    }

    /// Whether these were sealed by the key as it is.
    fn check_key(&self, blobs: &[SealedBlob]) -> Result<(), StorageError> {
        let key = self.key.borrow();
        match (key.as_ref(), blobs.first()) {
            (Some(record), Some(blob)) if record.id != blob.key => Err(StorageError::KeyChanged),
            _ => Ok(()),
        }
    }

    /// Looks at or changes what is here; not across an await.
    pub(super) fn with<T>(&self, act: impl FnOnce(&mut Shelf) -> T) -> T {
        act(&mut self.shelf.borrow_mut())
    }
}

/// An Organization as far as it is here.
struct Kept {
    organization: StoredOrganization,
    /// Whether the log is here from its first commit on, and the secrets are.
    is_whole: bool,
    refusals: Vec<String>,
}

/// Organizations, ordered by handle. There are few.
#[derive(Default)]
pub(super) struct Shelf(Vec<Kept>);

impl Shelf {
    fn place_of(&self, handle: &Handle) -> Result<usize, usize> {
        self.0
            .binary_search_by(|kept| kept.organization.entry.handle.cmp(handle))
    }

    fn kept(&mut self, handle: &Handle) -> Option<&mut Kept> {
        let place = self.place_of(handle).ok()?;
        self.0.get_mut(place)
    }

    pub(super) fn get(&self, handle: &Handle) -> Option<&StoredOrganization> {
        let kept = self.0.get(self.place_of(handle).ok()?)?;
        Some(&kept.organization)
    }

    fn get_mut(&mut self, handle: &Handle) -> Option<&mut StoredOrganization> {
        self.kept(handle).map(|kept| &mut kept.organization)
    }

    /// Whether all of an Organization is here.
    pub(super) fn is_whole(&self, handle: &Handle) -> bool {
        let place = self.place_of(handle).ok();
        place
            .and_then(|place| self.0.get(place))
            .is_some_and(|kept| kept.is_whole)
    }

    pub(super) fn entries(&self) -> Vec<OrganizationEntry> {
        let entries = self.0.iter();
        entries
            .map(|kept| kept.organization.entry.clone())
            .collect()
    }

    /// Takes a copy of what another storage holds, and keeps what is here beyond it. `is_whole` says whether it was read
    /// whole.
    pub(super) fn keep(&mut self, organization: StoredOrganization, is_whole: bool) {
        let place = match self.place_of(&organization.entry.handle) {
            Err(place) => {
                let refusals = Vec::new();
                self.0.insert(
                    place,
                    Kept {
                        organization,
                        is_whole,
                        refusals,
                    },
                );
                return;
            }
            Ok(place) => place,
        };
        let Some(kept) = self.0.get_mut(place) else {
            return;
        };
        let is_newer = kept.organization.entry.head <= organization.entry.head;
        if is_newer {
            kept.organization.entry = organization.entry;
        }
        if is_whole {
            // What was sealed and erased since it was read stands in what is here.
            if is_newer || !kept.is_whole {
                kept.organization.blobs = organization.blobs;
            }
            kept.is_whole = true;
        }
        kept.organization.log.join(organization.log);
    }

    pub(super) fn remove(&mut self, handle: &Handle) {
        if let Ok(place) = self.place_of(handle) {
            self.0.remove(place);
        }
    }

    /// Lengthens a copy by what another storage holds after `after`; a copy that lacks some before is given up.
    pub(super) fn extend(&mut self, handle: &Handle, after: u64, log: Stored) {
        let Some(kept) = self.get_mut(handle) else {
            return;
        };
        if kept.entry.head < after {
            self.remove(handle);
            return;
        }
        kept.entry.head = kept.entry.head.max(log.newest());
        kept.log.join(log);
    }

    /// Repeats in a copy the commit that another storage accepted.
    pub(super) fn repeat(&mut self, commit: NewCommit) {
        let before = commit.sequence.saturating_sub(1);
        let mut row = Stored::default();
        row.commits.insert(commit.sequence, commit.frame.clone());
        self.extend(&commit.handle, before, row);
        let Some(kept) = self.get_mut(&commit.handle) else {
            return;
        };
        if kept.entry.head == commit.sequence {
            kept.entry = kept
                .entry
                .clone()
                .succeeded_by(commit.entry.clone(), commit.sequence);
        }
        for blob in commit.blobs {
            // One that is there is this one, read by somebody in between.
            let _ = insert(&mut kept.blobs, blob);
        }
        kept.blobs.retain(|blob| !commit.erased.contains(&blob.id));
    }

    /// Exchanges rows for chunks.
    pub(super) fn fold(&mut self, handle: &Handle, folded: Folded) -> Result<(), StorageError> {
        let kept = self.get_mut(handle);
        let kept = kept
            .filter(|kept| kept.entry.head >= folded.last)
            .ok_or(StorageError::NotFound)?;
        let (mut log, last) = (folded.log, folded.last);
        let snapshots = std::mem::take(&mut log.snapshots);
        kept.log
            .commits
            .retain(|at, _| *at < folded.first || *at > last);
        kept.log.join(log);
        if folded.is_proved && !snapshots.is_empty() {
            let before = kept.log.snapshots.keys().rev().find(|at| **at < last);
            let oldest = before.copied().unwrap_or(last);
            kept.log.snapshots = kept.log.snapshots.split_off(&oldest);
        }
        kept.log.snapshots.extend(snapshots);
        Ok(())
    }

    pub(super) fn create(&mut self, organization: StoredOrganization) -> Result<(), StorageError> {
        let StoredOrganization {
            mut entry,
            log,
            blobs: unordered,
        } = organization;
        if self.place_of(&entry.handle).is_ok() {
            return Err(StorageError::Exists);
        }
        let mut blobs = Vec::with_capacity(unordered.len());
        for blob in unordered {
            insert(&mut blobs, blob)?;
        }
        entry.head = log.newest();
        self.keep(StoredOrganization { entry, log, blobs }, true);
        Ok(())
    }

    pub(super) fn append(&mut self, commit: NewCommit) -> Result<(), StorageError> {
        let kept = self.get_mut(&commit.handle).ok_or(StorageError::NotFound)?;
        kept.entry.check_next(commit.sequence)?;
        let entry = kept
            .entry
            .clone()
            .succeeded_by(commit.entry.clone(), commit.sequence);
        let mut blobs = kept.blobs.clone();
        for blob in commit.blobs {
            insert(&mut blobs, blob)?;
        }
        kept.entry = entry;
        blobs.retain(|blob| !commit.erased.contains(&blob.id));
        kept.blobs = blobs;
        kept.log.commits.insert(commit.sequence, commit.frame);
        Ok(())
    }

    /// As much as opening takes.
    pub(super) fn load(&self, handle: &Handle) -> Option<StoredOrganization> {
        let kept = self.get(handle)?;
        let newest = kept.log.snapshots.iter().next_back();
        let mut log = kept.log.after(newest.map_or(0, |(at, _)| *at));
        log.snapshots
            .extend(newest.map(|(at, bytes)| (*at, bytes.clone())));
        Some(StoredOrganization {
            entry: kept.entry.clone(),
            log,
            blobs: Vec::new(),
        })
    }

    pub(super) fn read(&self, handle: &Handle, after: u64) -> Result<Stored, StorageError> {
        let kept = self.get(handle).ok_or(StorageError::NotFound)?;
        Ok(kept.log.after(after))
    }

    pub(super) fn set_backup(
        &mut self,
        handle: &Handle,
        backup: Backup,
    ) -> Result<(), StorageError> {
        let kept = self.get_mut(handle).ok_or(StorageError::NotFound)?;
        kept.entry.backup = Some(backup);
        Ok(())
    }

    pub(super) fn note_refusal(&mut self, handle: &Handle, note: &str) -> Result<(), StorageError> {
        let kept = self.kept(handle).ok_or(StorageError::NotFound)?;
        if kept.refusals.len() == MOST_REFUSALS {
            kept.refusals.remove(0);
        }
        kept.refusals.push(note.to_owned());
        Ok(())
    }

    pub(super) fn refusals(&self, handle: &Handle) -> Vec<String> {
        let place = self.place_of(handle).ok();
        let kept = place.and_then(|place| self.0.get(place));
        kept.map(|kept| kept.refusals.clone()).unwrap_or_default()
    }

    pub(super) fn blobs(&self, handle: &Handle) -> Vec<SealedBlob> {
        self.get(handle)
            .map(|kept| kept.blobs.clone())
            .unwrap_or_default()
    }

    /// Where all secrets are, in order.
    fn places_of_secrets(&self) -> Vec<(String, String)> {
        let all = self.0.iter().map(|kept| &kept.organization);
        keys::places_of(all.flat_map(|it| it.blobs.iter().map(|blob| (&it.entry.handle, blob))))
    }

    /// Puts secrets that were sealed anew in the place of those that are here.
    pub(super) fn replace_blobs(&mut self, blobs: Vec<(Handle, SealedBlob)>) {
        for (handle, anew) in blobs {
            let kept = self.get_mut(&handle);
            let mut old = kept.into_iter().flat_map(|kept| &mut kept.blobs);
            if let Some(old) = old.find(|old| old.id == anew.id) {
                *old = anew;
            }
        }
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
        Ok(self.with(|shelf| shelf.load(handle)))
    }

    async fn whole(&self, handle: &Handle) -> Result<Option<StoredOrganization>, StorageError> {
        Ok(self.with(|shelf| shelf.get(handle).cloned()))
    }

    async fn create(&self, organization: StoredOrganization) -> Result<(), StorageError> {
        self.check_key(&organization.blobs)?;
        self.with(|shelf| shelf.create(organization))
    }

    async fn append(&self, commit: NewCommit) -> Result<(), StorageError> {
        self.check_key(&commit.blobs)?;
        self.with(|shelf| shelf.append(commit))
    }

    async fn read(&self, handle: &Handle, after: u64) -> Result<Stored, StorageError> {
        self.with(|shelf| shelf.read(handle, after))
    }

    async fn fold(&self, handle: &Handle, folded: Folded) -> Result<(), StorageError> {
        self.with(|shelf| shelf.fold(handle, folded))
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

    async fn set_backup(&self, handle: &Handle, backup: Backup) -> Result<(), StorageError> {
        self.with(|shelf| shelf.set_backup(handle, backup))
    }

    async fn note_refusal(&self, handle: &Handle, note: &str) -> Result<(), StorageError> {
        self.with(|shelf| shelf.note_refusal(handle, note))
    }

    async fn refusals(&self, handle: &Handle) -> Result<Vec<String>, StorageError> {
        Ok(self.with(|shelf| shelf.refusals(handle)))
    }

    async fn remove(&self, handle: &Handle) -> Result<(), StorageError> {
        self.with(|shelf| shelf.remove(handle));
        Ok(())
    }

    async fn stored_key(&self) -> Result<Option<KeyRecord>, StorageError> {
        Ok(self.key.borrow().clone())
    }

    async fn key_record(&self) -> Result<KeyRecord, StorageError> {
        if let Some(record) = self.key.borrow().clone() {
            return Ok(record);
        }
        let made = KeyRecord::first().await?;
        Ok(self.key.borrow_mut().get_or_insert(made).clone())
    }

    async fn reseal(
        &self,
        from: &str,
        record: KeyRecord,
        blobs: Vec<(Handle, SealedBlob)>,
    ) -> Result<(), StorageError> {
        let is_other = self.key.borrow().as_ref().is_some_and(|it| it.id != from);
        let places = keys::places_of(blobs.iter().map(|(handle, blob)| (handle, blob)));
        if is_other || self.with(|shelf| shelf.places_of_secrets()) != places {
            return Err(StorageError::KeyChanged);
        }
        self.with(|shelf| shelf.replace_blobs(blobs));
        self.keep_key(record);
        Ok(())
    }

    fn watch(&self, _on_lost: OnLost) {}
}
