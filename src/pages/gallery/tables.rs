//! A table with everything, its four other states, and a long one.
use leptos::prelude::*;

use super::specimen::Specimen;
use crate::ui::{
    Button, ButtonKind, Card, Choice, Column, Cut, EmptyState, Glyph, Mono, Section, Segmented,
    SelectAll, SelectCell, Selected, Sort, Status, StatusKind, Table, TableState, WindowedRows,
};

const COLUMNS: [Column; 6] = [
    Column::new("name", "Name").sortable(),
    Column::new("health", "Health").class("end-cell"),
    Column::new("cluster", "Cluster").sortable(),
    Column::new("runtime", "Runtime").class("end-cell"),
    Column::new("cost", "Cost / day").class("num").sortable(),
    Column::new("updated", "Updated").class("end-cell"),
];

struct Sample {
    name: &'static str,
    id: &'static str,
    health: StatusKind,
    cluster: &'static str,
    runtime: &'static str,
    airflow: &'static str,
    cents: u32,
    updated: &'static str,
}

#[rustfmt::skip]
const SAMPLES: [Sample; 6] = [
    Sample { name: "attribution-prod", id: "cm4k…9x2", health: StatusKind::Healthy, cluster: "aws us-east-1", runtime: "3.1-12", airflow: "3.1.7", cents: 1704, updated: "4 min ago" },
    Sample { name: "attribution-nightly", id: "cm4m…03c", health: StatusKind::Hibernating, cluster: "aws us-east-1", runtime: "3.1-10", airflow: "3.1.5", cents: 0, updated: "just now" },
    Sample { name: "audience-sync", id: "cm4p…k2d", health: StatusKind::Unhealthy, cluster: "gcp us-east4", runtime: "13.4.0", airflow: "2.11.2", cents: 4266, updated: "12 min ago" },
    Sample { name: "bid-optimizer", id: "cm4p…qq1", health: StatusKind::Deploying, cluster: "gcp us-east4", runtime: "3.1-12", airflow: "3.1.7", cents: 2832, updated: "2 min ago" },
    Sample { name: "consent-ledger", id: "cm52…d0a", health: StatusKind::Degraded, cluster: "azure westeurope", runtime: "3.1-12", airflow: "3.1.7", cents: 1920, updated: "3 h ago" },
    Sample { name: "تحليلات-التسويق", id: "cm53…bb2", health: StatusKind::Unknown, cluster: "aws eu-central-1", runtime: "12.9.0", airflow: "2.10.5", cents: 840, updated: "Oct 30" },
];

fn dollars(cents: u32) -> String {
    format!("${}.{:02}", cents / 100, cents % 100)
}

/// The section of this family.
pub fn section() -> AnyView {
    view! {
        <Section id="tables" title="Tables" lead="Below 768 px each row becomes a card of two columns.">
            <Specimen broad=true case="Sorted, selectable"><Sortable/></Specimen>
            <Specimen broad=true case="Its other states"><States/></Specimen>
            <Specimen broad=true case="10,000 rows"><Long/></Specimen>
        </Section>
    }
    .into_any()
}

#[component]
fn Sortable() -> impl IntoView {
    let sort = RwSignal::new(Some(Sort {
        key: "name",
        descending: false,
    }));
    let chosen = RwSignal::new(Vec::<&'static str>::new());
    let state = Signal::derive(move || match chosen.with(Vec::len) {
        0 => Selected::None,
        all if all == SAMPLES.len() => Selected::All,
        _ => Selected::Some,
    });
    let toggle_all = Callback::new(move |on: bool| {
        chosen.set(if on {
            SAMPLES.iter().map(|row| row.name).collect()
        } else {
            Vec::new()
        });
    });
    let rows = move || {
        let mut rows: Vec<&'static Sample> = SAMPLES.iter().collect();
        if let Some(sort) = sort.get() {
            rows.sort_by(|a, b| match sort.key {
                "cluster" => a.cluster.cmp(b.cluster),
                "cost" => a.cents.cmp(&b.cents),
                _ => a.name.cmp(b.name),
            });
            if sort.descending {
                rows.reverse();
            }
        }
        rows.into_iter().map(|row| line(row, chosen)).collect_view()
    };
    view! {
        <Card>
            <Table
                label="Deployments"
                columns=COLUMNS.to_vec()
                sort=sort
                on_sort=move |next| sort.set(Some(next))
                select_all=SelectAll { state, on_toggle: toggle_all }
            >
                <tbody>{rows}</tbody>
            </Table>
        </Card>
    }
    .into_any()
}

fn line(row: &'static Sample, chosen: RwSignal<Vec<&'static str>>) -> AnyView {
    let on = Signal::derive(move || chosen.with(|chosen| chosen.contains(&row.name)));
    let toggle = move |on: bool| {
        chosen.update(|chosen| {
            chosen.retain(|name| *name != row.name);
            if on {
                chosen.push(row.name);
            }
        });
    };
    view! {
        <tr class:selected=move || on.get() class:changed={row.health == StatusKind::Degraded}>
            <SelectCell name=row.name checked=on on_change=toggle/>
            <td><a class="row-link" href="#tables"><Cut text=row.name/></a> " " <span class="sub"><Mono text=row.id/></span></td>
            <td class="end-cell"><Status kind=row.health/></td>
            <td>{row.cluster}</td>
            <td class="end-cell">{row.runtime} " " <span class="sub">"Airflow " {row.airflow}</span></td>
            <td class="num">{dollars(row.cents)}</td>
            <td class="sub end-cell">{row.updated}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn States() -> impl IntoView {
    let name = RwSignal::new(String::from("empty"));
    let state = Signal::derive(move || match name.get().as_str() {
        "loading" => TableState::Loading,
        "no-match" => TableState::NoMatch,
        "not-allowed" => TableState::NotAllowed(String::from(
            "Needs organization.clusters.get. Organization Billing Admin would grant it. Ask Ada, who owns this Organization.",
        )),
        _ => TableState::Empty,
    });
    let options = vec![
        Choice::new("empty", "Empty"),
        Choice::new("loading", "Loading"),
        Choice::new("no-match", "No match"),
        Choice::new("not-allowed", "Not allowed"),
    ];
    let empty = move || {
        view! {
            <EmptyState glyph=Glyph::Cluster title="No clusters yet" text="A cluster is where Deployments run.">
                <Button kind=ButtonKind::Primary>"Create a cluster"</Button>
            </EmptyState>
        }
    };
    view! {
        <div class="stack tight">
            <Segmented label="State" options value=name on_change=move |next| name.set(next)/>
            <Card>
                <Table
                    label="Clusters"
                    columns=COLUMNS.to_vec()
                    state=state
                    empty=empty
                    on_clear=move || name.set(String::from("empty"))
                >
                    <tbody></tbody>
                </Table>
            </Card>
        </div>
    }
    .into_any()
}

#[component]
fn Long() -> impl IntoView {
    const ROWS: usize = 10_000;
    let columns = vec![
        Column::new("name", "Name"),
        Column::new("health", "Health").class("end-cell"),
        Column::new("runs", "Runs").class("num"),
    ];
    let row = move |index: usize| {
        let kind = StatusKind::ALL
            .get(index % 6)
            .copied()
            .unwrap_or(StatusKind::Unknown);
        view! {
            <tr aria-rowindex=(index + 2).to_string()>
                <td><a class="row-link" href="#tables">{format!("deployment-{:05}", index + 1)}</a></td>
                <td class="end-cell"><Status kind/></td>
                <td class="num">{index * 37 % 4_001}</td>
            </tr>
        }
        .into_any()
    };
    view! {
        <Card>
            <div class="table-box" tabindex="0" role="region" aria-label="10,000 Deployments">
                <Table label="Many Deployments" columns row_count=ROWS class="windowed">
                    <WindowedRows count=ROWS columns=3 row/>
                </Table>
            </div>
        </Card>
    }
    .into_any()
}
