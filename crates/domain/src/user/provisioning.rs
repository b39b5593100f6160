//! People from an identity provider: created, updated and switched off over SCIM (rules 109 and 110).

use super::commands::{check_address_is_free, check_profile};
use super::standing::check_owner_remains;
use super::{User, UserField, UserStatus};
use crate::decide::{Context, Outcome};
use crate::policy::{self, Permission, ResourceRef};
use crate::validation::Checks;
use crate::{Event, Problem, UserId};

/// Brings a person to what the identity provider says.
pub(crate) fn provision(
    context: &Context<'_>,
    id: UserId,
    email: &str,
    full_name: &str,
    is_active: bool,
) -> Outcome {
    // Rule 109: a token of an Organization Owner, while SCIM is on.
    context.require(
        Permission::OrganizationScimProvision,
        ResourceRef::Organization,
    )?;
    let (email, full_name) = (email.trim(), full_name.trim());
    let mut checks = Checks::default();
    check_profile(&mut checks, full_name, email);
    check_address_is_free(context, &mut checks, id, "username", email);
    let Some(stored) = context.state.user(id) else {
        checks.finish()?;
        // No source says which role people get who come this way: the least.
        let role = policy::PLAIN_MEMBER;
        let mut user = User::joined(id, full_name, email, role, context.env.now);
        if !is_active {
            user.status = UserStatus::Inactive;
        }
        return Ok(vec![Event::UserAdded(user)]);
    };
    let status = status_after(&mut checks, stored, is_active);
    let after = Some((stored.organization_role, status));
    check_owner_remains(context, &mut checks, id, after);
    checks.finish()?;
    Ok(changes(stored, email, full_name, status))
}

/// What becomes of somebody whom the identity provider calls active, or not.
fn status_after(checks: &mut Checks, stored: &User, is_active: bool) -> UserStatus {
    match (is_active, stored.status) {
        (true, UserStatus::Banned) => {
            checks.add(Problem::new(
                "status",
                "banned",
                format!("`{}` is banned here", stored.email),
                "Let an Organization Owner lift the ban first.",
            ));
            UserStatus::Banned
        }
        (true, _) => UserStatus::Active,
        (false, UserStatus::Banned) => UserStatus::Banned,
        (false, _) => UserStatus::Inactive,
    }
}

fn changes(stored: &User, email: &str, full_name: &str, status: UserStatus) -> Vec<Event> {
    let id = stored.id;
    let mut events = Vec::new();
    let wanted = [
        UserField::FullName(full_name.to_owned()),
        UserField::Email(email.to_owned()),
    ];
    let changes: Vec<UserField> = wanted
        .into_iter()
        .filter(|field| stored.field(field) != *field)
        .collect();
    if !changes.is_empty() {
        events.push(Event::UserEdited { id, changes });
    }
    // The identity provider vouches for somebody invited: their invite is done, whatever they become.
    if stored.status == UserStatus::Pending {
        events.push(Event::InviteAccepted {
            id,
            full_name: full_name.to_owned(),
        });
    }
    let is_so = stored.status == status
        || (stored.status == UserStatus::Pending && status == UserStatus::Active);
    if !is_so {
        events.push(Event::UserStatusSet { id, status });
    }
    events
}
