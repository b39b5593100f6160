//! Slow ways to the same answers: ask about everybody and everything, before and after.

use std::collections::BTreeSet;

use planisphere_domain::access::{AccessChange, DagSelector, Extent, Holder};
use planisphere_domain::policy::{PermissionSet, Scope, held_on};
use planisphere_domain::user::UserStatus;
use planisphere_domain::{Actor, State};

/// Everybody of a state.
pub fn everybody(state: &State) -> BTreeSet<Actor> {
    let people = state.users().map(|user| Actor::User(user.id));
    let tokens = state.api_tokens().map(|token| Actor::ApiToken(token.id));
    people.chain(tokens).collect()
}

/// Every thing of a state, and every selector of DAGs that somebody has a role for in any of the states.
pub fn everything(state: &State, and: &[&State]) -> BTreeSet<Extent> {
    let mut all = BTreeSet::from([Extent::Organization]);
    all.extend(state.workspaces().map(|it| Extent::Workspace(it.id)));
    all.extend(state.deployments().map(|it| Extent::Deployment(it.id)));
    for other in std::iter::once(&state).chain(and) {
        let people = other.users().map(|it| Holder::User(it.id));
        let teams = other.teams().map(|it| Holder::Team(it.id));
        let tokens = other.api_tokens().map(|it| Holder::ApiToken(it.id));
        for holder in people.chain(teams).chain(tokens) {
            for (deployment, dags) in &other.bindings(holder).unwrap().dags {
                if state.deployment(*deployment).is_some() {
                    all.extend(
                        dags.keys()
                            .map(|dags: &DagSelector| Extent::Dags(*deployment, dags.clone())),
                    );
                }
            }
        }
    }
    all
}

/// What an actor can use on a thing: nothing unless they may act.
pub fn usable(state: &State, actor: Actor, extent: &Extent) -> PermissionSet {
    let is_active = match actor {
        Actor::User(id) => state
            .user(id)
            .is_some_and(|user| user.status == UserStatus::Active),
        Actor::ApiToken(id) => state.api_token(id).is_some(),
    };
    if is_active {
        held_on(state, actor, &extent.resource()).unwrap_or_default()
    } else {
        PermissionSet::EMPTY
    }
}

/// What they could use on it before; where it was not there yet, what they could use on what it is in.
pub fn usable_before(
    before: &State,
    after: &State,
    actor: Actor,
    extent: &Extent,
) -> PermissionSet {
    if held_on(
        before,
        Actor::User(super::world::user(0)),
        &extent.resource(),
    )
    .is_some()
    {
        return usable(before, actor, extent);
    }
    let parent = extent.parent(after).unwrap();
    usable_before(before, after, actor, &parent)
}

/// What a list of changes says of one actor and thing: the change there, or the nearest around it.
pub fn said(
    after: &State,
    changes: &[AccessChange],
    actor: Actor,
    extent: &Extent,
) -> (PermissionSet, PermissionSet) {
    let found = changes
        .iter()
        .find(|change| change.actor == actor && change.on == *extent);
    let (gained, lost) = match (found, extent.parent(after)) {
        (Some(change), _) => (change.gained, change.lost),
        (None, Some(parent)) => said(after, changes, actor, &parent),
        (None, None) => (PermissionSet::EMPTY, PermissionSet::EMPTY),
    };
    (extent.relevant(gained), extent.relevant(lost))
}

/// How many pairs of a permission and a thing of its scope one actor gains.
pub fn pairs_gained(before: &State, after: &State, actor: Actor) -> u64 {
    let gained = |extent: &Extent| {
        usable(after, actor, extent).without(usable_before(before, after, actor, extent))
    };
    everything(after, &[before])
        .iter()
        .map(|extent| {
            let set = gained(extent);
            let counted = match extent {
                Extent::Organization => set.within(Scope::Organization),
                Extent::Workspace(_) => set.within(Scope::Workspace),
                Extent::Deployment(_) => {
                    set.within(Scope::Deployment).union(set.within(Scope::Dag))
                }
                Extent::Dags(deployment, _) => set
                    .within(Scope::Dag)
                    .without(gained(&Extent::Deployment(*deployment))),
            };
            u64::from(counted.len())
        })
        .sum()
}
