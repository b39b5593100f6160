//! Every Team of the Organization.

use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::policy::{OrganizationRole, Permission, ResourceRef};

use crate::components::{PageTitle, Parameter, grouped, millis};
use crate::forms::TeamCreateDialog;
use crate::paths::Place;
use crate::replica::{Replica, SortKey, TeamRow, sorted_by};
use crate::table::AddressQuery;
use crate::ui::{
    Button, ButtonKind, Card, Chip, Choice, Column, Cut, EmptyState, Glyph, PageHead, SearchInput,
    Select, Table, TableState, Time, WindowedRows,
};

const KEYS: &[&str] = &["name", "members", "role", "workspaces", "updated"];
const COLUMNS: [Column; 6] = [
    Column::new("name", "Name").sortable(),
    Column::new("members", "Members")
        .class("num end-cell")
        .sortable(),
    Column::new("description", "Description").class("desk-cell roomy-cell"),
    Column::new("role", "Organization role").sortable(),
    Column::new("workspaces", "Workspaces")
        .class("num desk-cell")
        .sortable(),
    Column::new("updated", "Updated")
        .class("end-cell")
        .sortable(),
];

/// The page.
#[component]
pub fn Teams() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let query = AddressQuery::new();
    let role = Parameter::new("role");
    let creating = RwSignal::new(false);
    let all = Memo::new(move |_| replica.teams());
    let rows = Memo::new(move |_| {
        let query = query.get();
        let words = query.words();
        let wanted = OrganizationRole::from_api(&role.get());
        let keeps = |row: &&Arc<TeamRow>| {
            words.iter().all(|word| row.search.contains(word)) && row.gives(wanted)
        };
        let rows: Vec<Arc<TeamRow>> = all.with(|all| all.iter().filter(keeps).cloned().collect());
        let Some(order) = query.order else {
            return rows;
        };
        let number = |count: usize| SortKey::Number(i64::try_from(count).unwrap_or(i64::MAX));
        sorted_by(rows, order.descending, |row| match order.column.as_str() {
            "members" => number(row.members),
            "role" => SortKey::Number(row.role as i64),
            "workspaces" => number(row.workspaces.unwrap_or_default()),
            "updated" => SortKey::Number(row.updated_at.seconds()),
            _ => SortKey::text(&row.name),
        })
    });
    let may_see = Memo::new(move |_| {
        replica
            .may(Permission::OrganizationTeamsGet, ResourceRef::Organization)
            .reason
    });
    let may_create = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationTeamsCreate,
                ResourceRef::Organization,
            )
            .reason
    });
    let count = move || rows.with(Vec::len);
    let total = move || all.with(Vec::len);
    let state = move || match (may_see.get(), total(), count()) {
        (Some(reason), ..) => TableState::NotAllowed(reason),
        (None, 0, _) => TableState::Empty,
        (None, _, 0) => TableState::NoMatch,
        _ => TableState::Ready,
    };
    let roles: Vec<Choice> = std::iter::once(Choice::new("", "Any role"))
        .chain(
            OrganizationRole::ALL
                .iter()
                .map(|role| Choice::new(role.api(), role.label())),
        )
        .collect();
    let cells = move |index: usize| {
        let row = Memo::new(move |_| rows.with(|rows| rows.get(index).cloned()));
        view! { <tr>{move || row.get().map(|row| line(&row, place))}</tr> }.into_any()
    };
    view! {
        <PageTitle text="Teams"/>
        <PageHead
            title="Teams"
            lead=move || format!("{} in the Organization", grouped(total()))
            actions=move || view! {
                <Button kind=ButtonKind::Primary disabled_reason=may_create on_click=move |_| creating.set(true)>"Create a Team"</Button>
            }
        />
        <div class="bar">
            <SearchInput
                value=query.filter()
                on_input=move |text| query.set_filter(text)
                label="Filter Teams"
                placeholder="Filter by name or description"
            />
            <Select label="Organization role" options=roles value=role.signal() on_change=move |value| role.set(value)/>
            <span class="end"><Chip label=Signal::derive(move || format!("{} of {}", grouped(count()), grouped(total())))/></span>
        </div>
        <Card>
            <Table
                label="Teams"
                class="windowed teams"
                columns=COLUMNS.to_vec()
                sort=query.sort(KEYS)
                on_sort=move |sort| query.set_sort(sort)
                state=Signal::derive(state)
                row_count=Signal::derive(move || Some(count()))
                on_clear=move || { role.set(String::new()); query.set_filter(String::new()); }
                empty=move || view! {
                    <EmptyState
                        glyph=Glyph::People
                        title="No Teams yet"
                        text="A Team gives the same roles to several people at once."
                    >
                        <Button disabled_reason=may_create on_click=move |_| creating.set(true)>"Create a Team"</Button>
                    </EmptyState>
                }
            >
                <WindowedRows count=Signal::derive(count) columns=COLUMNS.len() row=cells/>
            </Table>
        </Card>
        <TeamCreateDialog open=creating/>
    }
    .into_any()
}

fn line(row: &TeamRow, place: Place) -> AnyView {
    let href = place.paths().team(row.id);
    let managed = row
        .is_idp_managed
        .then(|| view! { <span class="sub">"Managed by the identity provider"</span> });
    view! {
        <td class=COLUMNS[0].class>
            <span class="two-lines"><a class="row-link" href=href><Cut text=row.name.clone()/></a>{managed}</span>
        </td>
        <td class=COLUMNS[1].class>{grouped(row.members)}<span class="sub narrow-only">{if row.members == 1 { " person" } else { " people" }}</span></td>
        <td class=COLUMNS[2].class><span class="sub"><Cut text=row.description.clone()/></span></td>
        <td class=COLUMNS[3].class>{row.role.label()}</td>
        <td class=COLUMNS[4].class>{row.workspaces.map(grouped)}</td>
        <td class=COLUMNS[5].class><span class="sub"><span class="narrow-only">"Updated "</span><Time at=millis(row.updated_at)/></span></td>
    }
    .into_any()
}
