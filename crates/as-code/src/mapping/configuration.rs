//! The parts of a file that create and update read alike: queues, variables, hibernation, remote
//! execution.

use planisphere_domain::Catalogue;
use planisphere_domain::cluster::Cluster;
use planisphere_domain::deployment::{
    EnvironmentVariable, Executor, HibernationSchedule, HibernationSpec, RemoteExecution,
    VariableValue, WorkerQueue,
};
use planisphere_domain::quantity::Quantity;
use planisphere_domain::{QueueId, SecretId};

use super::{Mapped, NewIds, NewSecret, Surroundings, lookup};
use crate::file::{self, DeploymentFile};
use crate::located::{Given, Located};
use crate::problem::{Code, Problem, quoted};

/// The most workers when a file says nothing or 0.
const DEFAULT_MOST_WORKERS: i64 = 10;
/// Tasks at a time of a hybrid queue when a file says nothing or 0.
const DEFAULT_HYBRID_CONCURRENCY: i64 = 16;

/// An amount that is written and not empty.
pub(super) fn amount(given: &Given<String>) -> Option<Quantity> {
    let text = given.text();
    (!text.is_empty()).then(|| Quantity::new(text))
}

/// The queues of a file, each with the id of the stored queue of its name (UPD-6).
pub(super) fn worker_queues(
    file: &DeploymentFile,
    cluster: Option<&Cluster>,
    catalogue: &Catalogue,
    stored: &[WorkerQueue],
    ids: NewIds<'_>,
    mapped: &mut Mapped,
) -> Vec<WorkerQueue> {
    // EXE-6, EXE-8: without queues there is nothing to keep; a file that names some was refused before.
    if file.configuration.executor_meant() == Some(Executor::Kubernetes) {
        return Vec::new();
    }
    let mut queues = Vec::new();
    for (place, queue) in file.worker_queues.items().iter().enumerate() {
        let known = stored
            .iter()
            .find(|stored| stored.name == queue.name.text());
        queues.push(worker_queue(
            queue, place, cluster, catalogue, known, ids, mapped,
        ));
    }
    queues
}

fn worker_queue(
    queue: &file::WorkerQueue,
    place: usize,
    cluster: Option<&Cluster>,
    catalogue: &Catalogue,
    known: Option<&WorkerQueue>,
    ids: NewIds<'_>,
    mapped: &mut Mapped,
) -> WorkerQueue {
    let hybrid = cluster.filter(|cluster| !cluster.node_pools.is_empty());
    let machine = queue.worker_type.text();
    let hosted_machine = machine.to_ascii_uppercase();
    let default_concurrency = catalogue
        .machine(&hosted_machine)
        .map_or(DEFAULT_HYBRID_CONCURRENCY, |known| {
            i64::from(known.default_concurrency)
        });
    let pool = hybrid.and_then(|cluster| {
        let pool = lookup::node_pool(cluster, machine);
        if pool.is_none() {
            let path = format!("deployment.worker_queues[{place}].worker_type");
            let message = format!(
                "worker_type: {machine} does not exist in cluster: {}",
                cluster.name
            );
            let remedy = "Name the machine type of one of the cluster's node pools.";
            mapped.problems.push(
                Problem::error(Code::UnknownMachine, &path, message, remedy)
                    .at(queue.worker_type.at()),
            );
        }
        pool
    });
    let storage = amount(&queue.pod_ephemeral_storage)
        // UPD-7: absent keeps what is stored.
        .or_else(|| known.and_then(|known| known.pod_ephemeral_storage.clone()))
        .or_else(|| hybrid.is_none().then(|| Quantity::new("10Gi")));
    WorkerQueue {
        id: known.map_or_else(|| QueueId::from_bits(ids()), |known| known.id),
        name: queue.name.text().to_owned(),
        min_worker_count: count(queue.min_worker_count.number()),
        max_worker_count: count(or_default(
            queue.max_worker_count.number(),
            DEFAULT_MOST_WORKERS,
        )),
        worker_concurrency: count(or_default(
            queue.worker_concurrency.number(),
            default_concurrency,
        )),
        astro_machine: hybrid.is_none().then_some(hosted_machine),
        node_pool_id: pool.map(|pool| pool.id),
        pod_ephemeral_storage: storage,
        pod_cpu: amount(&queue.pod_cpu),
        pod_memory: amount(&queue.pod_ram),
    }
}

fn or_default(number: i64, default: i64) -> i64 {
    if number == 0 { default } else { number }
}

/// A counter of the file; what does not fit is far outside of every limit and refused by the rules.
fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The variables of a file. A secret without a value keeps the stored one (ENV-6).
pub(super) fn environment_variables(
    file: &DeploymentFile,
    around: Surroundings<'_>,
    stored: &[EnvironmentVariable],
    ids: NewIds<'_>,
    mapped: &mut Mapped,
) -> Vec<EnvironmentVariable> {
    let mut variables = Vec::new();
    for variable in file.environment_variables.items() {
        let key = variable.key.text().to_owned();
        let known = stored.iter().find(|stored| stored.key == key);
        let written = variable.value.value().filter(|text| !text.is_empty());
        let value = if variable.is_secret.is_on() {
            match (written, known.map(|known| &known.value)) {
                (Some(text), _) => {
                    let id = SecretId::from_bits(ids());
                    mapped.secrets.push(NewSecret {
                        id,
                        text: text.clone(),
                    });
                    VariableValue::Secret(Some(id))
                }
                (None, Some(VariableValue::Secret(reference))) => VariableValue::Secret(*reference),
                // A plain variable that becomes secret without a new value has nothing sealed yet.
                (None, Some(VariableValue::Plain(_)) | None) => VariableValue::Secret(None),
            }
        } else {
            VariableValue::Plain(
                written
                    .map(|text| text.reveal().to_owned())
                    .unwrap_or_default(),
            )
        };
        let updated_at = known
            .filter(|known| known.value == value)
            .map_or(around.caller.at, |known| known.updated_at);
        variables.push(EnvironmentVariable {
            key,
            value,
            updated_at,
        });
    }
    variables
}

/// The schedules of a file, an absent list being an empty one (deployment-file 2.5).
pub(super) fn hibernation(file: &DeploymentFile) -> Option<HibernationSpec> {
    let schedules: Vec<HibernationSchedule> = file
        .hibernation_schedules
        .items()
        .iter()
        .map(|schedule| HibernationSchedule {
            hibernate_at_cron: schedule.hibernate_at.text().to_owned(),
            wake_at_cron: schedule.wake_at.text().to_owned(),
            description: schedule.description.text().to_owned(),
            is_enabled: schedule.enabled.is_on(),
        })
        .collect();
    (!schedules.is_empty()).then_some(HibernationSpec {
        schedules,
        override_by_hand: None,
    })
}

/// Remote execution, when it is enabled (REM-2).
pub(super) fn remote_execution(file: &DeploymentFile) -> Option<RemoteExecution> {
    let remote = file
        .configuration
        .remote_execution
        .value()
        .filter(|_| file.configuration.is_remote())?;
    let text = |given: &Given<String>| (!given.text().is_empty()).then(|| given.text().to_owned());
    Some(RemoteExecution {
        allowed_ip_address_ranges: texts(remote.allowed_ip_address_ranges.items()),
        task_log_bucket: text(&remote.task_log_bucket),
        task_log_url_pattern: text(&remote.task_log_url_pattern),
    })
}

/// The plain texts of a list.
pub(super) fn texts(items: &[Located<String>]) -> Vec<String> {
    items.iter().map(|item| item.value.clone()).collect()
}

/// A warning for something that the file says and the stored facts contradict.
pub(super) fn contradicts(
    path: &str,
    given: &Given<String>,
    stored: &str,
    remedy: &str,
) -> Option<Problem> {
    let written = given.text();
    let agrees = written.is_empty() || written.eq_ignore_ascii_case(stored);
    (!agrees).then(|| {
        let key = path.rsplit('.').next().unwrap_or(path);
        let message = format!(
            "{key} is {} here and {} in the Organization",
            quoted(written),
            quoted(stored)
        );
        Problem::warning(Code::WithoutEffect, path, message, remedy).at(given.at())
    })
}
