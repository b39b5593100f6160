//! Every Team of the Organization.

use std::borrow::Cow;
use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::policy::{OrganizationRole, Permission, ResourceRef};

use crate::components::{PageTitle, Parameter, grouped, millis};
use crate::forms::TeamCreateDialog;
use crate::paths::Place;
use crate::replica::{Replica, SortKey, TeamRow};
use crate::table::FilteredTable;
use crate::ui::{
    Button, ButtonKind, Choice, Column, Cut, EmptyState, Glyph, PageHead, Select, Time,
};

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
    let role = Parameter::new("role");
    let creating = RwSignal::new(false);
    let all = Memo::new(move |_| replica.teams());
    let rows = Memo::new(move |_| {
        let wanted = OrganizationRole::from_api(&role.get());
        let mut rows = all.get();
        rows.retain(|row| row.gives(wanted));
        rows
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
    let total = Signal::derive(move || all.with(Vec::len));
    let roles = move || -> Vec<Choice> {
        let roles = OrganizationRole::ALL.iter();
        std::iter::once(Choice::new("", "Any role"))
            .chain(roles.map(|role| Choice::new(role.api(), role.label())))
            .collect()
    };
    let cells = move |row: Arc<TeamRow>| line(&row, place);
    view! {
        <PageTitle text="Teams"/>
        <PageHead
            title="Teams"
            lead=move || format!("{} in the Organization", grouped(total.get()))
            actions=move || view! {
                <Button kind=ButtonKind::Primary disabled_reason=may_create on_click=move |_| creating.set(true)>"Create a Team"</Button>
            }
        />
        <FilteredTable
            class="windowed teams" label="Teams" filter="Filter Teams" placeholder="Filter by name or description"
            columns=COLUMNS rows total search key
            closed=may_see
            cells
            facet=move || view! { <Select label="Organization role" options=roles() value=role.signal() on_change=move |value| role.set(value)/> }
            on_clear=move || role.set(String::new())
            empty=move || view! {
                <EmptyState
                    glyph=Glyph::People
                    title="No Teams yet"
                    text="A Team gives the same roles to several people at once."
                >
                    <Button disabled_reason=may_create on_click=move |_| creating.set(true)>"Create a Team"</Button>
                </EmptyState>
            }
        />
        <TeamCreateDialog open=creating/>
    }
    .into_any()
}

fn search(row: &Arc<TeamRow>) -> Cow<'_, str> {
    Cow::Borrowed(&row.search)
}

fn key(row: &Arc<TeamRow>, column: &str) -> SortKey {
    let number = |count: usize| SortKey::Number(i64::try_from(count).unwrap_or(i64::MAX));
    match column {
        "members" => number(row.members),
        "role" => SortKey::Number(row.role as i64),
        "workspaces" => number(row.workspaces.unwrap_or_default()),
        "updated" => SortKey::Number(row.updated_at.seconds()),
        _ => SortKey::text(&row.name),
    }
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
