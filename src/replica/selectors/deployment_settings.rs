//! What the settings of a Deployment, and the form that creates one, look at beside the record: where it runs, what
//! it costs, what a draft would become.

use planisphere_domain::catalogue::{CloudProvider, node_types};
use planisphere_domain::cluster::{Cluster, ClusterStatus, ClusterType};
use planisphere_domain::cost::{Cost, RateCard, Unpriced, cost};
use planisphere_domain::deployment::{
    Deployment, DeploymentDraft, DeploymentType, Infrastructure, MOST_TRIAL_WORKERS,
};
use planisphere_domain::organization::Organization;
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::workspace::DefaultInfrastructure;
use planisphere_domain::{
    ClusterId, Command, DeploymentId, NodePoolId, OrganizationId, Rejection, WorkspaceId,
};

use super::super::{Opened, Replica};
use super::clusters::region_name;

/// A node pool of a hybrid cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolChoice {
    /// Names it.
    pub id: NodePoolId,
    /// Its name.
    pub name: String,
    /// Its machine.
    pub machine: String,
    /// What one worker there gets: the machine's size less what the node needs; `None` for a machine that is not known.
    pub worker: Option<String>,
    /// The most nodes, for all Deployments that share it.
    pub nodes: u32,
    /// Whether it takes what names none.
    pub is_default: bool,
}

/// Where a Deployment runs, and what the Organization allows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeploymentPlace {
    /// Standard, dedicated or hybrid.
    pub kind: DeploymentType,
    /// Provider and region.
    pub place: String,
    /// The cluster, unless it is a standard one.
    pub cluster: Option<(ClusterId, String)>,
    /// Its region, where the catalogue no longer offers it.
    pub gone_region: Option<String>,
    /// Its node pools, on a hybrid cluster.
    pub pools: Option<Vec<PoolChoice>>,
    /// The most workers of a queue, where the plan allows less than is usual (ORG-8).
    pub most_workers: Option<u32>,
    /// Whether the cluster has a second region to fail over to.
    pub has_disaster_recovery: bool,
    /// Whether Runtimes past their maintenance may be chosen.
    pub allows_deprecated_runtimes: bool,
    /// The Organization, which addresses name.
    pub organization: Option<OrganizationId>,
}

/// What a Deployment costs by the Organization's rate card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeploymentCost {
    /// The currency's code.
    pub currency: String,
    /// An hour with as few workers as the limits allow.
    pub idle_hour: String,
    /// An hour with as many.
    pub peak_hour: String,
    /// A month that is idle while awake.
    pub idle_month: String,
    /// A month at the peak while awake.
    pub peak_month: String,
    /// An hour asleep, in development mode.
    pub asleep_hour: Option<String>,
    /// What the card has no rate for.
    pub unpriced: Vec<String>,
    /// Whether its workers run on machines of the Organization's own cloud, which no card prices.
    pub on_own_machines: bool,
    /// Whether the card is the example that nobody has changed.
    pub is_example: bool,
}

/// What a Workspace gives new Deployments where nothing else is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftDefaults {
    /// Whether CI/CD is enforced.
    pub is_cicd_enforced: bool,
    /// The cluster.
    pub cluster: Option<ClusterId>,
    /// The provider and the region of a standard cluster.
    pub standard: Option<(CloudProvider, String)>,
    /// The most workers that the default queue begins with, where the plan allows less than is usual (ORG-8).
    pub most_workers: Option<u32>,
}

/// What a draft would become.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftPreview {
    /// What it would cost, where it would be accepted.
    pub cost: Option<DeploymentCost>,
    /// Why it would be refused.
    pub rejection: Option<Rejection>,
}

impl Replica {
    /// A Deployment's record, for a form that changes it; `None` when it does not exist or the person may not see it.
    #[must_use]
    pub fn deployment_record(self, id: DeploymentId) -> Option<Deployment> {
        self.read(|opened| readable(opened, id).cloned()).flatten()
    }

    /// Where a Deployment runs.
    #[must_use]
    pub fn deployment_place(self, id: DeploymentId) -> Option<DeploymentPlace> {
        self.read(|opened| readable(opened, id).map(|deployment| place_of(opened, deployment)))
            .flatten()
    }

    /// What a Deployment costs as it is configured.
    #[must_use]
    pub fn deployment_cost(self, id: DeploymentId) -> Option<DeploymentCost> {
        self.read(|opened| readable(opened, id).map(|deployment| cost_of(opened, deployment)))
            .flatten()
    }

    /// What a draft would become if it were created now.
    #[must_use]
    pub fn draft_preview(self, draft: &DeploymentDraft) -> Option<DraftPreview> {
        let id = draft.id;
        let command = Command::CreateDeployment(Box::new(draft.clone()));
        self.read(|opened| match Self::dry_run(opened, &[command]) {
            Ok(state) => DraftPreview {
                cost: state
                    .deployment(id)
                    .map(|deployment| cost_of(opened, deployment)),
                rejection: None,
            },
            Err((_, rejection)) => DraftPreview {
                cost: None,
                rejection: Some(rejection),
            },
        })
    }

    /// What a Workspace gives new Deployments.
    #[must_use]
    pub fn draft_defaults(self, workspace: WorkspaceId) -> DraftDefaults {
        self.read(|opened| {
            let workspace = opened.state.workspace(workspace)?;
            let tier = opened.state.organization()?.plan.tier();
            let mut defaults = DraftDefaults {
                is_cicd_enforced: workspace.enforces_cicd_at_first(tier),
                most_workers: most_workers(opened),
                ..DraftDefaults::default()
            };
            match &workspace.default_infrastructure {
                Some(DefaultInfrastructure::Cluster(id)) => defaults.cluster = Some(*id),
                Some(DefaultInfrastructure::Standard {
                    cloud_provider,
                    region,
                }) => defaults.standard = Some((*cloud_provider, region.clone())),
                // DEP-12: nothing else is there to run on.
                None => {
                    let mut clusters = opened.state.clusters();
                    let only = clusters.next().filter(|_| clusters.next().is_none());
                    let usable = only.filter(|it| {
                        it.authorizes(workspace.id) && it.status == ClusterStatus::Created
                    });
                    defaults.cluster = usable.map(|it| it.id);
                }
            }
            Some(defaults)
        })
        .flatten()
        .unwrap_or_default()
    }

    /// The node pools of a hybrid cluster that a Workspace may use; `None` on any other.
    #[must_use]
    pub fn pools_of(self, cluster: ClusterId, workspace: WorkspaceId) -> Option<Vec<PoolChoice>> {
        self.read(|opened| {
            let cluster = opened.state.cluster(cluster)?;
            cluster
                .authorizes(workspace)
                .then(|| pools(cluster))
                .flatten()
        })
        .flatten()
    }
}

fn readable(opened: &Opened, id: DeploymentId) -> Option<&Deployment> {
    let visible = opened.holds_on(Permission::DeploymentGet, &ResourceRef::Deployment(id));
    opened.state.deployment(id).filter(|_| visible)
}

fn pools(cluster: &Cluster) -> Option<Vec<PoolChoice>> {
    let is_hybrid = cluster.cluster_type == ClusterType::Hybrid;
    is_hybrid.then(|| {
        let pools = cluster.node_pools.iter();
        pools
            .map(|pool| PoolChoice {
                id: pool.id,
                name: pool.name.clone(),
                machine: pool.node_instance_type.clone(),
                worker: worker_of(cluster.cloud_provider, &pool.node_instance_type),
                nodes: pool.max_node_count,
                is_default: pool.is_default,
            })
            .collect()
    })
}

fn most_workers(opened: &Opened) -> Option<u32> {
    let is_trial = opened.state.organization()?.plan.is_trial();
    is_trial.then_some(MOST_TRIAL_WORKERS)
}

/// What one worker gets of a machine for nodes; `None` for one that is not known.
#[must_use]
pub fn worker_of(provider: CloudProvider, machine: &str) -> Option<String> {
    let known = node_types(provider);
    let found = known.iter().find(|it| it.name == machine)?;
    let memory = found.pod_memory.trim_end_matches("Gi");
    Some(format!("{} vCPU, {memory} GiB", found.pod_cpu))
}

fn place_of(opened: &Opened, deployment: &Deployment) -> DeploymentPlace {
    let state = &opened.state;
    let infrastructure = &deployment.infrastructure;
    let kind = infrastructure.deployment_type();
    let cluster = infrastructure.cluster_id().and_then(|id| state.cluster(id));
    let place = match (infrastructure, cluster) {
        (
            Infrastructure::Standard {
                cloud_provider,
                region,
            },
            _,
        ) => format!("{} {region}", cloud_provider.label()),
        (_, Some(cluster)) => format!("{} {}", cluster.cloud_provider.label(), cluster.region),
        (_, None) => String::new(),
    };
    let pools = match (kind, cluster) {
        (DeploymentType::Hybrid, Some(cluster)) => pools(cluster),
        (DeploymentType::Hybrid, None) => Some(Vec::new()),
        _ => None,
    };
    let organization = state.organization();
    DeploymentPlace {
        kind,
        place,
        cluster: cluster.map(|cluster| (cluster.id, cluster.name.clone())),
        gone_region: cluster
            .filter(|it| region_name(it.cluster_type, it.cloud_provider, &it.region).is_none())
            .map(|it| it.region.clone()),
        pools,
        most_workers: most_workers(opened),
        has_disaster_recovery: cluster.is_some_and(|cluster| cluster.disaster_recovery.is_some()),
        allows_deprecated_runtimes: organization.is_some_and(|it| it.allows_deprecated_runtimes),
        organization: organization.map(|it| it.id),
    }
}

fn cost_of(opened: &Opened, deployment: &Deployment) -> DeploymentCost {
    let organization = opened.state.organization();
    let (card, is_example) =
        organization.map_or_else(|| (RateCard::example(), true), Organization::reckons_with);
    let Cost {
        idle_hour,
        peak_hour,
        asleep_hour,
        idle_month,
        peak_month,
        unpriced,
    } = cost(&card, deployment, opened.now());
    DeploymentCost {
        currency: card.currency,
        idle_hour: idle_hour.in_cents(),
        peak_hour: peak_hour.in_cents(),
        idle_month: idle_month.in_cents(),
        peak_month: peak_month.in_cents(),
        asleep_hour: deployment
            .is_development_mode
            .then(|| asleep_hour.in_cents()),
        unpriced: unpriced.into_iter().map(unpriced_in_words).collect(),
        on_own_machines: matches!(deployment.infrastructure, Infrastructure::Hybrid(_)),
        is_example,
    }
}

fn unpriced_in_words(what: Unpriced) -> String {
    match what {
        Unpriced::Scheduler(size) => format!("scheduler {size}"),
        Unpriced::Machine(machine) => format!("machine {machine}"),
        Unpriced::Cpu(amount) => format!("{amount} CPU"),
    }
}
