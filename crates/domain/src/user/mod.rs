//! People of an Organization: how they come in, who they are, and how they leave. Their roles are given by
//! the commands of [`crate::access`].

mod commands;
mod invites;
mod joining;
mod provisioning;
mod standing;

use serde::{Deserialize, Serialize};

use crate::access::Bindings;
use crate::policy::OrganizationRole;
use crate::{Timestamp, UserId};

pub use commands::UserField;
pub(crate) use commands::{check_profile, update};
pub use invites::INVITE_DAYS;
pub(crate) use invites::{accept, invite, resend};
pub(crate) use joining::join_through_sso;
pub(crate) use provisioning::provision;
pub use standing::only_owner;
pub(crate) use standing::{check_owner_remains, remove, set_status};

/// Whether somebody may act (rule 24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

impl UserStatus {
    /// As a person reads it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Pending => "Invited",
            Self::Inactive => "Inactive",
            Self::Banned => "Banned",
        }
    }
}

/// One person of the Organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Names the person here.
    pub id: UserId,
    /// The name on the page; for somebody invited, their address until they say a name.
    pub full_name: String,
    /// The e-mail address, which is the user name.
    pub email: String,
    /// Whether they may act.
    pub status: UserStatus,
    /// Their one Organization role (rule 13, ORG-5).
    pub organization_role: OrganizationRole,
    /// Their direct roles below the Organization.
    #[serde(default, skip_serializing_if = "Bindings::is_empty")]
    pub roles: Bindings,
    /// Until when an invite can be accepted; absent once accepted (rule 90).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invite_expires_at: Option<Timestamp>,
    /// When they joined or were invited.
    pub created_at: Timestamp,
}

impl User {
    /// Somebody who belongs to the Organization from now on.
    pub(crate) fn joined(
        id: UserId,
        full_name: &str,
        email: &str,
        organization_role: OrganizationRole,
        at: Timestamp,
    ) -> Self {
        Self {
            id,
            full_name: full_name.trim().to_owned(),
            email: email.trim().to_owned(),
            status: UserStatus::Active,
            organization_role,
            roles: Bindings::default(),
            invite_expires_at: None,
            created_at: at,
        }
    }

    /// Whether an invite can no longer be accepted (rule 90).
    #[must_use]
    pub fn is_invite_expired(&self, at: Timestamp) -> bool {
        self.invite_expires_at.is_some_and(|end| end <= at)
    }
}
