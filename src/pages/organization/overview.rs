//! The Organization at a glance: how much there is, its Workspaces, what changed last.

use leptos::prelude::*;
use planisphere_domain::policy::{Permission, ResourceRef};

use crate::components::{PageTitle, grouped, millis};
use crate::forms::WorkspaceCreateDialog;
use crate::paths::Place;
use crate::replica::{Replica, SortKey, sorted_by};
use crate::ui::{
    Button, ButtonKind, EmptyState, Figure, Figures, Glyph, Isolated, LinkButton, PageHead,
    Section, Time,
};

/// Lines in each list.
const SHOWN: usize = 8;

/// The page.
#[component]
pub fn OrganizationOverview() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let creating = RwSignal::new(false);
    let organization = Memo::new(move |_| replica.organization());
    let name = move || {
        organization
            .get()
            .map(|organization| organization.name)
            .unwrap_or_default()
    };
    let lead = move || {
        organization.get().map(|organization| {
            view! { <span>{organization.tier.label()}" plan, created "<Time at=millis(organization.created_at)/></span> }
        })
    };
    let counts = Memo::new(move |_| replica.counts());
    let gate = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationWorkspacesCreate,
                ResourceRef::Organization,
            )
            .reason
    });
    view! {
        <PageTitle text=Signal::derive(name)/>
        <PageHead
            title=Signal::derive(name)
            lead=lead
            actions=move || view! {
                <LinkButton glyph=Glyph::Upload href=Signal::derive(move || place.paths().import())>"Import files"</LinkButton>
                <Button kind=ButtonKind::Primary disabled_reason=gate on_click=move |_| creating.set(true)>
                    "Create a Workspace"
                </Button>
            }
        />
        <Figures>
            <Figure label="Workspaces" value=Signal::derive(move || grouped(counts.get().workspaces))/>
            <Figure label="Deployments" value=Signal::derive(move || grouped(counts.get().deployments))/>
            <Figure label="Clusters" value=Signal::derive(move || counted(counts.get().clusters)) note="dedicated".to_owned()/>
            <Figure label="People" value=Signal::derive(move || counted(counts.get().users))/>
        </Figures>
        <div class="cols">
            <LatestDeployments place/>
            <LargestWorkspaces place/>
        </div>
        <WorkspaceCreateDialog open=creating/>
    }
    .into_any()
}

/// Deployments by their last change.
#[component]
fn LatestDeployments(place: Place) -> impl IntoView {
    let replica = Replica::get();
    let rows = Memo::new(move |_| {
        let mut rows = sorted_by(replica.deployments(None), true, |row| {
            SortKey::Number(row.updated_at.seconds())
        });
        rows.truncate(SHOWN);
        rows
    });
    let lines = move || {
        let paths = place.paths();
        rows.get()
            .into_iter()
            .map(|row| {
                view! {
                    <li>
                        <span class="grow">
                            <a class="name" href=paths.deployment(row.workspace_id, row.id)><Isolated text=row.name.clone()/></a>
                            <br/>
                            <span class="sub"><Isolated text=row.workspace.clone()/>", "{row.place.clone()}</span>
                        </span>
                        <span class="end"><Time at=millis(row.updated_at)/></span>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Section title="Changed last" actions=move || view! { <a class="link" href=place.paths().deployments()>"All Deployments"</a> }>
            <Show
                when=move || rows.with(|rows| !rows.is_empty())
                fallback=move || view! {
                    <EmptyState
                        glyph=Glyph::Deployment
                        title="No Deployments that you can see"
                        text="They show once a Workspace that you can see holds one."
                    >
                        <LinkButton href=Signal::derive(move || place.paths().import())>"Import files"</LinkButton>
                    </EmptyState>
                }
            >
                <ul class="list">{lines}</ul>
            </Show>
        </Section>
    }
    .into_any()
}

/// Workspaces by the number of their Deployments.
#[component]
fn LargestWorkspaces(place: Place) -> impl IntoView {
    let replica = Replica::get();
    let rows = Memo::new(move |_| {
        let mut rows = sorted_by(replica.workspaces(), true, |row| {
            SortKey::Number(row.deployments as i64)
        });
        rows.truncate(SHOWN);
        rows
    });
    let lines = move || {
        let paths = place.paths();
        rows.get()
            .into_iter()
            .map(|row| {
                let noun = if row.deployments == 1 { "Deployment" } else { "Deployments" };
                view! {
                    <li>
                        <span class="grow"><a class="name" href=paths.workspace(row.id)><Isolated text=row.name/></a></span>
                        <span class="end">{format!("{} {noun}", row.deployments)}</span>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Section title="Workspaces" actions=move || view! { <a class="link" href=place.paths().workspaces()>"All Workspaces"</a> }>
            <ul class="list">{lines}</ul>
        </Section>
    }
    .into_any()
}

/// A number, or that it is not shown to whoever may not list what it counts.
fn counted(count: Option<usize>) -> String {
    count.map_or_else(|| "–".to_owned(), grouped)
}
