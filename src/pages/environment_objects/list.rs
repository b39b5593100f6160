//! The environment objects of a Workspace and of its Deployments.

use leptos::prelude::*;
use planisphere_domain::WorkspaceId;
use planisphere_domain::policy::{EnvironmentObjectType, Permission, ResourceRef};

use super::frame::EnvironmentHead;
use crate::components::{InWorkspace, Parameter, grouped, millis};
use crate::paths::Place;
use crate::replica::{EnvironmentObjectRow, Replica, SortKey, sorted_by};
use crate::table::AddressQuery;
use crate::ui::{
    Card, Chip, Choice, Column, Cut, EmptyState, Glyph, SearchInput, Select, Table, TableState,
    Time, WindowedRows,
};

const KEYS: &[&str] = &["key", "kind", "reach", "updated"];
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
    let query = AddressQuery::new();
    let kind = Parameter::new("kind");
    let all = Memo::new(move |_| replica.environment_objects(workspace));
    let rows = Memo::new(move |_| {
        let query = query.get();
        let wanted = EnvironmentObjectType::from_name(&kind.get());
        let rows: Vec<EnvironmentObjectRow> = all.with(|all| {
            all.iter()
                .filter(|row| wanted.is_none_or(|wanted| wanted == row.kind))
                .filter(|row| {
                    let reach = row.reach.words();
                    query.keeps(&[
                        &row.key,
                        &row.description,
                        &row.holds,
                        row.kind.label(),
                        &reach,
                    ])
                })
                .cloned()
                .collect()
        });
        let Some(order) = query.order else {
            return rows;
        };
        sorted_by(rows, order.descending, |row| match order.column.as_str() {
            "kind" => SortKey::text(row.kind.label()),
            "reach" => SortKey::text(&row.reach.words()),
            "updated" => SortKey::Number(row.updated_at.seconds()),
            _ => SortKey::text(&row.key),
        })
    });
    let closed = Memo::new(move |_| {
        let at = ResourceRef::Workspace(workspace);
        replica.may(Permission::WorkspaceEnvObjectsGet, at).reason
    });
    let count = move || rows.with(Vec::len);
    let total = move || all.with(Vec::len);
    let state = move || match (total(), count(), closed.get()) {
        (0, _, Some(reason)) => TableState::NotAllowed(reason),
        (0, ..) => TableState::Empty,
        (_, 0, _) => TableState::NoMatch,
        _ => TableState::Ready,
    };
    let kinds: Vec<Choice> = std::iter::once(Choice::new(EVERY, "Every kind"))
        .chain(
            EnvironmentObjectType::ALL
                .iter()
                .map(|kind| Choice::new(kind.api(), kind.label())),
        )
        .collect();
    let cells = move |index: usize| {
        let row = Memo::new(move |_| rows.with(|rows| rows.get(index).cloned()));
        view! { <tr>{move || row.get().map(|row| line(place, workspace, row))}</tr> }.into_any()
    };
    view! {
        <EnvironmentHead workspace is_resolved=false/>
        <div class="bar">
            <SearchInput
                value=query.filter() on_input=move |text| query.set_filter(text)
                label="Filter environment objects" placeholder="Filter by key, value or Deployment"
            />
            <Select label="Kind" options=kinds value=kind.signal() on_change=move |value| kind.set(value)/>
            <span class="end"><Chip label=Signal::derive(move || format!("{} of {}", grouped(count()), grouped(total())))/></span>
        </div>
        <Card>
            <Table
                class="objects"
                label="Environment objects"
                columns=COLUMNS.to_vec()
                sort=query.sort(KEYS)
                on_sort=move |sort| query.set_sort(sort)
                state=Signal::derive(state)
                row_count=Signal::derive(move || Some(count()))
                on_clear=move || { query.set_filter(String::new()); kind.set(String::new()); }
                empty=move || view! {
                    <EmptyState
                        glyph=Glyph::Sliders
                        title="No environment objects yet"
                        text="A connection or a variable that is kept here reaches all Deployments that it is linked to."
                    />
                }
            >
                <WindowedRows count=Signal::derive(count) columns=COLUMNS.len() row=cells/>
            </Table>
        </Card>
    }
    .into_any()
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
