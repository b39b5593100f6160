//! What every storage promises. `Device` is one machine; each `connect` is a tab on it.
pub use crate::between_commits::*;
pub use crate::resealing::*;
use crate::samples::{blob, both, commit, handle, organization};
pub use crate::sealing::*;
use planisphere::storage::{
    Backup, Folded, Handle, MOST_REFUSALS, NewCommit, Origin, Storage, StorageError,
    StoredOrganization,
};
use planisphere_journal::{ChainVerifier, Frame, Head, Stored};
use std::rc::Rc;

/// A machine with a storage that its tabs share.
pub trait Device {
    type Storage: Storage + 'static;
    /// A machine on which nothing was stored yet.
    async fn fresh() -> Self;
    /// Another tab.
    async fn connect(&self) -> Rc<Self::Storage>;
}

/// Runs every case below on a device.
#[macro_export]
macro_rules! conformance {
    ($($name:ident: $device:ty),+ $(,)?) => {
        $(mod $name {
            $crate::conformance!(@case $device:
                starts_empty, reads_back_what_was_created, keeps_the_order_of_commits,
                refuses_a_sequence_number_twice, refuses_a_gap, refuses_what_it_does_not_hold,
                commits_blobs_with_the_row_or_not_at_all, creates_whole_or_not_at_all,
                removes_everything_of_one, keeps_hostile_names, keeps_the_viewer,
                erases_a_blob_and_leaves_the_log, erases_blobs_with_the_commit_or_not_at_all, takes_a_large_commit,
                loses_nothing_when_two_tabs_write, seals_with_one_key_that_nobody_reads,
                agrees_on_a_key_when_two_tabs_start, folds_rows_into_chunks, keeps_two_snapshots,
                keeps_every_snapshot_of_a_log_that_is_not_proved,
                puts_down_a_long_log, keeps_when_it_was_exported, keeps_the_newest_refusals,
                opens_nothing_that_was_moved_or_changed, seals_everything_anew_by_a_passphrase,
                seals_anew_all_or_nothing, keeps_what_others_changed_between_commits,
                writes_no_number_that_was_folded_away, takes_one_of_two_commits_of_the_same_tab,
                leaves_a_new_one_in_its_place_alone);
        })+
    };
    (@case $device:ty: $($case:ident),+) => {
        $(#[wasm_bindgen_test::wasm_bindgen_test]
        async fn $case() {
            use $crate::conformance::Device;
            $crate::conformance::$case(&<$device>::fresh().await).await;
        })+
    };
}

/// A tab and an Organization with a log of `count` commits.
pub async fn created<D: Device>(device: &D, count: usize) -> (Rc<D::Storage>, Handle) {
    let storage = device.connect().await;
    let handle = handle();
    let organization = organization(&handle, "Acme", count);
    storage.create(organization).await.unwrap();
    (storage, handle)
}

pub async fn stored<S: Storage>(storage: &S, handle: &Handle) -> StoredOrganization {
    storage.whole(handle).await.unwrap().unwrap()
}

fn values(log: &Stored) -> Vec<Vec<u8>> {
    log.commits.values().cloned().collect()
}

/// The rows after a commit, of a log that was not folded.
pub async fn rows<S: Storage>(storage: &S, handle: &Handle, after: u64) -> Vec<Vec<u8>> {
    let log = storage.read(handle, after).await.unwrap();
    assert!(log.chunks.is_empty() && log.snapshots.is_empty());
    values(&log)
}

pub async fn starts_empty<D: Device>(device: &D) {
    let storage = device.connect().await;
    let nobody = handle();
    assert_eq!(storage.organizations().await, Ok(vec![]));
    assert_eq!(storage.load(&nobody).await, Ok(None));
    assert_eq!(storage.whole(&nobody).await, Ok(None));
    assert_eq!(storage.refusals(&nobody).await, Ok(vec![]));
    assert_eq!(storage.read(&nobody, 0).await, Err(StorageError::NotFound));
    assert_eq!(storage.blob(&nobody, "x").await, Ok(None));
    assert_eq!(storage.blobs(&nobody).await, Ok(vec![]));
    assert_eq!(storage.erase_blob(&nobody, "x").await, Ok(()));
    assert_eq!(storage.remove(&nobody).await, Ok(()));
}

pub async fn reads_back_what_was_created<D: Device>(device: &D) {
    let storage = device.connect().await;
    let (one, two) = (handle(), handle());
    let mut first = organization(&one, "Acme", 12);
    first.blobs = vec![blob("b"), blob("a")];
    first.entry.origin = Origin::Sample("small".into());
    storage.create(first.clone()).await.unwrap();
    storage.create(organization(&two, "Beta", 1)).await.unwrap();

    first.blobs.reverse();
    for tab in [storage, device.connect().await] {
        assert_eq!(stored(&*tab, &one).await, first);
        assert_eq!(rows(&*tab, &one, 0).await, values(&first.log));
        assert_eq!(tab.blobs(&one).await.unwrap(), first.blobs);
        assert_eq!(tab.blob(&one, "a").await.unwrap(), Some(blob("a")));
        assert_eq!(tab.blob(&two, "a").await.unwrap(), None);
        let mut names = vec![(&one, "Acme"), (&two, "Beta")];
        names.sort();
        let listed = tab.organizations().await.unwrap();
        let listed: Vec<_> = listed
            .iter()
            .map(|entry| (&entry.handle, entry.name.as_str()))
            .collect();
        assert_eq!(listed, names);
    }
}

pub async fn keeps_the_order_of_commits<D: Device>(device: &D) {
    let (storage, handle) = created(device, 3).await;
    for sequence in 4..=25 {
        let commit = commit(&handle, sequence, &sequence.to_string());
        storage.append(commit).await.unwrap();
    }
    let numbers = |from: u64| {
        (from..=25)
            .map(|n| n.to_string().into_bytes())
            .collect::<Vec<_>>()
    };
    assert_eq!(rows(&*storage, &handle, 0).await[3..], numbers(4));
    assert_eq!(rows(&*storage, &handle, 9).await, numbers(10));
    assert_eq!(rows(&*storage, &handle, 25).await, numbers(26));
    assert_eq!(rows(&*storage, &handle, 99).await, numbers(26));
    let entry = stored(&*storage, &handle).await.entry;
    assert_eq!(
        (entry.head, entry.name.as_str(), entry.updated_at_ms),
        (25, "after 25", 25)
    );
}

pub async fn refuses_a_sequence_number_twice<D: Device>(device: &D) {
    let (storage, handle) = created(device, 2).await;
    storage.append(commit(&handle, 3, "first")).await.unwrap();
    let before = stored(&*storage, &handle).await;

    let other = device.connect().await;
    let second = NewCommit {
        blobs: vec![blob("late")],
        ..commit(&handle, 3, "second")
    };
    let conflict = Err(StorageError::Conflict { head: 3 });
    assert_eq!(other.append(second).await, conflict);
    assert_eq!(
        other.append(commit(&handle, 1, "rewritten")).await,
        conflict
    );
    assert_eq!(stored(&*storage, &handle).await, before);
    assert_eq!(stored(&*other, &handle).await, before);
}

pub async fn refuses_a_gap<D: Device>(device: &D) {
    let (storage, handle) = created(device, 2).await;
    let before = stored(&*storage, &handle).await;
    let gap = StorageError::Gap {
        head: 2,
        sequence: 4,
    };
    assert_eq!(
        storage.append(commit(&handle, 4, "too far")).await,
        Err(gap)
    );
    assert_eq!(stored(&*storage, &handle).await, before);
}

pub async fn refuses_what_it_does_not_hold<D: Device>(device: &D) {
    let storage = device.connect().await;
    let nobody = handle();
    let not_found = Err(StorageError::NotFound);
    assert_eq!(storage.append(commit(&nobody, 1, "x")).await, not_found);
    assert_eq!(storage.set_viewer(&nobody, None, &[]).await, not_found);
    assert_eq!(storage.fold(&nobody, folded(1, 0)).await, not_found);
    assert_eq!(storage.set_backup(&nobody, BACKUP).await, not_found);
    assert_eq!(storage.note_refusal(&nobody, "x").await, not_found);
    assert_eq!(storage.organizations().await, Ok(vec![]));
}

pub async fn commits_blobs_with_the_row_or_not_at_all<D: Device>(device: &D) {
    let (storage, handle) = created(device, 1).await;
    let good = NewCommit {
        blobs: vec![blob("one"), blob("two")],
        ..commit(&handle, 2, "good")
    };
    storage.append(good).await.unwrap();
    let before = stored(&*storage, &handle).await;
    assert_eq!(before.blobs, vec![blob("one"), blob("two")]);

    // A blob never changes, so the second one of this commit cannot be stored.
    let mut changed = blob("one");
    changed.ciphertext = b"other".to_vec();
    let bad = NewCommit {
        blobs: vec![blob("three"), changed],
        ..commit(&handle, 3, "bad")
    };
    assert_eq!(storage.append(bad).await, Err(StorageError::Exists));
    assert_eq!(stored(&*storage, &handle).await, before);
    storage.append(commit(&handle, 3, "next")).await.unwrap();
}

pub async fn creates_whole_or_not_at_all<D: Device>(device: &D) {
    let (storage, taken) = created(device, 3).await;
    let before = stored(&*storage, &taken).await;
    let mut other = organization(&taken, "Other", 9);
    other.blobs = vec![blob("x")];
    assert_eq!(storage.create(other).await, Err(StorageError::Exists));
    assert_eq!(stored(&*storage, &taken).await, before);

    let fresh = handle();
    let mut broken = organization(&fresh, "Broken", 9);
    broken.blobs = vec![blob("x"), blob("x")];
    assert_eq!(storage.create(broken).await, Err(StorageError::Exists));
    assert_eq!(storage.load(&fresh).await, Ok(None));
    assert_eq!(storage.blobs(&fresh).await, Ok(vec![]));
    // Rows that stayed behind would be in the way of these.
    let good = organization(&fresh, "Good", 1);
    storage.create(good.clone()).await.unwrap();
    assert_eq!(stored(&*storage, &fresh).await, good);
}

pub async fn removes_everything_of_one<D: Device>(device: &D) {
    let (storage, gone) = created(device, 4).await;
    let stays = handle();
    let mut neighbour = organization(&stays, "Neighbour", 2);
    neighbour.blobs = vec![blob("n")];
    storage.create(neighbour.clone()).await.unwrap();
    let more = NewCommit {
        blobs: vec![blob("g")],
        ..commit(&gone, 5, "more")
    };
    storage.append(more).await.unwrap();

    let other = device.connect().await;
    stored(&*other, &gone).await;
    storage.remove(&gone).await.unwrap();
    for tab in [&storage, &other] {
        assert_eq!(tab.load(&gone).await, Ok(None));
        assert_eq!(tab.read(&gone, 0).await, Err(StorageError::NotFound));
        assert_eq!(tab.blobs(&gone).await, Ok(vec![]));
        assert_eq!(
            tab.append(commit(&gone, 6, "late")).await,
            Err(StorageError::NotFound)
        );
        assert_eq!(
            tab.organizations().await.unwrap(),
            vec![neighbour.entry.clone()]
        );
        assert_eq!(stored(&**tab, &stays).await, neighbour);
    }
    let again = organization(&gone, "Again", 1);
    storage.create(again.clone()).await.unwrap();
    assert_eq!(stored(&*storage, &gone).await, again);
}

pub async fn keeps_hostile_names<D: Device>(device: &D) {
    let storage = device.connect().await;
    let long = "x".repeat(500);
    let names = [
        "<script>alert(1)</script>",
        "'); drop table organizations; --",
        "{\"name\":\"\\u0000\"}\u{0}\n",
        "\u{202e}desrever \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{645}\u{631}\u{62d}\u{628}\u{627}",
        "\u{1f469}\u{200d}\u{1f680} e\u{301} \u{feff}",
        "__proto__",
        "",
        long.as_str(),
    ];
    for name in names {
        let handle = handle();
        let mut hostile = organization(&handle, name, 1);
        hostile.entry.workspaces[0].name = name.into();
        hostile.blobs = vec![blob(name)];
        storage.create(hostile.clone()).await.unwrap();
        let tab = device.connect().await;
        assert_eq!(stored(&*tab, &handle).await, hostile);
        assert_eq!(tab.blob(&handle, name).await.unwrap(), Some(blob(name)));
    }
}

pub async fn keeps_the_viewer<D: Device>(device: &D) {
    let (storage, handle) = created(device, 1).await;
    storage
        .set_viewer(&handle, Some("somebody"), &[])
        .await
        .unwrap();
    let mut next = commit(&handle, 2, "next");
    next.entry.viewer = Some("another".into());
    next.entry.origin = Origin::Imported;
    storage.append(next).await.unwrap();
    let kept = device
        .connect()
        .await
        .organizations()
        .await
        .unwrap()
        .remove(0);
    assert_eq!(kept.viewer.as_deref(), Some("somebody"));
    assert_eq!((kept.origin, kept.head), (Origin::Created, 2));
    storage.set_viewer(&handle, None, &[]).await.unwrap();
    assert_eq!(stored(&*storage, &handle).await.entry.viewer, None);
}

pub async fn erases_a_blob_and_leaves_the_log<D: Device>(device: &D) {
    let (storage, handle) = created(device, 1).await;
    let secret = NewCommit {
        blobs: vec![blob("one"), blob("two")],
        ..commit(&handle, 2, "x")
    };
    storage.append(secret).await.unwrap();
    let frames = rows(&*storage, &handle, 0).await;
    for _ in 0..2 {
        storage.erase_blob(&handle, "one").await.unwrap();
        assert_eq!(storage.blob(&handle, "one").await, Ok(None));
        assert_eq!(storage.blobs(&handle).await.unwrap(), vec![blob("two")]);
        assert_eq!(rows(&*storage, &handle, 0).await, frames);
    }
}

pub async fn erases_blobs_with_the_commit_or_not_at_all<D: Device>(device: &D) {
    let (storage, handle) = created(device, 1).await;
    let secrets = NewCommit {
        blobs: vec![blob("one"), blob("two")],
        ..commit(&handle, 2, "secrets")
    };
    storage.append(secrets).await.unwrap();
    let erasing = |sequence| NewCommit {
        erased: vec!["one".to_owned(), "unknown".to_owned()],
        ..commit(&handle, sequence, "erasing")
    };
    let late = storage.append(erasing(2)).await;
    assert_eq!(late, Err(StorageError::Conflict { head: 2 }));
    let both = vec![blob("one"), blob("two")];
    assert_eq!(storage.blobs(&handle).await.unwrap(), both);

    storage.append(erasing(3)).await.unwrap();
    for tab in [storage, device.connect().await] {
        assert_eq!(tab.blobs(&handle).await.unwrap(), vec![blob("two")]);
        assert_eq!(rows(&*tab, &handle, 0).await.len(), 3);
    }
}

pub async fn takes_a_large_commit<D: Device>(device: &D) {
    let (storage, handle) = created(device, 1).await;
    let frame: Vec<u8> = (0..3_000_000u32).map(|n| (n % 251) as u8).collect();
    let large = NewCommit {
        frame: frame.clone(),
        ..commit(&handle, 2, "large")
    };
    storage.append(large).await.unwrap();
    let tab = device.connect().await;
    assert!(rows(&*tab, &handle, 1).await == vec![frame]);
}

/// Writes as the app does: on a conflict it reads what is new and decides again.
async fn write<S: Storage>(storage: Rc<S>, handle: Handle, writer: &str, count: usize) {
    let mut log = ChainVerifier::new(Head::genesis());
    let mut catch_up = rows(&*storage, &handle, 0).await;
    let mut written = 0;
    while written < count {
        for bytes in catch_up.drain(..) {
            log.decode(&bytes).unwrap();
        }
        let frame = Frame::seal(&log.head(), format!("{writer} {written}").into_bytes());
        let next = NewCommit {
            frame: frame.encode(),
            ..commit(&handle, frame.sequence(), writer)
        };
        match storage.append(next).await {
            Ok(()) => {
                log.push(&frame).unwrap();
                written += 1;
            }
            Err(StorageError::Conflict { head }) => {
                catch_up = rows(&*storage, &handle, log.head().sequence).await;
                assert!(head > log.head().sequence && !catch_up.is_empty());
            }
            Err(error) => panic!("{error}"),
        }
    }
}

pub async fn loses_nothing_when_two_tabs_write<D: Device>(device: &D) {
    const EACH: usize = 100;
    let (one, handle) = created(device, 1).await;
    let two = device.connect().await;
    both(
        write(Rc::clone(&one), handle.clone(), "one", EACH),
        write(Rc::clone(&two), handle.clone(), "two", EACH),
    )
    .await;

    let frames = rows(&*one, &handle, 0).await;
    assert_eq!(rows(&*two, &handle, 0).await, frames);
    assert_eq!(rows(&*device.connect().await, &handle, 0).await, frames);
    let mut log = ChainVerifier::new(Head::genesis());
    let payloads: Vec<String> = frames
        .iter()
        .map(|bytes| String::from_utf8(log.decode(bytes).unwrap().payload().to_vec()).unwrap())
        .collect();
    assert_eq!(log.head().sequence, 1 + 2 * EACH as u64);
    for writer in ["one", "two"] {
        let own: Vec<_> = payloads
            .iter()
            .filter(|text| text.starts_with(writer))
            .collect();
        let expected: Vec<_> = (0..EACH)
            .map(|number| format!("{writer} {number}"))
            .collect();
        assert_eq!(own, expected.iter().collect::<Vec<_>>());
    }
}

const BACKUP: Backup = Backup {
    at_ms: 1_770_000_000_000,
    head: 1,
    was_downloaded: true,
};

/// Rows `first` to `last` as one chunk, with a snapshot after the last one.
pub fn folded(first: u64, last: u64) -> Folded {
    let mut log = Stored::default();
    if first <= last {
        log.chunks
            .insert(last, format!("chunk {first} to {last}").into_bytes());
    }
    log.snapshots
        .insert(last, format!("snapshot {last}").into_bytes());
    Folded {
        log,
        first,
        last,
        is_proved: true,
    }
}

pub async fn folds_rows_into_chunks<D: Device>(device: &D) {
    let (storage, handle) = created(device, 6).await;
    storage.fold(&handle, folded(1, 4)).await.unwrap();
    // What follows a commit is one reading, wherever the commit went.
    for tab in [Rc::clone(&storage), device.connect().await] {
        let opening = tab.load(&handle).await.unwrap().unwrap();
        assert_eq!(opening.entry.head, 6);
        let (snapshots, chunks, commits) = numbers(&opening.log);
        assert_eq!((snapshots, chunks, commits), (vec![4], vec![], vec![5, 6]));
        let whole = stored(&*tab, &handle).await;
        assert_eq!(numbers(&whole.log), (vec![4], vec![4], vec![5, 6]));
        assert_eq!(whole.log.chunks[&4], b"chunk 1 to 4");
        for (after, chunks, commits) in [
            (0, vec![4], vec![5, 6]),
            (3, vec![4], vec![5, 6]),
            (4, vec![], vec![5, 6]),
            (6, vec![], vec![]),
        ] {
            let log = tab.read(&handle, after).await.unwrap();
            assert_eq!(numbers(&log), (vec![], chunks, commits));
        }
    }
    storage.append(commit(&handle, 7, "seven")).await.unwrap();
    storage.fold(&handle, folded(5, 7)).await.unwrap();
    let log = device.connect().await.read(&handle, 0).await.unwrap();
    assert_eq!(numbers(&log), (vec![], vec![4, 7], vec![]));
    // Nobody folds what is not there.
    let past = storage.fold(&handle, folded(8, 9)).await;
    assert_eq!(past, Err(StorageError::NotFound));
    assert_eq!(storage.read(&handle, 0).await.unwrap(), log);
    let next = storage.append(commit(&handle, 7, "again")).await;
    assert_eq!(next, Err(StorageError::Conflict { head: 7 }));
}

fn numbers(log: &Stored) -> (Vec<u64>, Vec<u64>, Vec<u64>) {
    (
        log.snapshots.keys().copied().collect(),
        log.chunks.keys().copied().collect(),
        log.commits.keys().copied().collect(),
    )
}

pub async fn keeps_two_snapshots<D: Device>(device: &D) {
    let (storage, handle) = created(device, 6).await;
    for (first, last) in [(1, 2), (3, 4), (5, 5), (6, 5)] {
        storage.fold(&handle, folded(first, last)).await.unwrap();
    }
    let whole = stored(&*storage, &handle).await;
    assert_eq!(numbers(&whole.log), (vec![4, 5], vec![2, 4, 5], vec![6]));
    let opening = storage.load(&handle).await.unwrap().unwrap();
    assert_eq!(numbers(&opening.log), (vec![5], vec![], vec![6]));
}

pub async fn keeps_every_snapshot_of_a_log_that_is_not_proved<D: Device>(device: &D) {
    let (storage, handle) = created(device, 6).await;
    for last in [1, 3, 4, 6] {
        let folded = Folded {
            is_proved: false,
            ..folded(last, last)
        };
        storage.fold(&handle, folded).await.unwrap();
    }
    let whole = stored(&*storage, &handle).await;
    assert_eq!(numbers(&whole.log).0, [1, 3, 4, 6]);
    // Once it is, those that nobody needs go.
    storage.append(commit(&handle, 7, "seven")).await.unwrap();
    storage.fold(&handle, folded(7, 7)).await.unwrap();
    let whole = stored(&*device.connect().await, &handle).await;
    assert_eq!(numbers(&whole.log).0, [6, 7]);
}

/// An Organization whose log takes several transactions.
pub fn long(handle: &Handle) -> StoredOrganization {
    let mut long = organization(handle, "Long", 0);
    let chunks = (1..=90u64).map(|at| (at * 10, vec![at as u8; 20_000]));
    long.log.chunks = chunks.collect();
    long.log.snapshots.insert(900, vec![1; 20_000]);
    long.blobs = vec![blob("a")];
    long.entry.head = 900;
    long
}

pub async fn puts_down_a_long_log<D: Device>(device: &D) {
    let storage = device.connect().await;
    let handle = handle();
    let long = long(&handle);
    storage.create(long.clone()).await.unwrap();
    for tab in [Rc::clone(&storage), device.connect().await] {
        assert!(stored(&*tab, &handle).await == long);
        let names: Vec<_> = tab.organizations().await.unwrap();
        assert_eq!(names, vec![long.entry.clone()]);
    }
    let again = storage.create(long.clone()).await;
    assert_eq!(again, Err(StorageError::Exists));
    assert!(stored(&*storage, &handle).await == long);
    storage.remove(&handle).await.unwrap();
    assert_eq!(storage.whole(&handle).await, Ok(None));
    storage.create(long.clone()).await.unwrap();
}

pub async fn keeps_when_it_was_exported<D: Device>(device: &D) {
    let (storage, handle) = created(device, 1).await;
    storage.set_backup(&handle, BACKUP).await.unwrap();
    let next = commit(&handle, 2, "next");
    assert_eq!(next.entry.backup, None);
    storage.append(next).await.unwrap();
    for tab in [Rc::clone(&storage), device.connect().await] {
        assert_eq!(tab.organizations().await.unwrap()[0].backup, Some(BACKUP));
    }
}

pub async fn keeps_the_newest_refusals<D: Device>(device: &D) {
    let (storage, handle) = created(device, 1).await;
    for number in 0..MOST_REFUSALS + 3 {
        let note = number.to_string();
        storage.note_refusal(&handle, &note).await.unwrap();
    }
    let notes = device.connect().await.refusals(&handle).await.unwrap();
    let mut found: Vec<usize> = notes.iter().map(|note| note.parse().unwrap()).collect();
    // Two of one millisecond may stand in either order.
    found.sort_unstable();
    assert_eq!(found, (3..MOST_REFUSALS + 3).collect::<Vec<_>>());
    // They are beside the log, and go with it.
    assert_eq!(rows(&*storage, &handle, 1).await.len(), 0);
    storage.remove(&handle).await.unwrap();
    assert_eq!(storage.refusals(&handle).await, Ok(vec![]));
}
