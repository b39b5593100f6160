//! Pages of Deployments: the lists, creating one, and one Deployment's tabs.

mod create;
mod deploys;
mod environment;
pub(super) mod frame;
mod list;
mod overview;
mod settings;

pub use create::CreateDeployment;
pub use deploys::DeploymentDeploys;
pub use environment::DeploymentEnvironment;
pub use list::{OrganizationDeployments, WorkspaceDeployments};
pub use overview::DeploymentOverview;
pub use settings::DeploymentSettings;
