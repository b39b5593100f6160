//! The Deployment record: desired configuration, what deploys left behind, and what something observed.

use serde::{Deserialize, Serialize};

use super::log_forwarding::LogForwarding;
use super::parts::{
    EnvironmentVariable, Executor, HibernationSpec, Infrastructure, RemoteExecution, SchedulerSize,
    WorkerQueue,
};
use super::runtime::RuntimeVersion;
use crate::deploy::Bundle;
use crate::edit::editable;
use crate::quantity::Quantity;
use crate::{Actor, DeploymentId, NodePoolId, OrganizationId, Timestamp, WorkspaceId};

/// What a control plane reports of a Deployment's health.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DeploymentStatus {
    /// Being set up.
    Creating,
    /// Taking a change.
    Deploying,
    /// Webserver and scheduler answer.
    Healthy,
    /// Asleep.
    Hibernating,
    /// Webserver or scheduler is down.
    Unhealthy,
    /// No signal.
    Unknown,
}

/// The image that runs; set by deploys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Image {
    /// The registry path.
    pub repository: String,
    /// The tag, such as `deploy-2026-03-02T09-31`.
    pub tag: String,
    /// The version, where one is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// What something saw; empty until an Airflow is connected. Never made up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Observed {
    /// Health.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<DeploymentStatus>,
    /// Why it is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_reason: Option<String>,
    /// Addresses that traffic leaves from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub external_ips: Vec<String>,
    /// The issuer of workload identities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oidc_issuer_url: Option<String>,
    /// Addresses after a failover.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dr_external_ips: Vec<String>,
    /// The issuer after a failover.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dr_oidc_issuer_url: Option<String>,
    /// Where remote agents call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote_api_url: Option<String>,
}

impl Observed {
    /// Whether nothing was seen yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One Airflow environment. What is empty is left out when written, since a log holds many of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Deployment {
    /// Names it.
    pub id: DeploymentId,
    /// The Workspace it is in.
    pub workspace_id: WorkspaceId,
    /// 1 to 500 characters, unique in its Workspace (DEP-1, DEP-3).
    pub name: String,
    /// At most 1,000 characters (DEP-2).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Type, provider, region and cluster; fixed at creation.
    pub infrastructure: Infrastructure,
    /// The Runtime.
    pub runtime: RuntimeVersion,
    /// The Airflow that the Runtime carries.
    pub airflow_version: String,
    /// How tasks run.
    pub executor: Executor,
    /// Hosted only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduler_size: Option<SchedulerSize>,
    /// Hybrid only: units of 0.1 CPU and 0.375 GiB.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduler_au: Option<u32>,
    /// How many schedulers; hosted: two with high availability, else one.
    pub scheduler_replicas: u32,
    /// Two schedulers in separate zones.
    pub is_high_availability: bool,
    /// Cheaper, may hibernate; only true at creation (HIB-1).
    pub is_development_mode: bool,
    /// Only API tokens deploy code (CIC-1).
    pub is_cicd_enforced: bool,
    /// DAGs deploy without an image.
    pub is_dag_deploy_enabled: bool,
    /// CPU of a Pod that asks for nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_task_pod_cpu: Option<Quantity>,
    /// Memory of a Pod that asks for nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_task_pod_memory: Option<Quantity>,
    /// CPU over all Pods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_quota_cpu: Option<Quantity>,
    /// Memory over all Pods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_quota_memory: Option<Quantity>,
    /// Worker queues, `default` among them, unless the executor has none (EXE-5, EXE-6).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub worker_queues: Vec<WorkerQueue>,
    /// Hybrid with Kubernetes (EXE-7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_pod_node_pool_id: Option<NodePoolId>,
    /// In insertion order (ENV-13).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub environment_variables: Vec<EnvironmentVariable>,
    /// Who hears of incidents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contact_emails: Vec<String>,
    /// Development mode only (HIB-4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hibernation: Option<HibernationSpec>,
    /// Present when tasks run on remote agents (REM-1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote_execution: Option<RemoteExecution>,
    /// Where its logs go beside the page; absent: nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log_forwarding: Option<LogForwarding>,
    /// The identity tasks act as; empty means the provider's default.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub workload_identity: String,
    /// The same after a failover.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub dr_workload_identity: String,
    /// The release name, generated and never used again (DEP-7).
    pub namespace: String,
    /// The running image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// The DAG bundle that runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dag_tarball_version: Option<String>,
    /// The DAG bundle that should run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desired_dag_tarball_version: Option<String>,
    /// The bundles beside the DAGs, by path.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bundles: Vec<Bundle>,
    /// What something saw.
    #[serde(default, skip_serializing_if = "Observed::is_empty")]
    pub observed: Observed,
    /// When it was created.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: Actor,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: Actor,
}

editable! {
    /// A field of a Deployment that can be edited (section 4.1, column "mutable").
    DeploymentField of Deployment {
        /// The name.
        Name(String) = "name" in name;
        /// The description.
        Description(String) = "description" in description;
        /// How tasks run.
        Executor(Executor) = "executor" in executor;
        /// The scheduler's size.
        SchedulerSize(Option<SchedulerSize>) = "schedulerSize" in scheduler_size;
        /// The scheduler's units.
        SchedulerAu(Option<u32>) = "scheduler.au" in scheduler_au;
        /// How many schedulers.
        SchedulerReplicas(u32) = "scheduler.replicas" in scheduler_replicas;
        /// High availability.
        IsHighAvailability(bool) = "isHighAvailability" in is_high_availability;
        /// Development mode.
        IsDevelopmentMode(bool) = "isDevelopmentMode" in is_development_mode;
        /// CI/CD enforcement.
        IsCicdEnforced(bool) = "isCicdEnforced" in is_cicd_enforced;
        /// DAG deploys.
        IsDagDeployEnabled(bool) = "isDagDeployEnabled" in is_dag_deploy_enabled;
        /// CPU of a Pod by default.
        DefaultTaskPodCpu(Option<Quantity>) = "defaultTaskPodCpu" in default_task_pod_cpu;
        /// Memory of a Pod by default.
        DefaultTaskPodMemory(Option<Quantity>) = "defaultTaskPodMemory" in default_task_pod_memory;
        /// CPU over all Pods.
        ResourceQuotaCpu(Option<Quantity>) = "resourceQuotaCpu" in resource_quota_cpu;
        /// Memory over all Pods.
        ResourceQuotaMemory(Option<Quantity>) = "resourceQuotaMemory" in resource_quota_memory;
        /// Worker queues.
        WorkerQueues(Vec<WorkerQueue>) = "workerQueues" in worker_queues;
        /// The node pool of task Pods.
        TaskPodNodePoolId(Option<NodePoolId>) = "taskPodNodePoolId" in task_pod_node_pool_id;
        /// Environment variables.
        EnvironmentVariables(Vec<EnvironmentVariable>) = "environmentVariables" in environment_variables;
        /// Contact e-mails.
        ContactEmails(Vec<String>) = "contactEmails" in contact_emails;
        /// Hibernation.
        Hibernation(Option<HibernationSpec>) = "scalingSpec.hibernationSpec" in hibernation;
        /// Remote execution.
        RemoteExecution(Option<RemoteExecution>) = "remoteExecution" in remote_execution;
        /// The identity tasks act as.
        WorkloadIdentity(String) = "workloadIdentity" in workload_identity;
        /// The same after a failover.
        DrWorkloadIdentity(String) = "drWorkloadIdentity" in dr_workload_identity;
    }
}

impl Deployment {
    /// Schedulers that a hosted Deployment runs (SCH-5).
    #[must_use]
    pub const fn hosted_scheduler_replicas(is_high_availability: bool) -> u32 {
        if is_high_availability { 2 } else { 1 }
    }

    /// Whether its tasks run on worker queues (EXE-5, EXE-6).
    #[must_use]
    pub const fn takes_queues(&self) -> bool {
        self.executor.takes_queues(self.remote_execution.is_some())
    }

    /// The last eight characters of the id, which its addresses end in.
    fn short_id(&self) -> String {
        let id = self.id.to_string();
        id.get(id.len().saturating_sub(8)..)
            .unwrap_or_default()
            .to_owned()
    }

    /// Where the Airflow UI answers: `<host>/<short id>?orgId=<organization>`.
    #[must_use]
    pub fn web_server_url(&self, host: &str, organization: OrganizationId) -> String {
        format!("{host}/{}?orgId={organization}", self.short_id())
    }

    /// Where Airflow's REST API answers; Airflow 3 speaks v2.
    #[must_use]
    pub fn airflow_api_url(&self, host: &str) -> String {
        let version = if self.runtime.is_airflow_3() {
            "v2"
        } else {
            "v1"
        };
        format!("{host}/{}/api/{version}", self.short_id())
    }
}
