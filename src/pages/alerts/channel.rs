//! One notification channel: where it leads, which alerts use it, and deleting it.

use leptos::prelude::*;
use planisphere_domain::notification_channel::NotificationChannel;
use planisphere_domain::{Command, NotificationChannelId, WorkspaceId};

use crate::components::{DeleteSection, InWorkspace, Known, PageTitle, WithPlan, millis};
use crate::forms::ChannelEditForm;
use crate::paths::Place;
use crate::replica::Replica;
use crate::ui::{CopyButton, Field, Isolated, Mono, PageHead, Section, Time};

/// Alerts told one by one; more are counted.
const SHOWN: usize = 50;

/// The page.
#[component]
pub fn ChannelPage() -> impl IntoView {
    view! { <InWorkspace content=|workspace| view! { <Found workspace/> }.into_any()/> }
}

#[component]
fn Found(workspace: WorkspaceId) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let found = Memo::new(move |_| replica.channel_record(workspace, place.channel()?));
    view! {
        <Known
            found id=|it| it.id kind="Notification channel"
            href=Signal::derive(move || place.paths().channels(workspace)) back="Channels of the Workspace"
            content=move |stored| view! { <Shown workspace stored/> }.into_any()
        />
    }
}

#[component]
fn Shown(workspace: WorkspaceId, stored: Memo<NotificationChannel>) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let id = stored.with_untracked(|channel| channel.id);
    let name = Signal::derive(move || stored.with(|channel| channel.name.clone()));
    let row = Memo::new(move |_| replica.channel(workspace, id));
    let back = move || place.paths().channels(workspace);
    let text = Signal::derive(move || id.to_string());
    let lead = move || {
        row.get().map(|row| {
            let home = match row.home.as_str() {
                "Organization" | "Workspace" => format!("of the {}", row.home),
                other => format!("of {other}"),
            };
            view! {
                <a class="link" href=back>"Notification channels"</a>
                <span class="after-dot">{row.kind.label()}" "<Isolated text=home/></span>
            }
        })
    };
    view! {
        <PageTitle text=Signal::derive(move || format!("{}, Notification channels", name.get()))/>
        <PageHead title=name lead=move || view! { {lead} }/>
        <WithPlan>
            <ChannelEditForm workspace stored=stored.into()/>
            <Users id/>
            <Section title="Facts">
                <Field label="Channel id" row=true><Mono text=text/><CopyButton text=text label="Copy the id"/></Field>
                {move || row.get().map(|row| view! {
                    <Field label="Updated" row=true><Time at=millis(row.updated_at) in_full=true/><span class="sub">"by "<Isolated text=row.updated_by/></span></Field>
                })}
            </Section>
            <Delete workspace stored/>
        </WithPlan>
    }
    .into_any()
}

/// The alerts that use it.
#[component]
fn Users(id: NotificationChannelId) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let users = Memo::new(move |_| replica.users_of_channel(id));
    let content = move || {
        let (users, hidden) = users.get();
        if users.is_empty() && hidden == 0 {
            return view! { <p class="section-text">"No alert uses it."</p> }.into_any();
        }
        let more = users.len().saturating_sub(SHOWN) + hidden;
        let lines: Vec<_> = users
            .into_iter()
            .take(SHOWN)
            .map(|(workspace, row)| {
                let href = place.paths().alert(workspace, row.id);
                view! { <li><a class="link" href=href><Isolated text=row.name/></a><span class="sub">" in "<Isolated text=row.deployment/></span></li> }
            })
            .collect();
        let more = (more > 0).then(|| view! { <li class="sub">{format!("and {more} more")}</li> });
        view! { <ul class="used-by" aria-label="Alerts that use it">{lines}{more}</ul> }.into_any()
    };
    view! { <Section title="Alerts that use it">{content}</Section> }.into_any()
}

#[component]
fn Delete(workspace: WorkspaceId, stored: Memo<NotificationChannel>) -> impl IntoView {
    let place = Place::current();
    let id = stored.with_untracked(|channel| channel.id);
    let has_secret = Memo::new(move |_| stored.with(|it| it.definition.secret().is_some()));
    view! {
        <DeleteSection
            noun="channel" kind="notification channel" done="Notification channel deleted"
            hint="Only one that no alert uses can be deleted"
            name=Signal::derive(move || stored.with(|channel| channel.name.clone()))
            command=Command::DeleteNotificationChannel { id }
            next=Signal::derive(move || place.paths().channels(workspace))
            is_final=has_secret
        >
            <p>"No alert uses it, so nobody hears less."</p>
            {move || has_secret.get().then(|| view! { <p>"Its credential is erased. This cannot be undone."</p> })}
        </DeleteSection>
    }
}
