//! Notification channels: creating one, and changing one that is there. The two share their fields.

mod create;
mod definition;
mod edit;

pub use create::ChannelCreateForm;
pub use edit::ChannelEditForm;
