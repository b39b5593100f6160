//! Every Workspace that the person may see.

use std::borrow::Cow;

use leptos::prelude::*;
use planisphere_domain::policy::{Permission, ResourceRef};

use crate::components::{PageTitle, grouped, millis};
use crate::forms::WorkspaceCreateDialog;
use crate::paths::Place;
use crate::replica::{Replica, SortKey, WorkspaceRow};
use crate::table::{FilteredTable, searched};
use crate::ui::{Button, ButtonKind, Column, Cut, EmptyState, Glyph, PageHead, Time};

const COLUMNS: [Column; 4] = [
    Column::new("name", "Name").sortable(),
    Column::new("description", "Description").class("desk-cell roomy-cell"),
    Column::new("deployments", "Deployments")
        .class("num end-cell")
        .sortable(),
    Column::new("updated", "Updated").sortable(),
];

/// The page.
#[component]
pub fn Workspaces() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let creating = RwSignal::new(false);
    let rows = Memo::new(move |_| replica.workspaces());
    let gate = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationWorkspacesCreate,
                ResourceRef::Organization,
            )
            .reason
    });
    view! {
        <PageTitle text="Workspaces"/>
        <PageHead
            title="Workspaces"
            lead=move || format!("{} that you can see", grouped(rows.with(Vec::len)))
            actions=move || view! {
                <Button kind=ButtonKind::Primary disabled_reason=gate on_click=move |_| creating.set(true)>"Create a Workspace"</Button>
            }
        />
        <FilteredTable
            label="Workspaces" filter="Filter Workspaces" placeholder="Filter by name or description"
            columns=COLUMNS rows search key
            cells=move |row| line(place, row)
            empty=move || view! {
                <EmptyState
                    glyph=Glyph::Workspace
                    title="No Workspaces that you can see"
                    text="A Workspace holds the Deployments that one group of people shares."
                >
                    <Button disabled_reason=gate on_click=move |_| creating.set(true)>"Create a Workspace"</Button>
                </EmptyState>
            }
        />
        <WorkspaceCreateDialog open=creating/>
    }
    .into_any()
}

fn search(row: &WorkspaceRow) -> Cow<'_, str> {
    searched(&[&row.name, &row.description])
}

fn key(row: &WorkspaceRow, column: &str) -> SortKey {
    match column {
        "deployments" => SortKey::Number(row.deployments as i64),
        "updated" => SortKey::Number(row.updated_at.seconds()),
        _ => SortKey::text(&row.name),
    }
}

fn line(place: Place, row: WorkspaceRow) -> AnyView {
    let href = place.paths().workspace(row.id);
    view! {
        <td class=COLUMNS[0].class><a class="row-link" href=href><Cut text=row.name/></a></td>
        <td class=COLUMNS[1].class><span class="sub"><Cut text=row.description/></span></td>
        <td class=COLUMNS[2].class>{grouped(row.deployments)}</td>
        <td class=COLUMNS[3].class><span class="sub"><Time at=millis(row.updated_at)/></span></td>
    }
    .into_any()
}
