//! What `cargo xtask bench storage` measures beside the write of one command: a whole Organization taken in, its log alone
//! put down, and what it is in plain text, for others to store and to read.

use std::cell::RefCell;

use leptos::prelude::*;
use planisphere::replica::Sample;
use planisphere::storage::{DATABASE, Handle, IndexedDb, Storage, StoredOrganization};
use planisphere_journal::{Frame, Head};
use wasm_bindgen::prelude::*;

use super::replica;

thread_local! {
    static STORAGE: RefCell<Option<IndexedDb>> = const { RefCell::new(None) };
    static PREPARED: RefCell<Option<StoredOrganization>> = const { RefCell::new(None) };
}

/// Takes in the large sample from its file: fetched, unpacked, proved, replayed, put down. Resolves with its key on this
/// device.
#[wasm_bindgen]
pub async fn take_sample() -> Result<String, String> {
    let replica = replica()?;
    let sample = Sample::ALL.iter().find(|sample| sample.file == "large");
    let sample = *sample.ok_or("there is no large sample")?;
    let taken = replica.open_sample(sample).await;
    let entry = taken.map_err(|failure| failure.sentence())?;
    Ok(entry.handle.to_string())
}

/// Removes every Organization from this device.
#[wasm_bindgen]
pub async fn remove_all() -> Result<(), String> {
    let replica = replica()?;
    for entry in replica.organizations().get_untracked().unwrap_or_default() {
        let removed = replica.remove_organization(entry.handle).await;
        removed.map_err(|failure| failure.sentence())?;
    }
    Ok(())
}

/// Reads the Organization that is open into memory, to be put down again.
#[wasm_bindgen]
pub async fn prepare() -> Result<(), String> {
    let handle = replica()?.read_untracked(|opened| opened.handle.clone());
    let handle = handle.ok_or("no Organization is open")?;
    let storage = IndexedDb::open(DATABASE).await.map_err(told)?;
    let whole = storage.whole(&handle).await.map_err(told)?;
    PREPARED.set(whole);
    STORAGE.set(Some(storage));
    Ok(())
}

/// Puts down what was prepared, under another handle; what comes back removes it again.
#[wasm_bindgen]
pub async fn put_down() -> Result<String, String> {
    put(|_| {}).await
}

/// The same after a change.
pub async fn put(change: impl FnOnce(&mut StoredOrganization)) -> Result<String, String> {
    let mut copy = PREPARED
        .with_borrow(Clone::clone)
        .ok_or("nothing is prepared")?;
    let handle = Handle::random().map_err(told)?;
    copy.entry.handle = handle.clone();
    change(&mut copy);
    let storage = STORAGE.take().ok_or("nothing is prepared")?;
    let created = storage.create(copy).await;
    STORAGE.set(Some(storage));
    created.map_err(told)?;
    Ok(handle.to_string())
}

/// Every commit of what was prepared.
pub fn prepared_frames() -> Result<Vec<Frame>, String> {
    PREPARED.with_borrow(|prepared| {
        let prepared = prepared.as_ref().ok_or("nothing is prepared")?;
        let (frames, fault) = prepared.log.follow(Head::genesis(), prepared.entry.head);
        fault.map_or(Ok(frames), |fault| Err(told(fault)))
    })
}

/// Removes what was put down.
#[wasm_bindgen]
pub async fn take_away(handle: String) -> Result<(), String> {
    let handle = Handle::parse(&handle).ok_or("that is no handle")?;
    let storage = STORAGE.take().ok_or("nothing is prepared")?;
    let removed = storage.remove(&handle).await;
    STORAGE.set(Some(storage));
    removed.map_err(told)
}

/// The open Organization as plain JSON.
#[wasm_bindgen]
pub fn plain() -> Result<String, String> {
    let records = replica()?.read_untracked(|opened| opened.state.records());
    let records = records.ok_or("no Organization is open")?;
    serde_json::to_string(&records).map_err(told)
}

/// Its Deployments, the same way, as one list.
#[wasm_bindgen]
pub fn deployments() -> Result<String, String> {
    let list = replica()?.read_untracked(|opened| {
        let deployments: Vec<_> = opened.state.deployments().collect();
        serde_json::to_string(&deployments)
    });
    list.ok_or("no Organization is open")?.map_err(told)
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}
