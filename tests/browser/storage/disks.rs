//! Disks that fail at a chosen moment, over a real IndexedDB.
use planisphere::storage::{
    Fallback, Handle, IndexedDb, NewCommit, OnLost, OrganizationEntry, SealedBlob, Storage,
    StorageError, StoredOrganization, WorkspaceEntry,
};
use std::cell::Cell;
use std::rc::Rc;
use web_sys::CryptoKey;

/// A disk that takes a few more writes and then is full. It still reads and erases.
pub struct Filling {
    disk: IndexedDb,
    room: Rc<Cell<u32>>,
}

impl Filling {
    pub async fn with_room(name: &str, room: u32) -> (Fallback<Self>, Rc<Cell<u32>>) {
        let room = Rc::new(Cell::new(room));
        let disk = IndexedDb::open(name).await.unwrap();
        let filling = Self {
            disk,
            room: Rc::clone(&room),
        };
        (Fallback::over(Ok(filling)), room)
    }

    fn take_room(&self) -> Result<(), StorageError> {
        let left = self.room.get().checked_sub(1).ok_or(StorageError::Quota)?;
        self.room.set(left);
        Ok(())
    }
}

impl Storage for Filling {
    async fn organizations(&self) -> Result<Vec<OrganizationEntry>, StorageError> {
        self.disk.organizations().await
    }

    async fn load(&self, handle: &Handle) -> Result<Option<StoredOrganization>, StorageError> {
        self.disk.load(handle).await
    }

    async fn create(&self, organization: StoredOrganization) -> Result<(), StorageError> {
        self.take_room()?;
        self.disk.create(organization).await
    }

    async fn append(&self, commit: NewCommit) -> Result<(), StorageError> {
        self.take_room()?;
        self.disk.append(commit).await
    }

    async fn read(&self, handle: &Handle, after: u64) -> Result<Vec<Vec<u8>>, StorageError> {
        self.disk.read(handle, after).await
    }

    async fn blob(&self, handle: &Handle, id: &str) -> Result<Option<SealedBlob>, StorageError> {
        self.disk.blob(handle, id).await
    }

    async fn blobs(&self, handle: &Handle) -> Result<Vec<SealedBlob>, StorageError> {
        self.disk.blobs(handle).await
    }

    async fn erase_blob(&self, handle: &Handle, id: &str) -> Result<(), StorageError> {
        self.disk.erase_blob(handle, id).await
    }

    async fn set_viewer(
        &self,
        handle: &Handle,
        viewer: Option<&str>,
        sees: &[WorkspaceEntry],
    ) -> Result<(), StorageError> {
        self.take_room()?;
        self.disk.set_viewer(handle, viewer, sees).await
    }

    async fn remove(&self, handle: &Handle) -> Result<(), StorageError> {
        self.disk.remove(handle).await
    }

    async fn sealing_key(&self) -> Result<CryptoKey, StorageError> {
        self.take_room()?;
        self.disk.sealing_key().await
    }

    fn watch(&self, on_lost: OnLost) {
        self.disk.watch(on_lost);
    }
}

/// A disk that takes what it is given and then fails to erase it.
pub struct Vanished(pub IndexedDb);

impl Storage for Vanished {
    async fn organizations(&self) -> Result<Vec<OrganizationEntry>, StorageError> {
        Err(StorageError::Closed)
    }

    async fn load(&self, _: &Handle) -> Result<Option<StoredOrganization>, StorageError> {
        Err(StorageError::Closed)
    }

    async fn create(&self, organization: StoredOrganization) -> Result<(), StorageError> {
        self.0.create(organization).await
    }

    async fn append(&self, _: NewCommit) -> Result<(), StorageError> {
        Err(StorageError::Closed)
    }

    async fn read(&self, _: &Handle, _: u64) -> Result<Vec<Vec<u8>>, StorageError> {
        Err(StorageError::Closed)
    }

    async fn blob(&self, _: &Handle, _: &str) -> Result<Option<SealedBlob>, StorageError> {
        Err(StorageError::Closed)
    }

    async fn blobs(&self, _: &Handle) -> Result<Vec<SealedBlob>, StorageError> {
        Err(StorageError::Closed)
    }

    async fn erase_blob(&self, _: &Handle, _: &str) -> Result<(), StorageError> {
        Err(StorageError::Closed)
    }

    async fn set_viewer(
        &self,
        _: &Handle,
        _: Option<&str>,
        _: &[WorkspaceEntry],
    ) -> Result<(), StorageError> {
        Err(StorageError::Closed)
    }

    async fn remove(&self, _: &Handle) -> Result<(), StorageError> {
        Err(StorageError::Closed)
    }

    async fn sealing_key(&self) -> Result<CryptoKey, StorageError> {
        Err(StorageError::Closed)
    }

    fn watch(&self, _: OnLost) {}
}
