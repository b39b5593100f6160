//! Creating, editing and deleting alerts (ALR rules).

use std::collections::BTreeSet;

use super::rules::check_patterns;
use super::{
    Alert, AlertRules, AlertRulesDraft, AlertSeverity, AlertType, LEAST_RUNTIME_FOR_ALERTS,
};
use crate::belonging::Home;
use crate::decide::{Context, Outcome};
use crate::deployment::RuntimeVersion;
use crate::edit::{Edit, Value, editable};
use crate::names::Names;
use crate::policy::{Permission, ResourceRef};
use crate::validation::{Checks, conflicts};
use crate::{
    AlertId, DeploymentId, Event, NotificationChannelId, Problem, Rejection, ResourceKind,
};

/// The longest name, the same as a token's (TOK-1); no source gives one for alerts.
const LONGEST_NAME: usize = 256;

/// What somebody asks for when creating an alert. Type, severity and the words of its rules come as texts,
/// so that what is none is refused with a sentence.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AlertDraft {
    /// The new id.
    pub id: AlertId,
    /// Its name.
    pub name: String,
    /// The Deployment that it watches.
    pub deployment_id: DeploymentId,
    /// What it is about, in the API's word.
    pub alert_type: String,
    /// How bad it is, in the API's word.
    pub severity: String,
    /// When it fires.
    pub rules: AlertRulesDraft,
    /// Through which channels it is sent.
    pub notification_channel_ids: BTreeSet<NotificationChannelId>,
}

editable! {
    /// A field of an alert that can be edited; its type and its Deployment are none.
    AlertField of Alert {
        /// The name.
        Name(String) = "name" in name;
        /// How bad it is.
        Severity(AlertSeverity) = "severity" in severity;
        /// When it fires.
        Rules(AlertRules) = "rules" in rules;
        /// Through which channels it is sent.
        NotificationChannelIds(BTreeSet<NotificationChannelId>) = "notificationChannelIds" in notification_channel_ids;
    }
}

impl Value for AlertSeverity {
    fn shown(&self, _: &Names<'_>) -> String {
        self.label().to_owned()
    }
}

impl Value for NotificationChannelId {
    fn shown(&self, names: &Names<'_>) -> String {
        names.channel(*self)
    }
}

fn stored<'a>(context: &Context<'a>, id: AlertId) -> Result<&'a Alert, Rejection> {
    context
        .state
        .alert(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::Alert, id))
}

pub(crate) fn create(context: &Context<'_>, draft: &AlertDraft) -> Outcome {
    let id = draft.deployment_id;
    // ALR-7: a Deployment that is not there is not found.
    context.require(
        Permission::DeploymentAlertsCreate,
        ResourceRef::Deployment(id),
    )?;
    let mut checks = Checks::default();
    checks.ensure(context.state.alert(draft.id).is_none(), || {
        Problem::taken("id", ResourceKind::Alert, &draft.id.to_string())
    });
    // ALR-1 and ALR-2
    let alert_type = checks.word::<AlertType>("type", &draft.alert_type);
    let severity = checks.word("severity", &draft.severity);
    let rules = draft.rules.read(&mut checks);
    let alert = Alert {
        id: draft.id,
        name: draft.name.trim().to_owned(),
        deployment_id: id,
        alert_type: alert_type.unwrap_or(AlertType::DagFailure),
        severity: severity.unwrap_or(AlertSeverity::Info),
        rules,
        notification_channel_ids: draft.notification_channel_ids.clone(),
        created_at: context.env.now,
        created_by: context.caller.actor,
        updated_at: context.env.now,
        updated_by: context.caller.actor,
    };
    check_text(&mut checks, &alert.name);
    let given = &draft.rules.properties;
    // Without a type nobody knows which properties it needs.
    if let Some(alert_type) = alert_type {
        let has_days = given.days_of_week.as_ref().is_some_and(|it| !it.is_empty());
        let has_deployment = given.deployment_id.is_some();
        let properties = &alert.rules.properties;
        properties.check(&mut checks, alert_type, has_deployment, has_days);
        check_patterns(&mut checks, alert_type, &alert.rules.pattern_matches);
    }
    checks.ensure(given.deployment_id.is_none_or(|given| given == id), || {
        Problem::new(
            "rules.properties.deploymentId",
            "other-deployment",
            "deploymentId is not the Deployment of entityId",
            "Name the same Deployment in both.",
        )
    });
    check_runtime(&mut checks, context, id);
    let channels = &alert.notification_channel_ids;
    check_channels(&mut checks, context, id, channels);
    checks.finish()?;
    Ok(vec![Event::AlertCreated(Box::new(alert))])
}

pub(crate) fn update(context: &Context<'_>, id: AlertId, edits: &[Edit<AlertField>]) -> Outcome {
    let alert = stored(context, id)?;
    context.require(
        Permission::DeploymentAlertsUpdate,
        ResourceRef::Deployment(alert.deployment_id),
    )?;
    let changes = conflicts(context, edits, |like| alert.field(like))?;
    let mut after = alert.clone();
    for change in &changes {
        after.set(change.clone());
    }
    let mut checks = Checks::default();
    check_text(&mut checks, &after.name);
    let properties = &after.rules.properties;
    properties.check(&mut checks, after.alert_type, true, false);
    check_patterns(&mut checks, after.alert_type, &after.rules.pattern_matches);
    let new = &after.notification_channel_ids - &alert.notification_channel_ids;
    check_channels(&mut checks, context, after.deployment_id, &new);
    checks.finish()?;
    Ok(if changes.is_empty() {
        Vec::new()
    } else {
        vec![Event::AlertEdited { id, changes }]
    })
}

/// Rule 124: no tier refuses it.
pub(crate) fn delete(context: &Context<'_>, id: AlertId) -> Outcome {
    let alert = stored(context, id)?;
    context.require_taking_back(
        Permission::DeploymentAlertsDelete,
        ResourceRef::Deployment(alert.deployment_id),
    )?;
    Ok(vec![Event::AlertDeleted { id }])
}

fn check_text(checks: &mut Checks, name: &str) {
    checks.text("name", "the alert's name", name, 1, LONGEST_NAME);
}

/// ALR-9.
fn check_runtime(checks: &mut Checks, context: &Context<'_>, id: DeploymentId) {
    let Some(deployment) = context.state.deployment(id) else {
        return;
    };
    let runtime = &deployment.runtime;
    let holds = *runtime >= RuntimeVersion::new(LEAST_RUNTIME_FOR_ALERTS);
    checks.ensure(holds, || {
        Problem::new(
            "entityId",
            "runtime-too-old",
            format!(
                "alerts need Runtime {LEAST_RUNTIME_FOR_ALERTS}, the Deployment runs {runtime}"
            ),
            "Deploy a newer Runtime first.",
        )
        .value(runtime)
        .limit(LEAST_RUNTIME_FOR_ALERTS)
    });
}

/// ALR-8.
fn check_channels(
    checks: &mut Checks,
    context: &Context<'_>,
    deployment: DeploymentId,
    channels: &BTreeSet<NotificationChannelId>,
) {
    for (place, id) in channels.iter().enumerate() {
        let home = Home::Deployment(deployment);
        let found = context.state.notification_channel(*id);
        let holds = found.is_some_and(|channel| channel.is_reachable_from(context.state, home));
        checks.ensure(holds, || {
            Problem::new(
                format!("notificationChannelIds[{place}]"),
                "unreachable-channel",
                format!("notification channel `{id}` not found from the Deployment"),
                "Choose a channel of the Deployment, or a shared one above it.",
            )
            .value(id)
        });
    }
}
