//! What another tab did between two commits of this one.
use crate::conformance::{Device, created, folded, rows, stored};
use crate::samples::{blob, both, commit, organization};
use planisphere::storage::{Backup, NewCommit, Storage, StorageError};
use std::cell::RefCell;
use std::rc::Rc;

pub async fn keeps_what_others_changed_between_commits<D: Device>(device: &D) {
    let (one, handle) = created(device, 1).await;
    one.append(commit(&handle, 2, "two")).await.unwrap();
    let other = device.connect().await;
    let backup = Backup {
        at_ms: 1_770_000_000_000,
        head: 2,
        was_downloaded: true,
    };
    other
        .set_viewer(&handle, Some("somebody"), &[])
        .await
        .unwrap();
    other.set_backup(&handle, backup).await.unwrap();
    for number in 3..6 {
        let next = commit(&handle, number, &number.to_string());
        one.append(next).await.unwrap();
    }
    let entry = stored(&*other, &handle).await.entry;
    assert_eq!((entry.head, entry.viewer.as_deref()), (5, Some("somebody")));
    assert_eq!(entry.backup, Some(backup));
    let expected: Vec<_> = (3..6)
        .map(|number| number.to_string().into_bytes())
        .collect();
    assert_eq!(rows(&*other, &handle, 2).await, expected);
}

pub async fn writes_no_number_that_was_folded_away<D: Device>(device: &D) {
    let (one, handle) = created(device, 1).await;
    one.append(commit(&handle, 2, "two")).await.unwrap();
    let other = device.connect().await;
    let third = NewCommit {
        blobs: vec![blob("kept")],
        ..commit(&handle, 3, "three")
    };
    other.append(third).await.unwrap();
    // Nothing stands under the number any more; what the log holds does.
    other.fold(&handle, folded(1, 3)).await.unwrap();
    let before = stored(&*other, &handle).await;
    let late = NewCommit {
        blobs: vec![blob("late")],
        erased: vec!["kept".into()],
        ..commit(&handle, 3, "late")
    };
    let answer = one.append(late).await;
    assert_eq!(answer, Err(StorageError::Conflict { head: 3 }));
    assert_eq!(stored(&*one, &handle).await, before);
    one.append(commit(&handle, 4, "four")).await.unwrap();
}

pub async fn takes_one_of_two_commits_of_the_same_tab<D: Device>(device: &D) {
    let (tab, handle) = created(device, 1).await;
    for number in [2, 3] {
        let answers = Rc::new(RefCell::new(Vec::new()));
        let write = |text: &str| {
            let (tab, commit) = (Rc::clone(&tab), commit(&handle, number, text));
            let answers = Rc::clone(&answers);
            async move {
                let answer = tab.append(commit).await;
                answers.borrow_mut().push(answer);
            }
        };
        both(write("this"), write("that")).await;
        let mut answers = answers.take();
        answers.sort_by_key(Result::is_err);
        let conflict = Err(StorageError::Conflict { head: number });
        assert_eq!(answers, [Ok(()), conflict]);
        assert_eq!(rows(&*tab, &handle, number - 1).await.len(), 1);
    }
    tab.append(commit(&handle, 4, "four")).await.unwrap();
}

pub async fn leaves_a_new_one_in_its_place_alone<D: Device>(device: &D) {
    let (one, handle) = created(device, 1).await;
    one.append(commit(&handle, 2, "two")).await.unwrap();
    let other = device.connect().await;
    other.remove(&handle).await.unwrap();
    let third = commit(&handle, 3, "three");
    assert_eq!(one.append(third).await, Err(StorageError::NotFound));
    let another = organization(&handle, "Another", 2);
    other.create(another.clone()).await.unwrap();
    one.append(commit(&handle, 3, "three")).await.unwrap();
    other.remove(&handle).await.unwrap();
    other
        .create(organization(&handle, "Shorter", 1))
        .await
        .unwrap();
    let gap = StorageError::Gap {
        head: 1,
        sequence: 4,
    };
    assert_eq!(one.append(commit(&handle, 4, "four")).await, Err(gap));
    assert_eq!(
        stored(&*one, &handle).await,
        organization(&handle, "Shorter", 1)
    );
}
