//! One Team: its people, its roles at every scope, its name, and deleting it.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::access::{BoundRole, Holder};
use planisphere_domain::audit::Target;
use planisphere_domain::team::TeamField;
use planisphere_domain::{Command, Edit, TeamId};

use super::members::Members;
use crate::components::{
    Gone, HeldRoles, HistoryLink, PageTitle, RoleChange, RoleChangeDialog, RolePicker, StageButton,
    Submission, ViewAsButton, WayOfChange, grouped, millis, tell,
};
use crate::forms::{DescribeForm, Described, RoleGiveDialog};
use crate::paths::Place;
use crate::replica::{Replica, RolePlace, TeamView};
use crate::ui::{
    Banner, Button, ButtonKind, Card, ConfirmDialog, CopyButton, Field, Isolated, Mono, PageHead,
    Section, SectionBody, Time, Toaster, Tone,
};

/// Lines of what is lost; more are counted.
const SHOWN: usize = 30;

/// The page.
#[component]
pub fn TeamPage() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let found = Memo::new(move |_| replica.team(place.team()?));
    // The id alone decides what is drawn anew: edits flow through the memo into what is there.
    let id = Memo::new(move |_| found.with(|found| found.as_ref().map(|found| found.row.id)));
    move || {
        match id.get().zip(found.get_untracked()) {
        None => view! {
            <Gone kind="Team" href=Signal::derive(move || place.paths().teams()) back="All Teams"/>
        }
        .into_any(),
        Some((id, first)) => {
            // The last known view stands in while the Team is being deleted under the page.
            let view = Memo::new(move |last: Option<&TeamView>| {
                found
                    .get()
                    .unwrap_or_else(|| last.cloned().unwrap_or_else(|| first.clone()))
            });
            view! { <Team id view/> }.into_any()
        }
    }
    }
}

#[component]
fn Team(id: TeamId, view: Memo<TeamView>) -> impl IntoView {
    let name = Signal::derive(move || view.with(|view| view.row.name.clone()));
    let people = move || match view.with(|view| view.row.members) {
        1 => "1 person".to_owned(),
        count => format!("{} people", grouped(count)),
    };
    let is_managed = Memo::new(move |_| view.with(|view| view.row.is_idp_managed));
    view! {
        <PageTitle text=Signal::derive(move || format!("{}, Teams", name.get()))/>
        <PageHead
            title=name
            lead=move || view! {
                <span>{people()}</span>
                {is_managed.get().then(|| view! { <span class="after-dot">"Managed by the identity provider"</span> })}
            }
            actions=move || view! { <WayOfChange/><HistoryLink of=Target::Team(id)/><ViewAsButton holder=Holder::Team(id)/> }
        />
        <Show when=move || is_managed.get()>
            <Banner title="The identity provider owns this Team".to_owned()>
                "Its name, description and members come from there, and it is deleted there. Its roles are changed here."
            </Banner>
        </Show>
        <div class="cols">
            <div><Roles id/><Members id/></div>
            <div class="side-column">
                <OrganizationRoleOf id view/>
                <Describe id view/>
                <Facts id view/>
                <Deletion id name/>
            </div>
        </div>
    }
    .into_any()
}

/// The Organization role that members get.
#[component]
fn OrganizationRoleOf(id: TeamId, view: Memo<TeamView>) -> impl IntoView {
    let change = RoleChange::of_page();
    let holder = Holder::Team(id);
    let chosen =
        Signal::derive(move || Some(BoundRole::Organization(view.with(|view| view.row.role))));
    let assign = move |role: BoundRole| {
        if let Some(command) = RolePlace::give(holder, &role) {
            change.carry_out(command, "Organization role changed");
        }
    };
    let failed = change.work().error_beside(&[]);
    view! {
        <Section title="Organization role">
            <SectionBody>
                <Field label="Role of its members" hint="Whoever holds a higher one keeps it">
                    <RolePicker at=RolePlace::Organization holder=Some(holder) value=chosen on_change=assign spelled_out=true/>
                </Field>
                {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            </SectionBody>
        </Section>
        <RoleChangeDialog of=change/>
    }
    .into_any()
}

/// Its roles at every scope.
#[component]
fn Roles(id: TeamId) -> impl IntoView {
    let replica = Replica::get();
    let giving = RwSignal::new(false);
    let may_give = Memo::new(move |_| replica.may_give_below(Holder::Team(id)).reason);
    let holder = Holder::Team(id);
    let roles = Memo::new(move |_| replica.roles_of_team(id));
    view! {
        <Section
            title="Roles"
            lead="What every member gets. A role in a Workspace reaches its Deployments too.".to_owned()
            actions=move || view! { <Button small=true disabled_reason=may_give on_click=move |_| giving.set(true)>"Give a role"</Button> }
        >
            <HeldRoles roles=roles holder=holder label="Roles of the Team" with_through=false/>
        </Section>
        <RoleGiveDialog open=giving holder=holder/>
    }
    .into_any()
}

/// Name and description.
#[component]
fn Describe(id: TeamId, view: Memo<TeamView>) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let submission = Submission::default();
    let stored = Memo::new(move |_| {
        view.with(|view| Described {
            name: view.row.name.clone(),
            description: view.row.description.clone(),
        })
    });
    let closed = Memo::new(move |_| {
        replica
            .gate(Command::UpdateTeam {
                id,
                edits: Vec::new(),
            })
            .reason
    });
    let save = move |(base, draft): (Described, Described)| {
        let edits = vec![
            Edit::new(TeamField::Name(base.name), TeamField::Name(draft.name)),
            Edit::new(
                TeamField::Description(base.description),
                TeamField::Description(draft.description),
            ),
        ];
        let edits = edits
            .into_iter()
            .filter(|edit| edit.base != edit.value)
            .collect();
        submission.run(
            replica.dispatch(Command::UpdateTeam { id, edits }),
            move |receipt| tell(toaster, replica, "Team saved", receipt),
        );
    };
    view! { <DescribeForm stored=stored on_save=save submission=submission disabled_reason=closed/> }
}

#[component]
fn Facts(id: TeamId, view: Memo<TeamView>) -> impl IntoView {
    let text = Signal::derive(move || id.to_string());
    view! {
        <Card padded=true>
            <dl class="kv">
                <dt>"Created"</dt>
                <dd><Time at=Signal::derive(move || view.with(|view| millis(view.created_at)))/>" by "<Isolated text=Signal::derive(move || view.with(|view| view.created_by.clone()))/></dd>
                <dt>"Updated"</dt>
                <dd><Time at=Signal::derive(move || view.with(|view| millis(view.row.updated_at)))/>" by "<Isolated text=Signal::derive(move || view.with(|view| view.updated_by.clone()))/></dd>
                <dt>"Team id"</dt><dd><span class="with-copy"><Mono text=text/><CopyButton text=text label="Copy the id"/></span></dd>
            </dl>
        </Card>
    }
    .into_any()
}

/// Deleting it, with what its members lose and its name to type.
#[component]
fn Deletion(id: TeamId, name: Signal<String>) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let submission = Submission::default();
    let asking = RwSignal::new(false);
    let closed = Memo::new(move |_| replica.gate(Command::DeleteTeam { id }).reason);
    let losses = Memo::new(move |_| {
        if asking.get() {
            replica.losses(Command::DeleteTeam { id })
        } else {
            Vec::new()
        }
    });
    let delete = move || {
        let navigate = navigate.clone();
        // The page goes with the Team, so nothing of it can be asked afterwards.
        let next = place.paths_untracked().teams();
        submission.run(
            replica.dispatch(Command::DeleteTeam { id }),
            move |receipt| {
                asking.try_set(false);
                tell(toaster, replica, "Team deleted", receipt);
                navigate(&next, Default::default());
            },
        );
    };
    let lines = move || {
        let all = losses.get();
        let rest = all.len().saturating_sub(SHOWN);
        let lines = all
            .into_iter()
            .take(SHOWN)
            .map(|loss| {
                let text = format!(" loses {} permissions on {}", loss.permissions, loss.place);
                view! { <li><Isolated text=loss.name/>{text}</li> }
            })
            .collect_view();
        let more = (rest > 0).then(|| view! { <li class="sub">{format!("and {rest} more")}</li> });
        view! { <ul class="losses" aria-label="What its members lose">{lines}{more}</ul> }
    };
    view! {
        <Section title="Delete" danger=true>
            <SectionBody>
                <div class="stack tight">
                    <p class="muted">"Its roles go with it. What its members hold themselves stays."</p>
                    <div class="cluster"><Button kind=ButtonKind::Danger disabled_reason=closed on_click=move |_| asking.set(true)>"Delete the Team"</Button>
                    <StageButton
                        title=Signal::derive(move || format!("Delete the Team {}", name.get()))
                        make=move |()| Some(vec![Command::DeleteTeam { id }]) submission disabled_reason=closed
                    /></div>
                    {move || closed.get().map(|reason| view! { <p class="sub">{reason}</p> })}
                </div>
            </SectionBody>
        </Section>
        <ConfirmDialog
            open=asking
            on_close=move || asking.set(false)
            title="Delete this Team"
            action="Delete the Team"
            typed_name=Signal::derive(move || Some(name.get()))
            busy=submission.busy()
            error=submission.error_beside(&[])
            on_confirm=delete
        >
            <Show
                when=move || losses.with(|losses| !losses.is_empty())
                fallback=|| view! { <p>"Nobody loses anything by it."</p> }
            >
                <p>"This cannot be undone:"</p>
                {lines}
            </Show>
        </ConfirmDialog>
    }
    .into_any()
}
