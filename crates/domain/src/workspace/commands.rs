//! Creating, editing and deleting Workspaces.

use super::{DefaultInfrastructure, Workspace, defaults};
use crate::catalogue::CloudProvider;
use crate::decide::{Context, Outcome};
use crate::edit::{Edit, editable};
use crate::organization::{Organization, Tier, trial};
use crate::policy::{Permission, ResourceRef};
use crate::validation::{Checks, conflicts};
use crate::{ClusterId, Event, Problem, Rejection, ResourceKind, State, WorkspaceId};

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
        /// Where new Deployments run by default (WS-8); both kinds at once cannot be said (WS-4, WS-5).
        DefaultInfrastructure(Option<DefaultInfrastructure>) = "defaultInfrastructure" in default_infrastructure;
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

/// What somebody asks for when creating a Workspace; only the name has to be said (WS-2).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WorkspaceDraft {
    /// The new id.
    pub id: WorkspaceId,
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// Whether new Deployments start with CI/CD enforcement.
    pub cicd_enforced_default: bool,
    /// Where new Deployments run.
    pub default_cluster_id: Option<ClusterId>,
    /// Where new Deployments run, with the region.
    pub default_cloud_provider: Option<CloudProvider>,
    /// Where new Deployments run, with the provider.
    pub default_region: Option<String>,
}

impl WorkspaceDraft {
    /// The default Workspace of this name.
    #[must_use]
    pub fn new(id: WorkspaceId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            description: String::new(),
            cicd_enforced_default: false,
            default_cluster_id: None,
            default_cloud_provider: None,
            default_region: None,
        }
    }
}

/// Rule 103. What was on before a downgrade stays on, and turning off is free (rule 124).
fn check_enforcement(checks: &mut Checks, organization: &Organization, turned_on: bool) {
    checks.ensure(
        !turned_on || organization.plan.tier() >= Tier::Business,
        || {
            Problem::tier(
                "cicdEnforcedDefault",
                "cicdEnforcedDefault needs",
                Tier::Business,
            )
        },
    );
}

pub(crate) fn create(context: &Context<'_>, draft: &WorkspaceDraft) -> Outcome {
    // WS-6, rule 38.
    context.require(
        Permission::OrganizationWorkspacesCreate,
        ResourceRef::Organization,
    )?;
    let organization = context.organization()?;
    let (id, name, description) = (draft.id, &draft.name, &draft.description);
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
    check_enforcement(&mut checks, organization, draft.cicd_enforced_default);
    let default = defaults::joined(
        &mut checks,
        draft.default_cluster_id,
        draft.default_cloud_provider,
        draft.default_region.as_deref(),
    );
    defaults::check(&mut checks, context, id, default.as_ref());
    let there = context.state.workspaces().count();
    trial::check_workspaces(&mut checks, organization, there);
    checks.finish()?;
    let (now, by) = (context.env.now, context.caller.actor);
    Ok(vec![Event::WorkspaceCreated(Workspace {
        cicd_enforced_default: draft.cicd_enforced_default,
        default_infrastructure: default,
        ..Workspace::new(id, name, description, now, by)
    })])
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
    let changes = conflicts(context, edits, |like| workspace.field(like))?;
    for change in &changes {
        after.set(change.clone());
    }
    let mut checks = Checks::default();
    check_text(&mut checks, "name", &after.name, &after.description);
    check_unique(&mut checks, context.state, id, &after.name);
    let turned_on = after.cicd_enforced_default && !workspace.cicd_enforced_default;
    check_enforcement(&mut checks, context.organization()?, turned_on);
    // What was the default before may be gone or closed by now.
    if after.default_infrastructure != workspace.default_infrastructure {
        let default = after.default_infrastructure.as_ref();
        defaults::check(&mut checks, context, id, default);
    }
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
        return Err(Rejection::Invalid(vec![
            Problem::new(
                "id",
                "workspace-in-use",
                format!("the Workspace still holds {count} {noun}"),
                "Delete its Deployments first.",
            )
            .value(count)
            .limit(0),
        ]));
    }
    Ok(vec![Event::WorkspaceDeleted { id }])
}
