//! One user: who they are, what they are in the Organization, and everything they reach and through what.

use leptos::prelude::*;
use planisphere_domain::UserId;
use planisphere_domain::access::{BoundRole, Holder};
use planisphere_domain::audit::Target;
use planisphere_domain::findings::Subject;

use super::standing::{Removal, Standing, status};
use crate::components::{
    FindingBadges, Gone, HeldRoles, HistoryLink, PageTitle, RoleChange, RoleChangeDialog,
    RolePicker, ViewAsButton, WayOfChange, millis,
};
use crate::forms::{RoleGiveDialog, UserProfileForm};
use crate::paths::Place;
use crate::replica::{Replica, RolePlace, UserView};
use crate::ui::{
    Banner, Button, Card, CopyButton, Field, Isolated, Mono, PageHead, Section, SectionBody,
    Status, Time, Tone,
};

/// The page.
#[component]
pub fn UserPage() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let found = Memo::new(move |_| replica.user(place.user()?));
    // The id alone decides what is drawn anew: edits flow through the memo into what is there.
    let id = Memo::new(move |_| found.with(|found| found.as_ref().map(|found| found.row.id)));
    move || {
        match id.get().zip(found.get_untracked()) {
        None => view! {
            <Gone kind="User" href=Signal::derive(move || place.paths().users()) back="All users"/>
        }
        .into_any(),
        Some((id, first)) => {
            // The last known view stands in while somebody is being removed under the page.
            let view = Memo::new(move |last: Option<&UserView>| {
                found
                    .get()
                    .unwrap_or_else(|| last.cloned().unwrap_or_else(|| first.clone()))
            });
            view! { <Profile id view/> }.into_any()
        }
    }
    }
}

#[component]
fn Profile(id: UserId, view: Memo<UserView>) -> impl IntoView {
    let name = Signal::derive(move || view.with(|view| view.row.name.clone()));
    let lead = move || {
        let (kind, word) = view.with(|view| status(view.row.state));
        let email =
            view.with(|view| (view.row.name != view.row.email).then(|| view.row.email.clone()));
        view! {
            <Status kind=kind word=word/>
            {email.map(|email| view! { <span class="after-dot"><Isolated text=email/></span> })}
            {view.with(|view| view.is_viewer).then(|| view! { <span class="after-dot">"You"</span> })}
            <FindingBadges of=Subject::User(id)/>
        }
    };
    view! {
        <PageTitle text=Signal::derive(move || format!("{}, Users", name.get()))/>
        <PageHead title=name lead=lead actions=move || view! { <WayOfChange/><HistoryLink of=Target::User(id)/><ViewAsButton holder=Holder::User(id)/> }/>
        <div class="cols">
            <div><Reaches id/><Teams view/></div>
            <div class="side-column">
                <OrganizationRoleOf id view/>
                <Standing id view/>
                <UserProfileForm id/>
                <Facts id view/>
                <Removal id view/>
            </div>
        </div>
    }
    .into_any()
}

/// Everything they reach and through what.
#[component]
fn Reaches(id: UserId) -> impl IntoView {
    let replica = Replica::get();
    let giving = RwSignal::new(false);
    let may_give = Memo::new(move |_| replica.may_give_below(Holder::User(id)).reason);
    let roles = Memo::new(move |_| replica.reach_of_user(id));
    view! {
        <Section
            title="What they reach"
            lead="A role in a Workspace reaches its Deployments too. Only places whose people you may see are listed.".to_owned()
            actions=move || view! { <Button small=true disabled_reason=may_give on_click=move |_| giving.set(true)>"Give a role"</Button> }
        >
            <HeldRoles roles=roles holder=Holder::User(id) label="What they reach"/>
        </Section>
        <RoleGiveDialog open=giving holder=Holder::User(id)/>
    }
    .into_any()
}

#[component]
fn Teams(view: Memo<UserView>) -> impl IntoView {
    let place = Place::current();
    let teams = Memo::new(move |_| view.with(|view| view.row.teams.clone()));
    let lines = move || {
        let paths = place.paths();
        teams
            .get()
            .into_iter()
            .map(|(id, name)| view! { <li><a class="name link" href=paths.team(id)><Isolated text=name/></a></li> })
            .collect_view()
    };
    view! {
        <Section title="Teams">
            <Show
                when=move || teams.with(|teams| !teams.is_empty())
                fallback=|| view! { <p class="section-text">"In no Team that you can see."</p> }
            >
                <ul class="list">{lines}</ul>
            </Show>
        </Section>
    }
    .into_any()
}

/// Their Organization role, and changing it.
#[component]
fn OrganizationRoleOf(id: UserId, view: Memo<UserView>) -> impl IntoView {
    let change = RoleChange::of_page();
    let chosen =
        Signal::derive(move || Some(BoundRole::Organization(view.with(|view| view.row.role))));
    let assign = move |role: BoundRole| {
        if let Some(command) = RolePlace::give(Holder::User(id), &role) {
            change.carry_out(command, "Organization role changed");
        }
    };
    let raised = move || {
        view.with(|view| view.row.raised_by.clone())
            .map(|(role, team)| {
                view! { <p class="sub">{format!("{} through the Team ", role.label())}<Isolated text=team/></p> }
            })
    };
    let error = change.work().error_of("organizationRole");
    let beside = change.work().error_beside(&["organizationRole"]);
    view! {
        <Section title="Organization role">
            <SectionBody>
                <Field label="Role" error=error>
                    <RolePicker at=RolePlace::Organization holder=Some(Holder::User(id)) value=chosen on_change=assign spelled_out=true/>
                </Field>
                {raised}
                {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            </SectionBody>
        </Section>
        <RoleChangeDialog of=change/>
    }
    .into_any()
}

#[component]
fn Facts(id: UserId, view: Memo<UserView>) -> impl IntoView {
    let text = Signal::derive(move || id.to_string());
    let since = move || {
        if view.with(|view| view.row.state.is_invite()) {
            "Invited"
        } else {
            "Came"
        }
    };
    let last = move || match view.with(|view| view.row.last_active) {
        Some(at) => view! { <Time at=millis(at)/> }.into_any(),
        None => view! { <span>"Never"</span> }.into_any(),
    };
    view! {
        <Card padded=true>
            <dl class="kv">
                <dt>{since}</dt><dd><Time at=Signal::derive(move || view.with(|view| millis(view.created_at)))/></dd>
                <dt>"Last change"</dt><dd>{last}</dd>
                <dt>"User id"</dt><dd><span class="with-copy"><Mono text=text/><CopyButton text=text label="Copy the id"/></span></dd>
            </dl>
        </Card>
    }
    .into_any()
}
