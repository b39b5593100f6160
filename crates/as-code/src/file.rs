//! The Deployment file as it is written: every key of the format, each with its place.
//!
//! Nothing is defaulted, translated or looked up here; [`crate::spelling`] gives the meaning of words.

use serde::{Deserialize, Serialize};

use crate::located::{Given, Located, Position};
use crate::secret::SecretText;

/// How a file is written; the command line answers in the same format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// JSON.
    Json,
    /// YAML, and whatever else YAML reads.
    Yaml,
}

/// A Deployment file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeploymentFile {
    /// How it is written.
    pub format: Format,
    /// Where `deployment` stands.
    pub at: Position,
    /// `environment_variables`: missing, empty and filled differ on update.
    pub environment_variables: Given<Vec<EnvironmentVariable>>,
    /// `configuration`.
    pub configuration: Configuration,
    /// `worker_queues`: missing keeps the stored queues on update.
    pub worker_queues: Given<Vec<WorkerQueue>>,
    /// `metadata`, which has no effect on input.
    pub metadata: Option<Metadata>,
    /// `alert_emails`: missing keeps the stored addresses on update.
    pub alert_emails: Given<Vec<Located<String>>>,
    /// `hibernation_schedules`.
    pub hibernation_schedules: Given<Vec<HibernationSchedule>>,
}

/// `deployment.configuration`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Configuration {
    /// Where it stands, when it does.
    pub at: Option<Position>,
    /// `name`.
    pub name: Given<String>,
    /// `description`.
    pub description: Given<String>,
    /// `runtime_version`.
    pub runtime_version: Given<String>,
    /// `dag_deploy_enabled`.
    pub dag_deploy_enabled: Given<bool>,
    /// `ci_cd_enforcement`.
    pub ci_cd_enforcement: Given<bool>,
    /// `scheduler_size`, as written.
    pub scheduler_size: Given<String>,
    /// `is_high_availability`.
    pub is_high_availability: Given<bool>,
    /// `is_development_mode`.
    pub is_development_mode: Given<bool>,
    /// `executor`, as written.
    pub executor: Given<String>,
    /// `scheduler_au`; hybrid only.
    pub scheduler_au: Given<i64>,
    /// `scheduler_count`; hybrid only, printed always.
    pub scheduler_count: Given<i64>,
    /// `cluster_name`.
    pub cluster_name: Given<String>,
    /// `workspace_name`.
    pub workspace_name: Given<String>,
    /// `deployment_type`, as written.
    pub deployment_type: Given<String>,
    /// `cloud_provider`, as written.
    pub cloud_provider: Given<String>,
    /// `region`.
    pub region: Given<String>,
    /// `default_task_pod_cpu`.
    pub default_task_pod_cpu: Given<String>,
    /// `default_task_pod_memory`.
    pub default_task_pod_memory: Given<String>,
    /// `resource_quota_cpu`.
    pub resource_quota_cpu: Given<String>,
    /// `resource_quota_memory`.
    pub resource_quota_memory: Given<String>,
    /// `default_worker_type`; hybrid only.
    pub default_worker_type: Given<String>,
    /// `workload_identity`.
    pub workload_identity: Given<String>,
    /// `remote_execution`; dedicated only.
    pub remote_execution: Given<RemoteExecution>,
}

/// `deployment.configuration.remote_execution`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteExecution {
    /// `enabled`; nothing else counts without it.
    pub enabled: Given<bool>,
    /// `allowed_ip_address_ranges`.
    pub allowed_ip_address_ranges: Given<Vec<Located<String>>>,
    /// `task_log_bucket`.
    pub task_log_bucket: Given<String>,
    /// `task_log_url_pattern`.
    pub task_log_url_pattern: Given<String>,
}

/// An entry of `deployment.worker_queues`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkerQueue {
    /// Where the entry stands.
    pub at: Position,
    /// `name`.
    pub name: Given<String>,
    /// `max_worker_count`; 0 and missing mean the default.
    pub max_worker_count: Given<i64>,
    /// `min_worker_count`; missing means 0.
    pub min_worker_count: Given<i64>,
    /// `worker_concurrency`; 0 and missing mean the machine's default.
    pub worker_concurrency: Given<i64>,
    /// `worker_type`, as written.
    pub worker_type: Given<String>,
    /// `pod_cpu`; no effect on input.
    pub pod_cpu: Given<String>,
    /// `pod_ram`; no effect on input.
    pub pod_ram: Given<String>,
    /// `pod_ephemeral_storage`.
    pub pod_ephemeral_storage: Given<String>,
}

/// An entry of `deployment.environment_variables`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnvironmentVariable {
    /// Where the entry stands.
    pub at: Position,
    /// `is_secret`.
    pub is_secret: Given<bool>,
    /// `key`.
    pub key: Given<String>,
    /// `updated_at`; no effect on input.
    pub updated_at: Given<String>,
    /// `value`: missing, null and empty differ. Kept out of sight even when it is no secret.
    pub value: Given<SecretText>,
}

/// An entry of `deployment.hibernation_schedules`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HibernationSchedule {
    /// Where the entry stands.
    pub at: Position,
    /// `hibernate_at`.
    pub hibernate_at: Given<String>,
    /// `wake_at`.
    pub wake_at: Given<String>,
    /// `description`.
    pub description: Given<String>,
    /// `enabled`; the command line does not print `false`.
    pub enabled: Given<bool>,
}

/// `deployment.metadata`: what `inspect` adds and nothing reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Where it stands.
    pub at: Position,
    /// `deployment_id`.
    pub deployment_id: Given<String>,
    /// `workspace_id`.
    pub workspace_id: Given<String>,
    /// `cluster_id`.
    pub cluster_id: Given<String>,
    /// `release_name`.
    pub release_name: Given<String>,
    /// `airflow_version`.
    pub airflow_version: Given<String>,
    /// `current_tag`.
    pub current_tag: Given<String>,
    /// `status`.
    pub status: Given<String>,
    /// `created_at`.
    pub created_at: Given<String>,
    /// `updated_at`.
    pub updated_at: Given<String>,
    /// `deployment_url`.
    pub deployment_url: Given<String>,
    /// `webserver_url`.
    pub webserver_url: Given<String>,
    /// `airflow_api_url`.
    pub airflow_api_url: Given<String>,
    /// `hibernation_override`.
    pub hibernation_override: Given<HibernationOverride>,
}

/// `deployment.metadata.hibernation_override`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HibernationOverride {
    /// `is_hibernating`.
    pub is_hibernating: Given<bool>,
    /// `override_until`.
    pub override_until: Given<String>,
}
