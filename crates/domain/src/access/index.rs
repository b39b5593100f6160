//! The index behind every check: effective permission sets by actor and place, kept by the setters of
//! [`State`] alone, so that a check costs a few look-ups however much is bound (architecture rule 4).
//!
//! It is never stored. [`AccessIndex::rebuilt`] makes it anew from the records, with the same answers.

use std::sync::Arc;

use super::flat::Flat;
use super::place::{Bound, DagGrants, Place, Standing};
use super::{Bindings, Holder};
use crate::policy::{
    DagRole, DeploymentRole, OrganizationRole, PermissionSet, closed, dag_role, deployment_role,
    organization_role_everywhere, upward_reads, workspace_role,
};
use crate::user::UserStatus;
use crate::{Actor, DagRef, DeploymentId, State, UserId, WorkspaceId};

/// The index. Equality means the same answers to every check.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct AccessIndex {
    standings: Flat<Actor, Standing>,
    /// Sets held in Workspaces and on Deployments.
    held: Flat<(Actor, Bound), PermissionSet>,
    /// Sets held on single DAGs.
    dags: Flat<(Actor, DeploymentId), Arc<DagGrants>>,
    places: Flat<DeploymentId, Place>,
    workspaces: Flat<WorkspaceId, ()>,
}

impl AccessIndex {
    /// The index of a state, made from its records alone.
    pub(crate) fn rebuilt(state: &State) -> Self {
        let mut index = Self::default();
        for workspace in state.workspaces() {
            index.set_workspace(workspace.id, true);
        }
        for deployment in state.deployments() {
            index.set_place(deployment.id, Some(Place::of(deployment)));
        }
        let people = state.users().map(|user| Actor::User(user.id));
        let tokens = state.api_tokens().map(|token| Actor::ApiToken(token.id));
        for actor in people.chain(tokens) {
            index.set_standing(actor, standing(state, actor));
            for bindings in holdings(state, actor) {
                for bound in bounds(bindings) {
                    index.refresh(state, actor, bound);
                }
            }
        }
        index
    }

    /// Everything that an Organization role or the like gives an actor; `None` for a stranger.
    #[inline]
    pub(crate) fn standing(&self, actor: Actor) -> Option<&Standing> {
        self.standings.get(&actor)
    }

    /// What a check needs to know of a Deployment; `None` when there is none.
    #[inline]
    pub(crate) fn place(&self, deployment: DeploymentId) -> Option<Place> {
        self.places.get(&deployment).copied()
    }

    /// Whether a Workspace is there.
    #[inline]
    pub(crate) fn has_workspace(&self, workspace: WorkspaceId) -> bool {
        self.workspaces.get(&workspace).is_some()
    }

    /// What an actor holds by roles bound at exactly this place.
    #[inline]
    pub(crate) fn held(&self, actor: Actor, bound: Bound) -> PermissionSet {
        self.held.get(&(actor, bound)).copied().unwrap_or_default()
    }

    /// What an actor holds on one DAG by DAG roles.
    #[inline]
    pub(crate) fn held_on_dag(&self, actor: Actor, dag: &DagRef) -> PermissionSet {
        self.dags
            .get(&(actor, dag.deployment))
            .map(|grants| grants.on(&dag.id, &dag.tags))
            .unwrap_or_default()
    }

    pub(crate) fn set_workspace(&mut self, workspace: WorkspaceId, is_there: bool) {
        self.workspaces.set(workspace, is_there.then_some(()));
    }

    pub(crate) fn set_place(&mut self, deployment: DeploymentId, place: Option<Place>) {
        self.places.set(deployment, place);
    }

    pub(crate) fn set_standing(&mut self, actor: Actor, standing: Option<Standing>) {
        self.standings.set(actor, standing);
    }

    /// Lets `to` do what `actor` may do in another state, whatever the records here say of either.
    pub(crate) fn lend(&mut self, from: &State, actor: Actor, to: Actor) {
        self.set_standing(to, from.access.standing(actor).cloned());
        for bound in holdings(from, actor).flat_map(bounds) {
            match bound {
                Bound::Workspace(_) | Bound::Deployment(_) => {
                    let held = from.access.held.get(&(actor, bound)).copied();
                    self.held.set((to, bound), held);
                }
                Bound::DagsOf(deployment) => {
                    let grants = from.access.dags.get(&(actor, deployment)).cloned();
                    self.dags.set((to, deployment), grants);
                }
            }
        }
    }

    /// Computes anew what an actor holds at one place.
    pub(crate) fn refresh(&mut self, state: &State, actor: Actor, bound: Bound) {
        match bound {
            Bound::Workspace(_) | Bound::Deployment(_) => {
                let set = holdings(state, actor).fold(PermissionSet::EMPTY, |set, bindings| {
                    set.union(bound_set(state, bindings, bound))
                });
                let held = (set != PermissionSet::EMPTY).then_some(set);
                self.held.set((actor, bound), held);
            }
            Bound::DagsOf(deployment) => {
                let mut grants = DagGrants::default();
                for bindings in holdings(state, actor) {
                    for (dags, role) in bindings.dags.get(&deployment).into_iter().flatten() {
                        grants.add(dags, closed(dag_role_set(state, *role)));
                    }
                }
                let held = (!grants.is_empty()).then(|| Arc::new(grants));
                self.dags.set((actor, deployment), held);
            }
        }
    }
}

/// Every place where these bindings hold something.
pub(crate) fn bounds(bindings: &Bindings) -> impl Iterator<Item = Bound> {
    let workspaces = bindings.workspaces.keys().copied().map(Bound::Workspace);
    let deployments = bindings.deployments.keys().copied().map(Bound::Deployment);
    let dags = bindings.dags.keys().copied().map(Bound::DagsOf);
    workspaces.chain(deployments).chain(dags)
}

/// The bindings that reach an actor: their own, and those of every Team they are in (rule 8).
fn holdings(state: &State, actor: Actor) -> impl Iterator<Item = &Bindings> {
    let own = state.bindings(Holder::from(actor));
    // Whom a Team lists and who is not there holds nothing.
    let user = own.and_then(|_| actor.user());
    let teams = user.into_iter().flat_map(|id| state.teams_of(id));
    own.into_iter().chain(teams.map(|team| &team.roles))
}

/// What a person, token or Team member is everywhere.
pub(crate) fn standing(state: &State, actor: Actor) -> Option<Standing> {
    match actor {
        Actor::User(id) => {
            let user = state.user(id)?;
            let roles = organization_roles(state, id);
            Some(Standing {
                status: user.status,
                end_at: None,
                rotations: 0,
                everywhere: roles.fold(PermissionSet::EMPTY, |set, role| {
                    set.union(everywhere(role))
                }),
            })
        }
        Actor::ApiToken(id) => {
            let token = state.api_token(id)?;
            let own = token.organization_role;
            Some(Standing {
                status: UserStatus::Active,
                end_at: token.end_at,
                rotations: token.rotations,
                everywhere: own
                    .map(everywhere)
                    .unwrap_or_default()
                    .union(upward_reads(token)),
            })
        }
    }
}

/// The Organization roles of a person: their own, and those of their Teams (rules 13 and 68).
fn organization_roles(
    state: &State,
    user: UserId,
) -> impl Iterator<Item = OrganizationRole> + Clone {
    let own = state.user(user).map(|user| user.organization_role);
    let teams: Vec<OrganizationRole> = state
        .teams_of(user)
        .map(|team| team.organization_role)
        .collect();
    own.into_iter().chain(teams)
}

/// What an Organization role gives everywhere, implied permissions included.
fn everywhere(role: OrganizationRole) -> PermissionSet {
    closed(organization_role_everywhere(role))
}

fn bound_set(state: &State, bindings: &Bindings, bound: Bound) -> PermissionSet {
    let set = match bound {
        Bound::Workspace(id) => bindings.workspaces.get(&id).copied().map(workspace_role),
        Bound::Deployment(id) => bindings
            .deployments
            .get(&id)
            .map(|role| deployment_role_set(state, *role)),
        Bound::DagsOf(_) => None,
    };
    closed(set.unwrap_or_default())
}

/// What a Deployment role holds now; a custom role that is gone holds nothing.
pub(crate) fn deployment_role_set(state: &State, role: DeploymentRole) -> PermissionSet {
    match role {
        DeploymentRole::BuiltIn(role) => deployment_role(role),
        DeploymentRole::Custom(id) => state
            .custom_role(id)
            .map(crate::custom_role::CustomRole::permission_set)
            .unwrap_or_default(),
    }
}

/// What a DAG role holds now; a custom role that is gone holds nothing.
pub(crate) fn dag_role_set(state: &State, role: DagRole) -> PermissionSet {
    match role {
        DagRole::BuiltIn(role) => dag_role(role),
        DagRole::Custom(id) => state
            .custom_role(id)
            .map(crate::custom_role::CustomRole::permission_set)
            .unwrap_or_default(),
    }
}
