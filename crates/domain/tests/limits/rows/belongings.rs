//! Limits of what belongs to Deployments and Workspaces: deploys, environment objects, alerts, channels.

use planisphere_domain::alert::{AlertDraft, PatternMatchDraft};
use planisphere_domain::environment_object::{ObjectScope, Payload};
use planisphere_domain::{Command, Rejection, Timestamp};
use planisphere_fixtures::Fixture;

use super::deployments::on_runtime;
use super::{Limit, decided, limit, number, text};
use crate::scene::alerts::{alert, channel};
use crate::scene::deploys::{deploy, deploy_to, deployed, roll_back, runtime};
use crate::scene::environment::{connection, object, postgres};
use crate::scene::scene;

fn alerted(shape: impl FnOnce(&mut AlertDraft)) -> Result<(), Rejection> {
    decided(scene, |fixture| alert(fixture, shape))
}

/// A rollback to a deploy of so many seconds ago.
fn back_to(seconds: &str) -> Result<(), Rejection> {
    let mut fixture = deployed();
    let first = fixture.deploy("first");
    let at = fixture.state().deploy(first).unwrap().created_at.seconds();
    let later = Timestamp::from_seconds(at + number::<i64>(seconds));
    fixture.go_to(&later.to_string());
    let command = roll_back(&mut fixture, first);
    fixture.decide(&command).map(drop)
}

/// A scene with `old` on a Runtime.
fn with_old(version: &str, make: impl FnOnce(&mut Fixture) -> Command) -> Result<(), Rejection> {
    let mut fixture = on_runtime(scene(), "old", version);
    let command = make(&mut fixture);
    fixture.decide(&command).map(drop)
}

pub fn limits() -> Vec<Limit> {
    let mut all = deploys();
    all.extend(objects());
    all.extend(alerts());
    all
}

fn deploys() -> Vec<Limit> {
    vec![
        limit(
            ("", "description", "characters of a deploy's"),
            "deploy/create.rs LONGEST_DESCRIPTION",
            &["0", "1", "499", "500"],
            &["501"],
            |count| {
                decided(scene, |fixture| {
                    deploy(fixture, |draft| draft.description = text(count))
                })
            },
        ),
        limit(
            (
                "DPL-6",
                "rollbackFromId",
                "seconds since the deploy, of 90 days",
            ),
            "deploy/rollback.rs OLDEST_ROLLBACK_DAYS",
            &["7689600", "7775999", "7776000"],
            &["7776001"],
            back_to,
        ),
        limit(
            (
                "RTV-5",
                "astroRuntimeVersion",
                "Runtime from which Airflow 3 can be reached",
            ),
            "deploy/create.rs LEAST_RUNTIME_BEFORE_AIRFLOW_3",
            &["12.0.0", "12.1.1"],
            &["11.12.0", "11.8.0"],
            |version| {
                with_old(version, |fixture| {
                    deploy_to(fixture, "old", |draft| runtime(draft, "3.1-12"))
                })
            },
        ),
    ]
}

fn objects() -> Vec<Limit> {
    vec![
        limit(
            ("", "objectKey", "characters of an environment object's key"),
            "environment_object/commands.rs LONGEST_KEY",
            &["1", "2", "255", "256"],
            &["0", "257"],
            |count| {
                let key = "k".repeat(number(count));
                decided(scene, |fixture| {
                    object(fixture, |draft| draft.object_key = key)
                })
            },
        ),
        limit(
            ("", "description", "characters of an environment object's"),
            "environment_object/commands.rs LONGEST_DESCRIPTION",
            &["0", "1", "999", "1000"],
            &["1001"],
            |count| {
                decided(scene, |fixture| {
                    object(fixture, |draft| draft.description = text(count))
                })
            },
        ),
        limit(
            ("", "connection.port", "ports"),
            "environment_object/connection.rs HIGHEST_PORT",
            &["1", "2", "65534", "65535"],
            &["0", "65536"],
            |port| {
                decided(scene, |fixture| {
                    connection(fixture, |it| it.port = Some(number(port)))
                })
            },
        ),
        limit(
            ("EO-17", "scopeEntityId", "Runtime that connections need"),
            "environment_object/connection.rs LEAST_RUNTIME_FOR_CONNECTIONS",
            &["9.3.0", "9.4.0"],
            &["9.2.0", "8.10.0"],
            |version| {
                with_old(version, |fixture| {
                    let old = fixture.deployment("old");
                    object(fixture, |draft| {
                        draft.scope = ObjectScope::Deployment(old);
                        draft.object_type = "CONNECTION".into();
                        draft.payload = Payload::Connection(postgres()).into();
                    })
                })
            },
        ),
    ]
}

fn alerts() -> Vec<Limit> {
    vec![
        limit(
            ("", "name", "characters of an alert's"),
            "alert/commands.rs LONGEST_NAME",
            &["1", "2", "255", "256"],
            &["0", "257"],
            |count| alerted(|draft| draft.name = text(count)),
        ),
        limit(
            (
                "ALR-4",
                "rules.properties.dagDurationSeconds",
                "seconds of a DAG run",
            ),
            "alert/rules.rs MOST_SECONDS",
            &["60", "61", "86399", "86400"],
            &["59", "86401"],
            |seconds| {
                alerted(|draft| {
                    draft.alert_type = "DAG_DURATION".into();
                    draft.rules.properties.dag_duration_seconds = Some(number(seconds));
                })
            },
        ),
        limit(
            (
                "ALR-4",
                "rules.properties.taskDurationSeconds",
                "seconds of a task",
            ),
            "alert/rules.rs LEAST_SECONDS",
            &["60", "61", "86399", "86400"],
            &["59", "86401"],
            |seconds| {
                alerted(|draft| {
                    draft.alert_type = "TASK_DURATION".into();
                    draft.rules.properties.task_duration_seconds = Some(number(seconds));
                })
            },
        ),
        limit(
            (
                "ALR-4",
                "rules.properties.lookBackPeriodSeconds",
                "seconds back",
            ),
            "alert/rules.rs MOST_SECONDS",
            &["60", "61", "86399", "86400"],
            &["59", "86401"],
            |seconds| timely("08:30", number(seconds)),
        ),
        limit(
            ("ALR-5", "rules.properties.dagDeadline", "times of the day"),
            "",
            &["00:00", "00:01", "23:58", "23:59"],
            &["24:00", "23:60", "-1:00", "8:30", "08:30:00", "٠٨:٣٠"],
            |deadline| timely(deadline, 3_600),
        ),
        limit(
            (
                "ALR-6",
                "rules.patternMatches[].values",
                "values of a pattern",
            ),
            "",
            &["1", "2"],
            &["0"],
            |count| {
                alerted(|draft| {
                    draft.rules.pattern_matches = vec![PatternMatchDraft {
                        entity_type: "DAG_ID".into(),
                        operator_type: "IS".into(),
                        values: ["a", "b"]
                            .iter()
                            .take(number(count))
                            .map(|it| (*it).into())
                            .collect(),
                    }];
                })
            },
        ),
        limit(
            ("ALR-9", "entityId", "Runtime that alerts need"),
            "alert/mod.rs LEAST_RUNTIME_FOR_ALERTS",
            &["7.1.0", "7.2.0"],
            &["7.0.0", "6.10.0"],
            |version| {
                with_old(version, |fixture| {
                    Command::CreateAlert(Box::new(fixture.alert_draft("new", "old")))
                })
            },
        ),
        limit(
            ("", "name", "characters of a channel's"),
            "notification_channel/commands.rs LONGEST_NAME",
            &["1", "2", "255", "256"],
            &["0", "257"],
            |count| {
                decided(scene, |fixture| {
                    channel(fixture, |draft| draft.name = text(count))
                })
            },
        ),
        limit(
            ("NCH-3", "definition.recipients", "addresses of a channel"),
            "",
            &["1", "2"],
            &["0"],
            |count| {
                let all = ["a@x.example", "b@x.example"].iter().take(number(count));
                let all = all.map(|it| (*it).to_owned()).collect();
                decided(scene, |fixture| {
                    channel(fixture, |draft| draft.definition.recipients = all)
                })
            },
        ),
    ]
}

/// An alert that a DAG has to come through by a time of every Monday.
fn timely(deadline: &str, look_back: u32) -> Result<(), Rejection> {
    alerted(|draft| {
        draft.alert_type = "DAG_TIMELINESS".into();
        let properties = &mut draft.rules.properties;
        properties.dag_deadline = Some(deadline.into());
        properties.days_of_week = Some(vec!["MONDAY".into()]);
        properties.look_back_period_seconds = Some(look_back);
    })
}
