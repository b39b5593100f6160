//! Deployments: worker queues.

use planisphere_domain::deployment::DeploymentField;

use super::Refused;
use crate::scene::{amount, edit, edit_queue, queue, scene};

pub fn cases() -> Vec<Refused> {
    vec![
        Refused {
            rules: "WQ-1",
            about: "64 characters",
            scene,
            make: |fixture| {
                let stored = fixture
                    .state()
                    .deployment(fixture.deployment("etl"))
                    .unwrap();
                let default = stored.worker_queues[0].clone();
                let long = queue(fixture, &"a".repeat(64));
                edit(
                    fixture,
                    "etl",
                    [DeploymentField::WorkerQueues(vec![default, long])],
                )
            },
            code: "queue-name",
            says: "workerQueues[1].name",
        },
        Refused {
            rules: "WQ-2",
            about: "a capital letter",
            scene,
            make: |fixture| {
                let (default, large) = (queue(fixture, "default"), queue(fixture, "Large"));
                edit(
                    fixture,
                    "etl",
                    [DeploymentField::WorkerQueues(vec![default, large])],
                )
            },
            code: "queue-name",
            says: "workerQueues[1].name is `Large`",
        },
        Refused {
            rules: "WQ-3",
            about: "one name twice",
            scene,
            make: |fixture| {
                let queues = vec![queue(fixture, "default"), queue(fixture, "default")];
                edit(fixture, "etl", [DeploymentField::WorkerQueues(queues)])
            },
            code: "taken",
            says: "two workerQueues are called `default`",
        },
        Refused {
            rules: "",
            about: "one id twice",
            scene,
            make: |fixture| {
                let default = queue(fixture, "default");
                let mut other = default.clone();
                other.name = "other".into();
                edit(
                    fixture,
                    "etl",
                    [DeploymentField::WorkerQueues(vec![default, other])],
                )
            },
            code: "taken",
            says: "have the id",
        },
        Refused {
            rules: "WQ-6",
            about: "101 workers",
            scene,
            make: |fixture| edit_queue(fixture, "etl", |queue| queue.max_worker_count = 101),
            code: "out-of-range",
            says: "workerQueues[0].maxWorkerCount is 101, allowed are 1 to 100",
        },
        Refused {
            rules: "WQ-6",
            about: "no worker ever",
            scene,
            make: |fixture| edit_queue(fixture, "etl", |queue| queue.max_worker_count = 0),
            code: "out-of-range",
            says: "maxWorkerCount is 0",
        },
        Refused {
            rules: "WQ-7",
            about: "more at least than at most",
            scene,
            make: |fixture| edit_queue(fixture, "etl", |queue| queue.min_worker_count = 11),
            code: "min-above-max",
            says: "workerQueues[0].minWorkerCount is 11, above maxWorkerCount 10",
        },
        Refused {
            rules: "WQ-8",
            about: "16 tasks on an A5",
            scene,
            make: |fixture| edit_queue(fixture, "etl", |queue| queue.worker_concurrency = 16),
            code: "out-of-range",
            says: "workerConcurrency is 16, allowed are 1 to 15",
        },
        Refused {
            rules: "WQ-8",
            about: "no task",
            scene,
            make: |fixture| edit_queue(fixture, "etl", |queue| queue.worker_concurrency = 0),
            code: "out-of-range",
            says: "workerConcurrency is 0",
        },
        Refused {
            rules: "WQ-9",
            about: "no machine on a standard cluster",
            scene,
            make: |fixture| edit_queue(fixture, "etl", |queue| queue.astro_machine = None),
            code: "missing",
            says: "workerQueues[0].astroMachine",
        },
        Refused {
            rules: "WQ-9",
            about: "a node pool on a standard cluster",
            scene,
            make: |fixture| {
                let own = fixture.state().cluster(fixture.cluster("own")).unwrap();
                let pool = own.node_pools[0].id;
                edit_queue(fixture, "etl", |queue| queue.node_pool_id = Some(pool))
            },
            code: "hybrid-only",
            says: "workerQueues[0].nodePoolId",
        },
        Refused {
            rules: "WQ-9",
            about: "a machine on a hybrid cluster",
            scene,
            make: |fixture| {
                edit_queue(fixture, "hybrid", |queue| {
                    queue.astro_machine = Some("A5".into())
                })
            },
            code: "hosted-only",
            says: "workerQueues[0].astroMachine",
        },
        Refused {
            rules: "WQ-9",
            about: "no node pool on a hybrid cluster",
            scene,
            make: |fixture| edit_queue(fixture, "hybrid", |queue| queue.node_pool_id = None),
            code: "missing",
            says: "workerQueues[0].nodePoolId",
        },
        Refused {
            rules: "",
            about: "disk on a hybrid cluster (section 4.4)",
            scene,
            make: |fixture| {
                edit_queue(fixture, "hybrid", |queue| {
                    queue.pod_ephemeral_storage = amount("10Gi");
                })
            },
            code: "hosted-only",
            says: "podEphemeralStorage",
        },
        Refused {
            rules: "WQ-10",
            about: "a machine under its old name",
            scene,
            make: |fixture| {
                edit_queue(fixture, "etl", |queue| {
                    queue.astro_machine = Some("A50".into())
                })
            },
            code: "unknown-machine",
            says: "astroMachine is `A50`",
        },
        Refused {
            rules: "WQ-14",
            about: "257 tasks on a hybrid cluster",
            scene,
            make: |fixture| edit_queue(fixture, "hybrid", |queue| queue.worker_concurrency = 257),
            code: "out-of-range",
            says: "workerConcurrency is 257, allowed are 1 to 256",
        },
        Refused {
            rules: "WQ-16",
            about: "a node pool of another cluster",
            scene,
            make: |fixture| {
                let other = fixture.state().cluster(fixture.cluster("other")).unwrap();
                let pool = other.node_pools[0].id;
                edit_queue(fixture, "hybrid", |queue| queue.node_pool_id = Some(pool))
            },
            code: "unknown-node-pool",
            says: "cluster `own`",
        },
        Refused {
            rules: "RES-9",
            about: "less than 10 Gi of disk",
            scene,
            make: |fixture| {
                edit_queue(fixture, "etl", |queue| {
                    queue.pod_ephemeral_storage = amount("9Gi")
                })
            },
            code: "out-of-range",
            says: "podEphemeralStorage is `9Gi`, the least is `10Gi`",
        },
        Refused {
            rules: "RES-9",
            about: "more than 100 Gi of disk",
            scene,
            make: |fixture| {
                edit_queue(fixture, "etl", |queue| {
                    queue.pod_ephemeral_storage = amount("101Gi")
                })
            },
            code: "out-of-range",
            says: "the most is `100Gi`",
        },
        Refused {
            rules: "RES-1",
            about: "disk that is no amount",
            scene,
            make: |fixture| {
                edit_queue(fixture, "etl", |queue| {
                    queue.pod_ephemeral_storage = amount("big")
                })
            },
            code: "quantity",
            says: "workerQueues[0].podEphemeralStorage is `big`",
        },
    ]
}
