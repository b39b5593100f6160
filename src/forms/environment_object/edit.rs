//! Changing an environment object: a draft in the plan.

use leptos::prelude::*;
use planisphere_domain::environment_object::{
    EnvironmentObject, EnvironmentObjectField as Field, ObjectScope, Payload,
};
use planisphere_domain::{Command, WorkspaceId};

use super::links::{LinksSection, Reaching};
use super::payload::{PayloadFields, connection_of};
use crate::components::Draft;
use crate::forms::parts::{Binding, Part, TextPart};
use crate::replica::{Replica, Slot};
use crate::ui::{Banner, Section, Tone};

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
    let description = Part {
        value: draft.read(|it| it.description.clone()).into(),
        stored: Some(draft.stored(|it| it.description.clone()).into()),
        set: Callback::new(move |(text, _)| draft.set(Field::Description(text))),
        error: draft.error_of("description"),
        closed,
    };
    let payload: Signal<Payload> = draft.read(|it| it.payload.clone()).into();
    let of = Binding {
        value: payload,
        stored: Some(draft.stored(|it| it.payload.clone()).into()),
        set: Callback::new(move |(payload, secrets)| {
            draft.set_with(Field::Payload(payload), secrets);
        }),
        error_of: Callback::new(move |path| draft.error_of(path)),
        closed,
    };
    let reaching = Reaching {
        auto: Part {
            value: draft.read(|it| it.auto_link_deployments).into(),
            stored: Some(draft.stored(|it| it.auto_link_deployments).into()),
            set: Callback::new(move |(on, _)| draft.set(Field::AutoLinkDeployments(on))),
            error: draft.error_of("autoLinkDeployments"),
            closed,
        },
        links: Part {
            value: draft.read(|it| it.links.clone()).into(),
            stored: Some(draft.stored(|it| it.links.clone()).into()),
            set: Callback::new(move |(links, secrets)| {
                draft.set_with(Field::Links(links), secrets);
            }),
            error: draft.error_of("links"),
            closed,
        },
        excluded: Part {
            value: draft.read(|it| it.exclude_links.clone()).into(),
            stored: Some(draft.stored(|it| it.exclude_links.clone()).into()),
            set: Callback::new(move |(out, _)| draft.set(Field::ExcludeLinks(out))),
            error: draft.error_of("excludeLinks"),
            closed,
        },
    };
    let connection_type =
        Signal::derive(move || payload.with(|it| connection_of(it).connection_type));
    let beside = draft.error_beside(SHOWN);
    view! {
        {move || closed.get().map(|reason| view! { <Banner title="You can read this, and not change it".to_owned()>{reason}</Banner> })}
        {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        <Section title="What it holds">
            <TextPart of=description label="Description" rows=2/>
            <PayloadFields of kind connection_type/>
        </Section>
        {is_shared.then(|| view! { <LinksSection workspace of=reaching payload/> })}
    }
    .into_any()
}
