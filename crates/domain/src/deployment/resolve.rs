//! From a draft to a Deployment: the documented defaults filled in (DEP-5, DEP-6), the Runtime and the
//! infrastructure settled. The rules are checked afterwards.

use super::draft::{DeploymentDraft, InfrastructureChoice};
use super::model::{Deployment, Observed};
use super::parts::{Executor, Infrastructure, SchedulerSize, WorkerQueue};
use super::runtime::RuntimeVersion;
use super::{namespace, rules};
use crate::cluster::ClusterType;
use crate::decide::Context;
use crate::edit::Value;
use crate::quantity::Quantity;
use crate::validation::Checks;
use crate::workspace::{DefaultInfrastructure, Workspace};
use crate::{Problem, ResourceKind};

impl DeploymentDraft {
    /// The Deployment that this draft asks for; `None` when nothing says where it runs. What is wrong on the
    /// way there is noted.
    pub(super) fn resolve(
        &self,
        checks: &mut Checks,
        context: &Context<'_>,
        workspace: &Workspace,
    ) -> Option<Deployment> {
        let (runtime, airflow_version) = self.resolve_runtime(checks, context);
        let infrastructure = self.resolve_infrastructure(checks, context, workspace)?;
        self.check_type(checks, &infrastructure);
        let is_hybrid = matches!(infrastructure, Infrastructure::Hybrid(_));
        let is_remote = self.remote_execution.is_some();
        let executor = self.executor.unwrap_or(Executor::Celery);
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
        Some(Deployment {
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
            is_cicd_enforced: self.is_cicd_enforced.unwrap_or_else(|| {
                let organization = context.state.organization();
                organization.is_some_and(|it| workspace.enforces_cicd_at_first(it.plan.tier()))
            }),
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
            log_forwarding: None,
            workload_identity: self.workload_identity.clone().tidy(),
            dr_workload_identity: self.dr_workload_identity.clone().tidy(),
            namespace: namespace::generate(context.state, self.id),
            image: None,
            dag_tarball_version: None,
            bundles: Vec::new(),
            desired_dag_tarball_version: None,
            observed: Observed::default(),
            created_at: now,
            created_by: context.caller.actor,
            updated_at: now,
            updated_by: context.caller.actor,
        })
    }

    /// DEP-16
    fn check_type(&self, checks: &mut Checks, infrastructure: &Infrastructure) {
        let found = infrastructure.deployment_type();
        let Some(asked) = self.deployment_type.filter(|asked| *asked != found) else {
            return;
        };
        let (wanted, got) = (asked.api(), found.api());
        let problem = Problem::new(
            "type",
            "cluster-type",
            format!("type is {wanted}, and what it would run on is {got}"),
            "Choose a cluster of that type, or leave the type out.",
        );
        checks.add(problem.value(wanted).limit(got));
    }

    /// The documented default queue; on a hybrid cluster it runs on the default node pool.
    fn default_queue(&self, context: &Context<'_>, infrastructure: &Infrastructure) -> WorkerQueue {
        let mut queue = WorkerQueue::default_queue(self.default_queue_id);
        // ORG-8: a trial's default is what a trial takes.
        let organization = context.state.organization();
        if organization.is_some_and(|it| it.plan.is_trial()) {
            queue.max_worker_count = queue.max_worker_count.min(rules::MOST_TRIAL_WORKERS);
        }
        let Infrastructure::Hybrid(cluster) = infrastructure else {
            return queue;
        };
        match context.state.cluster(*cluster) {
            Some(cluster) => queue.on(cluster),
            None => queue,
        }
    }

    /// The Runtime, and the Airflow that it carries.
    fn resolve_runtime(
        &self,
        checks: &mut Checks,
        context: &Context<'_>,
    ) -> (RuntimeVersion, String) {
        // RTV-2
        let newest = context.env.catalogue.newest_runtime(context.env.now);
        let newest = newest.map_or("", |release| release.version.as_ref());
        offered_runtime(checks, context, self.runtime.as_deref().unwrap_or(newest))
    }

    fn resolve_infrastructure(
        &self,
        checks: &mut Checks,
        context: &Context<'_>,
        workspace: &Workspace,
    ) -> Option<Infrastructure> {
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
            }) => Some(Infrastructure::Standard {
                cloud_provider,
                region,
            }),
            // DEP-11
            Some(InfrastructureChoice::Cluster(id)) => {
                let cluster = context.state.cluster(id);
                checks.ensure(cluster.is_some(), || {
                    Problem::new(
                        "clusterId",
                        "unknown-cluster",
                        format!("{} `{id}` not found", ResourceKind::Cluster),
                        "Choose a cluster of the list.",
                    )
                    .value(id)
                });
                Some(match cluster?.cluster_type {
                    ClusterType::Dedicated => Infrastructure::Dedicated(id),
                    ClusterType::Hybrid => Infrastructure::Hybrid(id),
                })
            }
            None => {
                checks.add(Problem::new(
                    "clusterId",
                    "no-infrastructure",
                    "nothing says where the Deployment runs: no clusterId, no cloudProvider and region",
                    "Choose a cloud provider and region, or a cluster.",
                ));
                None
            }
        }
    }
}

/// A Runtime with the Airflow that it carries. What cannot be chosen now is noted and taken as it is (RTV-1).
pub(crate) fn offered_runtime(
    checks: &mut Checks,
    context: &Context<'_>,
    asked: &str,
) -> (RuntimeVersion, String) {
    let (catalogue, now) = (&context.env.catalogue, context.env.now);
    let newest = catalogue.newest_runtime(now);
    let newest = newest.map_or("", |release| release.version.as_ref());
    let release = catalogue.runtime(asked);
    // RTV-1
    let allows_deprecated = context
        .state
        .organization()
        .is_some_and(|organization| organization.allows_deprecated_runtimes);
    let use_newest = format!("Use `{newest}`, the newest Runtime.");
    let refusal = match release {
        None if asked.is_empty() => Some((
            "no-runtime",
            "no Runtime is on offer".to_owned(),
            "Choose a catalogue with a Runtime in maintenance.".to_owned(),
        )),
        None => Some((
            "unknown-runtime",
            format!("Runtime `{asked}` does not exist"),
            use_newest,
        )),
        Some(release) if release.yanked => Some((
            "withdrawn-runtime",
            format!("Runtime `{asked}` was withdrawn"),
            use_newest,
        )),
        Some(release) if !release.is_maintained(now) && !allows_deprecated => {
            let end = release.end_of_maintenance.as_deref().unwrap_or_default();
            Some((
                "unmaintained-runtime",
                format!("Runtime `{asked}` has been out of maintenance since {end}"),
                format!(
                    "Use `{newest}`, or let an Organization Owner allow Runtimes past maintenance in the Organization's settings."
                ),
            ))
        }
        Some(_) => None,
    };
    if let Some((code, message, way_out)) = refusal {
        let problem = Problem::new("astroRuntimeVersion", code, message, way_out);
        checks.add(problem.value(asked).limit(newest));
    }
    let airflow = release.map(|release| release.airflow.to_string());
    (RuntimeVersion::new(asked), airflow.unwrap_or_default())
}
