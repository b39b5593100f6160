//! One alert.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::alert::Alert;
use planisphere_domain::{Command, WorkspaceId};

use super::list::{nobody, severity_chip};
use crate::components::{InWorkspace, Missing, PageTitle, Submission, WithPlan, millis, tell};
use crate::forms::AlertEditForm;
use crate::paths::Place;
use crate::replica::Replica;
use crate::ui::{
    Button, ButtonKind, ConfirmDialog, CopyButton, Field, Isolated, Mono, PageHead, Section, Time,
    Toast, Toaster,
};

/// The page.
#[component]
pub fn AlertPage() -> impl IntoView {
    view! { <InWorkspace content=|workspace| view! { <Found workspace/> }.into_any()/> }
}

#[component]
fn Found(workspace: WorkspaceId) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let found = Memo::new(move |_| replica.alert_record(workspace, place.alert()?));
    // The id alone decides what is drawn anew: edits flow through the memo into what is there.
    let id = Memo::new(move |_| found.with(|found| found.as_ref().map(|found| found.id)));
    move || {
        match id.get().zip(found.get_untracked()) {
        None => view! {
            <Missing kind="Alert" href=Signal::derive(move || place.paths().alerts(workspace)) back="Alerts of the Workspace"/>
        }
        .into_any(),
        Some((_, first)) => {
            // The last known one stands in while the alert is being deleted under the page.
            let stored = Memo::new(move |last: Option<&Alert>| {
                found
                    .get()
                    .unwrap_or_else(|| last.cloned().unwrap_or_else(|| first.clone()))
            });
            view! { <Shown workspace stored/> }.into_any()
        }
    }
    }
}

#[component]
fn Shown(workspace: WorkspaceId, stored: Memo<Alert>) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let id = stored.with_untracked(|alert| alert.id);
    let name = Signal::derive(move || stored.with(|alert| alert.name.clone()));
    let row = Memo::new(move |_| replica.alert(id));
    let back = move || place.paths().alerts(workspace);
    let watched = stored.with_untracked(|alert| alert.deployment_id);
    let href = move || place.paths().deployment(workspace, watched);
    let text = Signal::derive(move || id.to_string());
    let lead = move || {
        row.get().map(|row| {
            let mute = row.channels.is_empty().then(nobody);
            view! {
                <a class="link" href=back>"Alerts"</a>
                <span class="after-dot">{row.kind.label()}" in "<a class="link" href=href><Isolated text=row.deployment/></a></span>
                {severity_chip(row.severity)}{mute}
            }
        })
    };
    view! {
        <PageTitle text=Signal::derive(move || format!("{}, Alerts", name.get()))/>
        <PageHead title=name lead=move || view! { {lead} }/>
        <WithPlan>
            <AlertEditForm workspace stored=stored.into()/>
            <Section title="Facts">
                <Field label="Alert id" row=true><Mono text=text/><CopyButton text=text label="Copy the id"/></Field>
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
fn Delete(workspace: WorkspaceId, stored: Memo<Alert>) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let deleting = Submission::default();
    let asking = RwSignal::new(false);
    let id = stored.with_untracked(|alert| alert.id);
    let command = move || Command::DeleteAlert { id };
    let gate = Memo::new(move |_| replica.gate(command()).reason);
    let channels = Memo::new(move |_| {
        let row = replica.alert(id);
        row.map(|row| row.channels.join(", ")).unwrap_or_default()
    });
    let delete = move || {
        let navigate = navigate.clone();
        let next = place.paths_untracked().alerts(workspace);
        deleting.run(replica.dispatch(command()), move |receipt| {
            asking.try_set(false);
            tell(toaster, replica, "Alert deleted", receipt);
            navigate(&next, Default::default());
        });
    };
    let stage = move |_| {
        let name = stored.with_untracked(|alert| alert.name.clone());
        replica.stage_more(format!("Delete {name}"), vec![command()], Vec::new());
        toaster.show(Toast::new(format!("Deleting {name} added to the plan")));
    };
    view! {
        <Section title="Delete" danger=true>
            <Field label="Delete this alert" hint="Its channels stay" row=true>
                <Button kind=ButtonKind::Danger disabled_reason=gate on_click=move |_| asking.set(true)>"Delete the alert"</Button>
                <Button kind=ButtonKind::Quiet disabled_reason=gate on_click=stage>"Add to the plan"</Button>
            </Field>
        </Section>
        <ConfirmDialog
            open=asking
            on_close=move || asking.set(false)
            title="Delete this alert"
            action="Delete the alert"
            busy=deleting.busy()
            error=deleting.error_beside(&[])
            on_confirm=delete
        >
            {move || {
                let channels = channels.get();
                if channels.is_empty() {
                    view! { <p>"It reaches nobody now, so nobody hears less."</p> }.into_any()
                } else {
                    view! { <p>"Nobody hears of it any more through "<Isolated text=channels/>"."</p> }.into_any()
                }
            }}
        </ConfirmDialog>
    }
    .into_any()
}
