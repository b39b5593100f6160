//! A file that updates the Deployment of its name.

use planisphere_domain::deployment::{
    Deployment, DeploymentField, DeploymentType, Executor, WorkerQueue,
};
use planisphere_domain::{Command, Edit, QueueId};

use super::configuration::{
    amount, contradicts, environment_variables, hibernation, remote_execution, texts, worker_queues,
};
use super::{Mapped, NewIds, Surroundings, lookup};
use crate::file::DeploymentFile;
use crate::problem::{Code, Problem};

/// One field that an update changes, as its author would name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The field's API name.
    pub field: &'static str,
    /// What is stored and what the file wants. Secrets are references, never values.
    pub edit: Edit<DeploymentField>,
}

pub(super) fn edits(
    file: &DeploymentFile,
    around: Surroundings<'_>,
    stored: &Deployment,
    ids: NewIds<'_>,
    mapped: &mut Mapped,
) -> Option<Command> {
    let configuration = &file.configuration;
    let cluster = match lookup::cluster(file, around.state) {
        Ok(cluster) => cluster,
        Err(problem) => {
            mapped.problems.push(problem);
            return None;
        }
    };
    // DEP-17, in the command line's own words.
    if cluster.map(|cluster| cluster.id) != stored.infrastructure.cluster_id() {
        let at = configuration
            .cluster_name
            .at()
            .or(configuration.deployment_type.at())
            .or(configuration.at);
        let path = "deployment.configuration.cluster_name";
        let message = "changing an existing deployment's cluster is not permitted";
        let remedy = "Name the cluster it runs on, or create a new Deployment under another name.";
        mapped
            .problems
            .push(Problem::error(Code::ClusterFixed, path, message, remedy).at(at));
        return None;
    }
    // REM-2, deployment-file 2.1: the block must be repeated.
    if stored.remote_execution.is_some() && !configuration.is_remote() {
        let path = "deployment.configuration.remote_execution";
        let message = "remote_execution is missing, but this Deployment has it";
        let remedy = "Repeat the block with `enabled: true`.";
        mapped.problems.push(
            Problem::error(Code::RemoteExecution, path, message, remedy).at(configuration.at),
        );
        return None;
    }
    let runtime = configuration.runtime_version.clone();
    let path = "deployment.configuration.runtime_version";
    let remedy = "An update keeps the Runtime; deploy an image to change it.";
    mapped
        .problems
        .extend(contradicts(path, &runtime, stored.runtime.text(), remedy));

    let wanted = wanted(file, around, stored, cluster, ids, mapped);
    let removed = match wanted
        .iter()
        .find(|field| matches!(field, DeploymentField::EnvironmentVariables(_)))
    {
        Some(DeploymentField::EnvironmentVariables(kept)) => stored
            .environment_variables
            .iter()
            .filter(|old| !kept.iter().any(|new| new.key == old.key))
            .map(|old| format!("`{}`", old.key))
            .collect(),
        _ => Vec::new(),
    };
    // ENV-4: a key that is not in the file is deleted, which a reader may not expect.
    if !removed.is_empty() {
        let path = "deployment.environment_variables";
        let message = format!(
            "the file leaves out {}; an update deletes them",
            removed.join(", ")
        );
        let remedy = "Add what must stay, a secret without its value.";
        let at = file.environment_variables.at().unwrap_or(file.at);
        mapped
            .problems
            .push(Problem::warning(Code::Deletes, path, message, remedy).at(at));
    }
    let edits: Vec<Edit<DeploymentField>> = wanted
        .into_iter()
        .map(|value| Edit::new(stored.field(&value), value))
        .filter(|edit| edit.base != edit.value)
        .collect();
    mapped.changes = edits
        .iter()
        .map(|edit| FieldChange {
            field: edit.value.name(),
            edit: edit.clone(),
        })
        .collect();
    Some(Command::UpdateDeployment {
        id: stored.id,
        edits,
    })
}

/// Every field that the file speaks of, with the value it wants.
fn wanted(
    file: &DeploymentFile,
    around: Surroundings<'_>,
    stored: &Deployment,
    cluster: Option<&planisphere_domain::cluster::Cluster>,
    ids: NewIds<'_>,
    mapped: &mut Mapped,
) -> Vec<DeploymentField> {
    use DeploymentField as Field;
    let configuration = &file.configuration;
    let is_hybrid = stored.infrastructure.deployment_type() == DeploymentType::Hybrid;
    let executor = configuration.executor_meant().unwrap_or(stored.executor);
    let mut fields = vec![
        Field::Description(configuration.description.text().trim().to_owned()),
        Field::Executor(executor),
        // Missing means off (deployment-file 2.1).
        Field::IsCicdEnforced(configuration.ci_cd_enforcement.is_on()),
    ];
    if let Some(enabled) = configuration.dag_deploy_enabled.value() {
        fields.push(Field::IsDagDeployEnabled(*enabled));
    }
    if is_hybrid {
        let number = |given: i64| u32::try_from(given).unwrap_or(u32::MAX);
        fields.push(Field::SchedulerAu(Some(number(
            configuration.scheduler_au.number(),
        ))));
        fields.push(Field::SchedulerReplicas(number(
            configuration.scheduler_count.number(),
        )));
    } else {
        fields.push(Field::IsHighAvailability(
            configuration.is_high_availability.is_on(),
        ));
        fields.extend(
            configuration
                .scheduler_size_meant()
                .map(|size| Field::SchedulerSize(Some(size))),
        );
        let amounts: [(_, fn(_) -> Field); 4] = [
            (
                &configuration.default_task_pod_cpu,
                Field::DefaultTaskPodCpu,
            ),
            (
                &configuration.default_task_pod_memory,
                Field::DefaultTaskPodMemory,
            ),
            (&configuration.resource_quota_cpu, Field::ResourceQuotaCpu),
            (
                &configuration.resource_quota_memory,
                Field::ResourceQuotaMemory,
            ),
        ];
        for (given, field) in amounts {
            fields.extend(amount(given).map(|amount| field(Some(amount))));
        }
    }
    let takes_queues = match executor {
        Executor::Celery => true,
        Executor::Astro => stored.remote_execution.is_none(),
        Executor::Kubernetes => false,
    };
    if !takes_queues {
        fields.push(Field::WorkerQueues(Vec::new()));
    } else if !file.worker_queues.items().is_empty() {
        let queues = worker_queues(
            file,
            cluster,
            around.catalogue,
            &stored.worker_queues,
            ids,
            mapped,
        );
        fields.push(Field::WorkerQueues(queues));
    } else if stored.worker_queues.is_empty() && !is_hybrid {
        // Coming from an executor without queues, there is none to keep (EXE-8).
        let queue = WorkerQueue::default_queue(QueueId::from_bits(ids()));
        fields.push(Field::WorkerQueues(vec![queue]));
    }
    let variables = environment_variables(file, around, &stored.environment_variables, ids, mapped);
    fields.push(Field::EnvironmentVariables(variables));
    if file.alert_emails.is_value() {
        fields.push(Field::ContactEmails(texts(file.alert_emails.items())));
    }
    if stored.is_development_mode {
        fields.push(Field::Hibernation(hibernation(file)));
    }
    if stored.remote_execution.is_some() {
        fields.push(Field::RemoteExecution(remote_execution(file)));
    }
    let identity = configuration.workload_identity.text();
    if !identity.is_empty() {
        fields.push(Field::WorkloadIdentity(identity.to_owned()));
    }
    fields
}
