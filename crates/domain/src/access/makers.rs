//! Who may make a grant: the kinds of roles, and by name those who hold one, found by judging the command as
//! each of them.

use super::paths::BoundRole;
use super::suggest::{Grant, all_deployment_roles};
use super::{Holder, ancestors, dag_role_set, deployment_role_set};
use crate::decide::{Env, decide};
use crate::policy::{
    Caller, OrganizationRole, Permission, PermissionSet, ResourceRef, WorkspaceRole, closed,
    held_on, organization_role_everywhere, owns_the_organization, workspace_role,
};
use crate::{Actor, Command, State};

/// How many are named at most.
const AT_MOST: usize = 12;
/// How many are judged at most.
const TRIED_AT_MOST: usize = 200;

/// Who may make a grant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Makers {
    /// The titles of the roles that may, those that hold least first.
    pub roles: Vec<String>,
    /// Some of the people and tokens who may now.
    pub named: Vec<Actor>,
    /// Whether `named` is everybody.
    pub is_complete: bool,
}

impl Makers {
    /// The same for somebody who may know only of some of those who may: the others are left out.
    #[must_use]
    pub fn known(&self, is_known: impl Fn(Actor) -> bool) -> Self {
        let named: Vec<Actor> = self
            .named
            .iter()
            .copied()
            .filter(|it| is_known(*it))
            .collect();
        Self {
            roles: self.roles.clone(),
            is_complete: self.is_complete && named.len() == self.named.len(),
            named,
        }
    }

    /// In words: `Workspace Owner or Organization Owner: Ada, Grace and others`.
    #[must_use]
    pub fn sentence(&self, state: &State) -> String {
        let names: Vec<&str> = self
            .named
            .iter()
            .filter_map(|actor| state.holder_name(Holder::from(*actor)))
            .collect();
        let roles = self.roles.join(" or ");
        match (names.is_empty(), self.is_complete) {
            (true, true) => format!("{roles}: nobody holds one now"),
            (true, false) => roles,
            (false, true) => format!("{roles}: {}", names.join(", ")),
            (false, false) => format!("{roles}: {} and others", names.join(", ")),
        }
    }
}

/// The Organization Owners who may act.
pub(super) fn owners<'a>(state: &'a State, env: &Env) -> impl Iterator<Item = Caller> + use<'a> {
    callers(state, env).filter(|caller| owns_the_organization(state, caller).allowed)
}

/// Everybody, as they would call from this device with the current secret.
fn callers<'a>(state: &'a State, env: &Env) -> impl Iterator<Item = Caller> + use<'a> {
    let now = env.now;
    let people = state
        .users()
        .map(move |user| Caller::acting(Actor::User(user.id), now));
    let tokens = state.api_tokens().map(move |token| Caller {
        rotations: token.rotations,
        ..Caller::acting(Actor::ApiToken(token.id), now)
    });
    people.chain(tokens)
}

/// Who may grant this to an actor.
pub(super) fn makers(
    state: &State,
    actor: Actor,
    grant: &Grant,
    command: &Command,
    env: &Env,
) -> Makers {
    let (needed, on) = needed(state, actor, grant);
    let mut found = Makers {
        roles: roles(state, needed, &on, given(state, grant)),
        is_complete: true,
        ..Makers::default()
    };
    let able = callers(state, env).filter(|caller| {
        held_on(state, caller.actor, &on).is_some_and(|held| held.contains(needed))
    });
    for (tried, caller) in able.enumerate() {
        if found.named.len() == AT_MOST || tried == TRIED_AT_MOST {
            found.is_complete = false;
            break;
        }
        if decide(state, &caller, command, env).is_ok() {
            found.named.push(caller.actor);
        }
    }
    found
}

/// The permission that a grant needs, and on what (rules 21, 35, 44, 63, 66 and 79).
fn needed(state: &State, actor: Actor, grant: &Grant) -> (Permission, ResourceRef) {
    let Grant::Role(role) = grant else {
        return (
            Permission::OrganizationTeamsUpdate,
            ResourceRef::Organization,
        );
    };
    match role {
        BoundRole::Organization(_) | BoundRole::UpwardReads => {
            let permission = match actor {
                Actor::User(_) => Permission::OrganizationUsersUpdate,
                Actor::ApiToken(_) => Permission::OrganizationApiTokensUpdate,
            };
            (permission, ResourceRef::Organization)
        }
        BoundRole::Workspace(id, _) => {
            let is_there = state
                .bindings(Holder::from(actor))
                .is_some_and(|bindings| bindings.workspaces.contains_key(id));
            let permission = match actor {
                Actor::User(_) if is_there => Permission::WorkspaceUsersUpdate,
                Actor::User(_) => Permission::WorkspaceUsersCreate,
                Actor::ApiToken(_) => Permission::WorkspaceApiTokensUpdate,
            };
            (permission, ResourceRef::Workspace(*id))
        }
        BoundRole::Deployment(id, _) | BoundRole::Dag(id, _, _) => {
            let permission = match actor {
                Actor::User(_) => Permission::DeploymentUsersDelete,
                Actor::ApiToken(_) => Permission::DeploymentApiTokensRolesUpdate,
            };
            (permission, ResourceRef::Deployment(*id))
        }
    }
}

/// What the maker must hold as well (rule 88). Joining a Team gives no role that was not given already.
fn given(state: &State, grant: &Grant) -> PermissionSet {
    match grant {
        Grant::Role(BoundRole::Organization(role)) => organization_role_everywhere(*role),
        Grant::Role(BoundRole::Workspace(_, role)) => workspace_role(*role),
        Grant::Role(BoundRole::Deployment(_, role)) => deployment_role_set(state, *role),
        Grant::Role(BoundRole::Dag(_, _, role)) => dag_role_set(state, *role),
        Grant::Role(BoundRole::UpwardReads) | Grant::JoinTeam(_) => PermissionSet::EMPTY,
    }
}

/// The titles of all roles that reach the place, hold what is needed and nothing less than what is given.
fn roles(state: &State, needed: Permission, on: &ResourceRef, given: PermissionSet) -> Vec<String> {
    let suffices = |set: PermissionSet| {
        let set = closed(set);
        set.contains(needed) && given.without(set).is_empty()
    };
    let mut titles = Vec::new();
    let (workspace, deployment) = ancestors(state, on);
    if let Some(id) = deployment {
        titles.extend(
            all_deployment_roles(state)
                .filter(|role| suffices(deployment_role_set(state, *role)))
                .map(|role| BoundRole::Deployment(id, role).title(state)),
        );
    }
    if workspace.is_some() {
        titles.extend(
            WorkspaceRole::ALL
                .iter()
                .filter(|role| suffices(workspace_role(**role)))
                .map(|role| role.title().to_owned()),
        );
    }
    titles.extend(
        OrganizationRole::ALL
            .iter()
            .filter(|role| role.is_owner() || suffices(organization_role_everywhere(**role)))
            .map(|role| role.title().to_owned()),
    );
    titles
}
