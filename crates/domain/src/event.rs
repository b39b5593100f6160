//! What happened. Events hold resolved facts and are all that the log stores.
//!
//! Adding a variant is safe for old logs; changing one needs a migration step in the journal.

use serde::{Deserialize, Serialize};

use crate::cluster::Cluster;
use crate::deployment::{Deployment, DeploymentField};
use crate::organization::{Organization, OrganizationField};
use crate::policy::WorkspaceRole;
use crate::user::{User, UserField};
use crate::workspace::{Workspace, WorkspaceField};
use crate::{DeploymentId, UserId, WorkspaceId};

/// One fact of an Organization's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Event {
    /// The Organization came to be.
    OrganizationCreated(Organization),
    /// Fields of the Organization got new values.
    OrganizationEdited {
        /// The new values.
        changes: Vec<OrganizationField>,
    },
    /// A person came in.
    UserAdded(User),
    /// Fields of a person got new values.
    UserEdited {
        /// Whose.
        id: UserId,
        /// The new values.
        changes: Vec<UserField>,
    },
    /// A person's role in a Workspace was set, or taken when absent.
    WorkspaceRoleAssigned {
        /// Whose.
        user: UserId,
        /// Where.
        workspace: WorkspaceId,
        /// The role they hold now.
        role: Option<WorkspaceRole>,
    },
    /// A Workspace was created.
    WorkspaceCreated(Workspace),
    /// Fields of a Workspace got new values.
    WorkspaceEdited {
        /// Which.
        id: WorkspaceId,
        /// The new values.
        changes: Vec<WorkspaceField>,
    },
    /// A Workspace was deleted, and with it the roles held in it (WS-10).
    WorkspaceDeleted {
        /// Which.
        id: WorkspaceId,
    },
    /// A cluster was created.
    ClusterCreated(Cluster),
    /// A Deployment was created.
    DeploymentCreated(Box<Deployment>),
    /// Fields of a Deployment got new values.
    DeploymentEdited {
        /// Which.
        id: DeploymentId,
        /// The new values.
        changes: Vec<DeploymentField>,
    },
    /// A Deployment was deleted.
    DeploymentDeleted {
        /// Which.
        id: DeploymentId,
    },
}
