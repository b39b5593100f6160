//! Creating alerts and notification channels.

use leptos::prelude::*;
use planisphere_domain::WorkspaceId;

use crate::components::{InWorkspace, PageTitle, WithPlan};
use crate::forms::{AlertCreateForm, ChannelCreateForm};
use crate::paths::Place;
use crate::ui::PageHead;

/// The page that creates an alert.
#[component]
pub fn CreateAlert() -> impl IntoView {
    view! { <InWorkspace content=|workspace| view! { <NewAlert workspace/> }.into_any()/> }
}

#[component]
fn NewAlert(workspace: WorkspaceId) -> impl IntoView {
    let place = Place::current();
    let back = move || place.paths().alerts(workspace);
    view! {
        <PageTitle text="Create an alert"/>
        <PageHead title="Create an alert" lead=move || view! { <a class="link" href=back>"Alerts"</a> }/>
        <WithPlan><AlertCreateForm workspace/></WithPlan>
    }
    .into_any()
}

/// The page that creates a channel.
#[component]
pub fn CreateChannel() -> impl IntoView {
    view! { <InWorkspace content=|workspace| view! { <NewChannel workspace/> }.into_any()/> }
}

#[component]
fn NewChannel(workspace: WorkspaceId) -> impl IntoView {
    let place = Place::current();
    let back = move || place.paths().channels(workspace);
    view! {
        <PageTitle text="Create a notification channel"/>
        <PageHead title="Create a notification channel" lead=move || view! { <a class="link" href=back>"Notification channels"</a> }/>
        <WithPlan><ChannelCreateForm workspace/></WithPlan>
    }
    .into_any()
}
