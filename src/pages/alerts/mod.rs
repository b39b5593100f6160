//! Alerts and notification channels of a Workspace: lists, one of them, creating one. Whether an alert ever fired is
//! known to nobody here, and nothing of it is said.

mod alert;
mod channel;
mod channels;
mod create;
mod frame;
mod list;

pub use alert::AlertPage;
pub use channel::ChannelPage;
pub use channels::Channels;
pub use create::{CreateAlert, CreateChannel};
pub use list::Alerts;
