//! Creating an environment object.

use leptos::prelude::*;
use planisphere_domain::WorkspaceId;

use crate::components::{InWorkspace, PageTitle, WithPlan};
use crate::forms::EnvironmentObjectCreateForm;
use crate::paths::Place;
use crate::ui::PageHead;

/// The page.
#[component]
pub fn CreateEnvironmentObject() -> impl IntoView {
    view! { <InWorkspace content=|workspace| view! { <Create workspace/> }.into_any()/> }
}

#[component]
fn Create(workspace: WorkspaceId) -> impl IntoView {
    let place = Place::current();
    let back = move || place.paths().environment(workspace);
    view! {
        <PageTitle text="Create an environment object"/>
        <PageHead title="Create an environment object" lead=move || view! { <a class="link" href=back>"Environment"</a> }/>
        <WithPlan><EnvironmentObjectCreateForm workspace/></WithPlan>
    }
    .into_any()
}
