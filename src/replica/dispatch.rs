//! The one way in which the app changes anything: decide, seal, append, apply.

use std::net::IpAddr;
use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::{
    Actor, Cause, Command, Commit, Env, Left, Rejection, State, decide_all, why_it_stays,
};

use super::audit;
use super::client;
use super::engine;
use super::lifecycle::listed;
use super::log::{self, Replayed};
use super::pause::stand_back;
use super::selectors::actor as name_of;
use super::{Failure, Handle, Opened, Replica, Saving, Viewer, caller, env, in_words};
use crate::storage::{NewCommit, OrganizationEntry, SealedBlob, Storage, StorageError};

/// How often a commit is decided again because another tab was first, before the person is told.
const MOST_TRIES: u32 = 50;
/// After so many lost races a tab lets the others pass for a moment, so that fewer of them run for the same number.
const RACES_IN_A_ROW: u32 = 3;
/// The moment grows by so many milliseconds with each further race,
const LONGER_BY: u32 = 10;
/// up to so many.
const LONGEST: u32 = 250;

/// What a command left behind.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// What takes it back, or why nothing does, as the end of a sentence.
    pub undo: Result<Undo, String>,
    /// Whether anything changed at all.
    pub changed: bool,
}

/// Commands that take something back, and the Organization that they belong to: another one, or another
/// copy of the same one, may be open by the time somebody asks for them.
#[derive(Clone, Debug, PartialEq)]
pub struct Undo {
    pub(super) handle: Handle,
    pub(super) commands: Vec<Command>,
    /// What has to stand by then, so that nothing is overridden that was changed since.
    pub(super) left: Arc<Left>,
    /// What the log says of it: which commit it takes back.
    pub(super) cause: Cause,
}

impl Undo {
    /// Whether it does again what an undo took back.
    #[must_use]
    pub const fn is_redo(&self) -> bool {
        matches!(self.cause, Cause::RedoOf { .. })
    }
}

/// Something to carry out as one commit.
pub(super) struct Wish {
    pub(super) commands: Vec<Command>,
    pub(super) cause: Cause,
    pub(super) blobs: Vec<SealedBlob>,
    /// From where, where the person said it.
    pub(super) address: Option<IpAddr>,
    /// What has to stand, where it takes something back.
    pub(super) left: Option<Arc<Left>>,
}

/// The cause of taking back a commit that had a cause of its own.
pub(super) const fn taking_back(cause: &Cause, commit: u64) -> Cause {
    match cause {
        Cause::UndoOf { .. } => Cause::RedoOf { commit },
        _ => Cause::UndoOf { commit },
    }
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
        let wish = Wish {
            commands: undo.commands,
            cause: undo.cause,
            blobs: Vec::new(),
            address: None,
            left: Some(undo.left),
        };
        self.carry_out(&undo.handle, wish).await
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
        let wish = Wish {
            commands,
            cause,
            blobs,
            address,
            left: None,
        };
        self.carry_out(handle, wish).await
    }

    async fn carry_out(self, handle: &Handle, wish: Wish) -> Result<Receipt, Failure> {
        // Nothing is tried, which says nothing about saving.
        self.refuse_while_closed()?;
        let outcome = engine::commit(self, handle.clone(), wish).await;
        self.saving.try_set(match &outcome {
            // A refusal is an answer, not a failure to save.
            Ok(_)
            | Err(
                Failure::Rejected(_)
                | Failure::NoViewer
                | Failure::Elsewhere
                | Failure::SecretsMissing { .. }
                | Failure::Locked
                | Failure::ViewingOnly { .. }
                | Failure::CutShort { .. }
                | Failure::LookingBack,
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
        wish: Wish,
    ) -> Result<Receipt, Failure> {
        let Wish {
            commands,
            cause,
            blobs,
            address,
            left,
        } = wish;
        self.refuse_while_closed()?;
        let backstage = self.backstage()?;
        for lost in 1..=MOST_TRIES {
            let opened = self.still_open(&handle)?;
            let viewer = opened.viewer.ok_or(Failure::NoViewer)?;
            let env = env();
            let mut caller = caller(viewer, env.now);
            caller.address = address;
            let decided = match &left {
                None => decide_all(&opened.state, &caller, &commands, &env)
                    .map_err(|(_, rejection)| rejection),
                Some(left) => left.take_back(&opened.state, &caller, &commands, &env),
            };
            let events = match decided {
                Ok(events) => events,
                Err(rejection) => {
                    let rejection = self.naming_who(&opened, rejection, &cause).await;
                    // Whoever shows it may be asked why.
                    self.refused(&opened.state, rejection.clone(), &commands);
                    let note = audit::note(&opened, viewer.actor(), &commands, &rejection);
                    if let Some(note) = note {
                        // The answer is the refusal, whether or not it can be noted.
                        let _ = backstage.storage.note_refusal(&handle, &note).await;
                    }
                    return Err(Failure::Rejected(rejection));
                }
            };
            if events.is_empty() {
                return Ok(Receipt {
                    undo: Err("nothing changed".to_owned()),
                    changed: false,
                });
            }
            let commit = Commit {
                at: env.now,
                actor: viewer.actor(),
                cause: cause.clone(),
                from: client::source(address),
                events,
            };
            let after = follow(&opened, &commit)?;
            self.saving.try_set(Saving::Saving);
            let bytes = after.frame.len();
            let summary = Self::summary_of(&opened, &after.replayed);
            let appended = backstage.storage.append(NewCommit {
                handle: opened.handle.clone(),
                frame: after.frame,
                sequence: after.replayed.head.sequence,
                blobs: blobs.clone(),
                erased: erased(&opened.state, &commit),
                entry: summary.clone(),
            });
            match appended.await {
                Ok(()) => {
                    self.announce(&backstage, &opened.handle, after.replayed.head.sequence);
                    // Not while the transaction is open: to judge the way back of a large commit takes long, and other tabs wait.
                    let undo = way_back(&opened, &commit, &after.replayed, viewer, &env);
                    self.has_something_to_lose();
                    self.advance(&opened.handle, after.replayed);
                    self.count_unfolded(1, bytes);
                    self.fold_in_time(&opened.handle);
                    self.list_committed(summary);
                    return Ok(Receipt {
                        undo: undo.and_then(|undo| self.if_still_open(undo)),
                        changed: true,
                    });
                }
                // Somebody else was first: see what they did, and decide again on that.
                Err(StorageError::Conflict { .. }) => {
                    let over = lost.saturating_sub(RACES_IN_A_ROW);
                    if over > 0 {
                        stand_back(LONGEST.min(over * LONGER_BY)).await;
                    }
                    self.catch_up().await?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(Failure::Crowded)
    }

    /// A refusal with who made the change that stands in the way of an undo, where the log can be read.
    async fn naming_who(self, opened: &Opened, rejection: Rejection, cause: &Cause) -> Rejection {
        let (
            Rejection::ChangedSince {
                changes,
                has_fields: false,
                ..
            },
            Cause::UndoOf { commit } | Cause::RedoOf { commit },
        ) = (&rejection, cause)
        else {
            return rejection;
        };
        let changes = changes.clone();
        // Without the log the refusal stands all the same.
        let _ = self.read_history().await;
        let who = self.with_history_untracked(|timeline| timeline.changed_by(*commit));
        let by = who.flatten().map(|actor: Actor| name_of(opened, actor));
        Rejection::ChangedSince {
            changes,
            has_fields: false,
            by,
        }
    }

    /// Shows in the list what a commit of this tab made of an Organization. The disk is not asked again: whoever waits for
    /// the commit would wait for that as well.
    fn list_committed(self, summary: OrganizationEntry) {
        self.organizations.try_update(|entries| {
            let Some(entries) = entries else { return };
            for entry in entries.iter_mut() {
                if entry.handle == summary.handle {
                    let head = summary.head;
                    *entry = entry.clone().succeeded_by(summary.clone(), head);
                }
            }
            *entries = listed(std::mem::take(entries));
        });
    }

    /// What takes something back, unless another Organization is in front of the person by now.
    fn if_still_open(self, undo: Undo) -> Result<Undo, String> {
        let open = self.own_untracked(|opened| opened.handle == undo.handle);
        if open.unwrap_or(true) {
            Ok(undo)
        } else {
            Err("another Organization is open".to_owned())
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
    activity.note(&opened.state, commit);
    Ok(Next {
        frame: frame.encode(),
        replayed: Replayed {
            state,
            head: frame.head(),
            activity,
        },
    })
}

/// What takes a commit back, if there is such a thing and the person may after it: what they did may have cost them the
/// right to.
fn way_back(
    before: &Opened,
    commit: &Commit,
    after: &Replayed,
    viewer: Viewer,
    env: &Env,
) -> Result<Undo, String> {
    let Some(commands) = planisphere_domain::undo(&before.state, &commit.events) else {
        let stays = why_it_stays(&before.state, &commit.events);
        return Err(stays.unwrap_or_default().to_owned());
    };
    if let Err((_, rejection)) = decide_all(&after.state, &caller(viewer, env.now), &commands, env)
    {
        return Err(in_words(&rejection.to_string()));
    }
    Ok(Undo {
        handle: before.handle.clone(),
        commands,
        left: Arc::new(Left::by(&commit.events, after.state.clone())),
        cause: taking_back(&commit.cause, before.head.next_sequence()),
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
