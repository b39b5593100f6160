//! Pages of Workspaces: the list, and one Workspace's settings. Its Deployments are in `deployments`.

mod defaults;
mod list;
mod settings;

pub use list::Workspaces;
pub use settings::WorkspaceSettings;
