//! Alerts: creating one, and changing one that is there. The two share their fields.

mod channels;
mod create;
mod edit;
mod fields;
mod patterns;

pub use create::AlertCreateForm;
pub use edit::AlertEditForm;
