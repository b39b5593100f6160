//! API tokens: actors that are not people (rules 73 to 87). The core knows no secret: who issues one, shows it once
//! (TOK-8) and honours it, is outside.

mod commands;
mod minting;

use serde::{Deserialize, Serialize};

use crate::access::Bindings;
use crate::policy::{OrganizationRole, ResourceRef, Scope};
use crate::{Actor, ApiTokenId, DeploymentId, Timestamp, WorkspaceId};

pub use commands::ApiTokenField;
pub(crate) use commands::{check_text, delete, rotate, update};
pub use minting::{ApiTokenDraft, MOST_EXPIRY_DAYS, OwnRole};
pub(crate) use minting::{check_expiry, create, end_of};

/// Where a token belongs; never changes (rule 73). Below the Organization it names the thing (TOK-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TokenScope {
    /// To the Organization.
    Organization,
    /// To one Workspace.
    Workspace(WorkspaceId),
    /// To one Deployment.
    Deployment(DeploymentId),
}

impl TokenScope {
    /// The level of the hierarchy.
    #[must_use]
    pub const fn level(self) -> Scope {
        match self {
            Self::Organization => Scope::Organization,
            Self::Workspace(_) => Scope::Workspace,
            Self::Deployment(_) => Scope::Deployment,
        }
    }

    /// The thing that the token belongs to.
    #[must_use]
    pub const fn resource(self) -> ResourceRef {
        match self {
            Self::Organization => ResourceRef::Organization,
            Self::Workspace(id) => ResourceRef::Workspace(id),
            Self::Deployment(id) => ResourceRef::Deployment(id),
        }
    }
}

/// What the API calls kind; `DIRECT_ACCESS` is stored and given back (rule 87).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TokenKind {
    /// The usual one.
    #[default]
    Standard,
    /// Meaning unknown.
    DirectAccess,
}

/// One API token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApiToken {
    /// Names it.
    pub id: ApiTokenId,
    /// 1 to 256 characters (TOK-1).
    pub name: String,
    /// At most 500 characters (TOK-1).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Where it belongs.
    pub scope: TokenScope,
    /// Its own role, for a token of the Organization (rule 74).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_role: Option<OrganizationRole>,
    /// Its own role below the Organization, and every extra role (rule 75).
    #[serde(default, skip_serializing_if = "Bindings::is_empty")]
    pub roles: Bindings,
    /// Standard or direct access.
    #[serde(default)]
    pub kind: TokenKind,
    /// The lifetime it was created with, in days; absent means no expiry (rule 81).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expiry_period_in_days: Option<u32>,
    /// When it stops working.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_at: Option<Timestamp>,
    /// How often its secret was replaced; a caller with an older one is refused (rule 82).
    #[serde(default)]
    pub rotations: u32,
    /// When its secret was last replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_rotated_at: Option<Timestamp>,
    /// When it was created.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: Actor,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: Actor,
}

impl ApiToken {
    /// Whether it has ended by then (rule 81).
    #[must_use]
    pub fn has_ended(&self, at: Timestamp) -> bool {
        self.end_at.is_some_and(|end| end <= at)
    }
}
