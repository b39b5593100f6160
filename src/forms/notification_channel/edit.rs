//! Changing a notification channel: a draft in the plan.

use leptos::prelude::*;
use planisphere_domain::notification_channel::{
    NotificationChannel, NotificationChannelField as Field,
};
use planisphere_domain::{Command, Home, WorkspaceId};

use super::definition::DefinitionFields;
use crate::components::Draft;
use crate::forms::parts::{Binding, Part, SwitchPart, TextPart};
use crate::replica::{Replica, Slot};
use crate::ui::{Banner, Section, Tone};

/// Fields that show their own errors.
const SHOWN: &[&str] = &[
    "name",
    "isShared",
    "definition.recipients",
    "definition.dagId",
    "definition.deploymentId",
];

/// The form of a channel that is there.
#[component]
pub fn ChannelEditForm(
    /// The Workspace.
    workspace: WorkspaceId,
    /// What is stored.
    stored: Signal<NotificationChannel>,
) -> impl IntoView {
    let replica = Replica::get();
    let id = stored.with_untracked(|channel| channel.id);
    let is_high = stored.with_untracked(|it| !matches!(it.home, Home::Deployment(_)));
    let draft: Draft<NotificationChannel, Field> = Draft::new(
        Slot::new("notification-channel", id),
        Signal::derive(move || {
            format!("Notification channel {}", stored.with(|it| it.name.clone()))
        }),
        stored,
        move |edits| Command::UpdateNotificationChannel { id, edits },
    );
    let closed = Memo::new(move |_| {
        let edits = Vec::new();
        replica
            .gate(Command::UpdateNotificationChannel { id, edits })
            .reason
    });
    let closed: Signal<Option<String>> = closed.into();
    let name = Part {
        value: draft.read(|it| it.name.clone()).into(),
        stored: Some(draft.stored(|it| it.name.clone()).into()),
        set: Callback::new(move |(text, _)| draft.set(Field::Name(text))),
        error: draft.error_of("name"),
        closed,
    };
    let shared = Part {
        value: draft.read(|it| it.is_shared).into(),
        stored: Some(draft.stored(|it| it.is_shared).into()),
        set: Callback::new(move |(on, _)| draft.set(Field::IsShared(on))),
        error: draft.error_of("isShared"),
        closed,
    };
    let of = Binding {
        value: draft.read(|it| it.definition.clone()).into(),
        stored: Some(draft.stored(|it| it.definition.clone()).into()),
        set: Callback::new(move |(definition, secrets)| {
            draft.set_with(Field::Definition(definition), secrets);
        }),
        error_of: Callback::new(move |path| draft.error_of(path)),
        closed,
    };
    let beside = draft.error_beside(SHOWN);
    view! {
        {move || closed.get().map(|reason| view! { <Banner title="You can read this, and not change it".to_owned()>{reason}</Banner> })}
        {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        <Section title="What it is">
            <TextPart of=name label="Name" required=true/>
            {is_high.then(|| view! { <SwitchPart of=shared label="Shared" hint="Alerts of the Deployments below can use it".to_owned()/> })}
        </Section>
        <Section title="Where it leads"><DefinitionFields of workspace/></Section>
    }
    .into_any()
}
