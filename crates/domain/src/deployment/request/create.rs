//! A body that creates a Deployment, read into a draft. What is left out has the defaults of the draft
//! (DEP-5).

use super::DeploymentRequest;
use super::reading::{self, NewIds, amount, choice, count, said};
use crate::catalogue::CloudProvider;
use crate::deployment::draft::{DeploymentDraft, InfrastructureChoice};
use crate::deployment::parts::{DeploymentType, Executor, SchedulerSize};
use crate::validation::Checks;
use crate::{
    ClusterId, DeploymentId, NodePoolId, Problem, Rejection, ResourceKind, Timestamp, WorkspaceId,
};

impl DeploymentRequest {
    /// The draft that this body asks for.
    ///
    /// # Errors
    /// If the body itself is wrong: every problem with its path.
    pub fn draft(
        &self,
        id: DeploymentId,
        now: Timestamp,
        mut ids: NewIds<'_>,
    ) -> Result<DeploymentDraft, Rejection> {
        // DEP-4
        let workspace = self.workspace_id.as_deref().unwrap_or_default();
        let workspace: WorkspaceId = workspace
            .parse()
            .map_err(|_| Rejection::not_found(ResourceKind::Workspace, workspace))?;
        let mut checks = Checks::default();
        let name = self.name.as_deref().unwrap_or_default();
        let plain = DeploymentDraft::new(id, (ids.queue)(), workspace, name);
        let deployment_type = choice(
            &mut checks,
            "type",
            self.deployment_type.as_ref(),
            DeploymentType::ALL,
            DeploymentType::api,
        );
        let infrastructure = self.infrastructure(&mut checks, deployment_type);
        let scheduler = self.scheduler.clone().unwrap_or_default();
        let draft = DeploymentDraft {
            description: self.description.clone().unwrap_or_default(),
            deployment_type,
            infrastructure,
            // UPD-5
            runtime: said(self.astro_runtime_version.as_ref()).map(str::to_owned),
            executor: choice(
                &mut checks,
                "executor",
                self.executor.as_ref(),
                Executor::ALL,
                Executor::api,
            ),
            scheduler_size: choice(
                &mut checks,
                "schedulerSize",
                self.scheduler_size.as_ref(),
                SchedulerSize::ALL,
                SchedulerSize::api,
            ),
            scheduler_au: count(&mut checks, "scheduler.au", scheduler.au),
            scheduler_replicas: count(&mut checks, "scheduler.replicas", scheduler.replicas),
            is_high_availability: self.is_high_availability.unwrap_or_default(),
            is_development_mode: self.is_development_mode.unwrap_or_default(),
            is_cicd_enforced: self.is_cicd_enforced,
            is_dag_deploy_enabled: self.is_dag_deploy_enabled,
            default_task_pod_cpu: amount(self.default_task_pod_cpu.as_ref()),
            default_task_pod_memory: amount(self.default_task_pod_memory.as_ref()),
            resource_quota_cpu: amount(self.resource_quota_cpu.as_ref()),
            resource_quota_memory: amount(self.resource_quota_memory.as_ref()),
            worker_queues: self
                .worker_queues
                .as_ref()
                .map(|queues| reading::queues(&mut checks, queues, &[], &mut ids)),
            task_pod_node_pool_id: reading::id::<NodePoolId>(
                &mut checks,
                "taskPodNodePoolId",
                "node pool",
                self.task_pod_node_pool_id.as_ref(),
            ),
            environment_variables: reading::variables(
                &mut checks,
                self.environment_variables.as_deref().unwrap_or_default(),
                None,
                now,
                &mut ids,
            ),
            contact_emails: self.contact_emails.clone().unwrap_or_default(),
            hibernation: self
                .scaling_spec
                .as_ref()
                .and_then(|scaling| reading::hibernation(&mut checks, scaling)),
            remote_execution: self
                .remote_execution
                .as_ref()
                .map(|remote| reading::remote(&mut checks, remote)),
            workload_identity: self.workload_identity.clone().unwrap_or_default(),
            dr_workload_identity: self.dr_workload_identity.clone().unwrap_or_default(),
            ..plain
        };
        checks.finish()?;
        Ok(draft)
    }

    /// DEP-10, DEP-11, DEP-14.
    fn infrastructure(
        &self,
        checks: &mut Checks,
        asked: Option<DeploymentType>,
    ) -> Option<InfrastructureChoice> {
        let region = said(self.region.as_ref());
        let provider = choice(
            checks,
            "cloudProvider",
            self.cloud_provider.as_ref(),
            CloudProvider::ALL,
            CloudProvider::api,
        );
        let names_place = region.is_some() || said(self.cloud_provider.as_ref()).is_some();
        let names_cluster = said(self.cluster_id.as_ref()).is_some();
        match asked {
            Some(DeploymentType::Standard) => checks.ensure(!names_cluster, || {
                Problem::new(
                    "clusterId",
                    "standard-cluster",
                    "clusterId is not for STANDARD Deployments",
                    "Leave the cluster out, or the type.",
                )
            }),
            Some(asked) => {
                checks.ensure(names_cluster, || {
                    Problem::new(
                        "clusterId",
                        "missing",
                        format!(
                            "clusterId is missing: a {} Deployment needs a cluster",
                            asked.api()
                        ),
                        "Choose a cluster of that type.",
                    )
                });
                checks.ensure(!names_place, || {
                    Problem::new(
                        if region.is_some() {
                            "region"
                        } else {
                            "cloudProvider"
                        },
                        "standard-only",
                        format!(
                            "cloudProvider and region are for STANDARD Deployments, this is {}",
                            asked.api()
                        ),
                        "Leave both out: the cluster says where it is.",
                    )
                });
            }
            None => {}
        }
        if names_cluster {
            let id: Option<ClusterId> =
                reading::id(checks, "clusterId", "cluster", self.cluster_id.as_ref());
            return id.map(InfrastructureChoice::Cluster);
        }
        let is_whole = region.is_some() == said(self.cloud_provider.as_ref()).is_some();
        checks.ensure(is_whole, || {
            let (there, lacking) = if region.is_some() {
                ("region", "cloudProvider")
            } else {
                ("cloudProvider", "region")
            };
            Problem::new(
                lacking,
                "missing",
                format!("{lacking} is missing beside {there}"),
                "Send both or neither.",
            )
        });
        Some(InfrastructureChoice::Standard {
            cloud_provider: provider?,
            region: region?.to_owned(),
        })
    }
}
