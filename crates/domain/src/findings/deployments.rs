//! Production, Runtimes and sleep. Production is what is not in development mode.

use super::{DAY, DAYS_BEFORE_THE_END, FindingRule, Fix, Look, Subject};
use crate::deployment::{
    Deployment, DeploymentField, DeploymentType, HibernationSchedule, HibernationSpec,
};
use crate::edit::Edit;
use crate::{Command, DeploymentId, State};

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

fn sleep(look: &mut Look<'_>, deployment: &Deployment) {
    let sleeps = deployment.hibernation.as_ref().is_some_and(|spec| {
        let by_hand = spec.override_by_hand.as_ref();
        spec.schedules.iter().any(|schedule| schedule.is_enabled)
            || by_hand.is_some_and(|it| it.is_hibernating && it.is_active(look.env.now))
    });
    if !sleeps {
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

/// The documented nightly schedule (section 4.5), in place of nothing or beside what is switched off.
pub(super) fn fix_hibernation(state: &State, id: DeploymentId) -> Option<Fix> {
    let stored = state.deployment(id)?;
    let mut spec: HibernationSpec = stored.hibernation.clone().unwrap_or_default();
    // HIB-5: where ten are there already, switching one on does.
    match spec
        .schedules
        .first_mut()
        .filter(|_| stored.hibernation.is_some())
    {
        Some(schedule) => schedule.is_enabled = true,
        None => spec.schedules.push(HibernationSchedule {
            hibernate_at_cron: "0 17 * * *".to_owned(),
            wake_at_cron: "0 9 * * *".to_owned(),
            description: "Nightly".to_owned(),
            is_enabled: true,
        }),
    }
    Some(edit(stored, DeploymentField::Hibernation(Some(spec))))
}
