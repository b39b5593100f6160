//! The alerts of a Workspace.

use leptos::prelude::*;
use planisphere_domain::WorkspaceId;
use planisphere_domain::alert::AlertSeverity;
use planisphere_domain::policy::{Permission, ResourceRef};

use super::frame::AlertsHead;
use crate::components::{InWorkspace, grouped, millis};
use crate::paths::Place;
use crate::replica::{AlertRow, Replica, SortKey, sorted_by};
use crate::table::AddressQuery;
use crate::ui::{
    Card, Chip, Column, Cut, EmptyState, Glyph, SearchInput, Table, TableState, Time, Tone,
    WindowedRows,
};

const KEYS: &[&str] = &["name", "severity", "deployment", "kind", "updated"];
const COLUMNS: [Column; 6] = [
    Column::new("name", "Name").sortable(),
    Column::new("severity", "Severity")
        .class("end-cell")
        .sortable(),
    Column::new("deployment", "Deployment").sortable(),
    Column::new("kind", "About")
        .class("desk-cell roomy-cell")
        .sortable(),
    Column::new("told", "Who is told").class("end-cell"),
    Column::new("updated", "Updated")
        .class("desk-cell")
        .sortable(),
];

/// The page.
#[component]
pub fn Alerts() -> impl IntoView {
    view! { <InWorkspace content=|workspace| view! { <List workspace/> }.into_any()/> }
}

#[component]
fn List(workspace: WorkspaceId) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let query = AddressQuery::new();
    let all = Memo::new(move |_| replica.alerts(workspace));
    let rows = Memo::new(move |_| {
        let query = query.get();
        let rows: Vec<AlertRow> = all.with(|all| {
            all.iter()
                .filter(|row| {
                    let told = row.channels.join(" ");
                    let severity = row.severity.label();
                    let kind = row.kind.label();
                    query.keeps(&[
                        &row.name,
                        &row.deployment,
                        kind,
                        severity,
                        &told,
                        &row.rules,
                    ])
                })
                .cloned()
                .collect()
        });
        let Some(order) = query.order else {
            return rows;
        };
        sorted_by(rows, order.descending, |row| match order.column.as_str() {
            "severity" => SortKey::Number(rank(row.severity)),
            "deployment" => SortKey::text(&row.deployment),
            "kind" => SortKey::text(row.kind.label()),
            "updated" => SortKey::Number(row.updated_at.seconds()),
            _ => SortKey::text(&row.name),
        })
    });
    let closed = Memo::new(move |_| {
        let at = ResourceRef::Workspace(workspace);
        replica.may(Permission::WorkspaceAlertsGet, at).reason
    });
    let count = move || rows.with(Vec::len);
    let total = move || all.with(Vec::len);
    let state = move || match (total(), count(), closed.get()) {
        (0, _, Some(reason)) => TableState::NotAllowed(reason),
        (0, ..) => TableState::Empty,
        (_, 0, _) => TableState::NoMatch,
        _ => TableState::Ready,
    };
    let cells = move |index: usize| {
        let row = Memo::new(move |_| rows.with(|rows| rows.get(index).cloned()));
        view! { <tr>{move || row.get().map(|row| line(place, workspace, row))}</tr> }.into_any()
    };
    view! {
        <AlertsHead workspace is_channels=false/>
        <div class="bar">
            <SearchInput
                value=query.filter() on_input=move |text| query.set_filter(text)
                label="Filter alerts" placeholder="Filter by name, Deployment or channel"
            />
            <span class="end"><Chip label=Signal::derive(move || format!("{} of {}", grouped(count()), grouped(total())))/></span>
        </div>
        <Card>
            <Table
                class="alerts"
                label="Alerts"
                columns=COLUMNS.to_vec()
                sort=query.sort(KEYS)
                on_sort=move |sort| query.set_sort(sort)
                state=Signal::derive(state)
                row_count=Signal::derive(move || Some(count()))
                on_clear=move || query.set_filter(String::new())
                empty=move || view! {
                    <EmptyState
                        glyph=Glyph::Bell
                        title="No alerts yet"
                        text="An alert tells people when a DAG or a task of a Deployment fails, takes too long or is late."
                    />
                }
            >
                <WindowedRows count=Signal::derive(count) columns=COLUMNS.len() row=cells/>
            </Table>
        </Card>
    }
    .into_any()
}

const fn rank(severity: AlertSeverity) -> i64 {
    match severity {
        AlertSeverity::Info => 0,
        AlertSeverity::Warning => 1,
        AlertSeverity::Critical => 2,
    }
}

/// A severity as a chip.
pub(super) fn severity_chip(severity: AlertSeverity) -> AnyView {
    let label = severity.label();
    match severity {
        AlertSeverity::Info => view! { <Chip label small=true/> }.into_any(),
        AlertSeverity::Warning => view! { <Chip label small=true tone=Tone::Warn/> }.into_any(),
        AlertSeverity::Critical => view! { <Chip label small=true tone=Tone::Bad/> }.into_any(),
    }
}

/// That an alert reaches nobody.
pub(super) fn nobody() -> AnyView {
    view! { <Chip label="Reaches nobody" small=true tone=Tone::Warn/> }.into_any()
}

fn line(place: Place, workspace: WorkspaceId, row: AlertRow) -> AnyView {
    let href = place.paths().alert(workspace, row.id);
    let told = if row.channels.is_empty() {
        nobody()
    } else {
        view! { <Cut text=row.channels.join(", ")/> }.into_any()
    };
    view! {
        <td class=COLUMNS[0].class><a class="row-link" href=href><Cut text=row.name/></a></td>
        <td class=COLUMNS[1].class>{severity_chip(row.severity)}</td>
        <td class=COLUMNS[2].class><span class="sub"><Cut text=row.deployment/></span></td>
        <td class=COLUMNS[3].class><span class="sub">{row.kind.label()}</span></td>
        <td class=COLUMNS[4].class>{told}</td>
        <td class=COLUMNS[5].class><span class="sub"><Time at=millis(row.updated_at)/></span></td>
    }
    .into_any()
}
