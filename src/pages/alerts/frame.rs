//! What the two tabs share.

use leptos::prelude::*;
use planisphere_domain::WorkspaceId;
use planisphere_domain::policy::{Permission, ResourceRef};

use crate::components::PageTitle;
use crate::paths::Place;
use crate::replica::Replica;
use crate::ui::{ButtonKind, Isolated, LinkButton, PageHead, TabLink, TabLinks};

/// Why nobody may create an alert on any Deployment here; nothing when one can.
pub fn alert_gate(replica: Replica, workspace: WorkspaceId) -> Option<String> {
    let mut first = None;
    for (id, _) in replica.deployment_names(workspace) {
        let at = ResourceRef::Deployment(id);
        let reason = replica.may(Permission::DeploymentAlertsCreate, at).reason?;
        first.get_or_insert(reason);
    }
    Some(first.unwrap_or_else(|| {
        "An alert watches a Deployment, and this Workspace holds none that you can see. Create one first."
            .to_owned()
    }))
}

/// Why nobody may create a channel here; nothing when one can.
pub fn channel_gate(replica: Replica, workspace: WorkspaceId) -> Option<String> {
    let may = |at: ResourceRef| {
        replica
            .may(Permission::WorkspaceNotificationChannelsCreate, at)
            .reason
    };
    let reason = may(ResourceRef::Workspace(workspace))?;
    may(ResourceRef::Organization)?;
    let mut deployments = replica.deployment_names(workspace).into_iter();
    let in_one = deployments.any(|(id, _)| may(ResourceRef::Deployment(id)).is_none());
    (!in_one).then_some(reason)
}

/// Head and tabs.
#[component]
pub fn AlertsHead(workspace: WorkspaceId, is_channels: bool) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let name = Memo::new(move |_| {
        let found = replica.workspace(workspace);
        found.map(|found| found.name).unwrap_or_default()
    });
    let gate = Memo::new(move |_| {
        if is_channels {
            channel_gate(replica, workspace)
        } else {
            alert_gate(replica, workspace)
        }
    });
    let (title, action) = if is_channels {
        ("Notification channels", "Create a channel")
    } else {
        ("Alerts", "Create an alert")
    };
    let new = Signal::derive(move || {
        let paths = place.paths();
        if is_channels {
            paths.new_channel(workspace)
        } else {
            paths.new_alert(workspace)
        }
    });
    let tabs = move || {
        let paths = place.paths();
        vec![
            TabLink::new("Alerts", paths.alerts(workspace)),
            TabLink::new("Notification channels", paths.channels(workspace)),
        ]
    };
    let current = move || {
        let paths = place.paths();
        if is_channels {
            paths.channels(workspace)
        } else {
            paths.alerts(workspace)
        }
    };
    let lead = if is_channels {
        "Where alerts are sent from "
    } else {
        "What somebody wants to hear about the Deployments of "
    };
    view! {
        <PageTitle text=Signal::derive(move || format!("{title}, {}", name.get()))/>
        <PageHead
            title=title
            lead=move || view! { <span>{lead}<Isolated text=name/></span> }
            actions=move || view! { <LinkButton kind=ButtonKind::Primary href=new disabled_reason=gate>{action}</LinkButton> }
        />
        <TabLinks label="Alerts" tabs=Signal::derive(tabs) current=Signal::derive(current)/>
    }
    .into_any()
}
