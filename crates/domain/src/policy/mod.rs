//! Who may do what: permissions, built-in roles, and the one question [`can`].
//!
//! Role names are compared nowhere outside this module (architecture rule 4). It holds no tiers and no
//! invariants of operations; those stand where the operation is decided.

mod decision;
mod permission;
mod permission_set;
mod role;
mod table;

use crate::State;

pub use decision::{Because, Caller, Decision, HeldRole, LoginMethod, ResourceRef, can};
pub use permission::Permission;
pub use permission_set::PermissionSet;
pub use role::{OrganizationRole, WorkspaceRole};
pub use table::{organization_role, workspace_role};

/// The least role that would allow `permission`, as the interface names it; `None` when no built-in role
/// does. Workspace roles come first because they open less.
#[must_use]
pub fn least_role_with(permission: Permission) -> Option<&'static str> {
    let of_workspace = WorkspaceRole::ALL
        .iter()
        .find(|role| workspace_role(**role).allows(permission))
        .map(|role| role.title());
    of_workspace.or_else(|| {
        OrganizationRole::ALL
            .iter()
            .find(|role| organization_role(**role).allows(permission))
            .map(|role| role.title())
    })
}

/// Whether this Workspace role counts towards the Developer tier's two people (rule 121).
#[must_use]
pub fn is_limited_on_developer(role: WorkspaceRole) -> bool {
    role != WorkspaceRole::Owner
}

/// Whether `caller` owns the Organization directly, which some of its fields ask for (rule 11).
#[must_use]
pub fn owns_the_organization(state: &State, caller: &Caller) -> Decision {
    // Any permission of the Organization resolves status and membership; what counts is the role behind it.
    let decision = can(
        state,
        caller,
        Permission::OrganizationSettingsUpdate,
        &ResourceRef::Organization,
    );
    match decision.because {
        Because::Granted(HeldRole::Organization(OrganizationRole::Owner)) => decision,
        Because::Granted(held) => Decision {
            allowed: false,
            because: Because::Missing {
                permission: Permission::OrganizationSettingsUpdate,
                held: vec![held],
                least_role: Some(OrganizationRole::Owner.title()),
            },
        },
        because => Decision {
            allowed: false,
            because,
        },
    }
}

/// The role of the person who creates an Organization (rule 14).
pub const FOUNDER: OrganizationRole = OrganizationRole::Owner;
