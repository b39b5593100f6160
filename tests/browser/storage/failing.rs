//! Storage that is refused, full or taken away, and the memory that takes over.
use crate::devices::database;
use crate::disks::{Filling, Vanished};
use crate::samples::{Without, blob, commit, handle, organization};
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use planisphere::storage::{
    Fallback, IndexedDb, NewCommit, Sealer, Storage, StorageError, StorageMode,
};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

fn memory(reason: StorageError) -> StorageMode {
    StorageMode::Memory { reason }
}

/// Collects what a fallback says about its mode.
fn heard<D: Storage>(storage: &Fallback<D>) -> Rc<RefCell<Vec<StorageMode>>> {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let ear = Rc::clone(&heard);
    storage.on_mode(move |mode| ear.borrow_mut().push(mode));
    heard
}

#[wasm_bindgen_test]
async fn a_full_disk_loses_nothing_of_this_tab() {
    let name = database();
    let handle = handle();
    let (storage, _) = Filling::with_room(&name, 3).await;
    let heard = heard(&storage);
    let key = storage.sealing_key().await.unwrap();
    storage
        .create(organization(&handle, "Acme", 5))
        .await
        .unwrap();
    let secret = NewCommit {
        blobs: vec![blob("one")],
        ..commit(&handle, 6, "six")
    };
    storage.append(secret).await.unwrap();
    assert_eq!(storage.mode(), StorageMode::Durable);
    assert!(heard.borrow().is_empty());

    let late = NewCommit {
        blobs: vec![blob("two")],
        ..commit(&handle, 7, "seven")
    };
    storage.append(late).await.unwrap();
    storage.append(commit(&handle, 8, "eight")).await.unwrap();
    storage.set_viewer(&handle, Some("me"), &[]).await.unwrap();

    assert_eq!(*heard.borrow(), vec![memory(StorageError::Quota)]);
    assert_eq!(storage.mode(), memory(StorageError::Quota));
    let whole = storage.load(&handle).await.unwrap().unwrap();
    assert_eq!(whole.frames.len(), 8);
    assert_eq!(
        whole.frames[5..],
        [b"six".to_vec(), b"seven".to_vec(), b"eight".to_vec()]
    );
    assert_eq!(whole.blobs, vec![blob("one"), blob("two")]);
    assert_eq!(
        (whole.entry.head, whole.entry.viewer.as_deref()),
        (8, Some("me"))
    );
    assert_eq!(storage.organizations().await.unwrap(), vec![whole.entry]);
    assert_eq!(storage.sealing_key().await.unwrap(), key);
    let conflict = Err(StorageError::Conflict { head: 8 });
    assert_eq!(storage.append(commit(&handle, 8, "again")).await, conflict);

    // What reached the disk stayed there, whole.
    let disk = IndexedDb::open(&name).await.unwrap();
    let on_disk = disk.load(&handle).await.unwrap().unwrap();
    assert_eq!((on_disk.frames.len(), on_disk.entry.head), (6, 6));
}

#[wasm_bindgen_test]
async fn a_full_disk_still_shows_and_takes_over_what_was_not_opened() {
    let name = database();
    let (unopened, removed, new) = (handle(), handle(), handle());
    let disk = IndexedDb::open(&name).await.unwrap();
    let mut there = organization(&unopened, "There", 2);
    there.blobs = vec![blob("old")];
    disk.create(there).await.unwrap();
    disk.create(organization(&removed, "Removed", 2))
        .await
        .unwrap();

    let (storage, _) = Filling::with_room(&name, 0).await;
    storage.create(organization(&new, "New", 1)).await.unwrap();
    assert_eq!(storage.mode(), memory(StorageError::Quota));
    storage.remove(&removed).await.unwrap();
    assert_eq!(disk.load(&removed).await, Ok(None));
    let names = || async {
        let entries = storage.organizations().await.unwrap();
        let mut names: Vec<_> = entries.into_iter().map(|entry| entry.name).collect();
        names.sort();
        names
    };
    assert_eq!(names().await, ["New", "There"]);
    storage.append(commit(&unopened, 3, "three")).await.unwrap();
    assert_eq!(
        storage.read(&unopened, 2).await.unwrap(),
        vec![b"three".to_vec()]
    );
    assert_eq!(storage.blobs(&unopened).await.unwrap(), vec![blob("old")]);
    assert_eq!(names().await, ["New", "after three"]);
}

#[wasm_bindgen_test]
async fn a_commit_of_another_tab_is_known_when_the_disk_fails() {
    let name = database();
    let handle = handle();
    let (storage, room) = Filling::with_room(&name, 10).await;
    storage
        .create(organization(&handle, "Acme", 1))
        .await
        .unwrap();
    let other = IndexedDb::open(&name).await.unwrap();
    other.append(commit(&handle, 2, "theirs")).await.unwrap();
    let conflict = Err(StorageError::Conflict { head: 2 });
    assert_eq!(storage.append(commit(&handle, 2, "ours")).await, conflict);
    assert_eq!(
        storage.read(&handle, 1).await.unwrap(),
        vec![b"theirs".to_vec()]
    );
    room.set(0);
    storage.append(commit(&handle, 3, "ours")).await.unwrap();
    let frames = storage.read(&handle, 1).await.unwrap();
    assert_eq!(frames, vec![b"theirs".to_vec(), b"ours".to_vec()]);
}

#[wasm_bindgen_test]
async fn a_disk_without_room_for_the_key_seals_in_memory() {
    let (storage, _) = Filling::with_room(&database(), 0).await;
    let sealer = Sealer::new(&storage).await.unwrap();
    assert_eq!(storage.mode(), memory(StorageError::Quota));
    let sealed = sealer.seal("id", b"secret".to_vec()).await.unwrap();
    let again = Sealer::new(&storage).await.unwrap();
    assert_eq!(again.open(&sealed).await, Ok(b"secret".to_vec()));
}

#[wasm_bindgen_test]
async fn a_newer_build_takes_the_database_and_the_tab_goes_on() {
    let name = database();
    let handle = handle();
    let storage = Fallback::open(&name).await;
    let heard = heard(&storage);
    storage
        .create(organization(&handle, "Acme", 2))
        .await
        .unwrap();
    let secret = NewCommit {
        blobs: vec![blob("one")],
        ..commit(&handle, 3, "three")
    };
    storage.append(secret).await.unwrap();

    // It opens at once, because this tab gives way, and finds everything.
    let newer = IndexedDb::open_version(&name, 2).await.unwrap();
    assert_eq!(*heard.borrow(), vec![memory(StorageError::VersionChanged)]);
    assert_eq!(newer.load(&handle).await.unwrap().unwrap().frames.len(), 3);

    storage.append(commit(&handle, 4, "four")).await.unwrap();
    let whole = storage.load(&handle).await.unwrap().unwrap();
    assert_eq!((whole.frames.len(), whole.blobs), (4, vec![blob("one")]));
    assert_eq!(storage.organizations().await.unwrap().len(), 1);
    storage.remove(&handle).await.unwrap();
    assert_eq!(storage.organizations().await, Ok(vec![]));

    // From then on an older build cannot open it.
    let older = Fallback::open(&name).await;
    assert_eq!(older.mode(), memory(StorageError::Newer));
    older
        .create(organization(&handle, "Acme", 1))
        .await
        .unwrap();
    assert_eq!(older.read(&handle, 0).await.unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn a_database_that_is_deleted_counts_as_closed() {
    let name = database();
    let handle = handle();
    let storage = IndexedDb::open(&name).await.unwrap();
    storage
        .create(organization(&handle, "Acme", 1))
        .await
        .unwrap();
    Database::delete_by_name(&name).unwrap().await.unwrap();
    assert_eq!(storage.organizations().await, Err(StorageError::Closed));
    assert_eq!(
        storage.append(commit(&handle, 2, "x")).await,
        Err(StorageError::Closed)
    );
    assert_eq!(storage.remove(&handle).await, Err(StorageError::Closed));
}

#[wasm_bindgen_test]
async fn removing_from_a_disk_that_just_went_says_so() {
    let name = database();
    let handle = handle();
    let storage = Fallback::over(Ok(Vanished(IndexedDb::open(&name).await.unwrap())));
    storage
        .create(organization(&handle, "Acme", 1))
        .await
        .unwrap();
    assert_eq!(storage.remove(&handle).await, Err(StorageError::Closed));
    assert_eq!(storage.mode(), memory(StorageError::Closed));
    assert_eq!(storage.read(&handle, 0).await.unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn a_tab_that_holds_an_older_schema_is_reported() {
    let name = database();
    // Opened past our own code, so that it does not give way.
    let stubborn = Database::open(&name)
        .with_version(1u32)
        .build()
        .unwrap()
        .await
        .unwrap();
    let opened = IndexedDb::open_version(&name, 2).await;
    assert_eq!(opened.err(), Some(StorageError::Blocked));
    stubborn.close();
    // The request that could not be taken back ends by itself and leaves the way free.
    let next = IndexedDb::open_version(&name, 3).await;
    assert!(next.is_ok());
}

#[wasm_bindgen_test]
async fn a_browser_without_indexeddb_starts_in_memory() {
    let window = web_sys::window().unwrap();
    let without = Without::property(window.unchecked_ref(), "indexedDB");
    let storage = Fallback::open(&database()).await;
    drop(without);
    assert_eq!(storage.mode(), memory(StorageError::Unavailable));
    let handle = handle();
    storage
        .create(organization(&handle, "Acme", 2))
        .await
        .unwrap();
    storage.append(commit(&handle, 3, "three")).await.unwrap();
    assert_eq!(storage.read(&handle, 0).await.unwrap().len(), 3);
    let sealer = Sealer::new(&storage).await.unwrap();
    let sealed = sealer.seal("id", b"secret".to_vec()).await.unwrap();
    assert_eq!(sealer.open(&sealed).await, Ok(b"secret".to_vec()));
}

#[wasm_bindgen_test]
async fn a_page_without_webcrypto_says_so() {
    let crypto = web_sys::window().unwrap().crypto().unwrap();
    let without = Without::property(crypto.unchecked_ref(), "subtle");
    let storage = Fallback::open(&database()).await;
    let sealer = Sealer::new(&storage).await;
    drop(without);
    assert_eq!(sealer.err(), Some(StorageError::NoCrypto));
    assert_eq!(storage.mode(), StorageMode::Durable);
}
