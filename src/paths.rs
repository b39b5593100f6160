//! Every address of the app, and nothing else writes one: links are built here, addresses are read here.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
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

    /// Its access map.
    #[must_use]
    pub fn access_map(&self) -> String {
        format!("{}/map", self.root)
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

/// Which page an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The account dashboard.
    Home,
    /// Founding an Organization.
    CreateOrganization,
    /// Personal settings.
    PersonalSettings,
    /// The primitives of the interface.
    Gallery,
    /// No page of the account.
    Unknown,
    /// A page of an Organization.
    Organization(OrganizationPage),
}

/// Which page of an Organization an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganizationPage {
    /// The overview.
    Overview,
    /// Its Workspaces.
    Workspaces,
    /// All its Deployments.
    Deployments,
    /// Importing Deployment files.
    Import,
    /// Its settings.
    Settings,
    /// The access map.
    AccessMap,
    /// Choosing whom to act as.
    People,
    /// The Deployments of a Workspace.
    WorkspaceDeployments,
    /// Creating a Deployment.
    CreateDeployment,
    /// The settings of a Workspace.
    WorkspaceSettings,
    /// The overview of a Deployment.
    DeploymentOverview,
    /// The environment variables of a Deployment.
    DeploymentEnvironment,
    /// The settings of a Deployment.
    DeploymentSettings,
    /// None.
    Unknown,
}

/// What an address names. An id that is none reads as absent, and its page as not found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The page.
    pub page: Page,
    /// The Organization's key; empty outside of one.
    pub key: String,
    /// The Workspace.
    pub workspace: Option<WorkspaceId>,
    /// The Deployment.
    pub deployment: Option<DeploymentId>,
}

impl Address {
    /// Reads the path of an address.
    #[must_use]
    pub fn parse(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let account = |page| Self {
            page,
            key: String::new(),
            workspace: None,
            deployment: None,
        };
        let (key, rest) = match parts.as_slice() {
            [] => return account(Page::Home),
            ["new"] => return account(Page::CreateOrganization),
            ["settings"] => return account(Page::PersonalSettings),
            ["gallery"] => return account(Page::Gallery),
            ["o", key, rest @ ..] => (*key, rest),
            _ => return account(Page::Unknown),
        };
        let (page, workspace, deployment) = match *rest {
            [] => (OrganizationPage::Overview, "", ""),
            ["workspaces"] => (OrganizationPage::Workspaces, "", ""),
            ["deployments"] => (OrganizationPage::Deployments, "", ""),
            ["import"] => (OrganizationPage::Import, "", ""),
            ["settings"] => (OrganizationPage::Settings, "", ""),
            ["map"] => (OrganizationPage::AccessMap, "", ""),
            ["you"] => (OrganizationPage::People, "", ""),
            ["w", id, "deployments"] => (OrganizationPage::WorkspaceDeployments, id, ""),
            ["w", id, "new"] => (OrganizationPage::CreateDeployment, id, ""),
            ["w", id, "settings"] => (OrganizationPage::WorkspaceSettings, id, ""),
            ["w", workspace, "d", id] => (OrganizationPage::DeploymentOverview, workspace, id),
            ["w", workspace, "d", id, "environment"] => {
                (OrganizationPage::DeploymentEnvironment, workspace, id)
            }
            ["w", workspace, "d", id, "settings"] => {
                (OrganizationPage::DeploymentSettings, workspace, id)
            }
            _ => (OrganizationPage::Unknown, "", ""),
        };
        Self {
            page: Page::Organization(page),
            key: key.to_owned(),
            workspace: workspace.parse().ok(),
            deployment: deployment.parse().ok(),
        }
    }
}

/// What the address names, read as it changes: a page stays when only the ids in its address do not.
#[derive(Clone, Copy)]
pub struct Place {
    address: Memo<Address>,
}

impl Place {
    /// Follows the address, for everything inside.
    pub fn provide() -> Self {
        let path = use_location().pathname;
        let place = Self {
            address: Memo::new(move |_| path.with(|path| Address::parse(path))),
        };
        provide_context(place);
        place
    }

    /// What the address names now.
    #[must_use]
    pub fn current() -> Self {
        expect_context()
    }

    /// The page.
    #[must_use]
    pub fn page(self) -> Page {
        self.address.with(|address| address.page)
    }

    /// The Organization's key.
    #[must_use]
    pub fn key(self) -> String {
        self.address.with(|address| address.key.clone())
    }

    /// Addresses within the Organization.
    #[must_use]
    pub fn paths(self) -> OrganizationPaths {
        self.address
            .with(|address| OrganizationPaths::new(&address.key))
    }

    /// The same without being told of later changes.
    #[must_use]
    pub fn paths_untracked(self) -> OrganizationPaths {
        self.address
            .with_untracked(|address| OrganizationPaths::new(&address.key))
    }

    /// The Workspace.
    #[must_use]
    pub fn workspace(self) -> Option<WorkspaceId> {
        self.address.with(|address| address.workspace)
    }

    /// The Deployment.
    #[must_use]
    pub fn deployment(self) -> Option<DeploymentId> {
        self.address.with(|address| address.deployment)
    }
}
