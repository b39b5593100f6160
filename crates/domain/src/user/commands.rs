//! What can be done to people so far: add, rename, give a role in a Workspace.

use std::collections::BTreeMap;

use super::{User, UserStatus};
use crate::decide::{Context, Outcome};
use crate::edit::{Edit, editable};
use crate::policy::{
    OrganizationRole, Permission, ResourceRef, WorkspaceRole, is_limited_on_developer,
};
use crate::validation::{Checks, conflicts};
use crate::{Event, Problem, Rejection, ResourceKind, UserId, WorkspaceId};

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
        workspace_roles: BTreeMap::new(),
        created_at: context.env.now,
    })])
}

pub(crate) fn update(context: &Context<'_>, id: UserId, edits: &[Edit<UserField>]) -> Outcome {
    // People keep their own name and address, as long as they are active (rule 24); anybody else's need
    // the permission.
    let permission = if context.caller.user == id {
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

pub(crate) fn assign_workspace_role(
    context: &Context<'_>,
    id: UserId,
    workspace: WorkspaceId,
    role: Option<WorkspaceRole>,
) -> Outcome {
    // Rule 35.
    context.require(
        Permission::WorkspaceUsersUpdate,
        ResourceRef::Workspace(workspace),
    )?;
    let user = context
        .state
        .user(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::User, id))?;
    if user.workspace_roles.get(&workspace).copied() == role {
        return Ok(Vec::new());
    }
    let limited = |user: &User| {
        user.workspace_roles
            .values()
            .any(|role| is_limited_on_developer(*role))
    };
    // Rule 121 and USR-9: the Developer tier lets two people hold such roles.
    if role.is_some_and(is_limited_on_developer)
        && context.organization()?.plan.tier().limits_workspace_roles()
        && context
            .state
            .users()
            .filter(|other| other.id != id && limited(other))
            .count()
            >= 2
    {
        return Err(Rejection::Invalid(vec![Problem::new(
            "workspaceRoles",
            "tier-workspace-roles",
            "the Developer plan lets two people hold a Workspace role other than Owner",
            "Choose a higher plan, or take the role from somebody first.",
        )]));
    }
    Ok(vec![Event::WorkspaceRoleAssigned {
        user: id,
        workspace,
        role,
    }])
}
