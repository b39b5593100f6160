//! Whose access may differ between two states: told from the records that differ, and from who holds what they
//! are about.

use std::collections::BTreeSet;

use super::{Bindings, Holder};
use crate::policy::supports_dag_roles;
use crate::state::Changed;
use crate::team::Team;
use crate::user::{User, UserStatus};
use crate::{Actor, CustomRoleId, DeploymentId, State, WorkspaceId};

/// The two states that are compared.
#[derive(Clone, Copy)]
pub(super) struct Sides<'a> {
    pub(super) before: &'a State,
    pub(super) after: &'a State,
}

/// A Deployment that is in another Workspace now.
pub(super) struct Moved {
    pub(super) deployment: DeploymentId,
    from: WorkspaceId,
    to: WorkspaceId,
}

/// Every Deployment that moved.
pub(super) fn moved_deployments(sides: Sides<'_>) -> Vec<Moved> {
    sides
        .before
        .changed_deployments(sides.after)
        .into_iter()
        .filter_map(|changed| {
            let (before, after) = (changed.before?, changed.after?);
            (before.workspace_id != after.workspace_id).then_some(Moved {
                deployment: after.id,
                from: before.workspace_id,
                to: after.workspace_id,
            })
        })
        .collect()
}

/// Everybody whose access may differ.
pub(super) fn affected(sides: Sides<'_>, moved: &[Moved]) -> BTreeSet<Actor> {
    let Sides { before, after } = sides;
    let mut actors = BTreeSet::new();
    for changed in before.changed_users(after) {
        let id = changed.before.or(changed.after).map(|user| user.id);
        if !is_same_user(changed) {
            actors.extend(id.map(Actor::User));
        }
    }
    for changed in before.changed_api_tokens(after) {
        let id = changed.before.or(changed.after).map(|token| token.id);
        actors.extend(id.map(Actor::ApiToken));
    }
    for changed in before.changed_teams(after) {
        add_members(&mut actors, changed);
    }
    let roles: BTreeSet<CustomRoleId> = before
        .changed_custom_roles(after)
        .into_iter()
        .filter(|changed| {
            changed.before.map(|role| &role.permissions)
                != changed.after.map(|role| &role.permissions)
        })
        .filter_map(|changed| Some(changed.before.or(changed.after)?.id))
        .collect();
    for state in [before, after] {
        add_holders_of_roles(&mut actors, state, &roles);
        for place in moved {
            for workspace in [place.from, place.to] {
                add(&mut actors, state, state.holders_in_workspace(workspace));
            }
        }
    }
    for changed in before.changed_deployments(after) {
        if let (Some(old), Some(new)) = (changed.before, changed.after)
            && supports_dag_roles(&old.runtime) != supports_dag_roles(&new.runtime)
        {
            for state in [before, after] {
                add(&mut actors, state, state.holders_on_dags_of(new.id));
            }
        }
    }
    actors
}

/// Whether two versions of a person hold the same themselves.
fn is_same_user(changed: Changed<'_, User>) -> bool {
    let part = |user: &User| (user.status == UserStatus::Active, user.organization_role);
    changed.before.map(part) == changed.after.map(part)
        && changed.before.map(|user| &user.roles) == changed.after.map(|user| &user.roles)
}

/// Those who came to or left a Team; all members when its roles differ.
fn add_members(actors: &mut BTreeSet<Actor>, changed: Changed<'_, Team>) {
    let members = |team: Option<&Team>| -> BTreeSet<Actor> {
        let members = team.into_iter().flat_map(|team| &team.members);
        members.copied().map(Actor::User).collect()
    };
    let (old, new) = (members(changed.before), members(changed.after));
    let has_same_roles = matches!(
        (changed.before, changed.after),
        (Some(old), Some(new))
            if old.organization_role == new.organization_role && old.roles == new.roles
    );
    if has_same_roles {
        actors.extend(old.symmetric_difference(&new));
    } else {
        actors.extend(old.union(&new));
    }
}

fn add_holders_of_roles(
    actors: &mut BTreeSet<Actor>,
    state: &State,
    roles: &BTreeSet<CustomRoleId>,
) {
    if roles.is_empty() {
        return;
    }
    let uses = |bindings: &Bindings| {
        let deployments = bindings.deployments.values().map(|role| role.custom());
        let dags = bindings.dags.values().flat_map(|dags| dags.values());
        deployments
            .chain(dags.map(|role| role.custom()))
            .flatten()
            .any(|role| roles.contains(&role))
    };
    let people = state.users().filter(|user| uses(&user.roles));
    let teams = state.teams().filter(|team| uses(&team.roles));
    let tokens = state.api_tokens().filter(|token| uses(&token.roles));
    let holders = people
        .map(|user| Holder::User(user.id))
        .chain(teams.map(|team| Holder::Team(team.id)))
        .chain(tokens.map(|token| Holder::ApiToken(token.id)));
    add(actors, state, holders);
}

/// Adds the actors whom these holders' roles reach.
fn add(actors: &mut BTreeSet<Actor>, state: &State, holders: impl Iterator<Item = Holder>) {
    for holder in holders {
        match holder {
            Holder::User(id) => {
                actors.insert(Actor::User(id));
            }
            Holder::ApiToken(id) => {
                actors.insert(Actor::ApiToken(id));
            }
            Holder::Team(id) => actors.extend(
                state
                    .team(id)
                    .into_iter()
                    .flat_map(|team| team.members.iter().copied().map(Actor::User)),
            ),
        }
    }
}
