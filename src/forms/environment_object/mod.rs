//! Environment objects: creating one, and changing one that is there. The two share their fields.

mod connection;
mod connection_types;
mod create;
mod edit;
mod links;
mod metrics;
mod payload;

pub use connection_types::shape_of;
pub use create::EnvironmentObjectCreateForm;
pub use edit::EnvironmentObjectEditForm;
