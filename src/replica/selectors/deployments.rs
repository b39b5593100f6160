//! Deployments as lists and pages show them.

use std::sync::Arc;

use planisphere_domain::cluster::ClusterStatus;
use planisphere_domain::deployment::{Deployment, DeploymentType, Infrastructure, VariableValue};
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{ClusterId, DeploymentId, NodePoolId, Timestamp, WorkspaceId};

use super::super::{Opened, Replica, SortKey, sorted_by};
use super::organization::visible_workspaces;
use super::workspaces::name_of;

/// One line of a list of Deployments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeploymentRow {
    /// Names it.
    pub id: DeploymentId,
    /// Its name.
    pub name: String,
    /// The Workspace it is in.
    pub workspace_id: WorkspaceId,
    /// That Workspace's name.
    pub workspace: String,
    /// Provider and region, such as `AWS us-east-1`.
    pub place: String,
    /// Standard, dedicated or hybrid.
    pub kind: &'static str,
    /// The executor's name.
    pub executor: &'static str,
    /// The Runtime.
    pub runtime: String,
    /// The Airflow it carries.
    pub airflow: String,
    /// Whether it is in development mode.
    pub is_development: bool,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Whether the person may know its name and nothing of its configuration: the rest is empty then.
    pub is_name_only: bool,
    /// Everything above that a filter looks through, in lower case.
    pub search: String,
}

/// What somebody knows of a Deployment that a role makes reachable, but not readable (rule 43).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeploymentBasics {
    /// Names it.
    pub id: DeploymentId,
    /// Its name.
    pub name: String,
    /// The Workspace it is in.
    pub workspace_id: WorkspaceId,
}

/// One worker queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueRow {
    /// Its name.
    pub name: String,
    /// Its machine.
    pub machine: String,
    /// The fewest workers.
    pub min: u32,
    /// The most workers.
    pub max: u32,
    /// Tasks at a time on each worker.
    pub concurrency: u32,
}

/// One environment variable. A secret has no value to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableRow {
    /// Its key.
    pub key: String,
    /// Its value; `None` for a secret.
    pub value: Option<String>,
    /// Whether a secret is set.
    pub is_set: bool,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// One Deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeploymentView {
    /// The line it has in lists.
    pub row: DeploymentRow,
    /// Its description.
    pub description: String,
    /// The cluster, unless it is a standard one; its id for whoever may see clusters.
    pub cluster: Option<(Option<ClusterId>, String)>,
    /// What is configured, as label and value.
    pub facts: Vec<(&'static str, String)>,
    /// Its queues.
    pub queues: Vec<QueueRow>,
    /// Its variables.
    pub variables: Vec<VariableRow>,
    /// Who hears of incidents.
    pub contact_emails: Vec<String>,
    /// Its release name.
    pub namespace: String,
    /// When it was created.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: String,
    /// By whom it was last changed.
    pub updated_by: String,
}

impl DeploymentView {
    /// Whether it runs on a hybrid cluster.
    #[must_use]
    pub fn is_hybrid(&self) -> bool {
        self.row.kind == DeploymentType::Hybrid.label()
    }
}

/// A cluster that a new Deployment may run on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterChoice {
    /// Names it.
    pub id: ClusterId,
    /// Its name.
    pub name: String,
    /// Provider and region.
    pub place: String,
}

impl Replica {
    /// The Deployments of one Workspace, or of all, that the person may see, by name.
    #[must_use]
    pub fn deployments(self, workspace: Option<WorkspaceId>) -> Vec<Arc<DeploymentRow>> {
        let rows = self
            .read(|opened| {
                let visible = visible_workspaces(opened);
                let wanted = visible
                    .into_iter()
                    .filter(|id| workspace.is_none_or(|only| only == *id));
                wanted
                    .flat_map(|id| readable_in(opened, id))
                    .map(|deployment| {
                        let place = ResourceRef::Deployment(deployment.id);
                        let row = if opened.holds_on(Permission::DeploymentGet, &place) {
                            row(opened, deployment)
                        } else {
                            named_row(opened, deployment)
                        };
                        Arc::new(row)
                    })
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default();
        sorted_by(rows, false, |row| SortKey::text(&row.name))
    }

    /// One Deployment; `None` when it does not exist or the person may not see it.
    #[must_use]
    pub fn deployment(self, id: DeploymentId) -> Option<DeploymentView> {
        self.read(|opened| {
            let deployment = opened.state.deployment(id)?;
            let place = ResourceRef::Deployment(id);
            let visible = opened.holds_on(Permission::DeploymentGet, &place);
            visible.then(|| view(opened, deployment))
        })
        .flatten()
    }

    /// A Deployment's name, for whoever may know that it exists; `None` when they may not, or it does not.
    #[must_use]
    pub fn deployment_basics(self, id: DeploymentId) -> Option<DeploymentBasics> {
        self.read(|opened| {
            let deployment = opened.state.deployment(id)?;
            let place = ResourceRef::Deployment(id);
            opened
                .holds_on(Permission::DeploymentBasicGet, &place)
                .then(|| DeploymentBasics {
                    id,
                    name: deployment.name.clone(),
                    workspace_id: deployment.workspace_id,
                })
        })
        .flatten()
    }

    /// The clusters that authorize a Workspace (access rule 96).
    #[must_use]
    pub fn clusters_for(self, workspace: WorkspaceId) -> Vec<ClusterChoice> {
        self.read(|opened| {
            let usable = opened.state.clusters().filter(|cluster| {
                cluster.authorizes(workspace) && cluster.status == ClusterStatus::Created
            });
            usable
                .map(|cluster| ClusterChoice {
                    id: cluster.id,
                    name: cluster.name.clone(),
                    place: format!("{} {}", cluster.cloud_provider.label(), cluster.region),
                })
                .collect()
        })
        .unwrap_or_default()
    }
}

/// Whether the person may know which Deployments a Workspace holds.
fn may_list(opened: &Opened, workspace: WorkspaceId) -> bool {
    opened.holds_on(
        Permission::WorkspaceDeploymentsGet,
        &ResourceRef::Workspace(workspace),
    )
}

/// The Deployments of a Workspace that the person may know of: all of them, or those that a Deployment role
/// opens (rules 9 and 33).
pub(super) fn readable_in(
    opened: &Opened,
    workspace: WorkspaceId,
) -> impl Iterator<Item = &Deployment> {
    let all = may_list(opened, workspace);
    opened
        .state
        .deployments_of(workspace)
        .filter(move |deployment| {
            let place = ResourceRef::Deployment(deployment.id);
            all || opened.holds_on(Permission::DeploymentBasicGet, &place)
        })
}

/// How many Deployments of a Workspace the person may know of.
pub(super) fn count_in(opened: &Opened, workspace: WorkspaceId) -> usize {
    if may_list(opened, workspace) {
        opened.state.deployment_count_of(workspace)
    } else {
        readable_in(opened, workspace).count()
    }
}

/// The line of whoever may know that the Deployment exists.
fn named_row(opened: &Opened, deployment: &Deployment) -> DeploymentRow {
    let workspace = opened.state.workspace(deployment.workspace_id);
    let workspace = workspace.map(|workspace| workspace.name.clone());
    let mut row = DeploymentRow {
        id: deployment.id,
        name: deployment.name.clone(),
        workspace_id: deployment.workspace_id,
        workspace: workspace.unwrap_or_default(),
        place: String::new(),
        kind: "",
        executor: "",
        runtime: String::new(),
        airflow: String::new(),
        is_development: false,
        updated_at: deployment.updated_at,
        is_name_only: true,
        search: String::new(),
    };
    row.search = format!("{}\n{}", row.name, row.workspace).to_lowercase();
    row
}

/// The line of whoever may read the Deployment.
fn row(opened: &Opened, deployment: &Deployment) -> DeploymentRow {
    let place = match &deployment.infrastructure {
        Infrastructure::Standard {
            cloud_provider,
            region,
        } => format!("{} {region}", cloud_provider.label()),
        Infrastructure::Dedicated(id) | Infrastructure::Hybrid(id) => opened
            .state
            .cluster(*id)
            .map(|cluster| format!("{} {}", cluster.cloud_provider.label(), cluster.region))
            .unwrap_or_default(),
    };
    let mut row = DeploymentRow {
        place,
        kind: deployment.infrastructure.deployment_type().label(),
        executor: deployment.executor.label(),
        runtime: deployment.runtime.text().to_owned(),
        airflow: deployment.airflow_version.clone(),
        is_development: deployment.is_development_mode,
        is_name_only: false,
        ..named_row(opened, deployment)
    };
    row.search = [
        &row.name,
        &row.workspace,
        &row.place,
        row.kind,
        row.executor,
        &row.runtime,
    ]
    .join("\n")
    .to_lowercase();
    row
}

fn view(opened: &Opened, deployment: &Deployment) -> DeploymentView {
    DeploymentView {
        row: row(opened, deployment),
        description: deployment.description.clone(),
        cluster: deployment
            .infrastructure
            .cluster_id()
            .and_then(|id| opened.state.cluster(id))
            .map(|cluster| {
                let may_see = opened.holds(Permission::OrganizationClustersGet);
                (may_see.then_some(cluster.id), cluster.name.clone())
            }),
        facts: facts(opened, deployment),
        queues: deployment
            .worker_queues
            .iter()
            .map(|queue| QueueRow {
                name: queue.name.clone(),
                machine: match queue.node_pool_id {
                    None => queue.astro_machine.clone().unwrap_or_default(),
                    Some(id) => pool_name(opened, deployment, id),
                },
                min: queue.min_worker_count,
                max: queue.max_worker_count,
                concurrency: queue.worker_concurrency,
            })
            .collect(),
        variables: deployment
            .environment_variables
            .iter()
            .map(|variable| VariableRow {
                key: variable.key.clone(),
                value: match &variable.value {
                    VariableValue::Plain(value) => Some(value.clone()),
                    VariableValue::Secret(_) => None,
                },
                is_set: !matches!(variable.value, VariableValue::Secret(None)),
                updated_at: variable.updated_at,
            })
            .collect(),
        contact_emails: deployment.contact_emails.clone(),
        namespace: deployment.namespace.clone(),
        created_at: deployment.created_at,
        created_by: name_of(opened, deployment.created_by),
        updated_by: name_of(opened, deployment.updated_by),
    }
}

/// What is configured, in the order in which people ask for it.
fn facts(opened: &Opened, deployment: &Deployment) -> Vec<(&'static str, String)> {
    let on = |yes: bool| if yes { "On" } else { "Off" }.to_owned();
    let mut facts = vec![("Executor", deployment.executor.label().to_owned())];
    match deployment.scheduler_size {
        Some(size) => facts.push((
            "Scheduler",
            format!(
                "{}, {}",
                size.label(),
                schedulers(deployment.scheduler_replicas)
            ),
        )),
        None => {
            let au = deployment.scheduler_au.unwrap_or_default();
            facts.push((
                "Scheduler",
                format!("{au} AU, {}", schedulers(deployment.scheduler_replicas)),
            ));
        }
    }
    if deployment.infrastructure.deployment_type() != DeploymentType::Hybrid {
        facts.push(("High availability", on(deployment.is_high_availability)));
        facts.push(("Development mode", on(deployment.is_development_mode)));
    }
    if let Some(pool) = deployment.task_pod_node_pool_id {
        facts.push((
            "Node pool of task Pods",
            pool_name(opened, deployment, pool),
        ));
    }
    facts.push(("CI/CD enforcement", on(deployment.is_cicd_enforced)));
    facts.push(("DAG deploys", on(deployment.is_dag_deploy_enabled)));
    if let (Some(cpu), Some(memory)) = (
        &deployment.default_task_pod_cpu,
        &deployment.default_task_pod_memory,
    ) {
        facts.push(("Default task Pod", format!("{cpu} vCPU, {memory}")));
    }
    if let (Some(cpu), Some(memory)) = (
        &deployment.resource_quota_cpu,
        &deployment.resource_quota_memory,
    ) {
        facts.push(("Quota", format!("{cpu} vCPU, {memory}")));
    }
    if !deployment.workload_identity.is_empty() {
        facts.push(("Workload identity", deployment.workload_identity.clone()));
    }
    if let Some(remote) = &deployment.remote_execution {
        let ranges = remote.allowed_ip_address_ranges.join(", ");
        facts.push((
            "Remote execution",
            if ranges.is_empty() {
                "From any address".to_owned()
            } else {
                ranges
            },
        ));
        facts.extend(
            remote
                .task_log_bucket
                .clone()
                .map(|bucket| ("Task log bucket", bucket)),
        );
        facts.extend(
            remote
                .task_log_url_pattern
                .clone()
                .map(|pattern| ("Task log address", pattern)),
        );
    }
    facts
}

/// What the cluster of a Deployment calls a node pool.
fn pool_name(opened: &Opened, deployment: &Deployment, id: NodePoolId) -> String {
    let cluster = deployment.infrastructure.cluster_id();
    let cluster = cluster.and_then(|id| opened.state.cluster(id));
    let mut pools = cluster.iter().flat_map(|it| &it.node_pools);
    pools
        .find(|pool| pool.id == id)
        .map_or_else(|| id.to_string(), |pool| pool.name.clone())
}

fn schedulers(count: u32) -> String {
    if count == 1 {
        "1 scheduler".to_owned()
    } else {
        format!("{count} schedulers")
    }
}
