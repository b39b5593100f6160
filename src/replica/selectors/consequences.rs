//! What commands about roles and people do beside what their names say, for the question that is asked first:
//! roles that go along, who becomes an owner, and what the person takes from themselves.

use std::collections::BTreeMap;

use planisphere_domain::access::{BoundRole, Extent, Holder, access_delta};
use planisphere_domain::policy;
use planisphere_domain::{Actor, Command, Event, State, decide_all};

use super::super::{Opened, Replica, Viewer, caller};
use super::workspaces::name_of;

/// A role that somebody holds no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoneRole {
    /// Who held it.
    pub name: String,
    /// The role, such as `Deployment Viewer`.
    pub title: String,
    /// Where, such as `Deployment "etl"`.
    pub place: String,
    /// Whether a command named it; others go along with it.
    pub is_named: bool,
}

/// What follows beside what was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consequences {
    /// Every role that is taken, those that were named and those that go along.
    pub taken: Vec<GoneRole>,
    /// Who owns the Organization after it and did not before.
    pub new_owners: Vec<String>,
    /// How many permissions the person in front of the device loses, and where.
    pub own_losses: Vec<(u32, String)>,
    /// Whether they may take it back afterwards.
    pub can_undo: bool,
}

impl Consequences {
    /// The roles that go along with those that were named.
    pub fn going_along(&self) -> impl Iterator<Item = &GoneRole> {
        self.taken.iter().filter(|role| !role.is_named)
    }

    /// Whether somebody has to be asked first.
    #[must_use]
    pub fn is_weighty(&self) -> bool {
        self.going_along().next().is_some()
            || !self.new_owners.is_empty()
            || !self.own_losses.is_empty()
    }
}

impl Replica {
    /// What these commands would do; nothing where they are refused.
    #[must_use]
    pub fn consequences(self, commands: &[Command]) -> Consequences {
        self.read(|opened| consequences(opened, commands))
            .flatten()
            .unwrap_or_default()
    }
}

fn consequences(opened: &Opened, commands: &[Command]) -> Option<Consequences> {
    let (env, viewer) = (opened.env(), opened.viewer?);
    let caller = caller(viewer, env.now);
    let events = decide_all(&opened.state, &caller, commands, &env).ok()?;
    let mut after = opened.clone();
    for event in &events {
        planisphere_domain::apply(&mut after.state, event, env.now, caller.actor);
    }
    let back = planisphere_domain::undo(&opened.state, &events);
    let can_undo = back.is_some_and(|back| Replica::dry_run(&after, &back).is_ok());
    let owns = |state: &State, actor: Actor| {
        let asks = Viewer::of(state, actor).caller(env.now);
        policy::owns_the_organization(state, &asks).allowed
    };
    let changes = access_delta(&opened.state, &after.state);
    let new_owners = changes
        .iter()
        .filter(|change| change.on == Extent::Organization && !change.gained.is_empty())
        .filter(|change| !owns(&opened.state, change.actor) && owns(&after.state, change.actor))
        .map(|change| name_of(opened, change.actor))
        .collect();
    let own_losses = changes
        .iter()
        .filter(|change| change.actor == viewer.actor() && !change.lost.is_empty())
        .map(|change| (change.lost.len(), change.on.title(&opened.state)))
        .collect();
    Some(Consequences {
        taken: taken(&opened.state, commands, &events),
        new_owners,
        own_losses,
        can_undo,
    })
}

/// The roles that the events take, once each, from the Organization down.
pub(super) fn taken(state: &State, commands: &[Command], events: &[Event]) -> Vec<GoneRole> {
    let mut gone = BTreeMap::new();
    for event in events {
        if let Some((holder, role)) = role_taken(state, event)
            && let Some(extent) = role.extent()
        {
            let is_named = commands.iter().any(|command| names(command, event));
            gone.insert(
                (extent.clone(), holder),
                GoneRole {
                    name: state.holder_name(holder).unwrap_or_default().to_owned(),
                    title: role.title(state),
                    place: extent.title(state),
                    is_named,
                },
            );
        }
    }
    gone.into_values().collect()
}

/// The role that an event takes from somebody who holds it.
fn role_taken(state: &State, event: &Event) -> Option<(Holder, BoundRole)> {
    match event {
        Event::WorkspaceRoleAssigned {
            holder,
            workspace,
            role: None,
        } => {
            let role = state.bindings(*holder)?.workspaces.get(workspace)?;
            Some((*holder, BoundRole::Workspace(*workspace, *role)))
        }
        Event::DeploymentRoleAssigned {
            holder,
            deployment,
            role: None,
        } => {
            let role = state.bindings(*holder)?.deployments.get(deployment)?;
            Some((*holder, BoundRole::Deployment(*deployment, *role)))
        }
        Event::DagRoleAssigned {
            holder,
            deployment,
            dags,
            role: None,
        } => {
            let role = state.bindings(*holder)?.dags.get(deployment)?.get(dags)?;
            Some((*holder, BoundRole::Dag(*deployment, dags.clone(), *role)))
        }
        _ => None,
    }
}

/// Whether a command asked for exactly this.
fn names(command: &Command, event: &Event) -> bool {
    match (command, event) {
        (
            Command::AssignWorkspaceRole {
                holder, workspace, ..
            },
            Event::WorkspaceRoleAssigned {
                holder: of,
                workspace: at,
                ..
            },
        ) => holder == of && workspace == at,
        (
            Command::AssignDeploymentRole {
                holder, deployment, ..
            },
            Event::DeploymentRoleAssigned {
                holder: of,
                deployment: at,
                ..
            },
        ) => holder == of && deployment == at,
        (
            Command::AssignDagRole {
                holder,
                deployment,
                dags,
                ..
            },
            Event::DagRoleAssigned {
                holder: of,
                deployment: at,
                dags: which,
                ..
            },
        ) => holder == of && deployment == at && dags.tidy() == *which,
        _ => false,
    }
}
