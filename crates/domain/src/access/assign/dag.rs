//! Roles on one DAG, or on the DAGs of a Deployment that carry a tag (rules 56 to 63).

use super::custom::check_custom_role;
use super::{access_beside, check_token_reach, known, require_membership, token_of, workspace_of};
use crate::access::escalation::{no_escalation, not_above_oneself, target};
use crate::access::{BoundRole, DagSelector, Holder, dag_role_set};
use crate::decide::{Context, Outcome};
use crate::organization::Tier;
use crate::policy::{self, DagRole, Scope};
use crate::validation::Checks;
use crate::{DeploymentId, Event, Problem, Rejection, WorkspaceId};

/// Sets or takes a role on one DAG, or on the DAGs with one tag.
pub(crate) fn assign_dag_role(
    context: &Context<'_>,
    holder: Holder,
    deployment: DeploymentId,
    dags: &DagSelector,
    role: Option<DagRole>,
) -> Outcome {
    // Rule 63.
    require_membership(context, holder, deployment)?;
    known(context, holder)?;
    let workspace = workspace_of(context, deployment)?;
    let dags = &dags.tidy();
    let stored = context
        .state
        .bindings(holder)
        .and_then(|bindings| bindings.dag(deployment, dags));
    if stored == role {
        return Ok(Vec::new());
    }
    let assigned = |role| Event::DagRoleAssigned {
        holder,
        deployment,
        dags: dags.clone(),
        role,
    };
    let Some(role) = role else {
        return Ok(vec![assigned(None)]);
    };
    let mut checks = Checks::default();
    if let Some(token) = token_of(context, holder) {
        check_token_reach(&mut checks, token.scope, workspace, deployment, "dagRoles");
    }
    check_dag_selector(&mut checks, dags);
    check_assignable_dag_role(context, &mut checks, role, workspace, deployment)?;
    checks.finish()?;
    no_escalation(
        context,
        dag_role_set(context.state, role),
        &target(deployment, dags),
        &BoundRole::Dag(deployment, dags.clone(), role).title(context.state),
    )?;
    not_above_oneself(context, holder)?;
    let mut events = access_beside(context.state, holder, workspace, Some(deployment));
    events.push(assigned(Some(role)));
    Ok(events)
}

/// Rules 51, 56 and 57: tier, Runtime, existence and Workspaces of a DAG role.
pub(crate) fn check_assignable_dag_role(
    context: &Context<'_>,
    checks: &mut Checks,
    role: DagRole,
    workspace: WorkspaceId,
    deployment: DeploymentId,
) -> Result<(), Rejection> {
    match role {
        DagRole::Custom(id) => check_custom_role(context, checks, id, Scope::Dag, workspace)?,
        // Rule 57.
        DagRole::BuiltIn(_) => {
            let tier = context.organization()?.plan.tier();
            checks.ensure(tier >= Tier::Enterprise, || {
                Problem::tier("dagRoles", "giving DAG roles needs", Tier::Enterprise)
            });
        }
    }
    // Rule 56, USR-7.
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
            .value(&stored.runtime)
            .limit(format!("{} or later", policy::LEAST_RUNTIME_FOR_DAG_ROLES))
        });
    }
    Ok(())
}

/// Rule 58, USR-6: an id or a tag, which the type says, and something in it. Where tags are asked about, commas
/// set them apart, so none holds one.
pub(crate) fn check_dag_selector(checks: &mut Checks, dags: &DagSelector) {
    let (path, label) = match dags {
        DagSelector::Id(_) => ("dagId", "the DAG id"),
        DagSelector::Tag(_) => ("dagTag", "the DAG tag"),
    };
    // What Airflow stores.
    checks.text(path, label, dags.text(), 1, 250);
    if let DagSelector::Tag(tag) = dags {
        checks.ensure(!tag.contains(','), || {
            Problem::new(
                path,
                "one-tag",
                format!("`{tag}` holds a comma, and a DAG role takes one tag"),
                "Name one tag; give a role for each of several.",
            )
            .value(tag)
        });
    }
}
