//! Creating a notification channel.

use leptos::prelude::*;
use planisphere_domain::notification_channel::{
    ChannelDefinition, ChannelType, NotificationChannelDraft,
};
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{Command, Home, NotificationChannelId, WorkspaceId};

use super::definition::{DefinitionFields, draft_of, first_definition};
use crate::components::{Junk, Made, Submission};
use crate::forms::parts::{Binding, CreationForm, Part, SwitchPart, TextPart};
use crate::paths::Place;
use crate::replica::{Ids, NewSecret, Replica};
use crate::ui::{Choice, Combobox, EmptyState, Field, Glyph, Section, Segmented};

/// Fields that show their own errors.
const SHOWN: &[&str] = &[
    "name",
    "type",
    "isShared",
    "definition.recipients",
    "definition.dagId",
    "definition.deploymentId",
];
/// The choices that are no Deployment.
const ORGANIZATION: &str = "organization";
const WORKSPACE: &str = "workspace";

/// What the form holds.
#[derive(Clone, Copy)]
struct Draft {
    name: RwSignal<String>,
    home: RwSignal<String>,
    definition: RwSignal<ChannelDefinition>,
    is_shared: RwSignal<bool>,
    secrets: StoredValue<Vec<NewSecret>, LocalStorage>,
    id: StoredValue<Option<NotificationChannelId>>,
}

impl Draft {
    fn new(home: String) -> Self {
        Self {
            name: RwSignal::new(String::new()),
            home: RwSignal::new(home),
            definition: RwSignal::new(first_definition(ChannelType::Email)),
            is_shared: RwSignal::new(true),
            secrets: StoredValue::new_local(Vec::new()),
            id: StoredValue::new(None),
        }
    }

    /// Whether anything lies below its home.
    fn is_high(self) -> bool {
        self.home
            .with(|home| home == ORGANIZATION || home == WORKSPACE)
    }

    fn home(self, workspace: WorkspaceId) -> Home {
        self.home.with_untracked(|home| match home.as_str() {
            ORGANIZATION => Home::Organization,
            other => other
                .parse()
                .map_or(Home::Workspace(workspace), Home::Deployment),
        })
    }

    /// The command that the form stands for.
    fn made(self, workspace: WorkspaceId) -> Made {
        let id = match self.id.get_value() {
            Some(id) => id,
            None => Ids::notification_channel()?,
        };
        self.id.set_value(Some(id));
        let definition = self.definition.get_untracked();
        let wanted = definition.secret();
        let mut secrets = self.secrets.get_value();
        secrets.retain(|secret| Some(secret.id()) == wanted);
        let draft = NotificationChannelDraft {
            id,
            name: self.name.get_untracked(),
            home: self.home(workspace),
            channel_type: definition.channel_type().api().to_owned(),
            definition: draft_of(definition),
            is_shared: untrack(|| self.is_high()) && self.is_shared.get_untracked(),
        };
        let command = Command::CreateNotificationChannel(Box::new(draft));
        Ok((vec![command], secrets))
    }
}

/// The form, or why there is none.
#[component]
pub fn ChannelCreateForm(
    /// The Workspace.
    workspace: WorkspaceId,
) -> impl IntoView {
    let replica = Replica::get();
    let homes = Memo::new(move |_| homes(replica, workspace));
    let reason = Memo::new(move |_| {
        let at = ResourceRef::Workspace(workspace);
        replica
            .may(Permission::WorkspaceNotificationChannelsCreate, at)
            .reason
    });
    let is_closed = Memo::new(move |_| homes.with(Vec::is_empty));
    move || {
        if is_closed.get() {
            let text = Signal::derive(move || reason.get().unwrap_or_default());
            return view! { <EmptyState glyph=Glyph::Lock title="You may not create notification channels here" text=text/> }
                .into_any();
        }
        view! { <Form workspace homes/> }.into_any()
    }
}

/// Where the person may create one, the Workspace first.
fn homes(replica: Replica, workspace: WorkspaceId) -> Vec<Choice> {
    let may = |at: ResourceRef| {
        let gate = replica.may(Permission::WorkspaceNotificationChannelsCreate, at);
        gate.reason.is_none()
    };
    let mut homes = Vec::new();
    if may(ResourceRef::Workspace(workspace)) {
        homes.push(Choice::new(WORKSPACE, "The Workspace"));
    }
    if may(ResourceRef::Organization) {
        homes.push(Choice::new(ORGANIZATION, "The Organization"));
    }
    let deployments = replica.deployment_names(workspace).into_iter();
    homes.extend(
        deployments
            .filter(|(id, _)| may(ResourceRef::Deployment(*id)))
            .map(|(id, name)| Choice::new(id.to_string(), name).note("one Deployment")),
    );
    homes
}

#[component]
fn Form(workspace: WorkspaceId, homes: Memo<Vec<Choice>>) -> impl IntoView {
    let place = Place::current();
    let first = homes.with_untracked(|homes| homes.first().map(|home| home.value.clone()));
    let draft = Draft::new(first.unwrap_or_default());
    let submission = Submission::default();
    let junk = Junk::provide();
    let kinds: Vec<Choice> = ChannelType::ALL
        .iter()
        .map(|kind| Choice::new(kind.api(), kind.label()))
        .collect();
    let kind = Memo::new(move |_| draft.definition.with(ChannelDefinition::channel_type));
    let choose = move |value: String| {
        if let Some(kind) = ChannelType::from_name(&value) {
            draft.definition.set(first_definition(kind));
            submission.reset();
        }
    };
    let of = Binding {
        value: draft.definition.into(),
        stored: None,
        set: Callback::new(
            move |(definition, new): (ChannelDefinition, Vec<NewSecret>)| {
                draft.secrets.update_value(|secrets| {
                    secrets.retain(|secret| !new.iter().any(|it| it.id() == secret.id()));
                    secrets.extend(new);
                });
                draft.definition.set(definition);
            },
        ),
        error_of: Callback::new(move |path| submission.error_of(path)),
        closed: Signal::stored(None),
    };
    let name_part = Part::of_new(draft.name, submission.error_of("name"));
    let shared = Part::of_new(draft.is_shared, submission.error_of("isShared"));
    let next = move |is_applied: bool| {
        let paths = place.paths();
        match draft.id.get_value() {
            Some(id) if is_applied => paths.channel(workspace, id),
            _ => paths.channels(workspace),
        }
    };
    view! {
        <CreationForm
            noun="channel" kind="notification channel" name=draft.name submission shown=SHOWN
            make=move |()| draft.made(workspace) next disabled_reason=junk.reason()
        >
        <Section title="What it is">
            <TextPart of=name_part label="Name" required=true autofocus=true/>
            <Field label="Belongs to" row=true hint="What it serves; it never changes">
                <Combobox options=homes value=draft.home on_change=move |home| draft.home.set(home)/>
            </Field>
            <Show when=move || draft.is_high()>
                <SwitchPart of=shared label="Shared" hint="Alerts of the Deployments below can use it".to_owned()/>
            </Show>
        </Section>
        <Section title="Where it leads">
            <Field label="Type" row=true error=submission.error_of("type")>
                <Segmented options=kinds value=Signal::derive(move || kind.get().api().to_owned()) on_change=choose/>
            </Field>
            <DefinitionFields of workspace/>
        </Section>
        </CreationForm>
    }
    .into_any()
}
