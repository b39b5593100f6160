//! Storage in the browser's IndexedDB. Lasts, and is shared by all tabs of this site.
//!
//! Any tab may commit. A commit is one row, added and never overwritten, so of two tabs that write
//! the same sequence number one is told that the other was first.
//!
//! Inside a transaction nothing is awaited but the transaction's own requests: anything else lets
//! the browser commit half of it. A transaction that is dropped before `commit` is undone.

mod connection;
mod rows;

use super::{
    Handle, NewCommit, OnLost, OrganizationEntry, SealedBlob, Storage, StorageError,
    StoredOrganization, sealing,
};
use connection::{Connection, finish};
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use rows::{BLOBS, COMMITS, KEYS, ORGANIZATIONS};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CryptoKey;

/// The name of the database.
pub const DATABASE: &str = "planisphere";

/// The schema that this build writes. A new one adds a step to `connection::upgrade`.
const VERSION: u32 = 1;

const SEALING_KEY: &str = "sealing";

/// A connection to the database of this site.
pub struct IndexedDb {
    connection: Connection,
}

impl IndexedDb {
    /// Opens the database of this name and makes it on first use.
    pub async fn open(name: &str) -> Result<Self, StorageError> {
        Self::open_version(name, VERSION).await
    }

    /// Opens the database at another schema, as an older or a newer build would.
    pub async fn open_version(name: &str, version: u32) -> Result<Self, StorageError> {
        let connection = Connection::open(name, version).await?;
        Ok(Self { connection })
    }
}

impl Storage for IndexedDb {
    async fn organizations(&self) -> Result<Vec<OrganizationEntry>, StorageError> {
        self.connection
            .attempt(async |connection| {
                let transaction = connection.read(&[ORGANIZATIONS])?;
                let store = transaction.object_store(ORGANIZATIONS)?;
                let found = store.get_all::<JsValue>().primitive()?.await?;
                found.map(|row| rows::entry(&row?)).collect()
            })
            .await
    }

    async fn load(&self, handle: &Handle) -> Result<Option<StoredOrganization>, StorageError> {
        self.connection
            .attempt(async |connection| {
                let transaction = connection.read(&[ORGANIZATIONS, COMMITS, BLOBS])?;
                let organizations = transaction.object_store(ORGANIZATIONS)?;
                let commits = transaction.object_store(COMMITS)?;
                let blobs = transaction.object_store(BLOBS)?;
                let Some(entry) = stored_entry(&organizations, handle).await? else {
                    return Ok(None);
                };
                let frames = stored_frames(&commits, handle, 0).await?;
                let blobs = stored_blobs(&blobs, handle).await?;
                Ok(Some(StoredOrganization {
                    entry,
                    frames,
                    blobs,
                }))
            })
            .await
    }

    async fn create(&self, organization: StoredOrganization) -> Result<(), StorageError> {
        self.connection
            .attempt(async |connection| {
                let mut entry = organization.entry;
                let handle = entry.handle.clone();
                entry.head = organization.frames.len() as u64;
                let transaction = connection.write(&[ORGANIZATIONS, COMMITS, BLOBS])?;
                let organizations = transaction.object_store(ORGANIZATIONS)?;
                let commits = transaction.object_store(COMMITS)?;
                let blobs = transaction.object_store(BLOBS)?;
                add(
                    &organizations,
                    rows::key(&handle),
                    rows::from_entry(&entry)?,
                )
                .await?;
                for (frame, sequence) in organization.frames.iter().zip(1..) {
                    // Not awaited one by one: there may be thousands, and `finish` hears of failures.
                    commits
                        .add(rows::bytes(frame))
                        .with_key(rows::commit_key(&handle, sequence))
                        .primitive()?;
                }
                for blob in &organization.blobs {
                    let key = rows::blob_key(&handle, &blob.id);
                    add(&blobs, key, rows::from_blob(blob)).await?;
                }
                finish(transaction).await
            })
            .await
    }

    async fn append(&self, commit: NewCommit) -> Result<(), StorageError> {
        self.connection
            .attempt(async |connection| {
                let transaction = connection.write(&[ORGANIZATIONS, COMMITS, BLOBS])?;
                let organizations = transaction.object_store(ORGANIZATIONS)?;
                let commits = transaction.object_store(COMMITS)?;
                let blobs = transaction.object_store(BLOBS)?;
                let stored = stored_entry(&organizations, &commit.handle)
                    .await?
                    .ok_or(StorageError::NotFound)?;
                stored.check_next(commit.sequence)?;
                let head = stored.head;
                let key = rows::commit_key(&commit.handle, commit.sequence);
                match add(&commits, key, rows::bytes(&commit.frame)).await {
                    Err(StorageError::Exists) => return Err(StorageError::Conflict { head }),
                    other => other?,
                }
                for blob in &commit.blobs {
                    let key = rows::blob_key(&commit.handle, &blob.id);
                    add(&blobs, key, rows::from_blob(blob)).await?;
                }
                put_entry(&organizations, &stored.succeeded_by(&commit)).await?;
                finish(transaction).await
            })
            .await
    }

    async fn read(&self, handle: &Handle, after: u64) -> Result<Vec<Vec<u8>>, StorageError> {
        self.connection
            .attempt(async |connection| {
                let transaction = connection.read(&[ORGANIZATIONS, COMMITS])?;
                let organizations = transaction.object_store(ORGANIZATIONS)?;
                let commits = transaction.object_store(COMMITS)?;
                let known = organizations
                    .count()
                    .with_query(rows::key(handle))
                    .primitive()?;
                if known.await? == 0 {
                    return Err(StorageError::NotFound);
                }
                stored_frames(&commits, handle, after).await
            })
            .await
    }

    async fn blob(&self, handle: &Handle, id: &str) -> Result<Option<SealedBlob>, StorageError> {
        self.connection
            .attempt(async |connection| {
                let transaction = connection.read(&[BLOBS])?;
                let store = transaction.object_store(BLOBS)?;
                let row: Option<JsValue> =
                    store.get(rows::blob_key(handle, id)).primitive()?.await?;
                row.map(|row| rows::blob(id.to_owned(), &row)).transpose()
            })
            .await
    }

    async fn blobs(&self, handle: &Handle) -> Result<Vec<SealedBlob>, StorageError> {
        self.connection
            .attempt(async |connection| {
                let transaction = connection.read(&[BLOBS])?;
                stored_blobs(&transaction.object_store(BLOBS)?, handle).await
            })
            .await
    }

    async fn erase_blob(&self, handle: &Handle, id: &str) -> Result<(), StorageError> {
        self.connection
            .attempt(async |connection| {
                let transaction = connection.write(&[BLOBS])?;
                let store = transaction.object_store(BLOBS)?;
                store
                    .delete(rows::blob_key(handle, id))
                    .primitive()?
                    .await?;
                finish(transaction).await
            })
            .await
    }

    async fn set_viewer(&self, handle: &Handle, viewer: Option<&str>) -> Result<(), StorageError> {
        self.connection
            .attempt(async |connection| {
                let transaction = connection.write(&[ORGANIZATIONS])?;
                let store = transaction.object_store(ORGANIZATIONS)?;
                let mut entry = stored_entry(&store, handle)
                    .await?
                    .ok_or(StorageError::NotFound)?;
                entry.viewer = viewer.map(str::to_owned);
                put_entry(&store, &entry).await?;
                finish(transaction).await
            })
            .await
    }

    async fn remove(&self, handle: &Handle) -> Result<(), StorageError> {
        self.connection
            .attempt(async |connection| {
                let transaction = connection.write(&[ORGANIZATIONS, COMMITS, BLOBS])?;
                let organizations = transaction.object_store(ORGANIZATIONS)?;
                organizations.delete(rows::key(handle)).primitive()?.await?;
                for store in [COMMITS, BLOBS] {
                    let store = transaction.object_store(store)?;
                    store.delete(rows::all_of(handle)?).primitive()?.await?;
                }
                finish(transaction).await
            })
            .await
    }

    async fn sealing_key(&self) -> Result<CryptoKey, StorageError> {
        if let Some(key) = self.stored_key().await? {
            return Ok(key);
        }
        let made = sealing::generate_key().await?;
        let added = self
            .connection
            .attempt(async |connection| {
                let transaction = connection.write(&[KEYS])?;
                let store = transaction.object_store(KEYS)?;
                add(&store, SEALING_KEY.into(), made.clone().into()).await?;
                finish(transaction).await
            })
            .await;
        match added {
            Ok(()) => Ok(made),
            // Another tab made one in the meantime; whichever was added first is the key.
            Err(StorageError::Exists) => self.stored_key().await?.ok_or(StorageError::Unsealable),
            Err(error) => Err(error),
        }
    }

    fn watch(&self, on_lost: OnLost) {
        self.connection.watch(on_lost);
    }
}

impl IndexedDb {
    async fn stored_key(&self) -> Result<Option<CryptoKey>, StorageError> {
        self.connection
            .attempt(async |connection| {
                let transaction = connection.read(&[KEYS])?;
                let store = transaction.object_store(KEYS)?;
                let row: Option<JsValue> =
                    store.get(JsValue::from(SEALING_KEY)).primitive()?.await?;
                row.map(|row| row.dyn_into().map_err(|_| StorageError::Unsealable))
                    .transpose()
            })
            .await
    }
}

async fn add(store: &ObjectStore<'_>, key: JsValue, value: JsValue) -> Result<(), StorageError> {
    store.add(value).with_key(key).primitive()?.await?;
    Ok(())
}

async fn put_entry(store: &ObjectStore<'_>, entry: &OrganizationEntry) -> Result<(), StorageError> {
    let row = rows::from_entry(entry)?;
    let key = rows::key(&entry.handle);
    store.put(row).with_key(key).primitive()?.await?;
    Ok(())
}

async fn stored_entry(
    store: &ObjectStore<'_>,
    handle: &Handle,
) -> Result<Option<OrganizationEntry>, StorageError> {
    let row: Option<JsValue> = store.get(rows::key(handle)).primitive()?.await?;
    row.as_ref().map(rows::entry).transpose()
}

async fn stored_frames(
    store: &ObjectStore<'_>,
    handle: &Handle,
    after: u64,
) -> Result<Vec<Vec<u8>>, StorageError> {
    let query = rows::commits_after(handle, after)?;
    let found = store.get_all::<JsValue>().with_query(query).primitive()?;
    found.await?.map(|row| rows::to_bytes(&row?)).collect()
}

async fn stored_blobs(
    store: &ObjectStore<'_>,
    handle: &Handle,
) -> Result<Vec<SealedBlob>, StorageError> {
    let range = rows::all_of(handle)?;
    let keys = store.get_all_keys::<JsValue>().with_query(range.clone());
    let keys = keys.primitive()?;
    let found = store.get_all::<JsValue>().with_query(range).primitive()?;
    let keys = keys.await?;
    let found = found.await?;
    keys.zip(found)
        .map(|(key, row)| rows::blob(rows::blob_id(key?)?, &row?))
        .collect()
}
