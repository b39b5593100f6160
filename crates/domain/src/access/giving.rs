//! Whether somebody may give a role at a place, before it is known to whom: for pickers of roles in forms that
//! create a holder. Who may edit the holder itself, and what the holder holds already, is asked by the command.

use super::BoundRole;
use super::assign::{check_assignable_dag_role, check_assignable_deployment_role, workspace_of};
use super::escalation::{no_escalation, target};
use super::{dag_role_set, deployment_role_set};
use crate::decide::{Context, Env};
use crate::policy::{Caller, ResourceRef, organization_role_everywhere, workspace_role};
use crate::validation::Checks;
use crate::{Rejection, State};

/// Whether `caller` may give this role where it is bound. `is_minted` asks about the role of its own scope
/// that a new token starts with, which the tier does not refuse (rule 122).
///
/// # Errors
/// What the role holds that the caller lacks (rule 88), the plan that it needs (section 17), or why it does
/// not fit the place (rules 51, 56 and 89).
pub fn may_give(
    state: &State,
    caller: &Caller,
    env: &Env,
    role: &BoundRole,
    is_minted: bool,
) -> Result<(), Rejection> {
    let context = &Context { state, caller, env };
    let title = role.title(state);
    let (given, resource) = match role {
        BoundRole::Organization(role) => (
            organization_role_everywhere(*role),
            ResourceRef::Organization,
        ),
        BoundRole::Workspace(id, role) => (workspace_role(*role), ResourceRef::Workspace(*id)),
        BoundRole::Deployment(id, role) => {
            let workspace = workspace_of(context, *id)?;
            let mut checks = Checks::default();
            check_assignable_deployment_role(context, &mut checks, *role, workspace, is_minted)?;
            checks.finish()?;
            (
                deployment_role_set(state, *role),
                ResourceRef::Deployment(*id),
            )
        }
        BoundRole::Dag(id, dags, role) => {
            let workspace = workspace_of(context, *id)?;
            let mut checks = Checks::default();
            check_assignable_dag_role(context, &mut checks, *role, workspace, *id)?;
            checks.finish()?;
            (dag_role_set(state, *role), target(*id, dags))
        }
        // It comes by itself and is given by nobody.
        BoundRole::UpwardReads => return Ok(()),
    };
    no_escalation(context, given, &resource, &title)
}
