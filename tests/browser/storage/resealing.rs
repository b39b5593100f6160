//! What every storage promises when secrets are sealed by another key; part of the suite in `conformance`.
use crate::conformance::Device;
use crate::samples::{commit, handle, organization};
use planisphere::storage::{
    Handle, KeyRecord, NewCommit, SealedBlob, Sealer, Storage, StorageError,
};
use std::rc::Rc;

const PASSPHRASE: &str = "correct horse battery staple";

/// A tab with two Organizations, which have a secret of the same id each, as two copies of one have.
async fn with_secrets<D: Device>(device: &D) -> (Rc<D::Storage>, Sealer, [Handle; 2]) {
    let storage = device.connect().await;
    let sealer = Sealer::new(&*storage).await.unwrap();
    let handles = [handle(), handle()];
    for (handle, text) in handles.iter().zip(["one", "two"]) {
        let mut kept = organization(handle, text, 2);
        kept.blobs = vec![sealer.seal("same", text.into()).await.unwrap()];
        storage.create(kept).await.unwrap();
    }
    (storage, sealer, handles)
}

async fn all(storage: &impl Storage, handles: &[Handle; 2]) -> Vec<(Handle, SealedBlob)> {
    let mut all = Vec::new();
    for handle in handles {
        for blob in storage.blobs(handle).await.unwrap() {
            all.push((handle.clone(), blob));
        }
    }
    all
}

async fn anew(
    blobs: Vec<(Handle, SealedBlob)>,
    from: &Sealer,
    to: &Sealer,
) -> Vec<(Handle, SealedBlob)> {
    let mut anew = Vec::new();
    for (handle, blob) in blobs {
        let text = from.open(&blob).await.unwrap();
        anew.push((handle, to.seal(&blob.id, text).await.unwrap()));
    }
    anew
}

pub async fn seals_everything_anew_by_a_passphrase<D: Device>(device: &D) {
    let (storage, before, handles) = with_secrets(device).await;
    let (record, after) = KeyRecord::of_passphrase(PASSPHRASE).await.unwrap();
    let sealed = anew(all(&*storage, &handles).await, &before, &after).await;
    let from = storage.key_record().await.unwrap();
    storage
        .reseal(from.id(), record.clone(), sealed)
        .await
        .unwrap();

    let tab = device.connect().await;
    let kept = tab.key_record().await.unwrap();
    assert_eq!(kept, record);
    assert!(kept.wants_passphrase() && kept.device_key().is_none());
    assert!(matches!(
        Sealer::new(&*tab).await,
        Err(StorageError::Locked)
    ));
    let wrong = kept.unlock("correct horse battery stable").await;
    assert!(matches!(wrong, Err(StorageError::Unsealable)));
    let opener = kept.unlock(PASSPHRASE).await.unwrap();
    for (handle, text) in handles.iter().zip(["one", "two"]) {
        let blob = tab.blob(handle, "same").await.unwrap().unwrap();
        assert_eq!(before.open(&blob).await, Err(StorageError::Unsealable));
        assert_eq!(opener.open(&blob).await, Ok(text.as_bytes().to_vec()));
    }

    // And back to a key of the device's own, which is another one than before.
    let device_key = KeyRecord::of_device().await.unwrap();
    let own = device_key.sealer().unwrap();
    let sealed = anew(all(&*tab, &handles).await, &opener, &own).await;
    tab.reseal(kept.id(), device_key.clone(), sealed)
        .await
        .unwrap();
    let last = device.connect().await;
    // The key comes back as another object of the browser, so its name is compared.
    assert_eq!(last.key_record().await.unwrap().id(), device_key.id());
    let sealer = Sealer::new(&*last).await.unwrap();
    for (handle, text) in handles.iter().zip(["one", "two"]) {
        let blob = last.blob(handle, "same").await.unwrap().unwrap();
        assert_eq!(sealer.open(&blob).await, Ok(text.as_bytes().to_vec()));
    }
}

pub async fn seals_anew_all_or_nothing<D: Device>(device: &D) {
    let (storage, before, handles) = with_secrets(device).await;
    let old = storage.key_record().await.unwrap();
    let stored = all(&*storage, &handles).await;
    let (record, after) = KeyRecord::of_passphrase(PASSPHRASE).await.unwrap();
    let sealed = anew(stored.clone(), &before, &after).await;
    let changed = Err(StorageError::KeyChanged);

    // Somebody else changed the key, or added a secret, since these were read.
    let other = storage
        .reseal("another", record.clone(), sealed.clone())
        .await;
    assert_eq!(other, changed);
    let fewer = sealed[..1].to_vec();
    let fewer = storage.reseal(old.id(), record.clone(), fewer).await;
    assert_eq!(fewer, changed);
    // The ids are those that are there; one of the two places is not.
    let twice = vec![sealed[0].clone(), (handles[0].clone(), sealed[1].1.clone())];
    let twice = storage.reseal(old.id(), record.clone(), twice).await;
    assert_eq!(twice, changed);
    assert_eq!(storage.key_record().await.unwrap().id(), old.id());
    assert_eq!(all(&*storage, &handles).await, stored);

    // Secrets that were sealed by the old key in the meantime do not come in.
    storage.reseal(old.id(), record, sealed).await.unwrap();
    let late = NewCommit {
        blobs: vec![before.seal("late", b"late".to_vec()).await.unwrap()],
        ..commit(&handles[0], 3, "late")
    };
    assert_eq!(storage.append(late.clone()).await, changed);
    assert_eq!(storage.blob(&handles[0], "late").await, Ok(None));
    let mut imported = organization(&handle(), "Imported", 1);
    imported.blobs = late.blobs;
    assert_eq!(storage.create(imported).await, changed);
    assert_eq!(storage.organizations().await.unwrap().len(), 2);
    let own = NewCommit {
        blobs: vec![after.seal("late", b"late".to_vec()).await.unwrap()],
        ..commit(&handles[0], 3, "late")
    };
    assert_eq!(storage.append(own).await, Ok(()));
}
