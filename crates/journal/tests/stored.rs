//! A log as it lies on a device, whole and damaged in every way that a device knows: what can be read is read, what
//! is wrong is named, and nothing panics.

use std::collections::BTreeMap;

use planisphere_journal::{Chunk, Fault, Frame, Head, Part, Snapshot, Stored};
use proptest::prelude::*;

/// What a commit of these logs does: it adds its number.
type Sum = u64;

/// A log of `length` commits whose oldest are folded into chunks of `fold`, with a snapshot after each of `snapshots`.
fn stored(length: u64, fold: usize, folds: usize, snapshots: &[u64]) -> (Stored, Vec<Frame>) {
    let mut head = Head::genesis();
    let frames: Vec<Frame> = (1..=length)
        .map(|number| {
            let frame = Frame::seal(&head, number.to_string().into_bytes());
            head = frame.head();
            frame
        })
        .collect();
    let mut stored = Stored::default();
    let folded = (fold * folds).min(frames.len());
    let mut before = Head::genesis();
    for run in frames[..folded].chunks(fold.max(1)) {
        let chunk = Chunk::fold(before, run).unwrap();
        before = chunk.after();
        stored.chunks.insert(before.sequence, chunk.encode());
    }
    for frame in &frames[folded..] {
        stored.commits.insert(frame.sequence(), frame.encode());
    }
    for at in snapshots {
        let head = at
            .checked_sub(1)
            .map_or(Head::genesis(), |before| frames[before as usize].head());
        let contents: Sum = (1..=*at).sum();
        let bytes = Snapshot { head, contents }.encode().unwrap();
        stored.snapshots.insert(*at, bytes);
    }
    (stored, frames)
}

/// The sum that a reading leads to, and how many commits it covers.
fn sum(stored: &Stored, known: u64) -> (Sum, u64, Vec<Fault>) {
    let readable = stored.read::<Sum>(known);
    let tail: Sum = readable
        .tail
        .iter()
        .map(|frame| {
            String::from_utf8_lossy(frame.payload())
                .parse::<Sum>()
                .unwrap()
        })
        .sum();
    let before = readable.snapshot.map_or(0, |it| it.contents);
    (before + tail, readable.head.sequence, readable.faults)
}

#[test]
fn a_whole_log_is_read_however_it_lies() {
    for (length, fold, folds, snapshots) in [
        (0, 4, 0, &[][..]),
        (1, 4, 0, &[]),
        (10, 4, 0, &[]),
        (10, 4, 2, &[]),
        (10, 5, 2, &[]),
        (10, 4, 2, &[8]),
        (10, 4, 2, &[6]),
        (10, 4, 2, &[10]),
        (10, 4, 2, &[2, 6, 9]),
    ] {
        let (stored, frames) = stored(length, fold, folds, snapshots);
        let expected = ((1..=length).sum(), length, Vec::new());
        assert_eq!(
            sum(&stored, length),
            expected,
            "{length} {fold} {folds} {snapshots:?}"
        );
        let head = frames.last().map_or(Head::genesis(), Frame::head);
        assert_eq!(stored.verify(length), Ok(head));
    }
}

#[test]
fn a_log_folds_into_chunks_that_read_back() {
    let mut head = Head::genesis();
    let frames: Vec<Frame> = [10, 2_000_000, 10, 700_000, 700_000, 10]
        .iter()
        .map(|length| {
            let frame = Frame::seal(&head, vec![b'x'; *length]);
            head = frame.head();
            frame
        })
        .collect();
    let stored = Stored::folded(Head::genesis(), &frames).unwrap();
    let ends: Vec<u64> = stored.chunks.keys().copied().collect();
    assert_eq!(ends, [2, 5, 6]);
    assert_eq!(stored.follow(Head::genesis(), 6), (frames.clone(), None));
    assert_eq!(stored.after(5).follow(frames[4].head(), 6).0, frames[5..]);
    assert_eq!(stored.after(6), Stored::default());
    // A chunk that reaches back past the place is enough.
    assert_eq!(stored.after(3).follow(frames[2].head(), 6).0, frames[3..]);
    assert!(Stored::folded(head, &frames).is_err());
    assert_eq!(Stored::folded(head, &[]).unwrap(), Stored::default());
}

#[test]
fn a_proof_goes_by_pieces() {
    let (stored, frames) = stored(600, 100, 2, &[150]);
    let mut proof = stored.proof(600);
    let mut stops = Vec::new();
    while proof.step().unwrap() {
        stops.push(proof.head().sequence);
    }
    assert_eq!(stops, [100, 200, 456]);
    assert_eq!(proof.head(), frames[599].head());
    assert_eq!(proof.known(), 600);
}

#[test]
fn readings_of_one_log_join() {
    let (rows, frames) = stored(10, 4, 0, &[]);
    let (chunks, _) = stored(10, 4, 2, &[8]);
    let mut joined = rows.after(4);
    joined.join(chunks.clone());
    assert_eq!(joined, chunks);
    assert_eq!(joined.follow(Head::genesis(), 10).0, frames);
}

#[test]
fn a_snapshot_spares_what_is_before_it() {
    let (stored, _) = stored(10, 4, 2, &[9]);
    assert_eq!(stored.read::<Sum>(10).tail.len(), 1);
}

#[test]
fn an_older_snapshot_stands_in_for_a_damaged_one() {
    let (mut stored, _) = stored(10, 4, 2, &[3, 9]);
    stored.snapshots.insert(9, b"PLNS".to_vec());
    let readable = stored.read::<Sum>(10);
    assert_eq!(
        readable.snapshot.as_ref().map(|it| it.head.sequence),
        Some(3)
    );
    assert!(!readable.is_cut_short());
    assert_eq!(sum(&stored, 10).0, 55);
    assert_eq!(
        readable
            .faults
            .iter()
            .map(Fault::to_string)
            .collect::<Vec<_>>(),
        ["the snapshot after commit 9 cannot be used: it ends too early"]
    );
}

#[test]
fn what_is_lost_is_named_and_what_is_before_it_is_read() {
    type Loss = fn(&mut Stored);
    let rows: [(Loss, u64, &str); 7] = [
        (|it| drop(it.commits.remove(&10)), 9, "commit 10 is missing"),
        (|it| drop(it.commits.remove(&9)), 8, "commit 9 is missing"),
        (
            |it| drop(it.chunks.remove(&8)),
            4,
            "commits 5 to 8 are missing",
        ),
        (
            |it| drop(it.chunks.remove(&4)),
            0,
            "commits 1 to 4 are missing",
        ),
        (
            |it| drop(it.chunks.insert(8, b"PLNCgarbage".to_vec())),
            4,
            "the chunk that ends with commit 8 cannot be used: it has format 26465, and this Planisphere reads format 1 and older",
        ),
        (
            |it| {
                let other = it.commits[&10].clone();
                it.commits.insert(9, other);
            },
            8,
            "the row of commit 9 cannot be used: commit 9 of this log is missing, commit 10 stands in its place",
        ),
        (
            |it| {
                let other = it.chunks[&4].clone();
                it.chunks.insert(8, other);
            },
            4,
            "the chunk that ends with commit 8 cannot be used: commit 8 of this log is missing, commit 4 stands in its place",
        ),
    ];
    for (lose, readable, sentence) in rows {
        let (mut stored, _) = stored(10, 4, 2, &[]);
        lose(&mut stored);
        let (found, head, faults) = sum(&stored, 10);
        assert_eq!(head, readable, "{sentence}");
        assert_eq!(found, (1..=readable).sum::<u64>());
        let faults: Vec<String> = faults.iter().map(Fault::to_string).collect();
        assert_eq!(faults, [sentence]);
        assert!(stored.verify(10).is_err());
    }
}

#[test]
fn a_forged_commit_shows_when_the_chain_is_proved() {
    let (mut stored, frames) = stored(10, 4, 2, &[9]);
    let mut forged = frames[..4].to_vec();
    forged[1] = Frame::seal(&forged[0].head(), b"200".to_vec());
    forged[2] = Frame::seal(&forged[1].head(), b"3".to_vec());
    forged[3] = Frame::seal(&forged[2].head(), b"4".to_vec());
    let chunk = Chunk::fold(Head::genesis(), &forged).unwrap();
    stored.chunks.insert(4, chunk.encode());
    // Opening reads from the snapshot and cannot see it.
    assert_eq!(sum(&stored, 10).2, []);
    let fault = stored.verify(10).unwrap_err();
    assert_eq!(fault.code(), "frame_wrong_previous");
}

/// One thing that befalls a store.
#[derive(Clone, Debug)]
enum Harm {
    Flip {
        row: prop::sample::Index,
        bit: prop::sample::Index,
    },
    Cut {
        row: prop::sample::Index,
        at: prop::sample::Index,
    },
    Lose {
        row: prop::sample::Index,
    },
    Lengthen {
        row: prop::sample::Index,
    },
}

fn harm() -> impl Strategy<Value = Harm> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        (index(), index()).prop_map(|(row, bit)| Harm::Flip { row, bit }),
        (index(), index()).prop_map(|(row, at)| Harm::Cut { row, at }),
        index().prop_map(|row| Harm::Lose { row }),
        index().prop_map(|row| Harm::Lengthen { row }),
    ]
}

/// Does it to one row and says to which.
fn befall(stored: &mut Stored, harm: &Harm) -> Part {
    let parts: Vec<Part> = stored
        .snapshots
        .keys()
        .map(|at| Part::Snapshot(*at))
        .chain(stored.chunks.keys().map(|at| Part::Chunk(*at)))
        .chain(stored.commits.keys().map(|at| Part::Commit(*at)))
        .collect();
    let (Harm::Flip { row, .. }
    | Harm::Cut { row, .. }
    | Harm::Lose { row }
    | Harm::Lengthen { row }) = harm;
    let part = *row.get(&parts);
    let (rows, at): (&mut BTreeMap<u64, Vec<u8>>, u64) = match part {
        Part::Snapshot(at) => (&mut stored.snapshots, at),
        Part::Chunk(at) => (&mut stored.chunks, at),
        Part::Commit(at) => (&mut stored.commits, at),
    };
    let bytes = rows.get_mut(&at).unwrap();
    match harm {
        Harm::Flip { bit, .. } => {
            let bit = bit.index(bytes.len() * 8);
            bytes[bit / 8] ^= 1 << (bit % 8);
        }
        Harm::Cut { at, .. } => bytes.truncate(at.index(bytes.len())),
        Harm::Lose { .. } => drop(rows.remove(&at)),
        Harm::Lengthen { .. } => bytes.push(0),
    }
    part
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn a_damaged_store_never_lies(
        length in 1_u64..40,
        fold in 1_usize..12,
        folds in 0_usize..4,
        snapshot in prop::option::of(any::<prop::sample::Index>()),
        harm in harm(),
    ) {
        let taken = snapshot.map(|at| at.index(length as usize + 1) as u64);
        let (mut store, frames) = stored(length, fold, folds, taken.as_slice());
        let folded: Vec<u64> = store.chunks.keys().copied().collect();
        let part = befall(&mut store, &harm);
        let (found, head, faults) = sum(&store, length);
        // Whatever is read is a beginning of what was written.
        prop_assert_eq!(found, (1..=head).sum::<u64>());
        let readable = store.read::<Sum>(length);
        let expected = head.checked_sub(1).map_or(Head::genesis(), |last| frames[last as usize].head());
        prop_assert_eq!(readable.head, expected);
        // Either all of it is read, or it says what is wrong.
        prop_assert!(head == length || readable.is_cut_short());
        // Nothing before the harm is lost.
        let begins = match part {
            Part::Snapshot(_) => length + 1,
            Part::Chunk(last) => folded.iter().rev().find(|at| **at < last).map_or(1, |before| before + 1),
            Part::Commit(at) => at,
        };
        prop_assert!(head + 1 >= begins.min(length + 1));
        // The chain proves what opening passed over.
        if !matches!(part, Part::Snapshot(_)) {
            prop_assert!(store.verify(length).is_err());
        }
        let lost = matches!(harm, Harm::Lose { .. }) && matches!(part, Part::Snapshot(_));
        let passed_over = taken.is_some_and(|at| begins <= at) && head == length;
        prop_assert!(lost || passed_over || !faults.is_empty());
    }
}
