//! What a row tries: questions to the policy, commands to the core, or something that cannot even be said.

use planisphere_domain::policy::Permission;
use planisphere_domain::{Command, ResourceRef};

/// One try. It goes through when everything in it does.
#[derive(Debug)]
pub struct Attempt {
    /// Whether the model has such a request at all. A role for a DAG id and a tag at once, for one, has no
    /// place in any command.
    pub can_be_said: bool,
    /// Questions to the policy.
    pub asks: Vec<(Permission, ResourceRef)>,
    /// Commands, as one step.
    pub commands: Vec<Command>,
}

impl Attempt {
    /// The general question.
    pub fn asking(permission: Permission, on: ResourceRef) -> Self {
        Self {
            can_be_said: true,
            asks: vec![(permission, on)],
            commands: Vec::new(),
        }
    }

    /// Commands that the core judges.
    pub fn of(commands: impl IntoIterator<Item = Command>) -> Self {
        Self {
            can_be_said: true,
            asks: Vec::new(),
            commands: commands.into_iter().collect(),
        }
    }

    /// What no request can be.
    pub const fn impossible() -> Self {
        Self {
            can_be_said: false,
            asks: Vec::new(),
            commands: Vec::new(),
        }
    }

    /// The general question, and beside it what the policy says of the arguments.
    pub fn asking_with(permission: Permission, on: ResourceRef, holds: bool) -> Self {
        Self {
            can_be_said: holds,
            ..Self::asking(permission, on)
        }
    }
}
