//! Creating and deleting environment objects (EO rules). Changing them stands in `changes`.

use std::collections::BTreeSet;

use super::links::{check as check_links, check_runtime};
use super::{EnvironmentObject, Link, LinkDraft, ObjectScope, Payload, PayloadDraft};
use crate::decide::{Context, Outcome};
use crate::edit::{Value, editable};
use crate::policy::{EnvironmentObjectType, Permission};
use crate::validation::Checks;
use crate::{DeploymentId, EnvironmentObjectId, Event, Problem, Rejection, ResourceKind, State};

/// The longest key and description; no source gives them.
const LONGEST_KEY: usize = 256;
const LONGEST_DESCRIPTION: usize = 1_000;

/// What somebody asks for when creating an environment object. The kind comes as a text, so that what is none
/// is refused with a sentence.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EnvironmentObjectDraft {
    /// The new id.
    pub id: EnvironmentObjectId,
    /// The connection's id or the variable's key.
    pub object_key: String,
    /// Its kind in the API's word.
    pub object_type: String,
    /// What it belongs to.
    pub scope: ObjectScope,
    /// What it is for.
    pub description: String,
    /// What it holds.
    pub payload: PayloadDraft,
    /// Whether it reaches every Deployment of its Workspace.
    pub auto_link_deployments: bool,
    /// The Deployments that it reaches.
    pub links: Vec<LinkDraft>,
    /// The Deployments that it never reaches.
    pub exclude_links: BTreeSet<DeploymentId>,
}

editable! {
    /// A field of an environment object that can be edited; key, kind and scope are none (EO-2).
    EnvironmentObjectField of EnvironmentObject {
        /// What it is for.
        Description(String) = "description" in description;
        /// What it holds.
        Payload(Payload) = "payload" in payload;
        /// Whether it reaches every Deployment of its Workspace.
        AutoLinkDeployments(bool) = "autoLinkDeployments" in auto_link_deployments;
        /// The Deployments that it reaches.
        Links(Vec<Link>) = "links" in links;
        /// The Deployments that it never reaches.
        ExcludeLinks(BTreeSet<DeploymentId>) = "excludeLinks" in exclude_links;
    }
}

/// The permission for one of these steps on an object of this scope.
pub(super) const fn permission(
    scope: ObjectScope,
    of_workspace: Permission,
    of_deployment: Permission,
) -> Permission {
    match scope {
        ObjectScope::Workspace(_) => of_workspace,
        ObjectScope::Deployment(_) => of_deployment,
    }
}

pub(super) fn stored<'a>(
    context: &Context<'a>,
    id: EnvironmentObjectId,
) -> Result<&'a EnvironmentObject, Rejection> {
    context
        .state
        .environment_object(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::EnvironmentObject, id))
}

pub(crate) fn create(context: &Context<'_>, draft: &EnvironmentObjectDraft) -> Outcome {
    let scope = draft.scope;
    context.require(
        permission(
            scope,
            Permission::WorkspaceEnvObjectsCreate,
            Permission::DeploymentEnvObjectsCreate,
        ),
        scope.home().resource(),
    )?;
    let mut checks = Checks::default();
    checks.ensure(context.state.environment_object(draft.id).is_none(), || {
        Problem::taken("id", ResourceKind::EnvironmentObject, &draft.id.to_string())
    });
    let key = draft.object_key.trim();
    checks.text("objectKey", "the object's key", key, 1, LONGEST_KEY);
    check_description(&mut checks, &draft.description);
    // Without a kind nobody knows what it has to hold.
    let Some(object_type) = checks.word("objectType", &draft.object_type) else {
        checks.finish()?;
        return Ok(Vec::new());
    };
    check_tier(&mut checks, context, object_type)?;
    check_key(&mut checks, object_type, key);
    check_unique(&mut checks, context.state, scope, object_type, key);
    let links = draft
        .links
        .iter()
        .enumerate()
        .map(|(place, link)| link.read(&mut checks, place, object_type))
        // EO-15
        .filter(|link| !draft.exclude_links.contains(&link.deployment_id))
        .collect();
    let Some(payload) = draft.payload.of_type(&mut checks, "", object_type) else {
        let name = Payload::name_of(object_type);
        checks.add(Problem::new(
            name,
            "missing-payload",
            format!("the objectType {} needs {name}", object_type.api()),
            "Fill it in.",
        ));
        checks.finish()?;
        return Ok(Vec::new());
    };
    let object = EnvironmentObject {
        id: draft.id,
        object_key: key.to_owned(),
        scope,
        description: draft.description.trim().to_owned(),
        payload,
        auto_link_deployments: draft.auto_link_deployments,
        links,
        exclude_links: draft.exclude_links.clone(),
        created_at: context.env.now,
        created_by: context.caller.actor,
        updated_at: context.env.now,
        updated_by: context.caller.actor,
    };
    object.payload.check(&mut checks, key, "", false);
    check_links(&mut checks, context.state, &object, &[]);
    if let ObjectScope::Deployment(id) = scope {
        check_runtime(&mut checks, context.state, &object, "scopeEntityId", id);
    }
    checks.finish()?;
    Ok(vec![Event::EnvironmentObjectCreated(Box::new(object))])
}

/// Rule 124: no tier refuses it.
pub(crate) fn delete(context: &Context<'_>, id: EnvironmentObjectId) -> Outcome {
    let object = stored(context, id)?;
    context.require_taking_back(
        permission(
            object.scope,
            Permission::WorkspaceEnvObjectsDelete,
            Permission::DeploymentEnvObjectsDelete,
        ),
        object.scope.home().resource(),
    )?;
    Ok(vec![Event::EnvironmentObjectDeleted { id }])
}

pub(super) fn check_description(checks: &mut Checks, description: &str) {
    checks.text(
        "description",
        "the description",
        description,
        0,
        LONGEST_DESCRIPTION,
    );
}

/// ORG-9, rule 120: forwarding metrics is for some plans only.
pub(super) fn check_tier(
    checks: &mut Checks,
    context: &Context<'_>,
    object_type: EnvironmentObjectType,
) -> Result<(), Rejection> {
    let tier = context.organization()?.plan.tier();
    if let Some(least) = object_type.least_tier().filter(|least| tier < *least) {
        let what = format!("{} needs", object_type.api());
        checks.add(Problem::tier("objectType", &what, least));
    }
    Ok(())
}

/// ENV-2: the keys of environment variables are those of every shell.
fn check_key(checks: &mut Checks, object_type: EnvironmentObjectType, key: &str) {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let holds = object_type != EnvironmentObjectType::EnvironmentVariable
        || key.is_empty()
        || key.bytes().all(is_plain) && !key.starts_with(|first: char| first.is_ascii_digit());
    checks.ensure(holds, || {
        Problem::new(
            "objectKey",
            "variable-key",
            format!("objectKey is `{key}`, which is no variable key"),
            "Use letters, digits and underscores, no digit first.",
        )
        .value(key)
    });
}

/// EO-1.
fn check_unique(
    checks: &mut Checks,
    state: &State,
    scope: ObjectScope,
    object_type: EnvironmentObjectType,
    key: &str,
) {
    let is_taken = state
        .environment_objects_of(scope.home())
        .any(|other| other.object_type() == object_type && other.object_key == key);
    checks.ensure(!is_taken, || {
        Problem::taken("objectKey", ResourceKind::EnvironmentObject, key)
    });
}

impl LinkDraft {
    /// The link with its overrides, of which some may not fit (EO-3).
    pub(super) fn read(
        &self,
        checks: &mut Checks,
        place: usize,
        object_type: EnvironmentObjectType,
    ) -> Link {
        let path = format!("links[{place}].overrides.");
        Link {
            deployment_id: self.deployment_id,
            overrides: self.overrides.of_type(checks, &path, object_type),
        }
        .tidy()
    }
}
