//! What every storage promises about secrets; part of the suite in `conformance`.
use crate::conformance::{Device, created};
use crate::samples::{both, commit};
use planisphere::storage::{Handle, NewCommit, Sealer, Storage, StorageError};
use std::rc::Rc;
use wasm_bindgen_futures::JsFuture;

pub async fn seals_with_one_key_that_nobody_reads<D: Device>(device: &D) {
    let (storage, handle) = created(device, 1).await;
    let record = storage.key_record().await.unwrap();
    assert!(!record.wants_passphrase());
    let key = record.device_key().unwrap();
    assert!(!key.extractable());
    let subtle = web_sys::window().unwrap().crypto().unwrap().subtle();
    assert!(
        JsFuture::from(subtle.export_key("raw", &key).unwrap())
            .await
            .is_err()
    );

    let secret = b"postgres://planisphere:correct horse@db/airflow".to_vec();
    let sealer = Sealer::new(&*storage).await.unwrap();
    let one = sealer.seal("secret", secret.clone()).await.unwrap();
    let two = sealer.seal("secret", secret.clone()).await.unwrap();
    assert_ne!(one.iv, two.iv);
    assert_ne!(one.ciphertext, two.ciphertext);
    let commit = NewCommit {
        blobs: vec![one],
        ..commit(&handle, 2, "x")
    };
    storage.append(commit).await.unwrap();

    let tab = device.connect().await;
    let kept = tab.blob(&handle, "secret").await.unwrap().unwrap();
    for word in ["postgres", "planisphere", "correct", "airflow"] {
        assert!(
            !kept
                .ciphertext
                .windows(word.len())
                .any(|part| part == word.as_bytes())
        );
    }
    let again = Sealer::new(&*tab).await.unwrap();
    assert_eq!(again.open(&kept).await, Ok(secret));
}

pub async fn agrees_on_a_key_when_two_tabs_start<D: Device>(device: &D) {
    let (one, handle) = created(device, 1).await;
    let two = device.connect().await;
    let start = |tab: Rc<D::Storage>, handle: Handle, id: &'static str, sequence: u64| async move {
        let sealer = Sealer::new(&*tab).await.unwrap();
        let sealed = sealer.seal(id, id.as_bytes().to_vec()).await.unwrap();
        let mut next = commit(&handle, sequence, id);
        next.blobs = vec![sealed];
        // Whoever comes second moves up by one.
        while let Err(StorageError::Conflict { head } | StorageError::Gap { head, .. }) =
            tab.append(next.clone()).await
        {
            next.sequence = head + 1;
        }
    };
    both(
        start(Rc::clone(&one), handle.clone(), "one", 2),
        start(Rc::clone(&two), handle.clone(), "two", 2),
    )
    .await;
    for tab in [one, two, device.connect().await] {
        let sealer = Sealer::new(&*tab).await.unwrap();
        for id in ["one", "two"] {
            let kept = tab.blob(&handle, id).await.unwrap().unwrap();
            assert_eq!(sealer.open(&kept).await, Ok(id.as_bytes().to_vec()));
        }
    }
}

pub async fn opens_nothing_that_was_moved_or_changed<D: Device>(device: &D) {
    let storage = device.connect().await;
    let sealer = Sealer::new(&*storage).await.unwrap();
    let sealed = sealer.seal("here", b"secret".to_vec()).await.unwrap();
    let empty = sealer.seal("empty", Vec::new()).await.unwrap();
    assert_eq!(sealer.open(&empty).await, Ok(Vec::new()));

    let mut moved = sealed.clone();
    moved.id = "there".into();
    let mut changed = sealed.clone();
    changed.ciphertext[0] ^= 1;
    let mut restarted = sealed.clone();
    restarted.iv[0] ^= 1;
    let mut cut = sealed;
    cut.ciphertext.truncate(4);
    for broken in [moved, changed, restarted, cut] {
        assert_eq!(sealer.open(&broken).await, Err(StorageError::Unsealable));
    }
}
