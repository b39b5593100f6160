//! What one Deployment of a Workspace gets of all environment objects.

use leptos::prelude::*;
use planisphere_domain::{DeploymentId, WorkspaceId};

use super::frame::EnvironmentHead;
use crate::components::{InWorkspace, LinkedObjects, Parameter};
use crate::replica::Replica;
use crate::ui::{Choice, Combobox, EmptyState, Field, Glyph};

/// The page.
#[component]
pub fn ResolvedEnvironment() -> impl IntoView {
    view! { <InWorkspace content=|workspace| view! { <Resolved workspace/> }.into_any()/> }
}

#[component]
fn Resolved(workspace: WorkspaceId) -> impl IntoView {
    let replica = Replica::get();
    let chosen = Parameter::new("deployment");
    let names = Memo::new(move |_| replica.deployment_names(workspace));
    let options = Memo::new(move |_| {
        let names = names.get().into_iter();
        names
            .map(|(id, name)| Choice::new(id.to_string(), name))
            .collect::<Vec<_>>()
    });
    // The first one stands there until another is chosen.
    let deployment = Memo::new(move |_| {
        let wanted: Option<DeploymentId> = chosen.get().parse().ok();
        names.with(|names| {
            let mut ids = names.iter().map(|(id, _)| *id);
            let first = ids.clone().next();
            wanted
                .filter(|wanted| ids.any(|id| id == *wanted))
                .or(first)
        })
    });
    let value = Signal::derive(move || {
        deployment
            .get()
            .map(|id| id.to_string())
            .unwrap_or_default()
    });
    let content = move || {
        match deployment.get() {
        None => view! { <EmptyState glyph=Glyph::Deployment title="No Deployments that you can see here" text="What a Deployment gets shows here once the Workspace holds one."/> }
            .into_any(),
        Some(id) => view! { <LinkedObjects deployment=Signal::stored(id) workspace=Signal::stored(workspace)/> }.into_any(),
    }
    };
    view! {
        <EnvironmentHead workspace is_resolved=true/>
        <div class="chooser">
            <Field label="Deployment" hint="Its own objects hide those of the Workspace with the same key">
                <Combobox options value on_change=move |id| chosen.set(id)/>
            </Field>
        </div>
        {content}
    }
    .into_any()
}
