//! Notification channels: their types, what these need, and who uses them.

use planisphere_domain::notification_channel::{
    ChannelDefinition, DefinitionDraft, NotificationChannelField as Field,
};
use planisphere_domain::{Command, DeploymentId, NotificationChannelId, SecretId};
use planisphere_fixtures::Fixture;

use super::{Refused, refused};
use crate::scene::alerts::{alerted, channel, edit_channel};
use crate::scene::scene;

fn bare(fixture: &mut Fixture, channel_type: &str) -> Command {
    channel(fixture, |draft| {
        draft.channel_type = channel_type.into();
        draft.definition = DefinitionDraft::default();
    })
}

pub fn cases() -> Vec<Refused> {
    vec![
        refused(
            ("NCH-1", "a type that is none"),
            scene,
            |fixture| bare(fixture, "PIGEON"),
            ("unknown-word", "type is `PIGEON`"),
        ),
        refused(
            ("NCH-1", "Slack without its address"),
            scene,
            |fixture| bare(fixture, "SLACK"),
            ("missing-fields", "Missing fields: webhookUrl"),
        ),
        refused(
            ("NCH-1", "PagerDuty without its key"),
            scene,
            |fixture| bare(fixture, "PAGERDUTY"),
            ("missing-fields", "Missing fields: integrationKey"),
        ),
        refused(
            ("NCH-1", "Opsgenie without its key"),
            scene,
            |fixture| bare(fixture, "OPSGENIE"),
            ("missing-fields", "Missing fields: apiKey"),
        ),
        refused(
            ("NCH-1", "a DAG trigger without anything"),
            scene,
            |fixture| bare(fixture, "DAG_TRIGGER"),
            (
                "missing-fields",
                "Missing fields: dagId, deploymentApiToken, deploymentId",
            ),
        ),
        refused(
            ("", "a DAG trigger in an unknown Deployment"),
            scene,
            |fixture| {
                channel(fixture, |draft| {
                    draft.channel_type = "DAG_TRIGGER".into();
                    draft.definition.dag_id = "notify".into();
                    draft.definition.deployment_api_token = Some(SecretId::from_bits(1));
                    draft.definition.deployment_id = Some(DeploymentId::from_bits(1));
                })
            },
            ("unknown-deployment", "deployment with id c"),
        ),
        refused(
            ("NCH-3", "mail to nobody"),
            scene,
            |fixture| bare(fixture, "EMAIL"),
            ("empty", "definition.recipients"),
        ),
        refused(
            ("NCH-3", "mail to what is no address"),
            scene,
            |fixture| {
                channel(fixture, |draft| {
                    draft.definition.recipients.push("nobody".into());
                })
            },
            ("email", "`nobody`"),
        ),
        refused(
            ("NCH-3", "the last address taken"),
            alerted,
            |fixture| {
                let recipients = Vec::new();
                let nobody = Field::Definition(ChannelDefinition::Email { recipients });
                edit_channel(fixture, "own", [nobody])
            },
            ("empty", "definition.recipients"),
        ),
        refused(
            ("NCH-1", "turned into a type without its credential"),
            alerted,
            |fixture| {
                let api_key = None;
                let bare = Field::Definition(ChannelDefinition::Opsgenie { api_key });
                edit_channel(fixture, "own", [bare])
            },
            ("missing-fields", "apiKey"),
        ),
        refused(
            ("", "a channel without a name"),
            scene,
            |fixture| channel(fixture, |draft| draft.name = " ".into()),
            ("empty", "channel's name"),
        ),
        refused(
            ("", "a channel's name of 257 characters"),
            alerted,
            |fixture| edit_channel(fixture, "own", [Field::Name("x".repeat(257))]),
            ("too-long", "limit is 256"),
        ),
        refused(
            ("", "a channel's id that is there"),
            alerted,
            |fixture| {
                let id = fixture.channel("own");
                channel(fixture, |draft| draft.id = id)
            },
            ("taken", "notification channel"),
        ),
        refused(
            ("", "an unknown channel"),
            scene,
            |_| Command::DeleteNotificationChannel {
                id: NotificationChannelId::from_bits(1),
            },
            ("not-found", "notification channel"),
        ),
        refused(
            ("NCH-5", "a channel that an alert uses"),
            alerted,
            |fixture| Command::DeleteNotificationChannel {
                id: fixture.channel("own"),
            },
            ("channel-in-use", "1 alert uses the channel `own`"),
        ),
        refused(
            ("NCH-4", "no longer shared with an alert below that uses it"),
            alerted,
            |fixture| edit_channel(fixture, "all", [Field::IsShared(false)]),
            ("channel-in-use", "1 alert uses"),
        ),
    ]
}
