//! The audit log of an Organization: what happened, what was refused on this device, and whether the log is whole. The
//! history of one thing is the same list, for that thing alone.

mod detail;
mod export;
mod filters;
mod frame;
mod list;
mod refused;
mod verify;

pub use list::Audit;
pub use refused::RefusedAttempts;
