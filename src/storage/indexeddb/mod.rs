//! Storage in the browser's IndexedDB. Lasts, and is shared by all tabs of this site.
//!
//! Any tab may commit. A commit is one row, added and never overwritten, under the number after the
//! newest one; of two tabs that write the same number one is told that the other was first.
//!
//! Every method is made of [`Connection::fetch`] and [`Connection::change`], each one transaction, so that the whole
//! of what a transaction may await stands in one place, and its code is compiled once. Whatever changes something that
//! counts does so in one of them; who looks first, or puts down a long log, takes more.

mod connection;
mod renewal;
mod rows;
mod steps;
mod transaction;

use super::{
    Backup, Folded, Handle, KeyRecord, MOST_REFUSALS, NewCommit, OnLost, OrganizationEntry,
    SealedBlob, Storage, StorageError, StoredOrganization, WorkspaceEntry, keys,
};
use connection::Connection;
use planisphere_journal::Stored;
use rows::{BLOBS, CHUNKS, COMMITS, KEYS, ORGANIZATIONS, REFUSALS, SNAPSHOTS};
use std::cell::RefCell;
use steps::{SEALING_KEY, Summary};
use transaction::Durability::{Relaxed, Strict};
use transaction::{Basis, Found, Judge, Query, Step, Wanted};
use wasm_bindgen::JsValue;

/// The name of the database.
pub const DATABASE: &str = "planisphere";

/// The schema that this build writes. A new one adds a step to `connection::upgrade`. It also goes up when events change
/// so that an older build could not read them: of two builds on one device, the older one then stops writing.
pub const SCHEMA: u32 = 2;

/// A log of so many bytes is put down in several transactions before it is made known in one more.
const LONG_LOG: usize = 1 << 20;

/// A connection to the database of this site.
pub struct IndexedDb {
    connection: Connection,
    /// The summary that this tab's last commit left. It may be out of date, by another tab or by a write of this one that came
    /// between: each commit compares it with what is stored.
    after_commit: RefCell<Option<Summary>>,
}

impl IndexedDb {
    /// Opens the database of this name and makes it on first use.
    pub async fn open(name: &str) -> Result<Self, StorageError> {
        Self::open_version(name, SCHEMA).await
    }

    /// Opens the database at another schema, as an older or a newer build would.
    pub async fn open_version(name: &str, version: u32) -> Result<Self, StorageError> {
        let connection = Connection::open(name, version).await?;
        Ok(Self {
            connection,
            after_commit: RefCell::default(),
        })
    }

    /// What one query finds.
    async fn found(
        &self,
        store: &'static str,
        range: JsValue,
        wanted: Wanted,
    ) -> Result<Found, StorageError> {
        let query = Query {
            store,
            range,
            wanted,
        };
        let mut found = self.connection.fetch(vec![query]).await?;
        Ok(found.pop().unwrap_or_default())
    }

    /// The rows of one query.
    async fn rows(
        &self,
        store: &'static str,
        range: JsValue,
    ) -> Result<Vec<JsValue>, StorageError> {
        Ok(self.found(store, range, Wanted::Rows).await?.rows)
    }

    /// The numbers of the rows of one Organization.
    async fn numbers(
        &self,
        store: &'static str,
        handle: &Handle,
    ) -> Result<Vec<f64>, StorageError> {
        let range = rows::all_of(handle)?;
        let found = self.found(store, range, Wanted::Keys).await?;
        Ok(found.keys.iter().map(rows::number).collect())
    }

    /// Reads the summary and the log: the snapshots in a range, and what comes after a commit; with all secrets where
    /// they are wanted.
    async fn organization(
        &self,
        handle: &Handle,
        snapshots: Option<JsValue>,
        after: JsValue,
        with_blobs: bool,
    ) -> Result<Option<StoredOrganization>, StorageError> {
        let query = |store, range, wanted| Query {
            store,
            range,
            wanted,
        };
        let mut queries = vec![
            query(ORGANIZATIONS, rows::key(handle), Wanted::Rows),
            query(CHUNKS, after.clone(), Wanted::Both),
            query(COMMITS, after, Wanted::Both),
        ];
        if with_blobs {
            queries.push(query(BLOBS, rows::all_of(handle)?, Wanted::Both));
        }
        let has_snapshots = snapshots.is_some();
        queries.extend(snapshots.map(|range| query(SNAPSHOTS, range, Wanted::Both)));
        let mut found = self.connection.fetch(queries).await?.into_iter();
        let mut next = || found.next().unwrap_or_default();
        let (entry, chunks, commits) = (next(), next(), next());
        let blobs = if with_blobs { next() } else { Found::default() };
        let snapshots = if has_snapshots {
            next()
        } else {
            Found::default()
        };
        let entry = entry.rows.first();
        let Some(entry) = entry.filter(|row| rows::arriving_since(row).is_none()) else {
            return Ok(None);
        };
        Ok(Some(StoredOrganization {
            entry: rows::entry(entry).unwrap_or_else(|_| OrganizationEntry::unreadable(handle)),
            log: Stored {
                snapshots: rows::numbered(snapshots),
                chunks: rows::numbered(chunks),
                commits: rows::numbered(commits),
            },
            blobs: rows::blobs(&blobs),
        }))
    }

    /// Takes a place that nobody has, for an Organization whose log is put down next.
    async fn take_place(&self, handle: &Handle) -> Result<(), StorageError> {
        let place = rows::arriving(now_ms());
        let mut writes = vec![Step::Add(ORGANIZATIONS, rows::key(handle), place)];
        self.write(Relaxed, &mut writes).await
    }

    /// Puts down the rows of a long log in a place that was taken, which nobody knows of until a strict transaction puts
    /// the summary there. Every transaction makes sure that the place is still kept, and says that somebody works on it.
    async fn put_down(
        &self,
        handle: &Handle,
        log: &Stored,
        mut end: Vec<Step>,
    ) -> Result<(), StorageError> {
        let mut rows = steps::of_log(handle, log).peekable();
        while rows.peek().is_some() {
            let place = rows::arriving(now_ms());
            let place = Step::Put(ORGANIZATIONS, rows::key(handle), place);
            let mut writes = vec![steps::still_arriving(handle), place];
            writes.extend(rows.by_ref().take(ROWS_AT_ONCE));
            self.write(Relaxed, &mut writes).await?;
        }
        end.insert(0, steps::still_arriving(handle));
        self.write(Strict, &mut end).await
    }

    /// Writes these, all of them or nothing.
    async fn write(
        &self,
        durability: transaction::Durability,
        writes: &mut Vec<Step>,
    ) -> Result<(), StorageError> {
        let mut plan = |_| Ok(std::mem::take(writes));
        self.connection
            .change(durability, Basis::Nothing, &mut plan)
            .await
    }

    /// Removes what was put down and never made known. What was made known in the meantime stays.
    async fn give_up(&self, handle: &Handle) -> Result<(), StorageError> {
        let mut writes = vec![steps::still_arriving(handle)];
        writes.extend(steps::removal(handle)?);
        self.write(Strict, &mut writes).await
    }

    /// Removes what began to arrive and never did: nobody puts anything down there any more.
    async fn sweep(&self, found: &Found) {
        let rows = found.keys.iter().zip(&found.rows);
        for (key, row) in rows {
            let since = rows::arriving_since(row);
            let is_lost = since.is_some_and(|since| now_ms().saturating_sub(since) > LOST_AFTER_MS);
            if is_lost && let Some(handle) = rows::handle(key) {
                // One that cannot be removed now is found again the next time.
                let _ = self.give_up(&handle).await;
            }
        }
    }
}

impl Storage for IndexedDb {
    async fn organizations(&self) -> Result<Vec<OrganizationEntry>, StorageError> {
        let found = self
            .found(ORGANIZATIONS, JsValue::UNDEFINED, Wanted::Both)
            .await?;
        self.sweep(&found).await;
        let rows = found.keys.iter().zip(&found.rows);
        let known = rows.filter(|(_, row)| rows::arriving_since(row).is_none());
        let entry = |(key, row)| {
            let stand_in =
                || rows::handle(key).map(|handle| OrganizationEntry::unreadable(&handle));
            rows::entry(row).ok().or_else(stand_in)
        };
        Ok(known.filter_map(entry).collect())
    }

    async fn load(&self, handle: &Handle) -> Result<Option<StoredOrganization>, StorageError> {
        // Folding between these two readings keeps this snapshot, or there is a newer one and the log after it.
        let newest = self.numbers(SNAPSHOTS, handle).await?.pop();
        let newest = newest.map_or(0, |at| at as u64);
        let snapshot = (newest > 0).then(|| rows::commit_key(handle, newest));
        let after = rows::past(handle, newest)?;
        self.organization(handle, snapshot, after, false).await
    }

    async fn whole(&self, handle: &Handle) -> Result<Option<StoredOrganization>, StorageError> {
        let all = rows::all_of(handle)?;
        self.organization(handle, Some(all.clone()), all, true)
            .await
    }

    async fn create(&self, organization: StoredOrganization) -> Result<(), StorageError> {
        let StoredOrganization {
            mut entry,
            log,
            blobs,
        } = organization;
        let handle = entry.handle.clone();
        entry.head = log.newest();
        let (key, row) = (rows::key(&handle), rows::from_entry(&entry)?);
        let secrets = steps::sealed_by_the_key(&blobs).into_iter();
        let secrets = secrets.chain(steps::add_blobs(&handle, &blobs));
        if log.size() <= LONG_LOG {
            let mut writes = vec![Step::Add(ORGANIZATIONS, key, row)];
            writes.extend(steps::of_log(&handle, &log));
            writes.extend(secrets);
            return self.write(Strict, &mut writes).await;
        }
        // Where somebody has the place, nothing of theirs is touched.
        self.take_place(&handle).await?;
        let mut end = vec![Step::Put(ORGANIZATIONS, key, row)];
        end.extend(secrets);
        let created = self.put_down(&handle, &log, end).await;
        if created.is_err() {
            // What cannot be removed here is swept away another day.
            let _ = self.give_up(&handle).await;
        }
        created
    }

    async fn append(&self, commit: NewCommit) -> Result<(), StorageError> {
        let handle = &commit.handle;
        // Whoever wrote last need not wait to read what they wrote.
        let own = self.after_commit.take().filter(|own| {
            own.entry.handle == *handle && own.entry.check_next(commit.sequence).is_ok()
        });
        if let Some(own) = own {
            let (mut writes, next) = steps::following(own.entry, &commit)?;
            let basis = Basis::Believed(handle, &own.row);
            let mut plan = |_| Ok(std::mem::take(&mut writes));
            match self.connection.change(Strict, basis, &mut plan).await {
                Ok(()) => {
                    self.after_commit.replace(Some(next));
                    return Ok(());
                }
                // Another tab's commit has this number.
                Err(StorageError::Conflict { head }) if head >= commit.sequence => {
                    return Err(StorageError::Conflict { head });
                }
                // Somebody else was there, and nothing was written: what they left decides.
                Err(
                    StorageError::Conflict { .. }
                    | StorageError::Exists
                    | StorageError::KeyChanged
                    | StorageError::NotFound,
                ) => {}
                Err(error) => return Err(error),
            }
        }
        let mut left = None;
        let mut plan = |stored: Option<OrganizationEntry>| {
            let stored = stored.ok_or(StorageError::NotFound)?;
            stored.check_next(commit.sequence)?;
            let (writes, next) = steps::following(stored, &commit)?;
            left = Some(next);
            Ok(writes)
        };
        let basis = Basis::Read(handle);
        self.connection.change(Strict, basis, &mut plan).await?;
        self.after_commit.replace(left);
        Ok(())
    }

    async fn read(&self, handle: &Handle, after: u64) -> Result<Stored, StorageError> {
        let after = rows::past(handle, after)?;
        let found = self.organization(handle, None, after, false).await?;
        found.map(|it| it.log).ok_or(StorageError::NotFound)
    }

    async fn fold(&self, handle: &Handle, folded: Folded) -> Result<(), StorageError> {
        let last = folded.last as f64;
        let kept = self.numbers(SNAPSHOTS, handle).await?;
        let before = kept.into_iter().rev().find(|at| *at < last);
        let mut plan = |stored: Option<OrganizationEntry>| {
            if stored.is_none_or(|stored| stored.head < folded.last) {
                return Err(StorageError::NotFound);
            }
            let mut writes = Vec::new();
            if folded.is_proved {
                let older = rows::before(handle, before.unwrap_or(last))?;
                writes.push(Step::Delete(SNAPSHOTS, older));
            }
            if folded.first <= folded.last {
                let rows = rows::between(handle, folded.first, folded.last)?;
                writes.push(Step::Delete(COMMITS, rows));
            }
            for (at, bytes) in &folded.log.chunks {
                let key = rows::commit_key(handle, *at);
                writes.push(Step::Add(CHUNKS, key, rows::bytes(bytes)));
            }
            for (at, bytes) in &folded.log.snapshots {
                let key = rows::commit_key(handle, *at);
                writes.push(Step::Put(SNAPSHOTS, key, rows::bytes(bytes)));
            }
            Ok(writes)
        };
        self.connection
            .change(Strict, Basis::Read(handle), &mut plan)
            .await
    }

    async fn blob(&self, handle: &Handle, id: &str) -> Result<Option<SealedBlob>, StorageError> {
        let key = rows::blob_key(handle, id);
        let found = self.found(BLOBS, key, Wanted::Both).await?;
        Ok(rows::blobs(&found).pop())
    }

    async fn blobs(&self, handle: &Handle) -> Result<Vec<SealedBlob>, StorageError> {
        let all = rows::all_of(handle)?;
        let found = self.found(BLOBS, all, Wanted::Both).await?;
        Ok(rows::blobs(&found))
    }

    async fn erase_blob(&self, handle: &Handle, id: &str) -> Result<(), StorageError> {
        let erase = || vec![Step::Delete(BLOBS, rows::blob_key(handle, id))];
        self.connection
            .change(Strict, Basis::Nothing, &mut |_| Ok(erase()))
            .await
    }

    async fn set_viewer(
        &self,
        handle: &Handle,
        viewer: Option<&str>,
        sees: &[WorkspaceEntry],
    ) -> Result<(), StorageError> {
        self.after_commit.take();
        let mut plan = |stored: Option<OrganizationEntry>| {
            let mut entry = stored.ok_or(StorageError::NotFound)?;
            entry.viewer = viewer.map(str::to_owned);
            entry.workspaces = sees.to_vec();
            Ok(vec![steps::put_entry(&entry)?])
        };
        self.connection
            .change(Strict, Basis::Read(handle), &mut plan)
            .await
    }

    async fn set_backup(&self, handle: &Handle, backup: Backup) -> Result<(), StorageError> {
        self.after_commit.take();
        let mut plan = |stored: Option<OrganizationEntry>| {
            let mut entry = stored.ok_or(StorageError::NotFound)?;
            entry.backup = Some(backup);
            Ok(vec![steps::put_entry(&entry)?])
        };
        self.connection
            .change(Strict, Basis::Read(handle), &mut plan)
            .await
    }

    async fn note_refusal(&self, handle: &Handle, note: &str) -> Result<(), StorageError> {
        let kept = self.numbers(REFUSALS, handle).await?;
        let too_many = (kept.len() + 1).checked_sub(MOST_REFUSALS);
        let keep_from = too_many.and_then(|many| kept.get(many)).copied();
        // Two within one millisecond must not take each other's place.
        let at = js_sys::Date::now() + js_sys::Math::random();
        let mut plan = |stored: Option<OrganizationEntry>| {
            stored.ok_or(StorageError::NotFound)?;
            let key = rows::numbered_key(handle, at);
            let mut writes = vec![Step::Put(REFUSALS, key, JsValue::from_str(note))];
            if let Some(at) = keep_from {
                writes.push(Step::Delete(REFUSALS, rows::before(handle, at)?));
            }
            Ok(writes)
        };
        self.connection
            .change(Relaxed, Basis::Read(handle), &mut plan)
            .await
    }

    async fn refusals(&self, handle: &Handle) -> Result<Vec<String>, StorageError> {
        let notes = self.rows(REFUSALS, rows::all_of(handle)?).await?;
        Ok(notes.iter().filter_map(JsValue::as_string).collect())
    }

    async fn remove(&self, handle: &Handle) -> Result<(), StorageError> {
        self.after_commit.take();
        self.write(Strict, &mut steps::removal(handle)?).await
    }

    async fn stored_key(&self) -> Result<Option<KeyRecord>, StorageError> {
        let rows = self.rows(KEYS, SEALING_KEY.into()).await?;
        rows.first().map(rows::key_record).transpose()
    }

    async fn key_record(&self) -> Result<KeyRecord, StorageError> {
        if let Some(record) = self.stored_key().await? {
            return Ok(record);
        }
        let made = KeyRecord::first().await?;
        let row = rows::from_key_record(&made);
        let add = || vec![Step::Add(KEYS, SEALING_KEY.into(), row.clone())];
        match self
            .connection
            .change(Strict, Basis::Nothing, &mut |_| Ok(add()))
            .await
        {
            Ok(()) => Ok(made),
            // Another tab made one in the meantime; whichever was added first is the key.
            Err(StorageError::Exists) => self.stored_key().await?.ok_or(StorageError::Unsealable),
            Err(error) => Err(error),
        }
    }

    async fn reseal(
        &self,
        from: &str,
        record: KeyRecord,
        blobs: Vec<(Handle, SealedBlob)>,
    ) -> Result<(), StorageError> {
        let places = keys::places_of(blobs.iter().map(|(handle, blob)| (handle, blob)));
        let is_from = steps::is_key(from.to_owned());
        let are_these: Judge = Box::new(move |found| {
            let mut there: Vec<_> = found.keys.iter().map(rows::place_of_secret).collect();
            there.sort();
            if there == places {
                Ok(())
            } else {
                Err(StorageError::KeyChanged)
            }
        });
        let mut writes = vec![
            Step::Check(KEYS, SEALING_KEY.into(), is_from),
            Step::Check(BLOBS, JsValue::UNDEFINED, are_these),
            Step::Put(KEYS, SEALING_KEY.into(), rows::from_key_record(&record)),
        ];
        // What nobody could open was not sealed anew, and its row stays as it is.
        let anew = blobs.iter().filter(|(_, blob)| blob.key == record.id);
        writes.extend(anew.map(|(handle, blob)| {
            let key = rows::blob_key(handle, &blob.id);
            Step::Put(BLOBS, key, rows::from_blob(blob))
        }));
        self.write(Strict, &mut writes).await
    }

    fn watch(&self, on_lost: OnLost) {
        self.connection.watch(on_lost);
    }
}

/// How many rows go into one transaction while they are put down.
const ROWS_AT_ONCE: usize = 64;

/// Who puts down a log does so many times a second; a place that was not touched for ten minutes is nobody's. Should its
/// tab only have been frozen, it finds the place taken away, and puts nothing more there.
const LOST_AFTER_MS: u64 = 600_000;

fn now_ms() -> u64 {
    js_sys::Date::now() as u64
}
