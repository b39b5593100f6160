//! Storage in the browser's IndexedDB. Lasts, and is shared by all tabs of this site.
//!
//! Any tab may commit. A commit is one row, added and never overwritten, under the number after the
//! newest one; of two tabs that write the same number one is told that the other was first.
//!
//! Every method is either one [`Connection::fetch`] or one [`Connection::change`], so that the whole
//! of what a transaction may await stands in one place, and its code is compiled once.

mod connection;
mod rows;
mod transaction;

use super::{
    Handle, NewCommit, OnLost, OrganizationEntry, SealedBlob, Storage, StorageError,
    StoredOrganization, WorkspaceEntry, sealing,
};
use connection::Connection;
use rows::{BLOBS, COMMITS, KEYS, ORGANIZATIONS};
use transaction::{Query, Step};
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

    /// The rows of one query.
    async fn rows(
        &self,
        store: &'static str,
        range: JsValue,
    ) -> Result<Vec<JsValue>, StorageError> {
        let mut found = self.connection.fetch(vec![Query { store, range }]).await?;
        Ok(found.pop().unwrap_or_default())
    }

    async fn stored_key(&self) -> Result<Option<CryptoKey>, StorageError> {
        let rows = self.rows(KEYS, SEALING_KEY.into()).await?;
        let key = |row: JsValue| row.dyn_into().map_err(|_| StorageError::Unsealable);
        rows.into_iter().next().map(key).transpose()
    }
}

impl Storage for IndexedDb {
    async fn organizations(&self) -> Result<Vec<OrganizationEntry>, StorageError> {
        let rows = self.rows(ORGANIZATIONS, JsValue::UNDEFINED).await?;
        rows.iter().map(rows::entry).collect()
    }

    async fn load(&self, handle: &Handle) -> Result<Option<StoredOrganization>, StorageError> {
        let whole = vec![
            Query {
                store: BLOBS,
                range: rows::all_of(handle)?,
            },
            Query {
                store: COMMITS,
                range: rows::all_of(handle)?,
            },
            Query {
                store: ORGANIZATIONS,
                range: rows::key(handle),
            },
        ];
        let mut found = self.connection.fetch(whole).await?;
        let mut next = || found.pop().unwrap_or_default();
        let (entry, frames, blobs) = (next(), next(), next());
        let Some(entry) = entry.first() else {
            return Ok(None);
        };
        Ok(Some(StoredOrganization {
            entry: rows::entry(entry)?,
            frames: rows::frames(&frames)?,
            blobs: rows::blobs(&blobs)?,
        }))
    }

    async fn create(&self, organization: StoredOrganization) -> Result<(), StorageError> {
        let mut entry = organization.entry;
        let handle = entry.handle.clone();
        entry.head = organization.frames.len() as u64;
        let mut steps = vec![Step::Add(
            ORGANIZATIONS,
            rows::key(&handle),
            rows::from_entry(&entry)?,
        )];
        for (frame, sequence) in organization.frames.iter().zip(1..) {
            let key = rows::commit_key(&handle, sequence);
            steps.push(Step::AddUnwatched(COMMITS, key, rows::bytes(frame)));
        }
        steps.extend(add_blobs(&handle, &organization.blobs));
        self.connection
            .change(None, &mut |_| Ok(std::mem::take(&mut steps)))
            .await
    }

    async fn append(&self, commit: NewCommit) -> Result<(), StorageError> {
        let handle = &commit.handle;
        let mut plan = |stored: Option<OrganizationEntry>| {
            let stored = stored.ok_or(StorageError::NotFound)?;
            stored.check_next(commit.sequence)?;
            let key = rows::commit_key(handle, commit.sequence);
            let mut steps = vec![Step::Add(COMMITS, key, rows::bytes(&commit.frame))];
            steps.extend(add_blobs(handle, &commit.blobs));
            let erase = |id| Step::Delete(BLOBS, rows::blob_key(handle, id));
            steps.extend(commit.erased.iter().map(|id| erase(id)));
            steps.push(put_entry(&stored.succeeded_by(&commit))?);
            Ok(steps)
        };
        self.connection.change(Some(handle), &mut plan).await
    }

    async fn read(&self, handle: &Handle, after: u64) -> Result<Vec<Vec<u8>>, StorageError> {
        let queries = vec![
            Query {
                store: COMMITS,
                range: rows::commits_after(handle, after)?,
            },
            Query {
                store: ORGANIZATIONS,
                range: rows::key(handle),
            },
        ];
        let mut found = self.connection.fetch(queries).await?;
        if found.pop().is_none_or(|entry| entry.is_empty()) {
            return Err(StorageError::NotFound);
        }
        rows::frames(&found.pop().unwrap_or_default())
    }

    async fn blob(&self, handle: &Handle, id: &str) -> Result<Option<SealedBlob>, StorageError> {
        let rows = self.rows(BLOBS, rows::blob_key(handle, id)).await?;
        Ok(rows::blobs(&rows)?.pop())
    }

    async fn blobs(&self, handle: &Handle) -> Result<Vec<SealedBlob>, StorageError> {
        rows::blobs(&self.rows(BLOBS, rows::all_of(handle)?).await?)
    }

    async fn erase_blob(&self, handle: &Handle, id: &str) -> Result<(), StorageError> {
        let erase = || vec![Step::Delete(BLOBS, rows::blob_key(handle, id))];
        self.connection.change(None, &mut |_| Ok(erase())).await
    }

    async fn set_viewer(
        &self,
        handle: &Handle,
        viewer: Option<&str>,
        sees: &[WorkspaceEntry],
    ) -> Result<(), StorageError> {
        let mut plan = |stored: Option<OrganizationEntry>| {
            let mut entry = stored.ok_or(StorageError::NotFound)?;
            entry.viewer = viewer.map(str::to_owned);
            entry.workspaces = sees.to_vec();
            Ok(vec![put_entry(&entry)?])
        };
        self.connection.change(Some(handle), &mut plan).await
    }

    async fn remove(&self, handle: &Handle) -> Result<(), StorageError> {
        let mut plan = |_| {
            Ok(vec![
                Step::Delete(ORGANIZATIONS, rows::key(handle)),
                Step::Delete(COMMITS, rows::all_of(handle)?),
                Step::Delete(BLOBS, rows::all_of(handle)?),
            ])
        };
        self.connection.change(None, &mut plan).await
    }

    async fn sealing_key(&self) -> Result<CryptoKey, StorageError> {
        if let Some(key) = self.stored_key().await? {
            return Ok(key);
        }
        let made = sealing::generate_key().await?;
        let add = || vec![Step::Add(KEYS, SEALING_KEY.into(), made.clone().into())];
        match self.connection.change(None, &mut |_| Ok(add())).await {
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

fn put_entry(entry: &OrganizationEntry) -> Result<Step, StorageError> {
    let key = rows::key(&entry.handle);
    Ok(Step::Put(ORGANIZATIONS, key, rows::from_entry(entry)?))
}

fn add_blobs(handle: &Handle, blobs: &[SealedBlob]) -> impl Iterator<Item = Step> {
    blobs.iter().map(move |blob| {
        let key = rows::blob_key(handle, &blob.id);
        Step::Add(BLOBS, key, rows::from_blob(blob))
    })
}
