//! Who may do what: permissions, built-in roles, gates, and the one question [`can`].
//!
//! Role names are compared nowhere outside this module (architecture rule 4). It holds no invariants of
//! operations; those stand where the operation is decided.

mod about;
mod arguments;
mod decision;
mod gate;
mod permission;
mod permission_set;
mod role;
mod table;
mod table_below;

use crate::access;
use crate::api_token::{ApiToken, TokenScope};
use crate::deployment::RuntimeVersion;
use crate::user::UserStatus;
use crate::{Actor, State};

pub use arguments::{EnvironmentObjectType, audit_log_reach};
pub(crate) use decision::exists;
pub use decision::{
    Because, Caller, DagRef, Decision, LoginMethod, ResourceRef, can, can_arrive, can_take_back,
    gate, held_on,
};
pub use gate::least_tier;
pub use permission::{Permission, Scope};
pub use permission_set::PermissionSet;
pub use role::{
    BuiltInDagRole, BuiltInDeploymentRole, DagRole, DeploymentRole, OrganizationRole, RoleTemplate,
    WorkspaceRole, is_reserved_role_name,
};
pub use table::{
    IMPLIED, in_every_workspace, organization_role, organization_role_everywhere, workspace_role,
};
pub use table_below::{dag_role, deployment_role, template};

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

/// The title of the least role whose holders may give on a thing a role that contains this (rules 35, 44, 63
/// and 88).
pub(crate) fn least_giver(given: PermissionSet, resource: &ResourceRef) -> &'static str {
    let is_above = matches!(
        resource,
        ResourceRef::Organization | ResourceRef::Cluster(_)
    );
    let gives = |role: &&WorkspaceRole| {
        let held = closed(workspace_role(**role));
        held.contains(Permission::WorkspaceUsersUpdate) && given.without(held).is_empty()
    };
    WorkspaceRole::ALL
        .iter()
        .find(|role| !is_above && gives(role))
        .map_or(OrganizationRole::Owner.title(), |role| role.title())
}

/// How many people may hold a Workspace role below Owner on the Developer tier (rule 121, USR-9).
pub const MOST_LIMITED_ON_DEVELOPER: usize = 2;

/// Whether this Workspace role counts towards the Developer tier's two people (rule 121).
#[must_use]
pub fn is_limited_on_developer(role: WorkspaceRole) -> bool {
    role != WorkspaceRole::Owner
}

/// Whether `caller` owns the Organization, directly, through a Team or as a token (rules 11 and 20).
#[must_use]
pub fn owns_the_organization(state: &State, caller: &Caller) -> Decision {
    // This permission is the owner's alone, and no gate closes it.
    can(
        state,
        caller,
        Permission::OrganizationUsersUpdate,
        &ResourceRef::Organization,
    )
}

/// Whether a person counts as a remaining owner: active, and Owner by their own role (rule 22).
#[must_use]
pub fn counts_as_owner(role: OrganizationRole, status: UserStatus) -> bool {
    role == OrganizationRole::Owner && status == UserStatus::Active
}

impl OrganizationRole {
    /// Whether it is Organization Owner, whom no rule against escalation binds (rule 88).
    #[must_use]
    pub fn is_owner(self) -> bool {
        self == Self::Owner
    }

    /// Whether an invite may give it (USR-1); the Observe roles are given afterwards.
    #[must_use]
    pub fn is_given_by_invite(self) -> bool {
        matches!(self, Self::Owner | Self::BillingAdmin | Self::Member)
    }
}

/// A set and everything that it implies: the narrower permissions of rule 30, and on DAGs what is held on
/// their Deployment (rule 7).
#[must_use]
pub fn closed(set: PermissionSet) -> PermissionSet {
    let mut all = set;
    for (contained, by) in IMPLIED.iter().chain(table_below::ON_EVERY_DAG) {
        if set.contains(*by) {
            all = all.with(&[*contained]);
        }
    }
    all
}

/// What a token below the Organization may read of it all the same (rule 6).
#[must_use]
pub fn upward_reads(token: &ApiToken) -> PermissionSet {
    match token.scope {
        TokenScope::Organization => PermissionSet::EMPTY,
        TokenScope::Deployment(_) => PermissionSet::of(table::UPWARD_READS),
        TokenScope::Workspace(id) => {
            let reads = PermissionSet::of(table::UPWARD_READS);
            if token.roles.workspaces.get(&id) == Some(&WorkspaceRole::Owner) {
                reads.with(&[Permission::OrganizationUsersGet])
            } else {
                reads
            }
        }
    }
}

/// Whether DAG roles can be given on a Deployment of this Runtime, and have effect there (rule 56).
#[must_use]
pub fn supports_dag_roles(runtime: &RuntimeVersion) -> bool {
    *runtime >= RuntimeVersion::new(LEAST_RUNTIME_FOR_DAG_ROLES)
}

/// The oldest Runtime that takes DAG roles (rule 56).
pub const LEAST_RUNTIME_FOR_DAG_ROLES: &str = "3.1-12";

/// The titles of the roles that reach a thing, for the sentence of a refusal.
pub(crate) fn standing_roles(state: &State, actor: Actor, resource: &ResourceRef) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    for path in access::paths(state, actor, resource) {
        let title = path.role.title(state);
        // Most Teams pass on a role that their members have themselves.
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles
}

/// The role of the person who creates an Organization (rule 14).
pub const FOUNDER: OrganizationRole = OrganizationRole::Owner;

/// The role that people and Teams get in the Organization when nothing else is said (rules 68 and 90).
pub const PLAIN_MEMBER: OrganizationRole = OrganizationRole::Member;

/// The role in a Workspace that a role below it brings along (rules 34 and 45).
pub const PLAIN_ACCESS: WorkspaceRole = WorkspaceRole::Accessor;
