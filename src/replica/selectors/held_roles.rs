//! What a person or a Team holds, and through what: one line per role and place, as far as the person who
//! looks may see the place and who is in it.

use planisphere_domain::access::{BoundRole, DagSelector, Holder};
use planisphere_domain::policy::{
    DagRole, DeploymentRole, OrganizationRole, Permission, ResourceRef, WorkspaceRole,
    in_every_workspace, supports_dag_roles,
};
use planisphere_domain::{DeploymentId, State, TeamId, UserId, WorkspaceId};

use super::super::{Opened, Replica, Viewer};

/// A place as a line of a list names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceName {
    /// The Organization.
    Organization,
    /// Every Workspace, present and future.
    EveryWorkspace,
    /// A Workspace.
    Workspace(WorkspaceId, String),
    /// A Deployment, the Workspace it is in, and both names.
    Deployment(DeploymentId, WorkspaceId, String, String),
    /// DAGs of a Deployment.
    Dags(DeploymentId, WorkspaceId, String, DagSelector),
}

/// Through what somebody holds a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Through {
    /// It is their own.
    Own,
    /// A Team passes it on.
    Team(TeamId, String),
    /// Another role carries it along, their own or that of a Team.
    Carried {
        /// The title of that role.
        by: String,
        /// The Team that passes it on.
        team: Option<(TeamId, String)>,
    },
}

/// One role that somebody holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRole {
    /// Where.
    pub at: PlaceName,
    /// The role and where it is bound.
    pub role: BoundRole,
    /// The short name of the role.
    pub label: String,
    /// Through what.
    pub through: Through,
    /// Why it gives nothing at the moment.
    pub stopped: Option<String>,
}

impl Replica {
    /// Everything that a person reaches and through what; their own roles first, from the Organization down.
    #[must_use]
    pub fn reach_of_user(self, id: UserId) -> Vec<HeldRole> {
        self.read(|opened| {
            let is_own = opened.viewer == Some(Viewer::user(id));
            if !is_own && !opened.holds(Permission::OrganizationUsersGet) {
                return Vec::new();
            }
            let mut found = held_by(opened, Holder::User(id), None, is_own);
            // Teams show to those who may list them; what they give shows to their members all the same.
            if is_own || opened.holds(Permission::OrganizationTeamsGet) {
                for team in opened.state.teams_of(id) {
                    let through = Some((team.id, team.name.clone()));
                    found.extend(held_by(opened, Holder::Team(team.id), through, is_own));
                }
            }
            found.sort_by(|a, b| a.at.cmp(&b.at));
            found
        })
        .unwrap_or_default()
    }

    /// The roles of a Team, from the Organization down.
    #[must_use]
    pub fn roles_of_team(self, id: TeamId) -> Vec<HeldRole> {
        self.read(|opened| {
            if !opened.holds(Permission::OrganizationTeamsGet) {
                return Vec::new();
            }
            let is_member = opened
                .viewer
                .and_then(Viewer::person)
                .is_some_and(|viewer| opened.state.teams_of(viewer).any(|team| team.id == id));
            let mut found = held_by(opened, Holder::Team(id), None, is_member);
            found.sort_by(|a, b| a.at.cmp(&b.at));
            found
        })
        .unwrap_or_default()
    }
}

/// What a holder's own bindings give. `is_own` shows places that the person could not see others in.
fn held_by(
    opened: &Opened,
    holder: Holder,
    team: Option<(TeamId, String)>,
    is_own: bool,
) -> Vec<HeldRole> {
    let state = &opened.state;
    let through = || match &team {
        Some((id, name)) => Through::Team(*id, name.clone()),
        None => Through::Own,
    };
    let mut found = Vec::new();
    let mut push = |at: PlaceName, role: BoundRole, stopped: Option<String>| {
        found.push(HeldRole {
            label: short(state, &role),
            at,
            role,
            through: through(),
            stopped,
        });
    };
    let organization_role = state.organization_role(holder);
    if let Some(role) = organization_role {
        push(PlaceName::Organization, BoundRole::Organization(role), None);
    }
    if let Some(bindings) = state.bindings(holder) {
        for (id, role) in &bindings.workspaces {
            if let Some(at) = workspace_name(opened, *id, is_own) {
                push(at, BoundRole::Workspace(*id, *role), None);
            }
        }
        for (id, role) in &bindings.deployments {
            if let Some((workspace, names)) = deployment_names(opened, *id, is_own) {
                let at = PlaceName::Deployment(*id, workspace, names.0, names.1);
                push(at, BoundRole::Deployment(*id, *role), None);
            }
        }
        for (id, dags) in &bindings.dags {
            let Some((workspace, names)) = deployment_names(opened, *id, is_own) else {
                continue;
            };
            // Access rule 56.
            let stopped = state
                .deployment(*id)
                .filter(|deployment| !supports_dag_roles(&deployment.runtime))
                .map(|deployment| {
                    format!("Gives nothing on Runtime {}", deployment.runtime.text())
                });
            for (selector, role) in dags {
                push(
                    PlaceName::Dags(*id, workspace, names.0.clone(), selector.clone()),
                    BoundRole::Dag(*id, selector.clone(), *role),
                    stopped.clone(),
                );
            }
        }
    }
    if let Some(carried) = organization_role.and_then(|role| carried(role, team.as_ref())) {
        found.push(carried);
    }
    found
}

/// The role that an Organization role carries into every Workspace (access rule 20).
fn carried(role: OrganizationRole, team: Option<&(TeamId, String)>) -> Option<HeldRole> {
    let inside: WorkspaceRole = in_every_workspace(role)?;
    Some(HeldRole {
        at: PlaceName::EveryWorkspace,
        role: BoundRole::Organization(role),
        label: inside.label().to_owned(),
        through: Through::Carried {
            by: role.title().to_owned(),
            team: team.cloned(),
        },
        stopped: None,
    })
}

/// The name beside its place: a built-in role by its short name, a custom one by its own.
pub(super) fn short(state: &State, role: &BoundRole) -> String {
    match role {
        BoundRole::Organization(role) => role.label().to_owned(),
        BoundRole::Workspace(_, role) => role.label().to_owned(),
        BoundRole::Deployment(_, DeploymentRole::BuiltIn(role)) => role.label().to_owned(),
        BoundRole::Dag(_, _, DagRole::BuiltIn(role)) => role.label().to_owned(),
        other => other.title(state),
    }
}

fn workspace_name(opened: &Opened, id: WorkspaceId, is_own: bool) -> Option<PlaceName> {
    let needed = if is_own {
        Permission::WorkspaceGet
    } else {
        Permission::WorkspaceUsersGet
    };
    let workspace = opened.state.workspace(id)?;
    opened
        .holds_on(needed, &ResourceRef::Workspace(id))
        .then(|| PlaceName::Workspace(id, workspace.name.clone()))
}

/// The Workspace of a Deployment, the Deployment's name and the Workspace's.
fn deployment_names(
    opened: &Opened,
    id: DeploymentId,
    is_own: bool,
) -> Option<(WorkspaceId, (String, String))> {
    let needed = if is_own {
        Permission::DeploymentBasicGet
    } else {
        Permission::DeploymentUsersGet
    };
    let deployment = opened.state.deployment(id)?;
    let workspace = opened.state.workspace(deployment.workspace_id)?;
    opened
        .holds_on(needed, &ResourceRef::Deployment(id))
        .then(|| {
            (
                workspace.id,
                (deployment.name.clone(), workspace.name.clone()),
            )
        })
}
