//! Where logs may go.

use planisphere_domain::deployment::{LogDestination, LogForwarding};
use planisphere_domain::organization::Plan;
use planisphere_domain::{Command, DeploymentId};
use planisphere_fixtures::Fixture;

use super::{Refused, refused};
use crate::scene::logs::{forward, forwarding, to_datadog};
use crate::scene::{scene, scene_on, suspended};

fn odd(fixture: &Fixture, shape: impl FnOnce(&mut LogForwarding)) -> Command {
    let mut wanted = to_datadog(true);
    shape(&mut wanted);
    forward(fixture, Some(wanted))
}

pub fn cases() -> Vec<Refused> {
    vec![
        refused(
            ("ORG-9", "logs elsewhere below Business (rule 120)"),
            || scene_on(Plan::Team),
            |fixture| odd(fixture, |_| {}),
            ("not-allowed", "Business"),
        ),
        refused(
            ("ORG-7", "logs of a suspended Organization"),
            suspended,
            |fixture| odd(fixture, |_| {}),
            ("organization-not-active", "ACTIVE"),
        ),
        refused(
            ("", "logs of a Deployment that is not there"),
            scene,
            |_| Command::SetLogForwarding {
                id: DeploymentId::from_bits(1),
                base: None,
                value: None,
            },
            ("not-found", "Deployment"),
        ),
        refused(
            ("", "logs that somebody else sent elsewhere meanwhile"),
            forwarding,
            |fixture| Command::SetLogForwarding {
                id: fixture.deployment("etl"),
                base: None,
                value: None,
            },
            ("conflict", "logForwarding"),
        ),
        refused(
            ("", "logs to nowhere"),
            scene,
            |fixture| odd(fixture, |wanted| wanted.endpoint = " ".into()),
            ("empty", "destination"),
        ),
        refused(
            ("", "logs in clear"),
            scene,
            |fixture| {
                odd(fixture, |wanted| {
                    wanted.endpoint = "http://intake.example".into()
                })
            },
            ("address", "`http://intake.example`"),
        ),
        refused(
            ("", "a password in the address"),
            scene,
            |fixture| {
                odd(fixture, |wanted| {
                    wanted.endpoint = "https://ada:pass@intake.example".into()
                })
            },
            ("address", "Datadog"),
        ),
        refused(
            ("", "a log group of 501 characters"),
            scene,
            |fixture| {
                odd(fixture, |wanted| {
                    wanted.destination = LogDestination::CloudWatch;
                    wanted.endpoint = "x".repeat(501);
                })
            },
            ("too-long", "limit is 500"),
        ),
        refused(
            ("", "a credential pasted where its variable belongs"),
            scene,
            |fixture| {
                odd(fixture, |wanted| {
                    wanted.credential_variable = "8f-key".into()
                })
            },
            ("variable-key", "`8f-key`"),
        ),
        refused(
            ("", "a variable key of 256 characters"),
            scene,
            |fixture| {
                odd(fixture, |wanted| {
                    wanted.credential_variable = "X".repeat(256)
                })
            },
            ("too-long", "limit is 255"),
        ),
    ]
}
