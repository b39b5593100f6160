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

use leptos::prelude::*;
#[cfg(split)]
use leptos::wasm_split::wasm_split;

use super::{
    access, access_map, account, alerts, clusters, deployments, environment_objects, gallery,
    guard_rails, import, organization, plan, roles, sign_in, teams, tokens, usage, users,
    workspaces,
};
use crate::components::{NotLoaded, PageFn};
use crate::layouts::OrganizationLayout;

/// Draws the frame of an Organization around the page that it is given.
pub type FrameFn = fn(ViewFn) -> AnyView;

macro_rules! parts {
    ($($part:ident { $($page:ident = $component:path,)+ })+) => {$($(
        #[doc = concat!("Loads `", stringify!($part), "` and answers with `", stringify!($component), "`.")]
        #[cfg(split)]
        #[wasm_split($part, wasm_split_path = leptos::wasm_split, fallible)]
        pub fn $page() -> Result<PageFn, NotLoaded> {
            Ok(|| $component().into_any())
        }

        #[doc = concat!("Answers with `", stringify!($component), "`.")]
        #[cfg(not(split))]
        pub async fn $page() -> Result<PageFn, NotLoaded> {
            Ok(|| $component().into_any())
        }
    )+)+};
}

parts! {
    access {
        view_as = access::ViewAs,
        why = access::Why,
        workspace_access = access::WorkspaceAccess,
        workspace_review = access::WorkspaceReview,
        deployment_access = access::DeploymentAccess,
        deployment_review = access::DeploymentReview,
    }
    access_map {
        access_map = access_map::AccessMapPage,
    }
    account {
        create_organization = account::CreateOrganization,
        personal_settings = account::PersonalSettings,
    }
    gallery {
        gallery_page = gallery::GalleryPage,
    }
    organization {
        overview = organization::OrganizationOverview,
        settings = organization::OrganizationSettings,
        tier = organization::TierPage,
        people = organization::People,
    }
    guard_rails {
        guard_rails = guard_rails::GuardRailsPage,
    }
    usage {
        usage = usage::UsagePage,
    }
    users {
        user_list = users::Users,
        user_page = users::UserPage,
    }
    teams {
        team_list = teams::Teams,
        team_page = teams::TeamPage,
    }
    workspaces {
        workspace_list = workspaces::Workspaces,
        workspace_settings = workspaces::WorkspaceSettings,
    }
    clusters {
        cluster_list = clusters::Clusters,
        create_cluster = clusters::CreateCluster,
        cluster_overview = clusters::ClusterOverview,
        cluster_peering = clusters::ClusterPeering,
        cluster_settings = clusters::ClusterSettings,
    }
    deployments {
        all_deployments = deployments::OrganizationDeployments,
        deployments_of_workspace = deployments::WorkspaceDeployments,
        create_deployment = deployments::CreateDeployment,
        deployment_overview = deployments::DeploymentOverview,
        deployment_environment = deployments::DeploymentEnvironment,
        deployment_deploys = deployments::DeploymentDeploys,
        deployment_settings = deployments::DeploymentSettings,
    }
    environment_objects {
        environment = environment_objects::EnvironmentObjects,
        resolved_environment = environment_objects::ResolvedEnvironment,
        create_environment_object = environment_objects::CreateEnvironmentObject,
        environment_object = environment_objects::EnvironmentObjectPage,
    }
    alerts {
        alerts = alerts::Alerts,
        create_alert = alerts::CreateAlert,
        alert = alerts::AlertPage,
        channels = alerts::Channels,
        create_channel = alerts::CreateChannel,
        channel = alerts::ChannelPage,
    }
    roles {
        roles = roles::Roles,
        create_role = roles::CreateRole,
        role = roles::RolePage,
    }
    tokens {
        tokens = tokens::Tokens,
        create_token = tokens::CreateToken,
        token = tokens::TokenPage,
    }
    sign_in {
        authentication = sign_in::Authentication,
        ip_access = sign_in::IpAccess,
    }
    plan {
        plan_page = plan::PlanPage,
    }
    import {
        import_files = import::Import,
    }
}

/// Loads `engine`, what every page of an Organization needs, and answers with the frame around them.
#[cfg(split)]
#[wasm_split(engine, wasm_split_path = leptos::wasm_split, fallible)]
pub fn organization_frame() -> Result<FrameFn, NotLoaded> {
    Ok(|page| view! { <OrganizationLayout page/> }.into_any())
}

/// Answers with the frame around the pages of an Organization.
#[cfg(not(split))]
pub async fn organization_frame() -> Result<FrameFn, NotLoaded> {
    Ok(|page| view! { <OrganizationLayout page/> }.into_any())
}
