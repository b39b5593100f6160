//! Creating, editing and deleting Deployments.

use super::draft::DeploymentDraft;
use super::model::{Deployment, DeploymentField};
use super::parts::{DeploymentType, EnvironmentVariable, VariableValue};
use super::rules;
use crate::decide::{Context, Outcome};
use crate::edit::{Edit, Field};
use crate::organization::Organization;
use crate::policy::{Permission, ResourceRef};
use crate::validation::{Checks, conflicts};
use crate::{DeploymentId, Event, Problem, Rejection, ResourceKind};

pub(crate) fn create(context: &Context<'_>, draft: &DeploymentDraft) -> Outcome {
    let workspace_id = draft.workspace_id;
    context.require(
        Permission::WorkspaceDeploymentsCreate,
        ResourceRef::Workspace(workspace_id),
    )?;
    let organization = context.active_organization()?;
    // DEP-4
    let workspace = context
        .state
        .workspace(workspace_id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::Workspace, workspace_id))?;
    let mut checks = Checks::default();
    if context.state.deployment(draft.id).is_some() {
        checks.add(Problem::taken(
            "id",
            ResourceKind::Deployment,
            &draft.id.to_string(),
        ));
    }
    let deployment = draft.resolve(&mut checks, context, workspace);
    if let Some(deployment) = &deployment {
        rules::check(&mut checks, context, None, deployment);
        rules::check_step(&mut checks, context, organization, None, deployment);
        check_dedicated(&mut checks, organization, deployment);
    }
    checks.finish()?;
    let created = deployment.map(|it| Event::DeploymentCreated(Box::new(it)));
    Ok(created.into_iter().collect())
}

/// ORG-10.
fn check_dedicated(checks: &mut Checks, organization: &Organization, deployment: &Deployment) {
    let is_standard = deployment.infrastructure.deployment_type() == DeploymentType::Standard;
    checks.ensure(
        !is_standard || !organization.should_enforce_dedicated_clusters,
        || {
            Problem::new(
                "type",
                "dedicated-only",
                "the Organization wants new Deployments on dedicated clusters",
                "Choose a dedicated cluster.",
            )
            .value(DeploymentType::Standard.api())
            .limit(DeploymentType::Dedicated.api())
        },
    );
}

/// Whether somebody who may only tidy up may change this field (rule 30).
const fn is_descriptive(field: &DeploymentField) -> bool {
    matches!(
        field,
        DeploymentField::Name(_)
            | DeploymentField::Description(_)
            | DeploymentField::ContactEmails(_)
    )
}

pub(crate) fn update(
    context: &Context<'_>,
    id: DeploymentId,
    edits: &[Edit<DeploymentField>],
) -> Outcome {
    let resource = ResourceRef::Deployment(id);
    // A body of the API repeats what stays (UPD-1): only fields that change count.
    let stored = context.state.deployment(id);
    let stays = |field: &DeploymentField| {
        stored.is_some_and(|stored| stored.field(field) == field.clone().tidy())
    };
    let is_light = |edit: &Edit<DeploymentField>| is_descriptive(&edit.value) || stays(&edit.value);
    let permission = if edits.iter().all(is_light) {
        Permission::DeploymentConfigUpdate
    } else {
        Permission::DeploymentUpdate
    };
    context.require(permission, resource)?;
    let organization = context.active_organization()?;
    let stored = stored.ok_or_else(|| Rejection::not_found(ResourceKind::Deployment, id))?;
    let mut changes = conflicts(context, edits, |like| stored.field(like))?;
    let mut after = stored.clone();
    for change in &changes {
        after.set(change.clone());
    }
    for implied in consequences(stored, &after) {
        after.set(implied.clone());
        changes.push(implied);
    }
    let mut checks = Checks::default();
    rules::check_step(&mut checks, context, organization, Some(stored), &after);
    rules::check(&mut checks, context, Some(stored), &after);
    checks.finish()?;
    Ok(if changes.is_empty() {
        Vec::new()
    } else {
        vec![Event::DeploymentEdited { id, changes }]
    })
}

/// What follows from an edit without being asked for.
fn consequences(before: &Deployment, after: &Deployment) -> Vec<DeploymentField> {
    let mut fields = Vec::new();
    // SCH-5: high availability is the second scheduler.
    let replicas = Deployment::hosted_scheduler_replicas(after.is_high_availability);
    if before.is_high_availability != after.is_high_availability
        && after.infrastructure.deployment_type() != DeploymentType::Hybrid
        && after.scheduler_replicas != replicas
    {
        fields.push(DeploymentField::SchedulerReplicas(replicas));
    }
    // EXE-8: an executor without queues drops those that were there. Queues that came with the edit stay,
    // so that they are refused.
    if before.takes_queues()
        && !after.takes_queues()
        && after.worker_queues == before.worker_queues
        && !after.worker_queues.is_empty()
    {
        fields.push(DeploymentField::WorkerQueues(Vec::new()));
    }
    // HIB-13: leaving development mode takes the schedules along.
    if before.is_development_mode && !after.is_development_mode && after.hibernation.is_some() {
        fields.push(DeploymentField::Hibernation(None));
    }
    fields
}

/// DEL-1: whatever its status.
pub(crate) fn delete(context: &Context<'_>, id: DeploymentId) -> Outcome {
    context.require(Permission::DeploymentDelete, ResourceRef::Deployment(id))?;
    context.active_organization()?;
    Ok(vec![Event::DeploymentDeleted { id }])
}

impl EnvironmentVariable {
    /// The sealed secrets that these variables refer to.
    pub fn secrets(variables: &[Self]) -> impl Iterator<Item = crate::SecretId> {
        variables
            .iter()
            .filter_map(|variable| match variable.value {
                VariableValue::Secret(reference) => reference,
                VariableValue::Plain(_) => None,
            })
    }
}
