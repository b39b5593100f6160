//! Whether pages that change things in place do so at once or in the plan, and which roles the plan gives and takes.
//! What a change of roles brings about is told elsewhere (`selectors/consequences.rs`).

use leptos::prelude::*;
use planisphere_domain::Command;
use planisphere_domain::access::{BoundRole, Holder};

use super::super::{Replica, RolePlace};

impl Replica {
    /// Whether changes in place go into the plan.
    #[must_use]
    pub fn changes_into_plan(self) -> bool {
        self.planning().in_place.get()
    }

    /// Says whether changes in place go into the plan from now on.
    pub fn change_into_plan(self, into_plan: bool) {
        self.planning().in_place.set(into_plan);
    }

    /// The role that the plan gives somebody at a place, in words; `none` where it takes the one that is held.
    #[must_use]
    pub fn planned_role(self, at: &RolePlace, holder: Holder) -> Option<String> {
        if self.looks_back() {
            return None;
        }
        let planned = self.planning().staged.with(|staged| {
            let commands = staged.commands();
            commands
                .filter_map(|command| role_at(command, at, holder))
                .last()
        })?;
        let Some(role) = planned else {
            return Some("none".to_owned());
        };
        self.read(|opened| role.title(&opened.state))
    }
}

/// The role that a command gives this holder here, if it is about that; inside, nothing where it takes one.
fn role_at(command: &Command, at: &RolePlace, to: Holder) -> Option<Option<BoundRole>> {
    let (holder, place, role) = match command {
        Command::AssignOrganizationRole { holder, role } => (
            holder,
            RolePlace::Organization,
            Some(BoundRole::Organization(*role)),
        ),
        Command::AssignWorkspaceRole {
            holder,
            workspace,
            role,
        } => (
            holder,
            RolePlace::Workspace(*workspace),
            role.map(|role| BoundRole::Workspace(*workspace, role)),
        ),
        Command::AssignDeploymentRole {
            holder,
            deployment,
            role,
        } => (
            holder,
            RolePlace::Deployment(*deployment),
            role.map(|role| BoundRole::Deployment(*deployment, role)),
        ),
        Command::AssignDagRole {
            holder,
            deployment,
            dags,
            role,
        } => (
            holder,
            RolePlace::Dags(*deployment, dags.clone()),
            role.map(|role| BoundRole::Dag(*deployment, dags.clone(), role)),
        ),
        _ => return None,
    };
    (*holder == to && place == *at).then_some(role)
}
