//! Which page comes with which part of the app. A release is split: the main part is loaded first, and a part that is
//! named here when somebody opens one of its pages. A build for work on the app is one piece, and these functions answer
//! at once.
//!
//! Nothing is shown here, and no page is drawn: who calls gets the function that draws.
#![cfg_attr(
    split,
    allow(
        unsafe_code,
        reason = "`wasm_split` writes the import and the export between which the splitter cuts"
    )
)]

use std::future::ready;

use leptos::prelude::*;
#[cfg(split)]
use leptos::wasm_split::wasm_split;

use super::{
    NotFound, access, access_map, account, alerts, audit, clusters, deployments,
    environment_objects, gallery, guard_rails, import, one_file, organization, past as moments,
    plan, roles, sign_in, teams, tokens, usage, users, workspaces,
};
use crate::components::{LoadPage, NotLoaded, PageFn};
use crate::layouts::OrganizationLayout;
use crate::paths::{OrganizationPage as P, Page};

/// Draws the frame of an Organization around the page that it is given.
pub type FrameFn = fn(ViewFn) -> AnyView;

macro_rules! parts {
    ($(#[$about:meta])* $load:ident of $pages:ty; $($part:ident { $($page:pat => $component:path,)+ })+) => {
        $(
            #[cfg(split)]
            #[wasm_split($part, wasm_split_path = leptos::wasm_split, fallible)]
            fn $part(page: $pages) -> Result<PageFn, NotLoaded> {
                Ok(match page {
                    $($page => || $component().into_any(),)+
                    _ => || NotFound().into_any(),
                })
            }

            #[cfg(not(split))]
            async fn $part(page: $pages) -> Result<PageFn, NotLoaded> {
                Ok(match page {
                    $($page => || $component().into_any(),)+
                    _ => || NotFound().into_any(),
                })
            }
        )+

        $(#[$about])*
        #[must_use]
        pub fn $load(page: $pages) -> LoadPage {
            match page {
                $($($page)|+ => $part(page).into(),)+
                _ => here(|| NotFound().into_any()),
            }
        }
    };
}

/// A page that comes with the app.
#[must_use]
pub fn here(page: PageFn) -> LoadPage {
    ready(Ok(page)).into()
}

parts! {
    /// The page of an Organization, with the part that it is in. One function a part, whatever it holds: each one that is
    /// loaded through the splitter weighs on the first load.
    organization_page of P;
    access {
        P::ViewAs => access::ViewAs,
        P::Why => access::Why,
        P::WorkspaceAccess => access::WorkspaceAccess,
        P::WorkspaceReview => access::WorkspaceReview,
        P::DeploymentAccess => access::DeploymentAccess,
        P::DeploymentReview => access::DeploymentReview,
    }
    access_map {
        P::AccessMap => access_map::AccessMapPage,
    }
    organization {
        P::Overview => organization::OrganizationOverview,
        P::Settings => organization::OrganizationSettings,
        P::Tier => organization::TierPage,
        P::People => organization::People,
    }
    audit {
        P::Audit => audit::Audit,
        P::RefusedAttempts => audit::RefusedAttempts,
    }
    guard_rails {
        P::GuardRails => guard_rails::GuardRailsPage,
    }
    usage {
        P::Usage => usage::UsagePage,
    }
    users {
        P::Users => users::Users,
        P::User => users::UserPage,
    }
    teams {
        P::Teams => teams::Teams,
        P::Team => teams::TeamPage,
    }
    workspaces {
        P::Workspaces => workspaces::Workspaces,
        P::WorkspaceSettings => workspaces::WorkspaceSettings,
    }
    clusters {
        P::Clusters => clusters::Clusters,
        P::CreateCluster => clusters::CreateCluster,
        P::Cluster => clusters::ClusterOverview,
        P::ClusterPeering => clusters::ClusterPeering,
        P::ClusterSettings => clusters::ClusterSettings,
    }
    deployments {
        P::Deployments => deployments::OrganizationDeployments,
        P::WorkspaceDeployments => deployments::WorkspaceDeployments,
        P::CreateDeployment => deployments::CreateDeployment,
        P::DeploymentOverview => deployments::DeploymentOverview,
        P::DeploymentEnvironment => deployments::DeploymentEnvironment,
        P::DeploymentDeploys => deployments::DeploymentDeploys,
        P::DeploymentSettings => deployments::DeploymentSettings,
    }
    environment_objects {
        P::Environment => environment_objects::EnvironmentObjects,
        P::ResolvedEnvironment => environment_objects::ResolvedEnvironment,
        P::CreateEnvironmentObject => environment_objects::CreateEnvironmentObject,
        P::EnvironmentObject => environment_objects::EnvironmentObjectPage,
    }
    alerts {
        P::Alerts => alerts::Alerts,
        P::CreateAlert => alerts::CreateAlert,
        P::Alert => alerts::AlertPage,
        P::Channels => alerts::Channels,
        P::CreateChannel => alerts::CreateChannel,
        P::Channel => alerts::ChannelPage,
    }
    roles {
        P::Roles => roles::Roles,
        P::CreateRole => roles::CreateRole,
        P::Role => roles::RolePage,
    }
    tokens {
        P::Tokens(_) => tokens::Tokens,
        P::CreateToken(_) => tokens::CreateToken,
        P::Token(_) => tokens::TokenPage,
    }
    sign_in {
        P::Authentication => sign_in::Authentication,
        P::IpAccess => sign_in::IpAccess,
    }
    plan {
        P::Plan => plan::PlanPage,
    }
    past {
        P::Compare => moments::Compare,
    }
    import {
        P::Import => import::Import,
    }
}

parts! {
    /// A page outside of an Organization that does not come with the app, with the part that it is in.
    account_page of Page;
    account {
        Page::CreateOrganization => account::CreateOrganization,
        Page::PersonalSettings => account::PersonalSettings,
        Page::Storage => account::StoragePage,
    }
    one_file {
        Page::Asked => one_file::FileDialogs,
        Page::Published => one_file::PublishedPage,
    }
    gallery {
        Page::Gallery => gallery::GalleryPage,
    }
}

/// Loads `engine`, what every page of an Organization needs, and answers with the frame around them.
#[cfg(split)]
#[wasm_split(engine, wasm_split_path = leptos::wasm_split, fallible)]
pub fn organization_frame() -> Result<FrameFn, NotLoaded> {
    Ok(|page| view! { <OrganizationLayout page past_bar/> }.into_any())
}

/// Answers with the frame around the pages of an Organization.
#[cfg(not(split))]
pub async fn organization_frame() -> Result<FrameFn, NotLoaded> {
    Ok(|page| view! { <OrganizationLayout page past_bar/> }.into_any())
}

/// The strip that shows while somebody looks back, with the part that it is in.
#[must_use]
pub fn past_bar() -> LoadPage {
    strip().into()
}

#[cfg(split)]
#[wasm_split(past, wasm_split_path = leptos::wasm_split, fallible)]
fn strip() -> Result<PageFn, NotLoaded> {
    Ok(|| moments::PastBar().into_any())
}

#[cfg(not(split))]
async fn strip() -> Result<PageFn, NotLoaded> {
    Ok(|| moments::PastBar().into_any())
}
