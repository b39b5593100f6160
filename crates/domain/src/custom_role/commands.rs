//! Creating, editing and deleting custom roles (rules 46 to 54).

use std::collections::BTreeSet;

use super::{CustomRole, CustomRoleScope};
use crate::access::Holder;
use crate::decide::{Context, Outcome};
use crate::edit::{Edit, editable};
use crate::policy::{Permission, ResourceRef, is_reserved_role_name};
use crate::validation::{Checks, conflicts};
use crate::{CustomRoleId, Event, Problem, Rejection, ResourceKind, WorkspaceId};

/// The longest name and description, the same as a token's (TOK-1); no source gives them for roles.
const LONGEST_NAME: usize = 256;
const LONGEST_DESCRIPTION: usize = 500;

/// What somebody asks for when defining a role. Scope and permissions come as texts, so that what is no
/// scope of a custom role or no permission is refused with a sentence.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomRoleDraft {
    /// The new id.
    pub id: CustomRoleId,
    /// Its name, by which the API knows it.
    pub name: String,
    /// Its description.
    pub description: String,
    /// `DEPLOYMENT` or `DAG`.
    pub scope_type: String,
    /// Names of permissions of that scope.
    pub permissions: Vec<String>,
    /// Where it may be assigned; empty means everywhere.
    pub restricted_workspace_ids: BTreeSet<WorkspaceId>,
}

editable! {
    /// A field of a custom role that can be edited; its scope is none (rule 48).
    CustomRoleField of CustomRole {
        /// The name.
        Name(String) = "name" in name;
        /// The description.
        Description(String) = "description" in description;
        /// What it holds.
        Permissions(BTreeSet<Permission>) = "permissions" in permissions;
        /// Where it may be assigned.
        RestrictedWorkspaceIds(BTreeSet<WorkspaceId>) = "restrictedWorkspaceIds" in restricted_workspace_ids;
    }
}

pub(crate) fn create(context: &Context<'_>, draft: &CustomRoleDraft) -> Outcome {
    // Rules 46 and 47, ROLE-5.
    context.require(
        Permission::OrganizationCustomRolesCreate,
        ResourceRef::Organization,
    )?;
    let mut checks = Checks::default();
    let scope = check_scope(&mut checks, &draft.scope_type);
    let permissions = draft
        .permissions
        .iter()
        .enumerate()
        .filter_map(|(place, name)| check_permission(&mut checks, place, name, scope))
        .collect();
    let (now, by) = (context.env.now, context.caller.actor);
    let role = CustomRole {
        id: draft.id,
        name: draft.name.trim().to_owned(),
        description: draft.description.trim().to_owned(),
        scope: scope.unwrap_or(CustomRoleScope::Deployment),
        permissions,
        restricted_workspace_ids: draft.restricted_workspace_ids.clone(),
        created_at: now,
        created_by: by,
        updated_at: now,
        updated_by: by,
    };
    check_text(context, &mut checks, &role);
    check_is_not_empty(&mut checks, draft.permissions.is_empty());
    check_workspaces(context, &mut checks, &role.restricted_workspace_ids);
    checks.ensure(context.state.custom_role(draft.id).is_none(), || {
        Problem::taken("id", ResourceKind::CustomRole, &draft.id.to_string())
    });
    checks.finish()?;
    Ok(vec![Event::CustomRoleCreated(role)])
}

pub(crate) fn update(
    context: &Context<'_>,
    id: CustomRoleId,
    edits: &[Edit<CustomRoleField>],
) -> Outcome {
    // Rules 46 and 47.
    context.require(
        Permission::OrganizationCustomRolesUpdate,
        ResourceRef::Organization,
    )?;
    let role = stored(context, id)?;
    let mut after = role.clone();
    let changes = conflicts(context, edits, |like| role.field(like))?;
    for change in &changes {
        after.set(change.clone());
    }
    let mut checks = Checks::default();
    check_text(context, &mut checks, &after);
    check_is_not_empty(&mut checks, after.permissions.is_empty());
    for (place, permission) in after.permissions.iter().enumerate() {
        check_permission(&mut checks, place, permission.name(), Some(role.scope));
    }
    // A Workspace that is gone may stay in the list: without it the role could be opened to all.
    let new = &after.restricted_workspace_ids - &role.restricted_workspace_ids;
    check_workspaces(context, &mut checks, &new);
    checks.finish()?;
    Ok(if changes.is_empty() {
        Vec::new()
    } else {
        vec![Event::CustomRoleEdited { id, changes }]
    })
}

pub(crate) fn delete(context: &Context<'_>, id: CustomRoleId) -> Outcome {
    // Rules 47 and 124.
    context.require_taking_back(
        Permission::OrganizationCustomRolesDelete,
        ResourceRef::Organization,
    )?;
    let role = stored(context, id)?;
    let mut checks = Checks::default();
    // Rule 54, ROLE-4.
    let holders: Vec<Holder> = context.state.holders_of_role(id).collect();
    checks.ensure(holders.is_empty(), || {
        Problem::new(
            "id",
            "role-in-use",
            format!("`{}` is still assigned to {}", role.name, counted(&holders)),
            "Take it from them first.",
        )
    });
    checks.finish()?;
    Ok(vec![Event::CustomRoleDeleted { id }])
}

/// Holders by kind, such as "2 users and 1 Team".
fn counted(holders: &[Holder]) -> String {
    let count = |is_kind: fn(&Holder) -> bool, one: &str| {
        let many = holders.iter().filter(|holder| is_kind(holder)).count();
        let plural = if many == 1 { "" } else { "s" };
        (many > 0).then(|| format!("{many} {one}{plural}"))
    };
    let kinds = [
        count(|holder| matches!(holder, Holder::User(_)), "user"),
        count(|holder| matches!(holder, Holder::Team(_)), "Team"),
        count(|holder| matches!(holder, Holder::ApiToken(_)), "API token"),
    ];
    kinds
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" and ")
}

fn stored<'a>(context: &Context<'a>, id: CustomRoleId) -> Result<&'a CustomRole, Rejection> {
    context
        .state
        .custom_role(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::CustomRole, id))
}

/// Rule 48, ROLE-1.
fn check_scope(checks: &mut Checks, text: &str) -> Option<CustomRoleScope> {
    let scope = CustomRoleScope::ALL
        .iter()
        .copied()
        .find(|scope| scope.level().api() == text);
    checks.ensure(scope.is_some(), || {
        Problem::new(
            "scopeType",
            "role-scope",
            format!("`{text}` is no scopeType of a custom role"),
            "Choose DEPLOYMENT or DAG.",
        )
        .value(text)
        .limit("DEPLOYMENT, DAG")
    });
    scope
}

/// Rule 49, ROLE-1: known, of the role's own scope, and not one that only built-in roles hold.
fn check_permission(
    checks: &mut Checks,
    place: usize,
    name: &str,
    scope: Option<CustomRoleScope>,
) -> Option<Permission> {
    let path = format!("permissions[{place}]");
    let Some(permission) = Permission::from_name(name.trim()) else {
        let message = format!("`{name}` is no permission");
        let way_out = "Choose permissions from the list.";
        checks.add(Problem::new(path, "unknown-permission", message, way_out).value(name));
        return None;
    };
    // A scope that is none is a problem of its own.
    let scope = scope?;
    let fits = permission.scope() == scope.level();
    checks.ensure(fits && permission.is_assignable_in_custom_role(), || {
        let message = if fits {
            format!("`{name}` is held by built-in roles only")
        } else {
            format!("`{name}` is no permission of scope {}", scope.level().api())
        };
        Problem::new(
            path,
            "permission-scope",
            message,
            "Choose permissions from the list.",
        )
        .value(name)
        .limit(scope.level().api())
    });
    fits.then_some(permission)
}

/// Rule 49, ROLE-1.
fn check_is_not_empty(checks: &mut Checks, is_empty: bool) {
    checks.ensure(!is_empty, || {
        Problem::new(
            "permissions",
            "empty",
            "a role without permissions gives nothing",
            "Choose at least one permission.",
        )
        .value(0)
        .limit("1 or more")
    });
}

/// Rule 50, ROLE-2: roles are referenced by name.
fn check_text(context: &Context<'_>, checks: &mut Checks, role: &CustomRole) {
    checks.text("name", "the role's name", &role.name, 1, LONGEST_NAME);
    checks.text(
        "description",
        "the description",
        &role.description,
        0,
        LONGEST_DESCRIPTION,
    );
    checks.ensure(!is_reserved_role_name(&role.name), || {
        Problem::new(
            "name",
            "reserved-name",
            format!("`{}` is the name of a built-in role", role.name),
            "Choose another name.",
        )
        .value(&role.name)
    });
    let is_taken = context
        .state
        .custom_roles()
        .any(|other| other.id != role.id && other.name == role.name);
    checks.ensure(!is_taken, || {
        Problem::taken("name", ResourceKind::CustomRole, &role.name)
    });
}

/// Rule 51, ROLE-3.
fn check_workspaces(
    context: &Context<'_>,
    checks: &mut Checks,
    workspaces: &BTreeSet<WorkspaceId>,
) {
    for id in workspaces {
        checks.ensure(context.state.workspace(*id).is_some(), || {
            Problem::new(
                "restrictedWorkspaceIds",
                "unknown-workspace",
                format!("Workspace `{id}` not found"),
                "Leave it out of the list.",
            )
            .value(id)
        });
    }
}
