//! Undo and redo of one's own changes, told from the log: the same after a reload as before it.

use std::sync::Arc;

use planisphere_domain::{Actor, Cause, Command, OwnSteps, Timeline};

use super::dispatch::taking_back;
use super::selectors::row;
use super::{Failure, Opened, Receipt, Replica, Undo, caller, env, in_words};

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
    /// There is none: a sentence without a period.
    None(String),
    /// It has no way back, or one that was refused, and is passed over from now on: sentences.
    Stuck(String),
    /// It could not be tried, or not be saved.
    Failed(Failure),
}

impl From<Failure> for NotTurned {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// A commit that is to be turned round.
struct Found {
    what: String,
    sequence: u64,
    undo: Result<Undo, String>,
}

/// What is to be turned round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The person's own latest change that stands.
    Undo,
    /// What they took back last.
    Redo,
    /// What they took back by this commit.
    RedoOf(u64),
}

impl Turn {
    /// Whether something is done again.
    #[must_use]
    pub const fn is_redo(self) -> bool {
        !matches!(self, Self::Undo)
    }
}

impl Replica {
    /// Takes back a change of the person's own, or does it again.
    ///
    /// # Errors
    /// Where there is none, where it has no way back, and where that is refused.
    pub async fn turn_round(self, turn: Turn) -> Result<Turned, NotTurned> {
        self.refuse_while_closed()?;
        let handle = self.open_handle()?;
        let actor = self.acting().ok_or(Failure::NoViewer)?;
        let again = turn.is_redo();
        // What was committed by then may still be on its way into memory.
        self.read_history().await?;
        let known = self.own_untracked(|opened| opened.head.sequence);
        let found = self.with_history_untracked(|timeline| {
            if Some(timeline.sequence()) < known {
                return None;
            }
            self.own_untracked(|opened| {
                let sequence = self.next_step(timeline, opened, actor, turn)?;
                let commit = timeline.commit(sequence)?;
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
                Some(Found {
                    what,
                    sequence,
                    undo,
                })
            })
        });
        let Some(Found {
            what,
            sequence,
            undo,
        }) = found.flatten().flatten()
        else {
            return Err(NotTurned::None(nothing_left(turn)));
        };
        let told = match undo {
            Ok(undo) => match self.undo(undo).await {
                Ok(receipt) => return Ok(Turned { what, receipt }),
                // Only an answer passes the step over: what could not be saved can be tried again.
                Err(failure @ Failure::Rejected(_)) => failure.sentence(),
                Err(failure) => return Err(failure.into()),
            },
            Err(reason) => {
                let word = if again { "done again" } else { "undone" };
                let reason = in_words(&reason);
                format!("“{what}” cannot be {word}: {reason}.")
            }
        };
        self.pass_over(sequence);
        let next = self.with_history_untracked(|timeline| {
            self.own_untracked(|opened| self.next_step(timeline, opened, actor, turn))
        });
        let next = next.flatten().flatten();
        Err(NotTurned::Stuck(if next.is_some_and(|it| it != sequence) {
            let beside = if again { "after" } else { "before" };
            format!("{told} Press again for the change {beside} it.")
        } else {
            told
        }))
    }

    /// The commit to turn round: the latest of the last hours, without those that are stuck and were told.
    fn next_step(
        self,
        timeline: &Timeline,
        opened: &Opened,
        actor: Actor,
        turn: Turn,
    ) -> Option<u64> {
        let env = env();
        let caller = caller(opened.viewer?, env.now);
        let OwnSteps { undo, redo } = timeline.own_steps(actor);
        let mut steps = match turn {
            Turn::Undo => undo,
            Turn::Redo => redo,
            // Asked for by itself, it is told each time why it is stuck.
            Turn::RedoOf(wanted) => return redo.into_iter().find(|step| *step == wanted),
        };
        steps.retain(|step| {
            let at = timeline.commit(*step).map(|commit| commit.at.seconds());
            at.is_some_and(|at| env.now.seconds() - at <= REACH)
        });
        OwnSteps::next(&steps, &self.passed_over(), |step| {
            timeline.is_stuck(step, &opened.state, &caller, &env)
        })
    }
}

fn way_back(timeline: &Timeline, sequence: u64) -> Option<Result<Vec<Command>, String>> {
    let way = timeline.inverse(sequence)?;
    Some(way.map_err(str::to_owned))
}

fn nothing_left(turn: Turn) -> String {
    let text = match turn {
        Turn::Undo => "Nothing that you changed in the last 12 hours is left to undo",
        Turn::Redo => "Nothing that you undid in the last 12 hours is left to redo",
        Turn::RedoOf(_) => "You changed something else since, so it cannot be done again",
    };
    text.to_owned()
}
