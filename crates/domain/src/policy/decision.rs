//! The one question of the policy: may this caller do this to that, and because of what?

use std::net::IpAddr;

use super::table::{in_every_workspace, organization_role, workspace_role};
use super::{OrganizationRole, Permission, PermissionSet, WorkspaceRole, least_role_with};
use crate::user::{User, UserStatus};
use crate::{ClusterId, DeploymentId, ResourceKind, State, Timestamp, UserId, WorkspaceId};

/// How a person signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginMethod {
    /// Nobody signs in to a browser-only Organization: whoever opens the page is who they say.
    Device,
}

/// Whoever asks: subject, moment, login method and source address (architecture rule 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The person.
    pub user: UserId,
    /// When they ask.
    pub at: Timestamp,
    /// How they signed in.
    pub login: LoginMethod,
    /// Where the request came from; `None` in the browser.
    pub address: Option<IpAddr>,
}

impl Caller {
    /// The person in front of this device.
    #[must_use]
    pub const fn on_device(user: UserId, at: Timestamp) -> Self {
        Self {
            user,
            at,
            login: LoginMethod::Device,
            address: None,
        }
    }
}

/// The thing a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourceRef {
    /// The Organization itself.
    Organization,
    /// One Workspace.
    Workspace(WorkspaceId),
    /// One cluster.
    Cluster(ClusterId),
    /// One Deployment.
    Deployment(DeploymentId),
}

impl ResourceRef {
    /// The kind, for sentences.
    #[must_use]
    pub const fn kind(self) -> ResourceKind {
        match self {
            Self::Organization => ResourceKind::Organization,
            Self::Workspace(_) => ResourceKind::Workspace,
            Self::Cluster(_) => ResourceKind::Cluster,
            Self::Deployment(_) => ResourceKind::Deployment,
        }
    }

    /// The permission without which the thing reads as not found.
    #[must_use]
    pub const fn reading(self) -> Permission {
        match self {
            Self::Organization => Permission::OrganizationGet,
            Self::Workspace(_) => Permission::WorkspaceGet,
            Self::Cluster(_) => Permission::OrganizationClustersGet,
            Self::Deployment(_) => Permission::DeploymentGet,
        }
    }
}

/// A role somebody holds, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldRole {
    /// Through the Organization.
    Organization(OrganizationRole),
    /// In one Workspace.
    Workspace(WorkspaceId, WorkspaceRole),
}

impl HeldRole {
    /// The role's full name.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Organization(role) => role.title(),
            Self::Workspace(_, role) => role.title(),
        }
    }

    fn permissions(self) -> PermissionSet {
        match self {
            Self::Organization(role) => organization_role(role),
            Self::Workspace(_, role) => workspace_role(role),
        }
    }
}

/// Why a decision came out as it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// This role holds the permission.
    Granted(HeldRole),
    /// The caller does not belong to the Organization (rule 3 b).
    Stranger,
    /// The caller belongs to it but is not active (rule 24).
    NotActive(UserStatus),
    /// The thing does not exist, or the caller may not know that it does.
    NotFound(ResourceKind),
    /// None of the roles held here has the permission.
    Missing {
        /// What is missing.
        permission: Permission,
        /// Every role that reaches the thing.
        held: Vec<HeldRole>,
        /// The least built-in role that has it.
        least_role: Option<&'static str>,
    },
}

/// The answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Whether the caller may.
    pub allowed: bool,
    /// Why.
    pub because: Because,
}

/// May `caller` use `permission` on `resource`? Everything is denied unless a rule grants it (rule 2).
#[must_use]
pub fn can(
    state: &State,
    caller: &Caller,
    permission: Permission,
    resource: &ResourceRef,
) -> Decision {
    let deny = |because| Decision {
        allowed: false,
        because,
    };
    let Some(user) = state.user(caller.user) else {
        return deny(Because::Stranger);
    };
    if user.status != UserStatus::Active {
        return deny(Because::NotActive(user.status));
    }
    let workspace = match *resource {
        ResourceRef::Organization => None,
        ResourceRef::Cluster(id) => match state.cluster(id) {
            Some(_) => None,
            None => return deny(Because::NotFound(ResourceKind::Cluster)),
        },
        ResourceRef::Workspace(id) => match state.workspace(id) {
            Some(_) => Some(id),
            None => return deny(Because::NotFound(ResourceKind::Workspace)),
        },
        ResourceRef::Deployment(id) => match state.deployment(id) {
            Some(deployment) => Some(deployment.workspace_id),
            None => return deny(Because::NotFound(ResourceKind::Deployment)),
        },
    };
    let held = roles_reaching(user, workspace);
    if let Some(role) = held
        .iter()
        .flatten()
        .find(|role| role.permissions().allows(permission))
    {
        return Decision {
            allowed: true,
            because: Because::Granted(*role),
        };
    }
    let visible = held
        .iter()
        .flatten()
        .any(|role| role.permissions().allows(resource.reading()));
    if !visible && *resource != ResourceRef::Organization {
        return deny(Because::NotFound(resource.kind()));
    }
    deny(Because::Missing {
        permission,
        held: held.iter().flatten().copied().collect(),
        least_role: least_role_with(permission),
    })
}

/// The roles that reach a thing in `workspace`, or in the Organization when that is `None`: at most the
/// Organization role, the Workspace role it carries everywhere (rule 20), and the direct Workspace role.
fn roles_reaching(user: &User, workspace: Option<WorkspaceId>) -> [Option<HeldRole>; 3] {
    let organization = HeldRole::Organization(user.organization_role);
    let carried = workspace.and_then(|id| {
        in_every_workspace(user.organization_role).map(|role| HeldRole::Workspace(id, role))
    });
    let direct = workspace.and_then(|id| {
        let role = user.workspace_roles.get(&id)?;
        Some(HeldRole::Workspace(id, *role))
    });
    [Some(organization), carried, direct]
}
