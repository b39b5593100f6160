//! Giving and taking roles: to people, Teams and tokens, at every scope.
//!
//! One set of rules for all holders: the permission at the scope (rules 21, 35, 44, 63, 66 and 79), no role
//! above one's own (rule 88), the tier (section 17), and what a holder must have beside a role (rule 45).

use super::{DagSelector, Holder, dag_role_set, deployment_role_set};
use crate::api_token::{ApiToken, TokenScope};
use crate::decide::{Context, Outcome};
use crate::organization::Tier;
use crate::policy::{
    self, DagRole, DeploymentRole, OrganizationRole, Permission, PermissionSet, ResourceRef, Scope,
    WorkspaceRole, closed, in_every_workspace, organization_role, workspace_role,
};
use crate::user::{User, check_owner_remains};
use crate::validation::Checks;
use crate::{
    Actor, DeploymentId, Event, Problem, Rejection, ResourceKind, State, UserId, WorkspaceId,
};

/// Sets the Organization role of a person, a Team or a token of the Organization.
pub(crate) fn assign_organization_role(
    context: &Context<'_>,
    holder: Holder,
    role: OrganizationRole,
) -> Outcome {
    let permission = match holder {
        // Rule 21.
        Holder::User(_) => Permission::OrganizationUsersUpdate,
        // Rule 66.
        Holder::Team(_) => Permission::OrganizationTeamsUpdate,
        // Rule 79.
        Holder::ApiToken(_) => Permission::OrganizationApiTokensUpdate,
    };
    context.require(permission, ResourceRef::Organization)?;
    known(context, holder)?;
    let stored = context.state.organization_role(holder);
    if stored == Some(role) {
        return Ok(Vec::new());
    }
    let mut checks = Checks::default();
    match holder {
        Holder::User(id) => {
            if let Some(user) = context.state.user(id) {
                let status = user.status;
                check_owner_remains(context, &mut checks, id, Some((role, status)));
            }
        }
        // Rule 74: a token below the Organization holds nothing wider than its scope.
        Holder::ApiToken(_) => {
            checks.ensure(stored.is_some(), || wider_than_token("organizationRole"))
        }
        Holder::Team(_) => {}
    }
    checks.finish()?;
    let carried = in_every_workspace(role)
        .map(workspace_role)
        .unwrap_or_default();
    no_escalation(
        context,
        organization_role(role).union(carried),
        &ResourceRef::Organization,
        role.title(),
    )?;
    not_above_oneself(context, holder)?;
    Ok(vec![Event::OrganizationRoleAssigned { holder, role }])
}

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
        (Holder::User(_), None, _) => Permission::WorkspaceUsersCreate,
        (Holder::User(_), Some(_), Some(_)) => Permission::WorkspaceUsersUpdate,
        (Holder::User(_), Some(_), None) => Permission::WorkspaceUsersDelete,
        // Rule 66.
        (Holder::Team(_), None, _) => Permission::WorkspaceTeamsCreate,
        (Holder::Team(_), Some(_), Some(_)) => Permission::WorkspaceTeamsUpdate,
        (Holder::Team(_), Some(_), None) => Permission::WorkspaceTeamsDelete,
        // Rules 79 and 80: from the Workspace a token gets another role there, or is detached.
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
    if let Holder::ApiToken(id) = holder
        && let Some(token) = context.state.api_token(id)
    {
        check_own_role(
            &mut checks,
            token,
            TokenScope::Workspace(workspace),
            role.is_none(),
        );
        checks.ensure(
            match token.scope {
                TokenScope::Organization => true,
                TokenScope::Workspace(own) => own == workspace,
                TokenScope::Deployment(_) => false,
            },
            || wider_than_token("workspaceRoles"),
        );
    }
    if let (Holder::User(id), Some(role)) = (holder, role) {
        check_developer_limit(context, &mut checks, id, role)?;
    }
    checks.finish()?;
    if let Some(role) = role {
        no_escalation(context, workspace_role(role), &resource, role.title())?;
        not_above_oneself(context, holder)?;
        return Ok(vec![Event::WorkspaceRoleAssigned {
            holder,
            workspace,
            role: Some(role),
        }]);
    }
    // Rule 45: without the role in the Workspace nothing below it stays.
    let mut events = Vec::new();
    for deployment in context.state.deployments_of(workspace) {
        events.extend(roles_taken(context.state, holder, deployment.id));
    }
    events.push(Event::WorkspaceRoleAssigned {
        holder,
        workspace,
        role: None,
    });
    Ok(events)
}

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
    check_token_reach(
        context,
        &mut checks,
        holder,
        workspace,
        deployment,
        "deploymentRoles",
    );
    if let Holder::ApiToken(id) = holder
        && let Some(token) = context.state.api_token(id)
    {
        check_own_role(
            &mut checks,
            token,
            TokenScope::Deployment(deployment),
            role.is_none(),
        );
    }
    let Some(role) = role else {
        checks.finish()?;
        return Ok(roles_taken(context.state, holder, deployment));
    };
    check_assignable_deployment_role(context, &mut checks, role, workspace)?;
    checks.finish()?;
    let title = super::BoundRole::Deployment(deployment, role).title(context.state);
    no_escalation(
        context,
        deployment_role_set(context.state, role),
        &resource,
        &title,
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

/// Sets or takes a role on one DAG, or on the DAGs with one tag.
pub(crate) fn assign_dag_role(
    context: &Context<'_>,
    holder: Holder,
    deployment: DeploymentId,
    dags: &DagSelector,
    role: Option<DagRole>,
) -> Outcome {
    let resource = ResourceRef::Deployment(deployment);
    // Rule 63.
    require_membership(context, holder, deployment)?;
    known(context, holder)?;
    let workspace = workspace_of(context, deployment)?;
    let stored = context
        .state
        .bindings(holder)
        .and_then(|bindings| bindings.dag(deployment, dags));
    if stored == role {
        return Ok(Vec::new());
    }
    let Some(role) = role else {
        return Ok(vec![Event::DagRoleAssigned {
            holder,
            deployment,
            dags: dags.clone(),
            role: None,
        }]);
    };
    let mut checks = Checks::default();
    check_token_reach(
        context,
        &mut checks,
        holder,
        workspace,
        deployment,
        "dagRoles",
    );
    check_dag_selector(&mut checks, dags);
    check_assignable_dag_role(context, &mut checks, role, workspace, deployment)?;
    checks.finish()?;
    let title = super::BoundRole::Dag(deployment, dags.clone(), role).title(context.state);
    no_escalation(
        context,
        dag_role_set(context.state, role),
        &resource,
        &title,
    )?;
    not_above_oneself(context, holder)?;
    let mut events = access_beside(context.state, holder, workspace, Some(deployment));
    events.push(Event::DagRoleAssigned {
        holder,
        deployment,
        dags: dags.clone(),
        role: Some(role),
    });
    Ok(events)
}

/// Rule 88: nobody gives a role that contains a permission they lack on the target.
pub(crate) fn no_escalation(
    context: &Context<'_>,
    given: PermissionSet,
    resource: &ResourceRef,
    title: &str,
) -> Result<(), Rejection> {
    if policy::owns_the_organization(context.state, context.caller).allowed {
        return Ok(());
    }
    let held = policy::held_on(context.state, context.caller.actor, resource).unwrap_or_default();
    let lacking = given.without(held);
    let Some(first) = lacking.iter().next() else {
        return Ok(());
    };
    let more = match lacking.len() {
        1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    Err(Rejection::Invalid(vec![Problem::new(
        "role",
        "escalation",
        format!(
            "{title} contains `{}`{more}, which you do not hold here",
            first.name()
        ),
        "Give a role that holds no more than yours, or ask an Organization Owner.",
    )]))
}

/// Rule 88 for tokens: who edits, rotates or attaches one holds at least what it holds.
pub(crate) fn not_above_oneself(context: &Context<'_>, holder: Holder) -> Result<(), Rejection> {
    let Holder::ApiToken(id) = holder else {
        return Ok(());
    };
    if policy::owns_the_organization(context.state, context.caller).allowed {
        return Ok(());
    }
    let actor = Actor::ApiToken(id);
    for resource in reach_of(context.state, holder) {
        let held =
            policy::held_on(context.state, context.caller.actor, &resource).unwrap_or_default();
        let of_token = policy::held_on(context.state, actor, &resource).unwrap_or_default();
        // What every token below the Organization reads of it is no reason to refuse (rule 6).
        let reads = context
            .state
            .api_token(id)
            .map(policy::upward_reads)
            .unwrap_or_default();
        if !of_token.without(closed(reads)).without(held).is_empty() {
            return Err(Rejection::Invalid(vec![Problem::new(
                "tokenId",
                "escalation",
                "the token holds more than you do",
                "Ask an Organization Owner.",
            )]));
        }
    }
    Ok(())
}

/// The places where a holder's own roles are bound.
fn reach_of(state: &State, holder: Holder) -> Vec<ResourceRef> {
    let mut places = Vec::new();
    if state.organization_role(holder).is_some() {
        places.push(ResourceRef::Organization);
    }
    if let Some(bindings) = state.bindings(holder) {
        places.extend(
            bindings
                .workspaces
                .keys()
                .copied()
                .map(ResourceRef::Workspace),
        );
        places.extend(
            bindings
                .deployments
                .keys()
                .copied()
                .map(ResourceRef::Deployment),
        );
    }
    places
}

/// Refuses a holder that is not of this Organization (rules 15, 36 and 67).
pub(crate) fn known(context: &Context<'_>, holder: Holder) -> Result<(), Rejection> {
    if context.state.bindings(holder).is_some() {
        return Ok(());
    }
    Err(match holder {
        Holder::User(id) => Rejection::not_found(ResourceKind::User, id),
        Holder::Team(id) => Rejection::not_found(ResourceKind::Team, id),
        Holder::ApiToken(id) => Rejection::not_found(ResourceKind::ApiToken, id),
    })
}

/// Rules 44 and 63: who may give and take roles on a Deployment and its DAGs.
fn require_membership(
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

fn workspace_of(context: &Context<'_>, id: DeploymentId) -> Result<WorkspaceId, Rejection> {
    context
        .state
        .deployment(id)
        .map(|deployment| deployment.workspace_id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::Deployment, id))
}

/// Rules 46, 51 and 122: tier, existence and Workspaces of a Deployment role.
pub(crate) fn check_assignable_deployment_role(
    context: &Context<'_>,
    checks: &mut Checks,
    role: DeploymentRole,
    workspace: WorkspaceId,
) -> Result<(), Rejection> {
    let tier = context.organization()?.plan.tier();
    if let DeploymentRole::Custom(id) = role {
        check_custom_role(context, checks, id, Scope::Deployment, workspace, tier);
    } else {
        // Rule 122.
        checks.ensure(tier >= Tier::Team, || {
            Problem::tier(
                "deploymentRoles",
                "giving Deployment roles needs",
                Tier::Team,
            )
        });
    }
    Ok(())
}

/// Rules 51, 56 and 57: tier, Runtime, existence and Workspaces of a DAG role.
pub(crate) fn check_assignable_dag_role(
    context: &Context<'_>,
    checks: &mut Checks,
    role: DagRole,
    workspace: WorkspaceId,
    deployment: DeploymentId,
) -> Result<(), Rejection> {
    let tier = context.organization()?.plan.tier();
    checks.ensure(tier >= Tier::Enterprise, || {
        Problem::tier("dagRoles", "giving DAG roles needs", Tier::Enterprise)
    });
    if let DagRole::Custom(id) = role {
        check_custom_role(context, checks, id, Scope::Dag, workspace, tier);
    }
    if let Some(stored) = context.state.deployment(deployment) {
        checks.ensure(policy::supports_dag_roles(&stored.runtime), || {
            Problem::new(
                "dagRoles",
                "runtime",
                format!(
                    "DAG roles need Runtime {} or later, and `{}` runs {}",
                    policy::LEAST_RUNTIME_FOR_DAG_ROLES,
                    stored.name,
                    stored.runtime
                ),
                "Upgrade the Deployment's Runtime first.",
            )
        });
    }
    Ok(())
}

fn check_custom_role(
    context: &Context<'_>,
    checks: &mut Checks,
    id: crate::CustomRoleId,
    scope: Scope,
    workspace: WorkspaceId,
    tier: Tier,
) {
    // Rule 46.
    checks.ensure(tier >= Tier::Enterprise, || {
        Problem::tier("role", "giving custom roles needs", Tier::Enterprise)
    });
    let Some(role) = context.state.custom_role(id) else {
        checks.add(Problem::new(
            "role",
            "unknown-role",
            format!("there is no custom role `{id}`"),
            "Choose a role from the list.",
        ));
        return;
    };
    // Rule 89.
    checks.ensure(role.scope.level() == scope, || {
        Problem::new(
            "role",
            "role-scope",
            format!(
                "`{}` is a role for {}s",
                role.name,
                role.scope.level().label()
            ),
            format!("Choose a role for {}s.", scope.label()),
        )
    });
    // Rule 51.
    checks.ensure(role.is_usable_in(workspace), || {
        Problem::new(
            "role",
            "role-workspace",
            format!("`{}` may not be assigned in this Workspace", role.name),
            "Choose another role, or let an Organization Owner open it for this Workspace.",
        )
    });
}

/// Rule 58: an id or a tag, and something in it.
fn check_dag_selector(checks: &mut Checks, dags: &DagSelector) {
    let (path, label) = match dags {
        DagSelector::Id(_) => ("dagId", "the DAG id"),
        DagSelector::Tag(_) => ("dagTag", "the DAG tag"),
    };
    checks.text(path, label, dags.text(), 1, 250);
}

/// Rule 75: nothing wider than a token's own scope.
fn check_token_reach(
    context: &Context<'_>,
    checks: &mut Checks,
    holder: Holder,
    workspace: WorkspaceId,
    deployment: DeploymentId,
    path: &str,
) {
    let Holder::ApiToken(id) = holder else {
        return;
    };
    let reaches = match context.state.api_token(id).map(|token| token.scope) {
        Some(TokenScope::Organization) | None => true,
        Some(TokenScope::Workspace(own)) => own == workspace,
        Some(TokenScope::Deployment(own)) => own == deployment,
    };
    checks.ensure(reaches, || wider_than_token(path));
}

fn wider_than_token(path: &str) -> Problem {
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

/// Rule 121 and USR-9: the Developer tier lets two people hold Workspace roles other than Owner.
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
    let holds = |user: &User| user.roles.workspaces.values().any(|role| is_limited(*role));
    let others = context
        .state
        .users()
        .filter(|user| user.id != id && holds(user))
        .count();
    checks.ensure(others < 2, || {
        Problem::new(
            "workspaceRoles",
            "tier-workspace-roles",
            "the Developer plan lets two people hold a Workspace role other than Owner",
            "Choose a higher plan, or take the role from somebody first.",
        )
    });
    Ok(())
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
