//! Everything that somebody may do: on the Organization, and wherever roles of theirs change what they hold.
//! Everywhere else they hold what they hold on the thing around it, so ten thousand Deployments cost nothing
//! until somebody looks at them.
//!
//! It tells what roles give, whether or not the actor may act now, and tells all: a page leaves out what the
//! person who looks may not see.

use std::collections::{BTreeMap, BTreeSet};

use super::Holder;
use super::extent::{Extent, extents_of, holders_of};
use super::paths::{RolePath, of_holder, paths};
use crate::deployment::Deployment;
use crate::policy::{PermissionSet, ResourceRef};
use crate::user::UserStatus;
use crate::workspace::Workspace;
use crate::{Actor, DeploymentId, State, WorkspaceId};

/// Everything that one holder may do.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// Whose.
    pub holder: Holder,
    /// Whether they may act at all now; a Team never does itself, and counts as active.
    pub is_active: bool,
    /// What they hold on the Organization, and in every Workspace that has no entry.
    pub organization: Held,
    /// Every place below it where roles of theirs are bound.
    pub below: BTreeMap<Extent, Held>,
}

/// What somebody holds on a thing, and through what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Everything, implied permissions included.
    pub set: PermissionSet,
    /// Every role that reaches it.
    pub paths: Vec<RolePath>,
}

/// Everything that a person, a Team or a token may do.
#[must_use]
pub fn reach(state: &State, holder: Holder) -> Reach {
    let held = |resource: &ResourceRef| {
        let paths = match actor_of(holder) {
            Some(actor) => paths(state, actor, resource),
            None => of_holder(state, holder, None, resource),
        };
        let set = paths
            .iter()
            .fold(PermissionSet::EMPTY, |set, path| set.union(path.gives));
        Held { set, paths }
    };
    let extents: BTreeSet<Extent> = actor_of(holder)
        .map_or_else(|| vec![holder], |actor| holders_of(state, actor))
        .into_iter()
        .flat_map(|holder| extents_of(state, holder))
        .collect();
    Reach {
        holder,
        is_active: is_active(state, holder),
        organization: held(&ResourceRef::Organization),
        below: extents
            .into_iter()
            .map(|extent| {
                let held = held(&extent.resource());
                (extent, held)
            })
            .collect(),
    }
}

impl Reach {
    /// What is held in a Workspace.
    #[must_use]
    pub fn in_workspace(&self, id: WorkspaceId) -> &Held {
        self.below
            .get(&Extent::Workspace(id))
            .unwrap_or(&self.organization)
    }

    /// What is held on a Deployment.
    #[must_use]
    pub fn on_deployment(&self, deployment: &Deployment) -> &Held {
        self.below
            .get(&Extent::Deployment(deployment.id))
            .unwrap_or_else(|| self.in_workspace(deployment.workspace_id))
    }

    /// What is held on single DAGs of a Deployment, beside what is held on the Deployment.
    pub fn on_dags_of(&self, id: DeploymentId) -> impl Iterator<Item = (&Extent, &Held)> {
        self.below
            .iter()
            .filter(move |(extent, _)| matches!(extent, Extent::Dags(of, _) if *of == id))
    }

    /// Every Workspace whose details may be read, with what is held there.
    pub fn workspaces<'a>(
        &'a self,
        state: &'a State,
    ) -> impl Iterator<Item = (&'a Workspace, &'a Held)> {
        state
            .workspaces()
            .map(|workspace| (workspace, self.in_workspace(workspace.id)))
            .filter(|(workspace, held)| {
                held.set
                    .contains(ResourceRef::Workspace(workspace.id).reading())
            })
    }

    /// Every Deployment of a Workspace that may be read, with what is held there.
    pub fn deployments_of<'a>(
        &'a self,
        state: &'a State,
        workspace: WorkspaceId,
    ) -> impl Iterator<Item = (&'a Deployment, &'a Held)> {
        state
            .deployments_of(workspace)
            .map(|deployment| (deployment, self.on_deployment(deployment)))
            .filter(|(deployment, held)| {
                held.set
                    .contains(ResourceRef::Deployment(deployment.id).reading())
            })
    }

    /// How many Deployments may be read.
    #[must_use]
    pub fn deployment_count(&self, state: &State) -> usize {
        let reading = ResourceRef::Deployment(DeploymentId::from_bits(0)).reading();
        let reads_all = |workspace| self.in_workspace(workspace).set.contains(reading);
        let whole: usize = state
            .workspaces()
            .filter(|workspace| reads_all(workspace.id))
            .map(|workspace| state.deployment_count_of(workspace.id))
            .sum();
        // Elsewhere only a role on the Deployment itself lets them read it.
        let single = self.below.iter().filter(|(extent, held)| {
            let Extent::Deployment(id) = extent else {
                return false;
            };
            held.set.contains(reading)
                && state
                    .deployment(*id)
                    .is_some_and(|deployment| !reads_all(deployment.workspace_id))
        });
        whole + single.count()
    }
}

fn actor_of(holder: Holder) -> Option<Actor> {
    match holder {
        Holder::User(id) => Some(Actor::User(id)),
        Holder::ApiToken(id) => Some(Actor::ApiToken(id)),
        Holder::Team(_) => None,
    }
}

/// Whether a holder's roles count at all (rule 24).
fn is_active(state: &State, holder: Holder) -> bool {
    match holder {
        Holder::User(id) => state
            .user(id)
            .is_some_and(|user| user.status == UserStatus::Active),
        Holder::Team(_) | Holder::ApiToken(_) => state.bindings(holder).is_some(),
    }
}
