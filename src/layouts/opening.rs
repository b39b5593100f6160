//! What shows while an Organization is read: on its overview what its summary knows already, in the places where the page
//! will have it; elsewhere where things will stand.

use leptos::prelude::*;

use crate::components::{PageTitle, Parameter, grouped};
use crate::paths::{AT, OrganizationPage, Page, Place};
use crate::replica::{OrganizationEntry, Replica};
use crate::ui::{Figure, Figures, Isolated, PageHead, Skeleton, SkeletonSize};

/// What is not counted yet.
const UNKNOWN: &str = "…";

/// The middle of the frame until the page is there.
#[component]
pub(super) fn Opening() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let at = Parameter::new(AT);
    // A moment of the past is not what the summary tells of.
    let known = move || {
        let is_overview = place.page() == Page::Organization(OrganizationPage::Overview);
        (is_overview && at.get().is_empty())
            .then(|| replica.summary(&place.key()))
            .flatten()
    };
    move || match known() {
        Some(summary) => view! { <Summary summary/> }.into_any(),
        None => view! {
            <PageTitle text="Opening"/>
            <div class="stack" aria-busy="true">
                <Skeleton size=SkeletonSize::Quarter/>
                <Skeleton size=SkeletonSize::Block/>
            </div>
        }
        .into_any(),
    }
}

/// The head of the overview.
#[component]
fn Summary(summary: OrganizationEntry) -> impl IntoView {
    let deployments = summary.workspaces.iter().map(|it| it.deployments as usize);
    let deployments = grouped(deployments.sum());
    let workspaces = grouped(summary.workspaces.len());
    let plan = summary.plan;
    view! {
        <PageTitle text=summary.name.clone()/>
        <div aria-busy="true">
            <PageHead
                title=summary.name
                lead=move || view! { <span><Isolated text=plan.clone()/>" plan"</span> }
            />
            <Figures>
                <Figure label="Workspaces" value=workspaces/>
                <Figure label="Deployments" value=deployments/>
                <Figure label="Need attention" value=UNKNOWN/>
                <Figure label="People" value=UNKNOWN/>
                <Figure label="Configured cost, a month" value=UNKNOWN/>
            </Figures>
            <Skeleton size=SkeletonSize::Block/>
        </div>
    }
    .into_any()
}
