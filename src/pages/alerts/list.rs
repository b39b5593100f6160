//! The alerts of a Workspace.

use std::borrow::Cow;

use leptos::prelude::*;
use planisphere_domain::WorkspaceId;
use planisphere_domain::alert::AlertSeverity;
use planisphere_domain::findings::Subject;
use planisphere_domain::policy::{Permission, ResourceRef};

use super::frame::AlertsHead;
use crate::components::{FindingBadges, InWorkspace, millis};
use crate::paths::Place;
use crate::replica::{AlertRow, Replica, SortKey};
use crate::table::{FilteredTable, searched};
use crate::ui::{Chip, Column, Cut, EmptyState, Glyph, Time, Tone};

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
    let rows = Memo::new(move |_| replica.alerts(workspace));
    let closed = Memo::new(move |_| {
        let at = ResourceRef::Workspace(workspace);
        replica.may(Permission::WorkspaceAlertsGet, at).reason
    });
    view! {
        <AlertsHead workspace is_channels=false/>
        <FilteredTable
            class="alerts" label="Alerts" filter="Filter alerts" placeholder="Filter by name, Deployment or channel"
            columns=COLUMNS rows search key closed
            cells=move |row| line(place, workspace, row)
            empty=move || view! {
                <EmptyState
                    glyph=Glyph::Bell
                    title="No alerts yet"
                    text="An alert tells people when a DAG or a task of a Deployment fails, takes too long or is late."
                />
            }
        />
    }
    .into_any()
}

fn search(row: &AlertRow) -> Cow<'_, str> {
    let told = row.channels.join(" ");
    searched(&[
        &row.name,
        &row.deployment,
        row.kind.label(),
        row.severity.label(),
        &told,
        &row.rules,
    ])
}

fn key(row: &AlertRow, column: &str) -> SortKey {
    match column {
        "severity" => SortKey::Number(rank(row.severity)),
        "deployment" => SortKey::text(&row.deployment),
        "kind" => SortKey::text(row.kind.label()),
        "updated" => SortKey::Number(row.updated_at.seconds()),
        _ => SortKey::text(&row.name),
    }
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
        <td class=COLUMNS[4].class><span class="two-lines">{told}<FindingBadges of=Subject::Alert(row.id)/></span></td>
        <td class=COLUMNS[5].class><span class="sub"><Time at=millis(row.updated_at)/></span></td>
    }
    .into_any()
}
