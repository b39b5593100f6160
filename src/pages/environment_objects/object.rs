//! One environment object: what it holds, who gets it, and deleting it with what follows.

use leptos::prelude::*;
use planisphere_domain::environment_object::{EnvironmentObject, Payload};
use planisphere_domain::{Command, WorkspaceId};

use crate::components::{DeleteSection, InWorkspace, Known, PageTitle, WithPlan, millis};
use crate::forms::{EnvironmentObjectEditForm, shape_of};
use crate::paths::Place;
use crate::replica::Replica;
use crate::ui::{CopyButton, Field, Isolated, Mono, PageHead, Section, Time};

/// Names of Deployments told one by one; more are counted.
const NAMED: usize = 12;

/// The page.
#[component]
pub fn EnvironmentObjectPage() -> impl IntoView {
    view! { <InWorkspace content=|workspace| view! { <Found workspace/> }.into_any()/> }
}

#[component]
fn Found(workspace: WorkspaceId) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let found = Memo::new(move |_| {
        replica.environment_object_record(workspace, place.environment_object()?)
    });
    view! {
        <Known
            found id=|it| it.id kind="Environment object"
            href=Signal::derive(move || place.paths().environment(workspace)) back="Environment of the Workspace"
            content=move |stored| view! { <Object workspace stored/> }.into_any()
        />
    }
}

#[component]
fn Object(workspace: WorkspaceId, stored: Memo<EnvironmentObject>) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let id = stored.with_untracked(|object| object.id);
    let key = Signal::derive(move || stored.with(|object| object.object_key.clone()));
    let row = Memo::new(move |_| replica.environment_object(id));
    let kind = stored.with_untracked(|object| match &object.payload {
        Payload::Connection(connection) => {
            let shape = shape_of(&connection.connection_type);
            let name = if shape.label.is_empty() {
                connection.connection_type.clone()
            } else {
                shape.label.to_owned()
            };
            format!("{name} connection")
        }
        other => other.object_type().label().to_owned(),
    });
    let back = move || place.paths().environment(workspace);
    let reach = move || row.with(|row| row.as_ref().map(|row| row.reach.words()));
    let text = Signal::derive(move || id.to_string());
    view! {
        <PageTitle text=Signal::derive(move || format!("{}, Environment", key.get()))/>
        <PageHead
            title=key
            lead=move || view! {
                <a class="link" href=back>"Environment"</a>
                <span class="after-dot">{kind.clone()}</span>
                <span class="after-dot">{reach}</span>
            }
        />
        <WithPlan>
            <EnvironmentObjectEditForm workspace stored=stored.into()/>
            <Section title="Facts">
                <Field label="Object id" row=true><Mono text=text/><CopyButton text=text label="Copy the id"/></Field>
                {move || row.get().map(|row| view! {
                    <Field label="Updated" row=true><Time at=millis(row.updated_at) in_full=true/><span class="sub">"by "<Isolated text=row.updated_by/></span></Field>
                })}
            </Section>
            <Delete workspace stored/>
        </WithPlan>
    }
    .into_any()
}

#[component]
fn Delete(workspace: WorkspaceId, stored: Memo<EnvironmentObject>) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let asking = RwSignal::new(false);
    let id = stored.with_untracked(|object| object.id);
    let has_secrets = Memo::new(move |_| stored.with(|object| !object.secrets().is_empty()));
    let losers = Memo::new(move |_| {
        if asking.get() {
            replica.reached_by(id)
        } else {
            Default::default()
        }
    });
    let lost = move || {
        let (names, hidden) = losers.get();
        if names.is_empty() && hidden == 0 {
            return view! { <p>"No Deployment gets it."</p> }.into_any();
        }
        let more = names.len().saturating_sub(NAMED) + hidden;
        let lines: Vec<_> = names
            .into_iter()
            .take(NAMED)
            .map(|name| view! { <li><Isolated text=name/></li> })
            .collect();
        let more = (more > 0).then(|| view! { <li class="sub">{format!("and {more} more")}</li> });
        view! {
            <p>"These Deployments lose it:"</p>
            <ul aria-label="Deployments that lose it">{lines}{more}</ul>
        }
        .into_any()
    };
    view! {
        <DeleteSection
            noun="object" kind="environment object" done="Environment object deleted"
            hint="Deployments that get it lose it"
            name=Signal::derive(move || stored.with(|object| object.object_key.clone()))
            command=Command::DeleteEnvironmentObject { id }
            next=Signal::derive(move || place.paths().environment(workspace))
            is_final=has_secrets
            asking
        >
            {lost}
            {move || has_secrets.get().then(|| view! { <p>"Its secrets are erased. This cannot be undone."</p> })}
        </DeleteSection>
    }
}
