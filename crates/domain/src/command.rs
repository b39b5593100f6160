//! What somebody wants to happen. A command carries the ids of what it creates and, for edits, the values
//! its author saw; it carries no secrets, only references to sealed ones.

use crate::access::{DagSelector, Holder};
use crate::cluster::ClusterDraft;
use crate::deployment::{DeploymentDraft, DeploymentField};
use crate::edit::Edit;
use crate::organization::{Founding, OrganizationField};
use crate::policy::{DagRole, DeploymentRole, OrganizationRole, WorkspaceRole};
use crate::user::UserField;
use crate::workspace::WorkspaceField;
use crate::{DeploymentId, UserId, WorkspaceId};

/// One wish. [`crate::decide`] turns it into events or refuses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Found the Organization of an empty log.
    CreateOrganization(Founding),
    /// Change general settings.
    UpdateOrganization {
        /// The changes.
        edits: Vec<Edit<OrganizationField>>,
    },
    /// Bring in a person.
    AddUser {
        /// The new id.
        id: UserId,
        /// Their name.
        full_name: String,
        /// Their e-mail address.
        email: String,
        /// Their Organization role.
        role: OrganizationRole,
    },
    /// Change a person's name or address.
    UpdateUser {
        /// Whose.
        id: UserId,
        /// The changes.
        edits: Vec<Edit<UserField>>,
    },
    /// Set the Organization role of a person, a Team or a token of the Organization.
    AssignOrganizationRole {
        /// Whose.
        holder: Holder,
        /// The role.
        role: OrganizationRole,
    },
    /// Set a role on a Deployment, or take it.
    AssignDeploymentRole {
        /// Whose.
        holder: Holder,
        /// Where.
        deployment: DeploymentId,
        /// The role, or nothing.
        role: Option<DeploymentRole>,
    },
    /// Set a role on one DAG or on the DAGs with one tag, or take it.
    AssignDagRole {
        /// Whose.
        holder: Holder,
        /// In which Deployment.
        deployment: DeploymentId,
        /// Which DAGs.
        dags: DagSelector,
        /// The role, or nothing.
        role: Option<DagRole>,
    },
    /// Set a role in a Workspace, or take it.
    AssignWorkspaceRole {
        /// Whose.
        holder: Holder,
        /// Where.
        workspace: WorkspaceId,
        /// The role, or nothing.
        role: Option<WorkspaceRole>,
    },
    /// Create a Workspace.
    CreateWorkspace {
        /// The new id.
        id: WorkspaceId,
        /// Its name.
        name: String,
        /// Its description.
        description: String,
    },
    /// Rename or describe a Workspace.
    UpdateWorkspace {
        /// Which.
        id: WorkspaceId,
        /// The changes.
        edits: Vec<Edit<WorkspaceField>>,
    },
    /// Delete an empty Workspace.
    DeleteWorkspace {
        /// Which.
        id: WorkspaceId,
    },
    /// Create a dedicated cluster.
    CreateCluster(ClusterDraft),
    /// Create a Deployment.
    CreateDeployment(Box<DeploymentDraft>),
    /// Change a Deployment.
    UpdateDeployment {
        /// Which.
        id: DeploymentId,
        /// The changes.
        edits: Vec<Edit<DeploymentField>>,
    },
    /// Delete a Deployment.
    DeleteDeployment {
        /// Which.
        id: DeploymentId,
    },
}

impl Command {
    /// The command's stable name, for listings and coverage tests.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::CreateOrganization(_) => "createOrganization",
            Self::UpdateOrganization { .. } => "updateOrganization",
            Self::AddUser { .. } => "addUser",
            Self::UpdateUser { .. } => "updateUser",
            Self::AssignOrganizationRole { .. } => "assignOrganizationRole",
            Self::AssignDeploymentRole { .. } => "assignDeploymentRole",
            Self::AssignDagRole { .. } => "assignDagRole",
            Self::AssignWorkspaceRole { .. } => "assignWorkspaceRole",
            Self::CreateWorkspace { .. } => "createWorkspace",
            Self::UpdateWorkspace { .. } => "updateWorkspace",
            Self::DeleteWorkspace { .. } => "deleteWorkspace",
            Self::CreateCluster(_) => "createCluster",
            Self::CreateDeployment(_) => "createDeployment",
            Self::UpdateDeployment { .. } => "updateDeployment",
            Self::DeleteDeployment { .. } => "deleteDeployment",
        }
    }

    /// Every command's name.
    pub const NAMES: &'static [&'static str] = &[
        "createOrganization",
        "updateOrganization",
        "addUser",
        "updateUser",
        "assignOrganizationRole",
        "assignWorkspaceRole",
        "assignDeploymentRole",
        "assignDagRole",
        "createWorkspace",
        "updateWorkspace",
        "deleteWorkspace",
        "createCluster",
        "createDeployment",
        "updateDeployment",
        "deleteDeployment",
    ];
}
