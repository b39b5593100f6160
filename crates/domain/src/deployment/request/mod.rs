//! Requests about Deployments in the form of the API: bodies as they are sent, read into a draft or into
//! edits (UPD rules). What the values have to be is checked when the command is decided; here is only what a
//! body itself can get wrong.

mod create;
mod reading;
mod update;

pub use reading::NewIds;
use serde::Deserialize;

use super::parts::{HibernationOverride, HibernationSpec};
use crate::Rejection;
use crate::validation::Checks;

/// Body of a create or an update call. `null` is the same as absent (UPD-4).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DeploymentRequest {
    /// The name.
    pub name: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// The Workspace; another one in an update is a transfer (DEP-18).
    pub workspace_id: Option<String>,
    /// `STANDARD`, `DEDICATED` or `HYBRID`.
    #[serde(rename = "type")]
    pub deployment_type: Option<String>,
    /// The provider of a standard cluster.
    pub cloud_provider: Option<String>,
    /// The region of a standard cluster.
    pub region: Option<String>,
    /// The cluster; it wins over provider and region (DEP-11).
    pub cluster_id: Option<String>,
    /// The Runtime.
    pub astro_runtime_version: Option<String>,
    /// `CELERY`, `KUBERNETES` or `ASTRO`.
    pub executor: Option<String>,
    /// Hosted only.
    pub scheduler_size: Option<String>,
    /// Hybrid only.
    pub scheduler: Option<SchedulerRequest>,
    /// High availability.
    pub is_high_availability: Option<bool>,
    /// Development mode.
    pub is_development_mode: Option<bool>,
    /// CI/CD enforcement.
    pub is_cicd_enforced: Option<bool>,
    /// DAG deploys.
    pub is_dag_deploy_enabled: Option<bool>,
    /// CPU of a Pod by default.
    pub default_task_pod_cpu: Option<String>,
    /// Memory of a Pod by default.
    pub default_task_pod_memory: Option<String>,
    /// CPU over all Pods.
    pub resource_quota_cpu: Option<String>,
    /// Memory over all Pods.
    pub resource_quota_memory: Option<String>,
    /// Worker queues.
    pub worker_queues: Option<Vec<QueueRequest>>,
    /// The node pool of task Pods.
    pub task_pod_node_pool_id: Option<String>,
    /// All environment variables (UPD-3).
    pub environment_variables: Option<Vec<VariableRequest>>,
    /// Contact e-mails.
    pub contact_emails: Option<Vec<String>>,
    /// Hibernation; an empty block clears it (HIB-8).
    pub scaling_spec: Option<ScalingRequest>,
    /// Remote execution.
    pub remote_execution: Option<RemoteRequest>,
    /// The identity tasks act as.
    pub workload_identity: Option<String>,
    /// The same after a failover.
    pub dr_workload_identity: Option<String>,
}

/// The scheduler of a Deployment on a hybrid cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SchedulerRequest {
    /// Its units.
    pub au: Option<i64>,
    /// How many.
    pub replicas: Option<i64>,
}

/// One worker queue of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct QueueRequest {
    /// The stored queue; absent or empty for a new one, or for one known by its name (UPD-6).
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Whether it is the default queue.
    pub is_default: Option<bool>,
    /// The fewest workers.
    pub min_worker_count: Option<i64>,
    /// The most workers.
    pub max_worker_count: Option<i64>,
    /// Tasks at a time on each worker.
    pub worker_concurrency: Option<i64>,
    /// The machine, hosted only.
    pub astro_machine: Option<String>,
    /// Disk of each worker, hosted only.
    pub pod_ephemeral_storage: Option<String>,
    /// The node pool, hybrid only.
    pub node_pool_id: Option<String>,
    /// Derived from the machine; taken and passed over.
    pub pod_cpu: Option<String>,
    /// Derived from the machine; taken and passed over.
    pub pod_memory: Option<String>,
}

/// One environment variable of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct VariableRequest {
    /// Its key.
    pub key: Option<String>,
    /// Its value; a secret without one keeps what is stored (ENV-6).
    pub value: Option<String>,
    /// Whether it is secret.
    pub is_secret: Option<bool>,
    /// When it last changed, as reads give it; taken and passed over.
    pub updated_at: Option<String>,
}

/// How a Deployment scales to nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ScalingRequest {
    /// Hibernation; absent clears it.
    pub hibernation_spec: Option<HibernationRequest>,
}

/// Schedules and override.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct HibernationRequest {
    /// When it sleeps and wakes.
    pub schedules: Option<Vec<ScheduleRequest>>,
    /// The decision by hand.
    #[serde(rename = "override")]
    pub override_by_hand: Option<OverrideRequest>,
}

/// One schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ScheduleRequest {
    /// When it goes to sleep.
    pub hibernate_at_cron: Option<String>,
    /// When it wakes.
    pub wake_at_cron: Option<String>,
    /// Whether it counts.
    pub is_enabled: Option<bool>,
    /// What it is for.
    pub description: Option<String>,
}

/// The decision by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct OverrideRequest {
    /// Asleep or awake (HIB-10).
    pub is_hibernating: Option<bool>,
    /// Until when.
    pub override_until: Option<String>,
    /// Whether it counts now, as reads give it; taken and passed over.
    pub is_active: Option<bool>,
}

impl HibernationRequest {
    /// What it asks for.
    ///
    /// # Errors
    /// If it says nothing (HIB-7, HIB-10).
    pub fn read(&self) -> Result<HibernationSpec, Rejection> {
        let mut checks = Checks::default();
        let scaling = ScalingRequest {
            hibernation_spec: Some(self.clone()),
        };
        let spec = reading::hibernation(&mut checks, &scaling);
        checks.finish()?;
        Ok(spec.unwrap_or_default())
    }
}

impl OverrideRequest {
    /// What it asks for.
    ///
    /// # Errors
    /// If it does not say whether to sleep (HIB-10).
    pub fn read(&self) -> Result<HibernationOverride, Rejection> {
        let mut checks = Checks::default();
        let by_hand = reading::by_hand(&mut checks, "", self);
        checks.finish()?;
        by_hand.ok_or_else(|| Rejection::Invalid(Vec::new()))
    }
}

/// Remote execution of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct RemoteRequest {
    /// It has to be true (REM-2).
    pub enabled: Option<bool>,
    /// Where agents may call from.
    pub allowed_ip_address_ranges: Option<Vec<String>>,
    /// Where task logs lie.
    pub task_log_bucket: Option<String>,
    /// How to link to a task log.
    pub task_log_url_pattern: Option<String>,
    /// Where agents call, as reads give it; taken and passed over.
    pub remote_api_url: Option<String>,
}
