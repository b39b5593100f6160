//! Changing a notification channel: a draft in the plan.

use leptos::prelude::*;
use planisphere_domain::notification_channel::{
    NotificationChannel, NotificationChannelField as Field,
};
use planisphere_domain::{Command, Home, WorkspaceId};

use super::definition::DefinitionFields;
use crate::components::Draft;
use crate::forms::parts::{Binding, DraftNotes, Part, SwitchPart, TextPart};
use crate::replica::{Replica, Slot};
use crate::ui::Section;

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
    let name = Part::of_draft(draft, "name", |it| it.name.clone(), Field::Name, closed);
    let shared = Part::of_draft(
        draft,
        "isShared",
        |it| it.is_shared,
        Field::IsShared,
        closed,
    );
    let of = Binding::of_draft(draft, |it| it.definition.clone(), Field::Definition, closed);
    view! {
        <DraftNotes closed beside=draft.error_beside(SHOWN)/>
        <Section title="What it is">
            <TextPart of=name label="Name" required=true/>
            {is_high.then(|| view! { <SwitchPart of=shared label="Shared" hint="Alerts of the Deployments below can use it".to_owned()/> })}
        </Section>
        <Section title="Where it leads"><DefinitionFields of workspace/></Section>
    }
    .into_any()
}
