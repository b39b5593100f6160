//! What a configuration costs by the Organization's own rate card. No price of any vendor is in here: the card
//! that an Organization starts with is an example, and says so.

mod commands;
mod estimate;
mod money;
mod rate_card;

pub(crate) use commands::set;
pub use estimate::{Cost, Showback, Unpriced, cost, cost_of_cluster, showback};
pub use money::{InvalidMoney, Money};
pub use rate_card::{HOURS_PER_MONTH, MachineRate, RateCard, SchedulerRate};
