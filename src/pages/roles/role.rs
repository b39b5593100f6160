//! One custom role: what it allows, who holds it, and deleting it once nobody does.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::access::Holder;
use planisphere_domain::audit::Target;
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{Command, CustomRoleId};

use crate::components::{
    Gone, HistoryLink, PageTitle, StageButton, Submission, grouped, millis, tell,
};
use crate::forms::CustomRoleEditForm;
use crate::paths::{Place, TokenPlace};
use crate::replica::{CustomRoleView, Replica, RoleHolding};
use crate::ui::{
    Button, ButtonKind, Column, ConfirmDialog, Cut, EmptyState, Field, Glyph, LinkButton, PageHead,
    Section, Table, TableState, Time, Toaster, WindowedRows,
};

const COLUMNS: [Column; 3] = [
    Column::new("name", "Held by"),
    Column::new("kind", "Kind").class("end-cell"),
    Column::new("place", "On").class("wide-cell"),
];

/// The page.
#[component]
pub fn RolePage() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let known = Memo::new(move |_| place.role().filter(|id| replica.custom_role(*id).is_some()));
    move || match known.get() {
        Some(id) => view! { <Role id/> }.into_any(),
        None => view! {
            <Gone kind="Role" href=Signal::derive(move || place.paths().roles()) back="All roles"/>
        }
        .into_any(),
    }
}

#[component]
fn Role(id: CustomRoleId) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let found = Memo::new(move |_| replica.custom_role(id));
    let Some(first) = found.get_untracked() else {
        return ().into_any();
    };
    // The last known view stands in while the role is being deleted under the page.
    let view = Memo::new(move |last: Option<&CustomRoleView>| {
        found
            .get()
            .unwrap_or_else(|| last.cloned().unwrap_or_else(|| first.clone()))
    });
    let name = Signal::derive(move || view.with(|view| view.row.name.clone()));
    let lead = move || {
        view.with(|view| {
            let who = match view.row.holders {
                0 if !view.row.sees_all_holders => "held by nobody that you may know of".to_owned(),
                0 => "held by nobody".to_owned(),
                1 => "held by 1".to_owned(),
                more => format!("held by {}", grouped(more)),
            };
            let scope = view.row.scope.level().label();
            let (at, by) = (millis(view.created_at), view.created_by.clone());
            view! {
                <span>{format!("Custom role for {scope}s, {who}")}</span>
                <span class="after-dot">"created "<Time at/>" by "{by}</span>
            }
        })
    };
    let may_copy = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationCustomRolesCreate,
                ResourceRef::Organization,
            )
            .reason
    });
    let copy = Signal::derive(move || format!("{}?from={id}", place.paths().new_role()));
    view! {
        <PageTitle text=Signal::derive(move || format!("{}, Roles", name.get()))/>
        <PageHead
            title=name
            lead=lead
            actions=move || view! { <HistoryLink of=Target::CustomRole(id)/><LinkButton glyph=Glyph::Copy href=copy disabled_reason=may_copy>"Copy the role"</LinkButton> }
        />
        <CustomRoleEditForm id stored=view/>
        <Holders view/>
        <Delete id view/>
    }
    .into_any()
}

/// Everybody who holds it, with the way to them.
#[component]
fn Holders(view: Memo<CustomRoleView>) -> impl IntoView {
    let place = Place::current();
    let rows = Memo::new(move |_| view.with(|view| view.holdings.clone()));
    let count = move || rows.with(Vec::len);
    let state = move || match count() {
        0 => TableState::Empty,
        _ => TableState::Ready,
    };
    let cells = move |index: usize| {
        let row = Memo::new(move |_| rows.with(|rows| rows.get(index).cloned()));
        view! { <tr>{move || row.get().map(|row| line(place, row))}</tr> }.into_any()
    };
    let nobody = move || {
        let sees_all = view.with(|view| view.row.sees_all_holders);
        let said = if sees_all {
            "Nobody holds this role"
        } else {
            "Nobody that you may know of holds this role"
        };
        said.to_owned()
    };
    let lead = move || {
        let (holders, people) = view.with(|view| (view.row.holders, view.people));
        (holders > 0).then(|| {
            let noun = if people == 1 {
                "person has"
            } else {
                "people have"
            };
            format!(
                "{} {noun} it, themselves or through a Team.",
                grouped(people)
            )
        })
    };
    view! {
        <Section title="Who holds it" lead=Signal::derive(lead)>
            <Table
                label="Who holds it"
                columns=COLUMNS.to_vec()
                state=Signal::derive(state)
                row_count=Signal::derive(move || Some(count()))
                empty=move || view! {
                    <EmptyState
                        glyph=Glyph::Role
                        title=Signal::derive(nobody)
                        text="Assign it on the Access page of a Deployment, or to an API token.".to_owned()
                    />
                }
            >
                <WindowedRows count=Signal::derive(count) columns=COLUMNS.len() row=cells/>
            </Table>
        </Section>
    }
    .into_any()
}

fn line(place: Place, row: RoleHolding) -> AnyView {
    let paths = place.paths();
    let (kind, href) = match row.holder {
        Holder::User(id) => ("User", paths.user(id)),
        Holder::Team(id) => ("Team", paths.team(id)),
        Holder::ApiToken(id) => (
            "API token",
            paths.token(TokenPlace::Deployment(row.workspace, row.deployment), id),
        ),
    };
    let there = paths.deployment(row.workspace, row.deployment);
    view! {
        <td><a class="row-link" href=href><Cut text=row.name/></a></td>
        <td class=COLUMNS[1].class><span class="sub">{kind}</span></td>
        <td class=COLUMNS[2].class><a class="link" href=there><Cut text=row.place/></a></td>
    }
    .into_any()
}

#[component]
fn Delete(id: CustomRoleId, view: Memo<CustomRoleView>) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let deleting = Submission::default();
    let asking = RwSignal::new(false);
    let gate = Memo::new(move |_| replica.gate(Command::DeleteCustomRole { id }).reason);
    let hint = move || {
        view.with(|view| match view.holdings.as_slice() {
            [] if !view.row.sees_all_holders => "Nobody that you may know of holds it".to_owned(),
            [] => "Nobody holds it".to_owned(),
            holdings => format!("Still held by {}", names(holdings)),
        })
    };
    let delete = move || {
        let navigate = navigate.clone();
        // The page goes with the role, so nothing of it can be asked afterwards.
        let next = place.paths_untracked().roles();
        deleting.run(
            replica.dispatch(Command::DeleteCustomRole { id }),
            move |receipt| {
                asking.try_set(false);
                tell(toaster, replica, "Role deleted", receipt);
                navigate(&next, Default::default());
            },
        );
    };
    view! {
        <Section title="Delete" danger=true>
            <Field label="Delete this role" hint=Signal::derive(move || Some(hint())) row=true>
                <Button kind=ButtonKind::Danger disabled_reason=gate on_click=move |_| asking.set(true)>"Delete the role"</Button>
                <StageButton
                    title=Signal::derive(move || format!("Delete the role {}", view.with(|view| view.row.name.clone())))
                    make=move |()| Some(vec![Command::DeleteCustomRole { id }]) submission=deleting disabled_reason=gate
                />
            </Field>
        </Section>
        <ConfirmDialog
            open=asking
            on_close=move || asking.set(false)
            title="Delete this role"
            action="Delete the role"
            typed_name=Signal::derive(move || Some(view.with(|view| view.row.name.clone())))
            busy=deleting.busy()
            error=deleting.error_beside(&[])
            on_confirm=delete
        >
            <p>"The role is gone for good. Nobody loses access by it, because nobody holds it."</p>
        </ConfirmDialog>
    }
    .into_any()
}

/// The first holders by name, and how many more there are.
fn names(holdings: &[RoleHolding]) -> String {
    const SHOWN: usize = 5;
    let mut names: Vec<&str> = holdings.iter().map(|it| it.name.as_str()).collect();
    names.dedup();
    let rest = names.len().saturating_sub(SHOWN);
    names.truncate(SHOWN);
    match rest {
        0 => names.join(", "),
        rest => format!("{} and {rest} more", names.join(", ")),
    }
}
