//! IndexedDB while it works, memory when it does not.
//!
//! Whatever a tab has opened or written is also kept in memory. When the disk is full, refused or
//! taken away, the tab goes on there with nothing lost, and says so through its mode. It never goes
//! back by itself: a tab that reloads starts from what is on disk, so the person must have had the
//! chance to download first.

use super::{
    Handle, IndexedDb, Memory, NewCommit, OnLost, OrganizationEntry, SealedBlob, Storage,
    StorageError, StoredOrganization, WorkspaceEntry,
};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::CryptoKey;

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
        let mode = StorageMode::Memory { reason };
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

impl<D: Storage> Fallback<D> {
    /// Puts memory behind a storage that was opened, or was not.
    pub fn over(opened: Result<D, StorageError>) -> Self {
        let (durable, current) = match opened {
            Ok(durable) => (Some(durable), StorageMode::Durable),
            Err(reason) => (None, StorageMode::Memory { reason }),
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

    /// The disk, while this tab writes to it.
    fn disk(&self) -> Option<&D> {
        self.durable.as_ref().filter(|_| self.mode.is_durable())
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

    /// Fetches an Organization that this tab had not opened before the disk failed. A full disk
    /// still reads; one that is gone leaves nothing to fetch.
    async fn adopt(&self, handle: &Handle) {
        if self.memory.with(|shelf| shelf.get(handle).is_some()) {
            return;
        }
        if let Some(durable) = &self.durable
            && let Ok(Some(stored)) = durable.load(handle).await
        {
            self.memory.with(|shelf| shelf.keep(stored));
        }
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
            self.memory.with(|shelf| match &answer {
                Ok(Some(stored)) => shelf.keep(stored.clone()),
                // Another tab removed it.
                Ok(None) => shelf.remove(handle),
                Err(_) => {}
            });
            return answer;
        }
        self.adopt(handle).await;
        Ok(self.memory.with(|shelf| shelf.get(handle).cloned()))
    }

    async fn create(&self, organization: StoredOrganization) -> Result<(), StorageError> {
        if let Some(disk) = self.disk()
            && let Some(answer) = self.settle(disk.create(organization.clone()).await)
        {
            answer?;
        }
        self.memory.with(|shelf| shelf.create(organization))
    }

    async fn append(&self, commit: NewCommit) -> Result<(), StorageError> {
        if let Some(disk) = self.disk()
            && let Some(answer) = self.settle(disk.append(commit.clone()).await)
        {
            answer?;
            self.memory.with(|shelf| shelf.repeat(commit));
            return Ok(());
        }
        self.adopt(&commit.handle).await;
        self.memory.with(|shelf| shelf.append(commit))
    }

    async fn read(&self, handle: &Handle, after: u64) -> Result<Vec<Vec<u8>>, StorageError> {
        // Catching up costs what is new; anything else fetches the whole, to have it in memory.
        let known = after > 0 && self.memory.with(|shelf| shelf.get(handle).is_some());
        if known && let Some(disk) = self.disk() {
            if let Some(answer) = self.settle(disk.read(handle, after).await) {
                if let Ok(frames) = &answer {
                    self.memory
                        .with(|shelf| shelf.extend(handle, after, frames));
                }
                return answer;
            }
        } else {
            self.load(handle).await?;
        }
        self.memory.with(|shelf| shelf.read(handle, after))
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
        self.adopt(handle).await;
        self.memory
            .with(|shelf| shelf.set_viewer(handle, viewer, sees))
    }

    async fn remove(&self, handle: &Handle) -> Result<(), StorageError> {
        if let Some(durable) = &self.durable {
            let was_durable = self.mode.is_durable();
            self.settle_erasing(was_durable, durable.remove(handle).await)?;
        }
        self.memory.with(|shelf| shelf.remove(handle));
        Ok(())
    }

    async fn sealing_key(&self) -> Result<CryptoKey, StorageError> {
        if let Some(disk) = self.disk()
            && let Some(answer) = self.settle(disk.sealing_key().await)
        {
            if let Ok(key) = &answer {
                self.memory.keep_key(key.clone());
            }
            return answer;
        }
        self.memory.sealing_key().await
    }

    fn watch(&self, on_lost: OnLost) {
        self.on_mode(move |mode| {
            if let StorageMode::Memory { reason } = mode {
                on_lost(reason);
            }
        });
    }
}
