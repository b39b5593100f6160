//! Deployments of one Workspace, and of the whole Organization.

use std::borrow::Cow;
use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::WorkspaceId;
use planisphere_domain::findings::Subject;
use planisphere_domain::policy::{Permission, ResourceRef};

use crate::components::{FindingBadges, InWorkspace, PageTitle, grouped, millis};
use crate::paths::Place;
use crate::replica::{DeploymentRow, Replica, SortKey};
use crate::table::FilteredTable;
use crate::ui::{
    ButtonKind, Column, Cut, EmptyState, Glyph, LinkButton, PageHead, Status, StatusKind, Time,
};

const NAME: Column = Column::new("name", "Name").sortable();
const HEALTH: Column = Column::new("health", "Health").class("end-cell");
const WORKSPACE: Column = Column::new("workspace", "Workspace")
    .class("desk-cell")
    .sortable();
const PLACE: Column = Column::new("place", "Cluster").sortable();
const EXECUTOR: Column = Column::new("executor", "Executor")
    .class("desk-cell roomy-cell")
    .sortable();
const RUNTIME: Column = Column::new("runtime", "Runtime")
    .class("end-cell")
    .sortable();
const UPDATED: Column = Column::new("updated", "Updated").sortable();

/// The Deployments of the Workspace that the address names.
#[component]
pub fn WorkspaceDeployments() -> impl IntoView {
    view! { <InWorkspace content=|id| view! { <OfWorkspace id/> }.into_any()/> }
}

#[component]
fn OfWorkspace(id: WorkspaceId) -> impl IntoView {
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
    let columns: Vec<Column> = if with_workspace {
        vec![NAME, HEALTH, WORKSPACE, PLACE, EXECUTOR, RUNTIME, UPDATED]
    } else {
        vec![NAME, HEALTH, PLACE, EXECUTOR, RUNTIME, UPDATED]
    };
    let cells = move |row: Arc<DeploymentRow>| line(&row, place, with_workspace);
    view! {
        <FilteredTable
            class=if with_workspace { "windowed dense" } else { "windowed" }
            label="Deployments" filter="Filter Deployments" placeholder="Filter by name, cluster, executor…"
            columns rows search key cells empty
        />
    }
    .into_any()
}

fn search(row: &Arc<DeploymentRow>) -> Cow<'_, str> {
    Cow::Borrowed(&row.search)
}

fn key(row: &Arc<DeploymentRow>, column: &str) -> SortKey {
    match column {
        "workspace" => SortKey::text(&row.workspace),
        "place" => SortKey::text(&format!("{} {}", row.place, row.kind)),
        "executor" => SortKey::text(row.executor),
        "runtime" => SortKey::version(&row.runtime),
        "updated" => SortKey::Number(row.updated_at.seconds()),
        _ => SortKey::text(&row.name),
    }
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
