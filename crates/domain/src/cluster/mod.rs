//! Clusters: where Deployments run. Standard clusters are the operator's and never listed; a region
//! stands for them. Nothing here carries a change out: what a cluster is going through is reported.

mod changes;
mod commands;
mod import;
mod parts;
mod peering;
mod pools;
mod ranges;
mod recovery;
mod reports;
mod request;
mod tags;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::catalogue::CloudProvider;
use crate::organization::IpRange;
use crate::{ClusterId, NodePoolId, Timestamp, VpcPeeringId, WorkspaceId};

pub use changes::ClusterField;
pub(crate) use changes::update;
pub use commands::{ClusterDraft, problem_of_restricting};
pub(crate) use commands::{create, delete};
pub(crate) use import::import;
pub use parts::{
    ClusterHealth, ClusterHealthDetail, ClusterHealthStatus, ClusterMetadata, ClusterStatus,
    ClusterTag, ClusterType,
};
pub use peering::{VpcPeering, VpcPeeringDraft, VpcPeeringState};
pub(crate) use peering::{
    report as report_peering, request as request_peering, withdraw as withdraw_peering,
};
pub use ranges::{AddressDraft, AddressPlan, address_problems};
pub use recovery::{DisasterRecovery, DisasterRecoveryDraft};
pub use reports::ClusterFact;
pub(crate) use reports::report;
pub use request::{ClusterRequest, NodePoolRequest};

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
    /// The provider; fixed at creation (CL-3).
    pub cloud_provider: CloudProvider,
    /// The region's code; fixed at creation (CL-3).
    pub region: String,
    /// The customer's account, project or subscription; hybrid only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_account: Option<String>,
    /// The customer's tenant; hybrid on Azure only (CL-9).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<String>,
    /// The network range.
    pub vpc_subnet_range: IpRange,
    /// A second network range, on AWS (CL-7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secondary_vpc_cidr: Option<IpRange>,
    /// Pods, on Google Cloud (CL-8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pod_subnet_range: Option<IpRange>,
    /// Services, on Google Cloud (CL-8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_subnet_range: Option<IpRange>,
    /// Peering with the provider's services, on Google Cloud (CL-8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_peering_range: Option<IpRange>,
    /// The database's machine; hybrid only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub db_instance_type: Option<String>,
    /// Tags of its resources at the provider.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub k8s_tags: Vec<ClusterTag>,
    /// The Workspaces that may use it; empty means all (rule 94).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub workspace_ids: BTreeSet<WorkspaceId>,
    /// Whether traffic leaves through private networks only; AWS (CL-20).
    #[serde(default, skip_serializing_if = "is_off")]
    pub is_private_network_egress_enabled: bool,
    /// The second region that takes over, if there is one (CL-21, CL-29).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disaster_recovery: Option<DisasterRecovery>,
    /// Requests for peering with networks of the customer; dedicated only.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub vpc_peerings: BTreeMap<VpcPeeringId, VpcPeering>,
    /// Machines, hybrid only (CL-18).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub node_pools: Vec<NodePool>,
    /// Whether the operator limits what it takes.
    #[serde(default, skip_serializing_if = "is_off")]
    pub is_limited: bool,
    /// What it is going through.
    pub status: ClusterStatus,
    /// How it is.
    #[serde(default, skip_serializing_if = "ClusterHealth::is_unknown")]
    pub health_status: ClusterHealth,
    /// What the operator tells of it.
    #[serde(default, skip_serializing_if = "ClusterMetadata::is_empty")]
    pub metadata: ClusterMetadata,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

const fn is_off(switch: &bool) -> bool {
    !*switch
}

impl Cluster {
    /// Whether Deployments of `workspace` may run here (CL-14).
    #[must_use]
    pub fn authorizes(&self, workspace: WorkspaceId) -> bool {
        self.workspace_ids.is_empty() || self.workspace_ids.contains(&workspace)
    }

    /// Its ranges together.
    #[must_use]
    pub const fn address_plan(&self) -> AddressPlan {
        AddressPlan {
            vpc_subnet_range: self.vpc_subnet_range,
            secondary_vpc_cidr: self.secondary_vpc_cidr,
            pod_subnet_range: self.pod_subnet_range,
            service_subnet_range: self.service_subnet_range,
            service_peering_range: self.service_peering_range,
        }
    }
}
