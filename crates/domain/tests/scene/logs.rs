//! Where logs go.

use planisphere_domain::Command;
use planisphere_domain::deployment::{LogDestination, LogForwarding};
use planisphere_fixtures::Fixture;

use super::scene;

/// A destination that is fine.
pub fn to_datadog(is_enabled: bool) -> LogForwarding {
    LogForwarding {
        destination: LogDestination::Datadog,
        endpoint: "https://intake.example/v2".into(),
        credential_variable: "DATADOG_API_KEY".into(),
        is_enabled,
    }
}

/// Sends the logs of `etl` somewhere, seen as it is stored.
pub fn forward(fixture: &Fixture, value: Option<LogForwarding>) -> Command {
    let id = fixture.deployment("etl");
    let base = fixture
        .state()
        .deployment(id)
        .unwrap()
        .log_forwarding
        .clone();
    Command::SetLogForwarding { id, base, value }
}

/// The scene with the logs of `etl` on their way.
pub fn forwarding() -> Fixture {
    let mut fixture = scene();
    fixture.must(forward(&fixture, Some(to_datadog(true))));
    fixture
}
