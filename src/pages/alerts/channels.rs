//! The notification channels that alerts of a Workspace can use.

use leptos::prelude::*;
use planisphere_domain::WorkspaceId;
use planisphere_domain::policy::{Permission, ResourceRef};

use super::frame::AlertsHead;
use crate::components::{InWorkspace, grouped, millis};
use crate::paths::Place;
use crate::replica::{ChannelRow, Replica, SortKey, sorted_by};
use crate::table::AddressQuery;
use crate::ui::{
    Card, Chip, Column, Cut, EmptyState, Glyph, SearchInput, Table, TableState, Time, WindowedRows,
};

const KEYS: &[&str] = &["name", "kind", "home", "alerts", "updated"];
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
    let query = AddressQuery::new();
    let all = Memo::new(move |_| replica.channels(workspace));
    let rows = Memo::new(move |_| {
        let query = query.get();
        let rows: Vec<ChannelRow> = all.with(|all| {
            all.iter()
                .filter(|row| query.keeps(&[&row.name, row.kind.label(), &row.leads_to, &row.home]))
                .cloned()
                .collect()
        });
        let Some(order) = query.order else {
            return rows;
        };
        sorted_by(rows, order.descending, |row| match order.column.as_str() {
            "kind" => SortKey::text(row.kind.label()),
            "home" => SortKey::text(&row.home),
            "alerts" => SortKey::Number(row.alerts as i64),
            "updated" => SortKey::Number(row.updated_at.seconds()),
            _ => SortKey::text(&row.name),
        })
    });
    let closed = Memo::new(move |_| {
        let at = ResourceRef::Workspace(workspace);
        replica
            .may(Permission::WorkspaceNotificationChannelsGet, at)
            .reason
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
        <AlertsHead workspace is_channels=true/>
        <div class="bar">
            <SearchInput
                value=query.filter() on_input=move |text| query.set_filter(text)
                label="Filter channels" placeholder="Filter by name or type"
            />
            <span class="end"><Chip label=Signal::derive(move || format!("{} of {}", grouped(count()), grouped(total())))/></span>
        </div>
        <Card>
            <Table
                class="channels"
                label="Notification channels"
                columns=COLUMNS.to_vec()
                sort=query.sort(KEYS)
                on_sort=move |sort| query.set_sort(sort)
                state=Signal::derive(state)
                row_count=Signal::derive(move || Some(count()))
                on_clear=move || query.set_filter(String::new())
                empty=move || view! {
                    <EmptyState
                        glyph=Glyph::Bell
                        title="No notification channels yet"
                        text="A channel leads to e-mail, Slack, PagerDuty, Opsgenie or a DAG. Alerts are sent through it."
                    />
                }
            >
                <WindowedRows count=Signal::derive(count) columns=COLUMNS.len() row=cells/>
            </Table>
        </Card>
    }
    .into_any()
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
