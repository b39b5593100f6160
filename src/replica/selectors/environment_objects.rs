//! Environment objects as lists and pages show them, and what each Deployment gets of them. Values of secrets are not
//! here: the core holds only references to what is sealed.

use planisphere_domain::deployment::{RuntimeVersion, VariableValue};
use planisphere_domain::environment_object::{
    Effective, EnvironmentObject, LEAST_RUNTIME_FOR_CONNECTIONS, MetricsExport, ObjectScope,
    Payload, Source, resolve,
};
use planisphere_domain::policy::{EnvironmentObjectType, Permission, ResourceRef};
use planisphere_domain::{DeploymentId, EnvironmentObjectId, Home, Timestamp, WorkspaceId};

use super::super::{Opened, Replica, SortKey, sorted_by};
use super::workspaces::name_of;

/// The longest value that a list shows a piece of.
const LONGEST_SHOWN: usize = 120;

/// Which Deployments an object reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It belongs to this Deployment.
    Own(String),
    /// Every Deployment of the Workspace but so many.
    AllBut(usize),
    /// So many Deployments.
    Some(usize),
}

impl Reach {
    /// In words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Own(name) => format!("Only {name}"),
            Self::AllBut(0) => "All Deployments".to_owned(),
            Self::AllBut(count) => format!("All Deployments but {count}"),
            Self::Some(0) => "No Deployment".to_owned(),
            Self::Some(1) => "1 Deployment".to_owned(),
            Self::Some(count) => format!("{count} Deployments"),
        }
    }
}

/// One line of the list of environment objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvironmentObjectRow {
    /// Names it.
    pub id: EnvironmentObjectId,
    /// The connection's id or the variable's key.
    pub key: String,
    /// Its kind.
    pub kind: EnvironmentObjectType,
    /// What it is for.
    pub description: String,
    /// What it holds, in short and without secrets.
    pub holds: String,
    /// Which Deployments it reaches.
    pub reach: Reach,
    /// In how many of them something of it is different.
    pub overrides: usize,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: String,
}

/// A Deployment that an object may reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTarget {
    /// Names it.
    pub id: DeploymentId,
    /// Its name.
    pub name: String,
    /// Its Runtime, where that is too old for connections.
    pub too_old: Option<String>,
}

/// One object as a Deployment gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedRow {
    /// The object; absent where the person may not read it at its home.
    pub id: Option<EnvironmentObjectId>,
    /// Its key.
    pub key: String,
    /// Its kind.
    pub kind: EnvironmentObjectType,
    /// What it holds there, in short and without secrets.
    pub holds: String,
    /// How it gets there.
    pub source: Source,
    /// The fields whose value is the Deployment's own, in words.
    pub overridden: Vec<String>,
    /// Whether an object of the Workspace with the same key is hidden by it.
    pub hides: bool,
    /// Whether an environment variable of the Deployment ranks above it.
    pub is_outranked: bool,
}

impl Replica {
    /// The environment objects of a Workspace and of its Deployments that the person may read, by key.
    #[must_use]
    pub fn environment_objects(self, workspace: WorkspaceId) -> Vec<EnvironmentObjectRow> {
        let rows = self
            .read(|opened| {
                let state = &opened.state;
                let of_deployments = state
                    .deployments_of(workspace)
                    .map(|deployment| Home::Deployment(deployment.id));
                std::iter::once(Home::Workspace(workspace))
                    .chain(of_deployments)
                    .filter(|home| may_read(opened, *home))
                    .flat_map(|home| state.environment_objects_of(home))
                    .map(|object| row(opened, object))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default();
        sorted_by(rows, false, |row| SortKey::text(&row.key))
    }

    /// One environment object of a Workspace or its Deployments as it is stored, for a draft; `None` when it is not
    /// there or the person may not read it.
    #[must_use]
    pub fn environment_object_record(
        self,
        workspace: WorkspaceId,
        id: EnvironmentObjectId,
    ) -> Option<EnvironmentObject> {
        self.read(|opened| {
            let object = opened.state.environment_object(id)?;
            let own = match object.scope {
                ObjectScope::Workspace(id) => id,
                ObjectScope::Deployment(id) => opened.state.deployment(id)?.workspace_id,
            };
            (own == workspace && may_read(opened, object.scope.home())).then(|| object.clone())
        })
        .flatten()
    }

    /// The line that an environment object has in the list.
    #[must_use]
    pub fn environment_object(self, id: EnvironmentObjectId) -> Option<EnvironmentObjectRow> {
        self.read(|opened| {
            let object = opened.state.environment_object(id)?;
            may_read(opened, object.scope.home()).then(|| row(opened, object))
        })
        .flatten()
    }

    /// The Deployments of a Workspace that an object may reach and the person may know of, by name.
    #[must_use]
    pub fn link_targets(self, workspace: WorkspaceId) -> Vec<LinkTarget> {
        let least = RuntimeVersion::new(LEAST_RUNTIME_FOR_CONNECTIONS);
        let targets = self
            .read(|opened| {
                let deployments = opened.state.deployments_of(workspace);
                deployments
                    .filter(|deployment| knows(opened, deployment.id))
                    .map(|deployment| LinkTarget {
                        id: deployment.id,
                        name: deployment.name.clone(),
                        too_old: (deployment.runtime < least)
                            .then(|| deployment.runtime.to_string()),
                    })
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default();
        sorted_by(targets, false, |target| SortKey::text(&target.name))
    }

    /// The names of the Deployments that get an object, as far as the person may know of them, and how many others
    /// there are.
    #[must_use]
    pub fn reached_by(self, id: EnvironmentObjectId) -> (Vec<String>, usize) {
        self.read(|opened| {
            let state = &opened.state;
            let object = state.environment_object(id)?;
            let deployments: Vec<DeploymentId> = match object.scope {
                ObjectScope::Deployment(id) => vec![id],
                ObjectScope::Workspace(id) => {
                    let deployments = state.deployments_of(id).map(|it| it.id);
                    deployments.filter(|it| reaches(object, *it)).collect()
                }
            };
            let all = deployments.len();
            let known = deployments.into_iter().filter(|it| knows(opened, *it));
            let names: Vec<String> = known
                .filter_map(|it| state.deployment(it))
                .map(|deployment| deployment.name.clone())
                .collect();
            let hidden = all - names.len();
            Some((
                sorted_by(names, false, |name: &String| SortKey::text(name)),
                hidden,
            ))
        })
        .flatten()
        .unwrap_or_default()
    }

    /// What a Deployment gets of all environment objects, by key; `None` when the person may not read that.
    #[must_use]
    pub fn resolved_objects(self, deployment: DeploymentId) -> Option<Vec<ResolvedRow>> {
        self.read(|opened| {
            let at = ResourceRef::Deployment(deployment);
            opened
                .holds_on(Permission::DeploymentEnvObjectsGet, &at)
                .then(|| {
                    resolve(&opened.state, deployment)
                        .into_iter()
                        .map(|effective| resolved(opened, effective))
                        .collect()
                })
        })
        .flatten()
    }
}

/// The permission to read the environment objects of a place.
fn may_read(opened: &Opened, home: Home) -> bool {
    let permission = match home {
        Home::Deployment(_) => Permission::DeploymentEnvObjectsGet,
        Home::Workspace(_) | Home::Organization => Permission::WorkspaceEnvObjectsGet,
    };
    opened.holds_on(permission, &home.resource())
}

/// Whether the person may know of a Deployment.
pub(super) fn knows(opened: &Opened, deployment: DeploymentId) -> bool {
    let resource = ResourceRef::Deployment(deployment);
    opened.holds_on(resource.reading(), &resource)
}

/// Whether an object of the Workspace reaches a Deployment of it.
fn reaches(object: &EnvironmentObject, deployment: DeploymentId) -> bool {
    !object.exclude_links.contains(&deployment)
        && (object.auto_link_deployments || object.link_to(deployment).is_some())
}

fn row(opened: &Opened, object: &EnvironmentObject) -> EnvironmentObjectRow {
    let reach = match object.scope {
        ObjectScope::Deployment(id) => {
            let found = opened.state.deployment(id);
            Reach::Own(found.map(|it| it.name.clone()).unwrap_or_default())
        }
        ObjectScope::Workspace(_) if object.auto_link_deployments => {
            Reach::AllBut(object.exclude_links.len())
        }
        ObjectScope::Workspace(_) => Reach::Some(object.links.len()),
    };
    EnvironmentObjectRow {
        id: object.id,
        key: object.object_key.clone(),
        kind: object.object_type(),
        description: object.description.clone(),
        holds: holds(&object.payload),
        reach,
        overrides: object
            .links
            .iter()
            .filter(|link| link.overrides.is_some())
            .count(),
        updated_at: object.updated_at,
        updated_by: name_of(opened, object.updated_by),
    }
}

fn resolved(opened: &Opened, effective: Effective<'_>) -> ResolvedRow {
    let object = effective.object;
    ResolvedRow {
        id: may_read(opened, object.scope.home()).then_some(object.id),
        key: object.object_key.clone(),
        kind: object.object_type(),
        holds: holds(&effective.payload),
        source: effective.source,
        overridden: effective.overridden.into_iter().map(in_words).collect(),
        hides: effective.hides.is_some(),
        is_outranked: effective.is_outranked,
    }
}

/// A field of a payload in words.
fn in_words(field: &str) -> String {
    match field {
        "authTypeId" => "way of signing in".to_owned(),
        "authType" => "authentication".to_owned(),
        "basicToken" => "token".to_owned(),
        "sigV4AssumeArn" => "AWS role".to_owned(),
        "sigV4StsRegion" => "STS region".to_owned(),
        "username" => "user name".to_owned(),
        other => other.to_owned(),
    }
}

/// What a payload holds, in short.
fn holds(payload: &Payload) -> String {
    match payload {
        Payload::Connection(connection) => {
            let mut text = connection.connection_type.clone();
            if !connection.host.is_empty() {
                text.push_str(&format!(", {}", connection.host));
                if let Some(port) = connection.port {
                    text.push_str(&format!(":{port}"));
                }
            }
            if !connection.schema.is_empty() {
                text.push_str(&format!("/{}", connection.schema));
            }
            cut(&text)
        }
        Payload::AirflowVariable(value) | Payload::EnvironmentVariable(value) => match value {
            VariableValue::Plain(text) => cut(text),
            VariableValue::Secret(Some(_)) => "Secret, sealed on this device".to_owned(),
            VariableValue::Secret(None) => "Secret, not set".to_owned(),
        },
        Payload::MetricsExport(MetricsExport { endpoint, .. }) => cut(endpoint),
    }
}

fn cut(text: &str) -> String {
    let mut letters = text.chars();
    let short: String = letters.by_ref().take(LONGEST_SHOWN).collect();
    if letters.next().is_some() {
        format!("{short}…")
    } else {
        short
    }
}
