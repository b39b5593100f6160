//! IndexedDB while it works, memory when it does not.
//!
//! Whatever a tab has opened or written is also kept in memory. When the disk is full, refused or
//! taken away, the tab goes on there with nothing lost, and says so through its mode. Only where a newer build took the
//! disk does it stop writing. It never goes
//! back by itself: a tab that reloads starts from what is on disk, so the person must have had the
//! chance to download first.

use super::{
    Backup, Folded, Handle, IndexedDb, KeyRecord, Memory, NewCommit, OnLost, OrganizationEntry,
    SealedBlob, Storage, StorageError, StoredOrganization, WorkspaceEntry,
};
use planisphere_journal::Stored;
use std::cell::RefCell;
use std::rc::Rc;

/// Where a tab writes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageMode {
    /// To disk.
    Durable,
    /// To memory, which goes with the tab.
    Memory {
        /// Why not to disk.
        reason: StorageError,
    },
    /// Nowhere: a newer build has the disk, and what this one wrote would never get there.
    ReadOnly {
        /// What happened to the disk.
        reason: StorageError,
    },
}

impl StorageMode {
    /// What a tab does whose disk is gone for this reason.
    fn without_disk(reason: StorageError) -> Self {
        match reason {
            StorageError::Newer | StorageError::VersionChanged | StorageError::Published => {
                Self::ReadOnly { reason }
            }
            reason => Self::Memory { reason },
        }
    }
}

/// A storage that always answers.
pub struct Fallback<D = IndexedDb> {
    durable: Option<D>,
    memory: Memory,
    mode: Rc<Mode>,
}

type Listener = Rc<dyn Fn(StorageMode)>;

struct Mode {
    current: RefCell<StorageMode>,
    listener: RefCell<Option<Listener>>,
}

impl Mode {
    fn is_durable(&self) -> bool {
        *self.current.borrow() == StorageMode::Durable
    }

    /// Goes to memory for good; the first reason is the one that counts.
    fn lose(&self, reason: StorageError) {
        if !self.is_durable() {
            return;
        }
        let mode = StorageMode::without_disk(reason);
        self.current.replace(mode.clone());
        let listener = self.listener.borrow().clone();
        if let Some(listener) = listener {
            listener(mode);
        }
    }
}

impl Fallback {
    /// Opens the database of this name, or starts in memory.
    pub async fn open(name: &str) -> Self {
        Self::over(IndexedDb::open(name).await)
    }
}

impl Fallback {
    /// Holds one Organization that was published elsewhere, in memory, to read: this device is not touched.
    pub fn published(organization: StoredOrganization) -> Result<Self, StorageError> {
        let reading = Self::over(Err(StorageError::Published));
        reading.memory.with(|shelf| shelf.create(organization))?;
        Ok(reading)
    }
}

impl<D: Storage> Fallback<D> {
    /// Puts memory behind a storage that was opened, or was not.
    pub fn over(opened: Result<D, StorageError>) -> Self {
        let (durable, current) = match opened {
            Ok(durable) => (Some(durable), StorageMode::Durable),
            Err(reason) => (None, StorageMode::without_disk(reason)),
        };
        let mode = Rc::new(Mode {
            current: RefCell::new(current),
            listener: RefCell::new(None),
        });
        if let Some(durable) = &durable {
            let mode = Rc::clone(&mode);
            durable.watch(Rc::new(move |reason| mode.lose(reason)));
        }
        Self {
            durable,
            memory: Memory::default(),
            mode,
        }
    }

    /// Where this tab writes to.
    pub fn mode(&self) -> StorageMode {
        self.mode.current.borrow().clone()
    }

    /// Names the one to tell when the mode changes.
    pub fn on_mode(&self, listener: impl Fn(StorageMode) + 'static) {
        self.mode.listener.replace(Some(Rc::new(listener)));
    }

    /// How many bytes of an Organization are stored, and how many secrets are sealed for it; `None` when it is not here.
    /// What is read for that is not kept in memory.
    pub async fn measure(&self, handle: &Handle) -> Result<Option<(usize, usize)>, StorageError> {
        let whole = match self.disk() {
            Some(disk) => self.settle(disk.whole(handle).await),
            None => None,
        };
        let whole = match whole {
            Some(answer) => answer?,
            None => self.memory.whole(handle).await?,
        };
        Ok(whole.map(|whole| (whole.log.size(), whole.blobs.len())))
    }

    /// The disk, while this tab writes to it.
    fn disk(&self) -> Option<&D> {
        self.durable.as_ref().filter(|_| self.mode.is_durable())
    }

    /// Refuses a change where there is nowhere to put it. Asked once more before memory takes it: what the disk answered
    /// may have been that a newer build has it.
    fn writable(&self) -> Result<(), StorageError> {
        match self.mode() {
            StorageMode::ReadOnly { reason } => Err(reason),
            StorageMode::Durable | StorageMode::Memory { .. } => Ok(()),
        }
    }

    /// The answer of the disk, or `None` when memory must answer, from now on.
    fn settle<T>(&self, answer: Result<T, StorageError>) -> Option<Result<T, StorageError>> {
        match answer {
            Err(reason) if reason.ends_durability() => {
                self.mode.lose(reason);
                None
            }
            answer => Some(answer),
        }
    }

    /// Erasing is tried on disk in either mode: it works on a full disk too, and gives room. What
    /// can no longer be reached is not there for this tab, but who believed to write to disk must
    /// hear that it still is.
    fn settle_erasing(
        &self,
        was_durable: bool,
        answer: Result<(), StorageError>,
    ) -> Result<(), StorageError> {
        match answer {
            Err(reason) if reason.ends_durability() => {
                self.mode.lose(reason.clone());
                if was_durable { Err(reason) } else { Ok(()) }
            }
            answer => answer,
        }
    }

    /// Fetches what this tab does not have of an Organization when the disk fails. A full disk still reads; one that is
    /// gone leaves what is here.
    async fn adopt(&self, handle: &Handle) {
        if self.memory.with(|shelf| shelf.is_whole(handle)) {
            return;
        }
        if let Some(durable) = &self.durable
            && let Ok(Some(stored)) = durable.whole(handle).await
        {
            self.memory.with(|shelf| shelf.keep(stored, true));
        }
    }

    /// Keeps the key of the disk beside the secrets that it sealed: the disk may be gone when somebody opens them.
    async fn keep_stored_key(&self) {
        if let Some(durable) = &self.durable
            && let Ok(Some(record)) = durable.stored_key().await
        {
            self.memory.keep_key(record);
        }
    }

    /// Keeps in memory what the disk has, or forgets what another tab removed from it.
    fn copy(
        &self,
        handle: &Handle,
        answer: &Result<Option<StoredOrganization>, StorageError>,
        is_whole: bool,
    ) {
        self.memory.with(|shelf| match answer {
            Ok(Some(stored)) => shelf.keep(stored.clone(), is_whole),
            Ok(None) => shelf.remove(handle),
            Err(_) => {}
        });
    }
}

impl<D: Storage> Storage for Fallback<D> {
    async fn organizations(&self) -> Result<Vec<OrganizationEntry>, StorageError> {
        let Some(durable) = &self.durable else {
            return Ok(self.memory.with(|shelf| shelf.entries()));
        };
        let was_durable = self.mode.is_durable();
        let answer = durable.organizations().await;
        if was_durable && let Some(answer) = self.settle(answer.clone()) {
            return answer;
        }
        // What this tab went on with in memory, and what it had not opened yet.
        let mut entries = self.memory.with(|shelf| shelf.entries());
        for entry in answer.unwrap_or_default() {
            if let Err(place) = entries.binary_search_by(|kept| kept.handle.cmp(&entry.handle)) {
                entries.insert(place, entry);
            }
        }
        Ok(entries)
    }

    async fn load(&self, handle: &Handle) -> Result<Option<StoredOrganization>, StorageError> {
        if let Some(disk) = self.disk()
            && let Some(answer) = self.settle(disk.load(handle).await)
        {
            self.copy(handle, &answer, false);
            return answer;
        }
        self.adopt(handle).await;
        self.memory.load(handle).await
    }

    async fn whole(&self, handle: &Handle) -> Result<Option<StoredOrganization>, StorageError> {
        if let Some(disk) = self.disk()
            && let Some(answer) = self.settle(disk.whole(handle).await)
        {
            self.copy(handle, &answer, true);
            let has_secrets = matches!(&answer, Ok(Some(whole)) if !whole.blobs.is_empty());
            if has_secrets {
                self.keep_stored_key().await;
            }
            return answer;
        }
        self.adopt(handle).await;
        self.memory.whole(handle).await
    }

    async fn create(&self, organization: StoredOrganization) -> Result<(), StorageError> {
        self.writable()?;
        if let Some(disk) = self.disk()
            && let Some(answer) = self.settle(disk.create(organization.clone()).await)
        {
            answer?;
            return self.memory.with(|shelf| shelf.create(organization));
        }
        self.writable()?;
        self.memory.with(|shelf| shelf.create(organization))
    }

    async fn append(&self, commit: NewCommit) -> Result<(), StorageError> {
        self.writable()?;
        if let Some(disk) = self.disk()
            && let Some(answer) = self.settle(disk.append(commit.clone()).await)
        {
            answer?;
            self.memory.with(|shelf| shelf.repeat(commit));
            return Ok(());
        }
        self.writable()?;
        self.adopt(&commit.handle).await;
        self.memory.with(|shelf| shelf.append(commit))
    }

    async fn read(&self, handle: &Handle, after: u64) -> Result<Stored, StorageError> {
        if let Some(disk) = self.disk()
            && let Some(answer) = self.settle(disk.read(handle, after).await)
        {
            if let Ok(log) = &answer {
                self.memory
                    .with(|shelf| shelf.extend(handle, after, log.clone()));
            }
            return answer;
        }
        self.adopt(handle).await;
        self.memory.read(handle, after).await
    }

    async fn fold(&self, handle: &Handle, folded: Folded) -> Result<(), StorageError> {
        self.writable()?;
        // Memory has no need of it.
        let Some(disk) = self.disk() else {
            return Ok(());
        };
        // Folding takes more room than a commit, so its failure says nothing of the next one.
        disk.fold(handle, folded.clone()).await?;
        // What was never opened in this tab is not in its memory.
        let _ = self.memory.with(|shelf| shelf.fold(handle, folded));
        Ok(())
    }

    async fn blob(&self, handle: &Handle, id: &str) -> Result<Option<SealedBlob>, StorageError> {
        if let Some(disk) = self.disk()
            && let Some(answer) = self.settle(disk.blob(handle, id).await)
        {
            return answer;
        }
        self.adopt(handle).await;
        self.memory.blob(handle, id).await
    }

    async fn blobs(&self, handle: &Handle) -> Result<Vec<SealedBlob>, StorageError> {
        if let Some(disk) = self.disk()
            && let Some(answer) = self.settle(disk.blobs(handle).await)
        {
            return answer;
        }
        self.adopt(handle).await;
        Ok(self.memory.with(|shelf| shelf.blobs(handle)))
    }

    async fn erase_blob(&self, handle: &Handle, id: &str) -> Result<(), StorageError> {
        if let Some(durable) = &self.durable {
            let was_durable = self.mode.is_durable();
            self.settle_erasing(was_durable, durable.erase_blob(handle, id).await)?;
        }
        self.memory.with(|shelf| shelf.erase_blob(handle, id));
        Ok(())
    }

    async fn set_viewer(
        &self,
        handle: &Handle,
        viewer: Option<&str>,
        sees: &[WorkspaceEntry],
    ) -> Result<(), StorageError> {
        self.writable()?;
        if let Some(disk) = self.disk()
            && let Some(answer) = self.settle(disk.set_viewer(handle, viewer, sees).await)
        {
            answer?;
            // A tab may choose the viewer before it opens the Organization.
            let _ = self
                .memory
                .with(|shelf| shelf.set_viewer(handle, viewer, sees));
            return Ok(());
        }
        self.writable()?;
        self.adopt(handle).await;
        self.memory
            .with(|shelf| shelf.set_viewer(handle, viewer, sees))
    }

    async fn set_backup(&self, handle: &Handle, backup: Backup) -> Result<(), StorageError> {
        self.writable()?;
        if let Some(disk) = self.disk()
            && let Some(answer) = self.settle(disk.set_backup(handle, backup).await)
        {
            answer?;
            // What was never opened in this tab is not in its memory.
            let _ = self.memory.set_backup(handle, backup).await;
            return Ok(());
        }
        self.writable()?;
        self.adopt(handle).await;
        self.memory.set_backup(handle, backup).await
    }

    async fn note_refusal(&self, handle: &Handle, note: &str) -> Result<(), StorageError> {
        if let Some(disk) = self.disk()
            && let Some(answer) = self.settle(disk.note_refusal(handle, note).await)
        {
            return answer;
        }
        self.adopt(handle).await;
        self.memory.note_refusal(handle, note).await
    }

    async fn refusals(&self, handle: &Handle) -> Result<Vec<String>, StorageError> {
        let mut notes = self.memory.refusals(handle).await?;
        // A full disk still reads, and what is on it came first.
        if let Some(durable) = &self.durable
            && let Ok(mut kept) = durable.refusals(handle).await
        {
            kept.append(&mut notes);
            return Ok(kept);
        }
        Ok(notes)
    }

    async fn remove(&self, handle: &Handle) -> Result<(), StorageError> {
        self.writable()?;
        if let Some(durable) = &self.durable {
            let was_durable = self.mode.is_durable();
            self.settle_erasing(was_durable, durable.remove(handle).await)?;
        }
        self.memory.with(|shelf| shelf.remove(handle));
        Ok(())
    }

    async fn stored_key(&self) -> Result<Option<KeyRecord>, StorageError> {
        if let Some(disk) = self.disk()
            && let Some(answer) = self.settle(disk.stored_key().await)
        {
            return answer;
        }
        if !self.memory.has_key() {
            self.keep_stored_key().await;
        }
        self.memory.stored_key().await
    }

    async fn key_record(&self) -> Result<KeyRecord, StorageError> {
        if let Some(disk) = self.disk()
            && let Some(answer) = self.settle(disk.key_record().await)
        {
            if let Ok(record) = &answer {
                self.memory.keep_key(record.clone());
            }
            return answer;
        }
        // A full disk still reads, and secrets on it were sealed by the key on it.
        if !self.memory.has_key() {
            self.keep_stored_key().await;
        }
        self.memory.key_record().await
    }

    async fn reseal(
        &self,
        from: &str,
        record: KeyRecord,
        blobs: Vec<(Handle, SealedBlob)>,
    ) -> Result<(), StorageError> {
        self.writable()?;
        if let Some(disk) = self.disk()
            && let Some(answer) =
                self.settle(disk.reseal(from, record.clone(), blobs.clone()).await)
        {
            answer?;
            // Memory may hold less than the disk does.
            self.memory.with(|shelf| shelf.replace_blobs(blobs));
            self.memory.keep_key(record);
            return Ok(());
        }
        self.writable()?;
        self.memory.reseal(from, record, blobs).await
    }

    fn watch(&self, on_lost: OnLost) {
        self.on_mode(move |mode| {
            if let StorageMode::Memory { reason } | StorageMode::ReadOnly { reason } = mode {
                on_lost(reason);
            }
        });
    }
}
