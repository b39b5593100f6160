//! The notification channels that alerts of a Workspace can use.

use std::borrow::Cow;

use leptos::prelude::*;
use planisphere_domain::WorkspaceId;
use planisphere_domain::policy::{Permission, ResourceRef};

use super::frame::AlertsHead;
use crate::components::{InWorkspace, grouped, millis};
use crate::paths::Place;
use crate::replica::{ChannelRow, Replica, SortKey};
use crate::table::{FilteredTable, searched};
use crate::ui::{Column, Cut, EmptyState, Glyph, Time};

const COLUMNS: [Column; 6] = [
    Column::new("name", "Name").sortable(),
    Column::new("kind", "Type").class("end-cell").sortable(),
    Column::new("leads", "Leads to").class("desk-cell roomy-cell"),
    Column::new("home", "Belongs to").sortable(),
    Column::new("alerts", "Alerts")
        .class("num end-cell")
        .sortable(),
    Column::new("updated", "Updated")
        .class("desk-cell")
        .sortable(),
];

/// The page.
#[component]
pub fn Channels() -> impl IntoView {
    view! { <InWorkspace content=|workspace| view! { <List workspace/> }.into_any()/> }
}

#[component]
fn List(workspace: WorkspaceId) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let rows = Memo::new(move |_| replica.channels(workspace));
    let closed = Memo::new(move |_| {
        let at = ResourceRef::Workspace(workspace);
        replica
            .may(Permission::WorkspaceNotificationChannelsGet, at)
            .reason
    });
    view! {
        <AlertsHead workspace is_channels=true/>
        <FilteredTable
            class="channels" label="Notification channels" filter="Filter channels" placeholder="Filter by name or type"
            columns=COLUMNS rows search key closed
            cells=move |row| line(place, workspace, row)
            empty=move || view! {
                <EmptyState
                    glyph=Glyph::Bell
                    title="No notification channels yet"
                    text="A channel leads to e-mail, Slack, PagerDuty, Opsgenie or a DAG. Alerts are sent through it."
                />
            }
        />
    }
    .into_any()
}

fn search(row: &ChannelRow) -> Cow<'_, str> {
    searched(&[&row.name, row.kind.label(), &row.leads_to, &row.home])
}

fn key(row: &ChannelRow, column: &str) -> SortKey {
    match column {
        "kind" => SortKey::text(row.kind.label()),
        "home" => SortKey::text(&row.home),
        "alerts" => SortKey::Number(row.alerts as i64),
        "updated" => SortKey::Number(row.updated_at.seconds()),
        _ => SortKey::text(&row.name),
    }
}

fn line(place: Place, workspace: WorkspaceId, row: ChannelRow) -> AnyView {
    let name = if row.is_readable {
        let href = place.paths().channel(workspace, row.id);
        view! { <a class="row-link" href=href><Cut text=row.name/></a> }.into_any()
    } else {
        view! { <Cut text=row.name/> }.into_any()
    };
    let shared = row
        .is_shared
        .then(|| view! { <span class="sub">", shared"</span> });
    view! {
        <td class=COLUMNS[0].class>{name}</td>
        <td class=COLUMNS[1].class><span class="sub">{row.kind.label()}</span></td>
        <td class=COLUMNS[2].class><span class="sub"><Cut text=row.leads_to/></span></td>
        <td class=COLUMNS[3].class>{row.home}{shared}</td>
        <td class=COLUMNS[4].class>{grouped(row.alerts)}<span class="sub narrow-only">" alerts"</span></td>
        <td class=COLUMNS[5].class><span class="sub"><Time at=millis(row.updated_at)/></span></td>
    }
    .into_any()
}
