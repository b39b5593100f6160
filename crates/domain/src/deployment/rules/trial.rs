//! What a trial allows (ORG-8). What was there before the trial's limits applied may stay.

use crate::Problem;
use crate::decide::Context;
use crate::deployment::model::Deployment;
use crate::validation::Checks;

/// The most workers of one queue.
pub const MOST_WORKERS: u32 = 5;
/// The machines.
const MACHINES: &[&str] = &["A5", "A10", "A20"];
/// The most Deployments.
const MOST_DEPLOYMENTS: usize = 1;

/// What to do about any of it.
const WAY_OUT: &str = "Choose less, or change the plan.";

pub(super) fn check(
    checks: &mut Checks,
    context: &Context<'_>,
    before: Option<&Deployment>,
    after: &Deployment,
) {
    let count = context.state.deployment_count();
    checks.ensure(before.is_some() || count < MOST_DEPLOYMENTS, || {
        Problem::new(
            "plan",
            "trial",
            format!("a trial has {MOST_DEPLOYMENTS} Deployment, and there are {count}"),
            "Change the plan, or delete a Deployment.",
        )
        .value(count)
        .limit(MOST_DEPLOYMENTS)
    });
    let was_available = before.is_some_and(|before| before.is_high_availability);
    checks.ensure(!after.is_high_availability || was_available, || {
        Problem::new(
            "isHighAvailability",
            "trial",
            "isHighAvailability is not part of a trial",
            WAY_OUT,
        )
        .value(true)
        .limit(false)
    });
    for (place, queue) in after.worker_queues.iter().enumerate() {
        let stored = before.and_then(|it| it.worker_queues.iter().find(|old| old.id == queue.id));
        let most = stored.map_or(MOST_WORKERS, |old| old.max_worker_count.max(MOST_WORKERS));
        let count = queue.max_worker_count;
        checks.ensure(count <= most, || {
            let path = format!("workerQueues[{place}].maxWorkerCount");
            let message = format!("{path} is {count}, the limit of a trial is {MOST_WORKERS}");
            let problem = Problem::new(path, "trial", message, WAY_OUT);
            problem.value(count).limit(MOST_WORKERS)
        });
        let machine = queue.astro_machine.as_deref().unwrap_or_default();
        let is_kept = stored.is_some_and(|old| old.astro_machine.as_deref() == Some(machine));
        let is_fine = MACHINES.contains(&machine) || is_kept || machine.is_empty();
        checks.ensure(is_fine, || {
            let path = format!("workerQueues[{place}].astroMachine");
            let names = MACHINES.join(", ");
            let message = format!("{path} is `{machine}`, a trial has {names}");
            let problem = Problem::new(path, "trial", message, WAY_OUT);
            problem.value(machine).limit(names)
        });
    }
}
