//! Everybody who may do a thing, and through what.
//!
//! Only roles count; tiers and switches refuse everybody alike and are asked with the question itself. People
//! who are not active and tokens that end are listed and marked. It tells all: a page leaves out what the
//! person who looks may not see.

use super::paths::{RolePath, paths};
use crate::policy::{Permission, ResourceRef, held_on};
use crate::user::UserStatus;
use crate::{Actor, State, Timestamp};

/// Somebody who holds a permission on a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolderOf {
    /// Who.
    pub actor: Actor,
    /// Whether they may act; a token is always active until it ends.
    pub status: UserStatus,
    /// When a token ends (rule 81).
    pub ends_at: Option<Timestamp>,
    /// Every path that gives the permission there.
    pub paths: Vec<RolePath>,
}

impl HolderOf {
    /// Whether they may act at this moment.
    #[must_use]
    pub fn works_at(&self, now: Timestamp) -> bool {
        self.status == UserStatus::Active && self.ends_at.is_none_or(|end| end > now)
    }
}

/// Everybody who holds a permission on a thing: people by id, then tokens.
#[must_use]
pub fn holders(state: &State, permission: Permission, resource: &ResourceRef) -> Vec<HolderOf> {
    let people = state.users().map(|user| HolderOf {
        actor: Actor::User(user.id),
        status: user.status,
        ends_at: None,
        paths: Vec::new(),
    });
    let tokens = state.api_tokens().map(|token| HolderOf {
        actor: Actor::ApiToken(token.id),
        status: UserStatus::Active,
        ends_at: token.end_at,
        paths: Vec::new(),
    });
    people
        .chain(tokens)
        .filter(|holder| {
            held_on(state, holder.actor, resource).is_some_and(|held| held.contains(permission))
        })
        .map(|mut holder| {
            holder.paths = paths(state, holder.actor, resource);
            holder.paths.retain(|path| path.gives.contains(permission));
            holder
        })
        .collect()
}
