//! Who has access to one Workspace.

use leptos::prelude::*;
use planisphere_domain::WorkspaceId;

use super::everybody::Everybody;
use crate::components::{InWorkspace, PageTitle};
use crate::paths::Place;
use crate::replica::{AccessPlace, Replica};
use crate::ui::PageHead;

/// The page.
#[component]
pub fn WorkspaceAccess() -> impl IntoView {
    view! { <InWorkspace content=access/> }
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
