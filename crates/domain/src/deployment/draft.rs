//! What somebody asks for when creating a Deployment, and the documented defaults for the rest (DEP-5, DEP-6).

use super::model::{Deployment, Observed};
use super::namespace;
use super::parts::{
    DeploymentType, EnvironmentVariable, Executor, HibernationSpec, Infrastructure,
    RemoteExecution, SchedulerSize, WorkerQueue,
};
use super::runtime::RuntimeVersion;
use crate::catalogue::CloudProvider;
use crate::cluster::ClusterType;
use crate::decide::Context;
use crate::edit::Value;
use crate::quantity::Quantity;
use crate::workspace::{DefaultInfrastructure, Workspace};
use crate::{ClusterId, DeploymentId, NodePoolId, Problem, QueueId, ResourceKind, WorkspaceId};

/// Where a new Deployment shall run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InfrastructureChoice {
    /// On a standard cluster in this region.
    Standard {
        /// The provider.
        cloud_provider: CloudProvider,
        /// The region's code.
        region: String,
    },
    /// On this cluster; its type decides the Deployment's (DEP-11).
    Cluster(ClusterId),
}

/// A wish for a new Deployment. What is absent is filled in with the documented default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeploymentDraft {
    /// The new id.
    pub id: DeploymentId,
    /// The id of the default queue, if one has to be made (UPD-8).
    pub default_queue_id: QueueId,
    /// The Workspace.
    pub workspace_id: WorkspaceId,
    /// The name.
    pub name: String,
    /// The description.
    pub description: String,
    /// What its author takes its type to be; absent: whatever it runs on (DEP-16).
    pub deployment_type: Option<DeploymentType>,
    /// Where it runs; absent: the Workspace's default, else the only cluster (DEP-12).
    pub infrastructure: Option<InfrastructureChoice>,
    /// The Runtime; absent: the newest on offer (RTV-2).
    pub runtime: Option<String>,
    /// Absent: Celery.
    pub executor: Option<Executor>,
    /// Hosted; absent: small.
    pub scheduler_size: Option<SchedulerSize>,
    /// Hybrid; absent: 5.
    pub scheduler_au: Option<u32>,
    /// Hybrid; absent: 1.
    pub scheduler_replicas: Option<u32>,
    /// Two schedulers.
    pub is_high_availability: bool,
    /// Development mode.
    pub is_development_mode: bool,
    /// Absent: the Workspace's default (WS-11).
    pub is_cicd_enforced: Option<bool>,
    /// Absent: on, except on hybrid clusters.
    pub is_dag_deploy_enabled: Option<bool>,
    /// Absent: 0.25.
    pub default_task_pod_cpu: Option<Quantity>,
    /// Absent: 0.5Gi.
    pub default_task_pod_memory: Option<Quantity>,
    /// Absent: 10.
    pub resource_quota_cpu: Option<Quantity>,
    /// Absent: 20Gi.
    pub resource_quota_memory: Option<Quantity>,
    /// Absent: the default queue where the executor has queues.
    pub worker_queues: Option<Vec<WorkerQueue>>,
    /// Hybrid with Kubernetes.
    pub task_pod_node_pool_id: Option<NodePoolId>,
    /// Variables; secrets are sealed already.
    pub environment_variables: Vec<EnvironmentVariable>,
    /// Contact e-mails.
    pub contact_emails: Vec<String>,
    /// Hibernation.
    pub hibernation: Option<HibernationSpec>,
    /// Remote execution.
    pub remote_execution: Option<RemoteExecution>,
    /// The identity tasks act as.
    pub workload_identity: String,
    /// The same after a failover.
    pub dr_workload_identity: String,
}

impl DeploymentDraft {
    /// The default Deployment of this name (DEP-6).
    #[must_use]
    pub fn new(
        id: DeploymentId,
        default_queue_id: QueueId,
        workspace_id: WorkspaceId,
        name: &str,
    ) -> Self {
        Self {
            id,
            default_queue_id,
            workspace_id,
            name: name.to_owned(),
            description: String::new(),
            deployment_type: None,
            infrastructure: None,
            runtime: None,
            executor: None,
            scheduler_size: None,
            scheduler_au: None,
            scheduler_replicas: None,
            is_high_availability: false,
            is_development_mode: false,
            is_cicd_enforced: None,
            is_dag_deploy_enabled: None,
            default_task_pod_cpu: None,
            default_task_pod_memory: None,
            resource_quota_cpu: None,
            resource_quota_memory: None,
            worker_queues: None,
            task_pod_node_pool_id: None,
            environment_variables: Vec::new(),
            contact_emails: Vec::new(),
            hibernation: None,
            remote_execution: None,
            workload_identity: String::new(),
            dr_workload_identity: String::new(),
        }
    }

    /// The Deployment that this draft asks for, defaults filled in; the rules are checked afterwards.
    pub(super) fn resolve(
        &self,
        context: &Context<'_>,
        workspace: &Workspace,
    ) -> Result<Deployment, Problem> {
        let infrastructure = self.resolve_infrastructure(context, workspace)?;
        self.check_type(&infrastructure)?;
        let is_hybrid = matches!(infrastructure, Infrastructure::Hybrid(_));
        let is_remote = self.remote_execution.is_some();
        let executor = self.executor.unwrap_or(Executor::Celery);
        let (runtime, airflow_version) = self.resolve_runtime(context)?;
        // RES-4, RES-5: hosted Deployments have all four unless tasks run elsewhere.
        let amount = |asked: &Option<Quantity>, default: &str| {
            asked
                .clone()
                .or_else(|| (!is_hybrid && !is_remote).then(|| Quantity::new(default)))
        };
        // UPD-8
        let worker_queues = self.worker_queues.clone().unwrap_or_else(|| {
            if executor.takes_queues(is_remote) {
                vec![self.default_queue(context, &infrastructure)]
            } else {
                Vec::new()
            }
        });
        let now = context.env.now;
        Ok(Deployment {
            id: self.id,
            workspace_id: self.workspace_id,
            name: self.name.clone().tidy(),
            description: self.description.clone().tidy(),
            infrastructure,
            runtime,
            airflow_version,
            executor,
            scheduler_size: self
                .scheduler_size
                .or((!is_hybrid).then_some(SchedulerSize::Small)),
            scheduler_au: self.scheduler_au.or(is_hybrid.then_some(5)),
            scheduler_replicas: self.scheduler_replicas.unwrap_or(if is_hybrid {
                1
            } else {
                Deployment::hosted_scheduler_replicas(self.is_high_availability)
            }),
            is_high_availability: self.is_high_availability,
            is_development_mode: self.is_development_mode,
            is_cicd_enforced: self
                .is_cicd_enforced
                .unwrap_or(workspace.cicd_enforced_default),
            is_dag_deploy_enabled: self.is_dag_deploy_enabled.unwrap_or(!is_hybrid),
            default_task_pod_cpu: amount(&self.default_task_pod_cpu, "0.25"),
            default_task_pod_memory: amount(&self.default_task_pod_memory, "0.5Gi"),
            resource_quota_cpu: amount(&self.resource_quota_cpu, "10"),
            resource_quota_memory: amount(&self.resource_quota_memory, "20Gi"),
            worker_queues,
            task_pod_node_pool_id: self.task_pod_node_pool_id,
            environment_variables: self.environment_variables.clone(),
            contact_emails: self.contact_emails.clone().tidy(),
            hibernation: self.hibernation.clone().tidy(),
            remote_execution: self.remote_execution.clone(),
            workload_identity: self.workload_identity.clone().tidy(),
            dr_workload_identity: self.dr_workload_identity.clone().tidy(),
            namespace: namespace::generate(context.state, self.id),
            image: None,
            dag_tarball_version: None,
            desired_dag_tarball_version: None,
            observed: Observed::default(),
            created_at: now,
            created_by: context.caller.actor,
            updated_at: now,
            updated_by: context.caller.actor,
        })
    }

    /// DEP-16
    fn check_type(&self, infrastructure: &Infrastructure) -> Result<(), Problem> {
        let found = infrastructure.deployment_type();
        match self.deployment_type {
            Some(asked) if asked != found => Err(Problem::new(
                "type",
                "cluster-type",
                format!(
                    "type is {}, and what it would run on is {}",
                    asked.api(),
                    found.api()
                ),
                "Choose a cluster of that type, or leave the type out.",
            )),
            _ => Ok(()),
        }
    }

    /// The documented default queue; on a hybrid cluster it runs on the default node pool.
    fn default_queue(&self, context: &Context<'_>, infrastructure: &Infrastructure) -> WorkerQueue {
        let queue = WorkerQueue::default_queue(self.default_queue_id);
        let Infrastructure::Hybrid(cluster) = infrastructure else {
            return queue;
        };
        match context.state.cluster(*cluster) {
            Some(cluster) => queue.on(cluster),
            None => queue,
        }
    }

    fn resolve_runtime(&self, context: &Context<'_>) -> Result<(RuntimeVersion, String), Problem> {
        let catalogue = &context.env.catalogue;
        let now = context.env.now;
        let newest = catalogue
            .newest_runtime(now)
            .map_or("", |release| release.version);
        let asked = self.runtime.as_deref().unwrap_or(newest);
        let problem = |code, message: String| {
            Problem::new(
                "astroRuntimeVersion",
                code,
                message,
                format!("Use `{newest}`, the newest Runtime."),
            )
        };
        let release = catalogue.runtime(asked).ok_or_else(|| {
            problem(
                "unknown-runtime",
                format!("Runtime `{asked}` does not exist"),
            )
        })?;
        // RTV-1
        if release.yanked {
            return Err(problem(
                "withdrawn-runtime",
                format!("Runtime `{asked}` was withdrawn"),
            ));
        }
        let allows_deprecated = context
            .state
            .organization()
            .is_some_and(|organization| organization.allows_deprecated_runtimes);
        if !release.is_maintained(now) && !allows_deprecated {
            let end = release.end_of_maintenance.unwrap_or_default();
            return Err(Problem::new(
                "astroRuntimeVersion",
                "unmaintained-runtime",
                format!("Runtime `{asked}` has been out of maintenance since {end}"),
                format!(
                    "Use `{newest}`, or let an Organization Owner allow Runtimes past maintenance in the Organization's settings."
                ),
            ));
        }
        Ok((
            RuntimeVersion::new(release.version),
            release.airflow.to_owned(),
        ))
    }

    fn resolve_infrastructure(
        &self,
        context: &Context<'_>,
        workspace: &Workspace,
    ) -> Result<Infrastructure, Problem> {
        // DEP-12
        let choice =
            self.infrastructure
                .clone()
                .or_else(|| match &workspace.default_infrastructure {
                    Some(DefaultInfrastructure::Cluster(id)) => {
                        Some(InfrastructureChoice::Cluster(*id))
                    }
                    Some(DefaultInfrastructure::Standard {
                        cloud_provider,
                        region,
                    }) => Some(InfrastructureChoice::Standard {
                        cloud_provider: *cloud_provider,
                        region: region.clone(),
                    }),
                    None => {
                        let mut clusters = context.state.clusters();
                        let only = clusters.next().filter(|_| clusters.next().is_none());
                        only.map(|cluster| InfrastructureChoice::Cluster(cluster.id))
                    }
                });
        match choice {
            Some(InfrastructureChoice::Standard {
                cloud_provider,
                region,
            }) => Ok(Infrastructure::Standard {
                cloud_provider,
                region,
            }),
            Some(InfrastructureChoice::Cluster(id)) => {
                let cluster = context.state.cluster(id).ok_or_else(|| {
                    Problem::new(
                        "clusterId",
                        "unknown-cluster",
                        format!("{} `{id}` not found", ResourceKind::Cluster),
                        "Choose a cluster of the list.",
                    )
                })?;
                Ok(match cluster.cluster_type {
                    ClusterType::Dedicated => Infrastructure::Dedicated(id),
                    ClusterType::Hybrid => Infrastructure::Hybrid(id),
                })
            }
            None => Err(Problem::new(
                "clusterId",
                "no-infrastructure",
                "nothing says where the Deployment runs: no clusterId, no cloudProvider and region",
                "Choose a cloud provider and region, or a cluster.",
            )),
        }
    }
}
