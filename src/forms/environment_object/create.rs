//! Creating an environment object.

use std::collections::BTreeSet;

use leptos::prelude::*;
use planisphere_domain::deployment::VariableValue;
use planisphere_domain::environment_object::{
    EnvironmentObjectDraft, Link, LinkDraft, ObjectScope, Payload,
};
use planisphere_domain::policy::{EnvironmentObjectType, Permission, ResourceRef};
use planisphere_domain::{Command, DeploymentId, EnvironmentObjectId, SecretId, WorkspaceId};

use super::connection::ConnectionTypeField;
use super::links::{LinksSection, Reaching};
use super::payload::{PayloadFields, connection_of, first_payload, variable_of};
use crate::components::{Junk, Made, Submission};
use crate::forms::parts::{Binding, CreationForm, Part, SwitchPart, TextPart};
use crate::paths::Place;
use crate::replica::{Ids, NewSecret, Replica};
use crate::ui::{Choice, Combobox, EmptyState, Field, Glyph, Section, Segmented};

/// Fields that show their own errors.
const SHOWN: &[&str] = &[
    "objectKey",
    "objectType",
    "description",
    "connection.type",
    "connection.host",
    "connection.port",
    "connection.schema",
    "connection.login",
    "connection.password",
    "connection.extra",
    "connection.authTypeId",
    "metricsExport.endpoint",
    "metricsExport.authType",
    "metricsExport.headers",
    "metricsExport.labels",
    "airflowVariable.value",
    "environmentVariable.value",
];
/// The choice of the Workspace among the homes.
const WORKSPACE: &str = "workspace";

/// What the form holds.
#[derive(Clone, Copy)]
struct Draft {
    home: RwSignal<String>,
    key: RwSignal<String>,
    description: RwSignal<String>,
    payload: RwSignal<Payload>,
    auto: RwSignal<bool>,
    links: RwSignal<Vec<Link>>,
    excluded: RwSignal<BTreeSet<DeploymentId>>,
    secrets: StoredValue<Vec<NewSecret>, LocalStorage>,
    id: StoredValue<Option<EnvironmentObjectId>>,
}

impl Draft {
    fn new() -> Self {
        Self {
            home: RwSignal::new(WORKSPACE.to_owned()),
            key: RwSignal::new(String::new()),
            description: RwSignal::new(String::new()),
            payload: RwSignal::new(first_payload(EnvironmentObjectType::Connection)),
            auto: RwSignal::new(false),
            links: RwSignal::new(Vec::new()),
            excluded: RwSignal::new(BTreeSet::new()),
            secrets: StoredValue::new_local(Vec::new()),
            id: StoredValue::new(None),
        }
    }

    /// A new secret, in place of what was typed under its reference before.
    fn remember(self, new: Vec<NewSecret>) {
        self.secrets.update_value(|secrets| {
            secrets.retain(|secret| !new.iter().any(|it| it.id() == secret.id()));
            secrets.extend(new);
        });
    }

    fn kind(self) -> EnvironmentObjectType {
        self.payload.with(Payload::object_type)
    }

    fn binding(self, submission: Submission) -> Binding<Payload> {
        Binding {
            value: self.payload.into(),
            stored: None,
            set: Callback::new(move |(payload, secrets)| {
                self.remember(secrets);
                self.payload.set(payload);
            }),
            error_of: Callback::new(move |path| submission.error_of(path)),
            closed: Signal::stored(None),
        }
    }

    fn reaching(self) -> Reaching {
        let fine = Signal::stored(None);
        Reaching {
            auto: Part::of_new(self.auto, fine),
            links: Part {
                set: Callback::new(move |(links, secrets)| {
                    self.remember(secrets);
                    self.links.set(links);
                }),
                ..Part::of_new(self.links, fine)
            },
            excluded: Part::of_new(self.excluded, fine),
        }
    }

    /// The command that the form stands for.
    fn made(self, workspace: WorkspaceId) -> Made {
        let id = match self.id.get_value() {
            Some(id) => id,
            None => Ids::environment_object()?,
        };
        self.id.set_value(Some(id));
        let own = self.home.get_untracked().parse().ok();
        let scope = own.map_or(ObjectScope::Workspace(workspace), ObjectScope::Deployment);
        let is_shared = own.is_none();
        let payload = self.payload.get_untracked();
        let links = if is_shared {
            self.links.get_untracked()
        } else {
            Vec::new()
        };
        let wanted: BTreeSet<SecretId> = payload
            .secrets()
            .into_iter()
            .chain(links.iter().flat_map(Link::secrets))
            .collect();
        let mut secrets = self.secrets.get_value();
        secrets.retain(|secret| wanted.contains(&secret.id()));
        let draft = EnvironmentObjectDraft {
            id,
            object_key: self.key.get_untracked(),
            object_type: payload.object_type().api().to_owned(),
            scope,
            description: self.description.get_untracked(),
            payload: payload.into(),
            auto_link_deployments: is_shared && self.auto.get_untracked(),
            links: links
                .into_iter()
                .map(|link| LinkDraft {
                    deployment_id: link.deployment_id,
                    overrides: link.overrides.map(Into::into).unwrap_or_default(),
                })
                .collect(),
            exclude_links: if is_shared {
                self.excluded.get_untracked()
            } else {
                BTreeSet::new()
            },
        };
        Ok((
            vec![Command::CreateEnvironmentObject(Box::new(draft))],
            secrets,
        ))
    }
}

/// The form, or why there is none.
#[component]
pub fn EnvironmentObjectCreateForm(
    /// The Workspace.
    workspace: WorkspaceId,
) -> impl IntoView {
    let replica = Replica::get();
    let homes = Memo::new(move |_| homes(replica, workspace));
    let reason = Memo::new(move |_| {
        let at = ResourceRef::Workspace(workspace);
        replica
            .may(Permission::WorkspaceEnvObjectsCreate, at)
            .reason
    });
    let is_closed = Memo::new(move |_| homes.with(Vec::is_empty));
    move || {
        if is_closed.get() {
            let text = Signal::derive(move || reason.get().unwrap_or_default());
            return view! { <EmptyState glyph=Glyph::Lock title="You may not create environment objects here" text=text/> }
                .into_any();
        }
        view! { <Form workspace homes/> }.into_any()
    }
}

/// Where the person may create one.
fn homes(replica: Replica, workspace: WorkspaceId) -> Vec<Choice> {
    let at = ResourceRef::Workspace(workspace);
    let in_workspace = replica
        .may(Permission::WorkspaceEnvObjectsCreate, at)
        .reason
        .is_none();
    let shared = Choice::new(WORKSPACE, "The Workspace").note("linked to Deployments");
    let deployments = replica.deployment_names(workspace).into_iter();
    let own = deployments
        .filter(|(id, _)| {
            let at = ResourceRef::Deployment(*id);
            let gate = replica.may(Permission::DeploymentEnvObjectsCreate, at);
            gate.reason.is_none()
        })
        .map(|(id, name)| Choice::new(id.to_string(), name).note("one Deployment"));
    in_workspace
        .then_some(shared)
        .into_iter()
        .chain(own)
        .collect()
}

#[component]
fn Form(workspace: WorkspaceId, homes: Memo<Vec<Choice>>) -> impl IntoView {
    let place = Place::current();
    let draft = Draft::new();
    if let Some(first) = homes.with_untracked(|homes| homes.first().cloned()) {
        draft.home.set(first.value);
    }
    let submission = Submission::default();
    let junk = Junk::provide();
    let kind = Memo::new(move |_| draft.kind());
    let is_shared = Memo::new(move |_| draft.home.get() == WORKSPACE);
    let is_variable = Memo::new(move |_| {
        matches!(
            kind.get(),
            EnvironmentObjectType::AirflowVariable | EnvironmentObjectType::EnvironmentVariable
        )
    });
    let kinds: Vec<Choice> = EnvironmentObjectType::ALL
        .iter()
        .map(|kind| Choice::new(kind.api(), kind.label()))
        .collect();
    let choose_kind = move |value: String| {
        if let Some(kind) = EnvironmentObjectType::from_name(&value) {
            draft.payload.set(first_payload(kind));
            // What was different elsewhere was of the other kind.
            draft.links.update(|links| {
                for link in links {
                    link.overrides = None;
                }
            });
            submission.reset();
        }
    };
    let of = draft.binding(submission);
    let key_label = move || match kind.get() {
        EnvironmentObjectType::Connection => "Connection id".to_owned(),
        EnvironmentObjectType::MetricsExport => "Name".to_owned(),
        _ => "Key".to_owned(),
    };
    let key_part = Part::of_new(draft.key, submission.error_of("objectKey"));
    let description = Part::of_new(draft.description, submission.error_of("description"));
    let secret = Part {
        value: Memo::new(move |_| draft.payload.with(|it| variable_of(it).is_secret())).into(),
        stored: None,
        set: Callback::new(move |(is_secret, _): (bool, Vec<NewSecret>)| {
            let value = if is_secret {
                VariableValue::Secret(None)
            } else {
                VariableValue::Plain(String::new())
            };
            draft.payload.update(|payload| match payload {
                Payload::AirflowVariable(own) | Payload::EnvironmentVariable(own) => *own = value,
                _ => {}
            });
            draft.links.update(|links| {
                for link in links {
                    link.overrides = None;
                }
            });
        }),
        error: Signal::stored(None),
        closed: Signal::stored(None),
    };
    let fields = move || {
        let kind = kind.get();
        let connection_type =
            Signal::derive(move || draft.payload.with(|it| connection_of(it).connection_type));
        let connection = (kind == EnvironmentObjectType::Connection).then(|| {
            view! { <ConnectionTypeField of=of.within(connection_of, Payload::Connection)/> }
        });
        // A connection without a type shows no field.
        let is_ready = Memo::new(move |_| {
            kind != EnvironmentObjectType::Connection || !connection_type.get().is_empty()
        });
        let rest = move || {
            is_ready
                .get()
                .then(|| view! { <PayloadFields of kind connection_type/> })
        };
        view! { {connection}{rest} }
    };
    let next = move |is_applied: bool| {
        let paths = place.paths();
        match draft.id.get_value() {
            Some(id) if is_applied => paths.environment_object(workspace, id),
            _ => paths.environment(workspace),
        }
    };
    view! {
        <CreationForm
            noun="object" kind="environment object" name=draft.key submission shown=SHOWN
            make=move |()| draft.made(workspace) next disabled_reason=junk.reason()
        >
        <Section title="What it is">
            <Field label="Kind" row=true error=submission.error_of("objectType")>
                <Segmented options=kinds value=Signal::derive(move || kind.get().api().to_owned()) on_change=choose_kind/>
            </Field>
            <TextPart of=key_part label=Signal::derive(key_label) class="mono wide" required=true autofocus=true hint="It never changes".to_owned()/>
            <TextPart of=description label="Description" rows=2 optional=true/>
            <Field label="Belongs to" row=true hint="To the Workspace, which links it to Deployments, or to one Deployment alone">
                <Combobox options=homes value=draft.home on_change=move |home| draft.home.set(home)/>
            </Field>
        </Section>
        <Section title="What it holds">
            <Show when=move || is_variable.get()>
                <SwitchPart of=secret label="Secret" hint="Sealed, never shown again; it stays a secret for good".to_owned()/>
            </Show>
            {fields}
        </Section>
        <Show when=move || is_shared.get()>
            <LinksSection workspace of=draft.reaching() payload=draft.payload/>
        </Show>
        </CreationForm>
    }
    .into_any()
}
