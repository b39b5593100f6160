//! Whether the log behind what shows is whole: proved after the first paint, a piece at a time, and folded into chunks with
//! a snapshot when it has grown. What a damaged log means for the person is said here; what is wrong with it is found by
//! the journal.

use leptos::prelude::*;
use leptos::task::spawn_local;
use planisphere_domain::Timestamp;
use planisphere_journal::{Fault, Frame, FrameError, Head, Part, Stored};

use super::log::{Reading, Replayed};
use super::pause::{breathe, idle};
use super::{Failure, Handle, Opened, Replica, capital, engine, now};
use crate::storage::{Folded, OrganizationEntry, Storage, StorageError, StorageMode, alone};

/// So much of a log is read commit by commit before it is folded, in units of a commit of up to [`BYTES_A_UNIT`].
const MOST_UNFOLDED: usize = 256;
/// A longer commit counts for several.
const BYTES_A_UNIT: usize = 4_096;
/// So many units stand for a fold that is due whatever there is to fold.
const AT_ONCE: usize = usize::MAX / 2;

/// What is known of the log behind what shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Integrity {
    /// What shows was read; what lies before it was not looked at yet.
    #[default]
    Unproved,
    /// The chain is being proved.
    Proving {
        /// So many commits are.
        done: u64,
        /// Of so many.
        of: u64,
    },
    /// Every commit is as it was written, and follows the one before it.
    Proved {
        /// Where the chain ends.
        head: Head,
        /// When that was found.
        at: Timestamp,
    },
    /// Something is wrong.
    Damaged {
        /// What, in sentences.
        faults: Vec<String>,
        /// What can be done about it, in sentences, each once.
        ways_out: Vec<String>,
        /// Whether nothing but time is lost, because all of it can be made again from the commits.
        is_harmless: bool,
        /// Whether commits are stored that cannot be read. Nothing is changed then: it would take their place.
        is_cut_short: bool,
        /// The newest commit that could be read.
        readable: u64,
    },
}

/// A log as far as it can be read, from its first commit on.
pub struct WholeLog {
    /// The summary.
    pub entry: OrganizationEntry,
    /// The commits in order.
    pub frames: Vec<Frame>,
    /// What ends them before the newest one that is stored.
    pub fault: Option<Fault>,
}

/// What reading a log said of it.
pub(super) struct Found {
    integrity: Integrity,
    unfolded: usize,
}

impl Found {
    pub(super) fn of(reading: &Reading) -> Self {
        // A snapshot that cannot be used is replaced by the next one.
        let at_once = if reading.faults.is_empty() {
            0
        } else {
            AT_ONCE
        };
        Self {
            integrity: Integrity::of(reading),
            unfolded: at_once + units(reading.commits, reading.bytes),
        }
    }
}

impl Integrity {
    /// What a reading at opening says.
    pub(super) fn of(reading: &Reading) -> Self {
        if reading.faults.is_empty() {
            return Self::Unproved;
        }
        Self::damaged(
            &reading.faults,
            reading.is_cut_short,
            reading.replayed.head.sequence,
        )
    }

    fn damaged(faults: &[Fault], is_cut_short: bool, readable: u64) -> Self {
        let sentence = |text: String| format!("{}.", capital(&text));
        let mut ways_out: Vec<String> = Vec::new();
        for way_out in faults.iter().filter_map(Fault::way_out) {
            let said = sentence(way_out.to_owned());
            if !ways_out.contains(&said) {
                ways_out.push(said);
            }
        }
        Self::Damaged {
            faults: faults.iter().map(|it| sentence(it.to_string())).collect(),
            ways_out,
            is_harmless: faults.iter().all(Fault::is_harmless),
            is_cut_short,
            readable,
        }
    }
}

impl Replica {
    /// What is known of the log behind what shows.
    #[must_use]
    pub fn integrity(self) -> Signal<Integrity> {
        self.integrity.into()
    }

    /// Proves the log and folds it, when the browser has nothing better to do.
    pub(super) fn look_after(self, handle: Handle) {
        spawn_local(async move {
            idle().await;
            // Whoever opens it again looks again.
            let _ = engine::prove(self, handle.clone()).await;
            let _ = engine::fold(self, handle).await;
        });
    }

    /// Recomputes the chain of the open Organization from its first commit.
    ///
    /// # Errors
    /// When storage cannot be read. A damaged log is no error but an answer: see [`Replica::integrity`].
    pub async fn verify_log(self) -> Result<(), Failure> {
        let handle = self.open_handle()?;
        engine::prove(self, handle).await
    }

    pub(super) async fn prove_log(self, handle: Handle) -> Result<(), Failure> {
        let whole = self.backstage()?.storage.whole(&handle).await?;
        let whole = whole.ok_or(StorageError::NotFound)?;
        let Ok(opened) = self.still_open(&handle) else {
            return Ok(());
        };
        // What ends early was found at opening, and proving cannot get further.
        let known = self.found_at_opening.try_get_value().unwrap_or_default();
        if matches!(
            known,
            Integrity::Damaged {
                is_cut_short: true,
                ..
            }
        ) {
            return Ok(());
        }
        let mut proof = whole.log.proof(whole.entry.head);
        let found = loop {
            self.integrity.try_set(Integrity::Proving {
                done: proof.head().sequence,
                of: proof.known(),
            });
            match proof.step() {
                Ok(true) => breathe().await,
                Ok(false) => break self.compared(&handle, proof.head(), &whole.log),
                Err(fault) => break Err(fault),
            }
            if self.still_open(&handle).is_err() {
                return Ok(());
            }
        };
        self.integrity.try_set(match found {
            // A snapshot that could not be used stays named until the next opening.
            Ok(_) if matches!(known, Integrity::Damaged { .. }) => known,
            Ok(head) => Integrity::Proved { head, at: now() },
            Err(fault) => Integrity::damaged(&[fault], false, opened.head.sequence),
        });
        Ok(())
    }

    /// Whether the chain leads to what shows.
    fn compared(self, handle: &Handle, head: Head, log: &Stored) -> Result<Head, Fault> {
        let shown = self.still_open(handle).map(|opened| opened.head);
        match shown {
            Ok(shown) if shown.sequence == head.sequence && shown.hash != head.hash => {
                // The snapshot that it was opened from is of another history.
                let at = log.snapshots.keys().next_back().copied();
                Err(Fault::Frame {
                    part: Part::Snapshot(at.unwrap_or(head.sequence)),
                    why: FrameError::WrongPrevious,
                })
            }
            _ => Ok(head),
        }
    }

    /// Takes note of a log that was read and shows from now on.
    pub(super) fn begin_integrity(self, found: Found) {
        self.found_at_opening.try_set_value(found.integrity.clone());
        self.integrity.try_set(found.integrity);
        self.unfolded.try_set_value(found.unfolded);
    }

    /// Counts what was added to the log since it was folded.
    pub(super) fn count_unfolded(self, commits: usize, bytes: usize) {
        let units = units(commits, bytes);
        self.unfolded.try_update_value(|all| *all += units);
    }

    /// Folds the log of the open Organization in the background once it has grown enough.
    pub(super) fn fold_in_time(self, handle: &Handle) {
        if self.unfolded.try_get_value().unwrap_or_default() < MOST_UNFOLDED {
            return;
        }
        let handle = handle.clone();
        spawn_local(async move {
            idle().await;
            // The next commit tries again; nothing is lost by rows that stay rows.
            let _ = engine::fold(self, handle).await;
        });
    }

    pub(super) async fn fold_log(self, handle: Handle) -> Result<(), Failure> {
        let is_due = self.unfolded.try_get_value().unwrap_or_default() >= MOST_UNFOLDED;
        let is_durable = self.mode.try_get_untracked() == Some(StorageMode::Durable);
        if !is_due || !is_durable || untrack(|| self.closed()).is_some() {
            return Ok(());
        }
        let name = format!("planisphere log {handle}");
        let folded = alone(&name, async move { self.fold_alone(&handle).await }).await;
        folded.unwrap_or(Ok(()))
    }

    async fn fold_alone(self, handle: &Handle) -> Result<(), Failure> {
        let backstage = self.backstage()?;
        let Some(stored) = backstage.storage.load(handle).await? else {
            return Ok(());
        };
        let Opened {
            state,
            head,
            activity,
            ..
        } = self.still_open(handle)?;
        let rows = stored.log.commits.range(..=head.sequence);
        let rows: Result<Vec<Frame>, _> = rows.map(|(_, bytes)| Frame::decode(bytes)).collect();
        let frames = rows.map_err(|error| Failure::Damaged(error.to_string()))?;
        let bytes = frames.iter().map(|frame| frame.payload().len()).sum();
        let at_once = self.unfolded.try_get_value().unwrap_or_default() >= AT_ONCE;
        if units(frames.len(), bytes) < MOST_UNFOLDED && !at_once {
            // Another tab was first with most of them.
            self.unfolded.try_set_value(units(frames.len(), bytes));
            return Ok(());
        }
        let last = head.sequence;
        let (first, log) = match (frames.first(), frames.last()) {
            (Some(first), Some(end)) if end.head() == head => {
                let before = Head {
                    sequence: first.sequence().saturating_sub(1),
                    hash: *first.previous(),
                };
                (first.sequence(), Stored::folded(before, &frames)?)
            }
            // No rows, but a snapshot is due.
            (None, _) => (last.saturating_add(1), Stored::default()),
            // Another tab folded past this one; it has taken a snapshot too.
            _ => return Ok(()),
        };
        let replayed = Replayed {
            state,
            head,
            activity,
        };
        let mut log = log;
        log.snapshots.insert(last, replayed.snapshot()?);
        // Of a log that is damaged somewhere, or may be, an older snapshot can be all that leads past the damage.
        let is_proved = matches!(
            self.integrity.try_get_untracked(),
            Some(Integrity::Proved { .. })
        );
        let folded = Folded {
            log,
            first,
            last,
            is_proved,
        };
        backstage.storage.fold(handle, folded).await?;
        self.unfolded.try_set_value(0);
        Ok(())
    }

    /// Reads a log from its first commit on.
    pub(super) async fn whole_log(self, handle: &Handle) -> Result<WholeLog, Failure> {
        let whole = self.backstage()?.storage.whole(handle).await?;
        let whole = whole.ok_or(StorageError::NotFound)?;
        let (frames, fault) = whole.log.follow(Head::genesis(), whole.entry.head);
        Ok(WholeLog {
            entry: whole.entry,
            frames,
            fault,
        })
    }
}

/// How much so many commits with so many bytes in all count.
const fn units(commits: usize, bytes: usize) -> usize {
    commits + bytes / BYTES_A_UNIT
}
