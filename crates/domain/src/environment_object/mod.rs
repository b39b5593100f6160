//! Environment objects: connections, Airflow variables, environment variables and metrics exports that belong to
//! a Workspace or a Deployment. A Workspace's reach Deployments by links. Secret values are known by reference, so
//! that no read gives one (EO-14).

mod changes;
mod commands;
mod connection;
mod links;
mod metrics;
mod payload;
mod replacing;
mod resolved;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::belonging::{Belonging, Home};
use crate::policy::EnvironmentObjectType;
use crate::{Actor, DeploymentId, EnvironmentObjectId, SecretId, Timestamp, WorkspaceId};

pub(crate) use changes::update;
pub use commands::{EnvironmentObjectDraft, EnvironmentObjectField};
pub(crate) use commands::{create, delete};
pub use connection::{Connection, LEAST_RUNTIME_FOR_CONNECTIONS};
pub(crate) use links::left_behind;
pub use links::{Link, LinkDraft};
pub use metrics::{ExporterType, MetricsAuth, MetricsExport};
pub(crate) use payload::Part;
pub use payload::{Payload, PayloadDraft};
pub use replacing::Replacement;
pub use resolved::{Effective, Source, resolve};

/// What an environment object belongs to; it never changes (EO-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ObjectScope {
    /// A Workspace; it reaches Deployments by links.
    Workspace(WorkspaceId),
    /// One Deployment.
    Deployment(DeploymentId),
}

impl ObjectScope {
    /// The same among all homes.
    #[must_use]
    pub const fn home(self) -> Home {
        match self {
            Self::Workspace(id) => Home::Workspace(id),
            Self::Deployment(id) => Home::Deployment(id),
        }
    }
}

/// One environment object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EnvironmentObject {
    /// Names it.
    pub id: EnvironmentObjectId,
    /// The connection's id or the variable's key; never changes (EO-2).
    pub object_key: String,
    /// What it belongs to.
    pub scope: ObjectScope,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// What it holds; its kind never changes (EO-2).
    pub payload: Payload,
    /// Whether it reaches every Deployment of its Workspace (EO-7).
    #[serde(default)]
    pub auto_link_deployments: bool,
    /// The Deployments that it reaches, with what is different there (EO-7).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// The Deployments that it never reaches (EO-7, EO-15).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub exclude_links: BTreeSet<DeploymentId>,
    /// When it was created.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: Actor,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: Actor,
}

impl EnvironmentObject {
    /// Its kind.
    #[must_use]
    pub const fn object_type(&self) -> EnvironmentObjectType {
        self.payload.object_type()
    }

    /// The link to a Deployment.
    #[must_use]
    pub fn link_to(&self, deployment: DeploymentId) -> Option<&Link> {
        self.links
            .iter()
            .find(|link| link.deployment_id == deployment)
    }

    /// The sealed secrets in it and in its links.
    #[must_use]
    pub fn secrets(&self) -> Vec<SecretId> {
        let of_links = self.links.iter().flat_map(Link::secrets);
        self.payload.secrets().into_iter().chain(of_links).collect()
    }
}

impl Belonging for EnvironmentObject {
    type Id = EnvironmentObjectId;
    const LEAST: Self::Id = EnvironmentObjectId::from_bits(0);

    fn id(&self) -> Self::Id {
        self.id
    }

    fn home(&self) -> Home {
        self.scope.home()
    }
}
