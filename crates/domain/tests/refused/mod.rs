//! The tables: one case per way of breaking a rule.

mod clusters;
mod configuration;
mod creation;
mod executor;
mod organization;
mod queues;
mod steps;

use planisphere_domain::Command;
use planisphere_fixtures::Fixture;

/// A command that breaks one rule.
pub struct Refused {
    /// The rules it is about, as the reference numbers them.
    pub rules: &'static str,
    /// How it breaks them.
    pub about: &'static str,
    /// The Organization.
    pub scene: fn() -> Fixture,
    /// The command.
    pub make: fn(&mut Fixture) -> Command,
    /// The refusal's code.
    pub code: &'static str,
    /// Part of its sentence, case aside.
    pub says: &'static str,
}

/// Every case.
pub fn all() -> Vec<Refused> {
    [
        organization::cases(),
        clusters::cases(),
        creation::cases(),
        executor::cases(),
        configuration::cases(),
        queues::cases(),
        steps::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
