//! What happened. Events hold resolved facts and are all that the log stores.
//!
//! Adding a variant is safe for old logs; changing one needs a migration step in the journal.

use serde::{Deserialize, Serialize};

use crate::access::{DagSelector, Holder};
use crate::api_token::ApiToken;
use crate::cluster::Cluster;
use crate::custom_role::CustomRole;
use crate::deployment::{Deployment, DeploymentField};
use crate::organization::{Organization, OrganizationField};
use crate::policy::{DagRole, DeploymentRole, OrganizationRole, WorkspaceRole};
use crate::team::Team;
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
    /// Somebody's Organization role was set.
    OrganizationRoleAssigned {
        /// Whose.
        holder: Holder,
        /// The role they hold now.
        role: OrganizationRole,
    },
    /// A role on a Deployment was set, or taken when absent.
    DeploymentRoleAssigned {
        /// Whose.
        holder: Holder,
        /// Where.
        deployment: DeploymentId,
        /// The role they hold now.
        role: Option<DeploymentRole>,
    },
    /// A role on DAGs was set, or taken when absent.
    DagRoleAssigned {
        /// Whose.
        holder: Holder,
        /// In which Deployment.
        deployment: DeploymentId,
        /// Which DAGs.
        dags: DagSelector,
        /// The role they hold now.
        role: Option<DagRole>,
    },
    /// A role in a Workspace was set, or taken when absent.
    WorkspaceRoleAssigned {
        /// Whose.
        holder: Holder,
        /// Where.
        workspace: WorkspaceId,
        /// The role they hold now.
        role: Option<WorkspaceRole>,
    },
    /// A Team was created.
    TeamCreated(Team),
    /// A custom role was created.
    CustomRoleCreated(CustomRole),
    /// An API token was defined.
    ApiTokenCreated(ApiToken),
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
