//! What somebody asks for when creating a Deployment. The documented defaults for the rest are filled in
//! when it is resolved.

use super::parts::{
    DeploymentType, EnvironmentVariable, Executor, HibernationSpec, RemoteExecution, SchedulerSize,
    WorkerQueue,
};
use crate::catalogue::CloudProvider;
use crate::quantity::Quantity;
use crate::{ClusterId, DeploymentId, NodePoolId, QueueId, WorkspaceId};

/// Where a new Deployment shall run.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
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
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
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
}
