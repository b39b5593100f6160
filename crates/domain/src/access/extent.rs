//! How far something said of access extends: over one thing and everything in it.

use super::{Bound, DagSelector, Holder, bounds};
use crate::policy::{PermissionSet, ResourceRef, Scope, held_on};
use crate::{Actor, DagRef, DeploymentId, Names, State, WorkspaceId};

/// A thing and everything in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extent {
    /// The Organization and all Workspaces.
    Organization,
    /// A Workspace and its Deployments.
    Workspace(WorkspaceId),
    /// A Deployment and its DAGs.
    Deployment(DeploymentId),
    /// One DAG of a Deployment, or those with one tag. What covers a DAG by its id and by its tags adds up.
    Dags(DeploymentId, DagSelector),
}

impl Extent {
    /// As a person reads it: `Workspace "Data"`.
    #[must_use]
    pub fn title(&self, state: &State) -> String {
        self.title_by(&Names::of(state))
    }

    /// The same by other names.
    pub(crate) fn title_by(&self, names: &Names<'_>) -> String {
        let deployment = |id: DeploymentId| names.deployment(id);
        match self {
            Self::Organization => "the Organization".to_owned(),
            Self::Workspace(id) => format!("Workspace \"{}\"", names.workspace(*id)),
            Self::Deployment(id) => format!("Deployment \"{}\"", deployment(*id)),
            Self::Dags(id, DagSelector::Id(dag)) => {
                format!("DAG \"{dag}\" of Deployment \"{}\"", deployment(*id))
            }
            Self::Dags(id, DagSelector::Tag(tag)) => {
                format!(
                    "DAGs with the tag \"{tag}\" of Deployment \"{}\"",
                    deployment(*id)
                )
            }
        }
    }

    /// The thing to ask a check about.
    #[must_use]
    pub fn resource(&self) -> ResourceRef {
        match self {
            Self::Organization => ResourceRef::Organization,
            Self::Workspace(id) => ResourceRef::Workspace(*id),
            Self::Deployment(id) => ResourceRef::Deployment(*id),
            Self::Dags(id, dags) => super::escalation::target(*id, dags),
        }
    }

    /// The next wider thing; `None` above the Organization.
    #[must_use]
    pub fn parent(&self, state: &State) -> Option<Self> {
        match self {
            Self::Organization => None,
            Self::Workspace(_) => Some(Self::Organization),
            Self::Deployment(id) => Some(
                state
                    .deployment(*id)
                    .map_or(Self::Organization, |it| Self::Workspace(it.workspace_id)),
            ),
            Self::Dags(id, _) => Some(Self::Deployment(*id)),
        }
    }

    /// The part of a set that means something on this thing or on what is in it.
    #[must_use]
    pub fn relevant(&self, set: PermissionSet) -> PermissionSet {
        match self {
            Self::Organization => set,
            Self::Workspace(_) => set.without(set.within(Scope::Organization)),
            Self::Deployment(_) => set.within(Scope::Deployment).union(set.within(Scope::Dag)),
            Self::Dags(..) => set.within(Scope::Dag),
        }
    }

    /// Whether the thing is there.
    pub(crate) fn exists(&self, state: &State) -> bool {
        match self {
            Self::Organization => true,
            Self::Workspace(id) => state.workspace(*id).is_some(),
            Self::Deployment(id) | Self::Dags(id, _) => state.deployment(*id).is_some(),
        }
    }

    /// What an actor holds on it by any path, whether they may act or not; nothing where it is not there.
    pub(crate) fn held(&self, state: &State, actor: Actor) -> PermissionSet {
        held_on(state, actor, &self.resource()).unwrap_or_default()
    }

    /// Where a question about this resource is asked. A cluster belongs to the Organization; a DAG counts by
    /// its id alone.
    #[must_use]
    pub fn of(resource: &ResourceRef) -> Self {
        match resource {
            ResourceRef::Organization | ResourceRef::Cluster(_) => Self::Organization,
            ResourceRef::Workspace(id) => Self::Workspace(*id),
            ResourceRef::Deployment(id) => Self::Deployment(*id),
            ResourceRef::Dag(DagRef { deployment, id, .. }) => {
                Self::Dags(*deployment, DagSelector::Id(id.clone()))
            }
        }
    }
}

/// Everywhere below the Organization where a holder's own roles are bound.
pub(crate) fn extents_of(state: &State, holder: Holder) -> Vec<Extent> {
    let mut found = Vec::new();
    let Some(bindings) = state.bindings(holder) else {
        return found;
    };
    for bound in bounds(bindings) {
        match bound {
            Bound::Workspace(id) => found.push(Extent::Workspace(id)),
            Bound::Deployment(id) => found.push(Extent::Deployment(id)),
            Bound::DagsOf(id) => found.extend(
                bindings
                    .dags
                    .get(&id)
                    .into_iter()
                    .flatten()
                    .map(|(dags, _)| Extent::Dags(id, dags.clone())),
            ),
        }
    }
    found
}

/// The holders whose roles reach an actor: themselves and their Teams (rule 8).
pub(crate) fn holders_of(state: &State, actor: Actor) -> Vec<Holder> {
    let teams = actor
        .user()
        .into_iter()
        .flat_map(|user| state.teams_of(user))
        .map(|team| Holder::Team(team.id));
    std::iter::once(Holder::from(actor)).chain(teams).collect()
}
