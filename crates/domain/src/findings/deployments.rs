//! Production, Runtimes and sleep. Production is what is not in development mode.

use super::{DAY, DAYS_BEFORE_THE_END, FindingRule, Fix, Look, Subject};
use crate::decide::Env;
use crate::deployment::{
    Deployment, DeploymentField, DeploymentType, HibernationSchedule, HibernationSpec,
};
use crate::edit::Edit;
use crate::{Command, DeploymentId, State, Timestamp};

pub(super) fn look(look: &mut Look<'_>) {
    for deployment in look.state.deployments() {
        if deployment.is_development_mode {
            sleep(look, deployment);
        } else {
            production(look, deployment);
        }
        runtime(look, deployment);
    }
}

fn production(look: &mut Look<'_>, deployment: &Deployment) {
    let (name, subject) = (&deployment.name, Subject::Deployment(deployment.id));
    let deployment_type = deployment.infrastructure.deployment_type();
    if deployment_type == DeploymentType::Standard {
        let evidence = format!("`{name}` shares a standard cluster with other Organizations");
        look.add(FindingRule::ProductionOnStandard, subject.clone(), evidence);
    }
    if deployment_type != DeploymentType::Hybrid && !deployment.is_high_availability {
        let evidence = format!("`{name}` stops scheduling when its one scheduler fails");
        look.add(
            FindingRule::ProductionWithoutHighAvailability,
            subject,
            evidence,
        );
    }
}

/// Whether it sleeps, or will: a schedule that another one always wakes up from, or one that is overruled for good,
/// is none.
fn sleeps(spec: &HibernationSpec, now: Timestamp) -> bool {
    let state = spec.state_at(now);
    state.is_hibernating || state.next.is_some()
}

fn sleep(look: &mut Look<'_>, deployment: &Deployment) {
    let spec = deployment.hibernation.as_ref();
    if !spec.is_some_and(|spec| sleeps(spec, look.env.now)) {
        let evidence = format!(
            "`{}` is in development mode and never sleeps",
            deployment.name
        );
        let subject = Subject::Deployment(deployment.id);
        look.add(FindingRule::NeverHibernates, subject, evidence);
    }
}

fn runtime(look: &mut Look<'_>, deployment: &Deployment) {
    let (name, runtime) = (&deployment.name, &deployment.runtime);
    let release = look.env.catalogue.runtime(runtime.text());
    let Some(end) = release.and_then(|release| release.maintained_until()) else {
        return;
    };
    let left = end.seconds() - look.env.now.seconds();
    let subject = Subject::Deployment(deployment.id);
    if left <= 0 {
        let days = -left / DAY;
        let evidence =
            format!("`{name}` runs Runtime {runtime}, out of maintenance for {days} days");
        look.add(FindingRule::RuntimeEnded, subject, evidence);
    } else if left <= DAYS_BEFORE_THE_END * DAY {
        let days = left / DAY;
        let evidence =
            format!("`{name}` runs Runtime {runtime}, whose maintenance ends in {days} days");
        look.add(FindingRule::RuntimeEndsSoon, subject, evidence);
    }
}

fn edit(stored: &Deployment, value: DeploymentField) -> Fix {
    Fix::of(Command::UpdateDeployment {
        id: stored.id,
        edits: vec![Edit::new(stored.field(&value), value)],
    })
}

pub(super) fn fix_high_availability(state: &State, id: DeploymentId) -> Option<Fix> {
    let stored = state.deployment(id)?;
    Some(edit(stored, DeploymentField::IsHighAvailability(true)))
}

/// Lets its schedules count: switched on, and not overruled for good. Where that does not make it sleep, the
/// documented nightly schedule (section 4.5) takes their place.
pub(super) fn fix_hibernation(state: &State, env: &Env, id: DeploymentId) -> Option<Fix> {
    let stored = state.deployment(id)?;
    let mut spec: HibernationSpec = stored.hibernation.clone().unwrap_or_default();
    if let Some(first) = spec.schedules.first_mut() {
        first.is_enabled = true;
    }
    // Somebody's decision until a time stays.
    spec.override_by_hand = spec
        .override_by_hand
        .filter(|it| it.override_until.is_some());
    if !sleeps(&spec, env.now) {
        spec.schedules = vec![HibernationSchedule {
            hibernate_at_cron: "0 17 * * *".to_owned(),
            wake_at_cron: "0 9 * * *".to_owned(),
            description: "Nightly".to_owned(),
            is_enabled: true,
        }];
    }
    Some(edit(stored, DeploymentField::Hibernation(Some(spec))))
}
