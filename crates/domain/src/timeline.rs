//! Every moment of one log: its commits in order, and forks of the state kept every so many events, so that a jump
//! replays few events however long the log is.
//!
//! It is made from the beginning of a log and holds it in memory. Reading the log, and who may look into the past, is
//! for others.

use std::sync::Arc;

use crate::{Activity, Commit, State, Timestamp};

/// A fork is kept once so many events have happened since the last one; a jump replays fewer.
const STRIDE: usize = 256;

/// All commits of a log, with forks of the state along it.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    steps: Vec<Step>,
    /// INVARIANT: in order of their sequence; between two of them lie fewer than [`STRIDE`] events and one commit.
    forks: Vec<Fork>,
    /// The state after the last commit.
    newest: Fork,
}

#[derive(Clone, Debug)]
struct Step {
    commit: Arc<Commit>,
    /// The latest time that any commit up to this one has, so that a clock that ran backwards takes nobody back.
    reached: Timestamp,
    /// How many events happened up to the end of this commit.
    events: usize,
}

#[derive(Clone, Debug, Default)]
struct Fork {
    sequence: u64,
    events: usize,
    state: State,
    activity: Activity,
}

impl Fork {
    fn follow(&mut self, commit: &Commit) {
        self.activity.note(&self.state, commit);
        self.state.commit(commit);
        self.sequence += 1;
        self.events += commit.events.len();
    }
}

/// The Organization right after one commit.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// The number of the commit.
    pub sequence: u64,
    /// When it happened. Where the clock ran backwards, the latest time before.
    pub at: Timestamp,
    /// What was so.
    pub state: State,
    /// What everybody had done by then.
    pub activity: Activity,
}

/// One commit on the way along a log, with what was so before it.
#[derive(Clone, Debug)]
pub struct Passed {
    /// The number of the commit.
    pub sequence: u64,
    /// What was so before it.
    pub before: State,
    /// The commit.
    pub commit: Arc<Commit>,
}

impl Timeline {
    /// Adds the next commit of the log.
    pub fn push(&mut self, commit: Commit) {
        let commit = Arc::new(commit);
        self.newest.follow(&commit);
        let reached = self.end().map_or(commit.at, |end| end.max(commit.at));
        self.steps.push(Step {
            commit,
            reached,
            events: self.newest.events,
        });
        let since = self.forks.last().map_or(0, |fork| fork.events);
        if self.newest.events - since >= STRIDE {
            self.forks.push(self.newest.clone());
        }
    }

    /// The number of the last commit; 0 in an empty log.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        self.newest.sequence
    }

    /// How many events there are.
    #[must_use]
    pub fn events(&self) -> usize {
        self.newest.events
    }

    /// When the log begins.
    #[must_use]
    pub fn start(&self) -> Option<Timestamp> {
        self.steps.first().map(|step| step.reached)
    }

    /// The latest time in the log.
    #[must_use]
    pub fn end(&self) -> Option<Timestamp> {
        self.steps.last().map(|step| step.reached)
    }

    /// The commit of this number.
    #[must_use]
    pub fn commit(&self, sequence: u64) -> Option<&Commit> {
        self.step(sequence).map(|step| step.commit.as_ref())
    }

    /// Every commit with its number, from the first.
    pub fn commits(&self) -> impl DoubleEndedIterator<Item = (u64, &Commit)> + ExactSizeIterator {
        let commits = self.steps.iter().map(|step| step.commit.as_ref());
        commits
            .enumerate()
            .map(|(place, commit)| (place as u64 + 1, commit))
    }

    /// When a commit counts as having happened.
    #[must_use]
    pub fn reached(&self, sequence: u64) -> Option<Timestamp> {
        self.step(sequence).map(|step| step.reached)
    }

    /// The Organization right after a commit.
    #[must_use]
    pub fn at(&self, sequence: u64) -> Option<Moment> {
        let at = self.reached(sequence)?;
        let fork = self.fork(sequence);
        Some(Moment {
            sequence,
            at,
            state: fork.state,
            activity: fork.activity,
        })
    }

    /// What was so right before a commit.
    #[must_use]
    pub fn before(&self, sequence: u64) -> Option<State> {
        self.step(sequence)?;
        Some(self.fork(sequence - 1).state)
    }

    /// The last commit that had happened by then; `None` before the first.
    #[must_use]
    pub fn sequence_at(&self, at: Timestamp) -> Option<u64> {
        let count = self.steps.partition_point(|step| step.reached <= at);
        (count > 0).then_some(count as u64)
    }

    /// Every commit from this number on, each with what was so before it. One walk replays each event once, which
    /// jumping from commit to commit does not.
    pub fn walk(&self, from: u64) -> impl Iterator<Item = Passed> + '_ {
        let first = from.max(1);
        let mut here = self.fork(first - 1);
        let steps = self.steps.iter().skip(place(first));
        steps.map(move |step| {
            let before = here.state.clone();
            here.follow(&step.commit);
            Passed {
                sequence: here.sequence,
                before,
                commit: Arc::clone(&step.commit),
            }
        })
    }

    /// How many events a jump to the end of this commit replays; none where there is no such commit.
    #[must_use]
    pub fn replayed_by_jump(&self, sequence: u64) -> usize {
        let Some(step) = self.step(sequence) else {
            return 0;
        };
        let known = self.last_fork(sequence).map_or(0, |fork| fork.events);
        step.events.saturating_sub(known)
    }

    fn step(&self, sequence: u64) -> Option<&Step> {
        sequence.checked_sub(1)?;
        self.steps.get(place(sequence))
    }

    fn last_fork(&self, sequence: u64) -> Option<&Fork> {
        if sequence >= self.newest.sequence {
            return Some(&self.newest);
        }
        let behind = self.forks.partition_point(|fork| fork.sequence <= sequence);
        self.forks.get(behind.checked_sub(1)?)
    }

    /// What is so after this commit, from the last fork that is not beyond it.
    fn fork(&self, sequence: u64) -> Fork {
        let mut here = self.last_fork(sequence).cloned().unwrap_or_default();
        let ahead = self.steps.iter().skip(place(here.sequence + 1));
        let missing = usize::try_from(sequence.saturating_sub(here.sequence)).unwrap_or(usize::MAX);
        for step in ahead.take(missing) {
            here.follow(&step.commit);
        }
        here
    }
}

/// Where the commit of a number stands in a list.
fn place(sequence: u64) -> usize {
    usize::try_from(sequence - 1).unwrap_or(usize::MAX)
}
