//! Rows of IndexedDB that are not as they were written, and logs that never arrived whole: what stays usable, and what is
//! taken away.
use crate::conformance::long;
use crate::devices::database;
use crate::samples::{blob, both, commit, handle, organization};
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::TransactionMode;
use js_sys::Array;
use planisphere::storage::{Handle, IndexedDb, KeyRecord, SCHEMA, Sealer, Storage, StorageError};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Puts a row past our own code.
async fn put(name: &str, store: &str, key: JsValue, row: JsValue) {
    let database = Database::open(name)
        .with_version(SCHEMA)
        .build()
        .unwrap()
        .await
        .unwrap();
    let transaction = database
        .transaction(store)
        .with_mode(TransactionMode::Readwrite)
        .build()
        .unwrap();
    let rows = transaction.object_store(store).unwrap();
    let request = rows.put(row).with_key(key).primitive().unwrap();
    drop(request.await.unwrap());
    drop(rows);
    transaction.commit().await.unwrap();
    database.close();
}

fn pair(handle: &Handle, second: JsValue) -> JsValue {
    Array::of2(&handle.as_str().into(), &second).into()
}

#[wasm_bindgen_test]
async fn a_secret_that_cannot_be_read_keeps_nobody_from_the_rest() {
    let name = database();
    let storage = IndexedDb::open(&name).await.unwrap();
    let sealer = Sealer::new(&storage).await.unwrap();
    let handle = handle();
    let mut kept = organization(&handle, "Acme", 3);
    for id in ["bad", "good"] {
        kept.blobs.push(sealer.seal(id, id.into()).await.unwrap());
    }
    storage.create(kept.clone()).await.unwrap();
    put(
        &name,
        "blobs",
        pair(&handle, "bad".into()),
        "rubbish".into(),
    )
    .await;

    let whole = storage.whole(&handle).await.unwrap().unwrap();
    assert_eq!(whole.log, kept.log);
    assert_eq!(storage.blobs(&handle).await.unwrap(), whole.blobs);
    let [bad, good] = whole.blobs.as_slice() else {
        panic!("two secrets: {:?}", whole.blobs);
    };
    assert_eq!(bad.id, "bad");
    assert_eq!(storage.blob(&handle, "bad").await, Ok(Some(bad.clone())));
    assert_eq!(sealer.open(bad).await, Err(StorageError::Unsealable));
    assert_eq!(sealer.open(good).await, Ok(b"good".to_vec()));

    // Sealing anew goes past it, and leaves its row as it is.
    let from = storage.key_record().await.unwrap();
    let (record, after) = KeyRecord::of_passphrase("correct horse").await.unwrap();
    let anew = after.seal("good", b"good".to_vec()).await.unwrap();
    let all = vec![
        (handle.clone(), bad.clone()),
        (handle.clone(), anew.clone()),
    ];
    storage.reseal(from.id(), record, all).await.unwrap();
    assert_eq!(storage.blobs(&handle).await.unwrap(), [bad.clone(), anew]);
}

#[wasm_bindgen_test]
async fn a_summary_that_cannot_be_read_hides_no_organization() {
    let name = database();
    let storage = IndexedDb::open(&name).await.unwrap();
    let (bad, good) = (handle(), handle());
    for handle in [&bad, &good] {
        let kept = organization(handle, "Acme", 3);
        storage.create(kept).await.unwrap();
    }
    put(&name, "organizations", bad.as_str().into(), "{".into()).await;

    let listed = storage.organizations().await.unwrap();
    let mut handles: Vec<_> = listed.iter().map(|entry| entry.handle.clone()).collect();
    handles.sort();
    let mut both = [bad.clone(), good.clone()];
    both.sort();
    assert_eq!(handles, both);
    let entry = listed.iter().find(|entry| entry.handle == bad).unwrap();
    assert!(entry.name.contains(bad.as_str()), "{}", entry.name);

    // Its log can be read, and taken away as a file; nothing is written over what may be mended.
    let whole = storage.whole(&bad).await.unwrap().unwrap();
    assert_eq!((whole.log.commits.len(), &whole.entry), (3, entry));
    let late = storage.append(commit(&bad, 4, "late")).await;
    assert_eq!(late, Err(StorageError::Unreadable));
    assert_eq!(storage.append(commit(&good, 4, "four")).await, Ok(()));
    storage.remove(&bad).await.unwrap();
    assert_eq!(storage.organizations().await.unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn a_long_log_that_fails_on_its_way_leaves_nothing() {
    let name = database();
    let storage = IndexedDb::open(&name).await.unwrap();
    let handle = handle();
    // In the way of a row that comes with the second transaction.
    put(&name, "chunks", pair(&handle, 800.into()), "taken".into()).await;
    let failed = storage.create(long(&handle)).await;
    assert_eq!(failed, Err(StorageError::Exists));
    assert_eq!(storage.whole(&handle).await, Ok(None));
    // Rows that stayed behind, or the place of it, would be in the way of these.
    storage.create(long(&handle)).await.unwrap();
    assert!(storage.whole(&handle).await.unwrap().unwrap() == long(&handle));
}

#[wasm_bindgen_test]
async fn what_is_swept_away_on_its_way_is_not_made_known_with_holes() {
    let name = database();
    let one = Rc::new(IndexedDb::open(&name).await.unwrap());
    let two = IndexedDb::open(&name).await.unwrap();
    let handle = handle();
    let created = Rc::new(RefCell::new(None));
    let (storage, answer, place) = (Rc::clone(&one), Rc::clone(&created), handle.clone());
    let swept = handle.clone();
    both(
        async move {
            answer.replace(Some(storage.create(long(&place)).await));
        },
        async move {
            two.remove(&swept).await.unwrap();
        },
    )
    .await;
    assert_eq!(created.take(), Some(Err(StorageError::NotFound)));
    assert_eq!(one.whole(&handle).await, Ok(None));
    one.create(long(&handle)).await.unwrap();
}

#[wasm_bindgen_test]
async fn only_what_nobody_puts_down_any_more_is_swept_away() {
    let name = database();
    let storage = IndexedDb::open(&name).await.unwrap();
    let (dead, alive) = (handle(), handle());
    let minutes_ago = |minutes: f64| format!("arriving {}", js_sys::Date::now() - minutes * 60e3);
    for (place, since) in [(&dead, minutes_ago(11.0)), (&alive, minutes_ago(5.0))] {
        put(&name, "organizations", place.as_str().into(), since.into()).await;
        put(&name, "blobs", pair(place, "a".into()), "row".into()).await;
    }
    assert_eq!(storage.organizations().await, Ok(vec![]));
    assert_eq!(storage.blobs(&dead).await, Ok(vec![]));
    assert_eq!(storage.blobs(&alive).await.unwrap().len(), 1);
    let mut kept = organization(&dead, "Acme", 1);
    kept.blobs = vec![blob("a")];
    assert_eq!(storage.create(kept).await, Ok(()));
    let taken = storage.create(organization(&alive, "Beta", 1)).await;
    assert_eq!(taken, Err(StorageError::Exists));
}
