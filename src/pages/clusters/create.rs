//! Creating a cluster, or importing a hybrid one.

use leptos::prelude::*;
use planisphere_domain::policy::{Permission, ResourceRef};

use crate::components::{PageTitle, WithPlan};
use crate::forms::ClusterCreateForm;
use crate::paths::Place;
use crate::replica::Replica;
use crate::ui::{EmptyState, Glyph, LinkButton, PageHead};

/// The page.
#[component]
pub fn CreateCluster() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let gate = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationClustersCreate,
                ResourceRef::Organization,
            )
            .reason
    });
    let content = move || {
        match gate.get() {
        Some(reason) => view! {
            <EmptyState glyph=Glyph::Lock title="You may not create clusters" text=reason>
                <LinkButton href=Signal::derive(move || place.paths().clusters())>"All clusters"</LinkButton>
            </EmptyState>
        }
        .into_any(),
        None => view! { <WithPlan><ClusterCreateForm/></WithPlan> }.into_any(),
    }
    };
    view! {
        <PageTitle text="Create a cluster"/>
        <PageHead title="Create a cluster" lead=|| "Written down here as it should be. Whoever runs it sets it up, and its status is what was reported."/>
        {content}
    }
    .into_any()
}
