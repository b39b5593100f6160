//! Short ways to speak of findings.

use planisphere_domain::findings::{FindingKey, FindingRule, Subject};
use planisphere_domain::{Command, Timestamp};
use planisphere_fixtures::Fixture;

/// That `etl` has one scheduler.
pub fn key(fixture: &Fixture) -> FindingKey {
    FindingKey {
        rule: FindingRule::ProductionWithoutHighAvailability,
        subject: Subject::Deployment(fixture.deployment("etl")),
    }
}

/// A finding of this subject accepted until the end of the year.
pub fn accept(rule: FindingRule, subject: Subject) -> Command {
    accept_until(FindingKey { rule, subject }, "2026-12-31T00:00:00Z")
}

/// A finding accepted.
pub fn accept_until(key: FindingKey, until: &str) -> Command {
    Command::AcceptFinding {
        key,
        reason: " Known ".into(),
        until: until.parse::<Timestamp>().unwrap(),
    }
}
