//! A body that updates a Deployment, read into commands: an edit of each field that it carries, and a
//! transfer when it names another Workspace.

use super::DeploymentRequest;
use super::reading::{self, NewIds, amount, choice, count, missing, said};
use crate::catalogue::CloudProvider;
use crate::cluster::Cluster;
use crate::deployment::model::{Deployment, DeploymentField};
use crate::deployment::parts::{
    DeploymentType, Executor, Infrastructure, SchedulerSize, WorkerQueue,
};
use crate::edit::Edit;
use crate::quantity::Quantity;
use crate::validation::Checks;
use crate::{
    Command, DeploymentId, Problem, Rejection, ResourceKind, State, Timestamp, WorkspaceId,
};

/// An amount that is sent, as the field holds it.
fn sent(text: &Option<String>) -> Option<Option<Quantity>> {
    amount(text.as_ref()).map(Some)
}

impl DeploymentRequest {
    /// The commands, one step together, that this body asks for.
    ///
    /// # Errors
    /// If the Deployment is not there, or the body itself is wrong: every problem with its path.
    pub fn commands(
        &self,
        state: &State,
        id: DeploymentId,
        now: Timestamp,
        mut ids: NewIds<'_>,
    ) -> Result<Vec<Command>, Rejection> {
        let stored = state
            .deployment(id)
            .ok_or_else(|| Rejection::not_found(ResourceKind::Deployment, id))?;
        let mut checks = Checks::default();
        self.carries_what_it_must(&mut checks, stored);
        let cluster = stored.infrastructure.cluster_id();
        let cluster = cluster.and_then(|id| state.cluster(id));
        self.stays_where_it_is(&mut checks, stored, cluster);
        let target = self.target(stored)?;
        let mut values = self.plain_values(&mut checks);
        values.extend(self.scheduler_values(&mut checks));
        values.extend(self.lists(&mut checks, stored, cluster, now, &mut ids));
        checks.finish()?;
        let edit = |value: DeploymentField| Edit::new(stored.field(&value), value);
        let edits = values.into_iter().map(edit).collect();
        let mut commands = vec![Command::UpdateDeployment { id, edits }];
        // DEP-18
        if let Some(target) = target {
            commands.push(Command::TransferDeployment { id, target });
        }
        Ok(commands)
    }

    /// The Workspace to go to, if it is another one.
    fn target(&self, stored: &Deployment) -> Result<Option<WorkspaceId>, Rejection> {
        let Some(text) = said(self.workspace_id.as_ref()) else {
            return Ok(None);
        };
        let workspace = text
            .parse()
            .map_err(|_| Rejection::not_found(ResourceKind::Workspace, text))?;
        Ok((workspace != stored.workspace_id).then_some(workspace))
    }

    /// UPD-1
    fn carries_what_it_must(&self, checks: &mut Checks, stored: &Deployment) {
        let is_hybrid = matches!(stored.infrastructure, Infrastructure::Hybrid(_));
        let needed = [
            ("name", self.name.is_some()),
            ("type", self.deployment_type.is_some()),
            ("executor", self.executor.is_some()),
            ("isCicdEnforced", self.is_cicd_enforced.is_some()),
            ("isDagDeployEnabled", self.is_dag_deploy_enabled.is_some()),
            ("workspaceId", self.workspace_id.is_some()),
            ("environmentVariables", self.environment_variables.is_some()),
            ("schedulerSize", is_hybrid || self.scheduler_size.is_some()),
            (
                "isHighAvailability",
                is_hybrid || self.is_high_availability.is_some(),
            ),
            ("scheduler", !is_hybrid || self.scheduler.is_some()),
        ];
        for (path, is_there) in needed {
            if !is_there {
                missing(checks, path);
            }
        }
    }

    /// What is chosen at creation may be repeated, not changed.
    fn stays_where_it_is(
        &self,
        checks: &mut Checks,
        stored: &Deployment,
        cluster: Option<&Cluster>,
    ) {
        let (provider, region) = match &stored.infrastructure {
            Infrastructure::Standard {
                cloud_provider,
                region,
            } => (Some(*cloud_provider), Some(region.as_str())),
            Infrastructure::Dedicated(_) | Infrastructure::Hybrid(_) => (
                cluster.map(|cluster| cluster.cloud_provider),
                cluster.map(|cluster| cluster.region.as_str()),
            ),
        };
        let cluster = stored.infrastructure.cluster_id().map(|id| id.to_string());
        let kept = [
            // UPD-9, DEP-17
            (
                "type",
                &self.deployment_type,
                Some(stored.infrastructure.deployment_type().api()),
            ),
            (
                "cloudProvider",
                &self.cloud_provider,
                provider.map(CloudProvider::api),
            ),
            ("region", &self.region, region),
            ("clusterId", &self.cluster_id, cluster.as_deref()),
            // RTV-3
            (
                "astroRuntimeVersion",
                &self.astro_runtime_version,
                Some(stored.runtime.text()),
            ),
        ];
        for (path, sent, now) in kept {
            let Some(sent) = said(sent.as_ref()).filter(|sent| Some(*sent) != now) else {
                continue;
            };
            let way_out = match path {
                "astroRuntimeVersion" => "Deploy an image with that Runtime instead.",
                _ => "Create a new Deployment with it.",
            };
            let shown = now.map_or_else(|| "nothing".to_owned(), |now| format!("`{now}`"));
            let problem = Problem::new(
                path,
                "fixed",
                format!("{path} is {shown} and cannot become `{sent}`"),
                way_out,
            );
            checks.add(problem.value(sent).limit(now.unwrap_or("nothing")));
        }
        choice(
            checks,
            "type",
            self.deployment_type.as_ref(),
            DeploymentType::ALL,
            DeploymentType::api,
        );
    }

    /// UPD-2: what is absent stays.
    fn plain_values(&self, checks: &mut Checks) -> Vec<DeploymentField> {
        let mut values = Vec::new();
        values.extend(self.name.clone().map(DeploymentField::Name));
        values.extend(self.description.clone().map(DeploymentField::Description));
        values.extend(
            choice(
                checks,
                "executor",
                self.executor.as_ref(),
                Executor::ALL,
                Executor::api,
            )
            .map(DeploymentField::Executor),
        );
        values.extend(
            self.is_high_availability
                .map(DeploymentField::IsHighAvailability),
        );
        values.extend(
            self.is_development_mode
                .map(DeploymentField::IsDevelopmentMode),
        );
        values.extend(self.is_cicd_enforced.map(DeploymentField::IsCicdEnforced));
        values.extend(
            self.is_dag_deploy_enabled
                .map(DeploymentField::IsDagDeployEnabled),
        );
        values.extend(sent(&self.default_task_pod_cpu).map(DeploymentField::DefaultTaskPodCpu));
        values
            .extend(sent(&self.default_task_pod_memory).map(DeploymentField::DefaultTaskPodMemory));
        values.extend(sent(&self.resource_quota_cpu).map(DeploymentField::ResourceQuotaCpu));
        values.extend(sent(&self.resource_quota_memory).map(DeploymentField::ResourceQuotaMemory));
        // EML-2
        values.extend(
            self.contact_emails
                .clone()
                .map(DeploymentField::ContactEmails),
        );
        values.extend(
            self.workload_identity
                .clone()
                .map(DeploymentField::WorkloadIdentity),
        );
        values.extend(
            self.dr_workload_identity
                .clone()
                .map(DeploymentField::DrWorkloadIdentity),
        );
        values
    }

    fn scheduler_values(&self, checks: &mut Checks) -> Vec<DeploymentField> {
        let size = choice(
            checks,
            "schedulerSize",
            self.scheduler_size.as_ref(),
            SchedulerSize::ALL,
            SchedulerSize::api,
        );
        let scheduler = self.scheduler.clone().unwrap_or_default();
        let au = count(checks, "scheduler.au", scheduler.au);
        let replicas = count(checks, "scheduler.replicas", scheduler.replicas);
        let mut values = Vec::new();
        values.extend(size.map(|size| DeploymentField::SchedulerSize(Some(size))));
        values.extend(au.map(|au| DeploymentField::SchedulerAu(Some(au))));
        values.extend(replicas.map(DeploymentField::SchedulerReplicas));
        values
    }

    fn lists(
        &self,
        checks: &mut Checks,
        stored: &Deployment,
        cluster: Option<&Cluster>,
        now: Timestamp,
        ids: &mut NewIds<'_>,
    ) -> Vec<DeploymentField> {
        let mut values = Vec::new();
        if let Some(queues) = &self.worker_queues {
            let queues = reading::queues(checks, queues, &stored.worker_queues, ids);
            values.push(DeploymentField::WorkerQueues(queues));
        } else if self.gets_queues_back(stored) {
            // Section 4.3: an executor with queues starts with the default one.
            let queue = WorkerQueue::default_queue((ids.queue)());
            let queue = match (&stored.infrastructure, cluster) {
                (Infrastructure::Hybrid(_), Some(cluster)) => queue.on(cluster),
                _ => queue,
            };
            values.push(DeploymentField::WorkerQueues(vec![queue]));
        }
        let pool = self.task_pod_node_pool_id.as_ref();
        let pool = reading::id(checks, "taskPodNodePoolId", "node pool", pool);
        values.extend(pool.map(|pool| DeploymentField::TaskPodNodePoolId(Some(pool))));
        // UPD-3, ENV-4
        if let Some(variables) = &self.environment_variables {
            let stored = Some(stored.environment_variables.as_slice());
            let variables = reading::variables(checks, variables, stored, now, ids);
            values.push(DeploymentField::EnvironmentVariables(variables));
        }
        // HIB-15
        if let Some(scaling) = &self.scaling_spec {
            let hibernation = reading::hibernation(checks, scaling);
            values.push(DeploymentField::Hibernation(hibernation));
        }
        if let Some(remote) = &self.remote_execution {
            let remote = reading::remote(checks, remote);
            values.push(DeploymentField::RemoteExecution(Some(remote)));
        }
        values
    }

    fn gets_queues_back(&self, stored: &Deployment) -> bool {
        let asked = said(self.executor.as_ref());
        let executor = Executor::ALL.iter().find(|it| Some(it.api()) == asked);
        let takes = |executor: &Executor| executor.takes_queues(stored.remote_execution.is_some());
        !stored.takes_queues() && executor.is_some_and(takes)
    }
}
