//! What the staged commands would do, reckoned once for everything that shows it. Nothing is kept or changed here.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use planisphere_domain::plan::{Keep, Plan, brought_up_to};
use planisphere_domain::{Command, Rejection, State, decide_all};

use super::super::{Failure, Replica, caller, env};
use super::{Slot, Staged};

/// Long enough not to write at every keystroke.
const KEEP_AFTER: Duration = Duration::from_millis(500);

/// What the plan would do to the open Organization. Two of them are the same only when they are one: comparing
/// states would cost more than drawing again.
#[derive(Clone)]
pub(in crate::replica) struct Previewed(Arc<Outcome>);

pub(in crate::replica) struct Outcome {
    pub(super) base: State,
    pub(super) after: State,
    rejections: BTreeMap<Slot, Vec<Rejection>>,
}

impl PartialEq for Previewed {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for Previewed {
    type Target = Outcome;

    fn deref(&self) -> &Outcome {
        &self.0
    }
}

impl Outcome {
    /// What is there once it is applied.
    pub(in crate::replica) const fn after(&self) -> &State {
        &self.after
    }

    /// Why what a form staged is refused.
    pub(in crate::replica) fn rejections_of(&self, slot: &Slot) -> &[Rejection] {
        self.rejections.get(slot).map_or(&[], Vec::as_slice)
    }
}

impl Replica {
    /// Reckons the preview from now on, for as long as the frame of the Organization stands. What was staged here
    /// before is taken up again.
    pub fn begin_planning(self) {
        let preview = Memo::new(move |_| self.reckon());
        self.planning().preview.set_value(Some(preview));
        let view = Memo::new(move |_| self.reckon_view());
        self.planning().view.set_value(Some(view));
        // The Organization decides which plan is open.
        Effect::new(move |_| {
            let handle = self
                .opened
                .with(|opened| opened.as_ref().map(|it| it.handle.clone()));
            if let Some(handle) = handle {
                self.open_plan(handle);
            }
        });
        // A page that dies tells nobody, so what is staged is kept soon after each change.
        let mut keep_soon = debounce(KEEP_AFTER, move |()| self.keep_plan());
        Effect::new(move |_| {
            self.planning().staged.track();
            keep_soon(());
        });
    }

    pub(in crate::replica) fn preview(self) -> Option<Previewed> {
        self.planning().preview.get_value()?.try_get().flatten()
    }

    pub(in crate::replica) fn preview_untracked(self) -> Option<Previewed> {
        untrack(|| self.preview())
    }

    fn reckon(self) -> Option<Previewed> {
        let staged = self.planning().staged.get();
        if staged.parts.is_empty() || self.looks_back() {
            return None;
        }
        self.preview_of(&staged)
    }

    /// The same without being told of later changes.
    pub(super) fn preview_of_untracked(self, staged: &Staged) -> Option<Previewed> {
        untrack(|| self.preview_of(staged))
    }

    /// What these parts would do now.
    pub(super) fn preview_of(self, staged: &Staged) -> Option<Previewed> {
        self.read(|opened| {
            let env = env();
            let caller = caller(opened.viewer?, env.now);
            let commands: Vec<Command> = staged.commands().cloned().collect();
            let plan = Plan::of(commands);
            let preview = plan.preview(&opened.state, &caller, &env);
            let mut rejections: BTreeMap<Slot, Vec<Rejection>> = BTreeMap::new();
            let mut first = 0;
            for part in &staged.parts {
                let next = first + part.commands.len();
                for (place, rejection) in preview.rejections() {
                    if (first..next).contains(place) {
                        let of = rejections.entry(part.slot.clone()).or_default();
                        of.push(rejection.clone());
                    }
                }
                first = next;
            }
            Some(Previewed(Arc::new(Outcome {
                base: opened.state.clone(),
                after: preview.after().clone(),
                rejections,
            })))
        })
        .flatten()
    }

    /// These commands over what is stored and what the parts before them do, each over the ones before it.
    pub(super) fn rebased(self, before: &Staged, commands: &[Command], keep: Keep) -> Vec<Command> {
        let earlier: Vec<Command> = before.commands().cloned().collect();
        self.own_untracked(|opened| {
            let env = env();
            let Some(viewer) = opened.viewer else {
                return commands.to_vec();
            };
            let caller = caller(viewer, env.now);
            let after = |base: &State, commands: Vec<Command>| {
                let preview = Plan::of(commands).preview(base, &caller, &env);
                preview.after().clone()
            };
            let mut ground = after(&opened.state, earlier);
            let mut rebased = Vec::with_capacity(commands.len());
            for command in commands {
                if let Some(command) = brought_up_to(&ground, command, keep) {
                    ground = after(&ground, vec![command.clone()]);
                    rebased.push(command);
                }
            }
            rebased
        })
        .unwrap_or_else(|| commands.to_vec())
    }

    /// Answers what a command is refused for on top of everything that is staged.
    ///
    /// # Errors
    /// The first refusal.
    pub fn refuse_unplannable(self, commands: &[Command]) -> Result<(), Failure> {
        self.refuse_while_closed()?;
        let preview = self.preview_untracked();
        self.read_untracked(|opened| {
            let env = env();
            let viewer = opened.viewer.ok_or(Failure::NoViewer)?;
            let caller = caller(viewer, env.now);
            let base = preview
                .as_ref()
                .map_or(&opened.state, |preview| &preview.after);
            decide_all(base, &caller, commands, &env)
                .map(|_| ())
                .map_err(|(_, refused)| {
                    self.refused(base, refused.clone(), commands);
                    Failure::Rejected(refused)
                })
        })
        .unwrap_or(Err(Failure::NotReady))
    }
}
