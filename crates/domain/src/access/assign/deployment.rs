//! Roles on a Deployment: built-in or custom (rules 41 to 45).

use super::custom::check_custom_role;
use super::{access_beside, check_own_role, check_token_reach, known, roles_taken, token_of};
use crate::access::escalation::{no_escalation, not_above_oneself};
use crate::access::{BoundRole, Holder, deployment_role_set};
use crate::api_token::TokenScope;
use crate::decide::{Context, Outcome};
use crate::organization::Tier;
use crate::policy::{DeploymentRole, Permission, ResourceRef, Scope};
use crate::validation::Checks;
use crate::{DeploymentId, Event, Problem, Rejection, ResourceKind, WorkspaceId};

/// Sets or takes a role on a Deployment.
pub(crate) fn assign_deployment_role(
    context: &Context<'_>,
    holder: Holder,
    deployment: DeploymentId,
    role: Option<DeploymentRole>,
) -> Outcome {
    let resource = ResourceRef::Deployment(deployment);
    require_membership(context, holder, deployment)?;
    known(context, holder)?;
    let workspace = workspace_of(context, deployment)?;
    let stored = context
        .state
        .bindings(holder)
        .and_then(|bindings| bindings.deployments.get(&deployment).copied());
    if stored == role {
        return Ok(Vec::new());
    }
    let mut checks = Checks::default();
    let own = TokenScope::Deployment(deployment);
    let token = token_of(context, holder);
    if let Some(token) = token {
        let path = "deploymentRoles";
        check_token_reach(&mut checks, token.scope, workspace, deployment, path);
        check_own_role(&mut checks, token, own, role.is_none());
    }
    let Some(role) = role else {
        checks.finish()?;
        return Ok(roles_taken(context.state, holder, deployment));
    };
    let is_its_own = token.is_some_and(|token| token.scope == own);
    check_assignable_deployment_role(context, &mut checks, role, workspace, is_its_own)?;
    checks.finish()?;
    no_escalation(
        context,
        deployment_role_set(context.state, role),
        &resource,
        &BoundRole::Deployment(deployment, role).title(context.state),
    )?;
    not_above_oneself(context, holder)?;
    let mut events = access_beside(context.state, holder, workspace, None);
    events.push(Event::DeploymentRoleAssigned {
        holder,
        deployment,
        role: Some(role),
    });
    Ok(events)
}

/// Rules 44 and 63: who may give and take roles on a Deployment and its DAGs.
pub(crate) fn require_membership(
    context: &Context<'_>,
    holder: Holder,
    deployment: DeploymentId,
) -> Result<(), Rejection> {
    let permission = match holder {
        Holder::User(_) => Permission::DeploymentUsersDelete,
        Holder::Team(_) => Permission::DeploymentTeamsDelete,
        Holder::ApiToken(_) => Permission::DeploymentApiTokensRolesUpdate,
    };
    context.require(permission, ResourceRef::Deployment(deployment))
}

/// The same, for a token that is only being made.
pub(crate) fn require_token_roles(
    context: &Context<'_>,
    deployment: DeploymentId,
) -> Result<(), Rejection> {
    context.require(
        Permission::DeploymentApiTokensRolesUpdate,
        ResourceRef::Deployment(deployment),
    )
}

/// The Workspace that a Deployment is in.
pub(crate) fn workspace_of(
    context: &Context<'_>,
    id: DeploymentId,
) -> Result<WorkspaceId, Rejection> {
    context
        .state
        .deployment(id)
        .map(|deployment| deployment.workspace_id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::Deployment, id))
}

/// Rules 46, 51 and 122: tier, existence and Workspaces of a Deployment role. The built-in role of a
/// Deployment's own token is on every tier.
pub(crate) fn check_assignable_deployment_role(
    context: &Context<'_>,
    checks: &mut Checks,
    role: DeploymentRole,
    workspace: WorkspaceId,
    is_its_own: bool,
) -> Result<(), Rejection> {
    if let DeploymentRole::Custom(id) = role {
        return check_custom_role(context, checks, id, Scope::Deployment, workspace);
    }
    // Rule 122.
    let tier = context.organization()?.plan.tier();
    checks.ensure(is_its_own || tier >= Tier::Team, || {
        Problem::tier(
            "deploymentRoles",
            "giving Deployment roles needs",
            Tier::Team,
        )
    });
    Ok(())
}
