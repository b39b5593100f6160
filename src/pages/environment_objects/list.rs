//! The environment objects of a Workspace and of its Deployments.

use std::borrow::Cow;

use leptos::prelude::*;
use planisphere_domain::WorkspaceId;
use planisphere_domain::policy::{EnvironmentObjectType, Permission, ResourceRef};

use super::frame::EnvironmentHead;
use crate::components::{InWorkspace, Parameter, millis};
use crate::paths::Place;
use crate::replica::{EnvironmentObjectRow, Replica, SortKey};
use crate::table::{FilteredTable, searched};
use crate::ui::{Choice, Column, Cut, EmptyState, Glyph, Select, Time};

const COLUMNS: [Column; 5] = [
    Column::new("key", "Key").sortable(),
    Column::new("kind", "Kind").class("end-cell").sortable(),
    Column::new("holds", "What it holds").class("desk-cell roomy-cell"),
    Column::new("reach", "Who gets it").sortable(),
    Column::new("updated", "Updated")
        .class("end-cell")
        .sortable(),
];
/// The choice of every kind.
const EVERY: &str = "";

/// The page.
#[component]
pub fn EnvironmentObjects() -> impl IntoView {
    view! { <InWorkspace content=|workspace| view! { <List workspace/> }.into_any()/> }
}

#[component]
fn List(workspace: WorkspaceId) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let kind = Parameter::new("kind");
    let all = Memo::new(move |_| replica.environment_objects(workspace));
    let rows = Memo::new(move |_| {
        let wanted = EnvironmentObjectType::from_name(&kind.get());
        let mut rows = all.get();
        rows.retain(|row| wanted.is_none_or(|wanted| wanted == row.kind));
        rows
    });
    let closed = Memo::new(move |_| {
        let at = ResourceRef::Workspace(workspace);
        replica.may(Permission::WorkspaceEnvObjectsGet, at).reason
    });
    let kinds = move || -> Vec<Choice> {
        let kinds = EnvironmentObjectType::ALL.iter();
        std::iter::once(Choice::new(EVERY, "Every kind"))
            .chain(kinds.map(|kind| Choice::new(kind.api(), kind.label())))
            .collect()
    };
    view! {
        <EnvironmentHead workspace is_resolved=false/>
        <FilteredTable
            class="objects" label="Environment objects" filter="Filter environment objects"
            placeholder="Filter by key, value or Deployment"
            columns=COLUMNS rows search key closed
            total=Signal::derive(move || all.with(Vec::len))
            cells=move |row| line(place, workspace, row)
            facet=move || view! { <Select label="Kind" options=kinds() value=kind.signal() on_change=move |value| kind.set(value)/> }
            on_clear=move || kind.set(String::new())
            empty=move || view! {
                <EmptyState
                    glyph=Glyph::Sliders
                    title="No environment objects yet"
                    text="A connection or a variable that is kept here reaches all Deployments that it is linked to."
                />
            }
        />
    }
    .into_any()
}

fn search(row: &EnvironmentObjectRow) -> Cow<'_, str> {
    let reach = row.reach.words();
    searched(&[
        &row.key,
        &row.description,
        &row.holds,
        row.kind.label(),
        &reach,
    ])
}

fn key(row: &EnvironmentObjectRow, column: &str) -> SortKey {
    match column {
        "kind" => SortKey::text(row.kind.label()),
        "reach" => SortKey::text(&row.reach.words()),
        "updated" => SortKey::Number(row.updated_at.seconds()),
        _ => SortKey::text(&row.key),
    }
}

fn line(place: Place, workspace: WorkspaceId, row: EnvironmentObjectRow) -> AnyView {
    let href = place.paths().environment_object(workspace, row.id);
    let own = (row.overrides > 0).then(|| {
        let text = match row.overrides {
            1 => ", 1 with its own".to_owned(),
            count => format!(", {count} with their own"),
        };
        view! { <span class="sub">{text}</span> }
    });
    view! {
        <td class=COLUMNS[0].class><a class="row-link" href=href><span class="mono"><Cut text=row.key/></span></a></td>
        <td class=COLUMNS[1].class><span class="sub">{row.kind.label()}</span></td>
        <td class=COLUMNS[2].class><span class="sub"><Cut text=row.holds/></span></td>
        <td class=COLUMNS[3].class>{row.reach.words()}{own}</td>
        <td class=COLUMNS[4].class><span class="sub"><Time at=millis(row.updated_at)/></span></td>
    }
    .into_any()
}
