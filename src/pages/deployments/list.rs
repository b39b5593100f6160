//! Deployments of one Workspace, and of the whole Organization.

use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::WorkspaceId;
use planisphere_domain::findings::Subject;
use planisphere_domain::policy::{Permission, ResourceRef};

use crate::components::{FindingBadges, Missing, PageTitle, grouped, millis};
use crate::paths::Place;
use crate::replica::{DeploymentRow, Replica, SortKey, sorted_by};
use crate::table::AddressQuery;
use crate::ui::{
    ButtonKind, Card, Chip, Column, Cut, EmptyState, Glyph, LinkButton, PageHead, SearchInput,
    Status, StatusKind, Table, TableState, Time, WindowedRows,
};

const KEYS: &[&str] = &[
    "name",
    "workspace",
    "place",
    "executor",
    "runtime",
    "updated",
];
const NAME: Column = Column {
    key: "name",
    label: "Name",
    class: "",
    sortable: true,
};
const HEALTH: Column = Column {
    key: "health",
    label: "Health",
    class: "end-cell",
    sortable: false,
};
const WORKSPACE: Column = Column {
    key: "workspace",
    label: "Workspace",
    class: "desk-cell",
    sortable: true,
};
const PLACE: Column = Column {
    key: "place",
    label: "Cluster",
    class: "",
    sortable: true,
};
const EXECUTOR: Column = Column {
    key: "executor",
    label: "Executor",
    class: "desk-cell roomy-cell",
    sortable: true,
};
const RUNTIME: Column = Column {
    key: "runtime",
    label: "Runtime",
    class: "end-cell",
    sortable: true,
};
const UPDATED: Column = Column {
    key: "updated",
    label: "Updated",
    class: "",
    sortable: true,
};

/// The Deployments of the Workspace that the address names.
#[component]
pub fn WorkspaceDeployments() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let known = Memo::new(move |_| {
        place
            .workspace()
            .filter(|id| replica.workspace(*id).is_some())
    });
    move || {
        match known.get() {
        Some(id) => view! { <InWorkspace id/> }.into_any(),
        None => view! {
            <Missing kind="Workspace" href=Signal::derive(move || place.paths().workspaces()) back="All Workspaces"/>
        }
        .into_any(),
    }
    }
}

#[component]
fn InWorkspace(id: WorkspaceId) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let name = Memo::new(move |_| {
        replica
            .workspace(id)
            .map(|workspace| workspace.name)
            .unwrap_or_default()
    });
    let rows = Memo::new(move |_| replica.deployments(Some(id)));
    let gate = Memo::new(move |_| {
        replica
            .may(
                Permission::WorkspaceDeploymentsCreate,
                ResourceRef::Workspace(id),
            )
            .reason
    });
    let create = Signal::derive(move || place.paths().new_deployment(id));
    let import = Signal::derive(move || place.paths().import());
    let create_button = move |kind| {
        view! { <LinkButton kind=kind href=create disabled_reason=gate>"Create a Deployment"</LinkButton> }.into_any()
    };
    view! {
        <PageTitle text=Signal::derive(move || format!("Deployments, {}", name.get()))/>
        <PageHead
            title="Deployments"
            lead=move || view! { <span>{grouped(rows.with(Vec::len))}" in "<bdi>{name.get()}</bdi></span> }
            actions=move || view! {
                <LinkButton href=import>"Import files"</LinkButton>
                {create_button(ButtonKind::Primary)}
            }
        />
        <DeploymentTable
            rows=rows
            with_workspace=false
            empty=move || view! {
                <EmptyState
                    glyph=Glyph::Deployment
                    title="No Deployments yet"
                    text="A Deployment is one Airflow environment. Create one, or import the files of the astro CLI."
                >
                    {create_button(ButtonKind::Normal)}
                    <LinkButton href=import>"Import files"</LinkButton>
                </EmptyState>
            }
        />
    }
    .into_any()
}

/// Every Deployment that the person may see.
#[component]
pub fn OrganizationDeployments() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let rows = Memo::new(move |_| replica.deployments(None));
    let workspaces = Signal::derive(move || place.paths().workspaces());
    let import = Signal::derive(move || place.paths().import());
    view! {
        <PageTitle text="All Deployments"/>
        <PageHead
            title="All Deployments"
            lead=move || format!("{} across the Workspaces that you can see", grouped(rows.with(Vec::len)))
            actions=move || view! { <LinkButton href=import>"Import files"</LinkButton> }
        />
        <DeploymentTable
            rows=rows
            with_workspace=true
            empty=move || view! {
                <EmptyState
                    glyph=Glyph::Deployment
                    title="No Deployments that you can see"
                    text="They show once a Workspace that you can see holds one."
                >
                    <LinkButton href=workspaces>"All Workspaces"</LinkButton>
                </EmptyState>
            }
        />
    }
    .into_any()
}

/// The table both pages share.
#[component]
fn DeploymentTable(
    #[prop(into)] rows: Signal<Vec<Arc<DeploymentRow>>>,
    with_workspace: bool,
    #[prop(into)] empty: ViewFn,
) -> impl IntoView {
    let place = Place::current();
    let query = AddressQuery::new();
    let columns: Vec<Column> = if with_workspace {
        vec![NAME, HEALTH, WORKSPACE, PLACE, EXECUTOR, RUNTIME, UPDATED]
    } else {
        vec![NAME, HEALTH, PLACE, EXECUTOR, RUNTIME, UPDATED]
    };
    let width = columns.len();
    let shown = Memo::new(move |_| {
        let query = query.get();
        let words = query.words();
        let shown: Vec<Arc<DeploymentRow>> = rows.with(|rows| {
            let keeps =
                |row: &&Arc<DeploymentRow>| words.iter().all(|word| row.search.contains(word));
            rows.iter().filter(keeps).cloned().collect()
        });
        let Some(order) = query.order else {
            return shown;
        };
        sorted_by(shown, order.descending, |row| match order.column.as_str() {
            "workspace" => SortKey::text(&row.workspace),
            "place" => SortKey::text(&format!("{} {}", row.place, row.kind)),
            "executor" => SortKey::text(row.executor),
            "runtime" => SortKey::version(&row.runtime),
            "updated" => SortKey::Number(row.updated_at.seconds()),
            _ => SortKey::text(&row.name),
        })
    });
    let count = move || shown.with(Vec::len);
    let total = move || rows.with(Vec::len);
    let state = move || match (total(), count()) {
        (0, _) => TableState::Empty,
        (_, 0) => TableState::NoMatch,
        _ => TableState::Ready,
    };
    let cells = move |index: usize| {
        let row = Memo::new(move |_| shown.with(|shown| shown.get(index).cloned()));
        view! { <tr>{move || row.get().map(|row| line(&row, place, with_workspace))}</tr> }
            .into_any()
    };
    view! {
        <div class="bar">
            <SearchInput
                value=query.filter()
                on_input=move |text| query.set_filter(text)
                label="Filter Deployments"
                placeholder="Filter by name, cluster, executor…"
            />
            <span class="end"><Chip label=Signal::derive(move || format!("{} of {}", grouped(count()), grouped(total())))/></span>
        </div>
        <Card>
            <Table
                label="Deployments"
                columns=columns
                sort=query.sort(KEYS)
                on_sort=move |sort| query.set_sort(sort)
                state=Signal::derive(state)
                row_count=Signal::derive(move || Some(count()))
                on_clear=move || query.set_filter(String::new())
                empty=empty
                class=if with_workspace { "windowed dense" } else { "windowed" }
            >
                <WindowedRows count=Signal::derive(count) columns=width row=cells/>
            </Table>
        </Card>
    }
    .into_any()
}

fn line(row: &DeploymentRow, place: Place, with_workspace: bool) -> AnyView {
    let paths = place.paths();
    let workspace = with_workspace.then(|| {
        view! { <td class=WORKSPACE.class><a href=paths.workspace(row.workspace_id)><Cut text=row.workspace.clone()/></a></td> }
    });
    view! {
        <td class=NAME.class>
            <a class="row-link" href=paths.deployment(row.workspace_id, row.id)><Cut text=row.name.clone()/></a>
            {row.is_development.then(|| view! { <span class="sub">" development"</span> })}
        </td>
        <td class=HEALTH.class>
            <span class="two-lines">
                <Status kind=StatusKind::Unknown word="Not connected".to_owned()/>
                <FindingBadges of=Subject::Deployment(row.id)/>
            </span>
        </td>
        {workspace}
        {configuration(row)}
    }
    .into_any()
}

/// How it is configured, for whoever may read that.
fn configuration(row: &DeploymentRow) -> AnyView {
    if row.is_name_only {
        return view! {
            <td class=PLACE.class><span class="sub">"Not open to you"</span></td>
            <td class=EXECUTOR.class></td>
            <td class=RUNTIME.class></td>
            <td class=UPDATED.class></td>
        }
        .into_any();
    }
    view! {
        <td class=PLACE.class>{row.place.clone()}" "<span class="sub roomy">{row.kind}</span></td>
        <td class=EXECUTOR.class>{row.executor}</td>
        <td class=RUNTIME.class>{row.runtime.clone()}" "<span class="sub roomy">"Airflow "{row.airflow.clone()}</span></td>
        <td class=UPDATED.class><span class="sub"><Time at=millis(row.updated_at)/></span></td>
    }
    .into_any()
}
