//! People of an Organization and what they hold. Teams, invites and tokens are not here.

mod commands;

use serde::{Deserialize, Serialize};

use crate::access::Bindings;
use crate::policy::OrganizationRole;
use crate::{Timestamp, UserId};

pub use commands::UserField;
pub(crate) use commands::{add, check_owner_remains, check_profile, update};

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
    /// Their direct roles below the Organization.
    #[serde(default, skip_serializing_if = "Bindings::is_empty")]
    pub roles: Bindings,
    /// Until when an invite can be accepted; absent once accepted (rule 90).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invite_expires_at: Option<Timestamp>,
    /// When they joined.
    pub created_at: Timestamp,
}
