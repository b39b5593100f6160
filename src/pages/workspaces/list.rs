//! Every Workspace that the person may see.

use leptos::prelude::*;
use planisphere_domain::policy::{Permission, ResourceRef};

use crate::components::{PageTitle, grouped, millis};
use crate::forms::WorkspaceCreateDialog;
use crate::paths::Place;
use crate::replica::{Replica, SortKey, WorkspaceRow, sorted_by};
use crate::table::AddressQuery;
use crate::ui::{
    Button, ButtonKind, Card, Chip, Column, Cut, EmptyState, Glyph, PageHead, SearchInput, Table,
    TableState, Time, WindowedRows,
};

const KEYS: &[&str] = &["name", "deployments", "updated"];
const COLUMNS: [Column; 4] = [
    Column {
        key: "name",
        label: "Name",
        class: "",
        sortable: true,
    },
    Column {
        key: "description",
        label: "Description",
        class: "desk-cell roomy-cell",
        sortable: false,
    },
    Column {
        key: "deployments",
        label: "Deployments",
        class: "num end-cell",
        sortable: true,
    },
    Column {
        key: "updated",
        label: "Updated",
        class: "",
        sortable: true,
    },
];

/// The page.
#[component]
pub fn Workspaces() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let query = AddressQuery::new();
    let creating = RwSignal::new(false);
    let all = Memo::new(move |_| replica.workspaces());
    let rows = Memo::new(move |_| {
        let query = query.get();
        let rows: Vec<WorkspaceRow> = all.with(|all| {
            all.iter()
                .filter(|row| query.keeps(&[&row.name, &row.description]))
                .cloned()
                .collect()
        });
        let Some(order) = query.order else {
            return rows;
        };
        sorted_by(rows, order.descending, |row| match order.column.as_str() {
            "deployments" => SortKey::Number(row.deployments as i64),
            "updated" => SortKey::Number(row.updated_at.seconds()),
            _ => SortKey::text(&row.name),
        })
    });
    let gate = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationWorkspacesCreate,
                ResourceRef::Organization,
            )
            .reason
    });
    let count = move || rows.with(Vec::len);
    let total = move || all.with(Vec::len);
    let state = move || match (total(), count()) {
        (0, _) => TableState::Empty,
        (_, 0) => TableState::NoMatch,
        _ => TableState::Ready,
    };
    let cells = move |index: usize| {
        let row = Memo::new(move |_| rows.with(|rows| rows.get(index).cloned()));
        view! {
            <tr>
                {move || row.get().map(|row| {
                    let href = place.paths().workspace(row.id);
                    view! {
                        <td class=COLUMNS[0].class><a class="row-link" href=href><Cut text=row.name/></a></td>
                        <td class=COLUMNS[1].class><span class="sub"><Cut text=row.description/></span></td>
                        <td class=COLUMNS[2].class>{grouped(row.deployments)}</td>
                        <td class=COLUMNS[3].class><span class="sub"><Time at=millis(row.updated_at)/></span></td>
                    }
                })}
            </tr>
        }
        .into_any()
    };
    view! {
        <PageTitle text="Workspaces"/>
        <PageHead
            title="Workspaces"
            lead=move || format!("{} that you can see", grouped(total()))
            actions=move || view! {
                <Button kind=ButtonKind::Primary disabled_reason=gate on_click=move |_| creating.set(true)>"Create a Workspace"</Button>
            }
        />
        <div class="bar">
            <SearchInput
                value=query.filter()
                on_input=move |text| query.set_filter(text)
                label="Filter Workspaces"
                placeholder="Filter by name or description"
            />
            <span class="end"><Chip label=Signal::derive(move || format!("{} of {}", grouped(count()), grouped(total())))/></span>
        </div>
        <Card>
            <Table
                label="Workspaces"
                columns=COLUMNS.to_vec()
                sort=query.sort(KEYS)
                on_sort=move |sort| query.set_sort(sort)
                state=Signal::derive(state)
                row_count=Signal::derive(move || Some(count()))
                on_clear=move || query.set_filter(String::new())
                empty=move || view! {
                    <EmptyState
                        glyph=Glyph::Workspace
                        title="No Workspaces that you can see"
                        text="A Workspace holds the Deployments that one group of people shares."
                    >
                        <Button disabled_reason=gate on_click=move |_| creating.set(true)>"Create a Workspace"</Button>
                    </EmptyState>
                }
            >
                <WindowedRows count=Signal::derive(count) columns=COLUMNS.len() row=cells/>
            </Table>
        </Card>
        <WorkspaceCreateDialog open=creating/>
    }
    .into_any()
}
