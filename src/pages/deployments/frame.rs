//! What the tabs of one Deployment share: the head, the tabs, and the answer when it is not there.

use leptos::prelude::*;
use planisphere_domain::audit::Target;
use planisphere_domain::findings::Subject;
use planisphere_domain::policy::{Permission, ResourceRef};

use crate::components::{FindingBadges, Gone, HistoryLink, PageTitle};
use crate::paths::Place;
use crate::replica::{DeploymentView, Replica};
use crate::ui::{EmptyState, Glyph, LinkButton, PageHead, Status, StatusKind, TabLink, TabLinks};

/// The tabs that have a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) enum DeploymentTab {
    Overview,
    Environment,
    Deploys,
    Access,
    Settings,
}

impl DeploymentTab {
    const ALL: [Self; 5] = [
        Self::Overview,
        Self::Environment,
        Self::Deploys,
        Self::Access,
        Self::Settings,
    ];

    const fn label(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Environment => "Environment",
            Self::Deploys => "Deploys",
            Self::Access => "Access",
            Self::Settings => "Settings",
        }
    }
}

/// Head, tabs and the content of one of them.
#[component]
pub(in crate::pages) fn DeploymentFrame(
    tab: DeploymentTab,
    /// Draws the tab of a Deployment that is there.
    #[prop(into)]
    content: Callback<Memo<DeploymentView>, AnyView>,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    // An address that names another Workspace than the Deployment's leads nowhere.
    let found = Memo::new(move |_| {
        let found = replica.deployment(place.deployment()?)?;
        (place.workspace() == Some(found.row.workspace_id)).then_some(found)
    });
    // The id alone decides what is drawn anew: edits flow through the memo into what is there.
    let id = Memo::new(move |_| found.with(|found| found.as_ref().map(|found| found.row.id)));
    move || match id.get() {
        None => view! { <Unreadable tab/> }.into_any(),
        Some(_) => {
            let Some(first) = found.get_untracked() else {
                return ().into_any();
            };
            // The last known view stands in while a Deployment is being deleted under the page.
            let view = Memo::new(move |last: Option<&DeploymentView>| {
                found
                    .get()
                    .unwrap_or_else(|| last.cloned().unwrap_or_else(|| first.clone()))
            });
            view! { <Head tab view/> {content.run(view)} }.into_any()
        }
    }
}

/// Stands where a Deployment cannot be read: its name with the reason, for whoever may know of it (rule 43).
#[component]
fn Unreadable(tab: DeploymentTab) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let known = Memo::new(move |_| {
        let known = replica.deployment_basics(place.deployment()?)?;
        (place.workspace() == Some(known.workspace_id)).then_some(known)
    });
    let back = Signal::derive(move || {
        place.workspace().map_or_else(
            || place.paths().deployments(),
            |id| place.paths().workspace(id),
        )
    });
    move || match known.get() {
        None => view! { <Gone kind="Deployment" href=back back="Its Workspace"/> }.into_any(),
        Some(known) => {
            let reading = ResourceRef::Deployment(known.id);
            let reason = Memo::new(move |_| {
                replica
                    .may(Permission::DeploymentGet, reading.clone())
                    .reason
            });
            view! {
                <PageTitle text=format!("{}, {}", tab.label(), known.name)/>
                <PageHead
                    title=known.name
                    lead=|| view! { <Status kind=StatusKind::Unknown word="Not connected".to_owned()/> }
                />
                <EmptyState
                    glyph=Glyph::Lock
                    title="Its configuration is not open to you"
                    text=Signal::derive(move || reason.get().unwrap_or_default())
                >
                    <LinkButton href=back>"Its Workspace"</LinkButton>
                </EmptyState>
            }
            .into_any()
        }
    }
}

#[component]
fn Head(tab: DeploymentTab, view: Memo<DeploymentView>) -> impl IntoView {
    let place = Place::current();
    let href = move |tab: DeploymentTab| {
        let (workspace, id) = view.with(|view| (view.row.workspace_id, view.row.id));
        let paths = place.paths();
        match tab {
            DeploymentTab::Overview => paths.deployment(workspace, id),
            DeploymentTab::Environment => paths.deployment_environment(workspace, id),
            DeploymentTab::Deploys => paths.deployment_deploys(workspace, id),
            DeploymentTab::Access => paths.deployment_access(workspace, id),
            DeploymentTab::Settings => paths.deployment_settings(workspace, id),
        }
    };
    let tabs = move || {
        DeploymentTab::ALL
            .iter()
            .map(|tab| TabLink {
                label: tab.label().to_owned(),
                href: href(*tab),
                count: (*tab == DeploymentTab::Environment)
                    .then(|| view.with(|view| view.variables.len()))
                    .filter(|count| *count > 0)
                    .map(|count| count.to_string()),
            })
            .collect::<Vec<_>>()
    };
    let name = Signal::derive(move || view.with(|view| view.row.name.clone()));
    let facts = move || view.with(|view| format!("{}, {}", view.row.place, view.row.kind));
    let runtime = move || {
        view.with(|view| {
            format!(
                "Runtime {} (Airflow {})",
                view.row.runtime, view.row.airflow
            )
        })
    };
    let id = Memo::new(move |_| view.with(|view| view.row.id));
    let badges = move || view! { <FindingBadges of=Subject::Deployment(id.get())/> };
    view! {
        <PageTitle text=Signal::derive(move || format!("{}, {}", tab.label(), name.get()))/>
        <PageHead
            title=name
            lead=move || view! {
                <Status kind=StatusKind::Unknown word="Not connected".to_owned()/>
                <span class="after-dot">{facts()}</span><span class="after-dot">{runtime()}</span>
                {badges}
            }
            actions=move || view! { <HistoryLink of=Target::Deployment(id.get())/> }
        />
        <TabLinks label="Deployment" tabs=Signal::derive(tabs) current=Signal::derive(move || href(tab))/>
    }
    .into_any()
}
