//! Every address of the app, and nothing else writes one: links are built here, parameters are read here.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use planisphere_domain::{DeploymentId, WorkspaceId};

/// The account dashboard.
pub const HOME: &str = "/";
/// Creating an Organization.
pub const NEW_ORGANIZATION: &str = "/new";
/// Personal settings.
pub const PERSONAL_SETTINGS: &str = "/settings";

/// Addresses within one Organization, which `key` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationPaths {
    root: String,
}

impl OrganizationPaths {
    /// The addresses of the Organization that `key` names.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self {
            root: format!("/o/{key}"),
        }
    }

    /// Its overview.
    #[must_use]
    pub fn overview(&self) -> String {
        self.root.clone()
    }

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

    /// Importing Deployment files.
    #[must_use]
    pub fn import(&self) -> String {
        format!("{}/import", self.root)
    }

    /// Its settings.
    #[must_use]
    pub fn settings(&self) -> String {
        format!("{}/settings", self.root)
    }

    /// Choosing whom to act as.
    #[must_use]
    pub fn people(&self) -> String {
        format!("{}/you", self.root)
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

    /// The settings of one Deployment.
    #[must_use]
    pub fn deployment_settings(&self, workspace: WorkspaceId, id: DeploymentId) -> String {
        format!("{}/settings", self.deployment(workspace, id))
    }
}

/// What the address names, read as it changes: the router keeps a page when only parameters do.
#[derive(Clone, Copy)]
pub struct Place {
    key: Memo<String>,
    workspace: Memo<Option<WorkspaceId>>,
    deployment: Memo<Option<DeploymentId>>,
}

impl Place {
    /// What the address of the current route names.
    #[must_use]
    pub fn current() -> Self {
        let params = use_params_map();
        let get =
            move |name: &'static str| params.with(|params| params.get(name).unwrap_or_default());
        Self {
            key: Memo::new(move |_| get("org")),
            workspace: Memo::new(move |_| get("workspace").parse().ok()),
            deployment: Memo::new(move |_| get("deployment").parse().ok()),
        }
    }

    /// The Organization's key.
    #[must_use]
    pub fn key(self) -> String {
        self.key.get()
    }

    /// Addresses within the Organization.
    #[must_use]
    pub fn paths(self) -> OrganizationPaths {
        OrganizationPaths::new(&self.key.get())
    }

    /// The same without being told of later changes.
    #[must_use]
    pub fn paths_untracked(self) -> OrganizationPaths {
        OrganizationPaths::new(&self.key.get_untracked())
    }

    /// The Workspace.
    #[must_use]
    pub fn workspace(self) -> Option<WorkspaceId> {
        self.workspace.get()
    }

    /// The Deployment.
    #[must_use]
    pub fn deployment(self) -> Option<DeploymentId> {
        self.deployment.get()
    }
}
