//! What the form that creates a Deployment holds: the wish itself, and what is chosen on the way to it.

use leptos::prelude::*;
use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::deployment::{
    DeploymentDraft, DeploymentType, Executor, InfrastructureChoice, WorkerQueue,
};
use planisphere_domain::{ClusterId, Problem, Rejection, WorkspaceId};

use crate::components::Submission;
use crate::forms::deployment::{default_queue, sentence_of};
use crate::replica::{
    ClusterChoice, DraftPreview, Failure, Ids, PoolChoice, Replica, catalogue_in_use, now,
};

/// The value of "on a standard cluster" among the places.
pub(super) const STANDARD: &str = "standard";

/// The wish with what stands around it.
#[derive(Clone, Copy)]
pub(super) struct NewDeployment {
    /// The wish.
    pub draft: RwSignal<DeploymentDraft>,
    /// Where it runs: a cluster's id, or [`STANDARD`].
    pub place: RwSignal<String>,
    /// The provider of the standard cluster.
    pub provider: RwSignal<CloudProvider>,
    /// Its region.
    pub region: RwSignal<String>,
    /// The clusters that the Workspace may use.
    pub clusters: Memo<Vec<ClusterChoice>>,
    /// The node pools, on a hybrid cluster.
    pub pools: Memo<Option<Vec<PoolChoice>>>,
    /// What it would become.
    pub preview: Memo<Option<DraftPreview>>,
    /// What speaks against it.
    pub problems: Memo<Vec<Problem>>,
    /// Whether the Workspace enforces CI/CD where nothing else is said (WS-11).
    pub is_cicd_enforced: bool,
    /// The most workers of the default queue, where the plan allows less than is usual.
    pub most_workers: Option<u32>,
    /// How creating it goes.
    pub submission: Submission,
}

impl NewDeployment {
    /// The default Deployment (DEP-6), with the newest Runtime.
    pub fn new(workspace: WorkspaceId) -> Result<Self, Failure> {
        let replica = Replica::get();
        let catalogue = catalogue_in_use();
        let newest = catalogue.newest_runtime(now());
        let plain = DeploymentDraft::new(Ids::deployment()?, Ids::queue()?, workspace, "");
        let defaults = untrack(|| replica.draft_defaults(workspace));
        // DEP-12: the Workspace's own default, else a standard cluster.
        let (provider, region) = defaults
            .standard
            .unwrap_or_else(|| (CloudProvider::Aws, "us-east-1".to_owned()));
        let draft = RwSignal::new(DeploymentDraft {
            infrastructure: Some(match defaults.cluster {
                Some(cluster) => InfrastructureChoice::Cluster(cluster),
                None => InfrastructureChoice::Standard {
                    cloud_provider: provider,
                    region: region.clone(),
                },
            }),
            runtime: newest.map(|release| release.version.to_string()),
            executor: Some(Executor::Celery),
            ..plain
        });
        let place = defaults.cluster.map(|cluster| cluster.to_string());
        let place = RwSignal::new(place.unwrap_or_else(|| STANDARD.to_owned()));
        let clusters = Memo::new(move |_| replica.clusters_for(workspace));
        let pools = Memo::new(move |_| {
            let cluster: ClusterId = place.with(|place| place.parse().ok())?;
            replica.pools_of(cluster, workspace)
        });
        let preview = Memo::new(move |_| draft.with(|draft| replica.draft_preview(draft)));
        let problems = Memo::new(move |_| {
            preview.with(|preview| {
                let rejection = preview.as_ref().and_then(|it| it.rejection.as_ref());
                rejection
                    .map(Rejection::problems)
                    .unwrap_or_default()
                    .to_vec()
            })
        });
        Ok(Self {
            draft,
            place,
            provider: RwSignal::new(provider),
            region: RwSignal::new(region),
            clusters,
            pools,
            preview,
            problems,
            is_cicd_enforced: defaults.is_cicd_enforced,
            most_workers: defaults.most_workers,
            submission: Submission::default(),
        })
    }

    /// What kind of cluster it would run on.
    pub fn kind(self) -> DeploymentType {
        let is_cluster = self.place.with(|place| place != STANDARD);
        match (is_cluster, self.pools.with(Option::is_some)) {
            (false, _) => DeploymentType::Standard,
            (true, false) => DeploymentType::Dedicated,
            (true, true) => DeploymentType::Hybrid,
        }
    }

    /// Changes the wish.
    pub fn set(self, change: impl FnOnce(&mut DeploymentDraft)) {
        self.draft.update(change);
    }

    /// A value of the wish.
    pub fn read<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&DeploymentDraft) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        Signal::derive(move || self.draft.with(&read))
    }

    /// Puts the wish where the place, the provider and the region say. What only the other kind of cluster takes
    /// goes back to its default.
    pub fn settle_place(self) {
        let infrastructure = match self.place.get_untracked().parse() {
            Ok(cluster) => InfrastructureChoice::Cluster(cluster),
            Err(_) => InfrastructureChoice::Standard {
                cloud_provider: self.provider.get_untracked(),
                region: self.region.get_untracked(),
            },
        };
        let is_hybrid = self.pools.get_untracked().is_some();
        let is_dedicated = !is_hybrid && matches!(infrastructure, InfrastructureChoice::Cluster(_));
        self.set(|draft| {
            draft.infrastructure = Some(infrastructure);
            draft.worker_queues = None;
            draft.task_pod_node_pool_id = None;
            if is_hybrid {
                // EXE-2
                draft.executor = draft.executor.filter(|it| *it != Executor::Astro);
                draft.scheduler_size = None;
                draft.is_high_availability = false;
                draft.is_development_mode = false;
                draft.hibernation = None;
                draft.default_task_pod_cpu = None;
                draft.default_task_pod_memory = None;
                draft.resource_quota_cpu = None;
                draft.resource_quota_memory = None;
            } else {
                draft.scheduler_au = None;
                draft.scheduler_replicas = None;
            }
            if !is_dedicated {
                draft.remote_execution = None;
            }
        });
        self.settle_executor();
    }

    /// Brings along what the executor needs: a node pool for Pods on a hybrid cluster (EXE-7), no queues where it
    /// takes none (EXE-6).
    pub fn settle_executor(self) {
        let pools = self.pools.get_untracked();
        self.set(|draft| {
            let executor = draft.executor.unwrap_or(Executor::Celery);
            if executor != Executor::Astro {
                draft.remote_execution = None;
            }
            if !executor.takes_queues(draft.remote_execution.is_some()) {
                draft.worker_queues = None;
            }
            let wants_pool = executor == Executor::Kubernetes;
            let default = pools.iter().flatten().find(|pool| pool.is_default);
            draft.task_pod_node_pool_id = default.filter(|_| wants_pool).map(|pool| pool.id);
        });
    }

    /// Whether tasks run on worker queues.
    pub fn takes_queues(self) -> Signal<bool> {
        self.read(|draft| {
            let executor = draft.executor.unwrap_or(Executor::Celery);
            executor.takes_queues(draft.remote_execution.is_some())
        })
    }

    /// The queues of the wish: those that were edited, else the default one.
    pub fn queues(self) -> Signal<Vec<WorkerQueue>> {
        let takes = self.takes_queues();
        Signal::derive(move || {
            if !takes.get() {
                return Vec::new();
            }
            let pools = self.pools.get();
            self.draft.with(|draft| {
                draft.worker_queues.clone().unwrap_or_else(|| {
                    let id = draft.default_queue_id;
                    vec![default_queue(id, pools.as_deref(), self.most_workers)]
                })
            })
        })
    }

    /// What is wrong with a field now. An empty name is told only once somebody tried.
    pub fn error(self, path: &'static str) -> Signal<Option<String>> {
        let refused = self.submission.error_of(path);
        Signal::derive(move || {
            let is_untouched = path == "name" && self.draft.with(|draft| draft.name.is_empty());
            if is_untouched {
                return refused.get();
            }
            self.problems.with(|problems| {
                let of_field = problems.iter().filter(|problem| {
                    let rest = problem.path.strip_prefix(path);
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
                });
                let sentences: Vec<String> = of_field.take(10).map(sentence_of).collect();
                (!sentences.is_empty()).then(|| sentences.join(" "))
            })
        })
    }
}
