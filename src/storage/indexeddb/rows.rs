//! The names, keys and values of rows, and nothing that touches the database.
//!
//! Commits and blobs have the key `[handle, sequence]` and `[handle, id]`, so all rows of one
//! Organization are one range.

use super::transaction::Found;
use crate::storage::keys::KeyKind;
use crate::storage::{
    DERIVATION, Derivation, Handle, KeyRecord, OrganizationEntry, SealedBlob, StorageError,
};
use indexed_db_futures::KeyRange;
use indexed_db_futures::primitive::TryToJs;
use js_sys::{Array, Uint8Array};
use std::collections::BTreeMap;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CryptoKey;

/// Summaries, by handle.
pub(super) const ORGANIZATIONS: &str = "organizations";
/// Encoded frames, by handle and sequence number.
pub(super) const COMMITS: &str = "commits";
/// Sealed secrets, by handle and id.
pub(super) const BLOBS: &str = "blobs";
/// The key of this device.
pub(super) const KEYS: &str = "keys";

/// Encoded chunks of the log, by handle and the sequence number of their last commit; since schema 2.
pub(super) const CHUNKS: &str = "chunks";
/// Encoded snapshots, by handle and the sequence number that they were taken after; since schema 2.
pub(super) const SNAPSHOTS: &str = "snapshots";
/// Notes of refused attempts, by handle and time; since schema 2.
pub(super) const REFUSALS: &str = "refusals";

/// The stores of the first schema.
pub(super) const OF_SCHEMA_1: [&str; 4] = [ORGANIZATIONS, COMMITS, BLOBS, KEYS];
/// What the second schema adds.
pub(super) const OF_SCHEMA_2: [&str; 3] = [CHUNKS, SNAPSHOTS, REFUSALS];
/// What stands under the handle of an Organization.
pub(super) const OF_ORGANIZATION: [&str; 5] = [COMMITS, BLOBS, CHUNKS, SNAPSHOTS, REFUSALS];
/// Every store.
pub(super) const ALL: [&str; 7] = [
    ORGANIZATIONS,
    COMMITS,
    BLOBS,
    KEYS,
    CHUNKS,
    SNAPSHOTS,
    REFUSALS,
];

const IV_LENGTH: usize = 12;

pub(super) fn key(handle: &Handle) -> JsValue {
    JsValue::from_str(handle.as_str())
}

/// The key of a row that goes by a number: a commit, a chunk, a snapshot.
pub(super) fn numbered_key(handle: &Handle, number: f64) -> JsValue {
    pair(handle, JsValue::from_f64(number))
}

pub(super) fn commit_key(handle: &Handle, sequence: u64) -> JsValue {
    numbered_key(handle, sequence as f64)
}

pub(super) fn blob_key(handle: &Handle, id: &str) -> JsValue {
    pair(handle, JsValue::from_str(id))
}

/// All rows of one Organization. In the order of keys an array comes after every number and string.
pub(super) fn all_of(handle: &Handle) -> indexed_db_futures::Result<JsValue> {
    let first = Array::of1(&key(handle)).into();
    KeyRange::Bound(first, false, pair(handle, Array::new().into()), false).try_into_js()
}

/// The rows with a number past this one.
pub(super) fn past(handle: &Handle, sequence: u64) -> indexed_db_futures::Result<JsValue> {
    let first = commit_key(handle, sequence);
    KeyRange::Bound(first, true, pair(handle, Array::new().into()), false).try_into_js()
}

/// The rows with a number before this one.
pub(super) fn before(handle: &Handle, number: f64) -> indexed_db_futures::Result<JsValue> {
    let first = Array::of1(&key(handle)).into();
    KeyRange::Bound(first, false, numbered_key(handle, number), true).try_into_js()
}

/// The rows with these numbers.
pub(super) fn between(
    handle: &Handle,
    first: u64,
    last: u64,
) -> indexed_db_futures::Result<JsValue> {
    let (first, last) = (commit_key(handle, first), commit_key(handle, last));
    KeyRange::Bound(first, false, last, false).try_into_js()
}

/// The number in the key of a row; zero where it has none.
pub(super) fn number(key: &JsValue) -> f64 {
    let key: Option<&Array> = key.dyn_ref();
    key.and_then(|key| key.get(1).as_f64()).unwrap_or_default()
}

/// Rows by the numbers of their keys. A row that is no bytes stands as none, which nothing can be read from.
pub(super) fn numbered(found: Found) -> BTreeMap<u64, Vec<u8>> {
    let rows = found.keys.iter().zip(&found.rows);
    rows.map(|(key, row)| (number(key) as u64, to_bytes(row).unwrap_or_default()))
        .collect()
}

fn pair(handle: &Handle, second: JsValue) -> JsValue {
    Array::of2(&key(handle), &second).into()
}

pub(super) fn from_entry(entry: &OrganizationEntry) -> Result<JsValue, StorageError> {
    let text = serde_json::to_string(entry).map_err(|_| StorageError::Unreadable)?;
    Ok(JsValue::from_str(&text))
}

/// How a row begins that keeps a place for an Organization whose log is still being put down; when that began follows.
const ARRIVING: &str = "arriving ";

/// Keeps the place of an Organization until its log is there; the time is in milliseconds since 1970.
pub(super) fn arriving(now: u64) -> JsValue {
    JsValue::from_str(&format!("{ARRIVING}{now}"))
}

/// Since when the log has been on its way; `None` where the row is a summary.
pub(super) fn arriving_since(row: &JsValue) -> Option<u64> {
    // Whole numbers: reading any other brings 11 KB into the first load.
    let text = row.as_string()?;
    Some(text.strip_prefix(ARRIVING)?.parse().unwrap_or_default())
}

/// The handle in the key of a summary.
pub(super) fn handle(key: &JsValue) -> Option<Handle> {
    Handle::parse(&key.as_string()?)
}

/// The handle and the id in the key of a secret.
pub(super) fn place_of_secret(key: &JsValue) -> (String, String) {
    let key: Option<&Array> = key.dyn_ref();
    let part = |at| key.and_then(|key| key.get(at).as_string());
    (part(0).unwrap_or_default(), part(1).unwrap_or_default())
}

pub(super) fn entry(row: &JsValue) -> Result<OrganizationEntry, StorageError> {
    row.as_string()
        .and_then(|text| serde_json::from_str(&text).ok())
        .ok_or(StorageError::Unreadable)
}

pub(super) fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

fn to_bytes(row: &JsValue) -> Result<Vec<u8>, StorageError> {
    row.dyn_ref::<Uint8Array>()
        .map(Uint8Array::to_vec)
        .ok_or(StorageError::Unreadable)
}

pub(super) fn from_blob(blob: &SealedBlob) -> JsValue {
    let sealed = bytes(&[blob.iv.as_slice(), &blob.ciphertext].concat());
    let row = Array::of2(&JsValue::from_str(&blob.id), &sealed);
    // The form of the first schema, for the first key.
    if !blob.key.is_empty() {
        row.push(&JsValue::from_str(&blob.key));
    }
    row.into()
}

/// Secrets by their keys. A row that is none stands as one that nobody can open, under the id in its key: it keeps
/// nobody from the log and the other secrets.
pub(super) fn blobs(found: &Found) -> Vec<SealedBlob> {
    let rows = found.keys.iter().zip(&found.rows);
    rows.map(|(key, row)| blob(row).unwrap_or_else(|| no_blob(place_of_secret(key).1)))
        .collect()
}

const fn no_blob(id: String) -> SealedBlob {
    SealedBlob {
        id,
        key: String::new(),
        iv: [0; IV_LENGTH],
        ciphertext: Vec::new(),
    }
}

fn blob(row: &JsValue) -> Option<SealedBlob> {
    let row: &Array = row.dyn_ref()?;
    let sealed = to_bytes(&row.get(1)).ok()?;
    let (iv, ciphertext) = sealed.split_first_chunk::<IV_LENGTH>()?;
    Some(SealedBlob {
        id: row.get(0).as_string()?,
        key: row.get(2).as_string().unwrap_or_default(),
        iv: *iv,
        ciphertext: ciphertext.to_vec(),
    })
}

/// The first key of a device as the first schema had it; any other with its name, and a passphrase's with what makes it.
pub(super) fn from_key_record(record: &KeyRecord) -> JsValue {
    let id = JsValue::from_str(&record.id);
    match &record.kind {
        KeyKind::Device(key) if record.id.is_empty() => key.clone().into(),
        KeyKind::Device(key) => Array::of2(&id, key).into(),
        KeyKind::Passphrase { derivation, check } => Array::of4(
            &id,
            &JsValue::from_f64(f64::from(derivation.rounds)),
            &bytes(&derivation.salt),
            &from_blob(check),
        )
        .into(),
    }
}

pub(super) fn key_record(row: &JsValue) -> Result<KeyRecord, StorageError> {
    read_key_record(row).ok_or(StorageError::Unsealable)
}

fn read_key_record(row: &JsValue) -> Option<KeyRecord> {
    if let Some(key) = row.dyn_ref::<CryptoKey>() {
        return Some(KeyRecord {
            id: String::new(),
            kind: KeyKind::Device(key.clone()),
        });
    }
    let row: &Array = row.dyn_ref()?;
    let id = row.get(0).as_string()?;
    if let Ok(key) = row.get(1).dyn_into::<CryptoKey>() {
        let kind = KeyKind::Device(key);
        return Some(KeyRecord { id, kind });
    }
    let rounds = row.get(1).as_f64()? as u32;
    let derivation = Derivation::known(DERIVATION, rounds, to_bytes(&row.get(2)).ok()?)?;
    let check = blob(&row.get(3))?;
    let kind = KeyKind::Passphrase { derivation, check };
    Some(KeyRecord { id, kind })
}
