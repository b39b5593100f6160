//! Storage that is refused, full or taken away, and the memory that takes over.
use crate::conformance::rows;
use crate::devices::database;
use crate::disks::{Filling, Vanished};
use crate::samples::{Without, blob, commit, handle, organization};
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use planisphere::storage::{
    Backup, Fallback, Folded, Handle, IndexedDb, KeyRecord, NewCommit, SCHEMA, Sealer, Storage,
    StorageError, StorageMode,
};
use planisphere_journal::Stored;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

fn read_only(reason: StorageError) -> StorageMode {
    StorageMode::ReadOnly { reason }
}

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
    let key = storage.key_record().await.unwrap();
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
    let whole = storage.whole(&handle).await.unwrap().unwrap();
    let frames: Vec<_> = whole.log.commits.values().cloned().collect();
    assert_eq!(frames.len(), 8);
    assert_eq!(
        frames[5..],
        [b"six".to_vec(), b"seven".to_vec(), b"eight".to_vec()]
    );
    assert_eq!(whole.blobs, vec![blob("one"), blob("two")]);
    assert_eq!(
        (whole.entry.head, whole.entry.viewer.as_deref()),
        (8, Some("me"))
    );
    assert_eq!(storage.organizations().await.unwrap(), vec![whole.entry]);
    assert_eq!(storage.key_record().await.unwrap(), key);
    let conflict = Err(StorageError::Conflict { head: 8 });
    assert_eq!(storage.append(commit(&handle, 8, "again")).await, conflict);

    // What reached the disk stayed there, whole.
    let disk = IndexedDb::open(&name).await.unwrap();
    let on_disk = disk.load(&handle).await.unwrap().unwrap();
    assert_eq!((on_disk.log.commits.len(), on_disk.entry.head), (6, 6));
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
    assert_eq!(rows(&storage, &unopened, 2).await, vec![b"three".to_vec()]);
    assert_eq!(storage.blobs(&unopened).await.unwrap(), vec![blob("old")]);
    assert_eq!(names().await, ["New", "after three"]);
}

#[wasm_bindgen_test]
async fn what_was_only_measured_is_not_kept_in_memory() {
    let name = database();
    let (there, new) = (handle(), handle());
    let disk = IndexedDb::open(&name).await.unwrap();
    let mut stored = organization(&there, "There", 2);
    stored.blobs = vec![blob("one")];
    let bytes = stored.log.size();
    disk.create(stored).await.unwrap();

    let (storage, _) = Filling::with_room(&name, 0).await;
    assert_eq!(storage.measure(&there).await, Ok(Some((bytes, 1))));
    assert_eq!(storage.measure(&new).await, Ok(None));
    // What memory had would still be there when the disk has it no more.
    disk.remove(&there).await.unwrap();
    storage.create(organization(&new, "New", 1)).await.unwrap();
    assert_eq!(storage.mode(), memory(StorageError::Quota));
    assert_eq!(storage.whole(&there).await, Ok(None));
    let bytes = organization(&new, "New", 1).log.size();
    assert_eq!(storage.measure(&new).await, Ok(Some((bytes, 0))));
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
    assert_eq!(rows(&storage, &handle, 1).await, vec![b"theirs".to_vec()]);
    room.set(0);
    storage.append(commit(&handle, 3, "ours")).await.unwrap();
    let frames = rows(&storage, &handle, 1).await;
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

/// A disk with an Organization and its secret, as another tab left it.
async fn with_a_secret(name: &str) -> (IndexedDb, Handle) {
    let disk = IndexedDb::open(name).await.unwrap();
    let handle = handle();
    let sealer = Sealer::new(&disk).await.unwrap();
    let mut kept = organization(&handle, "Acme", 2);
    kept.blobs = vec![sealer.seal("id", b"secret".to_vec()).await.unwrap()];
    disk.create(kept).await.unwrap();
    (disk, handle)
}

#[wasm_bindgen_test]
async fn a_disk_that_fills_before_a_secret_was_opened_still_opens_them() {
    let name = database();
    let (_, handle) = with_a_secret(&name).await;
    let (storage, _) = Filling::with_room(&name, 0).await;
    storage.load(&handle).await.unwrap().unwrap();
    storage.append(commit(&handle, 3, "late")).await.unwrap();
    assert_eq!(storage.mode(), memory(StorageError::Quota));
    let whole = storage.whole(&handle).await.unwrap().unwrap();
    let sealer = Sealer::new(&storage).await.unwrap();
    assert_eq!(sealer.open(&whole.blobs[0]).await, Ok(b"secret".to_vec()));
}

#[wasm_bindgen_test]
async fn a_full_disk_under_a_passphrase_asks_for_it() {
    let name = database();
    let (disk, handle) = with_a_secret(&name).await;
    let from = disk.key_record().await.unwrap();
    let (record, sealer) = KeyRecord::of_passphrase("correct horse").await.unwrap();
    let anew = sealer.seal("id", b"secret".to_vec()).await.unwrap();
    let anew = vec![(handle.clone(), anew)];
    disk.reseal(from.id(), record, anew).await.unwrap();

    let (storage, _) = Filling::with_room(&name, 0).await;
    storage.append(commit(&handle, 3, "late")).await.unwrap();
    assert_eq!(
        Sealer::new(&storage).await.err(),
        Some(StorageError::Locked)
    );
    let key = storage.key_record().await.unwrap();
    let opener = key.unlock("correct horse").await.unwrap();
    let blob = storage.blob(&handle, "id").await.unwrap().unwrap();
    assert_eq!(opener.open(&blob).await, Ok(b"secret".to_vec()));
}

#[wasm_bindgen_test]
async fn a_disk_that_is_gone_leaves_the_key_with_the_secrets() {
    let name = database();
    let (disk, handle) = with_a_secret(&name).await;
    drop(disk);
    let storage = Fallback::open(&name).await;
    // As the proof after the first paint does.
    storage.whole(&handle).await.unwrap().unwrap();
    Database::delete_by_name(&name).unwrap().await.unwrap();
    assert_eq!(storage.mode(), memory(StorageError::Closed));
    let sealer = Sealer::new(&storage).await.unwrap();
    let blob = storage.blob(&handle, "id").await.unwrap().unwrap();
    assert_eq!(sealer.open(&blob).await, Ok(b"secret".to_vec()));
}

#[wasm_bindgen_test]
async fn nothing_is_acknowledged_that_a_newer_build_overtook() {
    let name = database();
    let (disk, kept) = with_a_secret(&name).await;
    let before = disk.whole(&kept).await.unwrap().unwrap();
    let gone = StorageError::VersionChanged;
    let refused = Err(gone.clone());
    // Each change in a tab of its own: the mode is as good as new until the disk answers in the middle of it.
    let tab = || async {
        let (storage, _) = Filling::until(&name, 0, gone.clone()).await;
        storage.load(&kept).await.unwrap().unwrap();
        assert_eq!(storage.mode(), StorageMode::Durable);
        storage
    };
    let another = organization(&handle(), "Beta", 1);
    assert_eq!(tab().await.create(another).await, refused);
    let late = commit(&kept, 3, "late");
    assert_eq!(tab().await.append(late).await, refused);
    let viewer = tab().await.set_viewer(&kept, None, &[]).await;
    assert_eq!(viewer, refused);
    let backup = Backup {
        at_ms: 1,
        head: 2,
        was_downloaded: true,
    };
    assert_eq!(tab().await.set_backup(&kept, backup).await, refused);
    let (record, _) = KeyRecord::of_passphrase("correct horse").await.unwrap();
    let resealed = tab().await.reseal("", record, Vec::new()).await;
    assert_eq!(resealed, refused);

    let storage = tab().await;
    assert_eq!(storage.append(commit(&kept, 3, "late")).await, refused);
    assert_eq!(storage.mode(), read_only(gone.clone()));
    let shown = storage.load(&kept).await.unwrap().unwrap();
    assert_eq!((shown.entry.head, shown.log.commits.len()), (2, 2));
    assert_eq!(disk.whole(&kept).await.unwrap().unwrap(), before);
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
    let newer = IndexedDb::open_version(&name, SCHEMA + 1).await.unwrap();
    let gone = StorageError::VersionChanged;
    assert_eq!(*heard.borrow(), vec![read_only(gone.clone())]);
    assert_eq!(rows(&newer, &handle, 0).await.len(), 3);

    // From then on it shows what it has and changes nothing: what it wrote would never reach the disk.
    let refused = Err(gone);
    let late = storage.append(commit(&handle, 4, "four")).await;
    assert_eq!(late, refused);
    assert_eq!(storage.remove(&handle).await, refused);
    assert_eq!(storage.set_viewer(&handle, None, &[]).await, refused);
    let another = organization(&crate::samples::handle(), "Beta", 1);
    assert_eq!(storage.create(another).await, refused);
    let whole = storage.whole(&handle).await.unwrap().unwrap();
    assert_eq!(
        (whole.log.commits.len(), whole.blobs),
        (3, vec![blob("one")])
    );
    assert_eq!(storage.organizations().await.unwrap().len(), 1);
    assert_eq!(rows(&newer, &handle, 0).await.len(), 3);

    // An older build cannot open it any more.
    let older = Fallback::open(&name).await;
    assert_eq!(older.mode(), read_only(StorageError::Newer));
    let created = older.create(organization(&handle, "Acme", 1)).await;
    assert_eq!(created, Err(StorageError::Newer));
}

#[wasm_bindgen_test]
async fn a_fold_that_finds_no_room_costs_nothing() {
    let name = database();
    let handle = handle();
    let (storage, _) = Filling::with_room(&name, 1).await;
    storage
        .create(organization(&handle, "Acme", 2))
        .await
        .unwrap();
    let mut log = Stored::default();
    log.chunks.insert(2, b"chunk".to_vec());
    let folded = Folded {
        log,
        first: 1,
        last: 2,
        is_proved: true,
    };
    let no_room = storage.fold(&handle, folded).await;
    assert_eq!(no_room, Err(StorageError::Quota));
    assert_eq!(storage.mode(), StorageMode::Durable);
    assert_eq!(rows(&storage, &handle, 0).await.len(), 2);
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
    assert_eq!(rows(&storage, &handle, 0).await.len(), 1);
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
    let opened = IndexedDb::open_version(&name, SCHEMA).await;
    assert_eq!(opened.err(), Some(StorageError::Blocked));
    stubborn.close();
    // The request that could not be taken back ends by itself and leaves the way free.
    let next = IndexedDb::open_version(&name, SCHEMA + 1).await;
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
    assert_eq!(rows(&storage, &handle, 0).await.len(), 3);
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
