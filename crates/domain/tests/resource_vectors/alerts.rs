//! `alert.create` and `channel.create`, and how a client reads what they make.

use planisphere_domain::alert::{
    Alert, AlertDraft, AlertRulesDraft, PatternMatchDraft, PropertiesDraft,
};
use planisphere_domain::notification_channel::{ChannelDefinition, NotificationChannelDraft};
use planisphere_domain::{AlertId, Command, NotificationChannelId, ResourceKind, SecretId};
use planisphere_fixtures::resources::{DefinitionEntry, home};
use serde::Deserialize;
use serde_json::{Value, json};

use super::input::Input;
use super::world::{World, deployment_id, id};
use super::{Answer, Stop};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ChannelRequest {
    name: String,
    #[serde(rename = "type")]
    channel_type: String,
    entity_type: String,
    entity_id: String,
    #[serde(default)]
    is_shared: bool,
    #[serde(default)]
    definition: DefinitionEntry,
}

/// Creates a channel.
pub fn channel(world: &mut World, action: &str, input: &mut Input) -> Answer {
    if action != "create" {
        return Err(Stop::unknown(format!("operation `channel.{action}`")));
    }
    let request: ChannelRequest = input.request()?;
    // NCH-2
    let home =
        home(world.stored.id, &request.entity_type, &request.entity_id).ok_or_else(|| {
            Stop::refused(format!(
                "entityType: {} {} should be one of ORGANIZATION, WORKSPACE, DEPLOYMENT",
                request.entity_type, request.entity_id
            ))
        })?;
    let id = NotificationChannelId::from_bits(world.bits());
    let mut sealed = Vec::new();
    let start = world.bits();
    let definition = request.definition.sealed(|text| {
        let id = SecretId::from_bits(start.wrapping_add(sealed.len() as u128));
        sealed.push((id, text.to_owned()));
        id
    });
    world.stored.secrets.extend(sealed);
    world.decide(&[Command::CreateNotificationChannel(Box::new(
        NotificationChannelDraft {
            id,
            name: request.name,
            home,
            channel_type: request.channel_type,
            definition,
            is_shared: request.is_shared,
        },
    ))])?;
    let channel = world.state().notification_channel(id);
    let channel = channel.ok_or_else(|| Stop::refused("channel not found"))?;
    Ok(json!({
        "id": channel.id,
        "name": channel.name,
        "type": channel.definition.channel_type().api(),
        "entityType": channel.home.level().api(),
        "entityId": request.entity_id,
        "isShared": channel.is_shared,
        "definition": definition_shown(world, &channel.definition),
    }))
}

/// What a client that created a channel is given back, credentials as it sent them.
fn definition_shown(world: &World, definition: &ChannelDefinition) -> Value {
    let secret = definition.secret();
    let text = secret.and_then(|id| world.stored.secrets.get(&id));
    match definition {
        ChannelDefinition::Email { recipients } => json!({ "recipients": recipients }),
        ChannelDefinition::Slack { .. } => json!({ "webhookUrl": text }),
        ChannelDefinition::Pagerduty { .. } => json!({ "integrationKey": text }),
        ChannelDefinition::Opsgenie { .. } => json!({ "apiKey": text }),
        ChannelDefinition::DagTrigger {
            dag_id,
            deployment_id,
            ..
        } => json!({
            "dagId": dag_id,
            "deploymentId": deployment_id,
            "deploymentApiToken": text,
        }),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct AlertRequest {
    name: String,
    #[serde(rename = "type")]
    alert_type: String,
    severity: String,
    entity_type: String,
    entity_id: String,
    #[serde(default)]
    notification_channel_ids: Vec<String>,
    rules: RulesRequest,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RulesRequest {
    #[serde(default)]
    properties: PropertiesRequest,
    #[serde(default)]
    pattern_matches: Vec<PatternRequest>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PropertiesRequest {
    deployment_id: Option<String>,
    dag_duration_seconds: Option<u32>,
    task_duration_seconds: Option<u32>,
    dag_deadline: Option<String>,
    days_of_week: Option<Vec<String>>,
    look_back_period_seconds: Option<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PatternRequest {
    entity_type: String,
    operator_type: String,
    #[serde(default)]
    values: Vec<String>,
}

/// Creates an alert.
pub fn alert(world: &mut World, action: &str, input: &mut Input) -> Answer {
    if action != "create" {
        return Err(Stop::unknown(format!("operation `alert.{action}`")));
    }
    let request: AlertRequest = input.request()?;
    if request.entity_type != "DEPLOYMENT" {
        let text = format!("entityType: {} should be DEPLOYMENT", request.entity_type);
        return Err(Stop::refused(text));
    }
    let alert = AlertId::from_bits(world.bits());
    let properties = request.rules.properties;
    let deployment = properties.deployment_id.as_deref();
    let kind = ResourceKind::NotificationChannel.to_string();
    let channels = request.notification_channel_ids.iter();
    let draft = AlertDraft {
        id: alert,
        name: request.name,
        deployment_id: deployment_id(&request.entity_id)?,
        alert_type: request.alert_type,
        severity: request.severity,
        rules: AlertRulesDraft {
            properties: PropertiesDraft {
                deployment_id: deployment.map(deployment_id).transpose()?,
                dag_duration_seconds: properties.dag_duration_seconds,
                task_duration_seconds: properties.task_duration_seconds,
                dag_deadline: properties.dag_deadline,
                days_of_week: properties.days_of_week,
                look_back_period_seconds: properties.look_back_period_seconds,
            },
            pattern_matches: request
                .rules
                .pattern_matches
                .into_iter()
                .map(|pattern| PatternMatchDraft {
                    entity_type: pattern.entity_type,
                    operator_type: pattern.operator_type,
                    values: pattern.values,
                })
                .collect(),
        },
        notification_channel_ids: channels
            .map(|text| id(&kind, text))
            .collect::<Result<_, _>>()?,
    };
    world.decide(&[Command::CreateAlert(Box::new(draft))])?;
    let stored = world.state().alert(alert);
    Ok(shown(
        stored.ok_or_else(|| Stop::refused("alert not found"))?,
    ))
}

fn shown(alert: &Alert) -> Value {
    let mut rules = serde_json::to_value(&alert.rules).expect("rules can be written");
    rules["properties"]["deploymentId"] = json!(alert.deployment_id);
    json!({
        "id": alert.id,
        "name": alert.name,
        "type": alert.alert_type.api(),
        "severity": alert.severity.api(),
        "entityType": "DEPLOYMENT",
        "entityId": alert.deployment_id,
        "deploymentId": alert.deployment_id,
        "rules": rules,
        "notificationChannelIds": alert.notification_channel_ids,
    })
}
