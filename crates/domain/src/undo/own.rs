//! What somebody takes back next, and what they do again next, told from the log alone: so it is the same after a
//! reload, and in another tab.
//!
//! Each person has their own row of changes. A commit of their own that is no undo begins anew what can be done again.

use std::collections::BTreeSet;

use super::{undo, why_it_stays};
use crate::policy::Caller;
use crate::{Actor, Cause, Command, Commit, Env, State, Timeline};

/// What somebody could take back and do again, by the numbers of commits, the next one first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnSteps {
    /// Their changes that stand.
    pub undo: Vec<u64>,
    /// The commits that took their changes back, while nothing else came after them.
    pub redo: Vec<u64>,
}

impl OwnSteps {
    /// What `actor` could do after these commits, each with its number, from the first on.
    #[must_use]
    pub fn after<'a>(commits: impl Iterator<Item = (u64, &'a Commit)>, actor: Actor) -> Self {
        let (mut standing, mut taken_back) = (Vec::new(), Vec::new());
        for (sequence, commit) in commits.filter(|(_, commit)| commit.actor == actor) {
            match commit.cause {
                Cause::UndoOf { commit } => {
                    standing.retain(|other| *other != commit);
                    taken_back.push(sequence);
                }
                Cause::RedoOf { commit } => {
                    taken_back.retain(|other| *other != commit);
                    standing.push(sequence);
                }
                // An undo of the first builds does not say of what; it is a change like any other.
                Cause::Edit | Cause::Import { .. } | Cause::Undo | Cause::Plan { .. } => {
                    standing.push(sequence);
                    taken_back.clear();
                }
            }
        }
        standing.reverse();
        taken_back.reverse();
        Self {
            undo: standing,
            redo: taken_back,
        }
    }

    /// The step to take: the next one, except that of steps which were told to be stuck only those count that are
    /// stuck no more. So one that somebody else has changed since does not keep what came before it from being reached.
    #[must_use]
    pub fn next(
        steps: &[u64],
        told: &BTreeSet<u64>,
        is_stuck: impl Fn(u64) -> bool,
    ) -> Option<u64> {
        let mut steps = steps.iter().copied();
        steps.find(|step| !told.contains(step) || !is_stuck(*step))
    }
}

impl Timeline {
    /// What somebody could take back and do again.
    #[must_use]
    pub fn own_steps(&self, actor: Actor) -> OwnSteps {
        OwnSteps::after(self.commits(), actor)
    }

    /// Whether taking a commit back would be refused now: it has no way back, or somebody changed since what it left.
    #[must_use]
    pub fn is_stuck(&self, sequence: u64, now: &State, caller: &Caller, env: &Env) -> bool {
        let (Some(Ok(commands)), Some(left)) = (self.inverse(sequence), self.left_by(sequence))
        else {
            return true;
        };
        left.take_back(now, caller, &commands, env).is_err()
    }

    /// The commands that take a commit back, or why nothing does, as the end of a sentence; `None` where there is no
    /// such commit.
    #[must_use]
    pub fn inverse(&self, sequence: u64) -> Option<Result<Vec<Command>, &'static str>> {
        let before = self.before(sequence)?;
        let events = &self.commit(sequence)?.events;
        let stays =
            || why_it_stays(&before, events).unwrap_or("it changes nothing that is still known");
        Some(undo(&before, events).ok_or_else(stays))
    }
}
