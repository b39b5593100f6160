//! Creating an alert.

use std::collections::BTreeSet;

use leptos::prelude::*;
use planisphere_domain::alert::{
    AlertDraft, AlertProperties, AlertRules, AlertRulesDraft, AlertSeverity, AlertType,
    PatternEntity, PatternMatchDraft, PropertiesDraft,
};
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{AlertId, Command, DeploymentId, NotificationChannelId, WorkspaceId};

use super::channels::ChannelsSection;
use super::fields::RulesSection;
use crate::components::{Junk, Made, Submission};
use crate::forms::parts::{Binding, CreationForm, Part, TextPart};
use crate::paths::Place;
use crate::replica::{Ids, Replica};
use crate::ui::{Choice, Combobox, EmptyState, Field, Glyph, Section, Segmented, Select};

/// Fields that show their own errors.
const SHOWN: &[&str] = &[
    "name",
    "type",
    "severity",
    "entityId",
    "rules.properties.dagDurationSeconds",
    "rules.properties.taskDurationSeconds",
    "rules.properties.dagDeadline",
    "rules.properties.daysOfWeek",
    "rules.properties.lookBackPeriodSeconds",
    "notificationChannelIds",
];

/// What the form holds.
#[derive(Clone, Copy)]
struct Draft {
    name: RwSignal<String>,
    deployment: RwSignal<String>,
    kind: RwSignal<AlertType>,
    severity: RwSignal<AlertSeverity>,
    rules: RwSignal<AlertRules>,
    channels: RwSignal<BTreeSet<NotificationChannelId>>,
    id: StoredValue<Option<AlertId>>,
}

impl Draft {
    fn new(deployment: String) -> Self {
        Self {
            name: RwSignal::new(String::new()),
            deployment: RwSignal::new(deployment),
            kind: RwSignal::new(AlertType::DagFailure),
            severity: RwSignal::new(AlertSeverity::Warning),
            rules: RwSignal::new(AlertRules::default()),
            channels: RwSignal::new(BTreeSet::new()),
            id: StoredValue::new(None),
        }
    }

    fn watched(self) -> Option<DeploymentId> {
        self.deployment.with(|id| id.parse().ok())
    }

    /// What another type does not have goes.
    fn choose_kind(self, kind: AlertType) {
        self.kind.set(kind);
        self.rules.update(|rules| {
            rules.properties = AlertProperties::default();
            let about_tasks = kind.is_about_tasks();
            rules
                .pattern_matches
                .retain(|pattern| about_tasks || pattern.entity_type == PatternEntity::DagId);
        });
    }

    /// The command that the form stands for.
    fn made(self) -> Made {
        let id = match self.id.get_value() {
            Some(id) => id,
            None => Ids::alert()?,
        };
        self.id.set_value(Some(id));
        let Some(deployment_id) = untrack(|| self.watched()) else {
            return Ok((Vec::new(), Vec::new()));
        };
        let rules = self.rules.get_untracked();
        let properties = rules.properties;
        let days = properties
            .days_of_week
            .iter()
            .map(|day| day.api().to_owned());
        let days: Vec<String> = days.collect();
        let draft = AlertDraft {
            id,
            name: self.name.get_untracked(),
            deployment_id,
            alert_type: self.kind.get_untracked().api().to_owned(),
            severity: self.severity.get_untracked().api().to_owned(),
            rules: AlertRulesDraft {
                properties: PropertiesDraft {
                    deployment_id: Some(deployment_id),
                    dag_duration_seconds: properties.dag_duration_seconds,
                    task_duration_seconds: properties.task_duration_seconds,
                    dag_deadline: properties.dag_deadline,
                    days_of_week: (!days.is_empty()).then_some(days),
                    look_back_period_seconds: properties.look_back_period_seconds,
                },
                pattern_matches: rules
                    .pattern_matches
                    .into_iter()
                    .map(|pattern| PatternMatchDraft {
                        entity_type: pattern.entity_type.api().to_owned(),
                        operator_type: pattern.operator_type.api().to_owned(),
                        values: pattern.values,
                    })
                    .collect(),
            },
            notification_channel_ids: self.channels.get_untracked(),
        };
        Ok((vec![Command::CreateAlert(Box::new(draft))], Vec::new()))
    }
}

/// The form, or why there is none.
#[component]
pub fn AlertCreateForm(
    /// The Workspace.
    workspace: WorkspaceId,
) -> impl IntoView {
    let replica = Replica::get();
    let all = Memo::new(move |_| replica.deployment_names(workspace));
    let gates = Memo::new(move |_| {
        all.with(|all| {
            all.iter()
                .map(|(id, _)| {
                    replica
                        .may(
                            Permission::DeploymentAlertsCreate,
                            ResourceRef::Deployment(*id),
                        )
                        .reason
                })
                .collect::<Vec<_>>()
        })
    });
    let open = Memo::new(move |_| {
        let gates = gates.get();
        let all = all.get().into_iter().zip(gates);
        all.filter(|(_, reason)| reason.is_none())
            .map(|((id, name), _)| Choice::new(id.to_string(), name))
            .collect::<Vec<_>>()
    });
    let is_closed = Memo::new(move |_| open.with(Vec::is_empty));
    move || {
        if !is_closed.get() {
            return view! { <Form workspace deployments=open/> }.into_any();
        }
        match gates.with_untracked(|gates| gates.first().cloned().flatten()) {
            Some(reason) => view! { <EmptyState glyph=Glyph::Lock title="You may not create alerts here" text=reason/> }.into_any(),
            None => view! { <EmptyState glyph=Glyph::Deployment title="No Deployment to watch" text="An alert watches one Deployment; this Workspace holds none that you can see."/> }.into_any(),
        }
    }
}

#[component]
fn Form(workspace: WorkspaceId, deployments: Memo<Vec<Choice>>) -> impl IntoView {
    let place = Place::current();
    // Where there is one, there is nothing to choose.
    let only = deployments.with_untracked(|all| match all.as_slice() {
        [only] => only.value.clone(),
        _ => String::new(),
    });
    let draft = Draft::new(only);
    let submission = Submission::default();
    let junk = Junk::provide();
    let kind = Memo::new(move |_| draft.kind.get());
    let kinds: Vec<Choice> = AlertType::ALL
        .iter()
        .map(|kind| Choice::new(kind.api(), kind.label()))
        .collect();
    let severities: Vec<Choice> = AlertSeverity::ALL
        .iter()
        .map(|severity| Choice::new(severity.api(), severity.label()))
        .collect();
    let fine = Signal::stored(None);
    let rules = Binding {
        value: draft.rules.into(),
        stored: None,
        set: Callback::new(move |(rules, _)| draft.rules.set(rules)),
        error_of: Callback::new(move |path| submission.error_of(path)),
        closed: fine,
    };
    let name_part = Part::of_new(draft.name, submission.error_of("name"));
    let channels = Part::of_new(
        draft.channels,
        submission.error_of("notificationChannelIds"),
    );
    let choose_deployment = move |id: String| {
        draft.deployment.set(id);
        // Another Deployment may not reach the same channels.
        draft.channels.set(BTreeSet::new());
    };
    let reason = Signal::derive(move || {
        let unknown = draft.watched().is_none();
        junk.reason().get().or_else(|| {
            unknown.then(|| "No Deployment is chosen. Choose the one that it watches.".to_owned())
        })
    });
    let next = move |is_applied: bool| {
        let paths = place.paths();
        match draft.id.get_value() {
            Some(id) if is_applied => paths.alert(workspace, id),
            _ => paths.alerts(workspace),
        }
    };
    view! {
        <CreationForm
            noun="alert" kind="alert" name=draft.name submission shown=SHOWN
            make=move |()| draft.made() next disabled_reason=reason
        >
        <Section title="What it is">
            <TextPart of=name_part label="Name" required=true autofocus=true/>
            <Field label="Deployment" row=true required=true error=submission.error_of("entityId") hint="The one that it watches, for good">
                <Combobox options=deployments value=draft.deployment on_change=choose_deployment placeholder="Choose a Deployment"/>
            </Field>
            <Field label="About" row=true error=submission.error_of("type") hint="It never changes">
                <Select
                    options=kinds value=Signal::derive(move || kind.get().api().to_owned())
                    on_change=move |value: String| if let Some(kind) = AlertType::from_name(&value) { draft.choose_kind(kind) }
                />
            </Field>
            <Field label="Severity" row=true error=submission.error_of("severity")>
                <Segmented
                    options=severities value=Signal::derive(move || draft.severity.get().api().to_owned())
                    on_change=move |value: String| if let Some(severity) = AlertSeverity::from_name(&value) { draft.severity.set(severity) }
                />
            </Field>
        </Section>
        <RulesSection of=rules kind/>
        <ChannelsSection workspace deployment=Signal::derive(move || draft.watched()) of=channels/>
        </CreationForm>
    }
    .into_any()
}
