//! Who gains and who loses what between two states of an Organization.
//!
//! It starts from the records that differ, not from everybody. Only roles count, and whether somebody may act
//! at all: tiers, switches, addresses and logins are gates, not access. A token that ends by itself changes no
//! record and is not seen here.
//!
//! Whoever shows the answer leaves out what the person who looks may not see.

use std::collections::{BTreeMap, BTreeSet};

use super::affected::{Moved, Sides, affected, moved_deployments};
use super::extent::{Extent, extents_of, holders_of};
use crate::policy::PermissionSet;
use crate::user::UserStatus;
use crate::{Actor, State};

/// What one actor gains and loses on a thing and on everything in it, except where a change of its own says
/// otherwise. Such an exception may be empty: there nothing changes. It names what means something there: no
/// permissions of the Organization on a Workspace.
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

/// What actors lost because a thing is gone, beyond what they lost on what it was in: the part that [`access_delta`]
/// leaves out. It is told by the names of `before`.
#[must_use]
pub fn access_gone(before: &State, after: &State) -> Vec<AccessChange> {
    // Whatever went would come if the log ran backwards.
    let mut changes = access_delta(after, before);
    changes.retain(|change| !change.gained.is_empty() && !change.on.exists(after));
    for change in &mut changes {
        change.lost = std::mem::take(&mut change.gained);
    }
    changes
}

/// The changes of one actor alone, when no Deployment moved.
pub(crate) fn delta_of(before: &State, after: &State, actor: Actor) -> Vec<AccessChange> {
    changes_of(Sides { before, after }, actor, &[])
}

/// What changes on one thing.
#[derive(Clone, Copy, Default, PartialEq)]
struct Net {
    gained: PermissionSet,
    lost: PermissionSet,
}

impl Net {
    /// The part that means something on a thing.
    fn on(self, extent: &Extent) -> Self {
        Self {
            gained: extent.relevant(self.gained),
            lost: extent.relevant(self.lost),
        }
    }
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
        let net = net(sides, actor, &extent, &mut known).on(&extent);
        let above = extent
            .parent(sides.after)
            .map(|parent| self::net(sides, actor, &parent, &mut known))
            .unwrap_or_default();
        if net != above.on(&extent) {
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
