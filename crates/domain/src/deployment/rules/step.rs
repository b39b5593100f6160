//! Rules about the way to a configuration: what creation or an edit may turn on, and what stays for good.

use std::collections::BTreeSet;

use super::development::OVERRIDE_UNTIL;
use super::trial;
use crate::decide::Context;
use crate::deployment::model::Deployment;
use crate::organization::{Organization, Tier};
use crate::validation::Checks;
use crate::{Problem, Timestamp};

/// Checks the step from `before`, absent at creation, to `after`.
pub(in crate::deployment) fn check_step(
    checks: &mut Checks,
    context: &Context<'_>,
    organization: &Organization,
    before: Option<&Deployment>,
    after: &Deployment,
) {
    // CIC-3, rule 103. What was on before a downgrade stays on (rule 124).
    let turned_on = after.is_cicd_enforced && !before.is_some_and(|it| it.is_cicd_enforced);
    checks.ensure(
        !turned_on || organization.plan.tier() >= Tier::Business,
        || Problem {
            way_out: "Leave it off, or change the plan to Business or above.".to_owned(),
            ..Problem::tier("isCicdEnforced", "isCicdEnforced needs", Tier::Business).value(true)
        },
    );
    override_ends_later(checks, context.env.now, before, after);
    if organization.plan.is_trial() {
        trial::check(checks, context, before, after);
    }
    if let Some(before) = before {
        chosen_at_creation(checks, before, after);
        cicd(checks, before, after);
        queue_names(checks, before, after);
        secrets(checks, before, after);
    }
}

/// HIB-9. An override that was set before may run out.
fn override_ends_later(
    checks: &mut Checks,
    now: Timestamp,
    before: Option<&Deployment>,
    after: &Deployment,
) {
    let until = |deployment: &Deployment| {
        let spec = deployment.hibernation.as_ref()?;
        spec.override_by_hand.as_ref()?.override_until.clone()
    };
    let Some(wanted) =
        until(after).filter(|wanted| before.and_then(until).as_ref() != Some(wanted))
    else {
        return;
    };
    let is_past = Timestamp::from_rfc3339(&wanted).is_some_and(|until| until <= now);
    checks.ensure(!is_past, || {
        Problem::new(
            OVERRIDE_UNTIL,
            "past",
            format!("overrideUntil is `{wanted}`, it is {now} now"),
            "Choose a later time.",
        )
        .value(&wanted)
        .limit(format!("after {now}"))
    });
}

fn chosen_at_creation(checks: &mut Checks, before: &Deployment, after: &Deployment) {
    // HIB-1
    checks.ensure(
        before.is_development_mode || !after.is_development_mode,
        || {
            Problem::new(
                "isDevelopmentMode",
                "creation-only",
                "isDevelopmentMode can be chosen only when a Deployment is created",
                "Create a new Deployment in development mode.",
            )
            .value(true)
            .limit(false)
        },
    );
    // REM-2: no request turns it on or off later.
    checks.ensure(
        before.remote_execution.is_some() == after.remote_execution.is_some(),
        || {
            Problem::new(
                "remoteExecution",
                "creation-only",
                "remoteExecution can be chosen only when a Deployment is created",
                "Leave it as it is, or create a new Deployment.",
            )
            .value(after.remote_execution.is_some())
            .limit(before.remote_execution.is_some())
        },
    );
}

/// CIC-2, rule 102.
fn cicd(checks: &mut Checks, before: &Deployment, after: &Deployment) {
    let stays_enforced = before.is_cicd_enforced && after.is_cicd_enforced;
    checks.ensure(
        !stays_enforced || before.is_dag_deploy_enabled == after.is_dag_deploy_enabled,
        || {
            Problem::new(
                "isDagDeployEnabled",
                "cicd-enforced",
                "isDagDeployEnabled cannot change while CI/CD enforcement is on",
                "Turn enforcement off first, then on again.",
            )
            .value(after.is_dag_deploy_enabled)
            .limit(before.is_dag_deploy_enabled)
        },
    );
}

/// WQ-13, and WQ-5 with it.
fn queue_names(checks: &mut Checks, before: &Deployment, after: &Deployment) {
    for (place, queue) in after.worker_queues.iter().enumerate() {
        let Some(old) = before.worker_queues.iter().find(|old| old.id == queue.id) else {
            continue;
        };
        checks.ensure(old.name == queue.name, || {
            Problem::new(
                format!("workerQueues[{place}].name"),
                "fixed",
                format!("queue `{}` cannot be renamed to `{}`", old.name, queue.name),
                "Delete it and add a new one.",
            )
            .value(&queue.name)
            .limit(&old.name)
        });
    }
}

/// ENV-7.
fn secrets(checks: &mut Checks, before: &Deployment, after: &Deployment) {
    let old = before.environment_variables.iter();
    let old = old.filter(|old| old.value.is_secret());
    let secrets: BTreeSet<&str> = old.map(|old| old.key.as_str()).collect();
    for (place, variable) in after.environment_variables.iter().enumerate() {
        let was_secret = secrets.contains(variable.key.as_str());
        checks.ensure(!was_secret || variable.value.is_secret(), || {
            Problem::new(
                format!("environmentVariables[{place}].isSecret"),
                "secret-stays",
                format!("variable `{}` is secret and stays so", variable.key),
                "Delete it and create it again as a plain variable.",
            )
            .value(false)
            .limit(true)
        });
    }
}
