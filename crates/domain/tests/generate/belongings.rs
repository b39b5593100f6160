//! Random wishes about what belongs to Workspaces and Deployments.

use std::collections::BTreeSet;

use planisphere_domain::alert::{
    AlertDraft, AlertField, AlertRulesDraft, AlertSeverity, PatternMatchDraft, PropertiesDraft,
};
use planisphere_domain::findings::{FindingKey, FindingRule, Subject};
use planisphere_domain::notification_channel::{
    ChannelDefinition, DefinitionDraft, NotificationChannelDraft, NotificationChannelField,
};
use planisphere_domain::{
    AlertId, Command, Edit, Home, NotificationChannelId, SecretId, State, Timestamp,
};
use proptest::prelude::*;
use proptest::sample::select;

use super::{NUMBERS, deployment, name, pick, workspace};

/// A wish about these; numbers stand for the things of a state.
#[derive(Clone, Debug)]
pub enum BelongingWish {
    /// A new channel: at which level, where, of which type, shared or not.
    CreateChannel(u128, usize, usize, String, &'static str, bool),
    /// A channel's fields.
    Channel(usize, NotificationChannelField),
    /// The end of a channel.
    DeleteChannel(usize),
    /// A new alert: where, of which type, how long, through which channels.
    CreateAlert(u128, usize, String, &'static str, u32, Vec<usize>),
    /// An alert's name or severity.
    Alert(usize, AlertField),
    /// An alert's channels.
    Route(usize, Vec<usize>),
    /// The end of an alert.
    DeleteAlert(usize),
    /// A finding about a Deployment accepted for so many days, or no longer.
    Accept(usize, i64),
}

/// Any wish of these.
pub fn belonging_wish() -> impl Strategy<Value = BelongingWish> {
    let number = || 0..NUMBERS;
    let id = || 0..6u128;
    let channels = || prop::collection::vec(number(), 0..3);
    let channel_type = select(vec!["EMAIL", "SLACK", "DAG_TRIGGER", "PIGEON"]);
    let alert_type = select(vec!["DAG_FAILURE", "DAG_DURATION", "TASK_DURATION", "NONE"]);
    let channel = prop_oneof![
        name().prop_map(NotificationChannelField::Name),
        any::<bool>().prop_map(NotificationChannelField::IsShared),
        prop::option::of(any::<u128>().prop_map(SecretId::from_bits)).prop_map(|api_key| {
            NotificationChannelField::Definition(ChannelDefinition::Opsgenie { api_key })
        }),
    ];
    let alert = prop_oneof![
        name().prop_map(AlertField::Name),
        select(AlertSeverity::ALL).prop_map(AlertField::Severity),
    ];
    prop_oneof![
        4 => (id(), 0..3usize, number(), name(), channel_type, any::<bool>()).prop_map(
            |(id, level, place, name, of, is_shared)| {
                BelongingWish::CreateChannel(id, level, place, name, of, is_shared)
            },
        ),
        2 => (number(), channel).prop_map(|(which, it)| BelongingWish::Channel(which, it)),
        2 => number().prop_map(BelongingWish::DeleteChannel),
        4 => (id(), number(), name(), alert_type, 59..62u32, channels()).prop_map(
            |(id, place, name, of, seconds, channels)| {
                BelongingWish::CreateAlert(id, place, name, of, seconds, channels)
            },
        ),
        1 => (number(), alert).prop_map(|(which, it)| BelongingWish::Alert(which, it)),
        2 => (number(), channels()).prop_map(|(which, to)| BelongingWish::Route(which, to)),
        1 => number().prop_map(BelongingWish::DeleteAlert),
        1 => (number(), -1..3i64).prop_map(|(which, days)| BelongingWish::Accept(which, days)),
    ]
}

fn channel(state: &State, which: usize) -> NotificationChannelId {
    let found = pick(which, state.notification_channels());
    found.map_or(NotificationChannelId::from_bits(77), |it| it.id)
}

fn channels(state: &State, numbers: &[usize]) -> BTreeSet<NotificationChannelId> {
    numbers.iter().map(|it| channel(state, *it)).collect()
}

fn edit_channel(state: &State, which: usize, value: NotificationChannelField) -> Command {
    let id = channel(state, which);
    let stored = state.notification_channel(id).map(|it| it.field(&value));
    Command::UpdateNotificationChannel {
        id,
        edits: vec![Edit::new(stored.unwrap_or_else(|| value.clone()), value)],
    }
}

fn edit_alert(state: &State, which: usize, value: AlertField) -> Command {
    let found = pick(which, state.alerts());
    let stored = found.map(|it| it.field(&value));
    Command::UpdateAlert {
        id: found.map_or(AlertId::from_bits(77), |it| it.id),
        edits: vec![Edit::new(stored.unwrap_or_else(|| value.clone()), value)],
    }
}

impl BelongingWish {
    /// The wish about a state.
    pub fn command(&self, state: &State) -> Command {
        match self.clone() {
            Self::CreateChannel(id, level, place, name, channel_type, is_shared) => {
                let home = match level {
                    0 => Home::Organization,
                    1 => Home::Workspace(workspace(state, place)),
                    _ => Home::Deployment(deployment(state, place)),
                };
                Command::CreateNotificationChannel(Box::new(NotificationChannelDraft {
                    id: NotificationChannelId::from_bits(id),
                    name,
                    home,
                    channel_type: channel_type.to_owned(),
                    definition: DefinitionDraft {
                        recipients: vec!["a@b.example".to_owned()],
                        webhook_url: Some(SecretId::from_bits(id)),
                        ..DefinitionDraft::default()
                    },
                    is_shared,
                }))
            }
            Self::Channel(which, value) => edit_channel(state, which, value),
            Self::DeleteChannel(which) => Command::DeleteNotificationChannel {
                id: channel(state, which),
            },
            Self::CreateAlert(id, place, name, alert_type, seconds, through) => {
                let deployment_id = deployment(state, place);
                Command::CreateAlert(Box::new(AlertDraft {
                    id: AlertId::from_bits(id),
                    name,
                    deployment_id,
                    alert_type: alert_type.to_owned(),
                    severity: "INFO".to_owned(),
                    rules: AlertRulesDraft {
                        properties: PropertiesDraft {
                            deployment_id: Some(deployment_id),
                            dag_duration_seconds: (alert_type == "DAG_DURATION").then_some(seconds),
                            task_duration_seconds: (alert_type == "TASK_DURATION")
                                .then_some(seconds),
                            ..PropertiesDraft::default()
                        },
                        pattern_matches: vec![PatternMatchDraft {
                            entity_type: "DAG_ID".to_owned(),
                            operator_type: "IS".to_owned(),
                            values: vec!["orders".to_owned()],
                        }],
                    },
                    notification_channel_ids: channels(state, &through),
                }))
            }
            Self::Alert(which, value) => edit_alert(state, which, value),
            Self::Route(which, to) => {
                let value = AlertField::NotificationChannelIds(channels(state, &to));
                edit_alert(state, which, value)
            }
            Self::Accept(which, days) => {
                let key = FindingKey {
                    rule: FindingRule::NeverHibernates,
                    subject: Subject::Deployment(deployment(state, which)),
                };
                if days == 0 {
                    return Command::WithdrawAcceptance { key };
                }
                Command::AcceptFinding {
                    key,
                    reason: "for now".to_owned(),
                    // Some while after the fixture's time, or long before it.
                    until: Timestamp::from_seconds(1_800_000_000 * days),
                }
            }
            Self::DeleteAlert(which) => Command::DeleteAlert {
                id: pick(which, state.alerts()).map_or(AlertId::from_bits(77), |it| it.id),
            },
        }
    }
}
