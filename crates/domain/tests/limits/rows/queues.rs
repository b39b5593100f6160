//! Limits of worker queues.

use planisphere_domain::Rejection;
use planisphere_domain::deployment::{DeploymentField, WorkerQueue};
use planisphere_domain::organization::Plan;
use planisphere_fixtures::Fixture;

use super::{Limit, decided, limit, number};
use crate::scene::{amount, create, edit, edit_queue, queue, scene};

/// The first queue of a Deployment, changed.
fn changed(name: &'static str, change: impl FnOnce(&mut WorkerQueue)) -> Result<(), Rejection> {
    decided(scene, |fixture| edit_queue(fixture, name, change))
}

/// A second queue of this name.
fn called(name: &str) -> Result<(), Rejection> {
    decided(scene, |fixture| {
        let etl = fixture.deployment("etl");
        let stored = fixture.state().deployment(etl).unwrap();
        let mut queues = stored.worker_queues.clone();
        queues.push(queue(fixture, name));
        edit(fixture, "etl", [DeploymentField::WorkerQueues(queues)])
    })
}

/// A queue on a machine, written as `A5 15`.
fn on_machine(value: &str) -> Result<(), Rejection> {
    let (machine, concurrency) = value.split_once(' ').unwrap();
    changed("etl", |queue| {
        queue.astro_machine = Some(machine.into());
        queue.worker_concurrency = number(concurrency);
    })
}

fn trial_queue(change: impl FnOnce(&mut WorkerQueue)) -> Result<(), Rejection> {
    decided(
        || Fixture::founded_on(Plan::Trial),
        |fixture| {
            create(fixture, |draft| {
                let mut queue = WorkerQueue::default_queue(draft.default_queue_id);
                queue.max_worker_count = 1;
                change(&mut queue);
                draft.worker_queues = Some(vec![queue]);
            })
        },
    )
}

pub fn limits() -> Vec<Limit> {
    let mut all = names();
    all.extend(counts());
    all.extend(trials());
    all
}

fn names() -> Vec<Limit> {
    vec![
        limit(
            ("EXE-5", "workerQueues", "worker queues of CELERY"),
            "",
            &["1", "2"],
            &["0"],
            |count| {
                decided(scene, |fixture| {
                    let names = ["default", "heavy"].iter().take(number(count));
                    let queues = names.map(|name| queue(fixture, name)).collect();
                    create(fixture, |draft| draft.worker_queues = Some(queues))
                })
            },
        ),
        limit(
            (
                "WQ-1",
                "workerQueues[].name",
                "characters of a worker queue's",
            ),
            "deployment/rules/queues.rs LONGEST_NAME",
            &["1", "2", "62", "63"],
            &["0", "64"],
            |count| called(&"a".repeat(number(count))),
        ),
        limit(
            (
                "WQ-1",
                "workerQueues[].name",
                "names that fit WQ-2, and their neighbours",
            ),
            "deployment/rules/queues.rs LONGEST_NAME",
            &["a", "z", "a0", "a9", "a-", "a--b"],
            &[
                "A", "0a", "-a", "_", "a_b", "a b", "aB", "ä", "a.b", "a\n", "`", "{", "a/", "a:",
            ],
            called,
        ),
    ]
}

fn counts() -> Vec<Limit> {
    vec![
        limit(
            ("WQ-6", "workerQueues[].minWorkerCount", "workers at least"),
            "deployment/rules/queues.rs MOST_WORKERS",
            &["0", "1", "99", "100"],
            &["101"],
            |count| {
                changed("etl", |queue| {
                    (queue.min_worker_count, queue.max_worker_count) = (number(count), 100);
                })
            },
        ),
        limit(
            ("WQ-6", "workerQueues[].maxWorkerCount", "workers at most"),
            "deployment/rules/queues.rs MOST_WORKERS",
            &["1", "2", "99", "100"],
            &["0", "101"],
            |count| changed("etl", |queue| queue.max_worker_count = number(count)),
        ),
        limit(
            (
                "WQ-7",
                "workerQueues[].minWorkerCount",
                "workers at least, of 7 at most",
            ),
            "",
            &["0", "1", "6", "7"],
            &["8"],
            |count| {
                changed("etl", |queue| {
                    (queue.min_worker_count, queue.max_worker_count) = (number(count), 7);
                })
            },
        ),
        limit(
            (
                "WQ-8",
                "workerQueues[].workerConcurrency",
                "tasks of a worker, by its machine",
            ),
            "",
            &[
                "A5 1", "A5 2", "A5 14", "A5 15", "A10 1", "A10 29", "A10 30", "A20 1", "A20 59",
                "A20 60", "A40 1", "A40 119", "A40 120", "A60 1", "A60 179", "A60 180", "A120 1",
                "A120 359", "A120 360", "A160 1", "A160 479", "A160 480",
            ],
            &[
                "A5 0",
                "A5 16",
                "A10 0",
                "A10 31",
                "A20 0",
                "A20 61",
                "A40 0",
                "A40 121",
                "A60 0",
                "A60 181",
                "A120 0",
                "A120 361",
                "A160 0",
                "A160 481",
                "A5 4294967295",
            ],
            on_machine,
        ),
        limit(
            (
                "WQ-14",
                "workerQueues[].workerConcurrency",
                "tasks of a worker on a hybrid cluster",
            ),
            "deployment/rules/queues.rs MOST_HYBRID_CONCURRENCY",
            &["1", "2", "255", "256"],
            &["0", "257"],
            |count| changed("hybrid", |queue| queue.worker_concurrency = number(count)),
        ),
        limit(
            ("RES-9", "workerQueues[].podEphemeralStorage", "disk"),
            "",
            &["10Gi", "10.1Gi", "10240Mi", "99.9Gi", "100Gi", "102400Mi"],
            &[
                "9.9Gi",
                "9.999999999Gi",
                "10239Mi",
                "10G",
                "100.1Gi",
                "100.000000001Gi",
                "102401Mi",
                "1Ti",
                "0",
            ],
            |size| changed("etl", |queue| queue.pod_ephemeral_storage = amount(size)),
        ),
    ]
}

fn trials() -> Vec<Limit> {
    vec![
        limit(
            (
                "ORG-8",
                "workerQueues[].maxWorkerCount",
                "workers of a queue in a trial",
            ),
            "deployment/rules/trial.rs MOST_WORKERS",
            &["1", "2", "4", "5"],
            &["6"],
            |count| trial_queue(|queue| queue.max_worker_count = number(count)),
        ),
        limit(
            (
                "ORG-8",
                "workerQueues[].astroMachine",
                "machines of a trial",
            ),
            "",
            &["A5", "A10", "A20"],
            &["A40", "A60", "A120", "A160"],
            |machine| trial_queue(|queue| queue.astro_machine = Some(machine.into())),
        ),
        limit(
            ("ORG-8", "plan", "Deployments of a trial"),
            "deployment/rules/trial.rs MOST_DEPLOYMENTS",
            &["0", "1"],
            &["2"],
            |count| {
                let mut fixture = Fixture::founded_on(Plan::Trial);
                let mut last = Ok(());
                for place in 0..number::<u32>(count) {
                    let command = create(&mut fixture, |draft| draft.name = place.to_string());
                    last = fixture.execute(&command);
                }
                last
            },
        ),
    ]
}
