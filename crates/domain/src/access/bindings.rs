//! What a person, a Team or a token holds below the Organization: one role per Workspace, Deployment and
//! set of DAGs. What the roles contain is the policy's business.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::place::Bound;
use crate::policy::{DagRole, DeploymentRole, WorkspaceRole};
use crate::{Actor, ApiTokenId, CustomRoleId, DeploymentId, TeamId, UserId, WorkspaceId};

/// Who can hold roles: people, Teams and tokens. A Team holds roles but never acts (rule 12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Holder {
    /// A person.
    User(UserId),
    /// A Team, which passes its roles to its members.
    Team(TeamId),
    /// An API token.
    ApiToken(ApiTokenId),
}

impl From<Actor> for Holder {
    fn from(actor: Actor) -> Self {
        match actor {
            Actor::User(id) => Self::User(id),
            Actor::ApiToken(id) => Self::ApiToken(id),
        }
    }
}

/// Which DAGs of a Deployment a role covers: exactly one id, or all that carry a tag (rules 58 and 59).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DagSelector {
    /// The DAG of this id.
    Id(String),
    /// Every DAG that carries this tag now.
    Tag(String),
}

impl DagSelector {
    /// The id or the tag.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Id(text) | Self::Tag(text) => text,
        }
    }

    /// As it is stored: without outer blanks.
    #[must_use]
    pub fn tidy(&self) -> Self {
        match self {
            Self::Id(text) => Self::Id(text.trim().to_owned()),
            Self::Tag(text) => Self::Tag(text.trim().to_owned()),
        }
    }
}

impl fmt::Display for DagSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => write!(f, "dag:{id}"),
            Self::Tag(tag) => write!(f, "tag:{tag}"),
        }
    }
}

impl Serialize for DagSelector {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DagSelector {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        match text.split_once(':') {
            Some(("dag", id)) => Ok(Self::Id(id.to_owned())),
            Some(("tag", tag)) => Ok(Self::Tag(tag.to_owned())),
            _ => Err(serde::de::Error::custom("neither `dag:` nor `tag:`")),
        }
    }
}

/// A role below the Organization and where it is bound, as lists of roles name it (rule 76).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum RoleEntry {
    /// In a Workspace.
    Workspace(WorkspaceId, WorkspaceRole),
    /// On a Deployment.
    Deployment(DeploymentId, DeploymentRole),
    /// On DAGs of a Deployment.
    Dag(DeploymentId, DagSelector, DagRole),
}

/// The roles of one holder below the Organization; at most one for each place (rules 25, 41 and 58).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bindings {
    /// Roles in Workspaces.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub workspaces: BTreeMap<WorkspaceId, WorkspaceRole>,
    /// Roles on Deployments.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub deployments: BTreeMap<DeploymentId, DeploymentRole>,
    /// Roles on DAGs, by Deployment.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dags: BTreeMap<DeploymentId, BTreeMap<DagSelector, DagRole>>,
}

impl Bindings {
    /// Whether nothing is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.workspaces.is_empty() && self.deployments.is_empty() && self.dags.is_empty()
    }

    /// Whether a custom role is among them (rule 54).
    #[must_use]
    pub fn uses(&self, role: CustomRoleId) -> bool {
        self.places_of(role).next().is_some()
    }

    /// Every place where a custom role is held.
    pub(crate) fn places_of(&self, role: CustomRoleId) -> impl Iterator<Item = Bound> {
        let deployments = self
            .deployments
            .iter()
            .filter(move |(_, held)| held.custom() == Some(role))
            .map(|(id, _)| Bound::Deployment(*id));
        let dags = self
            .dags
            .iter()
            .filter(move |(_, there)| there.values().any(|held| held.custom() == Some(role)))
            .map(|(id, _)| Bound::DagsOf(*id));
        deployments.chain(dags)
    }

    /// The DAG role for this selector.
    #[must_use]
    pub fn dag(&self, deployment: DeploymentId, dags: &DagSelector) -> Option<DagRole> {
        self.dags.get(&deployment)?.get(dags).copied()
    }

    /// Whether something is bound at this place.
    pub(crate) fn is_bound(&self, bound: Bound) -> bool {
        match bound {
            Bound::Workspace(id) => self.workspaces.contains_key(&id),
            Bound::Deployment(id) => self.deployments.contains_key(&id),
            Bound::DagsOf(id) => self.dags.contains_key(&id),
        }
    }

    pub(crate) fn set_workspace(&mut self, workspace: WorkspaceId, role: Option<WorkspaceRole>) {
        match role {
            Some(role) => self.workspaces.insert(workspace, role),
            None => self.workspaces.remove(&workspace),
        };
    }

    pub(crate) fn set_deployment(
        &mut self,
        deployment: DeploymentId,
        role: Option<DeploymentRole>,
    ) {
        match role {
            Some(role) => self.deployments.insert(deployment, role),
            None => self.deployments.remove(&deployment),
        };
    }

    pub(crate) fn set_dag(
        &mut self,
        deployment: DeploymentId,
        dags: &DagSelector,
        role: Option<DagRole>,
    ) {
        match role {
            Some(role) => {
                self.dags
                    .entry(deployment)
                    .or_default()
                    .insert(dags.clone(), role);
            }
            None => {
                if let Some(there) = self.dags.get_mut(&deployment) {
                    there.remove(dags);
                    if there.is_empty() {
                        self.dags.remove(&deployment);
                    }
                }
            }
        }
    }
}
