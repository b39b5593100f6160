//! Which page shows at which address. Pages are named here and nowhere else.
//!
//! The router has one route and the tree is one `match`: each further route costs the bundle some
//! 5 KB of matching code, and the addresses are parsed in [`crate::paths`] anyway.

use std::future::ready;

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

use crate::components::{LoadPage, Loaded, PageFn, hear_back_and_forward};
use crate::layouts::AccountLayout;
use crate::pages::{Home, NotFound, parts};
use crate::paths::{OrganizationPage, Page, Place};

/// Every page of the app.
#[component]
pub fn AppRoutes() -> impl IntoView {
    hear_back_and_forward();
    view! {
        <Router>
            <FlatRoutes fallback=|| ()>
                <Route path=path!("*any") view=AnyPage/>
            </FlatRoutes>
        </Router>
    }
    .into_any()
}

/// The page that the address leads to, in its frame. A frame stays while only the page in it changes.
#[component]
fn AnyPage() -> impl IntoView {
    let place = Place::provide();
    let page = Memo::new(move |_| place.page());
    // One memo, not this and `page`: an effect that reads a memo before what that memo reads misses
    // changes that leave the memo as it was.
    let account = Memo::new(move |_| {
        let page = page.get();
        (!matches!(page, Page::Organization(_))).then_some(page)
    });
    move || match account.get() {
        None => organization(page),
        Some(page) => account_page(page),
    }
}

fn account_page(page: Page) -> AnyView {
    let load = match page {
        Page::Home => here(|| view! { <Home/> }.into_any()),
        Page::CreateOrganization => loaded(parts::create_organization()),
        Page::PersonalSettings => loaded(parts::personal_settings()),
        Page::Gallery => loaded(parts::gallery_page()),
        Page::Unknown | Page::Organization(_) => here(|| view! { <NotFound/> }.into_any()),
    };
    let page = view! { <Loaded load/> }.into_any();
    view! { <AccountLayout>{page}</AccountLayout> }.into_any()
}

/// The frame of an Organization and the page in it. Both are loaded side by side.
fn organization(page: Memo<Page>) -> AnyView {
    let shown = move || match page.get() {
        Page::Organization(page) => view! { <Loaded load=organization_page(page)/> }.into_any(),
        _ => ().into_any(),
    };
    if let Page::Organization(page) = page.get_untracked() {
        organization_page(page).begin();
    }
    let frame = async move {
        let frame = parts::organization_frame().await?;
        Ok(move || frame(shown.into()))
    };
    view! { <Loaded load=frame/> }.into_any()
}

fn organization_page(page: OrganizationPage) -> LoadPage {
    match page {
        OrganizationPage::Overview => loaded(parts::overview()),
        OrganizationPage::Workspaces => loaded(parts::workspace_list()),
        OrganizationPage::Deployments => loaded(parts::all_deployments()),
        OrganizationPage::Plan => loaded(parts::plan_page()),
        OrganizationPage::Clusters => loaded(parts::cluster_list()),
        OrganizationPage::CreateCluster => loaded(parts::create_cluster()),
        OrganizationPage::Cluster => loaded(parts::cluster_overview()),
        OrganizationPage::ClusterPeering => loaded(parts::cluster_peering()),
        OrganizationPage::ClusterSettings => loaded(parts::cluster_settings()),
        OrganizationPage::Import => loaded(parts::import_files()),
        OrganizationPage::Users => loaded(parts::user_list()),
        OrganizationPage::User => loaded(parts::user_page()),
        OrganizationPage::Teams => loaded(parts::team_list()),
        OrganizationPage::Team => loaded(parts::team_page()),
        OrganizationPage::Settings => loaded(parts::settings()),
        OrganizationPage::Tier => loaded(parts::tier()),
        OrganizationPage::Usage => loaded(parts::usage()),
        OrganizationPage::GuardRails => loaded(parts::guard_rails()),
        OrganizationPage::AccessMap => loaded(parts::access_map()),
        OrganizationPage::Authentication => loaded(parts::authentication()),
        OrganizationPage::IpAccess => loaded(parts::ip_access()),
        OrganizationPage::Roles => loaded(parts::roles()),
        OrganizationPage::CreateRole => loaded(parts::create_role()),
        OrganizationPage::Role => loaded(parts::role()),
        OrganizationPage::Tokens(_) => loaded(parts::tokens()),
        OrganizationPage::CreateToken(_) => loaded(parts::create_token()),
        OrganizationPage::Token(_) => loaded(parts::token()),
        OrganizationPage::People => loaded(parts::people()),
        OrganizationPage::ViewAs => loaded(parts::view_as()),
        OrganizationPage::Why => loaded(parts::why()),
        OrganizationPage::WorkspaceAccess => loaded(parts::workspace_access()),
        OrganizationPage::WorkspaceReview => loaded(parts::workspace_review()),
        OrganizationPage::DeploymentAccess => loaded(parts::deployment_access()),
        OrganizationPage::DeploymentReview => loaded(parts::deployment_review()),
        OrganizationPage::WorkspaceDeployments => loaded(parts::deployments_of_workspace()),
        OrganizationPage::CreateDeployment => loaded(parts::create_deployment()),
        OrganizationPage::WorkspaceSettings => loaded(parts::workspace_settings()),
        OrganizationPage::Environment => loaded(parts::environment()),
        OrganizationPage::ResolvedEnvironment => loaded(parts::resolved_environment()),
        OrganizationPage::CreateEnvironmentObject => loaded(parts::create_environment_object()),
        OrganizationPage::EnvironmentObject => loaded(parts::environment_object()),
        OrganizationPage::Alerts => loaded(parts::alerts()),
        OrganizationPage::CreateAlert => loaded(parts::create_alert()),
        OrganizationPage::Alert => loaded(parts::alert()),
        OrganizationPage::Channels => loaded(parts::channels()),
        OrganizationPage::CreateChannel => loaded(parts::create_channel()),
        OrganizationPage::Channel => loaded(parts::channel()),
        OrganizationPage::DeploymentOverview => loaded(parts::deployment_overview()),
        OrganizationPage::DeploymentEnvironment => loaded(parts::deployment_environment()),
        OrganizationPage::DeploymentDeploys => loaded(parts::deployment_deploys()),
        OrganizationPage::DeploymentSettings => loaded(parts::deployment_settings()),
        _ => here(|| view! { <NotFound/> }.into_any()),
    }
}

/// A page of a part, on its way.
fn loaded(load: impl Into<LoadPage>) -> LoadPage {
    load.into()
}

/// A page that comes with the app.
fn here(page: PageFn) -> LoadPage {
    ready(Ok(page)).into()
}
