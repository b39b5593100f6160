//! The page that creates a Deployment.

use leptos::prelude::*;
use planisphere_domain::policy::{Permission, ResourceRef};

use crate::components::{Gone, PageTitle};
use crate::forms::DeploymentCreateForm;
use crate::paths::Place;
use crate::replica::Replica;
use crate::ui::{EmptyState, Glyph, LinkButton, PageHead};

/// A head and the form, or why it cannot be filled.
#[component]
pub fn CreateDeployment() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    // Memos, so that a change elsewhere in the Organization does not draw the form anew and lose its draft.
    let known = Memo::new(move |_| {
        place
            .workspace()
            .filter(|id| replica.workspace(*id).is_some())
    });
    let name = Memo::new(move |_| {
        let workspace = replica.workspace(place.workspace()?)?;
        Some(workspace.name)
    });
    let refused = Memo::new(move |_| {
        let resource = ResourceRef::Workspace(place.workspace()?);
        replica
            .may(Permission::WorkspaceDeploymentsCreate, resource)
            .reason
    });
    move || {
        match known.get() {
        Some(id) => {
            let back = Signal::derive(move || place.paths().workspace(id));
            view! {
                <PageTitle text="Create a Deployment"/>
                <div class="settings-column">
                    <PageHead title="Create a Deployment" lead=move || view! { <span>"In "<bdi>{name.get()}</bdi></span> }/>
                    {move || match refused.get() {
                        None => view! { <DeploymentCreateForm workspace=id/> }.into_any(),
                        Some(reason) => view! {
                            <EmptyState glyph=Glyph::Lock title="You may not create Deployments here" text=reason>
                                <LinkButton href=back>"Back to the Workspace"</LinkButton>
                            </EmptyState>
                        }
                        .into_any(),
                    }}
                </div>
            }
            .into_any()
        }
        None => view! {
            <Gone kind="Workspace" href=Signal::derive(move || place.paths().workspaces()) back="All Workspaces"/>
        }
        .into_any(),
    }
    }
}
