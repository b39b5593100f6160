//! The audit log: each event of the log as a record that says who did what to what, when, from where and why, and what
//! each field held before and after (access rules 117 to 119, ORG-11).
//!
//! Nothing is stored for it: a [`Ledger`] reads commits, and [`details`] compares forks of the state for the records that
//! somebody opens or exports. Who may read it is asked by the permission; how it is shown is left to the app.

mod about;
mod action;
mod detail;
mod filter;
mod ledger;
mod line;
mod retention;
mod target;

pub use action::{Action, action};
pub use detail::{FieldDetail, ThingDetail, ThingEnd, details, details_for};
pub use filter::{CauseKind, Filter};
pub use ledger::{Ledger, Name, Record, Stamp};
pub use line::{CSV_COLUMNS, cells, ndjson, subject_id, subject_type};
pub use retention::Retention;
pub use target::Target;
