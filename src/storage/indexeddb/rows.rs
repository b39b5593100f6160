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

/// All of them, as the first schema made them.
pub(super) const ALL: [&str; 4] = [ORGANIZATIONS, COMMITS, BLOBS, KEYS];

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

fn to_bytes(row: &JsValue) -> Result<Vec<u8>, StorageError> {
    row.dyn_ref::<Uint8Array>()
        .map(Uint8Array::to_vec)
        .ok_or(StorageError::Unreadable)
}

pub(super) fn frames(rows: &[JsValue]) -> Result<Vec<Vec<u8>>, StorageError> {
    rows.iter().map(to_bytes).collect()
}

pub(super) fn from_blob(blob: &SealedBlob) -> JsValue {
    let sealed = bytes(&[blob.iv.as_slice(), &blob.ciphertext].concat());
    Array::of2(&JsValue::from_str(&blob.id), &sealed).into()
}

pub(super) fn blobs(rows: &[JsValue]) -> Result<Vec<SealedBlob>, StorageError> {
    rows.iter()
        .map(|row| blob(row).ok_or(StorageError::Unreadable))
        .collect()
}

fn blob(row: &JsValue) -> Option<SealedBlob> {
    let row: &Array = row.dyn_ref()?;
    let sealed = to_bytes(&row.get(1)).ok()?;
    let (iv, ciphertext) = sealed.split_first_chunk::<IV_LENGTH>()?;
    Some(SealedBlob {
        id: row.get(0).as_string()?,
        iv: *iv,
        ciphertext: ciphertext.to_vec(),
    })
}
