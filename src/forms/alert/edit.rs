//! Changing an alert: a draft in the plan.

use leptos::prelude::*;
use planisphere_domain::alert::{Alert, AlertField, AlertSeverity};
use planisphere_domain::{Command, WorkspaceId};

use super::channels::ChannelsSection;
use super::fields::RulesSection;
use crate::components::Draft;
use crate::forms::parts::{Binding, Part, TextPart};
use crate::replica::{Replica, Slot};
use crate::ui::{Banner, Choice, Field, Section, Segmented, Tone};

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
    let name = Part {
        value: draft.read(|it| it.name.clone()).into(),
        stored: Some(draft.stored(|it| it.name.clone()).into()),
        set: Callback::new(move |(text, _)| draft.set(AlertField::Name(text))),
        error: draft.error_of("name"),
        closed,
    };
    let rules = Binding {
        value: draft.read(|it| it.rules.clone()).into(),
        stored: Some(draft.stored(|it| it.rules.clone()).into()),
        set: Callback::new(move |(rules, _)| draft.set(AlertField::Rules(rules))),
        error_of: Callback::new(move |path| draft.error_of(path)),
        closed,
    };
    let channels = Part {
        value: draft.read(|it| it.notification_channel_ids.clone()).into(),
        stored: Some(
            draft
                .stored(|it| it.notification_channel_ids.clone())
                .into(),
        ),
        set: Callback::new(move |(ids, _)| draft.set(AlertField::NotificationChannelIds(ids))),
        error: draft.error_of("notificationChannelIds"),
        closed,
    };
    let kind = draft.read(|it| it.alert_type);
    let severity = draft.read(|it| it.severity.api().to_owned());
    let severities: Vec<Choice> = AlertSeverity::ALL
        .iter()
        .map(|severity| Choice::new(severity.api(), severity.label()))
        .collect();
    let beside = draft.error_beside(SHOWN);
    view! {
        {move || closed.get().map(|reason| view! { <Banner title="You can read this, and not change it".to_owned()>{reason}</Banner> })}
        {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
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
