//! The roles that reach a thing, one by one: bound directly, through a Team, or carried down from above
//! (rules 5, 8 and 20). Slower than the index, for those who ask why.

use super::{DagSelector, Extent, Holder, dag_role_set, deployment_role_set};
use crate::policy::{
    DagRole, DeploymentRole, OrganizationRole, PermissionSet, ResourceRef, WorkspaceRole, closed,
    organization_role_everywhere, supports_dag_roles, upward_reads, workspace_role,
};
use crate::{Actor, CustomRoleId, DeploymentId, Names, State, TeamId, WorkspaceId};

/// A role and where it is bound.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BoundRole {
    /// In the Organization.
    Organization(OrganizationRole),
    /// In a Workspace.
    Workspace(WorkspaceId, WorkspaceRole),
    /// On a Deployment.
    Deployment(DeploymentId, DeploymentRole),
    /// On DAGs of a Deployment.
    Dag(DeploymentId, DagSelector, DagRole),
    /// The few reads of the Organization that come with a token below it (rule 6).
    UpwardReads,
}

impl BoundRole {
    /// Where it is bound; `None` for what comes by itself.
    #[must_use]
    pub fn extent(&self) -> Option<Extent> {
        match self {
            Self::Organization(_) => Some(Extent::Organization),
            Self::Workspace(id, _) => Some(Extent::Workspace(*id)),
            Self::Deployment(id, _) => Some(Extent::Deployment(*id)),
            Self::Dag(id, dags, _) => Some(Extent::Dags(*id, dags.clone())),
            Self::UpwardReads => None,
        }
    }

    /// As a person reads it; a custom role by its name.
    #[must_use]
    pub fn title(&self, state: &State) -> String {
        self.title_by(&Names::of(state))
    }

    /// The same by other names.
    pub(crate) fn title_by(&self, names: &Names<'_>) -> String {
        let custom = |id: CustomRoleId| names.custom_role(id);
        match self {
            Self::Organization(role) => role.title().to_owned(),
            Self::Workspace(_, role) => role.title().to_owned(),
            Self::Deployment(_, DeploymentRole::BuiltIn(role)) => role.title().to_owned(),
            Self::Dag(_, _, DagRole::BuiltIn(role)) => role.title().to_owned(),
            Self::Deployment(_, DeploymentRole::Custom(id))
            | Self::Dag(_, _, DagRole::Custom(id)) => custom(*id),
            Self::UpwardReads => "API token below the Organization".to_owned(),
        }
    }
}

/// One way by which a role reaches a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolePath {
    /// The role and where it is bound.
    pub role: BoundRole,
    /// The Team that passes it on; `None` when it is the actor's own.
    pub through: Option<TeamId>,
    /// What it gives on the thing that was asked about, implied permissions included.
    pub gives: PermissionSet,
    /// Whether it gives nothing because the Deployment's Runtime is too old for DAG roles (rule 56).
    pub is_stopped_by_runtime: bool,
}

/// Every role of an actor that reaches a thing, their own first, from the Organization down. A DAG role on an
/// old Runtime is listed and gives nothing.
#[must_use]
pub fn paths(state: &State, actor: Actor, resource: &ResourceRef) -> Vec<RolePath> {
    let mut found = of_holder(state, Holder::from(actor), None, resource);
    match actor {
        Actor::User(user) => {
            for team in state.teams_of(user) {
                found.extend(of_holder(
                    state,
                    Holder::Team(team.id),
                    Some(team.id),
                    resource,
                ));
            }
        }
        Actor::ApiToken(id) => {
            let reads = state.api_token(id).map(upward_reads).unwrap_or_default();
            if !reads.is_empty() {
                found.push(RolePath {
                    role: BoundRole::UpwardReads,
                    through: None,
                    gives: reads,
                    is_stopped_by_runtime: false,
                });
            }
        }
    }
    found
}

/// What the roles of one holder give on a thing, Teams counted for themselves alone.
#[must_use]
pub fn given_by(state: &State, holder: Holder, resource: &ResourceRef) -> PermissionSet {
    of_holder(state, holder, None, resource)
        .iter()
        .fold(PermissionSet::EMPTY, |set, path| set.union(path.gives))
}

pub(crate) fn of_holder(
    state: &State,
    holder: Holder,
    through: Option<TeamId>,
    resource: &ResourceRef,
) -> Vec<RolePath> {
    let mut found = Vec::new();
    let mut push = |role: BoundRole, set: PermissionSet| {
        found.push(RolePath {
            role,
            through,
            gives: closed(set),
            is_stopped_by_runtime: false,
        });
    };
    if let Some(role) = state.organization_role(holder) {
        push(
            BoundRole::Organization(role),
            organization_role_everywhere(role),
        );
    }
    let Some(bindings) = state.bindings(holder) else {
        return found;
    };
    let (workspace, deployment) = ancestors(state, resource);
    if let Some(id) = workspace
        && let Some(role) = bindings.workspaces.get(&id)
    {
        push(BoundRole::Workspace(id, *role), workspace_role(*role));
    }
    let Some(id) = deployment else {
        return found;
    };
    if let Some(role) = bindings.deployments.get(&id) {
        push(
            BoundRole::Deployment(id, *role),
            deployment_role_set(state, *role),
        );
    }
    if let ResourceRef::Dag(dag) = resource {
        let takes_dag_roles = state
            .deployment(id)
            .is_some_and(|deployment| supports_dag_roles(&deployment.runtime));
        for (dags, role) in bindings.dags.get(&id).into_iter().flatten() {
            let covers = match dags {
                DagSelector::Id(covered) => *covered == dag.id,
                DagSelector::Tag(tag) => dag.tags.contains(tag),
            };
            if covers {
                let gives = if takes_dag_roles {
                    closed(dag_role_set(state, *role))
                } else {
                    PermissionSet::EMPTY
                };
                found.push(RolePath {
                    role: BoundRole::Dag(id, dags.clone(), *role),
                    through,
                    gives,
                    is_stopped_by_runtime: !takes_dag_roles,
                });
            }
        }
    }
    found
}

/// The Workspace and the Deployment that a thing is, or is in.
#[must_use]
pub fn ancestors(
    state: &State,
    resource: &ResourceRef,
) -> (Option<WorkspaceId>, Option<DeploymentId>) {
    let in_workspace = |id: DeploymentId| {
        let workspace = state
            .deployment(id)
            .map(|deployment| deployment.workspace_id);
        (workspace, Some(id))
    };
    match resource {
        ResourceRef::Organization | ResourceRef::Cluster(_) => (None, None),
        ResourceRef::Workspace(id) => (Some(*id), None),
        ResourceRef::Deployment(id) => in_workspace(*id),
        ResourceRef::Dag(dag) => in_workspace(dag.deployment),
    }
}
