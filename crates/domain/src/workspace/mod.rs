//! Workspaces: collections of Deployments that a group of people shares.

mod commands;
mod defaults;
mod request;

use serde::{Deserialize, Serialize};

use crate::catalogue::CloudProvider;
use crate::organization::Tier;
use crate::{Actor, ClusterId, Timestamp, WorkspaceId};

pub use commands::{WorkspaceDraft, WorkspaceField};
pub(crate) use commands::{check_text, create, delete, update};
pub use request::WorkspaceRequest;

/// Where new Deployments of a Workspace run when nothing else is said (WS-4, WS-5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DefaultInfrastructure {
    /// On this cluster.
    Cluster(ClusterId),
    /// On a standard cluster in this region.
    #[serde(rename_all = "camelCase")]
    Standard {
        /// The provider.
        cloud_provider: CloudProvider,
        /// The region's code.
        region: String,
    },
}

/// One Workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Workspace {
    /// Names it.
    pub id: WorkspaceId,
    /// 1 to 50 characters (WS-1).
    pub name: String,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Whether new Deployments start with CI/CD enforcement (WS-11).
    pub cicd_enforced_default: bool,
    /// Where new Deployments run by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_infrastructure: Option<DefaultInfrastructure>,
    /// When it was created.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: Actor,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: Actor,
}

impl Workspace {
    /// Whether a new Deployment that says nothing of it starts with CI/CD enforcement (rule 101, WS-11). A default
    /// from before a downgrade stays and can be turned off, and turns nothing on that the tier closes (rules 103 and
    /// 124): whoever may not change the Workspace could create no Deployment otherwise.
    #[must_use]
    pub fn enforces_cicd_at_first(&self, tier: Tier) -> bool {
        self.cicd_enforced_default && tier >= Tier::Business
    }

    /// A new Workspace with the documented defaults (WS-2).
    #[must_use]
    pub fn new(id: WorkspaceId, name: &str, description: &str, at: Timestamp, by: Actor) -> Self {
        Self {
            id,
            name: name.trim().to_owned(),
            description: description.trim().to_owned(),
            cicd_enforced_default: false,
            default_infrastructure: None,
            created_at: at,
            created_by: by,
            updated_at: at,
            updated_by: by,
        }
    }
}
