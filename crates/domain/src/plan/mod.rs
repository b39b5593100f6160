//! Changes staged before they are applied: an ordered list of commands over a base state, the forked state after
//! them, what differs, and what is refused. Nothing here changes anything; applying a plan is one batch of its
//! commands through [`decide_all`](crate::decide_all).

mod cost;
mod diff;
mod overlap;
mod rebase;
mod record;
mod secrets;
mod shared;

use crate::access::{AccessChange, access_delta};
use crate::policy::Caller;
use crate::{Command, Env, Event, Rejection, State, Timestamp, apply, decide};

pub use cost::{CostDelta, cost_delta};
pub use diff::{Change, Difference, FieldChange, difference, difference_for, difference_known_now};
pub(crate) use diff::{Compared, compared};
pub use overlap::{beside, edits_the_same, without_fields};
pub use rebase::{Keep, brought_up_to, wanted};
pub(crate) use record::EMPTY_SECRET;
pub use secrets::{PlannedSecret, new_secrets};
pub use shared::{SHARED_FORMAT, SharedPart, SharedPlan};

/// Commands in the order in which they were staged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    commands: Vec<Command>,
}

impl Plan {
    /// A plan of these commands, in this order.
    #[must_use]
    pub const fn of(commands: Vec<Command>) -> Self {
        Self { commands }
    }

    /// What is staged, in order.
    #[must_use]
    pub fn commands(&self) -> &[Command] {
        &self.commands
    }

    /// Whether nothing is staged.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.commands.is_empty()
    }

    /// Adds a command after the others.
    pub fn stage(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Takes the command at a place out; `None` when there is none. Those after it stay, and may be refused without it.
    pub fn withdraw(&mut self, place: usize) -> Option<Command> {
        (place < self.commands.len()).then(|| self.commands.remove(place))
    }

    /// What the plan would do to `base` if this caller applied it now.
    ///
    /// A refused command is passed over, so that every refusal is known at once: a permission that the caller
    /// lacks, or a field that somebody changed since it was staged, with both values.
    #[must_use]
    pub fn preview<'a>(&self, base: &'a State, caller: &Caller, env: &Env) -> Preview<'a> {
        let mut preview = Preview {
            base,
            after: base.clone(),
            events: Vec::new(),
            rejections: Vec::new(),
        };
        for (place, command) in self.commands.iter().enumerate() {
            match decide(&preview.after, caller, command, env) {
                Ok(events) => {
                    for event in &events {
                        apply(&mut preview.after, event, env.now, caller.actor);
                    }
                    preview.events.extend(events);
                }
                Err(rejection) => preview.rejections.push((place, rejection)),
            }
        }
        preview
    }
}

/// What a plan would do.
#[derive(Clone, Debug)]
pub struct Preview<'a> {
    base: &'a State,
    after: State,
    events: Vec<Event>,
    rejections: Vec<(usize, Rejection)>,
}

impl Preview<'_> {
    /// The state after every command that is not refused.
    #[must_use]
    pub const fn after(&self) -> &State {
        &self.after
    }

    /// What would happen, in order.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Each refused command by its place, and why.
    #[must_use]
    pub fn rejections(&self) -> &[(usize, Rejection)] {
        &self.rejections
    }

    /// Whether it can be applied: something is staged and nothing is refused.
    #[must_use]
    pub fn is_applicable(&self) -> bool {
        self.rejections.is_empty() && !self.events.is_empty()
    }

    /// What differs, thing by thing and field by field.
    #[must_use]
    pub fn diff(&self) -> Vec<Change> {
        difference(self.base, &self.after)
    }

    /// What it costs before and after.
    #[must_use]
    pub fn cost_delta(&self, now: Timestamp) -> CostDelta {
        cost_delta(self.base, &self.after, now)
    }

    /// The secrets that it needs and that are not stored yet.
    #[must_use]
    pub fn secrets(&self) -> Vec<PlannedSecret> {
        new_secrets(self.base, &self.after)
    }

    /// Who gains and who loses which permission on what.
    #[must_use]
    pub fn access_delta(&self) -> Vec<AccessChange> {
        access_delta(self.base, &self.after)
    }
}
