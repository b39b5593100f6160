//! Every cluster, and the regions of standard clusters that Deployments use.

use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::findings::Subject;
use planisphere_domain::organization::Product;
use planisphere_domain::policy::{Permission, ResourceRef};

use super::frame::status_shown;
use crate::components::{
    FindingBadges, PageTitle, Parameter, csv_line, grouped, listed, tell_failure,
};
use crate::paths::Place;
use crate::replica::{ClusterRow, Replica, SortKey, capital, sorted_by};
use crate::table::AddressQuery;
use crate::ui::{
    Button, ButtonKind, Card, Chip, Choice, Column, Cut, EmptyState, Glyph, LinkButton, PageHead,
    SearchInput, Select, Status, StatusKind, Table, TableState, WindowedRows,
};

const KEYS: &[&str] = &["name", "status", "place", "type", "deployments", "open"];
const COLUMNS: [Column; 7] = [
    Column::new("name", "Name").sortable(),
    Column::new("status", "Status").class("end-cell").sortable(),
    Column::new("place", "Provider and region").sortable(),
    Column::new("type", "Type").class("end-cell").sortable(),
    Column::new("deployments", "Deployments")
        .class("num desk-cell")
        .sortable(),
    Column::new("tags", "Tags").class("desk-cell roomy-cell"),
    Column::new("open", "Open to").sortable(),
];
const TYPES: [&str; 3] = ["standard", "dedicated", "hybrid"];
/// What stands where there is none.
const NONE_IN_HOSTED: &str = "Deployments run on standard clusters, which are shared. A dedicated cluster is the Organization's own.";
const NONE_IN_HYBRID: &str =
    "A hybrid cluster stands in your own cloud. Its operator sets it up, and it is imported here.";
/// How many Workspaces a cell names.
const NAMED: usize = 2;

/// The page.
#[component]
pub fn Clusters() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let query = AddressQuery::new();
    let (kind, provider) = (Parameter::new("type"), Parameter::new("provider"));
    let all = Memo::new(move |_| replica.clusters());
    let rows = Memo::new(move |_| {
        let query = query.get();
        let words = query.words();
        let (kind, provider) = (kind.get(), CloudProvider::from_name(&provider.get()));
        let rows: Vec<Arc<ClusterRow>> = all.with(|all| {
            all.iter()
                .filter(|row| words.iter().all(|word| row.search.contains(word)))
                .filter(|row| !TYPES.contains(&kind.as_str()) || row.kind == kind)
                .filter(|row| provider.is_none_or(|only| row.provider == only))
                .cloned()
                .collect()
        });
        let Some(order) = query.order else {
            return rows;
        };
        sorted_by(rows, order.descending, |row| match order.column.as_str() {
            "status" => SortKey::text(row.status.map_or("", |it| it.label())),
            "place" => SortKey::text(&where_it_is(row)),
            "type" => SortKey::text(row.kind),
            "deployments" => SortKey::Number(row.deployments as i64),
            "open" => SortKey::text(&open_to(row)),
            _ => SortKey::text(&row.name),
        })
    });
    let may = move |permission: Permission| {
        Memo::new(move |_| replica.may(permission, ResourceRef::Organization).reason)
    };
    let may_see = may(Permission::OrganizationClustersGet);
    let may_create = may(Permission::OrganizationClustersCreate);
    let count = move || rows.with(Vec::len);
    let total = move || all.with(Vec::len);
    let own = move || all.with(|all| all.iter().filter(|row| row.id.is_some()).count());
    let state = move || match (may_see.get(), total(), count()) {
        (Some(reason), ..) => TableState::NotAllowed(reason),
        (None, 0, _) => TableState::Empty,
        (None, _, 0) => TableState::NoMatch,
        _ => TableState::Ready,
    };
    let is_hybrid = Memo::new(move |_| replica.product() == Product::Hybrid);
    let lead = move || {
        let (own, standard) = (own(), total() - own());
        let noun = if standard == 1 { "region" } else { "regions" };
        match (own, standard) {
            (0, 0) => "None is in use yet".to_owned(),
            (own, 0) => format!("{own} of your own"),
            (own, standard) => {
                format!("{own} of your own, and {standard} {noun} of standard clusters in use")
            }
        }
    };
    let create = Signal::derive(move || place.paths().new_cluster());
    let nothing_to_save = Signal::derive(move || {
        (count() == 0).then(|| "There is no row to download. Change the filter.".to_owned())
    });
    let download = move |_| {
        if let Err(failure) = replica.hand_out_record(
            "clusters",
            "csv",
            "text/csv",
            csv(&rows.get_untracked()).as_bytes(),
        ) {
            tell_failure(&failure);
        }
    };
    let clear = move || {
        kind.set(String::new());
        provider.set(String::new());
        query.set_filter(String::new());
    };
    let types = choices("Any type", TYPES.map(|it| (it, it)));
    let providers = choices(
        "Any provider",
        CloudProvider::ALL.iter().map(|it| (it.api(), it.label())),
    );
    let cells = move |index: usize| {
        let row = Memo::new(move |_| rows.with(|rows| rows.get(index).cloned()));
        view! { <tr>{move || row.get().map(|row| line(&row, place))}</tr> }.into_any()
    };
    view! {
        <PageTitle text="Clusters"/>
        <PageHead
            title="Clusters"
            lead=lead
            actions=move || view! {
                <Button glyph=Glyph::Download disabled_reason=nothing_to_save on_click=download>"Download CSV"</Button>
                <LinkButton kind=ButtonKind::Primary href=create disabled_reason=may_create>"Create a cluster"</LinkButton>
            }
        />
        <div class="bar">
            <SearchInput
                value=query.filter()
                on_input=move |text| query.set_filter(text)
                label="Filter clusters"
                placeholder="Filter by name, region, tag…"
            />
            <Select label="Type" options=types value=kind.signal() on_change=move |value| kind.set(value)/>
            <Select label="Provider" options=providers value=provider.signal() on_change=move |value| provider.set(value)/>
            <span class="end"><Chip label=Signal::derive(move || format!("{} of {}", grouped(count()), grouped(total())))/></span>
        </div>
        <Card>
            <Table
                label="Clusters"
                columns=COLUMNS.to_vec()
                sort=query.sort(KEYS)
                on_sort=move |sort| query.set_sort(sort)
                state=Signal::derive(state)
                row_count=Signal::derive(move || Some(count()))
                on_clear=clear
                empty=move || view! {
                    <EmptyState
                        glyph=Glyph::Cluster
                        title="No clusters yet"
                        text=Signal::derive(move || if is_hybrid.get() { NONE_IN_HYBRID } else { NONE_IN_HOSTED }.to_owned())
                    >
                        <LinkButton href=create disabled_reason=may_create>"Create a cluster"</LinkButton>
                    </EmptyState>
                }
            >
                <WindowedRows count=Signal::derive(count) columns=COLUMNS.len() row=cells/>
            </Table>
        </Card>
    }
    .into_any()
}

/// What a facet offers, after the words for no choice.
fn choices(
    any: &str,
    named: impl IntoIterator<Item = (&'static str, &'static str)>,
) -> Vec<Choice> {
    let named = named.into_iter();
    let named = named.map(|(value, label)| Choice::new(value, capital(label)));
    std::iter::once(Choice::new("", any)).chain(named).collect()
}

fn where_it_is(row: &ClusterRow) -> String {
    format!("{} {}", row.provider.label(), row.region)
}

fn open_to(row: &ClusterRow) -> String {
    if row.workspaces.is_empty() {
        "All Workspaces".to_owned()
    } else {
        listed(&row.workspaces, NAMED)
    }
}

fn line(row: &ClusterRow, place: Place) -> AnyView {
    let paths = place.paths();
    let href = match row.id {
        Some(id) => paths.cluster(id),
        // A standard cluster is nobody's record: its Deployments are what there is to see.
        None => {
            let words = format!("{} standard", row.region);
            let words = String::from(js_sys::encode_uri_component(&words));
            format!("{}?q={words}", paths.deployments())
        }
    };
    let status = match row.status {
        Some(status) => {
            let (kind, word) = status_shown(status);
            view! { <Status kind=kind word=word.to_owned()/> }.into_any()
        }
        None => view! { <Status kind=StatusKind::Unknown word="Run by the operator".to_owned()/> }
            .into_any(),
    };
    let badges = row
        .id
        .map(|id| view! { <FindingBadges of=Subject::Cluster(id)/> });
    let gone = (!row.is_offered).then(|| view! { <span class="sub">" no longer offered"</span> });
    view! {
        <td class=COLUMNS[0].class><a class="row-link" href=href><Cut text=row.name.clone()/></a></td>
        <td class=COLUMNS[1].class><span class="two-lines">{status}{badges}</span></td>
        <td class=COLUMNS[2].class>{where_it_is(row)}{gone}</td>
        <td class=COLUMNS[3].class><span class="sub">{row.kind}</span></td>
        <td class=COLUMNS[4].class>{grouped(row.deployments)}</td>
        <td class=COLUMNS[5].class><span class="sub"><Cut text=row.tags.join(", ")/></span></td>
        <td class=COLUMNS[6].class><span class="sub"><span class="narrow-only">"Open to: "</span><Cut text=open_to(row)/></span></td>
    }
    .into_any()
}

fn csv(rows: &[Arc<ClusterRow>]) -> String {
    let mut text = csv_line(&[
        "name",
        "type",
        "provider",
        "region",
        "status",
        "deployments",
        "tags",
        "workspaces",
    ]);
    for row in rows {
        text.push_str(&csv_line(&[
            row.name.clone(),
            row.kind.to_owned(),
            row.provider.api().to_owned(),
            row.region.clone(),
            row.status.map_or("", |it| it.api()).to_owned(),
            row.deployments.to_string(),
            row.tags.join("; "),
            row.workspaces.join("; "),
        ]));
    }
    text
}
