//! What the two tabs of a Workspace's environment share.

use leptos::prelude::*;
use planisphere_domain::WorkspaceId;
use planisphere_domain::policy::{Permission, ResourceRef};

use crate::components::PageTitle;
use crate::paths::Place;
use crate::replica::Replica;
use crate::ui::{ButtonKind, Isolated, LinkButton, PageHead, TabLink, TabLinks};

/// Head and tabs.
#[component]
pub fn EnvironmentHead(workspace: WorkspaceId, is_resolved: bool) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let name = Memo::new(move |_| {
        let found = replica.workspace(workspace);
        found.map(|found| found.name).unwrap_or_default()
    });
    let gate = Memo::new(move |_| {
        let at = ResourceRef::Workspace(workspace);
        let shared = replica
            .may(Permission::WorkspaceEnvObjectsCreate, at)
            .reason?;
        let in_one = replica
            .deployment_names(workspace)
            .into_iter()
            .any(|(id, _)| {
                let at = ResourceRef::Deployment(id);
                let gate = replica.may(Permission::DeploymentEnvObjectsCreate, at);
                gate.reason.is_none()
            });
        (!in_one).then_some(shared)
    });
    let new = Signal::derive(move || place.paths().new_environment_object(workspace));
    let tabs = move || {
        let paths = place.paths();
        vec![
            TabLink::new("Objects", paths.environment(workspace)),
            TabLink::new("By Deployment", paths.resolved_environment(workspace)),
        ]
    };
    let current = move || {
        let paths = place.paths();
        if is_resolved {
            paths.resolved_environment(workspace)
        } else {
            paths.environment(workspace)
        }
    };
    view! {
        <PageTitle text=Signal::derive(move || format!("Environment, {}", name.get()))/>
        <PageHead
            title="Environment"
            lead=move || view! {
                <span>"Connections, variables and metrics exports of "<Isolated text=name/></span>
            }
            actions=move || view! {
                <LinkButton kind=ButtonKind::Primary href=new disabled_reason=gate>"Create an object"</LinkButton>
            }
        />
        <TabLinks label="Environment" tabs=Signal::derive(tabs) current=Signal::derive(current)/>
    }
    .into_any()
}
