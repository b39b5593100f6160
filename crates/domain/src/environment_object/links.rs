//! Which Deployments of a Workspace an object reaches, and what is different there (EO-7, EO-8, EO-15).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    Connection, EnvironmentObject, EnvironmentObjectField, LEAST_RUNTIME_FOR_CONNECTIONS,
    ObjectScope, Payload, PayloadDraft,
};
use crate::belonging::Home;
use crate::deployment::RuntimeVersion;
use crate::edit::Value;
use crate::names::Names;
use crate::validation::Checks;
use crate::{DeploymentId, Event, Problem, ResourceKind, SecretId, State, WorkspaceId};

/// A link to one Deployment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// Which.
    pub deployment_id: DeploymentId,
    /// What is different there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overrides: Option<Payload>,
}

impl Link {
    /// A link without overrides.
    #[must_use]
    pub const fn plain(deployment_id: DeploymentId) -> Self {
        Self {
            deployment_id,
            overrides: None,
        }
    }

    /// The sealed secrets in its overrides.
    #[must_use]
    pub fn secrets(&self) -> Vec<SecretId> {
        self.overrides
            .as_ref()
            .map(Payload::secrets)
            .unwrap_or_default()
    }

    /// The same with the secrets of the stored link where none are given anew (EO-11).
    #[must_use]
    pub(super) fn keeping_secrets_of(mut self, stored: Option<&Self>) -> Self {
        if let Some(stored) = stored.and_then(|link| link.overrides.as_ref()) {
            let own = self.overrides.take();
            self.overrides = own.map(|own| own.keeping_secrets_of(stored));
        }
        self
    }
}

/// A link as somebody gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LinkDraft {
    /// Which Deployment.
    pub deployment_id: DeploymentId,
    /// What is different there.
    pub overrides: PayloadDraft,
}

impl Value for Link {
    fn shown(&self, names: &Names<'_>) -> String {
        let name = names.deployment(self.deployment_id);
        match &self.overrides {
            None => name,
            Some(overrides) => format!("{name} with its own {}", overrides.told_fields()),
        }
    }

    fn tidy(mut self) -> Self {
        self.overrides = self
            .overrides
            .map(Payload::tidy)
            .filter(|overrides| !overrides.set_fields().is_empty());
        self
    }
}

impl Value for DeploymentId {
    fn shown(&self, names: &Names<'_>) -> String {
        names.deployment(*self)
    }
}

/// Checks what an object of this scope says about Deployments; `known` are links that were fine before.
pub(super) fn check(
    checks: &mut Checks,
    state: &State,
    object: &EnvironmentObject,
    known: &[Link],
) {
    match object.scope {
        ObjectScope::Deployment(_) => check_no_links(checks, object),
        ObjectScope::Workspace(workspace) => {
            let mut seen = BTreeSet::new();
            for (place, link) in object.links.iter().enumerate() {
                let path = format!("links[{place}]");
                check_target(checks, state, workspace, &path, link.deployment_id);
                checks.ensure(seen.insert(link.deployment_id), || {
                    Problem::new(
                        format!("{path}.scopeEntityId"),
                        "taken",
                        format!("links holds the Deployment {} twice", link.deployment_id),
                        "Keep one of the two.",
                    )
                    .value(link.deployment_id)
                });
                check_overrides(checks, object, &path, link);
                let is_new = known
                    .iter()
                    .all(|it| it.deployment_id != link.deployment_id);
                if is_new {
                    let path = format!("{path}.scopeEntityId");
                    check_runtime(checks, state, object, &path, link.deployment_id);
                }
            }
            for (place, deployment) in object.exclude_links.iter().enumerate() {
                let path = format!("excludeLinks[{place}]");
                check_target(checks, state, workspace, &path, *deployment);
            }
        }
    }
}

/// EO-7.
fn check_no_links(checks: &mut Checks, object: &EnvironmentObject) {
    for (name, is_given) in [
        ("links", !object.links.is_empty()),
        ("excludeLinks", !object.exclude_links.is_empty()),
        ("autoLinkDeployments", object.auto_link_deployments),
    ] {
        checks.ensure(!is_given, || {
            Problem::new(
                name,
                "workspace-only",
                format!("{name} is only for objects of the scope WORKSPACE"),
                "Leave it out.",
            )
            .limit("WORKSPACE")
        });
    }
}

/// EO-8.
fn check_target(
    checks: &mut Checks,
    state: &State,
    workspace: WorkspaceId,
    path: &str,
    id: DeploymentId,
) {
    let holds = state
        .deployment(id)
        .is_some_and(|deployment| deployment.workspace_id == workspace);
    checks.ensure(holds, || {
        Problem::new(
            format!("{path}.scopeEntityId"),
            "other-workspace",
            format!(
                "{} `{id}` not found in the Workspace",
                ResourceKind::Deployment
            ),
            "Choose a Deployment of the object's Workspace.",
        )
        .value(id)
    });
}

fn check_overrides(checks: &mut Checks, object: &EnvironmentObject, path: &str, link: &Link) {
    let Some(overrides) = &link.overrides else {
        return;
    };
    let path = format!("{path}.overrides.");
    // EO-3
    if overrides.object_type() != object.object_type() {
        checks.add(overrides.of_another_type(&path, object.object_type()));
        return;
    }
    overrides.check(checks, &object.object_key, &path, true);
    // EO-9: what is secret is so everywhere, and what is not is nowhere.
    checks.ensure(overrides.is_secret() == object.payload.is_secret(), || {
        Problem::new(
            format!("{path}{}", Payload::name_of(object.object_type())),
            "secret-stays",
            format!(
                "overrides of `{}` have to be as secret as it is",
                object.object_key
            ),
            "Override it by a value of the same kind.",
        )
        .value(overrides.is_secret())
        .limit(object.payload.is_secret())
    });
    // EO-5: a connection is of one type everywhere.
    if let (
        Payload::Connection(Connection {
            connection_type: over,
            ..
        }),
        Payload::Connection(own),
    ) = (overrides, &object.payload)
    {
        checks.ensure(over.is_empty() || *over == own.connection_type, || {
            Problem::new(
                format!("{path}connection.type"),
                "fixed",
                format!(
                    "the connection is of the type `{}` everywhere",
                    own.connection_type
                ),
                "Leave the type out.",
            )
            .value(over)
            .limit(&own.connection_type)
        });
    }
}

/// EO-17.
pub(super) fn check_runtime(
    checks: &mut Checks,
    state: &State,
    object: &EnvironmentObject,
    path: &str,
    id: DeploymentId,
) {
    let Some(deployment) = state.deployment(id) else {
        return;
    };
    let runtime = &deployment.runtime;
    checks.ensure(takes(object, runtime), || {
        Problem::new(
            path,
            "runtime-too-old",
            format!(
                "connections need Runtime {LEAST_RUNTIME_FOR_CONNECTIONS}, the Deployment `{}` runs {runtime}",
                deployment.name
            ),
            "Deploy a newer Runtime first.",
        )
        .value(runtime)
        .limit(LEAST_RUNTIME_FOR_CONNECTIONS)
    });
}

/// Whether a Deployment of this Runtime takes an object (EO-17).
pub(super) fn takes(object: &EnvironmentObject, runtime: &RuntimeVersion) -> bool {
    !matches!(object.payload, Payload::Connection(_))
        || *runtime >= RuntimeVersion::new(LEAST_RUNTIME_FOR_CONNECTIONS)
}

/// What a Deployment that leaves its Workspace takes out of the objects there (EO-8).
pub(crate) fn left_behind(state: &State, id: DeploymentId) -> Vec<Event> {
    let Some(deployment) = state.deployment(id) else {
        return Vec::new();
    };
    let home = Home::Workspace(deployment.workspace_id);
    let objects = state.environment_objects_of(home);
    objects
        .filter_map(|object| {
            let mut changes = Vec::new();
            if object.link_to(id).is_some() {
                let kept = object.links.iter().filter(|it| it.deployment_id != id);
                changes.push(EnvironmentObjectField::Links(kept.cloned().collect()));
            }
            if object.exclude_links.contains(&id) {
                let mut kept = object.exclude_links.clone();
                kept.remove(&id);
                changes.push(EnvironmentObjectField::ExcludeLinks(kept));
            }
            let id = object.id;
            (!changes.is_empty()).then_some(Event::EnvironmentObjectEdited { id, changes })
        })
        .collect()
}
