//! Switching people off and on, removing them, and the owner that has to remain (rules 21 to 24).

use super::commands::stored;
use super::{User, UserStatus};
use crate::decide::{Context, Outcome};
use crate::policy::{OrganizationRole, Permission, ResourceRef, counts_as_owner};
use crate::validation::Checks;
use crate::{Actor, Event, Problem, State, UserId};

/// Sets whether somebody may act (rule 24).
pub(crate) fn set_status(context: &Context<'_>, id: UserId, status: UserStatus) -> Outcome {
    context.require(
        Permission::OrganizationUsersUpdate,
        ResourceRef::Organization,
    )?;
    let user = stored(context, id)?;
    if user.status == status {
        return Ok(Vec::new());
    }
    let mut checks = Checks::default();
    // Rule 91: only accepting ends an invite, and nobody goes back to being invited.
    checks.ensure(
        status != UserStatus::Pending && user.status != UserStatus::Pending,
        || {
            Problem::new(
                "status",
                "invite-status",
                "an invite is accepted or withdrawn, its state is not set",
                "Send the invite again, or withdraw it.",
            )
        },
    );
    check_owner_remains(
        context,
        &mut checks,
        id,
        Some((user.organization_role, status)),
    );
    checks.finish()?;
    Ok(vec![Event::UserStatusSet { id, status }])
}

/// Takes somebody out of the Organization with everything they hold (rule 23), or withdraws their invite.
pub(crate) fn remove(context: &Context<'_>, id: UserId) -> Outcome {
    let is_own = context.caller.actor == Actor::User(id);
    let status = context.state.user(id).map(|user| user.status);
    match (is_own, status) {
        // An invite can be declined by who got it.
        (true, Some(UserStatus::Pending)) => context.require_arrival()?,
        // People leave by themselves, as long as they are active: who is shut out stays so.
        (true, _) => context.require(Permission::OrganizationGet, ResourceRef::Organization)?,
        // Rules 21 and 90.
        (false, _) => context.require(
            Permission::OrganizationUsersDelete,
            ResourceRef::Organization,
        )?,
    }
    stored(context, id)?;
    let mut checks = Checks::default();
    check_owner_remains(context, &mut checks, id, None);
    checks.finish()?;
    Ok(vec![Event::UserRemoved { id }])
}

/// Notes a problem when the Organization would be left without an active direct owner (rule 22, ORG-6).
/// `after` is what the person becomes; absent when they go.
pub(crate) fn check_owner_remains(
    context: &Context<'_>,
    checks: &mut Checks,
    id: UserId,
    after: Option<(OrganizationRole, UserStatus)>,
) {
    let counts = |user: &User| counts_as_owner(user.organization_role, user.status);
    let was_owner = context.state.user(id).is_some_and(counts);
    let stays = after.is_some_and(|(role, status)| counts_as_owner(role, status));
    if !was_owner || stays {
        return;
    }
    let others = context
        .state
        .users()
        .any(|user| user.id != id && counts(user));
    checks.ensure(others, || {
        Problem::new(
            "organizationRole",
            "last-owner",
            "this is the last active Organization Owner",
            "Make somebody else Organization Owner first.",
        )
    });
}

/// The one active direct owner, where there is exactly one.
#[must_use]
pub fn only_owner(state: &State) -> Option<UserId> {
    let mut owners = state
        .users()
        .filter(|user| counts_as_owner(user.organization_role, user.status));
    let first = owners.next()?;
    owners.next().is_none().then_some(first.id)
}
