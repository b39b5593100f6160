//! Deployments: executor and scheduler.

use planisphere_domain::deployment::{DeploymentField, Executor, SchedulerSize};

use super::Refused;
use crate::scene::{create, edit, hybrid, pool, queue, scene};

pub fn cases() -> Vec<Refused> {
    vec![
        Refused {
            rules: "EXE-2",
            about: "ASTRO on a hybrid cluster",
            scene,
            make: |fixture| hybrid(fixture, |draft| draft.executor = Some(Executor::Astro)),
            code: "executor-hybrid",
            says: "ASTRO",
        },
        Refused {
            rules: "EXE-3",
            about: "ASTRO with Airflow 2",
            scene,
            make: |fixture| {
                create(fixture, |draft| {
                    draft.executor = Some(Executor::Astro);
                    draft.runtime = Some("13.0.0".into());
                })
            },
            code: "executor-runtime",
            says: "ASTRO needs an Airflow 3 Runtime, `13.0.0`",
        },
        Refused {
            rules: "EXE-4",
            about: "KUBERNETES with an old Runtime",
            scene,
            make: |fixture| {
                create(fixture, |draft| {
                    draft.executor = Some(Executor::Kubernetes);
                    draft.runtime = Some("7.6.0".into());
                })
            },
            code: "executor-runtime",
            says: "Runtime 8.1.0",
        },
        Refused {
            rules: "EXE-5 WQ-4 WQ-5",
            about: "CELERY without the default queue",
            scene,
            make: |fixture| {
                let queue = queue(fixture, "heavy");
                create(fixture, |draft| draft.worker_queues = Some(vec![queue]))
            },
            code: "no-default-queue",
            says: "workerQueues has no queue called `default`",
        },
        Refused {
            rules: "EXE-5",
            about: "ASTRO without any queue",
            scene,
            make: |fixture| {
                create(fixture, |draft| {
                    draft.executor = Some(Executor::Astro);
                    draft.worker_queues = Some(Vec::new());
                })
            },
            code: "no-default-queue",
            says: "workerQueues",
        },
        Refused {
            rules: "EXE-5",
            about: "from KUBERNETES to CELERY without queues",
            scene,
            make: |fixture| {
                edit(
                    fixture,
                    "pods",
                    [DeploymentField::Executor(Executor::Celery)],
                )
            },
            code: "no-default-queue",
            says: "default",
        },
        Refused {
            rules: "EXE-6",
            about: "KUBERNETES with queues",
            scene,
            make: |fixture| {
                let queue = queue(fixture, "default");
                create(fixture, |draft| {
                    draft.executor = Some(Executor::Kubernetes);
                    draft.worker_queues = Some(vec![queue]);
                })
            },
            code: "queues-refused",
            says: "KUBERNETES takes no workerQueues",
        },
        Refused {
            rules: "EXE-6",
            about: "remote ASTRO with queues",
            scene,
            make: |fixture| {
                let queue = queue(fixture, "default");
                edit(
                    fixture,
                    "remote",
                    [DeploymentField::WorkerQueues(vec![queue])],
                )
            },
            code: "queues-refused",
            says: "remote execution takes no workerQueues",
        },
        Refused {
            rules: "EXE-6",
            about: "to KUBERNETES with another list of queues",
            scene,
            make: |fixture| {
                let queue = queue(fixture, "default");
                edit(
                    fixture,
                    "etl",
                    [
                        DeploymentField::Executor(Executor::Kubernetes),
                        DeploymentField::WorkerQueues(vec![queue]),
                    ],
                )
            },
            code: "queues-refused",
            says: "workerQueues",
        },
        Refused {
            rules: "EXE-7",
            about: "KUBERNETES on a hybrid cluster without a node pool",
            scene,
            make: |fixture| hybrid(fixture, |draft| draft.executor = Some(Executor::Kubernetes)),
            code: "no-node-pool",
            says: "taskPodNodePoolId",
        },
        Refused {
            rules: "WQ-16",
            about: "task Pods on a node pool of another cluster",
            scene,
            make: |fixture| {
                let other = pool(fixture, "other");
                hybrid(fixture, |draft| {
                    draft.executor = Some(Executor::Kubernetes);
                    draft.task_pod_node_pool_id = Some(other);
                })
            },
            code: "unknown-node-pool",
            says: "cluster `own`",
        },
        Refused {
            rules: "",
            about: "a node pool of task Pods on a standard cluster (section 4.1)",
            scene,
            make: |fixture| {
                let own = pool(fixture, "own");
                create(fixture, |draft| {
                    draft.executor = Some(Executor::Kubernetes);
                    draft.task_pod_node_pool_id = Some(own);
                })
            },
            code: "hybrid-only",
            says: "taskPodNodePoolId",
        },
        Refused {
            rules: "SCH-1",
            about: "a hosted Deployment without a size",
            scene,
            make: |fixture| edit(fixture, "etl", [DeploymentField::SchedulerSize(None)]),
            code: "missing",
            says: "schedulerSize",
        },
        Refused {
            rules: "SCH-2",
            about: "4 units",
            scene,
            make: |fixture| hybrid(fixture, |draft| draft.scheduler_au = Some(4)),
            code: "out-of-range",
            says: "scheduler.au is 4, allowed are 5 to 24",
        },
        Refused {
            rules: "SCH-2",
            about: "25 units",
            scene,
            make: |fixture| edit(fixture, "hybrid", [DeploymentField::SchedulerAu(Some(25))]),
            code: "out-of-range",
            says: "scheduler.au is 25",
        },
        Refused {
            rules: "SCH-2",
            about: "no units",
            scene,
            make: |fixture| edit(fixture, "hybrid", [DeploymentField::SchedulerAu(None)]),
            code: "missing",
            says: "scheduler.au",
        },
        Refused {
            rules: "SCH-3",
            about: "no scheduler at all",
            scene,
            make: |fixture| hybrid(fixture, |draft| draft.scheduler_replicas = Some(0)),
            code: "out-of-range",
            says: "scheduler.replicas is 0, allowed are 1 to 4",
        },
        Refused {
            rules: "SCH-3",
            about: "five schedulers",
            scene,
            make: |fixture| hybrid(fixture, |draft| draft.scheduler_replicas = Some(5)),
            code: "out-of-range",
            says: "scheduler.replicas is 5",
        },
        Refused {
            rules: "SCH-4",
            about: "a size on a hybrid cluster",
            scene,
            make: |fixture| {
                hybrid(fixture, |draft| {
                    draft.scheduler_size = Some(SchedulerSize::Small);
                })
            },
            code: "hosted-only",
            says: "schedulerSize",
        },
        Refused {
            rules: "SCH-4",
            about: "units on a standard cluster",
            scene,
            make: |fixture| create(fixture, |draft| draft.scheduler_au = Some(5)),
            code: "hybrid-only",
            says: "scheduler.au",
        },
        Refused {
            rules: "SCH-4",
            about: "a number of schedulers on a standard cluster",
            scene,
            make: |fixture| edit(fixture, "etl", [DeploymentField::SchedulerReplicas(3)]),
            code: "hybrid-only",
            says: "scheduler.replicas",
        },
        Refused {
            rules: "HIB-14",
            about: "high availability on a hybrid cluster",
            scene,
            make: |fixture| hybrid(fixture, |draft| draft.is_high_availability = true),
            code: "hosted-only",
            says: "isHighAvailability",
        },
        Refused {
            rules: "HIB-14",
            about: "development mode on a hybrid cluster",
            scene,
            make: |fixture| hybrid(fixture, |draft| draft.is_development_mode = true),
            code: "hosted-only",
            says: "isDevelopmentMode",
        },
    ]
}
