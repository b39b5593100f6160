//! Addresses of Workspaces and of the Deployments in them.

use planisphere_domain::{DeployId, DeploymentId, WorkspaceId};

use super::OrganizationPaths;

impl OrganizationPaths {
    /// Its Workspaces.
    #[must_use]
    pub fn workspaces(&self) -> String {
        format!("{}/workspaces", self.root)
    }

    /// All its Deployments.
    #[must_use]
    pub fn deployments(&self) -> String {
        format!("{}/deployments", self.root)
    }

    /// The Deployments of one Workspace.
    #[must_use]
    pub fn workspace(&self, id: WorkspaceId) -> String {
        format!("{}/w/{id}/deployments", self.root)
    }

    /// Creating a Deployment in one Workspace.
    #[must_use]
    pub fn new_deployment(&self, id: WorkspaceId) -> String {
        format!("{}/w/{id}/new", self.root)
    }

    /// The settings of one Workspace.
    #[must_use]
    pub fn workspace_settings(&self, id: WorkspaceId) -> String {
        format!("{}/w/{id}/settings", self.root)
    }

    /// The overview of one Deployment.
    #[must_use]
    pub fn deployment(&self, workspace: WorkspaceId, id: DeploymentId) -> String {
        format!("{}/w/{workspace}/d/{id}", self.root)
    }

    /// The environment variables of one Deployment.
    #[must_use]
    pub fn deployment_environment(&self, workspace: WorkspaceId, id: DeploymentId) -> String {
        format!("{}/environment", self.deployment(workspace, id))
    }

    /// The deploys of one Deployment.
    #[must_use]
    pub fn deployment_deploys(&self, workspace: WorkspaceId, id: DeploymentId) -> String {
        format!("{}/deploys", self.deployment(workspace, id))
    }

    /// One deploy of a Deployment.
    #[must_use]
    pub fn deployment_deploy(
        &self,
        workspace: WorkspaceId,
        id: DeploymentId,
        deploy: DeployId,
    ) -> String {
        format!("{}?deploy={deploy}", self.deployment_deploys(workspace, id))
    }

    /// The settings of one Deployment.
    #[must_use]
    pub fn deployment_settings(&self, workspace: WorkspaceId, id: DeploymentId) -> String {
        format!("{}/settings", self.deployment(workspace, id))
    }
}
