//! Roles in a Workspace, and the Developer tier's limit on them.

use super::{check_own_role, known, roles_taken, token_of, wider_than_token};
use crate::access::Holder;
use crate::access::escalation::{no_escalation, not_above_oneself};
use crate::api_token::TokenScope;
use crate::decide::{Context, Outcome};
use crate::policy::{self, Permission, ResourceRef, WorkspaceRole, workspace_role};
use crate::user::User;
use crate::validation::Checks;
use crate::{Event, Problem, Rejection, UserId, WorkspaceId};

/// Sets or takes a role in a Workspace.
pub(crate) fn assign_workspace_role(
    context: &Context<'_>,
    holder: Holder,
    workspace: WorkspaceId,
    role: Option<WorkspaceRole>,
) -> Outcome {
    let resource = ResourceRef::Workspace(workspace);
    let stored = context
        .state
        .bindings(holder)
        .and_then(|bindings| bindings.workspaces.get(&workspace).copied());
    let permission = match (holder, stored, role) {
        // Rule 35.
        (Holder::User(_), None, Some(_)) => Permission::WorkspaceUsersCreate,
        (Holder::User(_), Some(_), Some(_)) => Permission::WorkspaceUsersUpdate,
        (Holder::User(_), _, None) => Permission::WorkspaceUsersDelete,
        // Rule 66.
        (Holder::Team(_), None, Some(_)) => Permission::WorkspaceTeamsCreate,
        (Holder::Team(_), Some(_), Some(_)) => Permission::WorkspaceTeamsUpdate,
        (Holder::Team(_), _, None) => Permission::WorkspaceTeamsDelete,
        // Rules 79 and 80, TOK-13: from the Workspace a token gets another role there, or is detached and lives on.
        (Holder::ApiToken(_), _, _) => Permission::WorkspaceApiTokensUpdate,
    };
    if role.is_some() {
        context.require(permission, resource.clone())?;
    } else {
        context.require_taking_back(permission, resource.clone())?;
    }
    known(context, holder)?;
    if stored == role {
        return Ok(Vec::new());
    }
    let mut checks = Checks::default();
    if let Some(token) = token_of(context, holder) {
        let own = TokenScope::Workspace(workspace);
        check_own_role(&mut checks, token, own, role.is_none());
        // Rule 75.
        checks.ensure(
            token.scope == TokenScope::Organization || token.scope == own,
            || wider_than_token("workspaceRoles"),
        );
    }
    if let (Holder::User(id), Some(role)) = (holder, role) {
        check_developer_limit(context, &mut checks, id, role)?;
    }
    checks.finish()?;
    let Some(role) = role else {
        return Ok(taken(context, holder, workspace));
    };
    no_escalation(context, workspace_role(role), &resource, role.title())?;
    not_above_oneself(context, holder)?;
    Ok(vec![Event::WorkspaceRoleAssigned {
        holder,
        workspace,
        role: Some(role),
    }])
}

/// Rule 45: without the role in the Workspace nothing below it stays, except for tokens, whose roles on
/// Deployments need none beside them (rule 75). People stay in the Organization with what Teams give them
/// (rule 37), and the last Owner of a Workspace may go: the Organization's still cover it (rule 40).
fn taken(context: &Context<'_>, holder: Holder, workspace: WorkspaceId) -> Vec<Event> {
    let mut events = Vec::new();
    if !matches!(holder, Holder::ApiToken(_)) {
        let of_holder = context.state.bindings(holder);
        let is_in = |id: &crate::DeploymentId| {
            let deployment = context.state.deployment(*id);
            deployment.is_some_and(|deployment| deployment.workspace_id == workspace)
        };
        for id in of_holder
            .into_iter()
            .flat_map(|bindings| bindings.deployments.keys())
            .filter(|id| is_in(id))
        {
            events.extend(roles_taken(context.state, holder, *id));
        }
    }
    events.push(Event::WorkspaceRoleAssigned {
        holder,
        workspace,
        role: None,
    });
    events
}

/// Rule 121 and USR-9: the Developer tier lets two people hold Workspace roles other than Owner. Who counts
/// already, as after a downgrade, is no further person.
fn check_developer_limit(
    context: &Context<'_>,
    checks: &mut Checks,
    id: UserId,
    role: WorkspaceRole,
) -> Result<(), Rejection> {
    let is_limited = |role: WorkspaceRole| policy::is_limited_on_developer(role);
    if !is_limited(role) || !context.organization()?.plan.tier().limits_workspace_roles() {
        return Ok(());
    }
    let counts = |user: &User| user.roles.workspaces.values().any(|role| is_limited(*role));
    let is_counted = context.state.user(id).is_some_and(counts);
    let limited = context.state.users().filter(|user| counts(user)).count();
    checks.ensure(
        is_counted || limited < policy::MOST_LIMITED_ON_DEVELOPER,
        || {
            Problem::new(
                "workspaceRoles",
                "tier-workspace-roles",
                "the Developer plan lets two people hold a Workspace role other than Owner",
                "Choose a higher plan, or take the role from somebody first.",
            )
            .value(limited.saturating_add(1))
            .limit(policy::MOST_LIMITED_ON_DEVELOPER)
        },
    );
    Ok(())
}
