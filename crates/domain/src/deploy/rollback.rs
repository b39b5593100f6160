//! Returning to the code of an earlier deploy (DPL-6, DPL-7).

use super::create::{
    check_awake, check_description, check_new_id, deployment, next_number, superseded,
};
use super::{Deploy, DeploySource, DeployStatus};
use crate::decide::{Context, Outcome};
use crate::deployment::check_executor;
use crate::policy::{Permission, ResourceRef};
use crate::validation::Checks;
use crate::{DeployId, DeploymentId, Event, Problem};

/// How old the deploy may be that is returned to: three months (DPL-6).
pub const OLDEST_ROLLBACK_DAYS: i64 = 90;

const DAY: i64 = 86_400;

/// DPL-7: code, image, Runtime and the DAG-deploy switch come back; variables and resources stay. The way back
/// is a deploy of its own.
pub(crate) fn roll_back(
    context: &Context<'_>,
    id: DeployId,
    deployment_id: DeploymentId,
    target: DeployId,
    description: &str,
) -> Outcome {
    // Rule 53.
    context.require(
        Permission::DeploymentDeploysUpdate,
        ResourceRef::Deployment(deployment_id),
    )?;
    context.active_organization()?;
    let deployment = deployment(context, deployment_id)?;
    let mut checks = Checks::default();
    check_new_id(&mut checks, context, id);
    check_description(&mut checks, description);
    check_awake(&mut checks, context, deployment);
    // DPL-6
    let found = context
        .state
        .deploy(target)
        .filter(|deploy| deploy.deployment_id == deployment_id);
    let Some(found) = found else {
        checks.add(refused(
            "unknown-deploy",
            format!("rollback to `{target}`, which is no deploy of this Deployment"),
            target,
        ));
        checks.finish()?;
        return Ok(Vec::new());
    };
    checks.ensure(found.status == DeployStatus::Deployed, || {
        let status = found.status.api();
        let message =
            format!("rollback to a deploy that is {status}, only DEPLOYED ones can return");
        refused("deploy-not-done", message, target).limit("DEPLOYED")
    });
    let age = context.env.now.seconds() - found.created_at.seconds();
    checks.ensure(age <= OLDEST_ROLLBACK_DAYS * DAY, || {
        // A part of a day more is more.
        let days = (age + DAY - 1) / DAY;
        let message = format!(
            "rollback to a deploy that is {days} days old, the limit is {OLDEST_ROLLBACK_DAYS}"
        );
        refused("deploy-too-old", message, target).limit(format!("{OLDEST_ROLLBACK_DAYS} days"))
    });
    // EXE-3 and EXE-4 hold of the older Runtime as well.
    let mut after = deployment.clone();
    found.code.clone().put_into(&mut after);
    check_executor(&mut checks, &after);
    checks.finish()?;
    let mut events = superseded(context, deployment_id, found.deploy_type);
    events.push(Event::DeployCreated(Box::new(Deploy {
        id,
        deployment_id,
        deploy_type: found.deploy_type,
        status: DeployStatus::Initialized,
        source: DeploySource::Hand,
        description: description.trim().to_owned(),
        code: found.code.clone(),
        bundle: found.bundle.clone(),
        git: found.git.clone(),
        rollback_from_id: Some(target),
        number: next_number(context, deployment_id),
        created_at: context.env.now,
        created_by: context.caller.actor,
        updated_at: context.env.now,
        updated_by: context.caller.actor,
    })));
    events.push(Event::DeployFinished {
        id,
        status: DeployStatus::Deployed,
        code: Some(Box::new(found.code.clone())),
    });
    Ok(events)
}

fn refused(code: &'static str, message: String, target: DeployId) -> Problem {
    Problem::new(
        "rollbackFromId",
        code,
        message,
        "Choose a younger deploy of this Deployment that came through.",
    )
    .value(target)
}
