//! Which page shows at which address. Pages are named here and nowhere else.
//!
//! The router has one route and the tree is one `match`: each further route costs the bundle some
//! 5 KB of matching code, and the addresses are parsed in [`crate::paths`] anyway.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

use crate::layouts::{AccountLayout, OrganizationLayout};
use crate::pages::{
    AccessMapPage, CreateDeployment, CreateOrganization, DeploymentEnvironment, DeploymentOverview,
    DeploymentSettings, GalleryPage, Home, Import, NotFound, OrganizationDeployments,
    OrganizationOverview, OrganizationSettings, People, PersonalSettings, WorkspaceDeployments,
    WorkspaceSettings, Workspaces,
};
use crate::paths::{OrganizationPage, Page, Place};

/// Every page of the app.
#[component]
pub fn AppRoutes() -> impl IntoView {
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
        None => view! { <OrganizationLayout page=move || organization_page(page)/> }.into_any(),
        Some(page) => account_page(page),
    }
}

fn account_page(page: Page) -> AnyView {
    match page {
        Page::Home => view! { <AccountLayout><Home/></AccountLayout> }.into_any(),
        Page::CreateOrganization => {
            view! { <AccountLayout><CreateOrganization/></AccountLayout> }.into_any()
        }
        Page::PersonalSettings => {
            view! { <AccountLayout><PersonalSettings/></AccountLayout> }.into_any()
        }
        Page::Gallery => view! { <AccountLayout><GalleryPage/></AccountLayout> }.into_any(),
        Page::Unknown | Page::Organization(_) => {
            view! { <AccountLayout><NotFound/></AccountLayout> }.into_any()
        }
    }
}

fn organization_page(page: Memo<Page>) -> AnyView {
    let Page::Organization(page) = page.get() else {
        return ().into_any();
    };
    match page {
        OrganizationPage::Overview => view! { <OrganizationOverview/> }.into_any(),
        OrganizationPage::Workspaces => view! { <Workspaces/> }.into_any(),
        OrganizationPage::Deployments => view! { <OrganizationDeployments/> }.into_any(),
        OrganizationPage::Import => view! { <Import/> }.into_any(),
        OrganizationPage::Settings => view! { <OrganizationSettings/> }.into_any(),
        OrganizationPage::AccessMap => view! { <AccessMapPage/> }.into_any(),
        OrganizationPage::People => view! { <People/> }.into_any(),
        OrganizationPage::WorkspaceDeployments => view! { <WorkspaceDeployments/> }.into_any(),
        OrganizationPage::CreateDeployment => view! { <CreateDeployment/> }.into_any(),
        OrganizationPage::WorkspaceSettings => view! { <WorkspaceSettings/> }.into_any(),
        OrganizationPage::DeploymentOverview => view! { <DeploymentOverview/> }.into_any(),
        OrganizationPage::DeploymentEnvironment => view! { <DeploymentEnvironment/> }.into_any(),
        OrganizationPage::DeploymentSettings => view! { <DeploymentSettings/> }.into_any(),
        OrganizationPage::Unknown => view! { <NotFound/> }.into_any(),
    }
}
