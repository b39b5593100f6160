//! Everybody in the Organization, and those who are invited.

use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::findings::Subject;
use planisphere_domain::policy::{OrganizationRole, Permission, ResourceRef};
use planisphere_domain::{Command, UserId};

use super::standing::status;
use crate::components::{FindingBadges, PageTitle, Parameter, Submission, grouped, millis, tell};
use crate::forms::{InviteAcceptDialog, UserInviteDialog};
use crate::paths::Place;
use crate::replica::{Replica, SortKey, UserFacets, UserRow, UserState, sorted_by};
use crate::table::AddressQuery;
use crate::ui::{
    Banner, Button, ButtonKind, Card, Chip, Choice, Column, Cut, EmptyState, Glyph, Icon, Menu,
    MenuEntry, MenuItem, PageHead, SearchInput, Select, Table, TableState, Time, Toaster, Tone,
    WindowedRows,
};

const KEYS: &[&str] = &["name", "state", "role", "workspaces", "active"];
const COLUMNS: [Column; 7] = [
    Column::new("name", "Name").sortable(),
    Column::new("state", "State").class("end-cell").sortable(),
    Column::new("role", "Organization role").sortable(),
    Column::new("teams", "Teams").class("desk-cell roomy-cell"),
    Column::new("workspaces", "Workspaces")
        .class("num desk-cell")
        .sortable(),
    Column::new("active", "Last change")
        .class("end-cell")
        .sortable(),
    Column::new("acts", "").class("acts-cell"),
];

/// What can be asked of a row.
#[derive(Clone, Copy)]
struct Actions {
    replica: Replica,
    toaster: Toaster,
    submission: Submission,
    joining: RwSignal<Option<(UserId, String)>>,
}

/// The page.
#[component]
pub fn Users() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let query = AddressQuery::new();
    let inviting = RwSignal::new(false);
    let actions = Actions {
        replica,
        toaster: expect_context::<Toaster>(),
        submission: Submission::default(),
        joining: RwSignal::new(None),
    };
    let (state, role, team) = (
        Parameter::new("state"),
        Parameter::new("role"),
        Parameter::new("team"),
    );
    let all = Memo::new(move |_| replica.users());
    let facets = Memo::new(move |_| UserFacets::new(&state.get(), &role.get(), &team.get()));
    let rows = Memo::new(move |_| {
        let query = query.get();
        let words = query.words();
        let keeps = |row: &&Arc<UserRow>| {
            words.iter().all(|word| row.search.contains(word))
                && facets.with(|facets| facets.keep(row))
        };
        let rows: Vec<Arc<UserRow>> = all.with(|all| all.iter().filter(keeps).cloned().collect());
        let Some(order) = query.order else {
            return rows;
        };
        sorted_by(rows, order.descending, |row| match order.column.as_str() {
            "state" => SortKey::Number(row.state as i64),
            "role" => SortKey::Number(row.role as i64),
            "workspaces" => SortKey::Number(
                row.workspaces
                    .map_or(-1, |count| i64::try_from(count).unwrap_or(i64::MAX)),
            ),
            "active" => SortKey::Number(row.last_active.map_or(0, |at| at.seconds())),
            _ => SortKey::text(&row.name),
        })
    });
    let may_see = Memo::new(move |_| {
        replica
            .may(Permission::OrganizationUsersGet, ResourceRef::Organization)
            .reason
    });
    let may_invite = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationUsersCreate,
                ResourceRef::Organization,
            )
            .reason
    });
    let teams = Memo::new(move |_| replica.teams());
    let count = move || rows.with(Vec::len);
    let total = move || all.with(Vec::len);
    let table_state = move || match (may_see.get(), total(), count()) {
        (Some(reason), ..) => TableState::NotAllowed(reason),
        (None, 0, _) => TableState::Empty,
        (None, _, 0) => TableState::NoMatch,
        _ => TableState::Ready,
    };
    let pending = move || all.with(|all| all.iter().filter(|row| row.state.is_invite()).count());
    let lead = move || match pending() {
        0 => format!("{} in the Organization", grouped(total())),
        pending => format!(
            "{} in the Organization, {} of them invited",
            grouped(total()),
            grouped(pending)
        ),
    };
    let clear = move || {
        for facet in [state, role, team] {
            facet.set(String::new());
        }
        query.set_filter(String::new());
    };
    let states = choices(
        "Any state",
        UserState::ALL.map(|state| (state.word().to_owned(), state.word().to_owned())),
    );
    let roles = choices(
        "Any role",
        OrganizationRole::ALL
            .iter()
            .map(|role| (role.api().to_owned(), role.label().to_owned())),
    );
    let of_teams = move || {
        let named = teams.get();
        let named = named
            .iter()
            .map(|team| (team.id.to_string(), team.name.clone()));
        choices("Any Team", named.collect::<Vec<_>>())
    };
    let failed = actions.submission.error_beside(&[]);
    let cells = move |index: usize| {
        let row = Memo::new(move |_| rows.with(|rows| rows.get(index).cloned()));
        view! { <tr>{move || row.get().map(|row| line(&row, place, actions))}</tr> }.into_any()
    };
    view! {
        <PageTitle text="Users"/>
        <PageHead
            title="Users"
            lead=lead
            actions=move || view! {
                <Button kind=ButtonKind::Primary disabled_reason=may_invite on_click=move |_| inviting.set(true)>"Invite people"</Button>
            }
        />
        {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        <div class="bar">
            <SearchInput
                value=query.filter()
                on_input=move |text| query.set_filter(text)
                label="Filter users"
                placeholder="Filter by name, e-mail, Team…"
            />
            <Select label="State" options=states value=state.signal() on_change=move |value| state.set(value)/>
            <Select label="Organization role" options=roles value=role.signal() on_change=move |value| role.set(value)/>
            <Show when=move || teams.with(|teams| !teams.is_empty())>
                <Select label="Team" options=Signal::derive(of_teams) value=team.signal() on_change=move |value| team.set(value)/>
            </Show>
            <span class="end"><Chip label=Signal::derive(move || format!("{} of {}", grouped(count()), grouped(total())))/></span>
        </div>
        <Card>
            <Table
                label="Users"
                class="windowed users"
                columns=COLUMNS.to_vec()
                sort=query.sort(KEYS)
                on_sort=move |sort| query.set_sort(sort)
                state=Signal::derive(table_state)
                row_count=Signal::derive(move || Some(count()))
                on_clear=clear
                empty=move || view! { <EmptyState glyph=Glyph::People title="Nobody is here yet"/> }
            >
                <WindowedRows count=Signal::derive(count) columns=COLUMNS.len() row=cells/>
            </Table>
        </Card>
        <UserInviteDialog open=inviting/>
        <InviteAcceptDialog of=actions.joining/>
    }
    .into_any()
}

/// What a facet offers, after the words for no choice.
fn choices(any: &str, named: impl IntoIterator<Item = (String, String)>) -> Vec<Choice> {
    let named = named
        .into_iter()
        .map(|(value, label)| Choice::new(value, label));
    std::iter::once(Choice::new("", any)).chain(named).collect()
}

fn line(row: &UserRow, place: Place, actions: Actions) -> AnyView {
    let href = place.paths().user(row.id);
    let email = (row.name != row.email)
        .then(|| view! { <span class="sub"><Cut text=row.email.clone()/></span> });
    let raised = row.raised_by.as_ref().map(|(role, team)| {
        view! { <span class="sub">{format!("{} through ", role.label())}<Cut text=team.clone()/></span> }
    });
    let teams: Vec<&str> = row.teams.iter().map(|(_, name)| name.as_str()).collect();
    let last = match row.last_active {
        Some(at) => view! { <Time at=millis(at)/> }.into_any(),
        None => view! { <span>"Never"</span> }.into_any(),
    };
    let (kind, word) = status(row.state);
    view! {
        <td class=COLUMNS[0].class>
            <span class="two-lines"><a class="row-link" href=href><Cut text=row.name.clone()/></a>{email}</span>
        </td>
        <td class=COLUMNS[1].class>
            <span class="two-lines"><crate::ui::Status kind=kind word=word/><FindingBadges of=Subject::User(row.id)/></span>
        </td>
        <td class=COLUMNS[2].class><span class="two-lines"><span>{row.role.label()}</span>{raised}</span></td>
        <td class=COLUMNS[3].class><span class="sub"><Cut text=teams.join(", ")/></span></td>
        <td class=COLUMNS[4].class>{row.workspaces.map(grouped)}</td>
        <td class=COLUMNS[5].class><span class="sub"><span class="narrow-only">"Last change: "</span>{last}</span></td>
        <td class=COLUMNS[6].class>{row.state.is_invite().then(|| invite_menu(row, actions))}</td>
    }
    .into_any()
}

/// What can be done with an open invite.
fn invite_menu(row: &UserRow, actions: Actions) -> AnyView {
    let Actions {
        replica,
        toaster,
        submission,
        joining,
    } = actions;
    let (id, email) = (row.id, row.email.clone());
    let run = move |command: Command, told: &'static str| {
        submission.run(replica.dispatch(command), move |receipt| {
            tell(toaster, replica, told, receipt);
        });
    };
    let label = format!("Invite of {email}");
    let entries = move || {
        let accept = Command::AcceptInvite {
            id,
            full_name: email.clone(),
        };
        let email = email.clone();
        vec![
            MenuEntry::Item(
                MenuItem::run("Send again", move || {
                    run(Command::ResendInvite { id }, "Invite sent again");
                })
                .note("The invite can be accepted for seven more days")
                .glyph(Glyph::Refresh)
                .gated(replica.gate(Command::ResendInvite { id }).reason),
            ),
            MenuEntry::Item(
                MenuItem::run("Mark as joined", move || {
                    joining.set(Some((id, email.clone())));
                })
                .note("On a device nobody signs in")
                .glyph(Glyph::Check)
                .gated(replica.gate(accept).reason),
            ),
            MenuEntry::Separator,
            MenuEntry::Item(
                MenuItem::run("Withdraw the invite", move || {
                    run(Command::RemoveUser { id }, "Invite withdrawn");
                })
                .glyph(Glyph::Trash)
                .danger()
                .gated(replica.gate(Command::RemoveUser { id }).reason),
            ),
        ]
    };
    view! {
        <Menu label=label entries=Signal::derive(entries) class="btn quiet square small" at_end=true>
            <Icon glyph=Glyph::More/>
        </Menu>
    }
    .into_any()
}
