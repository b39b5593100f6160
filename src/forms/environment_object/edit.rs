//! Changing an environment object: a draft in the plan.

use leptos::prelude::*;
use planisphere_domain::environment_object::{
    EnvironmentObject, EnvironmentObjectField as Field, ObjectScope,
};
use planisphere_domain::{Command, WorkspaceId};

use super::links::{LinksSection, Reaching};
use super::payload::{PayloadFields, connection_of};
use crate::components::Draft;
use crate::forms::parts::{Binding, DraftNotes, Part, TextPart};
use crate::replica::{Replica, Slot};
use crate::ui::Section;

/// Fields that show their own errors.
const SHOWN: &[&str] = &[
    "description",
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
    "links",
    "excludeLinks",
    "autoLinkDeployments",
];

/// The form of an object that is there.
#[component]
pub fn EnvironmentObjectEditForm(
    /// The Workspace.
    workspace: WorkspaceId,
    /// What is stored.
    stored: Signal<EnvironmentObject>,
) -> impl IntoView {
    let replica = Replica::get();
    let id = stored.with_untracked(|object| object.id);
    let kind = stored.with_untracked(EnvironmentObject::object_type);
    let is_shared = stored.with_untracked(|it| matches!(it.scope, ObjectScope::Workspace(_)));
    let draft: Draft<EnvironmentObject, Field> = Draft::new(
        Slot::new("environment-object", id),
        Signal::derive(move || {
            format!(
                "Environment object {}",
                stored.with(|it| it.object_key.clone())
            )
        }),
        stored,
        move |edits| Command::UpdateEnvironmentObject { id, edits },
    );
    let closed = Memo::new(move |_| {
        let edits = Vec::new();
        replica
            .gate(Command::UpdateEnvironmentObject { id, edits })
            .reason
    });
    let closed: Signal<Option<String>> = closed.into();
    let description = Part::of_draft(
        draft,
        "description",
        |it| it.description.clone(),
        Field::Description,
        closed,
    );
    let of = Binding::of_draft(draft, |it| it.payload.clone(), Field::Payload, closed);
    let payload = of.value;
    let reaching = Reaching {
        auto: Part::of_draft(
            draft,
            "autoLinkDeployments",
            |it| it.auto_link_deployments,
            Field::AutoLinkDeployments,
            closed,
        ),
        links: Part::of_draft(draft, "links", |it| it.links.clone(), Field::Links, closed),
        excluded: Part::of_draft(
            draft,
            "excludeLinks",
            |it| it.exclude_links.clone(),
            Field::ExcludeLinks,
            closed,
        ),
    };
    let connection_type =
        Signal::derive(move || payload.with(|it| connection_of(it).connection_type));
    view! {
        <DraftNotes closed beside=draft.error_beside(SHOWN)/>
        <Section title="What it holds">
            <TextPart of=description label="Description" rows=2/>
            <PayloadFields of kind connection_type/>
        </Section>
        {is_shared.then(|| view! { <LinksSection workspace of=reaching payload/> })}
    }
    .into_any()
}
