//! Who has access to one Deployment and to its DAGs: a tab of the Deployment.

use leptos::prelude::*;

use super::everybody::Everybody;
use crate::pages::deployments::frame::{DeploymentFrame, DeploymentTab};
use crate::paths::Place;
use crate::replica::{AccessPlace, DeploymentView};

/// The page.
#[component]
pub fn DeploymentAccess() -> impl IntoView {
    view! { <DeploymentFrame tab=DeploymentTab::Access content=access/> }
}

fn access(view: Memo<DeploymentView>) -> AnyView {
    let place = Place::current();
    let (workspace, id) = view.with_untracked(|view| (view.row.workspace_id, view.row.id));
    let review = Signal::derive(move || place.paths().deployment_review(workspace, id));
    let name = Signal::derive(move || view.with(|view| view.row.name.clone()));
    view! {
        <Everybody
            at=AccessPlace::Deployment(workspace, id)
            head=|actions: ViewFn| view! { <div class="bar acts-bar"><span class="end cluster">{actions.run()}</span></div> }.into_any()
            review=review
            name=name
        />
    }
    .into_any()
}
