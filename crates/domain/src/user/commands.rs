//! A person's name and address, and what holds of them however somebody comes in.

use super::User;
use crate::decide::{Context, Outcome};
use crate::edit::{Edit, editable};
use crate::policy::{Permission, ResourceRef};
use crate::validation::{Checks, conflicts};
use crate::{Actor, Event, Problem, Rejection, ResourceKind, UserId};

editable! {
    /// A field of a user that can be edited.
    UserField of User {
        /// The name on the page.
        FullName(String) = "fullName" in full_name;
        /// The e-mail address.
        Email(String) = "username" in email;
    }
}

/// Checks name and address; used for the founder too (USR-1).
pub(crate) fn check_profile(checks: &mut Checks, full_name: &str, email: &str) {
    check_name(checks, full_name);
    checks.address("username", email);
}

pub(super) fn check_name(checks: &mut Checks, full_name: &str) {
    checks.text("fullName", "the name", full_name, 1, 256);
}

/// USR-2: an address belongs to one person, in any case.
pub(super) fn check_address_is_free(
    context: &Context<'_>,
    checks: &mut Checks,
    id: UserId,
    path: &str,
    email: &str,
) {
    let email = email.trim();
    let other = context.state.user_addressed(email);
    checks.ensure(other.is_none_or(|user| user.id == id), || {
        Problem::new(
            path,
            "taken",
            format!("a user has the address `{email}` already"),
            "Use another address.",
        )
        .value(email)
    });
}

/// A new person's id names nobody yet.
pub(super) fn check_id_is_free(context: &Context<'_>, checks: &mut Checks, id: UserId) {
    checks.ensure(context.state.user(id).is_none(), || {
        Problem::taken("id", ResourceKind::User, &id.to_string())
    });
}

/// The person of this id.
pub(super) fn stored<'a>(context: &Context<'a>, id: UserId) -> Result<&'a User, Rejection> {
    context
        .state
        .user(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::User, id))
}

pub(crate) fn update(context: &Context<'_>, id: UserId, edits: &[Edit<UserField>]) -> Outcome {
    // People keep their own name and address, as long as they are active (rule 24); anybody else's need
    // the permission.
    let permission = if context.caller.actor == Actor::User(id) {
        Permission::OrganizationGet
    } else {
        Permission::OrganizationUsersUpdate
    };
    context.require(permission, ResourceRef::Organization)?;
    let user = stored(context, id)?;
    let mut after = user.clone();
    let changes = conflicts(context, edits, |like| user.field(like))?;
    for change in &changes {
        after.set(change.clone());
    }
    let mut checks = Checks::default();
    check_profile(&mut checks, &after.full_name, &after.email);
    check_address_is_free(context, &mut checks, id, "username", &after.email);
    checks.finish()?;
    Ok(if changes.is_empty() {
        Vec::new()
    } else {
        vec![Event::UserEdited { id, changes }]
    })
}
