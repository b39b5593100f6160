//! The plan beside a form and what it is made of: what changes, cost, access, applying, sharing.

mod access;
mod apply;
mod apply_or_stage;
mod beside;
mod changes;
mod chip;
mod cost;
mod in_place;
mod panel;
mod share;

pub use access::PlanAccess;
pub use apply::ApplyPlan;
pub use apply_or_stage::{ApplyOrStage, Made, stage_in_plan};
pub use beside::WithPlan;
pub use changes::{BothValues, PlanChanges};
pub use chip::PlanChip;
pub use cost::PlanCost;
pub use in_place::{InPlace, StageButton, WayOfChange};
pub use share::SharePlan;
