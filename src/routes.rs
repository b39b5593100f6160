//! The whole route tree. Pages are named here and nowhere else.

use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::path;

use crate::layouts::{AccountLayout, OrganizationLayout};
use crate::pages::{
    CreateDeployment, CreateOrganization, DeploymentEnvironment, DeploymentOverview,
    DeploymentSettings, GalleryPage, Home, Import, NotFound, OrganizationDeployments,
    OrganizationOverview, OrganizationSettings, People, PersonalSettings, WorkspaceDeployments,
    WorkspaceSettings, Workspaces,
};

/// Every route of the app.
#[component]
pub fn AppRoutes() -> impl IntoView {
    view! {
        <Router>
            <Routes fallback=|| ()>
                <Route path=path!("/") view=|| view! { <AccountLayout><Home/></AccountLayout> }.into_any()/>
                <Route path=path!("/new") view=|| view! { <AccountLayout><CreateOrganization/></AccountLayout> }.into_any()/>
                <Route path=path!("/settings") view=|| view! { <AccountLayout><PersonalSettings/></AccountLayout> }.into_any()/>
                <Route path=path!("/gallery") view=|| view! { <GalleryPage/> }.into_any()/>
                <ParentRoute path=path!("/o/:org") view=|| view! { <OrganizationLayout/> }.into_any()>
                    <Route path=path!("") view=|| view! { <OrganizationOverview/> }.into_any()/>
                    <Route path=path!("workspaces") view=|| view! { <Workspaces/> }.into_any()/>
                    <Route path=path!("deployments") view=|| view! { <OrganizationDeployments/> }.into_any()/>
                    <Route path=path!("import") view=|| view! { <Import/> }.into_any()/>
                    <Route path=path!("settings") view=|| view! { <OrganizationSettings/> }.into_any()/>
                    <Route path=path!("you") view=|| view! { <People/> }.into_any()/>
                    <Route path=path!("w/:workspace/deployments") view=|| view! { <WorkspaceDeployments/> }.into_any()/>
                    <Route path=path!("w/:workspace/new") view=|| view! { <CreateDeployment/> }.into_any()/>
                    <Route path=path!("w/:workspace/settings") view=|| view! { <WorkspaceSettings/> }.into_any()/>
                    <Route path=path!("w/:workspace/d/:deployment") view=|| view! { <DeploymentOverview/> }.into_any()/>
                    <Route path=path!("w/:workspace/d/:deployment/environment") view=|| view! { <DeploymentEnvironment/> }.into_any()/>
                    <Route path=path!("w/:workspace/d/:deployment/settings") view=|| view! { <DeploymentSettings/> }.into_any()/>
                    <Route path=path!("*any") view=|| view! { <NotFound/> }.into_any()/>
                </ParentRoute>
                // Not the fallback: that one stands outside of every route, where the layout finds no parameters.
                <Route path=path!("*any") view=|| view! { <AccountLayout><NotFound/></AccountLayout> }.into_any()/>
            </Routes>
        </Router>
    }
    .into_any()
}
