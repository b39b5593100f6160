//! The tables: one case per way of breaking a rule.

mod alerts;
mod changes;
mod channels;
mod cluster_parts;
mod clusters;
mod configuration;
mod creation;
mod custom_roles;
mod deploys;
mod doors;
mod environment;
mod executor;
mod findings;
mod logs;
mod moves;
mod networks;
mod organization;
mod people;
mod queues;
mod rates;
mod roles;
mod steps;
mod switches;
mod teams;
mod tokens;
mod trial;
mod workspaces;

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

/// A row of the tables about people, Teams, roles and tokens.
fn refused(
    (rules, about): (&'static str, &'static str),
    scene: fn() -> Fixture,
    make: fn(&mut Fixture) -> Command,
    (code, says): (&'static str, &'static str),
) -> Refused {
    Refused {
        rules,
        about,
        scene,
        make,
        code,
        says,
    }
}

/// Every case.
pub fn all() -> Vec<Refused> {
    [
        organization::cases(),
        doors::cases(),
        alerts::cases(),
        deploys::cases(),
        findings::cases(),
        environment::cases(),
        channels::cases(),
        changes::cases(),
        moves::cases(),
        people::cases(),
        teams::cases(),
        custom_roles::cases(),
        tokens::cases(),
        roles::cases(),
        clusters::cases(),
        networks::cases(),
        cluster_parts::cases(),
        workspaces::cases(),
        switches::cases(),
        rates::cases(),
        logs::cases(),
        creation::cases(),
        executor::cases(),
        configuration::cases(),
        queues::cases(),
        steps::cases(),
        trial::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
