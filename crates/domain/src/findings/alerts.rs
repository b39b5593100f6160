//! Alerts that no channel sends.

use super::{FindingRule, Fix, Look, Subject};
use crate::alert::{Alert, AlertField};
use crate::belonging::Home;
use crate::edit::Edit;
use crate::notification_channel::{ChannelType, DefinitionDraft, NotificationChannelDraft};
use crate::{AlertId, Command, NotificationChannelId, State};

pub(super) fn look(look: &mut Look<'_>) {
    let mute = |alert: &&Alert| alert.notification_channel_ids.is_empty();
    for alert in look.state.alerts().filter(mute) {
        let evidence = format!("the alert `{}` has no notification channel", alert.name);
        look.add(
            FindingRule::AlertToNobody,
            Subject::Alert(alert.id),
            evidence,
        );
    }
}

/// Sends it through the nearest channel that it can use, or through a new one to the Deployment's contacts.
pub(super) fn fix(state: &State, id: AlertId, ids: &mut dyn FnMut() -> u128) -> Option<Fix> {
    let alert = state.alert(id)?;
    let home = Home::Deployment(alert.deployment_id);
    let nearest = state
        .notification_channels()
        .filter(|channel| channel.is_reachable_from(state, home))
        .max_by_key(|channel| channel.home.level());
    if let Some(channel) = nearest {
        return Some(Fix::of(route(alert, channel.id)));
    }
    let deployment = state.deployment(alert.deployment_id)?;
    let recipients = deployment.contact_emails.clone();
    if recipients.is_empty() {
        return None;
    }
    let channel = NotificationChannelId::from_bits(ids());
    let draft = NotificationChannelDraft {
        id: channel,
        name: "Contacts".to_owned(),
        home,
        channel_type: ChannelType::Email.api().to_owned(),
        definition: DefinitionDraft {
            recipients,
            ..DefinitionDraft::default()
        },
        is_shared: false,
    };
    Some(Fix {
        commands: vec![
            Command::CreateNotificationChannel(Box::new(draft)),
            route(alert, channel),
        ],
        seals: Vec::new(),
    })
}

fn route(alert: &Alert, channel: NotificationChannelId) -> Command {
    let stored = alert.notification_channel_ids.clone();
    Command::UpdateAlert {
        id: alert.id,
        edits: vec![Edit::new(
            AlertField::NotificationChannelIds(stored),
            AlertField::NotificationChannelIds([channel].into()),
        )],
    }
}
