//! What must hold for a Deployment, whatever made it: creation, an edit on a page, a file. Every broken
//! rule is reported at once.

use std::collections::BTreeSet;

use super::model::Deployment;
use super::parts::{DeploymentType, Executor, Infrastructure, SchedulerSize, WorkerQueue};
use super::runtime::RuntimeVersion;
use crate::catalogue::{MACHINES, standard_regions};
use crate::cluster::ClusterStatus;
use crate::organization::Organization;
use crate::quantity::Quantity;
use crate::validation::Checks;
use crate::{Problem, ResourceKind, State};

/// The most workers of one queue (WQ-6).
const MOST_WORKERS: u32 = 100;

/// Checks every rule that needs only the Deployment and the state around it.
pub(super) fn check(
    checks: &mut Checks,
    state: &State,
    organization: &Organization,
    deployment: &Deployment,
) {
    identity(checks, state, deployment);
    infrastructure(checks, state, organization, deployment);
    executor(checks, deployment);
    scheduler(checks, deployment);
    resources(checks, deployment);
    for (place, queue) in deployment.worker_queues.iter().enumerate() {
        worker_queue(checks, deployment, place, queue);
    }
    queue_names(checks, deployment);
    development(checks, deployment);
    remote_execution(checks, deployment);
    variables(checks, deployment);
    for (place, email) in deployment.contact_emails.iter().enumerate() {
        checks.email(&format!("contactEmails[{place}]"), email); // EML-1
    }
}

fn identity(checks: &mut Checks, state: &State, deployment: &Deployment) {
    checks.text("name", "the Deployment's name", &deployment.name, 1, 500); // DEP-1
    checks.text(
        "description",
        "the description",
        &deployment.description,
        0,
        1_000,
    ); // DEP-2
    // DEP-3
    if state
        .deployment_named(deployment.workspace_id, &deployment.name)
        .is_some_and(|other| other.id != deployment.id)
    {
        checks.add(Problem::taken(
            "name",
            ResourceKind::Deployment,
            &deployment.name,
        ));
    }
}

fn infrastructure(
    checks: &mut Checks,
    state: &State,
    organization: &Organization,
    deployment: &Deployment,
) {
    match &deployment.infrastructure {
        // DEP-13
        Infrastructure::Standard {
            cloud_provider,
            region,
        } => {
            checks.ensure(
                standard_regions(*cloud_provider)
                    .iter()
                    .any(|known| known.code == region),
                || {
                    let regions: Vec<&str> = standard_regions(*cloud_provider)
                        .iter()
                        .map(|region| region.code)
                        .collect();
                    Problem::new(
                        "region",
                        "unknown-region",
                        format!(
                            "`{region}` is no standard region of {}",
                            cloud_provider.label()
                        ),
                        format!("Choose one of {}.", regions.join(", ")),
                    )
                },
            );
        }
        // DEP-15, CL-14
        Infrastructure::Dedicated(id) | Infrastructure::Hybrid(id) => match state.cluster(*id) {
            None => checks.add(Problem::new(
                "clusterId",
                "unknown-cluster",
                format!("cluster `{id}` not found"),
                "Choose a cluster of the list.",
            )),
            Some(cluster) => {
                checks.ensure(cluster.status == ClusterStatus::Created, || {
                    Problem::new(
                        "clusterId",
                        "cluster-not-ready",
                        format!("cluster `{}` is still being created", cluster.name),
                        "Wait until it is ready, or choose another.",
                    )
                });
                checks.ensure(cluster.authorizes(deployment.workspace_id), || {
                    Problem::new(
                        "clusterId",
                        "workspace-not-authorized",
                        format!(
                            "cluster `{}` does not authorize this Workspace",
                            cluster.name
                        ),
                        "Choose another cluster, or have the Workspace authorized on this one.",
                    )
                });
            }
        },
    }
    // CIC-3
    let tier = organization.plan.tier();
    let business = crate::organization::Tier::Business;
    checks.ensure(!deployment.is_cicd_enforced || tier >= business, || {
        Problem::tier("isCicdEnforced", "CI/CD enforcement needs", business)
    });
}

fn executor(checks: &mut Checks, deployment: &Deployment) {
    let is_hybrid = deployment.infrastructure.deployment_type() == DeploymentType::Hybrid;
    let is_remote = deployment.remote_execution.is_some();
    let mut refuse = |code, message: String, way_out: &str| {
        checks.add(Problem::new("executor", code, message, way_out));
    };
    if deployment.executor == Executor::Astro {
        // EXE-2
        if is_hybrid {
            refuse(
                "executor-hybrid",
                "ASTRO does not run on hybrid clusters".into(),
                "Use CELERY or KUBERNETES.",
            );
        }
        // EXE-3
        if !deployment.runtime.is_airflow_3() {
            refuse(
                "executor-runtime",
                format!(
                    "ASTRO needs an Airflow 3 Runtime, `{}` is Airflow 2",
                    deployment.runtime
                ),
                "Use CELERY or KUBERNETES, or a Runtime of Airflow 3.",
            );
        }
    }
    // EXE-4
    if deployment.executor == Executor::Kubernetes
        && deployment.runtime < RuntimeVersion::new("8.1.0")
    {
        refuse(
            "executor-runtime",
            format!(
                "KUBERNETES needs Runtime 8.1.0 or newer, this is `{}`",
                deployment.runtime
            ),
            "Use CELERY, or a newer Runtime.",
        );
    }
    let wants_queues = match deployment.executor {
        Executor::Celery => true,
        Executor::Astro => !is_remote,
        Executor::Kubernetes => false,
    };
    // EXE-5, WQ-4
    if wants_queues && !deployment.worker_queues.iter().any(WorkerQueue::is_default) {
        checks.add(Problem::new(
            "workerQueues",
            "no-default-queue",
            "workerQueues has no queue called `default`",
            "Add one called `default`.",
        ));
    }
    // EXE-6
    if !wants_queues && !deployment.worker_queues.is_empty() {
        let (executor, instead) = match deployment.executor {
            Executor::Kubernetes if is_hybrid => {
                ("KUBERNETES", "Remove them and use the default worker type.")
            }
            Executor::Kubernetes => (
                "KUBERNETES",
                "Remove them and use the default task Pod's CPU and memory.",
            ),
            _ => ("remote execution", "Remove them: agents run the tasks."),
        };
        checks.add(Problem::new(
            "workerQueues",
            "queues-refused",
            format!("{executor} takes no workerQueues"),
            instead,
        ));
    }
    // EXE-7
    if is_hybrid
        && deployment.executor == Executor::Kubernetes
        && deployment.task_pod_node_pool_id.is_none()
    {
        checks.add(Problem::new(
            "taskPodNodePoolId",
            "no-node-pool",
            "KUBERNETES on a hybrid cluster needs taskPodNodePoolId",
            "Choose a node pool of the cluster.",
        ));
    }
}

fn scheduler(checks: &mut Checks, deployment: &Deployment) {
    let is_hybrid = deployment.infrastructure.deployment_type() == DeploymentType::Hybrid;
    // SCH-4
    checks.ensure(is_hybrid || deployment.scheduler_au.is_none(), || {
        Problem::new(
            "scheduler.au",
            "hybrid-only",
            "scheduler.au is only for hybrid clusters",
            "Use schedulerSize.",
        )
    });
    checks.ensure(!is_hybrid || deployment.scheduler_size.is_none(), || {
        Problem::new(
            "schedulerSize",
            "hosted-only",
            "schedulerSize is only for hosted Deployments",
            "Use scheduler.au.",
        )
    });
    // SCH-2
    checks.ensure(
        deployment
            .scheduler_au
            .is_none_or(|au| (5..=24).contains(&au)),
        || {
            let au = deployment.scheduler_au.unwrap_or_default();
            Problem::new(
                "scheduler.au",
                "out-of-range",
                format!("scheduler.au is {au}, allowed are 5 to 24"),
                "Use 5 to 24.",
            )
        },
    );
    // SCH-3
    checks.ensure((1..=4).contains(&deployment.scheduler_replicas), || {
        Problem::new(
            "scheduler.replicas",
            "out-of-range",
            format!(
                "scheduler.replicas is {}, allowed are 1 to 4",
                deployment.scheduler_replicas
            ),
            "Use 1 to 4.",
        )
    });
}

fn resources(checks: &mut Checks, deployment: &Deployment) {
    let is_hybrid = deployment.infrastructure.deployment_type() == DeploymentType::Hybrid;
    let pod = (
        "defaultTaskPodCpu",
        &deployment.default_task_pod_cpu,
        "defaultTaskPodMemory",
        &deployment.default_task_pod_memory,
    );
    let quota = (
        "resourceQuotaCpu",
        &deployment.resource_quota_cpu,
        "resourceQuotaMemory",
        &deployment.resource_quota_memory,
    );
    for (path, amount) in [
        (pod.0, pod.1),
        (pod.2, pod.3),
        (quota.0, quota.1),
        (quota.2, quota.3),
    ] {
        match amount {
            // RES-5
            Some(_) if is_hybrid => checks.add(Problem::new(
                path,
                "hosted-only",
                format!("{path} is only for hosted Deployments"),
                "Leave it out.",
            )),
            // RES-4
            None if !is_hybrid && deployment.remote_execution.is_none() => {
                checks.add(Problem::new(
                    path,
                    "missing",
                    format!("{path} is missing"),
                    "Enter an amount.",
                ));
            }
            // RES-1
            Some(amount) if amount.milli().is_none() => checks.add(Problem::new(
                path,
                "quantity",
                format!("{path} is `{amount}`, which is no amount"),
                "Write it like `0.25` or `0.5Gi`.",
            )),
            // RES-10
            Some(amount) if path.ends_with("Memory") && !amount.has_binary_suffix() => {
                checks.add(Problem::new(
                    path,
                    "no-suffix",
                    format!("{path} is `{amount}`, which has no unit"),
                    "Write it with its unit, like `0.5Gi`.",
                ))
            }
            _ => {}
        }
    }
    // RES-2, RES-3: memory in GiB is twice the CPU.
    for (cpu_path, cpu, memory_path, memory) in [pod, quota] {
        if let (Some(cpu), Some(memory)) = (cpu, memory)
            && let (Some(cores), Some(bytes)) = (cpu.milli(), memory.milli())
            && memory.has_binary_suffix()
        {
            checks.ensure(bytes == cores * 2 * (1 << 30), || {
                Problem::new(
                    memory_path,
                    "ratio",
                    format!("{memory_path} is `{memory}`, it must be twice {cpu_path} in Gi, which is `{cpu}`"),
                    "Make the memory in Gi twice the CPU.",
                )
            });
        }
    }
    at_least(checks, pod.0, pod.1.as_ref(), "0.25"); // RES-6
    at_least(checks, pod.2, pod.3.as_ref(), "0.5Gi");
    at_most(checks, quota.0, quota.1.as_ref(), &Quantity::new("6400")); // RES-7
    at_most(checks, quota.2, quota.3.as_ref(), &Quantity::new("12800Gi"));
    // RES-8
    if let Some(limit) = quota.1 {
        at_most(checks, pod.0, pod.1.as_ref(), limit);
    }
}

fn at_least(checks: &mut Checks, path: &str, amount: Option<&Quantity>, least: &str) {
    if let Some(amount) = amount
        && let (Some(value), Some(floor)) = (amount.milli(), Quantity::new(least).milli())
    {
        checks.ensure(value >= floor, || {
            let message = format!("{path} is `{amount}`, the least is `{least}`");
            Problem::new(
                path,
                "out-of-range",
                message,
                format!("Use `{least}` or more."),
            )
        });
    }
}

fn at_most(checks: &mut Checks, path: &str, amount: Option<&Quantity>, most: &Quantity) {
    if let Some(amount) = amount
        && let (Some(value), Some(ceiling)) = (amount.milli(), most.milli())
    {
        checks.ensure(value <= ceiling, || {
            let message = format!("{path} is `{amount}`, the most is `{most}`");
            Problem::new(
                path,
                "out-of-range",
                message,
                format!("Use `{most}` or less."),
            )
        });
    }
}

fn worker_queue(checks: &mut Checks, deployment: &Deployment, place: usize, queue: &WorkerQueue) {
    let path = |field: &str| format!("workerQueues[{place}].{field}");
    let name = &queue.name;
    // WQ-1, WQ-2
    let mut bytes = name.bytes();
    let is_well_formed = name.len() <= 63
        && bytes.next().is_some_and(|byte| byte.is_ascii_lowercase())
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    checks.ensure(is_well_formed, || {
        Problem::new(
            path("name"),
            "queue-name",
            format!("`{name}` is no queue name"),
            "Use up to 63 lower-case letters, digits and hyphens, a letter first.",
        )
    });
    let range = |checks: &mut Checks, field: &str, value: u32, least: u32, most: u32| {
        checks.ensure((least..=most).contains(&value), || {
            Problem::new(
                path(field),
                "out-of-range",
                format!("{} is {value}, allowed are {least} to {most}", path(field)),
                format!("Use {least} to {most}."),
            )
        });
    };
    range(
        checks,
        "minWorkerCount",
        queue.min_worker_count,
        0,
        MOST_WORKERS,
    ); // WQ-6
    range(
        checks,
        "maxWorkerCount",
        queue.max_worker_count,
        1,
        MOST_WORKERS,
    );
    // WQ-7
    checks.ensure(queue.min_worker_count <= queue.max_worker_count, || {
        let (min, max) = (queue.min_worker_count, queue.max_worker_count);
        let message = format!(
            "{} is {min}, above maxWorkerCount {max}",
            path("minWorkerCount")
        );
        Problem::new(
            path("minWorkerCount"),
            "min-above-max",
            message,
            format!("Use at most {max}."),
        )
    });
    if deployment.infrastructure.deployment_type() == DeploymentType::Hybrid {
        range(
            checks,
            "workerConcurrency",
            queue.worker_concurrency,
            1,
            256,
        ); // WQ-14
        // WQ-9
        checks.ensure(
            queue.astro_machine.is_none() && queue.node_pool_id.is_some(),
            || {
                let message = format!(
                    "queue `{name}` needs nodePoolId and takes no astroMachine on a hybrid cluster"
                );
                Problem::new(
                    path("nodePoolId"),
                    "queue-infrastructure",
                    message,
                    "Choose a node pool of the cluster.",
                )
            },
        );
        return;
    }
    // WQ-9, WQ-10
    let asked = queue.astro_machine.as_deref().unwrap_or_default();
    match MACHINES.iter().find(|machine| machine.name == asked) {
        Some(machine) => {
            let most = u32::from(machine.max_concurrency);
            range(
                checks,
                "workerConcurrency",
                queue.worker_concurrency,
                1,
                most,
            ); // WQ-8
        }
        None => {
            let machines: Vec<&str> = MACHINES.iter().map(|machine| machine.name).collect();
            checks.add(Problem::new(
                path("astroMachine"),
                "unknown-machine",
                format!(
                    "{} is `{asked}`, which is not offered",
                    path("astroMachine")
                ),
                format!("Use one of {}.", machines.join(", ")),
            ));
        }
    }
    // RES-9
    at_least(
        checks,
        &path("podEphemeralStorage"),
        queue.pod_ephemeral_storage.as_ref(),
        "10Gi",
    );
    let most = Quantity::new("100Gi");
    at_most(
        checks,
        &path("podEphemeralStorage"),
        queue.pod_ephemeral_storage.as_ref(),
        &most,
    );
}

fn queue_names(checks: &mut Checks, deployment: &Deployment) {
    let mut seen = BTreeSet::new();
    for (place, queue) in deployment.worker_queues.iter().enumerate() {
        // WQ-3
        checks.ensure(seen.insert(&queue.name), || {
            Problem::new(
                format!("workerQueues[{place}].name"),
                "taken",
                format!("two queues are called `{}`", queue.name),
                "Give each queue its own name.",
            )
        });
    }
}

fn development(checks: &mut Checks, deployment: &Deployment) {
    if deployment.is_development_mode {
        // HIB-14
        checks.ensure(
            deployment.infrastructure.deployment_type() != DeploymentType::Hybrid,
            || {
                let message = "development mode is not for hybrid clusters";
                Problem::new("isDevelopmentMode", "hosted-only", message, "Turn it off.")
            },
        );
        // HIB-2
        checks.ensure(!deployment.is_high_availability, || {
            let message = "development mode excludes high availability";
            Problem::new(
                "isHighAvailability",
                "development-mode",
                message,
                "Turn one of the two off.",
            )
        });
        // HIB-3
        checks.ensure(
            deployment
                .scheduler_size
                .is_none_or(|size| size == SchedulerSize::Small),
            || {
                let message = "development mode needs the SMALL scheduler";
                Problem::new(
                    "schedulerSize",
                    "development-mode",
                    message,
                    "Use SMALL, or turn development mode off.",
                )
            },
        );
    }
    let Some(hibernation) = &deployment.hibernation else {
        return;
    };
    // HIB-4
    checks.ensure(deployment.is_development_mode, || {
        let message = "hibernation needs isDevelopmentMode";
        Problem::new(
            "scalingSpec",
            "development-mode",
            message,
            "Remove the schedules: the mode is chosen at creation.",
        )
    });
    // HIB-5
    checks.ensure(hibernation.schedules.len() <= 10, || {
        let message = format!(
            "there are {} schedules, the limit is 10",
            hibernation.schedules.len()
        );
        Problem::new(
            "scalingSpec.hibernationSpec.schedules",
            "too-many",
            message,
            "Remove some.",
        )
    });
    for (place, schedule) in hibernation.schedules.iter().enumerate() {
        let path = |field: &str| format!("scalingSpec.hibernationSpec.schedules[{place}].{field}");
        checks.text(
            &path("description"),
            "the schedule's description",
            &schedule.description,
            0,
            200,
        );
        for (field, cron) in [
            ("hibernateAtCron", &schedule.hibernate_at_cron),
            ("wakeAtCron", &schedule.wake_at_cron),
        ] {
            // HIB-6
            checks.ensure(cron.split_whitespace().count() == 5, || {
                let message = format!("`{cron}` is no cron expression of five fields");
                Problem::new(
                    path(field),
                    "cron",
                    message,
                    "Write minute, hour, day, month and weekday, like `0 18 * * 1-5`.",
                )
            });
        }
    }
}

fn remote_execution(checks: &mut Checks, deployment: &Deployment) {
    let Some(remote) = &deployment.remote_execution else {
        return;
    };
    let is_dedicated = deployment.infrastructure.deployment_type() == DeploymentType::Dedicated;
    // REM-1
    checks.ensure(
        is_dedicated && deployment.executor == Executor::Astro,
        || {
            let message = "remote execution needs a dedicated cluster and the ASTRO executor";
            Problem::new(
                "remoteExecution",
                "remote-execution",
                message,
                "Choose both, or remove remote execution.",
            )
        },
    );
    for (place, range) in remote.allowed_ip_address_ranges.iter().enumerate() {
        // REM-3
        checks.ensure(is_cidr(range), || {
            Problem::new(
                format!("remoteExecution.allowedIpAddressRanges[{place}]"),
                "cidr",
                format!("`{range}` is no address range"),
                "Write it like `198.51.100.0/24`.",
            )
        });
    }
}

fn is_cidr(text: &str) -> bool {
    let Some((address, prefix)) = text.split_once('/') else {
        return false;
    };
    match (address.parse::<std::net::IpAddr>(), prefix.parse::<u8>()) {
        (Ok(std::net::IpAddr::V4(_)), Ok(prefix)) => prefix <= 32,
        (Ok(std::net::IpAddr::V6(_)), Ok(prefix)) => prefix <= 128,
        _ => false,
    }
}

fn variables(checks: &mut Checks, deployment: &Deployment) {
    let mut seen = BTreeSet::new();
    for (place, variable) in deployment.environment_variables.iter().enumerate() {
        let path = format!("environmentVariables[{place}].key");
        let key = &variable.key;
        // ENV-1, ENV-2
        let mut bytes = key.bytes();
        let is_well_formed = bytes
            .next()
            .is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_')
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        checks.ensure(is_well_formed, || {
            let message = format!("`{key}` is no variable key");
            Problem::new(
                &path,
                "variable-key",
                message,
                "Use letters, digits and underscores, no digit first.",
            )
        });
        // ENV-3
        checks.ensure(seen.insert(key), || {
            Problem::new(
                &path,
                "taken",
                format!("the key `{key}` is there twice"),
                "Keep one of the two.",
            )
        });
    }
}
