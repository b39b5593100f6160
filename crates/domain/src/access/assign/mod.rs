//! Giving and taking roles: to people, Teams and tokens, at every scope.
//!
//! One set of rules for all holders: the permission at the scope (rules 21, 35, 44, 63, 66 and 79), no role
//! above one's own (rule 88), the tier (section 17), and what a holder must have beside a role (rule 45).

mod custom;
mod dag;
mod deployment;
mod organization;
mod workspace;

use super::Holder;
use crate::api_token::{ApiToken, TokenScope};
use crate::decide::Context;
use crate::policy::{self, DeploymentRole};
use crate::validation::Checks;
use crate::{DeploymentId, Event, Problem, Rejection, ResourceKind, State, WorkspaceId};

pub(crate) use dag::{assign_dag_role, check_assignable_dag_role, check_dag_selector};
pub(crate) use deployment::{
    assign_deployment_role, check_assignable_deployment_role, require_membership,
    require_token_roles, workspace_of,
};
pub(crate) use organization::assign_organization_role;
pub(crate) use workspace::assign_workspace_role;

/// Refuses a holder that is not of this Organization (rules 15, 36 and 67). A token of a Workspace or Deployment
/// that the caller may not see reads the same, as wherever tokens are managed.
pub(crate) fn known(context: &Context<'_>, holder: Holder) -> Result<(), Rejection> {
    let is_known = match holder {
        Holder::User(_) | Holder::Team(_) => context.state.bindings(holder).is_some(),
        Holder::ApiToken(id) => context.state.api_token(id).is_some_and(|token| {
            let of = token.scope.resource();
            policy::held_on(context.state, context.caller.actor, &of)
                .is_some_and(|held| held.contains(of.reading()))
        }),
    };
    if is_known {
        return Ok(());
    }
    Err(match holder {
        Holder::User(id) => Rejection::not_found(ResourceKind::User, id),
        Holder::Team(id) => Rejection::not_found(ResourceKind::Team, id),
        Holder::ApiToken(id) => Rejection::not_found(ResourceKind::ApiToken, id),
    })
}

/// The token behind a holder, if it is one.
fn token_of<'a>(context: &Context<'a>, holder: Holder) -> Option<&'a ApiToken> {
    match holder {
        Holder::ApiToken(id) => context.state.api_token(id),
        Holder::User(_) | Holder::Team(_) => None,
    }
}

/// Rule 75: nothing on a Deployment outside a token's own scope.
pub(crate) fn check_token_reach(
    checks: &mut Checks,
    scope: TokenScope,
    workspace: WorkspaceId,
    deployment: DeploymentId,
    path: &str,
) {
    let reaches = match scope {
        TokenScope::Organization => true,
        TokenScope::Workspace(own) => own == workspace,
        TokenScope::Deployment(own) => own == deployment,
    };
    checks.ensure(reaches, || wider_than_token(path));
}

/// Rule 75: nothing wider than a token's own scope.
pub(crate) fn wider_than_token(path: &str) -> Problem {
    Problem::new(
        path,
        "token-scope",
        "a token holds nothing outside its own scope",
        "Use a token of a wider scope.",
    )
}

/// Rule 74: the role of its own scope can be changed, not taken.
fn check_own_role(checks: &mut Checks, token: &ApiToken, at: TokenScope, is_taken: bool) {
    checks.ensure(!(is_taken && token.scope == at), || {
        Problem::new(
            "role",
            "own-role",
            format!("`{}` keeps one role of its own scope", token.name),
            "Give it another role, or delete the token.",
        )
    });
}

/// Rules 34 and 45: what a role on a Deployment (`on_dags_of` absent) or on DAGs brings along where nothing is
/// held yet. Tokens need no Workspace role beside a Deployment role (rule 75).
fn access_beside(
    state: &State,
    holder: Holder,
    workspace: WorkspaceId,
    on_dags_of: Option<DeploymentId>,
) -> Vec<Event> {
    let mut events = Vec::new();
    let Some(bindings) = state.bindings(holder) else {
        return events;
    };
    let is_token = matches!(holder, Holder::ApiToken(_));
    if !is_token && !bindings.workspaces.contains_key(&workspace) {
        events.push(Event::WorkspaceRoleAssigned {
            holder,
            workspace,
            role: Some(policy::PLAIN_ACCESS),
        });
    }
    if let Some(deployment) = on_dags_of
        && !bindings.deployments.contains_key(&deployment)
    {
        events.push(Event::DeploymentRoleAssigned {
            holder,
            deployment,
            role: Some(DeploymentRole::ACCESSOR),
        });
    }
    events
}

/// Takes a Deployment role and the DAG roles that stand on it (rule 45, USR-3).
pub(crate) fn roles_taken(state: &State, holder: Holder, deployment: DeploymentId) -> Vec<Event> {
    let mut events = Vec::new();
    let Some(bindings) = state.bindings(holder) else {
        return events;
    };
    for dags in bindings.dags.get(&deployment).into_iter().flatten() {
        events.push(Event::DagRoleAssigned {
            holder,
            deployment,
            dags: dags.0.clone(),
            role: None,
        });
    }
    if bindings.deployments.contains_key(&deployment) {
        events.push(Event::DeploymentRoleAssigned {
            holder,
            deployment,
            role: None,
        });
    }
    events
}
