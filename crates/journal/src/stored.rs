//! What can be read of a log as it lies on a device: the newest good snapshot, and the commits after it out of
//! chunks and single rows. Bytes may have been cut, flipped or lost; whatever is wrong is named, everything
//! before it is read, and nothing is thrown away or written.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::DeserializeOwned;

use crate::chain::{ChainVerifier, Damage};
use crate::chunk::Chunk;
use crate::envelope::EnvelopeError;
use crate::frame::{Frame, FrameError, Head, NEWER, RESTORE};
use crate::snapshot::Snapshot;

/// The rows of one Organization's log. Snapshots go by the number of the commit that they were taken after,
/// chunks by that of their last commit, commits by their own: what comes after a commit is one range of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// Encoded [`Snapshot`]s.
    pub snapshots: BTreeMap<u64, Vec<u8>>,
    /// Encoded [`Chunk`]s.
    pub chunks: BTreeMap<u64, Vec<u8>>,
    /// Encoded [`Frame`]s.
    pub commits: BTreeMap<u64, Vec<u8>>,
}

/// Which part of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The snapshot after this commit.
    Snapshot(u64),
    /// The chunk that ends with this commit.
    Chunk(u64),
    /// The row of this commit.
    Commit(u64),
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Snapshot(at) => write!(f, "the snapshot after commit {at}"),
            Self::Chunk(last) => write!(f, "the chunk that ends with commit {last}"),
            Self::Commit(at) => write!(f, "the row of commit {at}"),
        }
    }
}

/// What is wrong with a stored log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A snapshot or a chunk is not as it was written.
    #[error("{part} cannot be used: {why}")]
    Envelope {
        /// Which.
        part: Part,
        /// Why not.
        why: EnvelopeError,
    },
    /// A commit is not as it was written, or does not follow the one before it.
    #[error("{part} cannot be used: {why}")]
    Frame {
        /// Where it stands.
        part: Part,
        /// Why not.
        why: FrameError,
    },
    /// A commit is as it was written, and still says nothing to this build.
    #[error("commit {at} cannot be read by this Planisphere: {why}")]
    Unknown {
        /// Which.
        at: u64,
        /// Why not.
        why: String,
    },
    /// Nothing holds these commits.
    #[error("{}", missing(*from, *to))]
    Missing {
        /// The first.
        from: u64,
        /// The last.
        to: u64,
    },
}

fn missing(from: u64, to: u64) -> String {
    if from == to {
        format!("commit {from} is missing")
    } else {
        format!("commits {from} to {to} are missing")
    }
}

impl Fault {
    /// A stable name for programs and bug reports.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Envelope { why, .. } => why.code(),
            Self::Frame { why, .. } => why.code(),
            Self::Unknown { .. } => "commit_unknown",
            Self::Missing { .. } => "commits_missing",
        }
    }

    /// What can be done about it; nothing where the next snapshot does.
    #[must_use]
    pub const fn way_out(&self) -> Option<&'static str> {
        match self {
            Self::Envelope {
                part: Part::Snapshot(_),
                ..
            } => None,
            Self::Envelope {
                why: EnvelopeError::UnknownVersion { .. },
                ..
            } => Some(NEWER),
            Self::Envelope { .. } | Self::Missing { .. } => Some(RESTORE),
            Self::Frame { why, .. } => Some(why.way_out()),
            Self::Unknown { .. } => Some("reload to get the newest Planisphere"),
        }
    }

    /// Whether nothing but time is lost: a snapshot can be made again.
    #[must_use]
    pub const fn is_harmless(&self) -> bool {
        matches!(
            self,
            Self::Envelope {
                part: Part::Snapshot(_),
                ..
            }
        )
    }
}

/// What can be read of a log.
#[derive(Clone, Debug, PartialEq)]
pub struct Readable<T> {
    /// The newest snapshot that is whole.
    pub snapshot: Option<Snapshot<T>>,
    /// The commits after it, or from the first one on, as far as they follow one another.
    pub tail: Vec<Frame>,
    /// Where the log stands after them.
    pub head: Head,
    /// What was found on the way, in the order of finding.
    pub faults: Vec<Fault>,
}

impl<T> Readable<T> {
    /// Whether something is stored that comes after what can be read: nothing may be added then, since it would take
    /// the place of what may still be mended.
    #[must_use]
    pub fn is_cut_short(&self) -> bool {
        self.faults.iter().any(|fault| !fault.is_harmless())
    }
}

impl Stored {
    /// Reads from the newest whole snapshot to the end. `known` is the number of the newest commit that somebody
    /// vouches for, so that a log that lost its end does not look whole.
    #[must_use]
    pub fn read<T: DeserializeOwned>(&self, known: u64) -> Readable<T> {
        let mut faults = Vec::new();
        let mut snapshot = None;
        for (at, bytes) in self.snapshots.iter().rev() {
            match Snapshot::<T>::decode(bytes) {
                Ok(whole) if whole.head.sequence == *at => {
                    snapshot = Some(whole);
                    break;
                }
                Ok(_) => faults.push(Fault::Envelope {
                    part: Part::Snapshot(*at),
                    why: EnvelopeError::WrongKind,
                }),
                Err(why) => faults.push(Fault::Envelope {
                    part: Part::Snapshot(*at),
                    why,
                }),
            }
        }
        let from = snapshot.as_ref().map_or(Head::genesis(), |it| it.head);
        let (tail, ended) = self.follow(from, known);
        faults.extend(ended);
        Readable {
            head: tail.last().map_or(from, Frame::head),
            snapshot,
            tail,
            faults,
        }
    }

    /// The commits after `from`, as far as they follow one another, and what ends them before `known` or the newest
    /// one that anything here speaks of.
    #[must_use]
    pub fn follow(&self, from: Head, known: u64) -> (Vec<Frame>, Option<Fault>) {
        let mut walk = Walk {
            stored: self,
            chain: ChainVerifier::new(from),
            tail: Vec::new(),
        };
        let ended = walk.walk_on(known.max(self.newest()));
        (walk.tail, ended.err())
    }

    /// Begins to prove the whole log, beside what snapshots say. Slow: every commit is hashed.
    #[must_use]
    pub fn proof(&self, known: u64) -> Proof<'_> {
        Proof {
            walk: Walk {
                stored: self,
                chain: ChainVerifier::new(Head::genesis()),
                tail: Vec::new(),
            },
            known: known.max(self.newest()),
        }
    }

    /// Proves the whole log at once and says where it stands.
    ///
    /// # Errors
    /// What is wrong first.
    pub fn verify(&self, known: u64) -> Result<Head, Fault> {
        let mut proof = self.proof(known);
        while proof.step()? {}
        Ok(proof.head())
    }

    /// Folds a whole log, or a run of it that follows `before`, into chunks of a size that is quick to read and to
    /// write.
    ///
    /// # Errors
    /// When a frame does not continue the chain: what is damaged is never folded.
    pub fn folded(before: Head, frames: &[Frame]) -> Result<Self, Damage> {
        let mut stored = Self::default();
        let mut head = before;
        let mut rest = frames;
        while !rest.is_empty() {
            let (run, left) = rest.split_at(run_of(rest));
            let chunk = Chunk::fold(head, run)?;
            head = chunk.after();
            stored.chunks.insert(head.sequence, chunk.encode());
            rest = left;
        }
        Ok(stored)
    }

    /// Takes over the rows of another reading of the same log; of those that are in a chunk, the chunk is enough.
    pub fn join(&mut self, other: Self) {
        self.snapshots.extend(other.snapshots);
        self.chunks.extend(other.chunks);
        self.commits.extend(other.commits);
        if let Some(last) = self.chunks.keys().next_back() {
            self.commits = self.commits.split_off(&last.saturating_add(1));
        }
    }

    /// What comes after a commit, without snapshots: chunks that reach past it, and rows.
    #[must_use]
    pub fn after(&self, sequence: u64) -> Self {
        let past = |rows: &BTreeMap<u64, Vec<u8>>| {
            let rows = rows.range(sequence.saturating_add(1)..);
            rows.map(|(at, bytes)| (*at, bytes.clone())).collect()
        };
        Self {
            snapshots: BTreeMap::new(),
            chunks: past(&self.chunks),
            commits: past(&self.commits),
        }
    }

    /// How many bytes the rows hold.
    #[must_use]
    pub fn size(&self) -> usize {
        let size = |rows: &BTreeMap<u64, Vec<u8>>| rows.values().map(Vec::len).sum::<usize>();
        size(&self.snapshots) + size(&self.chunks) + size(&self.commits)
    }

    /// The number of the newest commit that anything here speaks of.
    #[must_use]
    pub fn newest(&self) -> u64 {
        let last = |rows: &BTreeMap<u64, Vec<u8>>| rows.keys().next_back().copied().unwrap_or(0);
        last(&self.commits)
            .max(last(&self.chunks))
            .max(last(&self.snapshots))
    }
}

/// A chunk ends with the commit that makes it this long, in bytes of payload.
const LONG_CHUNK: usize = 1 << 20;
/// A chunk has so many commits at most.
const MOST_IN_CHUNK: usize = 1_024;

/// How many of these frames go into one chunk.
fn run_of(frames: &[Frame]) -> usize {
    let mut size = 0;
    let fits = frames.iter().take(MOST_IN_CHUNK).take_while(|frame| {
        let begins_within = size < LONG_CHUNK;
        size += frame.payload().len();
        begins_within
    });
    fits.count()
}

/// Goes through a whole log from its first commit, a piece at a time, and proves the chain.
pub struct Proof<'a> {
    walk: Walk<'a>,
    known: u64,
}

impl Proof<'_> {
    /// Proves the next chunk, or the next few rows; false when there is nothing left.
    ///
    /// # Errors
    /// What is wrong; the proof stays where it is.
    pub fn step(&mut self) -> Result<bool, Fault> {
        for _ in 0..ROWS_AT_ONCE {
            if self.head().sequence >= self.known {
                return Ok(false);
            }
            let was_chunk = self.walk.step(self.known)?;
            self.walk.tail.clear();
            if was_chunk {
                break;
            }
        }
        Ok(self.head().sequence < self.known)
    }

    /// How far the chain is proved.
    #[must_use]
    pub const fn head(&self) -> Head {
        self.walk.chain.head()
    }

    /// How many commits there are to prove.
    #[must_use]
    pub const fn known(&self) -> u64 {
        self.known
    }
}

/// A step of a proof takes so many rows.
const ROWS_AT_ONCE: usize = 256;

/// On the way through a log.
struct Walk<'a> {
    stored: &'a Stored,
    chain: ChainVerifier,
    tail: Vec<Frame>,
}

impl Walk<'_> {
    /// Goes on to the end.
    fn walk_on(&mut self, known: u64) -> Result<(), Fault> {
        while self.chain.head().sequence < known {
            self.step(known)?;
        }
        Ok(())
    }

    /// Takes the next row or the next chunk; whether it was a chunk.
    fn step(&mut self, known: u64) -> Result<bool, Fault> {
        let next = self.chain.head().next_sequence();
        if let Some(bytes) = self.stored.commits.get(&next) {
            let part = Part::Commit(next);
            let frame = self.chain.decode(bytes).map_err(|damage| Fault::Frame {
                part,
                why: damage.what,
            })?;
            self.tail.push(frame);
            Ok(false)
        } else if let Some((last, bytes)) = self.stored.chunks.range(next..).next() {
            self.through_chunk(*last, bytes, next, known)?;
            Ok(true)
        } else {
            Err(self.missing(next, known, None))
        }
    }

    /// Takes the commits of a chunk from `next` on.
    fn through_chunk(
        &mut self,
        last: u64,
        bytes: &[u8],
        next: u64,
        known: u64,
    ) -> Result<(), Fault> {
        let part = Part::Chunk(last);
        let chunk = Chunk::decode(bytes).map_err(|why| Fault::Envelope { part, why })?;
        let wrong = |why| Fault::Frame { part, why };
        if chunk.after().sequence != last {
            return Err(wrong(FrameError::WrongSequence {
                expected: last,
                found: chunk.after().sequence,
            }));
        }
        let first = chunk.before().next_sequence();
        if first > next {
            return Err(self.missing(next, known, Some(first)));
        }
        let here = self.chain.head();
        let mut head = chunk.before();
        for (sequence, payload) in chunk.payloads() {
            if sequence == next && head != here {
                return Err(wrong(FrameError::WrongPrevious));
            }
            let frame = Frame::seal(&head, payload.to_vec());
            head = frame.head();
            if sequence >= next {
                self.chain
                    .push(&frame)
                    .map_err(|damage| wrong(damage.what))?;
                self.tail.push(frame);
            }
        }
        if head == chunk.after() {
            Ok(())
        } else {
            Err(wrong(FrameError::HashMismatch))
        }
    }

    /// Nothing holds `next`: whatever comes after the hole is beyond reach. `chunk` is the first commit of the next
    /// chunk.
    fn missing(&self, next: u64, known: u64, chunk: Option<u64>) -> Fault {
        let row = self.stored.commits.range(next..).next().map(|(at, _)| *at);
        let found = row.into_iter().chain(chunk).min();
        Fault::Missing {
            from: next,
            to: found.map_or(known, |at| at.saturating_sub(1)),
        }
    }
}
