//! IndexedDB while it works, memory when it does not.
//!
//! Whatever a tab has opened or written is also kept in memory. When the disk is full, refused or
//! taken away, the tab goes on there with nothing lost, and says so through its mode. It never goes
//! back by itself: a tab that reloads starts from what is on disk, so the person must have had the
//! chance to download first.

use super::{
    Handle, IndexedDb, Memory, NewCommit, OnLost, OrganizationEntry, SealedBlob, Storage,
    StorageError, StoredOrganization,
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

    /// Asks the disk. `None` when memory must answer, from now on.
    async fn ask<T>(
        &self,
        act: impl AsyncFnOnce(&D) -> Result<T, StorageError>,
    ) -> Option<Result<T, StorageError>> {
        let durable = self.durable.as_ref().filter(|_| self.mode.is_durable())?;
        match act(durable).await {
            Err(reason) if reason.ends_durability() => {
                self.mode.lose(reason);
                None
            }
            answer => Some(answer),
        }
    }

    /// Erases on disk in either mode: that works on a full disk too, and gives room. What can no
    /// longer be reached is not there for this tab; but who believes to write to disk must hear that
    /// it is still there.
    async fn erase(
        &self,
        act: impl AsyncFnOnce(&D) -> Result<(), StorageError>,
    ) -> Result<(), StorageError> {
        let Some(durable) = &self.durable else {
            return Ok(());
        };
        let was_durable = self.mode.is_durable();
        match act(durable).await {
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
        if self.memory.holds(handle) {
            return;
        }
        if let Some(durable) = &self.durable
            && let Ok(Some(stored)) = durable.load(handle).await
        {
            self.memory.keep(stored);
        }
    }
}

impl<D: Storage> Storage for Fallback<D> {
    async fn organizations(&self) -> Result<Vec<OrganizationEntry>, StorageError> {
        if let Some(answer) = self
            .ask(async |durable| durable.organizations().await)
            .await
        {
            return answer;
        }
        let mut entries = self.memory.organizations().await?;
        if let Some(durable) = &self.durable
            && let Ok(stored) = durable.organizations().await
        {
            let unopened = |entry: &OrganizationEntry| !self.memory.holds(&entry.handle);
            entries.extend(stored.into_iter().filter(unopened));
            entries.sort_by(|a, b| a.handle.cmp(&b.handle));
        }
        Ok(entries)
    }

    async fn load(&self, handle: &Handle) -> Result<Option<StoredOrganization>, StorageError> {
        if let Some(answer) = self.ask(async |durable| durable.load(handle).await).await {
            match &answer {
                Ok(Some(stored)) => self.memory.keep(stored.clone()),
                // Another tab removed it.
                Ok(None) => self.memory.forget(handle),
                Err(_) => {}
            }
            return answer;
        }
        self.adopt(handle).await;
        self.memory.load(handle).await
    }

    async fn create(&self, organization: StoredOrganization) -> Result<(), StorageError> {
        let copy = organization.clone();
        match self.ask(async |durable| durable.create(copy).await).await {
            Some(Err(error)) => Err(error),
            Some(Ok(())) | None => self.memory.create(organization).await,
        }
    }

    async fn append(&self, commit: NewCommit) -> Result<(), StorageError> {
        let copy = commit.clone();
        match self.ask(async |durable| durable.append(copy).await).await {
            Some(Err(error)) => Err(error),
            Some(Ok(())) => {
                self.memory.repeat(commit);
                Ok(())
            }
            None => {
                self.adopt(&commit.handle).await;
                self.memory.append(commit).await
            }
        }
    }

    async fn read(&self, handle: &Handle, after: u64) -> Result<Vec<Vec<u8>>, StorageError> {
        if after == 0 || !self.memory.holds(handle) {
            self.load(handle).await?;
            return self.memory.read(handle, after).await;
        }
        match self
            .ask(async |durable| durable.read(handle, after).await)
            .await
        {
            Some(answer) => {
                if let Ok(frames) = &answer {
                    self.memory.extend(handle, after, frames);
                }
                answer
            }
            None => self.memory.read(handle, after).await,
        }
    }

    async fn blob(&self, handle: &Handle, id: &str) -> Result<Option<SealedBlob>, StorageError> {
        if let Some(answer) = self
            .ask(async |durable| durable.blob(handle, id).await)
            .await
        {
            return answer;
        }
        self.adopt(handle).await;
        self.memory.blob(handle, id).await
    }

    async fn blobs(&self, handle: &Handle) -> Result<Vec<SealedBlob>, StorageError> {
        if let Some(answer) = self.ask(async |durable| durable.blobs(handle).await).await {
            return answer;
        }
        self.adopt(handle).await;
        self.memory.blobs(handle).await
    }

    async fn erase_blob(&self, handle: &Handle, id: &str) -> Result<(), StorageError> {
        self.erase(async |durable| durable.erase_blob(handle, id).await)
            .await?;
        self.memory.erase_blob(handle, id).await
    }

    async fn set_viewer(&self, handle: &Handle, viewer: Option<&str>) -> Result<(), StorageError> {
        let answer = self
            .ask(async |durable| durable.set_viewer(handle, viewer).await)
            .await;
        match answer {
            Some(Err(error)) => Err(error),
            // A tab may choose the viewer before it opens the Organization.
            Some(Ok(())) if !self.memory.holds(handle) => Ok(()),
            Some(Ok(())) => self.memory.set_viewer(handle, viewer).await,
            None => {
                self.adopt(handle).await;
                self.memory.set_viewer(handle, viewer).await
            }
        }
    }

    async fn remove(&self, handle: &Handle) -> Result<(), StorageError> {
        self.erase(async |durable| durable.remove(handle).await)
            .await?;
        self.memory.remove(handle).await
    }

    async fn sealing_key(&self) -> Result<CryptoKey, StorageError> {
        match self.ask(async |durable| durable.sealing_key().await).await {
            Some(Ok(key)) => {
                self.memory.keep_key(key.clone());
                Ok(key)
            }
            Some(Err(error)) => Err(error),
            None => self.memory.sealing_key().await,
        }
    }

    fn watch(&self, on_lost: OnLost) {
        self.on_mode(move |mode| {
            if let StorageMode::Memory { reason } = mode {
                on_lost(reason);
            }
        });
    }
}
