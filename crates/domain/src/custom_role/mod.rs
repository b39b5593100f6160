//! Custom roles: sets of permissions that an Organization defines for Deployments or DAGs (rules 46 to 55).

mod commands;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::policy::{Permission, PermissionSet, Scope};
use crate::{Actor, CustomRoleId, Timestamp, WorkspaceId};

pub use commands::{CustomRoleDraft, CustomRoleField};
pub(crate) use commands::{create, delete, update};

/// The scopes that a custom role can have (rule 48).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CustomRoleScope {
    /// For Deployments.
    Deployment,
    /// For DAGs.
    Dag,
}

impl CustomRoleScope {
    /// Both.
    pub const ALL: &'static [Self] = &[Self::Deployment, Self::Dag];

    /// The level of the hierarchy.
    #[must_use]
    pub const fn level(self) -> Scope {
        match self {
            Self::Deployment => Scope::Deployment,
            Self::Dag => Scope::Dag,
        }
    }
}

/// One custom role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomRole {
    /// Names it here; the API knows roles by their names.
    pub id: CustomRoleId,
    /// Unique, and not the name of a built-in role (rule 50).
    pub name: String,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// For what it is; never changes (rule 48).
    pub scope: CustomRoleScope,
    /// What it holds; at least one, all of its own scope (rule 49).
    pub permissions: BTreeSet<Permission>,
    /// Where it may be assigned; empty means everywhere (rule 51).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub restricted_workspace_ids: BTreeSet<WorkspaceId>,
    /// When it was created.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: Actor,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: Actor,
}

impl CustomRole {
    /// What it holds, as a set.
    #[must_use]
    pub fn permission_set(&self) -> PermissionSet {
        self.permissions
            .iter()
            .fold(PermissionSet::EMPTY, |set, permission| {
                set.with(&[*permission])
            })
    }

    /// Whether it may be assigned in this Workspace (rule 51).
    #[must_use]
    pub fn is_usable_in(&self, workspace: WorkspaceId) -> bool {
        self.restricted_workspace_ids.is_empty()
            || self.restricted_workspace_ids.contains(&workspace)
    }
}
