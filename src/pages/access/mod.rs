//! Pages about access: who has it, a review of it, why somebody may or may not do a thing, and the product as
//! somebody else sees it.

mod answer;
mod dags;
mod deployment;
mod everybody;
mod holders;
mod review;
mod sources;
mod suggestions;
mod view_as;
mod why;
mod workspace;

pub use deployment::DeploymentAccess;
pub use review::{DeploymentReview, WorkspaceReview};
pub use view_as::ViewAs;
pub use why::Why;
pub use workspace::WorkspaceAccess;
