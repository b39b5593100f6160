//! Clusters as lists and pages show them: what runs on each, and who would be left there when its list of Workspaces
//! changes. Standard clusters are nobody's record; a region that Deployments use stands for them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::cluster::{Cluster, ClusterStatus, ClusterType, problem_of_restricting};
use planisphere_domain::deployment::{Deployment, Infrastructure};
use planisphere_domain::organization::Product;
use planisphere_domain::policy::Permission;
use planisphere_domain::workspace::DefaultInfrastructure;
use planisphere_domain::{ClusterId, DeploymentId, Rejection, Timestamp, WorkspaceId};

use super::super::{Failure, Opened, Replica, SortKey, catalogue_in_use, sorted_by};
use super::Gate;
use super::organization::visible_workspaces;
use super::workspaces::name_of;

/// One line of the list of clusters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterRow {
    /// Names it; `None` for the standard cluster of a region.
    pub id: Option<ClusterId>,
    /// Its name.
    pub name: String,
    /// The provider.
    pub provider: CloudProvider,
    /// The region's code.
    pub region: String,
    /// Whether the catalogue still offers the region to clusters of this type.
    pub is_offered: bool,
    /// Standard, dedicated or hybrid.
    pub kind: &'static str,
    /// What was reported last; `None` for the standard cluster of a region.
    pub status: Option<ClusterStatus>,
    /// How many Deployments that the person may know of run there.
    pub deployments: usize,
    /// Its tags, as `key=value`.
    pub tags: Vec<String>,
    /// The Workspaces that may use it; empty means all.
    pub workspaces: Vec<String>,
    /// When it last changed.
    pub updated_at: Option<Timestamp>,
    /// Everything above that a filter looks through, in lower case.
    pub search: String,
}

/// A Deployment that runs on a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenant {
    /// Names it.
    pub id: DeploymentId,
    /// Its name.
    pub name: String,
    /// The Workspace it is in.
    pub workspace_id: WorkspaceId,
    /// That Workspace's name.
    pub workspace: String,
}

/// Words about a cluster that its record does not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClusterWords {
    /// The codes of its regions that the catalogue no longer offers.
    pub gone: Vec<String>,
    /// Where the region is; `None` where the catalogue no longer offers it.
    pub region: Option<String>,
    /// The same for the region that takes over; `None` too where there is none.
    pub other_region: Option<String>,
    /// Who asked for each VPC peering, in the record's order.
    pub requesters: Vec<String>,
}

impl ClusterWords {
    /// The regions that the catalogue no longer offers, in words; `None` where it offers all.
    #[must_use]
    pub fn gone(&self) -> Option<String> {
        (!self.gone.is_empty()).then(|| self.gone.join(" and "))
    }
}

/// A Workspace that may be listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceChoice {
    /// Names it.
    pub id: WorkspaceId,
    /// Its name.
    pub name: String,
    /// Its name in lower case, for filters.
    pub search: String,
}

impl Replica {
    /// The clusters that the person may see, by name; then the regions of standard clusters that Deployments use.
    #[must_use]
    pub fn clusters(self) -> Vec<Arc<ClusterRow>> {
        self.read(|opened| {
            if !opened.holds(Permission::OrganizationClustersGet) {
                return Vec::new();
            }
            let known = known_deployments(opened);
            let mut counts: BTreeMap<ClusterId, usize> = BTreeMap::new();
            let mut standard: BTreeMap<(CloudProvider, String), usize> = BTreeMap::new();
            for deployment in &known {
                match &deployment.infrastructure {
                    Infrastructure::Standard {
                        cloud_provider,
                        region,
                    } => {
                        *standard
                            .entry((*cloud_provider, region.clone()))
                            .or_default() += 1;
                    }
                    Infrastructure::Dedicated(id) | Infrastructure::Hybrid(id) => {
                        *counts.entry(*id).or_default() += 1;
                    }
                }
            }
            let visible: BTreeSet<WorkspaceId> = visible_workspaces(opened).into_iter().collect();
            let own = opened.state.clusters().map(|cluster| {
                let count = counts.get(&cluster.id).copied().unwrap_or_default();
                row(opened, cluster, count, &visible)
            });
            let mut rows = sorted_by(own.collect(), false, |row: &Arc<ClusterRow>| {
                SortKey::text(&row.name)
            });
            rows.extend(
                standard
                    .into_iter()
                    .map(|((provider, region), count)| standard_row(provider, region, count)),
            );
            rows
        })
        .unwrap_or_default()
    }

    /// One cluster as it is stored; `None` when it does not exist or the person may not see it.
    #[must_use]
    pub fn cluster_record(self, id: ClusterId) -> Option<Cluster> {
        self.read(|opened| {
            opened
                .holds(Permission::OrganizationClustersGet)
                .then(|| opened.state.cluster(id).cloned())
                .flatten()
        })
        .flatten()
    }

    /// What is told about a cluster beside its record.
    #[must_use]
    pub fn cluster_words(self, id: ClusterId) -> ClusterWords {
        self.read(|opened| {
            let cluster = opened.state.cluster(id)?;
            if !opened.holds(Permission::OrganizationClustersGet) {
                return None;
            }
            let named =
                |code: &str| region_name(cluster.cluster_type, cluster.cloud_provider, code);
            let other = cluster.disaster_recovery.as_ref().map(|it| &it.region);
            let regions = std::iter::once(&cluster.region).chain(other);
            Some(ClusterWords {
                gone: regions
                    .filter(|code| named(code).is_none())
                    .cloned()
                    .collect(),
                region: named(&cluster.region),
                other_region: other.and_then(|code| named(code)),
                requesters: cluster
                    .vpc_peerings
                    .values()
                    .map(|it| name_of(opened, it.created_by))
                    .collect(),
            })
        })
        .flatten()
        .unwrap_or_default()
    }

    /// The Deployments on a cluster that the person may know of, by name.
    #[must_use]
    pub fn tenants(self, id: ClusterId) -> Vec<Tenant> {
        let found = self
            .read(|opened| {
                known_deployments(opened)
                    .into_iter()
                    .filter(|it| it.infrastructure.cluster_id() == Some(id))
                    .map(|it| tenant(opened, it))
                    .collect()
            })
            .unwrap_or_default();
        sorted_by(found, false, |it: &Tenant| SortKey::text(&it.name))
    }

    /// The names of Workspaces whose new Deployments start on a cluster that would not be open to them.
    #[must_use]
    pub fn defaults_left_out(self, id: ClusterId, listed: &BTreeSet<WorkspaceId>) -> Vec<String> {
        self.read(|opened| {
            let wanted = Some(DefaultInfrastructure::Cluster(id));
            visible_workspaces(opened)
                .into_iter()
                .filter(|it| !listed.is_empty() && !listed.contains(it))
                .filter_map(|it| opened.state.workspace(it))
                .filter(|it| it.default_infrastructure == wanted)
                .map(|it| it.name.clone())
                .collect()
        })
        .unwrap_or_default()
    }

    /// The Workspaces that a cluster can be opened to, by name.
    #[must_use]
    pub fn workspace_choices(self) -> Vec<Arc<WorkspaceChoice>> {
        let found = self
            .read(|opened| {
                visible_workspaces(opened)
                    .into_iter()
                    .filter_map(|id| opened.state.workspace(id))
                    .map(|it| {
                        Arc::new(WorkspaceChoice {
                            id: it.id,
                            name: it.name.clone(),
                            search: it.name.to_lowercase(),
                        })
                    })
                    .collect()
            })
            .unwrap_or_default();
        sorted_by(found, false, |it: &Arc<WorkspaceChoice>| {
            SortKey::text(&it.name)
        })
    }

    /// Whether a cluster can be closed to Workspaces that are not listed; opening it is free (CL-16).
    #[must_use]
    pub fn may_restrict_clusters(self) -> Gate {
        self.read(|opened| {
            let organization = opened.state.organization()?;
            problem_of_restricting(organization).map(|problem| {
                let refusal = Failure::Rejected(Rejection::Invalid(vec![problem]));
                Gate {
                    reason: Some(refusal.sentence()),
                }
            })
        })
        .flatten()
        .unwrap_or_default()
    }

    /// What the Organization runs on: its product is chosen when it is founded.
    #[must_use]
    pub fn product(self) -> Product {
        self.read(|opened| opened.state.organization().map(|it| it.product))
            .flatten()
            .unwrap_or_default()
    }
}

/// Where a region is, as far as the catalogue offers it to clusters of this type.
#[must_use]
pub fn region_name(kind: ClusterType, provider: CloudProvider, code: &str) -> Option<String> {
    let catalogue = catalogue_in_use();
    let regions = match kind {
        ClusterType::Dedicated => catalogue.dedicated_regions(provider),
        ClusterType::Hybrid => catalogue.hybrid_regions(provider),
    };
    let found = regions.iter().find(|region| region.code == code)?;
    Some(found.name.to_string())
}

/// Every Deployment that the person may know of (rules 9 and 33).
fn known_deployments(opened: &Opened) -> Vec<&Deployment> {
    visible_workspaces(opened)
        .into_iter()
        .flat_map(|id| super::deployments::readable_in(opened, id))
        .collect()
}

fn tenant(opened: &Opened, deployment: &Deployment) -> Tenant {
    let workspace = opened.state.workspace(deployment.workspace_id);
    Tenant {
        id: deployment.id,
        name: deployment.name.clone(),
        workspace_id: deployment.workspace_id,
        workspace: workspace.map(|it| it.name.clone()).unwrap_or_default(),
    }
}

fn row(
    opened: &Opened,
    cluster: &Cluster,
    deployments: usize,
    visible: &BTreeSet<WorkspaceId>,
) -> Arc<ClusterRow> {
    let listed = cluster.workspace_ids.iter();
    let mut workspaces: Vec<String> = listed
        .clone()
        .filter(|id| visible.contains(id))
        .filter_map(|id| opened.state.workspace(*id))
        .map(|it| it.name.clone())
        .collect();
    let hidden = listed.count() - workspaces.len();
    if hidden > 0 {
        workspaces.push(format!("{hidden} that you cannot see"));
    }
    searchable(ClusterRow {
        id: Some(cluster.id),
        name: cluster.name.clone(),
        provider: cluster.cloud_provider,
        region: cluster.region.clone(),
        is_offered: region_name(
            cluster.cluster_type,
            cluster.cloud_provider,
            &cluster.region,
        )
        .is_some(),
        kind: cluster.cluster_type.label(),
        status: Some(cluster.status),
        deployments,
        tags: cluster
            .k8s_tags
            .iter()
            .map(|tag| format!("{}={}", tag.key, tag.value))
            .collect(),
        workspaces,
        updated_at: Some(cluster.updated_at),
        search: String::new(),
    })
}

fn standard_row(provider: CloudProvider, region: String, deployments: usize) -> Arc<ClusterRow> {
    let catalogue = catalogue_in_use();
    let regions = catalogue.standard_regions(provider);
    let is_offered = regions.iter().any(|known| known.code == region);
    searchable(ClusterRow {
        id: None,
        name: format!("Standard, {region}"),
        provider,
        region,
        is_offered,
        kind: "standard",
        status: None,
        deployments,
        tags: Vec::new(),
        workspaces: Vec::new(),
        updated_at: None,
        search: String::new(),
    })
}

fn searchable(mut row: ClusterRow) -> Arc<ClusterRow> {
    let status = row.status.map_or("", ClusterStatus::label);
    row.search = [
        &row.name,
        row.provider.label(),
        &row.region,
        row.kind,
        status,
        &row.tags.join("\n"),
        &row.workspaces.join("\n"),
    ]
    .join("\n")
    .to_lowercase();
    Arc::new(row)
}
