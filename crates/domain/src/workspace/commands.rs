//! Creating, editing and deleting Workspaces.

use super::Workspace;
use crate::decide::{Context, Outcome};
use crate::edit::{Edit, editable};
use crate::organization::Tier;
use crate::policy::{Permission, ResourceRef};
use crate::validation::{Checks, conflicts};
use crate::{Event, Problem, Rejection, ResourceKind, State, WorkspaceId};

/// The longest description, the same as a Deployment's (DEP-2); no source gives one for Workspaces.
const LONGEST_DESCRIPTION: usize = 1_000;

editable! {
    /// A field of a Workspace that can be edited.
    WorkspaceField of Workspace {
        /// The name.
        Name(String) = "name" in name;
        /// The description.
        Description(String) = "description" in description;
        /// Whether new Deployments start with CI/CD enforcement (rule 101).
        CicdEnforcedDefault(bool) = "cicdEnforcedDefault" in cicd_enforced_default;
    }
}

pub(crate) fn check_text(checks: &mut Checks, path: &str, name: &str, description: &str) {
    checks.text(path, "the Workspace's name", name, 1, 50); // WS-1
    checks.text(
        "description",
        "the description",
        description,
        0,
        LONGEST_DESCRIPTION,
    );
}

/// Files address Workspaces by name, so two of one name could not be told apart.
fn check_unique(checks: &mut Checks, state: &State, id: WorkspaceId, name: &str) {
    if state
        .workspaces()
        .any(|other| other.id != id && other.name == name.trim())
    {
        checks.add(Problem::taken("name", ResourceKind::Workspace, name.trim()));
    }
}

pub(crate) fn create(
    context: &Context<'_>,
    id: WorkspaceId,
    name: &str,
    description: &str,
) -> Outcome {
    // WS-6, rule 38.
    context.require(
        Permission::OrganizationWorkspacesCreate,
        ResourceRef::Organization,
    )?;
    let mut checks = Checks::default();
    check_text(&mut checks, "name", name, description);
    check_unique(&mut checks, context.state, id, name);
    if context.state.workspace(id).is_some() {
        checks.add(Problem::taken(
            "id",
            ResourceKind::Workspace,
            &id.to_string(),
        ));
    }
    checks.finish()?;
    Ok(vec![Event::WorkspaceCreated(Workspace::new(
        id,
        name,
        description,
        context.env.now,
        context.caller.actor,
    ))])
}

pub(crate) fn update(
    context: &Context<'_>,
    id: WorkspaceId,
    edits: &[Edit<WorkspaceField>],
) -> Outcome {
    // WS-6.
    context.require(
        Permission::WorkspaceSettingsUpdate,
        ResourceRef::Workspace(id),
    )?;
    let workspace = context
        .state
        .workspace(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::Workspace, id))?;
    let mut after = workspace.clone();
    let changes = conflicts(edits, |like| workspace.field(like))?;
    for change in &changes {
        after.set(change.clone());
    }
    let mut checks = Checks::default();
    check_text(&mut checks, "name", &after.name, &after.description);
    check_unique(&mut checks, context.state, id, &after.name);
    // Rule 103. What was on before a downgrade stays on, and turning off is free (rule 124).
    let turned_on = after.cicd_enforced_default && !workspace.cicd_enforced_default;
    let tier = context.organization()?.plan.tier();
    checks.ensure(!turned_on || tier >= Tier::Business, || {
        Problem::tier(
            "cicdEnforcedDefault",
            "cicdEnforcedDefault needs",
            Tier::Business,
        )
    });
    checks.finish()?;
    Ok(if changes.is_empty() {
        Vec::new()
    } else {
        vec![Event::WorkspaceEdited { id, changes }]
    })
}

pub(crate) fn delete(context: &Context<'_>, id: WorkspaceId) -> Outcome {
    context.require(Permission::WorkspaceDelete, ResourceRef::Workspace(id))?;
    let count = context.state.deployment_count_of(id);
    // WS-7, rule 39.
    if count > 0 {
        let noun = if count == 1 {
            "Deployment"
        } else {
            "Deployments"
        };
        return Err(Rejection::Invalid(vec![Problem::new(
            "id",
            "workspace-in-use",
            format!("the Workspace still holds {count} {noun}"),
            "Delete its Deployments first.",
        )]));
    }
    Ok(vec![Event::WorkspaceDeleted { id }])
}
