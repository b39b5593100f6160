//! What can be done to people so far: add, rename, give a role in a Workspace.

use super::{User, UserStatus};
use crate::access::Bindings;
use crate::decide::{Context, Outcome};
use crate::edit::{Edit, editable};
use crate::policy::{OrganizationRole, Permission, ResourceRef, counts_as_owner};
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
    checks.text("fullName", "your name", full_name, 1, 256);
    checks.email("username", email);
}

pub(crate) fn add(
    context: &Context<'_>,
    id: UserId,
    full_name: &str,
    email: &str,
    role: OrganizationRole,
) -> Outcome {
    // Rule 90: people come in through the Organization.
    context.require(
        Permission::OrganizationUsersCreate,
        ResourceRef::Organization,
    )?;
    let (full_name, email) = (full_name.trim(), email.trim());
    let mut checks = Checks::default();
    check_profile(&mut checks, full_name, email);
    // USR-2
    if context
        .state
        .users()
        .any(|user| user.email.eq_ignore_ascii_case(email))
    {
        checks.add(Problem::taken("username", ResourceKind::User, email));
    }
    if context.state.user(id).is_some() {
        checks.add(Problem::taken("id", ResourceKind::User, &id.to_string()));
    }
    checks.finish()?;
    Ok(vec![Event::UserAdded(User {
        id,
        full_name: full_name.to_owned(),
        email: email.to_owned(),
        status: UserStatus::Active,
        organization_role: role,
        roles: Bindings::default(),
        invite_expires_at: None,
        created_at: context.env.now,
    })])
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
    let user = context
        .state
        .user(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::User, id))?;
    let mut after = user.clone();
    let changes = conflicts(edits, |like| user.field(like))?;
    for change in &changes {
        after.set(change.clone());
    }
    let mut checks = Checks::default();
    check_profile(&mut checks, &after.full_name, &after.email);
    if context
        .state
        .users()
        .any(|other| other.id != id && other.email.eq_ignore_ascii_case(&after.email))
    {
        checks.add(Problem::taken("username", ResourceKind::User, &after.email));
    }
    checks.finish()?;
    Ok(if changes.is_empty() {
        Vec::new()
    } else {
        vec![Event::UserEdited { id, changes }]
    })
}

/// Notes a problem when the Organization would be left without an active direct owner (rule 22). `after` is
/// what the person becomes; absent when they go.
pub(crate) fn check_owner_remains(
    context: &Context<'_>,
    checks: &mut Checks,
    id: UserId,
    after: Option<(OrganizationRole, UserStatus)>,
) {
    let counts = |user: &User| counts_as_owner(user.organization_role, user.status);
    let was_owner = context.state.user(id).is_some_and(counts);
    let stays = after.is_some_and(|(role, status)| counts_as_owner(role, status));
    let others = context
        .state
        .users()
        .any(|user| user.id != id && counts(user));
    checks.ensure(!was_owner || stays || others, || {
        Problem::new(
            "organizationRole",
            "last-owner",
            "this is the last active Organization Owner",
            "Make somebody else Organization Owner first.",
        )
    });
}
