//! Agent tokens: what agents of a remote-execution Deployment call in with (TOK-12). The core knows no secret:
//! who issues one, and honours it, is outside. They hold no roles.

mod commands;

use serde::{Deserialize, Serialize};

use crate::belonging::{Belonging, Home};
use crate::{Actor, AgentTokenId, DeploymentId, Timestamp};

pub use commands::AgentTokenDraft;
pub(crate) use commands::{create, delete};

/// One agent token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AgentToken {
    /// Names it.
    pub id: AgentTokenId,
    /// The Deployment whose agents use it.
    pub deployment_id: DeploymentId,
    /// 1 to 256 characters (TOK-1).
    pub name: String,
    /// At most 500 characters (TOK-1).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The lifetime it was created with, in days; absent means no expiry (TOK-2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expiry_period_in_days: Option<u32>,
    /// When it stops working.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_at: Option<Timestamp>,
    /// When it was created.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: Actor,
}

impl AgentToken {
    /// Whether it has ended by then.
    #[must_use]
    pub fn has_ended(&self, at: Timestamp) -> bool {
        self.end_at.is_some_and(|end| end <= at)
    }
}

impl Belonging for AgentToken {
    type Id = AgentTokenId;
    const LEAST: Self::Id = AgentTokenId::from_bits(0);

    fn id(&self) -> Self::Id {
        self.id
    }

    fn home(&self) -> Home {
        Home::Deployment(self.deployment_id)
    }
}
