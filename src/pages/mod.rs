//! The pages, in folders that mirror the addresses. A page reads selectors, shows forms and tables, and
//! dispatches commands; it fetches nothing, compares no roles and touches no storage.

mod access_map;
mod account;
mod deployments;
mod gallery;
mod import;
mod not_found;
mod organization;
mod workspaces;

pub use access_map::AccessMapPage;
pub use account::{CreateOrganization, Home, PersonalSettings};
pub use deployments::{
    CreateDeployment, DeploymentEnvironment, DeploymentOverview, DeploymentSettings,
    OrganizationDeployments, WorkspaceDeployments,
};
pub use gallery::GalleryPage;
pub use import::Import;
pub use not_found::NotFound;
pub use organization::{OrganizationOverview, OrganizationSettings, People};
pub use workspaces::{WorkspaceSettings, Workspaces};
