//! Changing an alert: a draft in the plan.

use leptos::prelude::*;
use planisphere_domain::alert::{Alert, AlertField, AlertSeverity};
use planisphere_domain::{Command, WorkspaceId};

use super::channels::ChannelsSection;
use super::fields::RulesSection;
use crate::components::Draft;
use crate::forms::parts::{Binding, DraftNotes, Part, TextPart};
use crate::replica::{Replica, Slot};
use crate::ui::{Choice, Field, Section, Segmented};

/// Fields that show their own errors.
const SHOWN: &[&str] = &[
    "name",
    "severity",
    "rules.properties.dagDurationSeconds",
    "rules.properties.taskDurationSeconds",
    "rules.properties.dagDeadline",
    "rules.properties.daysOfWeek",
    "rules.properties.lookBackPeriodSeconds",
    "rules.patternMatches",
    "notificationChannelIds",
];

/// The form of an alert that is there.
#[component]
pub fn AlertEditForm(
    /// The Workspace.
    workspace: WorkspaceId,
    /// What is stored.
    stored: Signal<Alert>,
) -> impl IntoView {
    let replica = Replica::get();
    let (id, watched) = stored.with_untracked(|alert| (alert.id, alert.deployment_id));
    let draft: Draft<Alert, AlertField> = Draft::new(
        Slot::new("alert", id),
        Signal::derive(move || format!("Alert {}", stored.with(|it| it.name.clone()))),
        stored,
        move |edits| Command::UpdateAlert { id, edits },
    );
    let closed = Memo::new(move |_| {
        let edits = Vec::new();
        replica.gate(Command::UpdateAlert { id, edits }).reason
    });
    let closed: Signal<Option<String>> = closed.into();
    let name = Part::of_draft(
        draft,
        "name",
        |it| it.name.clone(),
        AlertField::Name,
        closed,
    );
    let rules = Binding::of_draft(draft, |it| it.rules.clone(), AlertField::Rules, closed);
    let channels = Part::of_draft(
        draft,
        "notificationChannelIds",
        |it| it.notification_channel_ids.clone(),
        AlertField::NotificationChannelIds,
        closed,
    );
    let kind = draft.read(|it| it.alert_type);
    let severity = draft.read(|it| it.severity.api().to_owned());
    let severities: Vec<Choice> = AlertSeverity::ALL
        .iter()
        .map(|severity| Choice::new(severity.api(), severity.label()))
        .collect();
    view! {
        <DraftNotes closed beside=draft.error_beside(SHOWN)/>
        <Section title="What it is">
            <TextPart of=name label="Name" required=true/>
            <Field label="Severity" row=true error=draft.error_of("severity") changed=draft.changed("severity") was=draft.was("severity")>
                <Segmented
                    options=severities value=severity disabled_reason=closed
                    on_change=move |value: String| if let Some(severity) = AlertSeverity::from_name(&value) {
                        draft.set(AlertField::Severity(severity));
                    }
                />
            </Field>
        </Section>
        <RulesSection of=rules kind/>
        <ChannelsSection workspace deployment=Signal::stored(Some(watched)) of=channels/>
    }
    .into_any()
}
