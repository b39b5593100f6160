//! The parts a Deployment is made of.

use serde::{Deserialize, Serialize};

use crate::catalogue::CloudProvider;
use crate::cluster::Cluster;
use crate::quantity::Quantity;
use crate::words::words;
use crate::{ClusterId, NodePoolId, QueueId, SecretId, Timestamp};

/// Tasks at a time on a worker of a hybrid cluster when nothing else is said.
const HYBRID_CONCURRENCY: u32 = 16;

words! {
    /// How tasks run (EXE-1).
    Executor {
        /// Workers that scale with queued tasks.
        Celery = "CELERY", "Celery";
        /// One Pod per task.
        Kubernetes = "KUBERNETES", "Kubernetes";
        /// Agents; Airflow 3 only (EXE-3).
        Astro = "ASTRO", "Astro";
    }
}

words! {
    /// How large each scheduler of a hosted Deployment is (SCH-1).
    SchedulerSize {
        /// Up to 50 DAGs.
        Small = "SMALL", "Small";
        /// Up to 250 DAGs.
        Medium = "MEDIUM", "Medium";
        /// Up to 1,000 DAGs.
        Large = "LARGE", "Large";
        /// Beyond that.
        ExtraLarge = "EXTRA_LARGE", "Extra large";
    }
}

words! {
    /// What a Deployment runs on, as the API names it.
    DeploymentType {
        /// A cluster shared by many Organizations.
        Standard = "STANDARD", "standard";
        /// A cluster of one's own.
        Dedicated = "DEDICATED", "dedicated";
        /// A cluster in one's own cloud.
        Hybrid = "HYBRID", "hybrid";
    }
}

impl Executor {
    /// Whether tasks run on worker queues (EXE-5, EXE-6).
    #[must_use]
    pub const fn takes_queues(self, is_remote: bool) -> bool {
        match self {
            Self::Celery => true,
            Self::Astro => !is_remote,
            Self::Kubernetes => false,
        }
    }
}

/// Where a Deployment runs; fixed at creation (DEP-17).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Infrastructure {
    /// A standard cluster: a provider's region stands for it.
    #[serde(rename_all = "camelCase")]
    Standard {
        /// The provider.
        cloud_provider: CloudProvider,
        /// The region's code.
        region: String,
    },
    /// A dedicated cluster.
    Dedicated(ClusterId),
    /// A hybrid cluster.
    Hybrid(ClusterId),
}

impl Infrastructure {
    /// The Deployment's type (DEP-11).
    #[must_use]
    pub const fn deployment_type(&self) -> DeploymentType {
        match self {
            Self::Standard { .. } => DeploymentType::Standard,
            Self::Dedicated(_) => DeploymentType::Dedicated,
            Self::Hybrid(_) => DeploymentType::Hybrid,
        }
    }

    /// The cluster, unless it is a standard one.
    #[must_use]
    pub const fn cluster_id(&self) -> Option<ClusterId> {
        match self {
            Self::Standard { .. } => None,
            Self::Dedicated(id) | Self::Hybrid(id) => Some(*id),
        }
    }
}

/// One worker queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WorkerQueue {
    /// Names it.
    pub id: QueueId,
    /// Its name; one queue is called `default` (WQ-4).
    pub name: String,
    /// The fewest workers.
    pub min_worker_count: u32,
    /// The most workers.
    pub max_worker_count: u32,
    /// Tasks at a time on each worker.
    pub worker_concurrency: u32,
    /// The machine, hosted only (WQ-9).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub astro_machine: Option<String>,
    /// The node pool, hybrid only (WQ-9).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node_pool_id: Option<NodePoolId>,
    /// Disk of each worker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pod_ephemeral_storage: Option<Quantity>,
    /// CPU of each Pod, as a file gave it for the Kubernetes executor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pod_cpu: Option<Quantity>,
    /// Memory of each Pod, as a file gave it for the Kubernetes executor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pod_memory: Option<Quantity>,
}

impl WorkerQueue {
    /// The name of the queue that every Deployment with queues has (WQ-4).
    pub const DEFAULT: &'static str = "default";

    /// The documented default queue: 0 to 10 workers of A5 with 5 tasks each (DEP-6).
    #[must_use]
    pub fn default_queue(id: QueueId) -> Self {
        Self {
            id,
            name: Self::DEFAULT.to_owned(),
            min_worker_count: 0,
            max_worker_count: 10,
            worker_concurrency: 5,
            astro_machine: Some("A5".to_owned()),
            node_pool_id: None,
            pod_ephemeral_storage: Some(Quantity::new("10Gi")),
            pod_cpu: None,
            pod_memory: None,
        }
    }

    /// The same queue on a hybrid cluster: on its default node pool, 16 tasks each.
    #[must_use]
    pub fn on(self, cluster: &Cluster) -> Self {
        let pool = cluster.node_pools.iter().find(|pool| pool.is_default);
        Self {
            worker_concurrency: HYBRID_CONCURRENCY,
            astro_machine: None,
            node_pool_id: pool.map(|pool| pool.id),
            pod_ephemeral_storage: None,
            ..self
        }
    }

    /// Whether this is the queue called `default` (WQ-5).
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.name == Self::DEFAULT
    }
}

/// What a variable holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum VariableValue {
    /// Text that anybody who may read the Deployment sees.
    Plain(String),
    /// A sealed secret; absent when it was set to nothing. The core sees only the reference (ENV-5).
    Secret(Option<SecretId>),
}

impl VariableValue {
    /// Whether it is secret.
    #[must_use]
    pub const fn is_secret(&self) -> bool {
        matches!(self, Self::Secret(_))
    }
}

/// One environment variable (ENV-1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EnvironmentVariable {
    /// Its key.
    pub key: String,
    /// Its value.
    pub value: VariableValue,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// When a development Deployment sleeps and wakes, in cron of five fields, UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HibernationSchedule {
    /// When it goes to sleep.
    pub hibernate_at_cron: String,
    /// When it wakes.
    pub wake_at_cron: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Whether it counts.
    pub is_enabled: bool,
}

/// A decision by hand that outranks the schedules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HibernationOverride {
    /// Asleep or awake.
    pub is_hibernating: bool,
    /// Until when, with the caller's own offset kept as text; absent means until removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_until: Option<String>,
}

/// Hibernation of a development Deployment, replaced as a whole (HIB-15).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HibernationSpec {
    /// At most ten (HIB-5).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schedules: Vec<HibernationSchedule>,
    /// The decision by hand.
    #[serde(rename = "override")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_by_hand: Option<HibernationOverride>,
}

/// Tasks that run on agents in somebody's own network (REM-1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RemoteExecution {
    /// Where agents may call from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed_ip_address_ranges: Vec<String>,
    /// Where task logs lie.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_log_bucket: Option<String>,
    /// How to link to a task log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_log_url_pattern: Option<String>,
}
