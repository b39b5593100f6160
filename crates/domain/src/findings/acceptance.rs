//! Living with a finding: with a reason, until a time. Whoever may change the thing may accept what was found about it.

use serde::{Deserialize, Serialize};

use super::{FindingKey, Subject};
use crate::api_token::TokenScope;
use crate::decide::{Context, Outcome};
use crate::environment_object::ObjectScope;
use crate::policy::{Permission, ResourceRef};
use crate::validation::Checks;
use crate::{Actor, Event, Problem, Rejection, ResourceKind, Timestamp};

/// The longest reason.
const LONGEST_REASON: usize = 500;

/// That somebody lives with a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Acceptance {
    /// With which.
    pub key: FindingKey,
    /// Why.
    pub reason: String,
    /// Until when; afterwards the finding counts again.
    pub until: Timestamp,
    /// Since when.
    pub accepted_at: Timestamp,
    /// Who said so.
    pub accepted_by: Actor,
}

/// What whoever accepts has to be able to change.
fn guard(context: &Context<'_>, subject: &Subject) -> Result<(Permission, ResourceRef), Rejection> {
    let state = context.state;
    Ok(match subject {
        Subject::Organization | Subject::User(_) => (
            Permission::OrganizationUsersUpdate,
            ResourceRef::Organization,
        ),
        Subject::Cluster(id) => (
            Permission::OrganizationClustersUpdate,
            ResourceRef::Cluster(*id),
        ),
        Subject::Deployment(id) | Subject::Variable(id, _) | Subject::Queue(id, _) => {
            (Permission::DeploymentUpdate, ResourceRef::Deployment(*id))
        }
        Subject::ApiToken(id) => {
            let missing = || Rejection::not_found(ResourceKind::ApiToken, id);
            let scope = state.api_token(*id).ok_or_else(missing)?.scope;
            let permission = match scope {
                TokenScope::Organization => Permission::OrganizationApiTokensUpdate,
                TokenScope::Workspace(_) => Permission::WorkspaceApiTokensUpdate,
                TokenScope::Deployment(_) => Permission::DeploymentApiTokensUpdate,
            };
            (permission, scope.resource())
        }
        Subject::EnvironmentObject(id) => {
            let missing = || Rejection::not_found(ResourceKind::EnvironmentObject, id);
            let scope = state.environment_object(*id).ok_or_else(missing)?.scope;
            let permission = match scope {
                ObjectScope::Workspace(_) => Permission::WorkspaceEnvObjectsUpdate,
                ObjectScope::Deployment(_) => Permission::DeploymentEnvObjectsUpdate,
            };
            (permission, scope.home().resource())
        }
        Subject::Alert(id) => {
            let missing = || Rejection::not_found(ResourceKind::Alert, id);
            let alert = state.alert(*id).ok_or_else(missing)?;
            let resource = ResourceRef::Deployment(alert.deployment_id);
            (Permission::DeploymentAlertsUpdate, resource)
        }
    })
}

pub(crate) fn accept(
    context: &Context<'_>,
    key: &FindingKey,
    reason: &str,
    until: Timestamp,
) -> Outcome {
    let (permission, resource) = guard(context, &key.subject)?;
    context.require(permission, resource)?;
    let mut checks = Checks::default();
    checks.text("reason", "the reason", reason, 1, LONGEST_REASON);
    let now = context.env.now;
    checks.ensure(now < until, || {
        Problem::new(
            "until",
            "past",
            format!("until is `{until}`, it is {now} now"),
            "Choose a later time.",
        )
        .value(until)
        .limit(format!("after {now}"))
    });
    checks.finish()?;
    Ok(vec![Event::FindingAccepted(Acceptance {
        key: key.clone(),
        reason: reason.trim().to_owned(),
        until,
        accepted_at: now,
        accepted_by: context.caller.actor,
    })])
}

/// Lets a finding count again.
pub(crate) fn withdraw(context: &Context<'_>, key: &FindingKey) -> Outcome {
    let (permission, resource) = guard(context, &key.subject)?;
    context.require(permission, resource)?;
    Ok(if context.state.acceptance(key).is_some() {
        vec![Event::FindingAcceptanceWithdrawn { key: key.clone() }]
    } else {
        Vec::new()
    })
}
