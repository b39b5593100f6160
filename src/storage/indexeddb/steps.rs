//! The writes that one intention is made of.

use super::rows::{self, BLOBS, CHUNKS, COMMITS, KEYS, OF_ORGANIZATION, ORGANIZATIONS, SNAPSHOTS};
use super::transaction::{Judge, Step};
use crate::storage::{Handle, NewCommit, OrganizationEntry, SealedBlob, StorageError};
use planisphere_journal::Stored;
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;

/// Under which the key of this device is kept.
pub(super) const SEALING_KEY: &str = "sealing";

/// A summary, and the row that holds it.
pub(super) struct Summary {
    pub(super) entry: OrganizationEntry,
    pub(super) row: JsValue,
}

/// That the key of this device is this one. Where there is none yet, nobody could have sealed by another.
pub(super) fn is_key(id: String) -> Judge {
    Box::new(
        move |found| match found.rows.first().map(rows::key_record) {
            Some(record) if record.as_ref().is_ok_and(|record| record.id() != id) => {
                Err(StorageError::KeyChanged)
            }
            Some(record) => record.map(|_| ()),
            None => Ok(()),
        },
    )
}

/// That secrets are sealed by the key of this device as it is when they are added.
pub(super) fn sealed_by_the_key(blobs: &[SealedBlob]) -> Option<Step> {
    let key = blobs.first()?.key.clone();
    Some(Step::Check(KEYS, SEALING_KEY.into(), is_key(key)))
}

/// The rows of a log, each under the number of its key.
pub(super) fn of_log<'a>(handle: &'a Handle, log: &'a Stored) -> impl Iterator<Item = Step> + 'a {
    let of = move |store: &'static str, rows: &'a BTreeMap<u64, Vec<u8>>| {
        rows.iter().map(move |(at, bytes)| {
            Step::Add(store, rows::commit_key(handle, *at), rows::bytes(bytes))
        })
    };
    let snapshots = of(SNAPSHOTS, &log.snapshots);
    let chunks = of(CHUNKS, &log.chunks);
    snapshots.chain(chunks).chain(of(COMMITS, &log.commits))
}

/// That the log which is put down in this place is still not known, and nobody took its rows away.
pub(super) fn still_arriving(handle: &Handle) -> Step {
    let judge: Judge = Box::new(|found| {
        let row = found.rows.first().and_then(rows::arriving_since);
        row.map(|_| ()).ok_or(StorageError::NotFound)
    });
    Step::Check(ORGANIZATIONS, rows::key(handle), judge)
}

/// Takes away all that stands under a handle.
pub(super) fn removal(handle: &Handle) -> Result<Vec<Step>, StorageError> {
    let mut steps = vec![Step::Delete(ORGANIZATIONS, rows::key(handle))];
    for store in OF_ORGANIZATION {
        steps.push(Step::Delete(store, rows::all_of(handle)?));
    }
    Ok(steps)
}

/// The steps of a commit after a summary, and the summary that they leave.
pub(super) fn following(
    stored: OrganizationEntry,
    commit: &NewCommit,
) -> Result<(Vec<Step>, Summary), StorageError> {
    let handle = &commit.handle;
    let key = rows::commit_key(handle, commit.sequence);
    let mut steps = vec![Step::Add(COMMITS, key, rows::bytes(&commit.frame))];
    steps.extend(sealed_by_the_key(&commit.blobs));
    steps.extend(add_blobs(handle, &commit.blobs));
    let erase = |id| Step::Delete(BLOBS, rows::blob_key(handle, id));
    steps.extend(commit.erased.iter().map(|id| erase(id)));
    let entry = stored.succeeded_by(commit.entry.clone(), commit.sequence);
    let row = rows::from_entry(&entry)?;
    steps.push(Step::Put(ORGANIZATIONS, rows::key(handle), row.clone()));
    Ok((steps, Summary { entry, row }))
}

/// Puts a summary in the place of whatever is there.
pub(super) fn put_entry(entry: &OrganizationEntry) -> Result<Step, StorageError> {
    let key = rows::key(&entry.handle);
    Ok(Step::Put(ORGANIZATIONS, key, rows::from_entry(entry)?))
}

/// Adds secrets, each under its own id.
pub(super) fn add_blobs(handle: &Handle, blobs: &[SealedBlob]) -> impl Iterator<Item = Step> {
    blobs.iter().map(move |blob| {
        let key = rows::blob_key(handle, &blob.id);
        Step::Add(BLOBS, key, rows::from_blob(blob))
    })
}
