//! Undo and redo of one's own changes, told from the log: the same after a reload as before it.

use std::sync::Arc;

use planisphere_domain::{Cause, Command, Timeline};

use super::dispatch::taking_back;
use super::selectors::row;
use super::{Failure, Receipt, Replica, Undo, in_words};

/// A key press takes back what was committed within so many seconds: whoever presses it thinks of what they just did, and
/// an Organization that was opened a moment ago holds changes of long ago.
const REACH: i64 = 12 * 3_600;

/// A change that was taken back or done again.
#[derive(Clone, Debug, PartialEq)]
pub struct Turned {
    /// What it was: `renamed the Workspace Factory`.
    pub what: String,
    /// What turns it round once more.
    pub receipt: Receipt,
}

/// Why nothing was taken back or done again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTurned {
    /// There is none, or it has no way back: a sentence without a period.
    Stays(String),
    /// It has a way back that was refused.
    Refused(Failure),
}

impl From<Failure> for NotTurned {
    fn from(failure: Failure) -> Self {
        Self::Refused(failure)
    }
}

/// A commit that is to be turned round.
struct Found {
    what: String,
    undo: Result<Undo, String>,
}

impl Replica {
    /// Takes back the person's own latest change that stands, or does again what they took back last.
    ///
    /// # Errors
    /// Where there is none, where it has no way back, and where that is refused.
    pub async fn turn_round(self, again: bool) -> Result<Turned, NotTurned> {
        self.refuse_while_closed()?;
        let handle = self.open_handle()?;
        let actor = self.acting().ok_or(Failure::NoViewer)?;
        // What was committed by then may still be on its way into memory.
        self.read_history().await?;
        let known = self.own_untracked(|opened| opened.head.sequence);
        let found = self.with_history_untracked(|timeline| {
            if Some(timeline.sequence()) < known {
                return None;
            }
            self.own_untracked(|opened| {
                let steps = timeline.own_steps(actor);
                let sequence = if again { steps.redo } else { steps.undo }?;
                let commit = timeline.commit(sequence)?;
                if opened.now().seconds() - commit.at.seconds() > REACH {
                    return None;
                }
                let cause: &Cause = &commit.cause;
                // Doing again is told by what was done at first, not by what took it back.
                let told = match cause {
                    Cause::UndoOf { commit } if again => *commit,
                    _ => sequence,
                };
                let past = timeline.at(told)?.activity;
                let told = past.newest().next().and_then(|past| row(opened, past));
                let what = told.map_or_else(
                    || "a change".to_owned(),
                    |row| format!("{} {}", row.what, row.name),
                );
                let left = Arc::new(timeline.left_by(sequence)?);
                let undo = way_back(timeline, sequence)?.map(|commands| Undo {
                    handle: handle.clone(),
                    commands,
                    left,
                    cause: taking_back(cause, sequence),
                });
                Some(Found { what, undo })
            })
        });
        let Some(Found { what, undo }) = found.flatten().flatten() else {
            return Err(NotTurned::Stays(nothing_left(again)));
        };
        match undo {
            Ok(undo) => Ok(Turned {
                what,
                receipt: self.undo(undo).await?,
            }),
            Err(reason) => {
                let word = if again { "done again" } else { "undone" };
                Err(NotTurned::Stays(format!(
                    "“{what}” cannot be {word}: {}",
                    in_words(&reason)
                )))
            }
        }
    }
}

fn way_back(timeline: &Timeline, sequence: u64) -> Option<Result<Vec<Command>, String>> {
    let way = timeline.inverse(sequence)?;
    Some(way.map_err(str::to_owned))
}

fn nothing_left(again: bool) -> String {
    if again {
        "Nothing that you undid in the last 12 hours is left to redo".to_owned()
    } else {
        "Nothing that you changed in the last 12 hours is left to undo".to_owned()
    }
}
