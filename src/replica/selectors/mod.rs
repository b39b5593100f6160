//! Small views of the open Organization for pages to read: plain values that compare, so that a page
//! redraws only what changed.

mod access;
mod deployments;
mod map;
mod organization;
mod role_options;
mod workspaces;

pub use access::{Gate, Person};
pub use deployments::{ClusterChoice, DeploymentRow, DeploymentView, QueueRow, VariableRow};
pub use map::{AccessMap, LitRole, MapColumn, MapDot, MapRow, MatrixCell, Reaching, SubjectRow};
pub use organization::{Counts, OrganizationView};
pub use role_options::{RoleOption, RolePlace};
pub use workspaces::{WorkspaceRow, WorkspaceView};
