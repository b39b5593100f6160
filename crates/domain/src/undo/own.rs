//! What somebody takes back next, and what they do again next, told from the log alone: so it is the same after a
//! reload, and in another tab.
//!
//! Each person has their own row of changes. A commit of their own that is no undo begins anew what can be done again.

use super::{undo, why_it_stays};
use crate::{Actor, Cause, Command, Commit, Timeline};

/// What somebody would take back and do again next, by the numbers of commits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnSteps {
    /// Their latest change that stands.
    pub undo: Option<u64>,
    /// The latest commit that took one of their changes back, while nothing else came after it.
    pub redo: Option<u64>,
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
        Self {
            undo: standing.pop(),
            redo: taken_back.pop(),
        }
    }
}

impl Timeline {
    /// What somebody would take back and do again next.
    #[must_use]
    pub fn own_steps(&self, actor: Actor) -> OwnSteps {
        OwnSteps::after(self.commits(), actor)
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
