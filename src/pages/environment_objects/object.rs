//! One environment object: what it holds, who gets it, and deleting it with what follows.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::environment_object::{EnvironmentObject, Payload};
use planisphere_domain::{Command, WorkspaceId};

use crate::components::{InWorkspace, Missing, PageTitle, Submission, WithPlan, millis, tell};
use crate::forms::{EnvironmentObjectEditForm, shape_of};
use crate::paths::Place;
use crate::replica::Replica;
use crate::ui::{
    Button, ButtonKind, ConfirmDialog, CopyButton, Field, Isolated, Mono, PageHead, Section, Time,
    Toast, Toaster,
};

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
    // The id alone decides what is drawn anew: edits flow through the memo into what is there.
    let id = Memo::new(move |_| found.with(|found| found.as_ref().map(|found| found.id)));
    move || {
        match id.get().zip(found.get_untracked()) {
        None => view! {
            <Missing kind="Environment object" href=Signal::derive(move || place.paths().environment(workspace)) back="Environment of the Workspace"/>
        }
        .into_any(),
        Some((_, first)) => {
            // The last known one stands in while the object is being deleted under the page.
            let stored = Memo::new(move |last: Option<&EnvironmentObject>| {
                found
                    .get()
                    .unwrap_or_else(|| last.cloned().unwrap_or_else(|| first.clone()))
            });
            view! { <Object workspace stored/> }.into_any()
        }
    }
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
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let deleting = Submission::default();
    let asking = RwSignal::new(false);
    let id = stored.with_untracked(|object| object.id);
    let command = move || Command::DeleteEnvironmentObject { id };
    let gate = Memo::new(move |_| replica.gate(command()).reason);
    let key = Signal::derive(move || stored.with(|object| object.object_key.clone()));
    let has_secrets = Memo::new(move |_| stored.with(|object| !object.secrets().is_empty()));
    let losers = Memo::new(move |_| {
        if asking.get() {
            replica.reached_by(id)
        } else {
            Default::default()
        }
    });
    let delete = move || {
        let navigate = navigate.clone();
        let next = place.paths_untracked().environment(workspace);
        deleting.run(replica.dispatch(command()), move |receipt| {
            asking.try_set(false);
            tell(toaster, replica, "Environment object deleted", receipt);
            navigate(&next, Default::default());
        });
    };
    let stage = move |_| {
        let name = key.get_untracked();
        replica.stage_more(format!("Delete {name}"), vec![command()], Vec::new());
        toaster.show(Toast::new(format!("Deleting {name} added to the plan")));
    };
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
        <Section title="Delete" danger=true>
            <Field label="Delete this object" hint="Deployments that get it lose it" row=true>
                <Button kind=ButtonKind::Danger disabled_reason=gate on_click=move |_| asking.set(true)>"Delete the object"</Button>
                <Button kind=ButtonKind::Quiet disabled_reason=gate on_click=stage>"Add to the plan"</Button>
            </Field>
        </Section>
        <ConfirmDialog
            open=asking
            on_close=move || asking.set(false)
            title="Delete this environment object"
            action="Delete the object"
            typed_name=Signal::derive(move || has_secrets.get().then(|| key.get()))
            busy=deleting.busy()
            error=deleting.error_beside(&[])
            on_confirm=delete
        >
            {lost}
            {move || has_secrets.get().then(|| view! { <p>"Its secrets are erased. This cannot be undone."</p> })}
        </ConfirmDialog>
    }
    .into_any()
}
