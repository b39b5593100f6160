//! Invites: sent by who may invite, accepted by the invited person (rules 90 and 91). Withdrawing one is
//! removing the person.

use super::commands::{check_address_is_free, check_id_is_free, check_name, stored};
use super::{User, UserStatus};
use crate::decide::{Context, Outcome};
use crate::policy::{LoginMethod, OrganizationRole, Permission, ResourceRef};
use crate::validation::Checks;
use crate::{Actor, Event, Problem, Rejection, Timestamp, UserId};

/// How many days an invite can be accepted. The sources give invites an expiry without saying which.
pub const INVITE_DAYS: i64 = 7;

const DAY: i64 = 86_400;

fn expiry(now: Timestamp) -> Timestamp {
    Timestamp::from_seconds(now.seconds() + INVITE_DAYS * DAY)
}

/// Invites an address into the Organization.
pub(crate) fn invite(
    context: &Context<'_>,
    id: UserId,
    email: &str,
    role: OrganizationRole,
) -> Outcome {
    // Rule 90.
    context.require(
        Permission::OrganizationUsersCreate,
        ResourceRef::Organization,
    )?;
    let mut checks = Checks::default();
    // USR-1
    checks.address("email", email);
    // USR-1
    checks.ensure(role.is_given_by_invite(), || {
        Problem::new(
            "role",
            "invite-role",
            format!("an invite gives no role {}", role.title()),
            "Invite with Owner, Billing Admin or Member, and change the role later.",
        )
    });
    // USR-2
    check_address_is_free(context, &mut checks, id, "email", email);
    check_id_is_free(context, &mut checks, id);
    checks.finish()?;
    let now = context.env.now;
    Ok(vec![Event::UserInvited(User {
        status: UserStatus::Pending,
        invite_expires_at: Some(expiry(now)),
        ..User::joined(id, email, email, role, now)
    })])
}

/// Sends an invite once more, with a new expiry.
pub(crate) fn resend(context: &Context<'_>, id: UserId) -> Outcome {
    // Rule 90.
    context.require(
        Permission::OrganizationUsersCreate,
        ResourceRef::Organization,
    )?;
    let user = stored(context, id)?;
    let mut checks = Checks::default();
    check_is_invited(&mut checks, user);
    checks.finish()?;
    Ok(vec![Event::InviteResent {
        id,
        expires_at: expiry(context.env.now),
    }])
}

/// Accepts an invite.
pub(crate) fn accept(context: &Context<'_>, id: UserId, full_name: &str) -> Outcome {
    // Rule 91: the invited person, who may not do anything else yet (rule 24).
    if context.caller.actor == Actor::User(id) {
        context.require_arrival()?;
    } else {
        // Where nobody signs in, whoever may invite says that the person came.
        context.require(
            Permission::OrganizationUsersCreate,
            ResourceRef::Organization,
        )?;
    }
    let user = stored(context, id)?;
    let mut checks = Checks::default();
    let is_own = context.caller.actor == Actor::User(id);
    checks.ensure(
        is_own || context.caller.login == LoginMethod::Device,
        || {
            Problem::new(
                "id",
                "not-yours",
                format!("only `{}` accepts this invite", user.email),
                "Let the invited person sign in and accept it.",
            )
        },
    );
    check_is_invited(&mut checks, user);
    // Rule 90.
    checks.ensure(!user.is_invite_expired(context.env.now), || {
        let end = user.invite_expires_at.unwrap_or(context.env.now);
        Problem::new(
            "id",
            "invite-expired",
            format!("the invite of `{}` expired at {end}", user.email),
            "Send the invite again.",
        )
    });
    check_name(&mut checks, full_name);
    checks.finish()?;
    Ok(vec![Event::InviteAccepted {
        id,
        full_name: full_name.trim().to_owned(),
    }])
}

fn check_is_invited(checks: &mut Checks, user: &User) {
    checks.ensure(user.status == UserStatus::Pending, || {
        Problem::new(
            "id",
            "not-invited",
            format!("`{}` has no open invite", user.email),
            "Invites are open while the state is Invited.",
        )
    });
}

impl User {
    /// Makes somebody invited a member of the Organization.
    pub(crate) fn accept_invite(&mut self, full_name: &str) {
        full_name.clone_into(&mut self.full_name);
        self.status = UserStatus::Active;
        self.invite_expires_at = None;
    }
}

/// For a problem of somebody who joins without being asked.
pub(super) fn invite_needed(message: impl Into<String>) -> Rejection {
    Rejection::Invalid(vec![Problem::new(
        "username",
        "invite-needed",
        message,
        "Ask an Organization Owner for an invite.",
    )])
}
