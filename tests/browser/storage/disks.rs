//! Disks that fail at a chosen moment, over a real IndexedDB.
use planisphere::storage::{
    Backup, Fallback, Folded, Handle, IndexedDb, KeyRecord, NewCommit, OnLost, OrganizationEntry,
    SealedBlob, Storage, StorageError, StoredOrganization, WorkspaceEntry,
};
use planisphere_journal::Stored;
use std::cell::Cell;
use std::rc::Rc;

/// A disk that takes a few more writes and then is full, or fails otherwise. It still reads and erases.
pub struct Filling {
    disk: IndexedDb,
    room: Rc<Cell<u32>>,
    then: StorageError,
}

impl Filling {
    pub async fn with_room(name: &str, room: u32) -> (Fallback<Self>, Rc<Cell<u32>>) {
        Self::until(name, room, StorageError::Quota).await
    }

    pub async fn until(
        name: &str,
        room: u32,
        then: StorageError,
    ) -> (Fallback<Self>, Rc<Cell<u32>>) {
        let room = Rc::new(Cell::new(room));
        let disk = IndexedDb::open(name).await.unwrap();
        let filling = Self {
            disk,
            room: Rc::clone(&room),
            then,
        };
        (Fallback::over(Ok(filling)), room)
    }

    fn take_room(&self) -> Result<(), StorageError> {
        let left = self.room.get().checked_sub(1);
        self.room.set(left.ok_or_else(|| self.then.clone())?);
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

    async fn whole(&self, handle: &Handle) -> Result<Option<StoredOrganization>, StorageError> {
        self.disk.whole(handle).await
    }

    async fn create(&self, organization: StoredOrganization) -> Result<(), StorageError> {
        self.take_room()?;
        self.disk.create(organization).await
    }

    async fn append(&self, commit: NewCommit) -> Result<(), StorageError> {
        self.take_room()?;
        self.disk.append(commit).await
    }

    async fn read(&self, handle: &Handle, after: u64) -> Result<Stored, StorageError> {
        self.disk.read(handle, after).await
    }

    async fn fold(&self, handle: &Handle, folded: Folded) -> Result<(), StorageError> {
        self.take_room()?;
        self.disk.fold(handle, folded).await
    }

    async fn set_backup(&self, handle: &Handle, backup: Backup) -> Result<(), StorageError> {
        self.take_room()?;
        self.disk.set_backup(handle, backup).await
    }

    async fn note_refusal(&self, handle: &Handle, note: &str) -> Result<(), StorageError> {
        self.take_room()?;
        self.disk.note_refusal(handle, note).await
    }

    async fn refusals(&self, handle: &Handle) -> Result<Vec<String>, StorageError> {
        self.disk.refusals(handle).await
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

    async fn stored_key(&self) -> Result<Option<KeyRecord>, StorageError> {
        self.disk.stored_key().await
    }

    async fn key_record(&self) -> Result<KeyRecord, StorageError> {
        self.take_room()?;
        self.disk.key_record().await
    }

    async fn reseal(
        &self,
        from: &str,
        record: KeyRecord,
        blobs: Vec<(Handle, SealedBlob)>,
    ) -> Result<(), StorageError> {
        self.take_room()?;
        self.disk.reseal(from, record, blobs).await
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

    async fn whole(&self, _: &Handle) -> Result<Option<StoredOrganization>, StorageError> {
        Err(StorageError::Closed)
    }

    async fn create(&self, organization: StoredOrganization) -> Result<(), StorageError> {
        self.0.create(organization).await
    }

    async fn append(&self, _: NewCommit) -> Result<(), StorageError> {
        Err(StorageError::Closed)
    }

    async fn read(&self, _: &Handle, _: u64) -> Result<Stored, StorageError> {
        Err(StorageError::Closed)
    }

    async fn fold(&self, _: &Handle, _: Folded) -> Result<(), StorageError> {
        Err(StorageError::Closed)
    }

    async fn set_backup(&self, _: &Handle, _: Backup) -> Result<(), StorageError> {
        Err(StorageError::Closed)
    }

    async fn note_refusal(&self, _: &Handle, _: &str) -> Result<(), StorageError> {
        Err(StorageError::Closed)
    }

    async fn refusals(&self, _: &Handle) -> Result<Vec<String>, StorageError> {
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

    async fn stored_key(&self) -> Result<Option<KeyRecord>, StorageError> {
        Err(StorageError::Closed)
    }

    async fn key_record(&self) -> Result<KeyRecord, StorageError> {
        Err(StorageError::Closed)
    }

    async fn reseal(
        &self,
        _: &str,
        _: KeyRecord,
        _: Vec<(Handle, SealedBlob)>,
    ) -> Result<(), StorageError> {
        Err(StorageError::Closed)
    }

    fn watch(&self, _: OnLost) {}
}
