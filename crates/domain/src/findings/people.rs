//! Owners and people without activity.

use super::{FindingRule, Fix, Look, Subject};
use crate::access::Holder;
use crate::policy::{FOUNDER, counts_as_owner};
use crate::user::{User, UserStatus, only_owner};
use crate::{Actor, Command, State, UserId};

fn owns(user: &User) -> bool {
    counts_as_owner(user.organization_role, user.status)
}

pub(super) fn look(look: &mut Look<'_>) {
    let only = only_owner(look.state);
    if let Some(only) = only.and_then(|id| look.state.user(id)) {
        let evidence = format!("{} is the only active Organization Owner", only.full_name);
        look.add(FindingRule::SingleOwner, Subject::Organization, evidence);
    }
    for user in look.state.users() {
        // Nobody could switch the last owner off.
        if user.status != UserStatus::Active || only == Some(user.id) {
            continue;
        }
        if let Some(days) = look.quiet_days(Actor::User(user.id), user.created_at) {
            let evidence = format!("{} changed nothing for {days} days", user.full_name);
            look.add(
                FindingRule::InactivePerson,
                Subject::User(user.id),
                evidence,
            );
        }
    }
}

/// The active person who holds most already, by name among equals.
pub(super) fn fix_single_owner(state: &State) -> Option<Fix> {
    let candidates = state
        .users()
        .filter(|user| user.status == UserStatus::Active && !owns(user));
    let best = candidates.min_by_key(|user| {
        let roles = &user.roles;
        let held = roles.workspaces.values().max().copied();
        (
            std::cmp::Reverse(user.organization_role),
            std::cmp::Reverse(held),
            std::cmp::Reverse(roles.workspaces.len()),
            user.full_name.clone(),
        )
    })?;
    Some(Fix::of(Command::AssignOrganizationRole {
        holder: Holder::User(best.id),
        role: FOUNDER,
    }))
}

#[expect(clippy::unnecessary_wraps, reason = "as every fix")]
pub(super) fn fix_inactive(id: UserId) -> Option<Fix> {
    Some(Fix::of(Command::SetUserStatus {
        id,
        status: UserStatus::Inactive,
    }))
}
