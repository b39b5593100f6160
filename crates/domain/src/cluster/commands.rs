//! Creating dedicated clusters, and deleting clusters.

use std::collections::BTreeSet;

use super::ranges::{self, AddressDraft, PRIMARY};
use super::recovery::{self, DisasterRecoveryDraft};
use super::{
    Cluster, ClusterHealth, ClusterMetadata, ClusterStatus, ClusterTag, ClusterType, NodePool,
    pools, tags,
};
use crate::catalogue::{Catalogue, CloudProvider};
use crate::decide::{Context, Outcome};
use crate::edit::Value;
use crate::organization::{Organization, Tier};
use crate::policy::{Permission, ResourceRef};
use crate::validation::Checks;
use crate::{ClusterId, Event, Problem, Rejection, ResourceKind, State, WorkspaceId};

/// What somebody asks for when creating a cluster, or tells of one that they import.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClusterDraft {
    /// The new id.
    pub id: ClusterId,
    /// Its name.
    pub name: String,
    /// Dedicated, unless an operator imports it (CL-1).
    pub cluster_type: ClusterType,
    /// The provider.
    pub cloud_provider: CloudProvider,
    /// The region's code.
    pub region: String,
    /// The customer's account, project or subscription; hybrid only.
    pub provider_account: Option<String>,
    /// The customer's tenant; hybrid on Azure only.
    pub tenant_id: Option<String>,
    /// Its ranges.
    pub ranges: AddressDraft,
    /// The database's machine; hybrid only.
    pub db_instance_type: Option<String>,
    /// Machines; hybrid only.
    pub node_pools: Vec<NodePool>,
    /// Tags.
    pub k8s_tags: Vec<ClusterTag>,
    /// The Workspaces that may use it; empty means all.
    pub workspace_ids: BTreeSet<WorkspaceId>,
    /// Whether traffic leaves through private networks only.
    pub is_private_network_egress_enabled: bool,
    /// The second region, if it shall have one.
    pub disaster_recovery: Option<DisasterRecoveryDraft>,
}

impl ClusterDraft {
    /// A dedicated cluster with the documented ranges of its provider.
    #[must_use]
    pub fn new(id: ClusterId, name: &str, provider: CloudProvider, region: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            cluster_type: ClusterType::Dedicated,
            cloud_provider: provider,
            region: region.to_owned(),
            provider_account: None,
            tenant_id: None,
            ranges: AddressDraft::default_of(provider),
            db_instance_type: None,
            node_pools: Vec::new(),
            k8s_tags: Vec::new(),
            workspace_ids: BTreeSet::new(),
            is_private_network_egress_enabled: false,
            disaster_recovery: None,
        }
    }
}

pub(crate) fn create(context: &Context<'_>, draft: &ClusterDraft) -> Outcome {
    // CL-30, rule 93.
    context.require(
        Permission::OrganizationClustersCreate,
        ResourceRef::Organization,
    )?;
    let organization = context.active_organization()?;
    let mut checks = Checks::default();
    // CL-1
    checks.ensure(draft.cluster_type == ClusterType::Dedicated, || {
        Problem::new(
            "type",
            "hybrid-cluster",
            "type has to be DEDICATED: a HYBRID cluster is set up by its operator",
            "Choose DEDICATED, or import the cluster that the operator set up.",
        )
        .value(draft.cluster_type.api())
        .limit(ClusterType::Dedicated.api())
    });
    // CL-31
    checks.ensure(organization.plan.tier() >= Tier::Team, || {
        Problem::tier("type", "dedicated clusters need", Tier::Team)
    });
    for (path, given) in [
        ("providerAccount", &draft.provider_account),
        ("dbInstanceType", &draft.db_instance_type),
    ] {
        if let Some(given) = given {
            let message = format!("{path} is for hybrid clusters alone");
            let problem = Problem::new(path, "dedicated-cluster", message, "Leave it out.");
            checks.add(problem.value(given));
        }
    }
    let cluster = settle(&mut checks, context, organization, draft);
    checks.finish()?;
    Ok(cluster
        .into_iter()
        .map(|cluster| Event::ClusterCreated(Box::new(cluster)))
        .collect())
}

/// The cluster of a draft, if it is one at all; what is wrong with it is noted.
pub(super) fn settle(
    checks: &mut Checks,
    context: &Context<'_>,
    organization: &Organization,
    draft: &ClusterDraft,
) -> Option<Cluster> {
    let state = context.state;
    let (provider, region) = (draft.cloud_provider, draft.region.trim());
    check_name(checks, state, draft.id, &draft.name);
    if state.cluster(draft.id).is_some() {
        checks.add(Problem::taken(
            "id",
            ResourceKind::Cluster,
            &draft.id.to_string(),
        ));
    }
    let catalogue = &context.env.catalogue;
    check_region(checks, catalogue, draft.cluster_type, provider, region);
    // CL-9
    checks.ensure(
        provider == CloudProvider::Azure || draft.tenant_id.is_none(),
        || {
            Problem::new(
                "tenantId",
                "other-provider",
                format!(
                    "tenantId is for Azure, and the cluster is on {}",
                    provider.label()
                ),
                "Leave it out.",
            )
            .value(draft.tenant_id.as_deref().unwrap_or_default())
            .limit(CloudProvider::Azure.api())
        },
    );
    let plan = ranges::settle(checks, provider, &draft.ranges, &PRIMARY);
    let recovery = draft.disaster_recovery.as_ref();
    let disaster_recovery =
        recovery.and_then(|it| recovery::settle(checks, catalogue, (provider, region), plan, it));
    check_egress(checks, provider, draft.is_private_network_egress_enabled);
    let (type_of, node_pools) = (draft.cluster_type, draft.node_pools.clone().tidy());
    pools::check(checks, type_of, provider, &node_pools, &[]);
    let k8s_tags = draft.k8s_tags.clone().tidy();
    tags::check(checks, &k8s_tags);
    let workspaces = &draft.workspace_ids;
    check_restriction(checks, state, organization, workspaces, workspaces);
    let plan = plan?;
    let text = |text: &Option<String>| text.clone().tidy().filter(|text| !text.is_empty());
    Some(Cluster {
        id: draft.id,
        name: draft.name.clone().tidy(),
        cluster_type: type_of,
        cloud_provider: provider,
        region: region.to_owned(),
        provider_account: text(&draft.provider_account),
        tenant_id: text(&draft.tenant_id),
        vpc_subnet_range: plan.vpc_subnet_range,
        secondary_vpc_cidr: plan.secondary_vpc_cidr,
        pod_subnet_range: plan.pod_subnet_range,
        service_subnet_range: plan.service_subnet_range,
        service_peering_range: plan.service_peering_range,
        db_instance_type: text(&draft.db_instance_type),
        k8s_tags,
        workspace_ids: workspaces.clone(),
        is_private_network_egress_enabled: draft.is_private_network_egress_enabled,
        disaster_recovery,
        vpc_peerings: std::collections::BTreeMap::new(),
        node_pools,
        is_limited: false,
        // Until somebody reports that it is there.
        status: ClusterStatus::Creating,
        health_status: ClusterHealth::default(),
        metadata: ClusterMetadata::default(),
        created_at: context.env.now,
        updated_at: context.env.now,
    })
}

/// CL-2.
fn check_region(
    checks: &mut Checks,
    catalogue: &Catalogue,
    cluster_type: ClusterType,
    provider: CloudProvider,
    region: &str,
) {
    let regions = match cluster_type {
        ClusterType::Dedicated => catalogue.dedicated_regions(provider),
        ClusterType::Hybrid => catalogue.hybrid_regions(provider),
    };
    checks.ensure(regions.iter().any(|known| known.code == region), || {
        let codes: Vec<&str> = regions.iter().map(|region| region.code.as_ref()).collect();
        Problem::new(
            "region",
            "unknown-region",
            format!(
                "`{region}` is no region for {} clusters on {}",
                cluster_type.label(),
                provider.label()
            ),
            "Choose a region of the list.",
        )
        .value(region)
        .limit(codes.join(", "))
    });
}

/// CL-20.
pub(super) fn check_egress(checks: &mut Checks, provider: CloudProvider, is_on: bool) {
    checks.ensure(!is_on || provider == CloudProvider::Aws, || {
        Problem::new(
            "isPrivateNetworkEgressEnabled",
            "other-provider",
            format!(
                "isPrivateNetworkEgressEnabled is for AWS, and the cluster is on {}",
                provider.label()
            ),
            "Leave it off.",
        )
        .value(is_on)
    });
}

/// CL-11.
pub(super) fn check_name(checks: &mut Checks, state: &State, id: ClusterId, name: &str) {
    checks.text("name", "the cluster's name", name, 1, 256);
    let name = name.trim();
    if state
        .clusters()
        .any(|other| other.id != id && other.name == name)
    {
        checks.add(Problem::taken("name", ResourceKind::Cluster, name));
    }
}

/// Whether a cluster may be restricted to `listed`, of which `new` were not listed before.
pub(super) fn check_restriction(
    checks: &mut Checks,
    state: &State,
    organization: &Organization,
    listed: &BTreeSet<WorkspaceId>,
    new: &BTreeSet<WorkspaceId>,
) {
    // CL-12
    for workspace in new.iter().filter(|id| state.workspace(**id).is_none()) {
        checks.add(
            Problem::new(
                "workspaceIds",
                "unknown-workspace",
                format!("Workspace `{workspace}` not found"),
                "Leave it out of the list.",
            )
            .value(workspace),
        );
    }
    // Opening it to all is free (rule 124).
    if !listed.is_empty() {
        problem_of_restricting(organization)
            .into_iter()
            .for_each(|problem| checks.add(problem));
    }
}

/// Why no cluster of this Organization can be closed to Workspaces that are not listed (CL-16, rule 120).
#[must_use]
pub fn problem_of_restricting(organization: &Organization) -> Option<Problem> {
    (organization.plan.tier() < Tier::Business).then(|| {
        let what = "restricting a cluster to Workspaces needs";
        Problem::tier("workspaceIds", what, Tier::Business)
    })
}

pub(crate) fn delete(context: &Context<'_>, id: ClusterId) -> Outcome {
    // CL-30, rule 93.
    context.require(
        Permission::OrganizationClustersDelete,
        ResourceRef::Organization,
    )?;
    context.active_organization()?;
    let stored = context
        .state
        .cluster(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::Cluster, id))?;
    let count = context
        .state
        .deployments()
        .filter(|deployment| deployment.infrastructure.cluster_id() == Some(id))
        .count();
    // CL-17
    if count > 0 {
        let noun = if count == 1 {
            "Deployment"
        } else {
            "Deployments"
        };
        return Err(Rejection::Invalid(vec![
            Problem::new(
                "id",
                "cluster-in-use",
                format!("`{}` still hosts {count} {noun}", stored.name),
                "Delete its Deployments first.",
            )
            .value(count)
            .limit(0),
        ]));
    }
    Ok(vec![Event::ClusterDeleted { id }])
}
