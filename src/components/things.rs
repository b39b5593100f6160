//! The address of a thing that a list tells of.

use crate::paths::{OrganizationPaths, TokenPlace};
use crate::replica::Thing;
use planisphere_domain::api_token::TokenScope;

/// Where a thing is shown; `None` where no page of the app shows it.
#[must_use]
pub fn address_of(paths: &OrganizationPaths, thing: &Thing) -> Option<String> {
    Some(match *thing {
        Thing::Settings => paths.settings(),
        Thing::Tier => paths.tier(),
        Thing::Usage => paths.usage(),
        Thing::Authentication => paths.authentication(),
        Thing::IpAccess => paths.ip_access(),
        Thing::Users => paths.users(),
        Thing::User(id) => paths.user(id),
        Thing::Team(id) => paths.team(id),
        Thing::Role(id) => paths.role(id),
        Thing::Token(scope, workspace, id) => {
            let place = match scope {
                TokenScope::Organization => TokenPlace::Organization,
                TokenScope::Workspace(id) => TokenPlace::Workspace(id),
                TokenScope::Deployment(id) => TokenPlace::Deployment(workspace?, id),
            };
            paths.token(place, id)
        }
        Thing::Workspace(id) => paths.workspace(id),
        Thing::Deployment(workspace, id) => paths.deployment(workspace, id),
        Thing::Variables(workspace, id) => paths.deployment_environment(workspace, id),
        Thing::DeploymentSettings(workspace, id) => paths.deployment_settings(workspace, id),
        Thing::Cluster(id) => paths.cluster(id),
        Thing::Alerts(id) => paths.alerts(id),
        Thing::EnvironmentObjects(id) => paths.environment(id),
    })
}
