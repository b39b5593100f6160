//! Whether a custom role may be given here: tier, existence, scope and Workspace (rules 46, 51 and 89).

use crate::decide::Context;
use crate::organization::Tier;
use crate::policy::Scope;
use crate::validation::Checks;
use crate::{CustomRoleId, Problem, Rejection, WorkspaceId};

pub(super) fn check_custom_role(
    context: &Context<'_>,
    checks: &mut Checks,
    id: CustomRoleId,
    scope: Scope,
    workspace: WorkspaceId,
) -> Result<(), Rejection> {
    // Rule 46, ROLE-5.
    let tier = context.organization()?.plan.tier();
    checks.ensure(tier >= Tier::Enterprise, || {
        Problem::tier("role", "giving custom roles needs", Tier::Enterprise)
    });
    let Some(role) = context.state.custom_role(id) else {
        let message = format!("custom role `{id}` not found");
        let way_out = "Choose a role from the list.";
        checks.add(Problem::new("role", "unknown-role", message, way_out).value(id));
        return Ok(());
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
        .value(&role.name)
        .limit(scope.label())
    });
    // Rule 51, ROLE-3.
    checks.ensure(role.is_usable_in(workspace), || {
        Problem::new(
            "role",
            "role-workspace",
            format!("`{}` may not be assigned in this Workspace", role.name),
            "Choose another role, or let an Organization Owner open it for this Workspace.",
        )
        .value(&role.name)
    });
    Ok(())
}
