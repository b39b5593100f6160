//! Who gains and who loses what between two states of an Organization.
//!
//! It starts from the records that differ, not from everybody. Only roles count, and whether somebody may act
//! at all: tiers, switches, addresses and logins are gates, not access. A token that ends by itself changes no
//! record and is not seen here.
//!
//! Whoever shows the answer leaves out what the person who looks may not see.

use std::collections::{BTreeMap, BTreeSet};

use super::extent::{Extent, extents_of, holders_of};
use super::{Bindings, Holder};
use crate::policy::{PermissionSet, Scope, supports_dag_roles};
use crate::state::Changed;
use crate::team::Team;
use crate::user::{User, UserStatus};
use crate::{Actor, CustomRoleId, DeploymentId, State, WorkspaceId};

/// What one actor gains and loses on a thing and on everything in it, except where a change of its own says
/// otherwise. Such an exception may be empty: there nothing changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessChange {
    /// Whose access changes.
    pub actor: Actor,
    /// Where.
    pub on: Extent,
    /// What they may do now and could not before.
    pub gained: PermissionSet,
    /// What they could do before and may not now.
    pub lost: PermissionSet,
}

impl AccessChange {
    /// In words, without the name of who it is about: `gains 3 and loses 1 permission on Workspace "Data"`.
    #[must_use]
    pub fn sentence(&self, state: &State) -> String {
        let on = self.on.title(state);
        let permissions = |count: u32| match count {
            1 => "1 permission".to_owned(),
            count => format!("{count} permissions"),
        };
        match (self.gained.len(), self.lost.len()) {
            (0, 0) => format!("keeps what they have on {on}"),
            (gained, 0) => format!("gains {} on {on}", permissions(gained)),
            (0, lost) => format!("loses {} on {on}", permissions(lost)),
            (gained, lost) => format!("gains {gained} and loses {} on {on}", permissions(lost)),
        }
    }
}

/// Every change of access from `before` to `after`, by actor, from the Organization down.
///
/// Things that are gone are not mentioned. On a thing that is new, an actor starts with what they held on what
/// it is in: only roles of its own change something there.
#[must_use]
pub fn access_delta(before: &State, after: &State) -> Vec<AccessChange> {
    let sides = Sides { before, after };
    let moved = moved_deployments(sides);
    affected(sides, &moved)
        .into_iter()
        .flat_map(|actor| changes_of(sides, actor, &moved))
        .collect()
}

/// The changes of one actor alone, when no Deployment moved.
pub(crate) fn delta_of(before: &State, after: &State, actor: Actor) -> Vec<AccessChange> {
    changes_of(Sides { before, after }, actor, &[])
}

/// The two states that are compared.
#[derive(Clone, Copy)]
struct Sides<'a> {
    before: &'a State,
    after: &'a State,
}

/// A Deployment that is in another Workspace now.
struct Moved {
    deployment: DeploymentId,
    from: WorkspaceId,
    to: WorkspaceId,
}

fn moved_deployments(sides: Sides<'_>) -> Vec<Moved> {
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
fn affected(sides: Sides<'_>, moved: &[Moved]) -> BTreeSet<Actor> {
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

/// What changes on one thing.
#[derive(Clone, Copy, Default, PartialEq)]
struct Net {
    gained: PermissionSet,
    lost: PermissionSet,
}

/// Where something may change for an actor: the Organization, every place with roles of theirs before or
/// after, and Deployments that moved.
fn changes_of(sides: Sides<'_>, actor: Actor, moved: &[Moved]) -> Vec<AccessChange> {
    let mut extents = BTreeSet::from([Extent::Organization]);
    for state in [sides.before, sides.after] {
        for holder in holders_of(state, actor) {
            extents.extend(extents_of(state, holder));
        }
    }
    extents.extend(
        moved
            .iter()
            .map(|place| Extent::Deployment(place.deployment)),
    );
    let mut known = BTreeMap::new();
    let mut changes = Vec::new();
    for extent in extents {
        if !extent.exists(sides.after) {
            continue;
        }
        let net = net(sides, actor, &extent, &mut known);
        let above = extent
            .parent(sides.after)
            .map(|parent| self::net(sides, actor, &parent, &mut known))
            .unwrap_or_default();
        if net != above {
            changes.push(AccessChange {
                actor,
                on: extent,
                gained: net.gained,
                lost: net.lost,
            });
        }
    }
    changes
}

fn net(sides: Sides<'_>, actor: Actor, extent: &Extent, known: &mut BTreeMap<Extent, Net>) -> Net {
    if let Some(net) = known.get(extent) {
        return *net;
    }
    let (before, after) = (
        was_held(sides, actor, extent),
        held_now(sides.after, actor, extent),
    );
    let net = Net {
        gained: after.without(before),
        lost: before.without(after),
    };
    known.insert(extent.clone(), net);
    net
}

/// What an actor can use: nothing unless they may act (rule 24).
fn held_now(state: &State, actor: Actor, extent: &Extent) -> PermissionSet {
    let is_active = match actor {
        Actor::User(id) => state
            .user(id)
            .is_some_and(|user| user.status == UserStatus::Active),
        Actor::ApiToken(id) => state.api_token(id).is_some(),
    };
    if is_active {
        extent.held(state, actor)
    } else {
        PermissionSet::EMPTY
    }
}

/// What an actor could use before; on what is new, what they held on the thing it is in now.
fn was_held(sides: Sides<'_>, actor: Actor, extent: &Extent) -> PermissionSet {
    let mut there = Some(extent.clone());
    while let Some(at) = there {
        if at.exists(sides.before) {
            return held_now(sides.before, actor, &at);
        }
        there = at.parent(sides.after);
    }
    PermissionSet::EMPTY
}

/// What a count of changes looks at on a thing: permissions of its own scope. What is held on a Deployment for
/// its DAGs counts there, once.
fn counted(set: PermissionSet, on: &Extent) -> PermissionSet {
    match on {
        Extent::Organization => set.within(Scope::Organization),
        Extent::Workspace(_) => set.within(Scope::Workspace),
        Extent::Deployment(_) => set.within(Scope::Deployment).union(set.within(Scope::Dag)),
        Extent::Dags(..) => set.within(Scope::Dag),
    }
}

/// How many pairs of a permission and a thing are gained by the changes of one actor, each permission counted
/// on things of its own scope.
pub(crate) fn gained_pairs(state: &State, changes: &[AccessChange]) -> u64 {
    let gained: BTreeMap<&Extent, PermissionSet> = changes
        .iter()
        .map(|change| (&change.on, change.gained))
        .collect();
    let on = |extent: &Extent, above: PermissionSet| gained.get(extent).copied().unwrap_or(above);
    let size = |set: PermissionSet, extent: &Extent| u64::from(counted(set, extent).len());
    let everywhere = on(&Extent::Organization, PermissionSet::EMPTY);
    let mut pairs = size(everywhere, &Extent::Organization);
    let mut below = BTreeMap::<WorkspaceId, (u64, u64)>::new();
    for (extent, set) in &gained {
        match extent {
            Extent::Organization | Extent::Workspace(_) => {}
            Extent::Deployment(id) => {
                if let Some(deployment) = state.deployment(*id) {
                    let (count, sum) = below.entry(deployment.workspace_id).or_default();
                    *count += 1;
                    *sum += size(*set, extent);
                }
            }
            Extent::Dags(id, _) => {
                let above = state.deployment(*id).map_or(everywhere, |deployment| {
                    on(&Extent::Workspace(deployment.workspace_id), everywhere)
                });
                let covered = on(&Extent::Deployment(*id), above);
                pairs += size(set.without(covered), extent);
            }
        }
    }
    for workspace in state.workspaces() {
        let extent = Extent::Workspace(workspace.id);
        let set = on(&extent, everywhere);
        pairs += size(set, &extent);
        let (own, sum) = below.get(&workspace.id).copied().unwrap_or_default();
        pairs += sum;
        // Every Deployment counts alike unless a change of its own says otherwise.
        let each = size(set, &Extent::Deployment(DeploymentId::from_bits(0)));
        if each > 0 {
            let count = state.deployment_count_of(workspace.id) as u64;
            pairs += each * count.saturating_sub(own);
        }
    }
    pairs
}

/// Whether one list of changes of an actor gains everything that another one gains, everywhere.
pub(crate) fn gains_all_of(state: &State, wide: &[AccessChange], narrow: &[AccessChange]) -> bool {
    let places = wide.iter().chain(narrow).map(|change| &change.on);
    places.into_iter().all(|extent| {
        gained_on(state, narrow, extent)
            .without(gained_on(state, wide, extent))
            .is_empty()
    })
}

fn gained_on(state: &State, changes: &[AccessChange], extent: &Extent) -> PermissionSet {
    let mut at = Some(extent.clone());
    while let Some(extent) = at {
        if let Some(change) = changes.iter().find(|change| change.on == extent) {
            return change.gained;
        }
        at = extent.parent(state);
    }
    PermissionSet::EMPTY
}
