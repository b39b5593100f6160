//! The names, keys and values of rows, and nothing that touches the database.
//!
//! Commits and blobs have the key `[handle, sequence]` and `[handle, id]`, so all rows of one
//! Organization are one range.

use crate::storage::{Handle, OrganizationEntry, SealedBlob, StorageError};
use indexed_db_futures::KeyRange;
use indexed_db_futures::primitive::TryToJs;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// Summaries, by handle.
pub(super) const ORGANIZATIONS: &str = "organizations";
/// Encoded frames, by handle and sequence number.
pub(super) const COMMITS: &str = "commits";
/// Sealed secrets, by handle and id.
pub(super) const BLOBS: &str = "blobs";
/// The key of this device.
pub(super) const KEYS: &str = "keys";

const IV_LENGTH: usize = 12;

pub(super) fn key(handle: &Handle) -> JsValue {
    JsValue::from_str(handle.as_str())
}

pub(super) fn commit_key(handle: &Handle, sequence: u64) -> JsValue {
    pair(handle, JsValue::from_f64(sequence as f64))
}

pub(super) fn blob_key(handle: &Handle, id: &str) -> JsValue {
    pair(handle, JsValue::from_str(id))
}

/// All rows of one Organization. In the order of keys an array comes after every number and string.
pub(super) fn all_of(handle: &Handle) -> indexed_db_futures::Result<JsValue> {
    let first = Array::of1(&key(handle)).into();
    KeyRange::Bound(first, false, pair(handle, Array::new().into()), false).try_into_js()
}

pub(super) fn commits_after(handle: &Handle, sequence: u64) -> indexed_db_futures::Result<JsValue> {
    let first = commit_key(handle, sequence);
    KeyRange::Bound(first, true, pair(handle, Array::new().into()), false).try_into_js()
}

fn pair(handle: &Handle, second: JsValue) -> JsValue {
    Array::of2(&key(handle), &second).into()
}

/// The id in the key of a blob.
pub(super) fn blob_id(key: JsValue) -> Result<String, StorageError> {
    let pair: Array = key.dyn_into().map_err(|_| StorageError::Unreadable)?;
    pair.get(1).as_string().ok_or(StorageError::Unreadable)
}

pub(super) fn from_entry(entry: &OrganizationEntry) -> Result<JsValue, StorageError> {
    let text = serde_json::to_string(entry).map_err(|_| StorageError::Unreadable)?;
    Ok(JsValue::from_str(&text))
}

pub(super) fn entry(row: &JsValue) -> Result<OrganizationEntry, StorageError> {
    row.as_string()
        .and_then(|text| serde_json::from_str(&text).ok())
        .ok_or(StorageError::Unreadable)
}

pub(super) fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

pub(super) fn to_bytes(row: &JsValue) -> Result<Vec<u8>, StorageError> {
    row.dyn_ref::<Uint8Array>()
        .map(Uint8Array::to_vec)
        .ok_or(StorageError::Unreadable)
}

pub(super) fn from_blob(blob: &SealedBlob) -> JsValue {
    bytes(&[blob.iv.as_slice(), &blob.ciphertext].concat())
}

pub(super) fn blob(id: String, row: &JsValue) -> Result<SealedBlob, StorageError> {
    let row = to_bytes(row)?;
    let (iv, ciphertext) = row
        .split_first_chunk::<IV_LENGTH>()
        .ok_or(StorageError::Unreadable)?;
    Ok(SealedBlob {
        id,
        iv: *iv,
        ciphertext: ciphertext.to_vec(),
    })
}
