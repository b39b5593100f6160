//! Worker queues (WQ rules and RES-9). Whether there may be any is a matter of the executor.

use std::collections::BTreeSet;

use super::{Subject, at_least, at_most, quantity, range};
use crate::deployment::parts::WorkerQueue;
use crate::quantity::Quantity;
use crate::validation::Checks;
use crate::{NodePoolId, Problem};

/// The longest name, in characters (WQ-1).
const LONGEST_NAME: usize = 63;
/// The most workers of one queue (WQ-6).
const MOST_WORKERS: u32 = 100;
/// The most tasks at a time on a worker of a hybrid cluster (WQ-14).
const MOST_HYBRID_CONCURRENCY: u32 = 256;

pub(super) fn check(checks: &mut Checks, subject: &Subject<'_>) {
    let (mut names, mut ids) = (BTreeSet::new(), BTreeSet::new());
    for (place, queue) in subject.deployment.worker_queues.iter().enumerate() {
        let path = |field: &str| format!("workerQueues[{place}].{field}");
        name(checks, &path("name"), queue);
        // WQ-3
        checks.ensure(names.insert(&queue.name), || {
            let message = format!("two workerQueues are called `{}`", queue.name);
            Problem::new(
                path("name"),
                "taken",
                message,
                "Give each queue its own name.",
            )
            .value(&queue.name)
        });
        checks.ensure(ids.insert(queue.id), || {
            let message = format!("two workerQueues have the id `{}`", queue.id);
            Problem::new(path("id"), "taken", message, "Give each queue its own id.")
                .value(queue.id)
        });
        counts(checks, &path, queue);
        if subject.is_hybrid {
            hybrid(checks, &path, queue, subject);
        } else {
            hosted(checks, &path, queue, subject);
        }
    }
}

fn name(checks: &mut Checks, path: &str, queue: &WorkerQueue) {
    let name = &queue.name;
    // WQ-1, WQ-2
    let mut bytes = name.bytes();
    let is_well_formed = name.len() <= LONGEST_NAME
        && bytes.next().is_some_and(|byte| byte.is_ascii_lowercase())
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    checks.ensure(is_well_formed, || {
        Problem::new(
            path,
            "queue-name",
            format!("{path} is `{name}`, which is no queue name"),
            "Use up to 63 lower-case letters, digits and hyphens, a letter first.",
        )
        .value(name)
        .limit(format!("1 to {LONGEST_NAME} characters"))
    });
}

fn counts(checks: &mut Checks, path: &impl Fn(&str) -> String, queue: &WorkerQueue) {
    let (min, max) = (queue.min_worker_count, queue.max_worker_count);
    range(checks, &path("minWorkerCount"), min, 0, MOST_WORKERS); // WQ-6
    range(checks, &path("maxWorkerCount"), max, 1, MOST_WORKERS);
    // WQ-7
    checks.ensure(min <= max, || {
        let path = path("minWorkerCount");
        let message = format!("{path} is {min}, above maxWorkerCount {max}");
        Problem::new(
            path,
            "min-above-max",
            message,
            format!("Use at most {max}."),
        )
        .value(min)
        .limit(format!("{max} or less"))
    });
}

fn hosted(
    checks: &mut Checks,
    path: &impl Fn(&str) -> String,
    queue: &WorkerQueue,
    subject: &Subject<'_>,
) {
    // WQ-9
    checks.ensure(queue.node_pool_id.is_none(), || {
        let path = path("nodePoolId");
        let message = format!("{path} is only for hybrid clusters");
        Problem::new(
            path,
            "hybrid-only",
            message,
            "Choose an astroMachine instead.",
        )
        .value(
            queue
                .node_pool_id
                .map(|it| it.to_string())
                .unwrap_or_default(),
        )
    });
    let asked = queue.astro_machine.as_deref().unwrap_or_default();
    let kept = subject.stored_on_the_same_machine(queue);
    let offered = subject.catalogue.machine(asked);
    // WQ-8. What was fine stays so when the catalogue changes.
    let most = offered
        .map(|machine| u32::from(machine.max_concurrency))
        .max(kept.map(|queue| queue.worker_concurrency));
    if let Some(most) = most {
        let path = path("workerConcurrency");
        range(checks, &path, queue.worker_concurrency, 1, most);
    } else {
        // WQ-9, WQ-10
        not_offered(checks, path("astroMachine"), asked, subject);
    }
    // RES-1, RES-9
    if let Some(storage) = &queue.pod_ephemeral_storage {
        let path = path("podEphemeralStorage");
        quantity(checks, &path, storage);
        at_least(checks, &path, storage, "10Gi");
        at_most(checks, &path, storage, &Quantity::new("100Gi"));
    }
}

fn not_offered(checks: &mut Checks, path: String, asked: &str, subject: &Subject<'_>) {
    let machines = subject.catalogue.machines().iter();
    let machines: Vec<&str> = machines.map(|machine| machine.name.as_ref()).collect();
    let (code, message) = if asked.is_empty() {
        ("missing", format!("{path} is missing"))
    } else {
        (
            "unknown-machine",
            format!("{path} is `{asked}`, which is not offered"),
        )
    };
    let way_out = format!("Use one of {}.", machines.join(", "));
    let problem = Problem::new(path, code, message, way_out);
    checks.add(problem.value(asked).limit(machines.join(", ")));
}

fn hybrid(
    checks: &mut Checks,
    path: &impl Fn(&str) -> String,
    queue: &WorkerQueue,
    subject: &Subject<'_>,
) {
    // WQ-14
    range(
        checks,
        &path("workerConcurrency"),
        queue.worker_concurrency,
        1,
        MOST_HYBRID_CONCURRENCY,
    );
    // WQ-9
    checks.ensure(queue.astro_machine.is_none(), || {
        let path = path("astroMachine");
        let message = format!("{path} is only for hosted Deployments");
        Problem::new(path, "hosted-only", message, "Choose a node pool instead.")
            .value(queue.astro_machine.as_deref().unwrap_or_default())
    });
    checks.ensure(queue.pod_ephemeral_storage.is_none(), || {
        let path = path("podEphemeralStorage");
        let message = format!("{path} is only for hosted Deployments");
        Problem::new(path, "hosted-only", message, "Leave it out.").value(
            queue
                .pod_ephemeral_storage
                .as_ref()
                .map_or("", Quantity::text),
        )
    });
    match queue.node_pool_id {
        Some(pool) => pool_of_the_cluster(checks, subject, &path("nodePoolId"), pool),
        None => {
            let path = path("nodePoolId");
            let message = format!("{path} is missing");
            let way_out = "Choose a node pool of the cluster.";
            checks.add(Problem::new(path, "missing", message, way_out));
        }
    }
}

/// WQ-16.
pub(super) fn pool_of_the_cluster(
    checks: &mut Checks,
    subject: &Subject<'_>,
    path: &str,
    pool: NodePoolId,
) {
    // Without a cluster the infrastructure is wrong already.
    let Some(cluster) = subject.cluster else {
        return;
    };
    checks.ensure(
        cluster.node_pools.iter().any(|known| known.id == pool),
        || {
            let message = format!(
                "{path} is `{pool}`, no node pool of cluster `{}`",
                cluster.name
            );
            Problem::new(
                path,
                "unknown-node-pool",
                message,
                "Choose a node pool of the cluster.",
            )
            .value(pool)
        },
    );
}
