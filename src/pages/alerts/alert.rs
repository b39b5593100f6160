//! One alert.

use leptos::prelude::*;
use planisphere_domain::alert::Alert;
use planisphere_domain::audit::Target;
use planisphere_domain::findings::Subject;
use planisphere_domain::{Command, WorkspaceId};

use super::list::{nobody, severity_chip};
use crate::components::{
    DeleteSection, FindingBadges, HistoryLink, InWorkspace, Known, PageTitle, WithPlan, millis,
};
use crate::forms::AlertEditForm;
use crate::paths::Place;
use crate::replica::Replica;
use crate::ui::{CopyButton, Field, Isolated, Mono, PageHead, Section, Time};

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
    view! {
        <Known
            found id=|it| it.id kind="Alert"
            href=Signal::derive(move || place.paths().alerts(workspace)) back="Alerts of the Workspace"
            content=move |stored| view! { <Shown workspace stored/> }.into_any()
        />
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
        <PageHead title=name lead=move || view! { {lead}<FindingBadges of=Subject::Alert(id)/> } actions=move || view! { <HistoryLink of=Target::Alert(id)/> }/>
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
    let id = stored.with_untracked(|alert| alert.id);
    let channels = Memo::new(move |_| {
        let row = replica.alert(id);
        row.map(|row| row.channels.join(", ")).unwrap_or_default()
    });
    let heard = move || {
        let channels = channels.get();
        if channels.is_empty() {
            view! { <p>"It reaches nobody now, so nobody hears less."</p> }.into_any()
        } else {
            view! { <p>"Nobody hears of it any more through "<Isolated text=channels/>"."</p> }
                .into_any()
        }
    };
    view! {
        <DeleteSection
            noun="alert" kind="alert" done="Alert deleted" hint="Its channels stay"
            name=Signal::derive(move || stored.with(|alert| alert.name.clone()))
            command=Command::DeleteAlert { id }
            next=Signal::derive(move || place.paths().alerts(workspace))
            is_final=false
        >
            {heard}
        </DeleteSection>
    }
}
