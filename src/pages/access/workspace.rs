//! Who has access to one Workspace.

use leptos::prelude::*;
use planisphere_domain::WorkspaceId;

use super::everybody::Everybody;
use crate::components::{Missing, PageTitle};
use crate::paths::Place;
use crate::replica::{AccessPlace, Replica};
use crate::ui::PageHead;

/// The page.
#[component]
pub fn WorkspaceAccess() -> impl IntoView {
    view! { <KnownWorkspace page=access/> }
}

/// A page of a Workspace that is there, or the answer that it is not.
#[component]
pub(super) fn KnownWorkspace(
    /// Draws the page.
    page: fn(WorkspaceId) -> AnyView,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let known = Memo::new(move |_| {
        place
            .workspace()
            .filter(|id| replica.workspace(*id).is_some())
    });
    move || {
        match known.get() {
        Some(id) => page(id),
        None => view! {
            <Missing kind="Workspace" href=Signal::derive(move || place.paths().workspaces()) back="All Workspaces"/>
        }
        .into_any(),
    }
    }
}

/// The name of a Workspace that may go meanwhile.
pub(super) fn name_of(id: WorkspaceId) -> Signal<String> {
    let replica = Replica::get();
    Signal::derive(move || {
        replica
            .workspace(id)
            .map(|workspace| workspace.name)
            .unwrap_or_default()
    })
}

fn access(id: WorkspaceId) -> AnyView {
    let place = Place::current();
    let name = name_of(id);
    let review = Signal::derive(move || place.paths().workspace_review(id));
    view! {
        <PageTitle text=Signal::derive(move || format!("Access, {}", name.get()))/>
        <Everybody
            at=AccessPlace::Workspace(id)
            head=move |actions| view! {
                <PageHead title="Access" lead=move || view! { <span>"Who can reach "<bdi>{name.get()}</bdi>", with which role, and through what."</span> } actions=actions/>
            }.into_any()
            review=review
            name=name
        />
    }
    .into_any()
}
