//! What the tabs of one cluster share: the head, the tabs, and the answer when it is not there.

use leptos::prelude::*;
use planisphere_domain::audit::Target;
use planisphere_domain::cluster::{Cluster, ClusterStatus};
use planisphere_domain::findings::Subject;
use planisphere_domain::policy::{Permission, ResourceRef};

use crate::components::{FindingBadges, Gone, HistoryLink, PageTitle};
use crate::forms::ClusterReportDialog;
use crate::paths::Place;
use crate::replica::Replica;
use crate::ui::{Button, PageHead, Status, StatusKind, TabLink, TabLinks};

/// The tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClusterTab {
    Overview,
    Peering,
    Settings,
}

impl ClusterTab {
    const ALL: [Self; 3] = [Self::Overview, Self::Peering, Self::Settings];

    const fn label(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Peering => "VPC peering",
            Self::Settings => "Settings",
        }
    }
}

/// The shape and the word of a reported status.
pub(super) const fn status_shown(status: ClusterStatus) -> (StatusKind, &'static str) {
    let kind = match status {
        ClusterStatus::Created => StatusKind::Passed,
        ClusterStatus::Creating | ClusterStatus::Updating | ClusterStatus::FailingOver => {
            StatusKind::Deploying
        }
        ClusterStatus::UpgradePending => StatusKind::Degraded,
        ClusterStatus::CreateFailed
        | ClusterStatus::UpdateFailed
        | ClusterStatus::FailoverFailed
        | ClusterStatus::AccessDenied => StatusKind::Unhealthy,
    };
    (kind, status.label())
}

/// Head, tabs and the content of one of them.
#[component]
pub(super) fn ClusterFrame(
    tab: ClusterTab,
    /// Draws the tab of a cluster that is there.
    #[prop(into)]
    content: Callback<Memo<Cluster>, AnyView>,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let found = Memo::new(move |_| replica.cluster_record(place.cluster()?));
    // The id alone decides what is drawn anew: edits flow through the memo into what is there.
    let id = Memo::new(move |_| found.with(|found| found.as_ref().map(|found| found.id)));
    move || {
        match id.get() {
        None => view! {
            <Gone kind="cluster" href=Signal::derive(move || place.paths().clusters()) back="All clusters"/>
        }
        .into_any(),
        Some(_) => {
            let Some(first) = found.get_untracked() else {
                return ().into_any();
            };
            // The last known record stands in while a cluster is being deleted under the page.
            let cluster = Memo::new(move |last: Option<&Cluster>| {
                found
                    .get()
                    .unwrap_or_else(|| last.cloned().unwrap_or_else(|| first.clone()))
            });
            view! { <Head tab cluster/> {content.run(cluster)} }.into_any()
        }
    }
    }
}

#[component]
fn Head(tab: ClusterTab, cluster: Memo<Cluster>) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let reporting = RwSignal::new(false);
    let href = move |tab: ClusterTab| {
        let id = cluster.with(|it| it.id);
        let paths = place.paths();
        match tab {
            ClusterTab::Overview => paths.cluster(id),
            ClusterTab::Peering => paths.cluster_peering(id),
            ClusterTab::Settings => paths.cluster_settings(id),
        }
    };
    let tabs = move || {
        ClusterTab::ALL
            .iter()
            .map(|tab| TabLink {
                label: tab.label().to_owned(),
                href: href(*tab),
                count: (*tab == ClusterTab::Peering)
                    .then(|| cluster.with(|it| it.vpc_peerings.len()))
                    .filter(|count| *count > 0)
                    .map(|count| count.to_string()),
            })
            .collect::<Vec<_>>()
    };
    let name = Signal::derive(move || cluster.with(|it| it.name.clone()));
    let status = Memo::new(move |_| cluster.with(|it| it.status));
    let facts = move || {
        cluster.with(|it| {
            format!(
                "{} {}, {}",
                it.cloud_provider.label(),
                it.region,
                it.cluster_type.label()
            )
        })
    };
    let gate = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationClustersUpdate,
                ResourceRef::Organization,
            )
            .reason
    });
    let id = Memo::new(move |_| cluster.with(|it| it.id));
    let badges = move || view! { <FindingBadges of=Subject::Cluster(id.get())/> };
    view! {
        <PageTitle text=Signal::derive(move || format!("{}, {}", tab.label(), name.get()))/>
        <PageHead
            title=name
            lead=move || view! {
                <Status
                    kind=Signal::derive(move || status_shown(status.get()).0)
                    word=Signal::derive(move || Some(format!("{}, as reported", status_shown(status.get()).1)))
                />
                <span class="after-dot">{facts()}</span>
                {badges}
            }
            actions=move || view! {
                <HistoryLink of=Target::Cluster(id.get())/>
                <Button disabled_reason=gate on_click=move |_| reporting.set(true)>"Report how it is"</Button>
            }
        />
        <TabLinks label="Cluster" tabs=Signal::derive(tabs) current=Signal::derive(move || href(tab))/>
        <ClusterReportDialog open=reporting cluster=cluster/>
    }
    .into_any()
}
