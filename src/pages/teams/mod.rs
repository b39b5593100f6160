//! Pages of Teams: the list, and one Team with its people and roles.

mod list;
mod members;
mod team;

pub use list::Teams;
pub use team::TeamPage;
