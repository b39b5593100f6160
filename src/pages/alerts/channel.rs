//! One notification channel: where it leads, which alerts use it, and deleting it.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::notification_channel::NotificationChannel;
use planisphere_domain::{Command, NotificationChannelId, WorkspaceId};

use crate::components::{InWorkspace, Missing, PageTitle, Submission, WithPlan, millis, tell};
use crate::forms::ChannelEditForm;
use crate::paths::Place;
use crate::replica::Replica;
use crate::ui::{
    Button, ButtonKind, ConfirmDialog, CopyButton, Field, Isolated, Mono, PageHead, Section, Time,
    Toast, Toaster,
};

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
    // The id alone decides what is drawn anew: edits flow through the memo into what is there.
    let id = Memo::new(move |_| found.with(|found| found.as_ref().map(|found| found.id)));
    move || {
        match id.get().zip(found.get_untracked()) {
        None => view! {
            <Missing kind="Notification channel" href=Signal::derive(move || place.paths().channels(workspace)) back="Channels of the Workspace"/>
        }
        .into_any(),
        Some((_, first)) => {
            // The last known one stands in while the channel is being deleted under the page.
            let stored = Memo::new(move |last: Option<&NotificationChannel>| {
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
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let deleting = Submission::default();
    let asking = RwSignal::new(false);
    let id = stored.with_untracked(|channel| channel.id);
    let command = move || Command::DeleteNotificationChannel { id };
    let gate = Memo::new(move |_| replica.gate(command()).reason);
    let name = Signal::derive(move || stored.with(|channel| channel.name.clone()));
    let has_secret = Memo::new(move |_| stored.with(|it| it.definition.secret().is_some()));
    let delete = move || {
        let navigate = navigate.clone();
        let next = place.paths_untracked().channels(workspace);
        deleting.run(replica.dispatch(command()), move |receipt| {
            asking.try_set(false);
            tell(toaster, replica, "Notification channel deleted", receipt);
            navigate(&next, Default::default());
        });
    };
    let stage = move |_| {
        let name = name.get_untracked();
        replica.stage_more(format!("Delete {name}"), vec![command()], Vec::new());
        toaster.show(Toast::new(format!("Deleting {name} added to the plan")));
    };
    view! {
        <Section title="Delete" danger=true>
            <Field label="Delete this channel" hint="Only one that no alert uses can be deleted" row=true>
                <Button kind=ButtonKind::Danger disabled_reason=gate on_click=move |_| asking.set(true)>"Delete the channel"</Button>
                <Button kind=ButtonKind::Quiet disabled_reason=gate on_click=stage>"Add to the plan"</Button>
            </Field>
        </Section>
        <ConfirmDialog
            open=asking
            on_close=move || asking.set(false)
            title="Delete this notification channel"
            action="Delete the channel"
            typed_name=Signal::derive(move || has_secret.get().then(|| name.get()))
            busy=deleting.busy()
            error=deleting.error_beside(&[])
            on_confirm=delete
        >
            <p>"No alert uses it, so nobody hears less."</p>
            {move || has_secret.get().then(|| view! { <p>"Its credential is erased. This cannot be undone."</p> })}
        </ConfirmDialog>
    }
    .into_any()
}
