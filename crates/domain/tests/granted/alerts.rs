//! Notification channels and alerts.

use planisphere_domain::alert::{AlertField, AlertSeverity, PatternMatchDraft};
use planisphere_domain::notification_channel::{
    ChannelDefinition, DefinitionDraft, NotificationChannelField,
};
use planisphere_domain::{Command, Home, SecretId};
use planisphere_fixtures::Fixture;

use super::{Accepted, accepted};
use crate::scene::alerts::{alert, alerted, channel, edit_alert, edit_channel};
use crate::scene::{scene, transfer};

fn secret() -> Option<SecretId> {
    Some(SecretId::from_bits(5))
}

/// Every type but mail, which is the usual one.
fn of_type(fixture: &mut Fixture, channel_type: &str, definition: DefinitionDraft) -> Command {
    channel(fixture, |draft| {
        draft.channel_type = channel_type.into();
        draft.definition = definition;
    })
}

pub fn cases() -> Vec<Accepted> {
    [channels(), alerts()].into_iter().flatten().collect()
}

fn channels() -> Vec<Accepted> {
    vec![
        accepted("a channel of the Organization", scene, |fixture| {
            channel(fixture, |draft| {
                draft.name = " On call ".into();
                draft.home = Home::Organization;
                draft.is_shared = true;
                draft.definition.recipients = vec![" a@b.example ".into()];
                // Not of its type, and left out.
                draft.definition.dag_id = "notify".into();
            })
        }),
        accepted("Slack", scene, |fixture| {
            let definition = DefinitionDraft {
                webhook_url: secret(),
                ..DefinitionDraft::default()
            };
            of_type(fixture, "slack", definition)
        }),
        accepted("PagerDuty", scene, |fixture| {
            let definition = DefinitionDraft {
                integration_key: secret(),
                ..DefinitionDraft::default()
            };
            of_type(fixture, "PAGERDUTY", definition)
        }),
        accepted("Opsgenie", scene, |fixture| {
            let definition = DefinitionDraft {
                api_key: secret(),
                ..DefinitionDraft::default()
            };
            of_type(fixture, "OPSGENIE", definition)
        }),
        accepted("a DAG trigger", scene, |fixture| {
            let definition = DefinitionDraft {
                dag_id: " notify ".into(),
                deployment_id: Some(fixture.deployment("etl")),
                deployment_api_token: secret(),
                ..DefinitionDraft::default()
            };
            of_type(fixture, "DAG_TRIGGER", definition)
        }),
        accepted(
            "rename a channel, and no longer share it",
            alerted,
            |fixture| {
                edit_channel(
                    fixture,
                    "own",
                    [
                        NotificationChannelField::Name(" ours ".into()),
                        NotificationChannelField::IsShared(false),
                    ],
                )
            },
        ),
        accepted("another type of channel", alerted, |fixture| {
            let slack = ChannelDefinition::Slack {
                webhook_url: secret(),
            };
            edit_channel(
                fixture,
                "team",
                [NotificationChannelField::Definition(slack)],
            )
        }),
        accepted("delete a channel", alerted, |fixture| {
            let id = fixture.alert("late");
            fixture.must(Command::DeleteAlert { id });
            Command::DeleteNotificationChannel {
                id: fixture.channel("own"),
            }
        }),
    ]
}

fn alerts() -> Vec<Accepted> {
    vec![
        accepted("about failing DAGs", alerted, |fixture| {
            let own = fixture.channel("own");
            alert(fixture, |draft| {
                draft.name = " broken ".into();
                draft.notification_channel_ids = [own].into();
            })
        }),
        accepted("about late DAGs", alerted, |fixture| {
            alert(fixture, |draft| {
                draft.alert_type = "DAG_TIMELINESS".into();
                draft.severity = "CRITICAL".into();
                let properties = &mut draft.rules.properties;
                properties.dag_deadline = Some(" 08:00 ".into());
                properties.days_of_week =
                    Some(vec!["MONDAY".into(), "friday".into(), "MONDAY".into()]);
                properties.look_back_period_seconds = Some(86_400);
            })
        }),
        accepted("about slow tasks", alerted, |fixture| {
            alert(fixture, |draft| {
                draft.alert_type = "TASK_DURATION".into();
                draft.severity = "INFO".into();
                draft.rules.properties.task_duration_seconds = Some(60);
                draft.rules.pattern_matches = vec![
                    PatternMatchDraft {
                        entity_type: "DAG_ID".into(),
                        operator_type: "INCLUDES".into(),
                        values: vec![" orders ".into(), "bills".into()],
                    },
                    PatternMatchDraft {
                        entity_type: "TASK_ID".into(),
                        operator_type: "IS_NOT".into(),
                        values: vec!["wait".into()],
                    },
                ];
            })
        }),
        accepted("another severity and fewer channels", alerted, |fixture| {
            let own = fixture.channel("own");
            edit_alert(
                fixture,
                "late",
                [
                    AlertField::Severity(AlertSeverity::Critical),
                    AlertField::NotificationChannelIds([own].into()),
                ],
            )
        }),
        accepted("delete an alert", alerted, |fixture| Command::DeleteAlert {
            id: fixture.alert("late"),
        }),
        accepted(
            "moved away from its Workspace's channel",
            alerted,
            |fixture| transfer(fixture, "etl", "Empty"),
        ),
    ]
}
