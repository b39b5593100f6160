//! Creating a token: one role of its own scope, and extra roles below it (rules 73 to 76, 79, 81, 87 to 89
//! and 122). It makes no secret.

use super::commands::{check_name_is_free, check_text};
use super::{ApiToken, TokenKind, TokenScope};
use crate::access::assign::{
    check_assignable_dag_role, check_assignable_deployment_role, check_dag_selector,
    check_token_reach, require_token_roles, wider_than_token, workspace_of,
};
use crate::access::escalation::{no_escalation, target};
use crate::access::{Bindings, BoundRole, RoleEntry, dag_role_set, deployment_role_set};
use crate::decide::{Context, Outcome};
use crate::policy::{
    DeploymentRole, OrganizationRole, Permission, PermissionSet, ResourceRef, WorkspaceRole,
    organization_role_everywhere, workspace_role,
};
use crate::validation::Checks;
use crate::{ApiTokenId, Event, Problem, Rejection, ResourceKind, Timestamp, WorkspaceId};

/// The longest lifetime that can be chosen (rule 81).
pub const MOST_EXPIRY_DAYS: u32 = 3_650;

const DAY: i64 = 86_400;

/// The role of a token on the very thing that it belongs to (rule 74).
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum OwnRole {
    /// For a token of the Organization.
    Organization(OrganizationRole),
    /// For a token of a Workspace.
    Workspace(WorkspaceRole),
    /// For a token of a Deployment.
    Deployment(DeploymentRole),
}

/// What somebody asks for when creating a token.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApiTokenDraft {
    /// The new id.
    pub id: ApiTokenId,
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// Where it belongs.
    pub scope: TokenScope,
    /// Its one role there.
    pub role: OwnRole,
    /// Roles below its scope.
    pub extra_roles: Vec<RoleEntry>,
    /// Its lifetime in days; absent means no expiry.
    pub expiry_period_in_days: Option<u32>,
    /// Standard or direct access.
    pub kind: TokenKind,
}

/// What one role of a new token gives, and where.
struct Given {
    on: ResourceRef,
    set: PermissionSet,
    title: String,
}

pub(crate) fn create(context: &Context<'_>, draft: &ApiTokenDraft) -> Outcome {
    // Rule 79.
    let permission = match draft.scope {
        TokenScope::Organization => Permission::OrganizationApiTokensCreate,
        TokenScope::Workspace(_) => Permission::WorkspaceApiTokensCreate,
        TokenScope::Deployment(_) => Permission::DeploymentApiTokensCreate,
    };
    context.require(permission, draft.scope.resource())?;
    let mut checks = Checks::default();
    check_text(&mut checks, &draft.name, &draft.description);
    check_name_is_free(context, &mut checks, draft.id, draft.scope, &draft.name);
    check_expiry(&mut checks, draft.expiry_period_in_days);
    checks.ensure(context.state.api_token(draft.id).is_none(), || {
        Problem::taken("id", ResourceKind::ApiToken, &draft.id.to_string())
    });
    let mut given = Vec::new();
    let mut token = draft.resolve(context.env.now, context);
    given.extend(own_role(context, &mut checks, draft, &mut token)?);
    for entry in &draft.extra_roles {
        given.push(extra_role(context, &mut checks, entry, &mut token)?);
    }
    // Rule 88, for each role on its own target.
    for role in &given {
        checks.take_in(no_escalation(context, role.set, &role.on, &role.title))?;
    }
    checks.finish()?;
    // Rule 45: DAG roles stand on a role on their Deployment.
    for deployment in token.roles.dags.keys() {
        token
            .roles
            .deployments
            .entry(*deployment)
            .or_insert(DeploymentRole::ACCESSOR);
    }
    Ok(vec![Event::ApiTokenCreated(token)])
}

/// Rule 81, TOK-2.
pub(crate) fn check_expiry(checks: &mut Checks, days: Option<u32>) {
    let holds = days.is_none_or(|days| (1..=MOST_EXPIRY_DAYS).contains(&days));
    checks.ensure(holds, || {
        Problem::new(
            "tokenExpiryPeriodInDays",
            "expiry",
            format!(
                "a token lives 1 to {MOST_EXPIRY_DAYS} days, not {}",
                days.unwrap_or_default()
            ),
            "Choose a number of days within the limit, or no expiry.",
        )
        .value(days.unwrap_or_default())
        .limit(format!("1 to {MOST_EXPIRY_DAYS}"))
    });
}

/// When a token of this lifetime stops working.
pub(crate) fn end_of(created_at: Timestamp, days: u32) -> Timestamp {
    Timestamp::from_seconds(created_at.seconds() + i64::from(days) * DAY)
}

impl ApiTokenDraft {
    /// The token without its roles.
    fn resolve(&self, now: Timestamp, context: &Context<'_>) -> ApiToken {
        let by = context.caller.actor;
        ApiToken {
            id: self.id,
            name: self.name.trim().to_owned(),
            description: self.description.trim().to_owned(),
            scope: self.scope,
            organization_role: None,
            roles: Bindings::default(),
            kind: self.kind,
            expiry_period_in_days: self.expiry_period_in_days,
            end_at: self.expiry_period_in_days.map(|days| end_of(now, days)),
            rotations: 0,
            last_rotated_at: None,
            created_at: now,
            created_by: by,
            updated_at: now,
            updated_by: by,
        }
    }
}

/// Rules 74 and 89, TOK-4 and TOK-5: one role, of the token's own scope.
fn own_role(
    context: &Context<'_>,
    checks: &mut Checks,
    draft: &ApiTokenDraft,
    token: &mut ApiToken,
) -> Result<Option<Given>, Rejection> {
    let on = draft.scope.resource();
    match (draft.scope, draft.role) {
        (TokenScope::Organization, OwnRole::Organization(role)) => {
            token.organization_role = Some(role);
            Ok(Some(Given {
                on,
                set: organization_role_everywhere(role),
                title: role.title().to_owned(),
            }))
        }
        (TokenScope::Workspace(id), OwnRole::Workspace(role)) => {
            token.roles.set_workspace(id, Some(role));
            Ok(Some(Given {
                on,
                set: workspace_role(role),
                title: role.title().to_owned(),
            }))
        }
        (TokenScope::Deployment(id), OwnRole::Deployment(role)) => {
            let workspace = workspace_of(context, id)?;
            // Rule 122: its own built-in role is on every tier.
            check_assignable_deployment_role(context, checks, role, workspace, true)?;
            token.roles.set_deployment(id, Some(role));
            Ok(Some(Given {
                on,
                set: deployment_role_set(context.state, role),
                title: BoundRole::Deployment(id, role).title(context.state),
            }))
        }
        (scope, _) => {
            checks.add(Problem::new(
                "role",
                "role-scope",
                format!(
                    "a token of the scope {} needs a role of that scope",
                    scope.level().api()
                ),
                format!("Choose a role for the {}.", scope.level().label()),
            ));
            Ok(None)
        }
    }
}

/// Rules 75, 76 and 89, TOK-6 and TOK-10: a role below the token's scope, given by who may give roles there.
fn extra_role(
    context: &Context<'_>,
    checks: &mut Checks,
    entry: &RoleEntry,
    token: &mut ApiToken,
) -> Result<Given, Rejection> {
    match entry {
        RoleEntry::Workspace(id, role) => {
            let on = ResourceRef::Workspace(*id);
            context.require(Permission::WorkspaceApiTokensUpdate, on.clone())?;
            check_below_organization(checks, token.scope, *id);
            // Rule 25.
            check_once(
                checks,
                !token.roles.workspaces.contains_key(id),
                "Workspace",
            );
            token.roles.set_workspace(*id, Some(*role));
            Ok(Given {
                on,
                set: workspace_role(*role),
                title: role.title().to_owned(),
            })
        }
        RoleEntry::Deployment(id, role) => {
            require_token_roles(context, *id)?;
            let workspace = workspace_of(context, *id)?;
            check_token_reach(checks, token.scope, workspace, *id, "deploymentRoles");
            // Rule 41.
            check_once(
                checks,
                !token.roles.deployments.contains_key(id),
                "Deployment",
            );
            check_assignable_deployment_role(context, checks, *role, workspace, false)?;
            token.roles.set_deployment(*id, Some(*role));
            Ok(Given {
                on: ResourceRef::Deployment(*id),
                set: deployment_role_set(context.state, *role),
                title: BoundRole::Deployment(*id, *role).title(context.state),
            })
        }
        RoleEntry::Dag(id, dags, role) => {
            let dags = dags.tidy();
            require_token_roles(context, *id)?;
            let workspace = workspace_of(context, *id)?;
            check_token_reach(checks, token.scope, workspace, *id, "dagRoles");
            // Rule 58.
            check_once(
                checks,
                token.roles.dag(*id, &dags).is_none(),
                "DAG id or tag",
            );
            check_dag_selector(checks, &dags);
            check_assignable_dag_role(context, checks, *role, workspace, *id)?;
            token.roles.set_dag(*id, &dags, Some(*role));
            Ok(Given {
                on: target(*id, &dags),
                set: dag_role_set(context.state, *role),
                title: BoundRole::Dag(*id, dags, *role).title(context.state),
            })
        }
    }
}

/// Rule 75: only a token of the Organization has Workspace roles beside its own.
fn check_below_organization(checks: &mut Checks, scope: TokenScope, workspace: WorkspaceId) {
    let holds = match scope {
        TokenScope::Organization => true,
        // A second role at home is a problem of its own.
        TokenScope::Workspace(own) => own == workspace,
        TokenScope::Deployment(_) => false,
    };
    checks.ensure(holds, || wider_than_token("workspaceRoles"));
}

fn check_once(checks: &mut Checks, is_first: bool, place: &str) {
    checks.ensure(is_first, || {
        Problem::new(
            "roles",
            "role-twice",
            format!("the token gets two roles for the same {place}"),
            "Choose one of them.",
        )
    });
}
