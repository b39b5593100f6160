//! What belongs to Workspaces and Deployments: the limits from both sides, what ends with what, and what a move
//! leaves behind.

use crate::scene::alerts::{alert, alerted, channel, edit_channel};
use crate::scene::{scene, transfer};
use planisphere_domain::Command;
use planisphere_domain::notification_channel::{ChannelDefinition, NotificationChannelField};
use planisphere_domain::undo;

/// Whether a command is accepted, for each value.
fn verdicts<T: Copy>(values: &[T], decide: impl Fn(T) -> bool) -> Vec<bool> {
    values.iter().map(|value| decide(*value)).collect()
}

/// ALR-4: 60 to 86,400 seconds, for each of the three.
#[test]
fn durations_at_their_limits() {
    for alert_type in ["DAG_DURATION", "TASK_DURATION", "DAG_TIMELINESS"] {
        let found = verdicts(&[0, 59, 60, 61, 86_399, 86_400, 86_401], |seconds| {
            let mut fixture = scene();
            let command = alert(&mut fixture, |draft| {
                draft.alert_type = alert_type.into();
                let properties = &mut draft.rules.properties;
                match alert_type {
                    "DAG_DURATION" => properties.dag_duration_seconds = Some(seconds),
                    "TASK_DURATION" => properties.task_duration_seconds = Some(seconds),
                    _ => {
                        properties.dag_deadline = Some("23:59".into());
                        properties.days_of_week = Some(vec!["SUNDAY".into()]);
                        properties.look_back_period_seconds = Some(seconds);
                    }
                }
            });
            fixture.decide(&command).is_ok()
        });
        let expected = [false, false, true, true, true, true, false];
        assert_eq!(found, expected, "{alert_type}");
    }
}

#[test]
fn names_at_their_limits() {
    let found = verdicts(&[0, 1, 255, 256, 257], |length| {
        let name = "ä".repeat(length);
        let mut fixture = scene();
        let one = channel(&mut fixture, |draft| draft.name.clone_from(&name));
        let other = alert(&mut fixture, |draft| draft.name.clone_from(&name));
        let verdict = fixture.decide(&one).is_ok();
        assert_eq!(verdict, fixture.decide(&other).is_ok(), "{length}");
        verdict
    });
    assert_eq!(found, [false, true, true, true, false]);
}

/// ALR-9: the oldest Runtime that has alerts.
#[test]
fn runtimes_at_their_limits() {
    for (runtime, holds) in [("7.0.0", false), ("7.1.0", true), ("7.2.0", true)] {
        let mut fixture = scene().with_deployment_as("Data Platform", "aged", |draft| {
            draft.runtime = Some(runtime.into());
        });
        let draft = fixture.alert_draft("new", "aged");
        let command = Command::CreateAlert(Box::new(draft));
        assert_eq!(fixture.decide(&command).is_ok(), holds, "{runtime}");
    }
}

/// All problems of an alert come at once, each with its place, its value and its limit.
#[test]
fn an_alert_tells_every_problem() {
    let mut fixture = scene();
    let command = alert(&mut fixture, |draft| {
        draft.name = String::new();
        draft.alert_type = "DAG_DURATION".into();
        draft.severity = "FATAL".into();
        draft.rules.properties.dag_duration_seconds = Some(59);
    });
    let rejection = fixture.decide(&command).unwrap_err();
    let told: Vec<(&str, Option<&str>, bool)> = rejection
        .problems()
        .iter()
        .map(|it| (it.path.as_str(), it.value.as_deref(), it.limit.is_some()))
        .collect();
    assert_eq!(
        told,
        [
            ("severity", Some("FATAL"), true),
            ("name", Some(""), true),
            ("rules.properties.dagDurationSeconds", Some("59"), true),
        ]
    );
}

/// DEL-3: alerts and channels of a Deployment go with it; what lies above stays.
#[test]
fn what_ends_with_a_deployment() {
    let mut fixture = alerted();
    let id = fixture.deployment("etl");
    fixture.must(Command::DeleteDeployment { id });
    assert_eq!(fixture.state().alerts().count(), 0);
    let left: Vec<&str> = fixture
        .state()
        .notification_channels()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(left, ["all", "team"]);
}

/// ALR-8: a move takes the alerts along, without the channels that they can no longer reach; undoing it
/// brings these back.
#[test]
fn what_a_move_leaves_behind() {
    let mut fixture = alerted();
    let before = fixture.state().clone();
    let id = fixture.alert("late");
    let command = transfer(&fixture, "etl", "Empty");
    let events = fixture.decide(&command).unwrap();
    fixture.must(command);
    let names = |fixture: &planisphere_fixtures::Fixture| -> Vec<String> {
        let state = fixture.state();
        let alert = state.alert(id).unwrap();
        let channels = alert.notification_channel_ids.iter();
        channels
            .map(|it| state.notification_channel(*it).unwrap().name.clone())
            .collect()
    };
    assert_eq!(names(&fixture), ["all", "own"]);
    fixture.must_all(&undo(&before, &events).unwrap());
    assert_eq!(names(&fixture), ["all", "team", "own"]);
}

/// Whoever edits a channel does not type its credential again.
#[test]
fn a_credential_stays_until_another_comes() {
    let mut fixture = scene();
    let secret = fixture.clone().ids().secret(fixture.now());
    let command = channel(&mut fixture, |draft| {
        draft.channel_type = "SLACK".into();
        draft.definition.webhook_url = Some(secret);
    });
    fixture.must(command);
    let webhook_url = None;
    let bare = NotificationChannelField::Definition(ChannelDefinition::Slack { webhook_url });
    let events = fixture.decide(&edit_channel(&fixture, "new", [bare]));
    assert_eq!(events, Ok(Vec::new()));
    let id = fixture.channel("new");
    let stored = fixture.state().notification_channel(id).unwrap();
    assert_eq!(stored.definition.secret(), Some(secret));
}
