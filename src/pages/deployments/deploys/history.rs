//! The history of deploys, newest first.

use leptos::prelude::*;
use planisphere_domain::deploy::DeployStatus;
use planisphere_domain::policy::{Permission, ResourceRef};

use super::Tab;
use crate::components::{grouped, millis};
use crate::paths::Place;
use crate::replica::{DeployRow, Replica};
use crate::table::AddressQuery;
use crate::ui::{
    Button, Card, Chip, Column, Cut, EmptyState, Glyph, SearchInput, Status, StatusKind, Table,
    TableState, Time, WindowedRows,
};

const COLUMNS: [Column; 5] = [
    Column::new("what", "What"),
    Column::new("state", "State").class("end-cell"),
    Column::new("source", "Source").class("desk-cell"),
    Column::new("by", "By"),
    Column::new("when", "When").class("end-cell"),
];

/// The word and the shape of a state.
pub(super) fn state_of(status: DeployStatus) -> AnyView {
    let kind = match status {
        DeployStatus::Initialized => StatusKind::Deploying,
        DeployStatus::Deployed => StatusKind::Passed,
        DeployStatus::Failed => StatusKind::Refused,
    };
    view! { <Status kind word=status.label().to_owned()/> }.into_any()
}

/// The list with its head.
#[component]
pub(super) fn History(tab: Tab) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let query = AddressQuery::new();
    let rows = Memo::new(move |_| replica.deploys(tab.id));
    let hidden = Memo::new(move |_| {
        replica
            .may(
                Permission::DeploymentDeploysGet,
                ResourceRef::Deployment(tab.id),
            )
            .reason
    });
    let closed = Memo::new(move |_| {
        replica
            .may(
                Permission::DeploymentDeploysCreate,
                ResourceRef::Deployment(tab.id),
            )
            .reason
    });
    let shown = Memo::new(move |_| {
        let words = query.get().words();
        rows.with(|rows| {
            let keeps = |row: &&DeployRow| words.iter().all(|word| row.search.contains(word));
            rows.iter().filter(keeps).cloned().collect::<Vec<_>>()
        })
    });
    let count = move || shown.with(Vec::len);
    let total = move || rows.with(Vec::len);
    let state = move || match (hidden.get(), total(), count()) {
        (Some(reason), ..) => TableState::NotAllowed(reason),
        (None, 0, _) => TableState::Empty,
        (None, _, 0) => TableState::NoMatch,
        _ => TableState::Ready,
    };
    let row = move |index: usize| {
        let row = Memo::new(move |_| shown.with(|shown| shown.get(index).cloned()));
        view! { <tr>{move || row.get().map(|row| cells(tab, place, row))}</tr> }.into_any()
    };
    let record = move || {
        view! {
            <Button glyph=Glyph::Plus disabled_reason=closed on_click=move |_| tab.recording.set(true)>"Record a deploy"</Button>
        }
    };
    view! {
        <div class="bar">
            <SearchInput
                value=query.filter()
                on_input=move |text| query.set_filter(text)
                label="Filter deploys"
                placeholder="Filter by image, person, Runtime…"
            />
            <Chip label=Signal::derive(move || format!("{} of {}", grouped(count()), grouped(total())))/>
            <span class="end">{record()}</span>
        </div>
        <Card>
            <Table
                label="Deploys"
                columns=COLUMNS.to_vec()
                state=Signal::derive(state)
                row_count=Signal::derive(move || Some(count()))
                on_clear=move || query.set_filter(String::new())
                class="windowed deploys"
                empty=move || view! {
                    <EmptyState
                        glyph=Glyph::Log
                        title="No deploys yet"
                        text="Nothing reports them here. Record what was deployed, so that people see what runs and can return to it."
                    >
                        {record()}
                    </EmptyState>
                }
            >
                <WindowedRows count=Signal::derive(count) columns=COLUMNS.len() row/>
            </Table>
        </Card>
    }
    .into_any()
}

fn cells(tab: Tab, place: Place, row: DeployRow) -> AnyView {
    let href = place
        .paths()
        .deployment_deploy(tab.workspace.get(), tab.id, row.id);
    let current = row
        .is_current
        .then(|| view! { <span class="chip small ok">"Current"</span> });
    let back = row
        .returned_to
        .map(|_| view! { <span class="chip small">"Rollback"</span> });
    let description = (!row.description.is_empty())
        .then(|| view! { <span class="sub about"><Cut text=row.description.clone()/></span> });
    let by = if row.by_token {
        format!("{} (token)", row.by)
    } else {
        row.by.clone()
    };
    view! {
        <td class=COLUMNS[0].class>
            <span class="with-copy">
                <a class="row-link" href=href><Cut text=row.what.clone()/></a>
                {current}{back}
                <span class="sub kind">{row.deploy_type.label()}</span>
                {description}
            </span>
        </td>
        <td class=COLUMNS[1].class>{state_of(row.status)}</td>
        <td class=COLUMNS[2].class>{row.source.label()}</td>
        <td class=COLUMNS[3].class><Cut text=by/></td>
        <td class=COLUMNS[4].class><span class="sub"><Time at=millis(row.created_at)/></span></td>
    }
    .into_any()
}
