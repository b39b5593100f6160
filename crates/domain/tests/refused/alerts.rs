//! Alerts: types, severities, what a type needs, patterns, and channels.

use planisphere_domain::alert::{AlertDraft, AlertField, AlertRules, PatternMatchDraft};
use planisphere_domain::{AlertId, Command, DeploymentId, Home, NotificationChannelId};
use planisphere_fixtures::Fixture;

use super::{Refused, refused};
use crate::scene::alerts::{alert, alerted, edit_alert};
use crate::scene::scene;

/// An alert about late DAGs that is fine.
fn timely(draft: &mut AlertDraft) {
    draft.alert_type = "DAG_TIMELINESS".into();
    let properties = &mut draft.rules.properties;
    properties.dag_deadline = Some("08:00".into());
    properties.days_of_week = Some(vec!["MONDAY".into()]);
    properties.look_back_period_seconds = Some(3_600);
}

fn pattern(entity: &str, operator: &str, values: &[&str]) -> PatternMatchDraft {
    PatternMatchDraft {
        entity_type: entity.into(),
        operator_type: operator.into(),
        values: values.iter().map(|it| (*it).to_owned()).collect(),
    }
}

fn matching(fixture: &mut Fixture, pattern: PatternMatchDraft) -> Command {
    alert(fixture, |draft| draft.rules.pattern_matches = vec![pattern])
}

pub fn cases() -> Vec<Refused> {
    [words(), properties(), patterns(), places()]
        .into_iter()
        .flatten()
        .collect()
}

fn words() -> Vec<Refused> {
    vec![
        refused(
            ("ALR-1", "an alert of the system"),
            scene,
            |fixture| {
                alert(fixture, |draft| {
                    draft.alert_type = "JOB_SCHEDULING_DISABLED".into();
                })
            },
            ("unknown-word", "type is `JOB_SCHEDULING_DISABLED`"),
        ),
        refused(
            ("ALR-2", "a severity that is none"),
            scene,
            |fixture| alert(fixture, |draft| draft.severity = "FATAL".into()),
            (
                "unknown-word",
                "severity is `FATAL`, it should be one of INFO, WARNING, CRITICAL",
            ),
        ),
        refused(
            ("ALR-5", "a day that is none"),
            scene,
            |fixture| {
                alert(fixture, |draft| {
                    timely(draft);
                    draft.rules.properties.days_of_week = Some(vec!["FUNDAY".into()]);
                })
            },
            ("unknown-word", "daysOfWeek[0] is `FUNDAY`"),
        ),
        refused(
            ("ALR-6", "a pattern of what is neither DAG nor task"),
            scene,
            |fixture| matching(fixture, pattern("ENVIRONMENT", "IS", &["x"])),
            ("unknown-word", "patternMatches[0].entityType"),
        ),
        refused(
            ("ALR-6", "a comparison that is none"),
            scene,
            |fixture| matching(fixture, pattern("DAG_ID", "LIKE", &["x"])),
            ("unknown-word", "patternMatches[0].operatorType"),
        ),
        refused(
            ("", "an alert without a name"),
            scene,
            |fixture| alert(fixture, |draft| draft.name = "\t".into()),
            ("empty", "alert's name"),
        ),
        refused(
            ("", "an alert's name of 257 characters"),
            alerted,
            |fixture| edit_alert(fixture, "late", [AlertField::Name("x".repeat(257))]),
            ("too-long", "limit is 256"),
        ),
    ]
}

fn properties() -> Vec<Refused> {
    vec![
        refused(
            ("ALR-3", "a duration that is missing"),
            scene,
            |fixture| alert(fixture, |draft| draft.alert_type = "DAG_DURATION".into()),
            ("missing-fields", "Missing fields: dagDurationSeconds"),
        ),
        refused(
            ("ALR-3", "a task's duration that is missing"),
            scene,
            |fixture| alert(fixture, |draft| draft.alert_type = "TASK_DURATION".into()),
            ("missing-fields", "Missing fields: taskDurationSeconds"),
        ),
        refused(
            ("ALR-3 ALR-5", "everything about a deadline is missing"),
            scene,
            |fixture| alert(fixture, |draft| draft.alert_type = "DAG_TIMELINESS".into()),
            (
                "missing-fields",
                "Missing fields: dagDeadline, daysOfWeek, lookBackPeriodSeconds",
            ),
        ),
        refused(
            ("ALR-3", "the Deployment is missing among the properties"),
            scene,
            |fixture| alert(fixture, |draft| draft.rules.properties.deployment_id = None),
            ("missing-fields", "Missing fields: deploymentId"),
        ),
        refused(
            ("", "another Deployment among the properties"),
            scene,
            |fixture| {
                let twin = fixture.deployment("twin");
                alert(fixture, |draft| {
                    draft.rules.properties.deployment_id = Some(twin);
                })
            },
            ("other-deployment", "entityId"),
        ),
        refused(
            ("", "a property of another type"),
            scene,
            |fixture| {
                alert(fixture, |draft| {
                    draft.rules.properties.task_duration_seconds = Some(600);
                })
            },
            (
                "not-of-type",
                "taskDurationSeconds is not a property of DAG_FAILURE",
            ),
        ),
        refused(
            ("ALR-5", "no day"),
            scene,
            |fixture| {
                alert(fixture, |draft| {
                    timely(draft);
                    draft.rules.properties.days_of_week = Some(Vec::new());
                })
            },
            ("missing-fields", "daysOfWeek"),
        ),
        refused(
            ("ALR-5", "a deadline beyond the day"),
            scene,
            |fixture| {
                alert(fixture, |draft| {
                    timely(draft);
                    draft.rules.properties.dag_deadline = Some("24:00".into());
                })
            },
            ("time", "dagDeadline is `24:00`"),
        ),
        refused(
            ("ALR-4", "59 seconds"),
            scene,
            |fixture| {
                alert(fixture, |draft| {
                    draft.alert_type = "DAG_DURATION".into();
                    draft.rules.properties.dag_duration_seconds = Some(59);
                })
            },
            (
                "out-of-range",
                "dagDurationSeconds is 59, allowed are 60 to 86400",
            ),
        ),
        refused(
            ("ALR-4", "more than a day looking back"),
            scene,
            |fixture| {
                alert(fixture, |draft| {
                    timely(draft);
                    draft.rules.properties.look_back_period_seconds = Some(86_401);
                })
            },
            ("out-of-range", "lookBackPeriodSeconds is 86401"),
        ),
        refused(
            ("ALR-3", "a property that its type has not, by an edit"),
            alerted,
            |fixture| {
                let mut rules = AlertRules::default();
                rules.properties.dag_duration_seconds = Some(600);
                edit_alert(fixture, "late", [AlertField::Rules(rules)])
            },
            ("not-of-type", "dagDurationSeconds"),
        ),
    ]
}

fn patterns() -> Vec<Refused> {
    vec![
        refused(
            ("ALR-6", "a pattern without values"),
            scene,
            |fixture| matching(fixture, pattern("DAG_ID", "IS", &[])),
            ("empty", "patternMatches[0].values holds no value"),
        ),
        refused(
            ("ALR-6", "an empty value"),
            scene,
            |fixture| matching(fixture, pattern("DAG_ID", "IS", &["x", " "])),
            ("empty", "values[1]"),
        ),
        refused(
            ("ALR-6", "a pattern of tasks in an alert about DAGs"),
            scene,
            |fixture| matching(fixture, pattern("TASK_ID", "IS", &["x"])),
            (
                "not-of-type",
                "TASK_ID, which is not allowed in DAG_FAILURE",
            ),
        ),
    ]
}

fn places() -> Vec<Refused> {
    vec![
        refused(
            ("ALR-7", "an unknown Deployment"),
            scene,
            |fixture| {
                alert(fixture, |draft| {
                    draft.deployment_id = DeploymentId::from_bits(1);
                })
            },
            ("not-found", "Deployment"),
        ),
        refused(
            ("ALR-8", "an unknown channel"),
            scene,
            |fixture| {
                alert(fixture, |draft| {
                    draft.notification_channel_ids = [NotificationChannelId::from_bits(1)].into();
                })
            },
            ("unreachable-channel", "not found"),
        ),
        refused(
            ("ALR-8", "the channel of another Deployment"),
            || {
                let fixture = alerted();
                let twin = fixture.deployment("twin");
                fixture.with_channel("twin's", Home::Deployment(twin))
            },
            |fixture| {
                let channel = fixture.channel("twin's");
                alert(fixture, |draft| {
                    draft.notification_channel_ids = [channel].into()
                })
            },
            ("unreachable-channel", "not found"),
        ),
        refused(
            ("ALR-8 NCH-4", "a channel above that is not shared"),
            alerted,
            |fixture| {
                let home = Home::Organization;
                let draft = fixture.channel_draft("closed", home);
                fixture.must(Command::CreateNotificationChannel(Box::new(draft)));
                let channel = fixture.channel("closed");
                edit_alert(
                    fixture,
                    "late",
                    [AlertField::NotificationChannelIds([channel].into())],
                )
            },
            ("unreachable-channel", "not found"),
        ),
        refused(
            ("ALR-8", "the shared channel of another Workspace"),
            || {
                let fixture = alerted();
                let empty = fixture.workspace("Empty");
                fixture.with_channel("elsewhere", Home::Workspace(empty))
            },
            |fixture| {
                let channel = fixture.channel("elsewhere");
                alert(fixture, |draft| {
                    draft.notification_channel_ids = [channel].into()
                })
            },
            ("unreachable-channel", "not found"),
        ),
        refused(
            ("ALR-9", "a Runtime before alerts"),
            || {
                scene().with_deployment_as("Data Platform", "ancient", |draft| {
                    draft.runtime = Some("7.0.0".into());
                })
            },
            |fixture| Command::CreateAlert(Box::new(fixture.alert_draft("new", "ancient"))),
            ("runtime-too-old", "alerts need Runtime 7.1.0"),
        ),
        refused(
            ("", "an alert's id that is there"),
            alerted,
            |fixture| {
                let id = fixture.alert("late");
                alert(fixture, |draft| draft.id = id)
            },
            ("taken", "alert"),
        ),
        refused(
            ("", "an unknown alert"),
            scene,
            |_| Command::DeleteAlert {
                id: AlertId::from_bits(1),
            },
            ("not-found", "alert"),
        ),
    ]
}
