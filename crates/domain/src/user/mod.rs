//! People of an Organization and what they hold. Teams, invites and tokens are not here.

mod commands;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::policy::{OrganizationRole, WorkspaceRole};
use crate::{Timestamp, UserId, WorkspaceId};

pub use commands::UserField;
pub(crate) use commands::{add, assign_workspace_role, check_profile, update};

/// Whether somebody may act (rule 24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum UserStatus {
    /// May act.
    Active,
    /// Invited, not yet accepted.
    Pending,
    /// Switched off.
    Inactive,
    /// Shut out.
    Banned,
}

/// One person of the Organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Names the person here.
    pub id: UserId,
    /// The name on the page.
    pub full_name: String,
    /// The e-mail address, which is the user name.
    pub email: String,
    /// Whether they may act.
    pub status: UserStatus,
    /// Their one Organization role (rule 13).
    pub organization_role: OrganizationRole,
    /// At most one direct role per Workspace (rule 25).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub workspace_roles: BTreeMap<WorkspaceId, WorkspaceRole>,
    /// When they joined.
    pub created_at: Timestamp,
}
