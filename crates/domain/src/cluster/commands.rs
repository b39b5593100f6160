//! Creating dedicated clusters.

use std::collections::BTreeSet;

use super::{Cluster, ClusterStatus, ClusterType};
use crate::catalogue::CloudProvider;
use crate::decide::{Context, Outcome};
use crate::organization::{Organization, Tier};
use crate::policy::{Permission, ResourceRef};
use crate::validation::Checks;
use crate::{ClusterId, Event, Problem, ResourceKind, State, WorkspaceId};

/// What somebody asks for when creating a dedicated cluster (CL-1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterDraft {
    /// The new id.
    pub id: ClusterId,
    /// Its name.
    pub name: String,
    /// The provider.
    pub cloud_provider: CloudProvider,
    /// The region's code.
    pub region: String,
    /// The Workspaces that may use it; empty means all.
    pub workspace_ids: BTreeSet<WorkspaceId>,
}

/// The documented network range of a new dedicated cluster.
const fn default_range(provider: CloudProvider) -> &'static str {
    match provider {
        CloudProvider::Aws => "172.20.0.0/20",
        CloudProvider::Azure => "172.20.0.0/19",
        CloudProvider::Gcp => "172.20.0.0/22",
    }
}

pub(crate) fn create(context: &Context<'_>, draft: &ClusterDraft) -> Outcome {
    // CL-30, rule 93.
    context.require(
        Permission::OrganizationClustersCreate,
        ResourceRef::Organization,
    )?;
    let organization = context.active_organization()?;
    let cluster = Cluster {
        id: draft.id,
        name: draft.name.trim().to_owned(),
        cluster_type: ClusterType::Dedicated,
        cloud_provider: draft.cloud_provider,
        region: draft.region.clone(),
        vpc_subnet_range: default_range(draft.cloud_provider).to_owned(),
        workspace_ids: draft.workspace_ids.clone(),
        node_pools: Vec::new(),
        status: ClusterStatus::Created,
        created_at: context.env.now,
        updated_at: context.env.now,
    };
    let mut checks = Checks::default();
    check_name(&mut checks, context.state, draft.id, &draft.name);
    if context.state.cluster(draft.id).is_some() {
        checks.add(Problem::taken(
            "id",
            ResourceKind::Cluster,
            &draft.id.to_string(),
        ));
    }
    // CL-2
    checks.ensure(
        context
            .env
            .catalogue
            .dedicated_regions(draft.cloud_provider)
            .iter()
            .any(|region| region.code == draft.region),
        || {
            Problem::new(
                "region",
                "unknown-region",
                format!(
                    "`{}` is no region for dedicated clusters on {}",
                    draft.region,
                    draft.cloud_provider.label()
                ),
                "Choose a region of the list.",
            )
        },
    );
    let tier = organization.plan.tier();
    // CL-31
    checks.ensure(tier >= Tier::Team, || {
        Problem::tier("type", "dedicated clusters need", Tier::Team)
    });
    check_restriction(
        &mut checks,
        context.state,
        organization,
        &cluster,
        &cluster.workspace_ids,
    );
    checks.finish()?;
    Ok(vec![Event::ClusterCreated(cluster)])
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

/// Whether a cluster may be restricted to its Workspaces, of which `new` were not listed before.
pub(super) fn check_restriction(
    checks: &mut Checks,
    state: &State,
    organization: &Organization,
    cluster: &Cluster,
    new: &BTreeSet<WorkspaceId>,
) {
    // CL-12
    for workspace in new.iter().filter(|id| state.workspace(**id).is_none()) {
        checks.add(Problem::new(
            "workspaceIds",
            "unknown-workspace",
            format!("Workspace `{workspace}` not found"),
            "Leave it out of the list.",
        ));
    }
    // CL-16, rule 120. Opening it to all is free (rule 124).
    checks.ensure(
        cluster.workspace_ids.is_empty() || organization.plan.tier() >= Tier::Business,
        || {
            Problem::tier(
                "workspaceIds",
                "restricting a cluster to Workspaces needs",
                Tier::Business,
            )
        },
    );
}
