//! Where in the file a field of the API stands, so that a refusal of the domain lands on its line.

use crate::file::{DeploymentFile, WorkerQueue};
use crate::located::Position;

/// The file's path and place for an API path such as `workerQueues[1].workerConcurrency`.
pub(super) fn in_file(file: &DeploymentFile, api: &str) -> (String, Option<Position>) {
    let (head, rest) = api.split_once('.').unwrap_or((api, ""));
    let (list, place) = indexed(head);
    match (list, place) {
        ("workerQueues", Some(place)) => {
            let queue = file.worker_queues.items().get(place);
            let (key, at) = queue.map_or(("", None), |queue| queue_key(queue, rest));
            let at = at.or(queue.map(|queue| queue.at));
            (join(&format!("deployment.worker_queues[{place}]"), key), at)
        }
        ("environmentVariables", Some(place)) => {
            let variable = file.environment_variables.items().get(place);
            let at = variable.and_then(|variable| variable.key.at().or(Some(variable.at)));
            (format!("deployment.environment_variables[{place}].key"), at)
        }
        ("contactEmails", Some(place)) => {
            let at = file.alert_emails.items().get(place).map(|email| email.at);
            (format!("deployment.alert_emails[{place}]"), at)
        }
        ("scalingSpec", _) => {
            let place = rest
                .split_once('[')
                .and_then(|(_, rest)| indexed_number(rest));
            let schedule = place.and_then(|place| file.hibernation_schedules.items().get(place));
            let at = schedule
                .map(|schedule| schedule.at)
                .or(file.hibernation_schedules.at());
            ("deployment.hibernation_schedules".to_owned(), at)
        }
        ("workerQueues", None) => (
            "deployment.worker_queues".to_owned(),
            file.worker_queues.at().or(Some(file.at)),
        ),
        _ => configuration_key(file, head),
    }
}

fn configuration_key(file: &DeploymentFile, field: &str) -> (String, Option<Position>) {
    let configuration = &file.configuration;
    let (key, at) = match field {
        "name" => ("name", configuration.name.at()),
        "description" => ("description", configuration.description.at()),
        "astroRuntimeVersion" => ("runtime_version", configuration.runtime_version.at()),
        "executor" => ("executor", configuration.executor.at()),
        "schedulerSize" => ("scheduler_size", configuration.scheduler_size.at()),
        "scheduler" => ("scheduler_au", configuration.scheduler_au.at()),
        "isHighAvailability" => (
            "is_high_availability",
            configuration.is_high_availability.at(),
        ),
        "isDevelopmentMode" => (
            "is_development_mode",
            configuration.is_development_mode.at(),
        ),
        "isCicdEnforced" => ("ci_cd_enforcement", configuration.ci_cd_enforcement.at()),
        "isDagDeployEnabled" => ("dag_deploy_enabled", configuration.dag_deploy_enabled.at()),
        "clusterId" => ("cluster_name", configuration.cluster_name.at()),
        "region" => ("region", configuration.region.at()),
        "defaultTaskPodCpu" => (
            "default_task_pod_cpu",
            configuration.default_task_pod_cpu.at(),
        ),
        "defaultTaskPodMemory" => (
            "default_task_pod_memory",
            configuration.default_task_pod_memory.at(),
        ),
        "resourceQuotaCpu" => ("resource_quota_cpu", configuration.resource_quota_cpu.at()),
        "resourceQuotaMemory" => (
            "resource_quota_memory",
            configuration.resource_quota_memory.at(),
        ),
        "taskPodNodePoolId" => (
            "default_worker_type",
            configuration.default_worker_type.at(),
        ),
        "remoteExecution" => ("remote_execution", configuration.remote_execution.at()),
        "workspaceName" => ("workspace_name", configuration.workspace_name.at()),
        _ => ("", None),
    };
    (
        join("deployment.configuration", key),
        at.or(configuration.at).or(Some(file.at)),
    )
}

fn queue_key(queue: &WorkerQueue, field: &str) -> (&'static str, Option<Position>) {
    match field {
        "name" => ("name", queue.name.at()),
        "minWorkerCount" => ("min_worker_count", queue.min_worker_count.at()),
        "maxWorkerCount" => ("max_worker_count", queue.max_worker_count.at()),
        "workerConcurrency" => ("worker_concurrency", queue.worker_concurrency.at()),
        "astroMachine" | "nodePoolId" => ("worker_type", queue.worker_type.at()),
        "podEphemeralStorage" => ("pod_ephemeral_storage", queue.pod_ephemeral_storage.at()),
        _ => ("", None),
    }
}

fn join(parent: &str, key: &str) -> String {
    if key.is_empty() {
        parent.to_owned()
    } else {
        format!("{parent}.{key}")
    }
}

fn indexed(part: &str) -> (&str, Option<usize>) {
    match part.split_once('[') {
        Some((name, rest)) => (name, indexed_number(rest)),
        None => (part, None),
    }
}

fn indexed_number(rest: &str) -> Option<usize> {
    rest.split_once(']')
        .and_then(|(number, _)| number.parse().ok())
}
