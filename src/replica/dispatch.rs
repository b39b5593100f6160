//! The one way in which the app changes anything: decide, seal, append, apply.

use std::net::IpAddr;

use leptos::prelude::*;
use planisphere_domain::{Cause, Command, Commit, Rejection, State, decide_all, why_it_stays};

use super::engine;
use super::log::{self, Replayed};
use super::{Failure, Handle, Opened, Replica, Saving, caller, env, in_words};
use crate::storage::{NewCommit, SealedBlob, Storage, StorageError};

/// How often a commit is decided again because another tab was first, before the person is told.
const MOST_TRIES: usize = 50;

/// What a command left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What takes it back, or why nothing does, as the end of a sentence.
    pub undo: Result<Undo, String>,
    /// Whether anything changed at all.
    pub changed: bool,
}

/// Commands that take something back, and the Organization that they belong to: another one, or another
/// copy of the same one, may be open by the time somebody asks for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    handle: Handle,
    commands: Vec<Command>,
}

impl Replica {
    /// Carries out one command in the open Organization.
    pub async fn dispatch(self, command: Command) -> Result<Receipt, Failure> {
        let handle = self.open_handle()?;
        self.dispatch_all(&handle, vec![command], Cause::Edit, Vec::new(), None)
            .await
    }

    /// Carries out one command as a call from this address, for rules about where calls come from: the
    /// browser does not know it, so the person says it (access rules 111 and 112).
    pub async fn dispatch_from(
        self,
        command: Command,
        address: Option<IpAddr>,
    ) -> Result<Receipt, Failure> {
        let handle = self.open_handle()?;
        self.dispatch_all(&handle, vec![command], Cause::Edit, Vec::new(), address)
            .await
    }

    /// Carries out commands as one commit in the open Organization: all of them or none.
    pub async fn dispatch_together(self, commands: Vec<Command>) -> Result<Receipt, Failure> {
        let handle = self.open_handle()?;
        self.dispatch_all(&handle, commands, Cause::Edit, Vec::new(), None)
            .await
    }

    /// Takes back what a receipt can take back.
    pub async fn undo(self, undo: Undo) -> Result<Receipt, Failure> {
        self.dispatch_all(&undo.handle, undo.commands, Cause::Undo, Vec::new(), None)
            .await
    }

    /// The Organization that is open now.
    pub(super) fn open_handle(self) -> Result<Handle, Failure> {
        self.own_untracked(|opened| opened.handle.clone())
            .ok_or(Failure::NotReady)
    }

    /// What is open, if it still is this Organization: the person may have left it during an await.
    pub(super) fn still_open(self, handle: &Handle) -> Result<Opened, Failure> {
        let opened = self.own_untracked(Opened::clone).ok_or(Failure::NotReady)?;
        if opened.handle == *handle {
            Ok(opened)
        } else {
            Err(Failure::Elsewhere)
        }
    }

    /// Carries out commands as one commit of this Organization: all of them or none.
    pub(super) async fn dispatch_all(
        self,
        handle: &Handle,
        commands: Vec<Command>,
        cause: Cause,
        blobs: Vec<SealedBlob>,
        address: Option<IpAddr>,
    ) -> Result<Receipt, Failure> {
        let outcome = engine::commit(self, handle.clone(), commands, cause, blobs, address).await;
        self.saving.try_set(match &outcome {
            // A refusal is an answer, not a failure to save.
            Ok(_)
            | Err(
                Failure::Rejected(_)
                | Failure::NoViewer
                | Failure::Elsewhere
                | Failure::SecretsMissing { .. }
                | Failure::ViewingOnly { .. },
            ) => Saving::Saved,
            Err(failure) => Saving::Failed {
                message: failure.sentence(),
            },
        });
        outcome
    }

    pub(super) async fn decide_and_store(
        self,
        handle: Handle,
        commands: Vec<Command>,
        cause: Cause,
        blobs: Vec<SealedBlob>,
        address: Option<IpAddr>,
    ) -> Result<Receipt, Failure> {
        self.refuse_while_viewing()?;
        let backstage = self.backstage()?;
        for _ in 0..MOST_TRIES {
            let opened = self.still_open(&handle)?;
            let viewer = opened.viewer.ok_or(Failure::NoViewer)?;
            let env = env();
            let mut caller = caller(viewer, env.now);
            caller.address = address;
            let events =
                decide_all(&opened.state, &caller, &commands, &env).map_err(|(_, rejection)| {
                    // Whoever shows it may be asked why.
                    self.refused(&opened.state, rejection.clone(), &commands);
                    Failure::Rejected(rejection)
                })?;
            if events.is_empty() {
                return Ok(Receipt {
                    undo: Err("nothing changed".to_owned()),
                    changed: false,
                });
            }
            let undo = match planisphere_domain::undo(&opened.state, &events) {
                Some(commands) => Ok(Undo {
                    handle: handle.clone(),
                    commands,
                }),
                None => Err(why_it_stays(&opened.state, &events)
                    .unwrap_or_default()
                    .to_owned()),
            };
            let commit = Commit {
                at: env.now,
                actor: viewer.actor(),
                cause: cause.clone(),
                events,
            };
            let after = follow(&opened, &commit)?;
            self.saving.try_set(Saving::Saving);
            let appended = backstage
                .storage
                .append(NewCommit {
                    handle: opened.handle.clone(),
                    frame: after.frame,
                    sequence: after.replayed.head.sequence,
                    blobs: blobs.clone(),
                    erased: erased(&opened.state, &commit),
                    entry: Self::summary_of(&opened, &after.replayed),
                })
                .await;
            match appended {
                Ok(()) => {
                    self.announce(&backstage, &opened.handle, after.replayed.head.sequence);
                    self.advance(&opened.handle, after.replayed);
                    // It is stored. A list that cannot be read is no reason to do it again.
                    let _ = self.list().await;
                    return Ok(Receipt {
                        undo: undo.and_then(|undo| self.if_allowed(undo)),
                        changed: true,
                    });
                }
                // Somebody else was first: see what they did, and decide again on that.
                Err(StorageError::Conflict { .. }) => self.catch_up().await?,
                Err(error) => return Err(error.into()),
            }
        }
        Err(Failure::Crowded)
    }

    /// What takes something back, if the person still may: what they did may have cost them the right to.
    fn if_allowed(self, undo: Undo) -> Result<Undo, String> {
        let refused = self.own_untracked(|opened| {
            if opened.handle != undo.handle {
                return Some("another Organization is open".to_owned());
            }
            let (_, rejection) = Self::dry_run(opened, &undo.commands).err()?;
            Some(in_words(&rejection.to_string()))
        });
        match refused.flatten() {
            None => Ok(undo),
            Some(reason) => Err(reason),
        }
    }

    /// What would happen to these commands now, without doing anything.
    pub(super) fn dry_run(
        opened: &Opened,
        commands: &[Command],
    ) -> Result<State, (usize, Rejection)> {
        let env = env();
        let Some(viewer) = opened.viewer else {
            return Ok(opened.state.clone());
        };
        let caller = caller(viewer, env.now);
        let events = decide_all(&opened.state, &caller, commands, &env)?;
        let mut fork = opened.state.clone();
        for event in &events {
            planisphere_domain::apply(&mut fork, event, env.now, caller.actor);
        }
        Ok(fork)
    }
}

/// A commit on its way: its bytes and where it leads.
struct Next {
    frame: Vec<u8>,
    replayed: Replayed,
}

fn follow(opened: &Opened, commit: &Commit) -> Result<Next, Failure> {
    let frame = log::seal(&opened.head, commit)?;
    let mut state = opened.state.clone();
    state.commit(commit);
    let mut activity = opened.activity.clone();
    activity.note(
        commit.clone(),
        super::activity::ended(&opened.state, commit),
    );
    Ok(Next {
        frame: frame.encode(),
        replayed: Replayed {
            state,
            head: frame.head(),
            activity,
        },
    })
}

/// The sealed secrets of what a commit ends. Each event is told from the state before the commit, which is where
/// everything is that has a secret of before.
fn erased(before: &State, commit: &Commit) -> Vec<String> {
    let events = commit.events.iter();
    events
        .flat_map(|event| before.secrets_ended_by(event))
        .map(|id| id.to_string())
        .collect()
}
