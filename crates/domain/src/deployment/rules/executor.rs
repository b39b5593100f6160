//! Executor, scheduler and remote execution (EXE, SCH and REM rules).

use std::net::IpAddr;

use super::{Subject, range};
use crate::Problem;
use crate::deployment::model::Deployment;
use crate::deployment::parts::{DeploymentType, Executor, WorkerQueue};
use crate::deployment::runtime::RuntimeVersion;
use crate::validation::Checks;

/// The oldest Runtime that runs each task in a Pod (EXE-4).
const LEAST_RUNTIME_FOR_PODS: &str = "8.1.0";

pub(super) fn check(checks: &mut Checks, subject: &Subject<'_>) {
    executor(checks, subject);
    queues_or_none(checks, subject);
    node_pool(checks, subject);
    scheduler(checks, subject);
    remote_execution(checks, subject.deployment);
}

fn executor(checks: &mut Checks, subject: &Subject<'_>) {
    // EXE-2
    let is_astro = subject.deployment.executor == Executor::Astro;
    checks.ensure(!(is_astro && subject.is_hybrid), || {
        Problem::new(
            "executor",
            "executor-hybrid",
            "executor is ASTRO, which does not run on hybrid clusters",
            "Use CELERY or KUBERNETES.",
        )
        .value(Executor::Astro.api())
        .limit("CELERY, KUBERNETES")
    });
    check_executor(checks, subject.deployment);
}

/// Whether the executor runs on the Runtime (EXE-3, EXE-4).
pub(crate) fn check_executor(checks: &mut Checks, deployment: &Deployment) {
    let runtime = &deployment.runtime;
    let mut refuse = |least: &str, message: String, way_out: &str| {
        let problem = Problem::new("executor", "executor-runtime", message, way_out);
        checks.add(problem.value(runtime).limit(least));
    };
    match deployment.executor {
        // EXE-3
        Executor::Astro if !runtime.is_airflow_3() => refuse(
            "Airflow 3",
            format!("executor ASTRO needs an Airflow 3 Runtime, `{runtime}` is Airflow 2"),
            "Use CELERY or KUBERNETES, or a Runtime of Airflow 3.",
        ),
        // EXE-4
        Executor::Kubernetes if *runtime < RuntimeVersion::new(LEAST_RUNTIME_FOR_PODS) => refuse(
            LEAST_RUNTIME_FOR_PODS,
            format!(
                "executor KUBERNETES needs Runtime {LEAST_RUNTIME_FOR_PODS} or newer, this is `{runtime}`"
            ),
            "Use CELERY, or a newer Runtime.",
        ),
        Executor::Astro | Executor::Kubernetes | Executor::Celery => {}
    }
}

fn queues_or_none(checks: &mut Checks, subject: &Subject<'_>) {
    let deployment = subject.deployment;
    let queues = &deployment.worker_queues;
    if deployment.takes_queues() {
        // EXE-5, WQ-4, WQ-5
        checks.ensure(queues.iter().any(WorkerQueue::is_default), || {
            Problem::new(
                "workerQueues",
                "no-default-queue",
                "workerQueues has no queue called `default`",
                "Add one called `default`.",
            )
            .value(queues.len())
            .limit("1 or more, one called `default`")
        });
        return;
    }
    // EXE-6
    checks.ensure(queues.is_empty(), || {
        let (what, instead) = match deployment.executor {
            Executor::Kubernetes if subject.is_hybrid => (
                "executor KUBERNETES",
                "Remove them and use the default worker type.",
            ),
            Executor::Kubernetes => (
                "executor KUBERNETES",
                "Remove them and use the default task Pod's CPU and memory.",
            ),
            Executor::Celery | Executor::Astro => {
                ("remote execution", "Remove them: agents run the tasks.")
            }
        };
        Problem::new(
            "workerQueues",
            "queues-refused",
            format!("{what} takes no workerQueues, {} given", queues.len()),
            instead,
        )
        .value(queues.len())
        .limit(0)
    });
}

fn node_pool(checks: &mut Checks, subject: &Subject<'_>) {
    let path = "taskPodNodePoolId";
    let pool = subject.deployment.task_pod_node_pool_id;
    let runs_pods = subject.deployment.executor == Executor::Kubernetes;
    // EXE-7
    checks.ensure(!subject.is_hybrid || !runs_pods || pool.is_some(), || {
        Problem::new(
            path,
            "no-node-pool",
            "executor KUBERNETES on a hybrid cluster needs taskPodNodePoolId",
            "Choose a node pool of the cluster.",
        )
    });
    let Some(pool) = pool else {
        return;
    };
    checks.ensure(subject.is_hybrid, || {
        Problem::new(
            path,
            "hybrid-only",
            "taskPodNodePoolId is only for hybrid clusters",
            "Leave it out.",
        )
        .value(pool)
    });
    // WQ-16 for task Pods
    if subject.is_hybrid {
        super::queues::pool_of_the_cluster(checks, subject, path, pool);
    }
}

fn scheduler(checks: &mut Checks, subject: &Subject<'_>) {
    let Deployment {
        scheduler_au,
        scheduler_size,
        scheduler_replicas,
        is_high_availability,
        ..
    } = subject.deployment;
    if subject.is_hybrid {
        // SCH-4
        if let Some(size) = scheduler_size {
            checks.add(hosted_only("schedulerSize", "Use scheduler.au.").value(size.api()));
        }
        // SCH-2
        match scheduler_au {
            Some(au) => range(checks, "scheduler.au", *au, 5, 24),
            None => {
                let message = "scheduler.au is missing";
                checks.add(Problem::new(
                    "scheduler.au",
                    "missing",
                    message,
                    "Use 5 to 24.",
                ));
            }
        }
        range(checks, "scheduler.replicas", *scheduler_replicas, 1, 4); // SCH-3
        // HIB-14
        if *is_high_availability {
            checks.add(hosted_only("isHighAvailability", "Turn it off.").value(true));
        }
        return;
    }
    // SCH-1
    if scheduler_size.is_none() {
        let message = "schedulerSize is missing";
        checks.add(Problem::new(
            "schedulerSize",
            "missing",
            message,
            "Choose a size.",
        ));
    }
    // SCH-4, SCH-5
    if let Some(au) = scheduler_au {
        checks.add(hybrid_only("scheduler.au", "Use schedulerSize.").value(au));
    }
    let replicas = Deployment::hosted_scheduler_replicas(*is_high_availability);
    if *scheduler_replicas != replicas {
        let way_out = "Turn high availability on for a second scheduler.";
        let problem = hybrid_only("scheduler.replicas", way_out);
        checks.add(problem.value(scheduler_replicas).limit(replicas));
    }
}

fn hosted_only(path: &str, way_out: &str) -> Problem {
    let message = format!("{path} is only for hosted Deployments");
    Problem::new(path, "hosted-only", message, way_out)
}

fn hybrid_only(path: &str, way_out: &str) -> Problem {
    let message = format!("{path} is only for hybrid clusters");
    Problem::new(path, "hybrid-only", message, way_out)
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
            let message = "remoteExecution needs a dedicated cluster and the ASTRO executor";
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
            let path = format!("remoteExecution.allowedIpAddressRanges[{place}]");
            let message = format!("{path} is `{range}`, which is no address range");
            Problem::new(path, "cidr", message, "Write it like `198.51.100.0/24`.")
                .value(range)
                .limit("a prefix length of 0 to 32, or 128")
        });
    }
}

fn is_cidr(text: &str) -> bool {
    let Some((address, prefix)) = text.split_once('/') else {
        return false;
    };
    // One way to write each, as for every other range: no sign, no zero in front.
    let has_zero_in_front = prefix.len() > 1 && prefix.starts_with('0');
    if has_zero_in_front || !prefix.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    match (address.parse::<IpAddr>(), prefix.parse::<u8>()) {
        (Ok(IpAddr::V4(_)), Ok(prefix)) => prefix <= 32,
        (Ok(IpAddr::V6(_)), Ok(prefix)) => prefix <= 128,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_cidr;

    #[test]
    fn address_ranges() {
        for (text, holds) in [
            ("198.51.100.0/24", true),
            ("0.0.0.0/0", true),
            ("2001:db8::/32", true),
            ("2001:db8::/129", false),
            ("198.51.100.0/33", false),
            ("198.51.100.0", false),
            ("198.51.100/24", false),
            ("198.51.100.0/+8", false),
            ("198.51.100.0/024", false),
            ("0.0.0.0/00", false),
            ("198.51.100.0/", false),
            ("", false),
        ] {
            assert_eq!(is_cidr(text), holds, "{text}");
        }
    }
}
