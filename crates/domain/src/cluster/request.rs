//! Requests about clusters in the form of the API. An update repeats what cannot change or leaves it out
//! (CL-3); a list of Workspaces that is absent stays, an empty one opens the cluster to all (CL-13).

use serde::Deserialize;

use super::recovery::{DisasterRecovery, DisasterRecoveryDraft};
use super::{AddressDraft, Cluster, ClusterDraft, ClusterField, ClusterTag, ClusterType, NodePool};
use crate::catalogue::{CloudProvider, DEFAULT_NODE_COUNT};
use crate::edit::Edit;
use crate::organization::IpRange;
use crate::validation::Checks;
use crate::{ClusterId, NodePoolId, Problem, Rejection, WorkspaceId};

/// Body of a create or an update call. `null` is the same as absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ClusterRequest {
    /// The name.
    pub name: Option<String>,
    /// `DEDICATED` or `HYBRID`.
    #[serde(rename = "type")]
    pub cluster_type: Option<String>,
    /// The type again, in updates.
    #[serde(rename = "clusterType")]
    pub repeated_type: Option<String>,
    /// `AWS`, `AZURE` or `GCP`.
    pub cloud_provider: Option<String>,
    /// The region's code.
    pub region: Option<String>,
    /// The customer's account; hybrid only.
    pub provider_account: Option<String>,
    /// The customer's tenant; hybrid on Azure only.
    pub tenant_id: Option<String>,
    /// The network's range.
    pub vpc_subnet_range: Option<String>,
    /// A second one, on AWS.
    pub secondary_vpc_cidr: Option<String>,
    /// Pods, on Google Cloud.
    pub pod_subnet_range: Option<String>,
    /// Services, on Google Cloud.
    pub service_subnet_range: Option<String>,
    /// Peering with the provider's services, on Google Cloud.
    pub service_peering_range: Option<String>,
    /// The database's machine; hybrid only.
    pub db_instance_type: Option<String>,
    /// Machines; hybrid only.
    pub node_pools: Option<Vec<NodePoolRequest>>,
    /// Tags.
    #[serde(alias = "tags")]
    pub k8s_tags: Option<Vec<ClusterTag>>,
    /// The Workspaces that may use it.
    pub workspace_ids: Option<Vec<String>>,
    /// Whether traffic leaves through private networks only.
    pub is_private_network_egress_enabled: Option<bool>,
    /// Whether there is a second region.
    #[serde(alias = "isDrEnabled")]
    pub enable_dr: Option<bool>,
    /// The second region.
    pub dr_region: Option<String>,
    /// Its network's range.
    pub dr_vpc_subnet_range: Option<String>,
    /// A second one, on AWS.
    pub dr_secondary_vpc_cidr: Option<String>,
    /// Pods, on Google Cloud.
    pub dr_pod_subnet_range: Option<String>,
    /// Services, on Google Cloud.
    pub dr_service_subnet_range: Option<String>,
    /// Peering with the provider's services, on Google Cloud.
    pub dr_service_peering_range: Option<String>,
    /// Whether replication keeps to a time.
    pub enable_replication_time_control: Option<bool>,
    /// Whether the second region shall work.
    pub is_failed_over: Option<bool>,
}

/// One node pool of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct NodePoolRequest {
    /// The stored pool; absent for a new one.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// The provider's machine type.
    pub node_instance_type: Option<String>,
    /// The most nodes.
    pub max_node_count: Option<u32>,
    /// Whether queues use it when nothing else is said.
    pub is_default: Option<bool>,
}

impl ClusterRequest {
    /// The draft that a create call asks for. `pool` gives ids to node pools.
    ///
    /// # Errors
    /// Everything that the body itself gets wrong: what is missing, and what names nothing.
    pub fn draft(
        &self,
        id: ClusterId,
        pool: &mut dyn FnMut() -> NodePoolId,
    ) -> Result<ClusterDraft, Rejection> {
        let mut checks = Checks::default();
        let name = checks.required("name", self.name.clone());
        let type_of = checks.required("type", self.cluster_type.as_deref());
        let cluster_type = type_of.and_then(|text| read_type(&mut checks, "type", text));
        let provider = checks.required("cloudProvider", self.cloud_provider.as_deref());
        let provider =
            provider.and_then(|it| CloudProvider::read(&mut checks, "cloudProvider", it));
        let region = checks.required("region", self.region.clone());
        let workspaces = self.workspace_ids.as_deref().unwrap_or_default();
        let workspace_ids = read_workspaces(&mut checks, workspaces);
        let disaster_recovery = self.recovery_draft(&mut checks);
        checks.finish()?;
        let pools = self.node_pools.as_deref().unwrap_or_default();
        let draft = ClusterDraft::new(
            id,
            &name.unwrap_or_default(),
            provider.unwrap_or(CloudProvider::Aws),
            &region.unwrap_or_default(),
        );
        Ok(ClusterDraft {
            cluster_type: cluster_type.unwrap_or(ClusterType::Dedicated),
            provider_account: self.provider_account.clone(),
            tenant_id: self.tenant_id.clone(),
            ranges: AddressDraft {
                vpc_subnet_range: self.vpc_subnet_range.clone().unwrap_or_default(),
                secondary_vpc_cidr: self.secondary_vpc_cidr.clone(),
                pod_subnet_range: self.pod_subnet_range.clone(),
                service_subnet_range: self.service_subnet_range.clone(),
                service_peering_range: self.service_peering_range.clone(),
            },
            db_instance_type: self.db_instance_type.clone(),
            node_pools: pools.iter().map(|it| it.pool(&[], pool)).collect(),
            k8s_tags: self.k8s_tags.clone().unwrap_or_default(),
            workspace_ids: workspace_ids.into_iter().collect(),
            is_private_network_egress_enabled: self
                .is_private_network_egress_enabled
                .unwrap_or_default(),
            disaster_recovery,
            ..draft
        })
    }

    /// The second region of a create call; a field of one that is off is noted (CL-21).
    fn recovery_draft(&self, checks: &mut Checks) -> Option<DisasterRecoveryDraft> {
        if self.enable_dr.unwrap_or(self.dr_region.is_some()) {
            return Some(DisasterRecoveryDraft {
                region: self.dr_region.clone().unwrap_or_default(),
                ranges: AddressDraft {
                    vpc_subnet_range: self.dr_vpc_subnet_range.clone().unwrap_or_default(),
                    secondary_vpc_cidr: self.dr_secondary_vpc_cidr.clone(),
                    pod_subnet_range: self.dr_pod_subnet_range.clone(),
                    service_subnet_range: self.dr_service_subnet_range.clone(),
                    service_peering_range: self.dr_service_peering_range.clone(),
                },
                enable_replication_time_control: self.enable_replication_time_control,
            });
        }
        for (path, is_given) in [
            ("drRegion", self.dr_region.is_some()),
            ("drVpcSubnetRange", self.dr_vpc_subnet_range.is_some()),
            ("drSecondaryVpcCidr", self.dr_secondary_vpc_cidr.is_some()),
            ("drPodSubnetRange", self.dr_pod_subnet_range.is_some()),
            (
                "drServiceSubnetRange",
                self.dr_service_subnet_range.is_some(),
            ),
            (
                "drServicePeeringRange",
                self.dr_service_peering_range.is_some(),
            ),
            (
                "enableReplicationTimeControl",
                self.enable_replication_time_control == Some(true),
            ),
        ] {
            // CL-21
            checks.ensure(!is_given, || {
                Problem::new(
                    path,
                    "recovery-off",
                    format!("{path} is for clusters with disaster recovery, which needs drRegion"),
                    "Give drRegion too, or leave it out.",
                )
            });
        }
        None
    }

    /// The edits that lead from what is stored to what an update says.
    ///
    /// # Errors
    /// What is missing, what cannot change (CL-3, CL-18, CL-23), and what names nothing.
    pub fn edits(&self, stored: &Cluster) -> Result<Vec<Edit<ClusterField>>, Rejection> {
        let mut checks = Checks::default();
        let mut values = Vec::new();
        self.check_fixed(&mut checks, stored);
        // Of a hybrid cluster only the Workspaces are sent (CL-28).
        let is_dedicated = stored.cluster_type == ClusterType::Dedicated;
        let (mut name, mut tags) = (self.name.clone(), self.k8s_tags.clone());
        if is_dedicated {
            name = checks.required("name", name);
            tags = checks.required("k8sTags", tags);
        }
        values.extend(name.map(ClusterField::Name));
        values.extend(tags.map(ClusterField::Tags));
        // CL-13
        if let Some(listed) = &self.workspace_ids {
            let ids = read_workspaces(&mut checks, listed);
            values.push(ClusterField::WorkspaceIds(ids.into_iter().collect()));
        }
        values.extend(
            self.is_private_network_egress_enabled
                .map(ClusterField::IsPrivateNetworkEgressEnabled),
        );
        if let Some(recovery) = &stored.disaster_recovery {
            values.push(ClusterField::DisasterRecovery(
                self.recovery_after(recovery),
            ));
        } else {
            let turned_on = self.enable_dr == Some(true)
                || self.is_failed_over == Some(true)
                || self.dr_region.is_some();
            // CL-23
            checks.ensure(!turned_on, || {
                Problem::new(
                    "enableDr",
                    "operator-only",
                    "disaster recovery of a cluster that is there can only be switched on by the operator",
                    "Create a cluster with a second region, or ask the operator.",
                )
                .value(true)
            });
            if !turned_on {
                let _ = self.recovery_draft(&mut checks);
            }
        }
        checks.finish()?;
        let edit = |value: ClusterField| Edit::new(stored.field(&value), value);
        Ok(values.into_iter().map(edit).collect())
    }

    fn recovery_after(&self, stored: &DisasterRecovery) -> Option<DisasterRecovery> {
        let mut after = stored.clone();
        if let Some(is_on) = self.enable_replication_time_control {
            after.enable_replication_time_control = is_on;
        }
        if let Some(is_failed_over) = self.is_failed_over {
            after.is_failed_over = is_failed_over;
        }
        (self.enable_dr != Some(false)).then_some(after)
    }

    /// CL-3, CL-18: what is repeated has to be what is stored.
    fn check_fixed(&self, checks: &mut Checks, stored: &Cluster) {
        let text = |range: Option<IpRange>| range.map(|range| range.to_string());
        let dr = stored.disaster_recovery.as_ref();
        let dr_range = |of: fn(&DisasterRecovery) -> Option<IpRange>| text(dr.and_then(of));
        let type_of = Some(stored.cluster_type.api().to_owned());
        let same = [
            ("type", &self.cluster_type, type_of.clone()),
            ("clusterType", &self.repeated_type, type_of),
            (
                "cloudProvider",
                &self.cloud_provider,
                Some(stored.cloud_provider.api().to_owned()),
            ),
            ("region", &self.region, Some(stored.region.clone())),
            (
                "providerAccount",
                &self.provider_account,
                stored.provider_account.clone(),
            ),
            ("tenantId", &self.tenant_id, stored.tenant_id.clone()),
            (
                "dbInstanceType",
                &self.db_instance_type,
                stored.db_instance_type.clone(),
            ),
            (
                "vpcSubnetRange",
                &self.vpc_subnet_range,
                text(Some(stored.vpc_subnet_range)),
            ),
            (
                "secondaryVpcCidr",
                &self.secondary_vpc_cidr,
                text(stored.secondary_vpc_cidr),
            ),
            (
                "podSubnetRange",
                &self.pod_subnet_range,
                text(stored.pod_subnet_range),
            ),
            (
                "serviceSubnetRange",
                &self.service_subnet_range,
                text(stored.service_subnet_range),
            ),
            (
                "servicePeeringRange",
                &self.service_peering_range,
                text(stored.service_peering_range),
            ),
        ];
        let same_there = [
            ("drRegion", &self.dr_region, dr.map(|it| it.region.clone())),
            (
                "drVpcSubnetRange",
                &self.dr_vpc_subnet_range,
                dr_range(|it| Some(it.ranges.vpc_subnet_range)),
            ),
            (
                "drSecondaryVpcCidr",
                &self.dr_secondary_vpc_cidr,
                dr_range(|it| it.ranges.secondary_vpc_cidr),
            ),
            (
                "drPodSubnetRange",
                &self.dr_pod_subnet_range,
                dr_range(|it| it.ranges.pod_subnet_range),
            ),
            (
                "drServiceSubnetRange",
                &self.dr_service_subnet_range,
                dr_range(|it| it.ranges.service_subnet_range),
            ),
            (
                "drServicePeeringRange",
                &self.dr_service_peering_range,
                dr_range(|it| it.ranges.service_peering_range),
            ),
        ];
        let there = same_there.into_iter().filter(|_| dr.is_some());
        for (path, wanted, is) in same.into_iter().chain(there) {
            let Some(wanted) = wanted else { continue };
            checks.ensure(is.as_deref() == Some(wanted.trim()), || {
                Problem::new(
                    path,
                    "fixed",
                    format!("{path} of a cluster cannot change"),
                    "Leave it as it is, or create a new cluster.",
                )
                .value(wanted)
                .limit(is.as_deref().unwrap_or("not set"))
            });
        }
        // CL-18, and CL-28 for hybrid clusters.
        let pools = self.node_pools.as_deref().unwrap_or_default();
        let mut nothing = || NodePoolId::from_bits(0);
        let wanted: Vec<NodePool> = pools
            .iter()
            .map(|it| it.pool(&stored.node_pools, &mut nothing))
            .collect();
        let stays = self.node_pools.is_none() || wanted == stored.node_pools;
        checks.ensure(stays, || {
            Problem::new(
                "nodePools",
                "operator-only",
                format!(
                    "nodePools of a {} cluster cannot change by a request",
                    stored.cluster_type.label()
                ),
                "Leave them out; the operator runs its machines.",
            )
            .value(pools.len())
        });
    }
}

impl NodePoolRequest {
    fn pool(&self, stored: &[NodePool], id: &mut dyn FnMut() -> NodePoolId) -> NodePool {
        let known = self.id.as_deref().and_then(|text| text.parse().ok());
        let before = stored.iter().find(|pool| Some(pool.id) == known);
        NodePool {
            id: known.unwrap_or_else(id),
            name: self
                .name
                .clone()
                .or_else(|| before.map(|it| it.name.clone()))
                .unwrap_or_default(),
            node_instance_type: self
                .node_instance_type
                .clone()
                .or_else(|| before.map(|it| it.node_instance_type.clone()))
                .unwrap_or_default(),
            max_node_count: self
                .max_node_count
                .or(before.map(|it| it.max_node_count))
                .unwrap_or(DEFAULT_NODE_COUNT),
            is_default: self
                .is_default
                .or(before.map(|it| it.is_default))
                .unwrap_or_default(),
        }
    }
}

fn read_type(checks: &mut Checks, path: &str, text: &str) -> Option<ClusterType> {
    let types = [ClusterType::Dedicated, ClusterType::Hybrid];
    let found = types.into_iter().find(|it| it.api() == text);
    checks.ensure(found.is_some(), || {
        Problem::new(
            path,
            "unknown-type",
            format!("{path} is `{text}`, which is no type of cluster"),
            "Use DEDICATED.",
        )
        .value(text)
        .limit("DEDICATED")
    });
    found
}

/// CL-12: what has no form of an id names nothing.
fn read_workspaces(checks: &mut Checks, listed: &[String]) -> Vec<WorkspaceId> {
    let mut ids = Vec::new();
    for (place, text) in listed.iter().enumerate() {
        match text.parse() {
            Ok(id) => ids.push(id),
            Err(_) => checks.add(
                Problem::new(
                    format!("workspaceIds[{place}]"),
                    "unknown-workspace",
                    format!("Workspace `{text}` not found"),
                    "Leave it out of the list.",
                )
                .value(text),
            ),
        }
    }
    ids
}
