//! Clusters: where Deployments run. Standard clusters are the operator's and never listed; a region
//! stands for them. Disaster recovery and node pool changes are not here.

mod changes;
mod commands;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::catalogue::CloudProvider;
use crate::{ClusterId, NodePoolId, Timestamp, WorkspaceId};

pub use changes::ClusterField;
pub(crate) use changes::update;
pub use commands::ClusterDraft;
pub(crate) use commands::create;
use commands::{check_name, check_restriction};

/// Who the cluster belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum ClusterType {
    /// One tenant, run by the operator.
    Dedicated,
    /// In the customer's cloud.
    Hybrid,
}

/// What a cluster is going through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClusterStatus {
    /// Being set up.
    Creating,
    /// Usable.
    Created,
}

/// Machines of a hybrid cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NodePool {
    /// Names it.
    pub id: NodePoolId,
    /// Its name.
    pub name: String,
    /// The provider's machine type.
    pub node_instance_type: String,
    /// The most nodes.
    pub max_node_count: u32,
    /// Whether queues use it when nothing else is said.
    pub is_default: bool,
}

/// One cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cluster {
    /// Names it.
    pub id: ClusterId,
    /// Its name, unique in the Organization (CL-11).
    pub name: String,
    /// Dedicated or hybrid.
    #[serde(rename = "type")]
    pub cluster_type: ClusterType,
    /// The provider.
    pub cloud_provider: CloudProvider,
    /// The region's code.
    pub region: String,
    /// The network range.
    pub vpc_subnet_range: String,
    /// The Workspaces that may use it; empty means all (rule 94).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub workspace_ids: BTreeSet<WorkspaceId>,
    /// Machines, hybrid only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub node_pools: Vec<NodePool>,
    /// What it is going through.
    pub status: ClusterStatus,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl Cluster {
    /// Whether Deployments of `workspace` may run here (CL-14).
    #[must_use]
    pub fn authorizes(&self, workspace: WorkspaceId) -> bool {
        self.workspace_ids.is_empty() || self.workspace_ids.contains(&workspace)
    }
}
