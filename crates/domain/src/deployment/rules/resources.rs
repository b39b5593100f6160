//! Default task Pods and quotas (RES rules but RES-9, which is about queues).

use super::{Subject, at_least, at_most, quantity};
use crate::Problem;
use crate::quantity::Quantity;
use crate::validation::Checks;

/// Half a gibibyte stands for 0.25 CPU: memory in GiB is twice the CPU.
const BYTES_PER_CORE: i128 = 2 << 30;

/// An amount with its name in the API.
type Named<'a> = (&'static str, Option<&'a Quantity>);

pub(super) fn check(checks: &mut Checks, subject: &Subject<'_>) {
    let deployment = subject.deployment;
    let pod_cpu: Named<'_> = (
        "defaultTaskPodCpu",
        deployment.default_task_pod_cpu.as_ref(),
    );
    let pod_memory: Named<'_> = (
        "defaultTaskPodMemory",
        deployment.default_task_pod_memory.as_ref(),
    );
    let quota_cpu: Named<'_> = ("resourceQuotaCpu", deployment.resource_quota_cpu.as_ref());
    let quota_memory: Named<'_> = (
        "resourceQuotaMemory",
        deployment.resource_quota_memory.as_ref(),
    );
    let needs_all = !subject.is_hybrid && deployment.remote_execution.is_none();
    for (named, is_memory) in [
        (pod_cpu, false),
        (pod_memory, true),
        (quota_cpu, false),
        (quota_memory, true),
    ] {
        amount(checks, subject.is_hybrid, needs_all, named, is_memory);
    }
    ratio(checks, pod_cpu, pod_memory); // RES-2
    ratio(checks, quota_cpu, quota_memory); // RES-3
    // RES-6
    for ((path, amount), least) in [(pod_cpu, "0.25"), (pod_memory, "0.5Gi")] {
        if let Some(amount) = amount {
            at_least(checks, path, amount, least);
        }
    }
    // RES-7
    for ((path, amount), most) in [(quota_cpu, "6400"), (quota_memory, "12800Gi")] {
        if let Some(amount) = amount {
            at_most(checks, path, amount, &Quantity::new(most));
        }
    }
    // RES-8
    for ((path, amount), (_, quota)) in [(pod_cpu, quota_cpu), (pod_memory, quota_memory)] {
        if let (Some(amount), Some(quota)) = (amount, quota) {
            at_most(checks, path, amount, quota);
        }
    }
}

fn amount(
    checks: &mut Checks,
    is_hybrid: bool,
    is_needed: bool,
    (path, amount): Named<'_>,
    is_memory: bool,
) {
    match amount {
        // RES-5
        Some(amount) if is_hybrid => checks.add(
            Problem::new(
                path,
                "hosted-only",
                format!("{path} is only for hosted Deployments"),
                "Leave it out.",
            )
            .value(amount),
        ),
        Some(amount) => {
            quantity(checks, path, amount);
            // RES-10
            let is_bare = amount.milli().is_some() && !amount.has_binary_suffix();
            checks.ensure(!is_memory || !is_bare, || {
                Problem::new(
                    path,
                    "no-suffix",
                    format!("{path} is `{amount}`, which has no unit such as Gi"),
                    "Write it with its unit, like `0.5Gi`.",
                )
                .value(amount)
                .limit("Ki, Mi, Gi, Ti, Pi or Ei")
            });
        }
        // RES-4
        None => checks.ensure(!is_needed, || {
            Problem::new(
                path,
                "missing",
                format!("{path} is missing"),
                "Enter an amount.",
            )
        }),
    }
}

fn ratio(checks: &mut Checks, (cpu_path, cpu): Named<'_>, (path, memory): Named<'_>) {
    let (Some(cpu), Some(memory)) = (cpu, memory) else {
        return;
    };
    let (Some(cores), Some(bytes)) = (cpu.milli(), memory.milli()) else {
        return;
    };
    // What is finer than a thousandth of a core, or of a byte, is not exactly twice anything.
    let is_exact = |amount: &Quantity| amount.milli() == amount.milli_rounded_up();
    let holds =
        cores.checked_mul(BYTES_PER_CORE) == Some(bytes) && is_exact(cpu) && is_exact(memory);
    checks.ensure(holds || !memory.has_binary_suffix(), || {
        Problem::new(
            path,
            "ratio",
            format!("{path} is `{memory}`, it must be twice {cpu_path} in Gi, which is `{cpu}`"),
            "Make the memory in Gi twice the CPU.",
        )
        .value(memory)
        .limit(format!("twice {cpu} in Gi"))
    });
}
