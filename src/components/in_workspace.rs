//! What stands in one Workspace: the content, or that the Workspace is not there.

use leptos::prelude::*;
use planisphere_domain::WorkspaceId;

use super::Gone;
use crate::paths::Place;
use crate::replica::Replica;

/// The Workspace that the address names, or that it is not there.
#[component]
pub fn InWorkspace(
    /// Draws what is in it.
    #[prop(into)]
    content: Callback<WorkspaceId, AnyView>,
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
        Some(id) => content.run(id),
        None => view! {
            <Gone kind="Workspace" href=Signal::derive(move || place.paths().workspaces()) back="All Workspaces"/>
        }
        .into_any(),
    }
    }
}
