//! Creating and deleting agent tokens.

use super::AgentToken;
use crate::api_token::{check_expiry, check_text, end_of};
use crate::decide::{Context, Outcome};
use crate::policy::{Permission, ResourceRef};
use crate::validation::Checks;
use crate::{AgentTokenId, DeploymentId, Event, Problem, Rejection, ResourceKind};

/// What somebody asks for when creating an agent token.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AgentTokenDraft {
    /// The new id.
    pub id: AgentTokenId,
    /// The Deployment whose agents use it.
    pub deployment_id: DeploymentId,
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// Its lifetime in days; absent means no expiry.
    pub expiry_period_in_days: Option<u32>,
}

pub(crate) fn create(context: &Context<'_>, draft: &AgentTokenDraft) -> Outcome {
    let resource = ResourceRef::Deployment(draft.deployment_id);
    context.require(Permission::DeploymentAgentTokensCreate, resource)?;
    let mut checks = Checks::default();
    check_text(&mut checks, &draft.name, &draft.description);
    check_expiry(&mut checks, draft.expiry_period_in_days);
    checks.ensure(context.state.agent_token(draft.id).is_none(), || {
        Problem::taken("id", ResourceKind::AgentToken, &draft.id.to_string())
    });
    // TOK-12
    let deployment = context.state.deployment(draft.deployment_id);
    let is_remote = deployment.is_some_and(|it| it.remote_execution.is_some());
    checks.ensure(is_remote, || {
        Problem::new(
            "deploymentId",
            "no-remote-execution",
            "agent tokens need a Deployment with remote execution, and this one has none",
            "Create a Deployment with remote execution.",
        )
        .value(draft.deployment_id)
    });
    checks.finish()?;
    Ok(vec![Event::AgentTokenCreated(AgentToken {
        id: draft.id,
        deployment_id: draft.deployment_id,
        name: draft.name.trim().to_owned(),
        description: draft.description.trim().to_owned(),
        expiry_period_in_days: draft.expiry_period_in_days,
        end_at: draft
            .expiry_period_in_days
            .map(|days| end_of(context.env.now, days)),
        created_at: context.env.now,
        created_by: context.caller.actor,
    })])
}

pub(crate) fn delete(context: &Context<'_>, id: AgentTokenId) -> Outcome {
    let token = context
        .state
        .agent_token(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::AgentToken, id))?;
    // Rule 124: no tier refuses it.
    context.require_taking_back(
        Permission::DeploymentAgentTokensDelete,
        ResourceRef::Deployment(token.deployment_id),
    )?;
    Ok(vec![Event::AgentTokenDeleted { id }])
}
