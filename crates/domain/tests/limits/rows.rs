//! The list of limits.

mod belongings;
mod clusters;
mod deployments;
mod organization;
mod people;
mod queues;
pub mod sources;

use planisphere_domain::{Command, Rejection};
use planisphere_fixtures::Fixture;

/// Which values are fine.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// More than one in a row.
    Open,
    /// One alone.
    Exactly,
}

/// One limit.
pub struct Limit {
    /// The rule of the reference; empty where no source gives the limit.
    pub rule: &'static str,
    /// The path of the field as a problem has it, places left out.
    pub field: &'static str,
    /// What is counted or compared.
    pub counted: &'static str,
    /// The source file, and the constant in it or the name of the text; empty where no number stands there.
    pub held_by: &'static str,
    /// What a value leads to.
    pub tries: fn(&str) -> Result<(), Rejection>,
    /// Values that are fine, the limit among them.
    pub fine: &'static [&'static str],
    /// Values that are refused.
    pub refused: &'static [&'static str],
    /// Whether one value alone is fine.
    pub sides: Sides,
}

/// A row: rule, field and what is counted; where it is held; what is fine, what is refused; and the way there.
fn limit(
    (rule, field, counted): (&'static str, &'static str, &'static str),
    held_by: &'static str,
    fine: &'static [&'static str],
    refused: &'static [&'static str],
    tries: fn(&str) -> Result<(), Rejection>,
) -> Limit {
    Limit {
        rule,
        field,
        counted,
        held_by,
        tries,
        fine,
        refused,
        sides: Sides::Open,
    }
}

/// Decides a command in a scene.
fn decided(
    scene: fn() -> Fixture,
    make: impl FnOnce(&mut Fixture) -> Command,
) -> Result<(), Rejection> {
    let mut fixture = scene();
    let command = make(&mut fixture);
    fixture.decide(&command).map(drop)
}

/// A text of so many characters that are more bytes than characters.
fn text(count: &str) -> String {
    "ä".repeat(number(count))
}

/// The number that a value is.
fn number<T: std::str::FromStr>(value: &str) -> T {
    value
        .parse()
        .unwrap_or_else(|_| panic!("`{value}` is no number"))
}

/// Every limit.
pub fn all() -> Vec<Limit> {
    [
        organization::limits(),
        people::limits(),
        clusters::limits(),
        deployments::limits(),
        queues::limits(),
        belongings::limits(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
