//! A thing of the Organization by what an address needs to name it, so that lists can link to whatever they tell of.

use planisphere_domain::api_token::TokenScope;
use planisphere_domain::findings::Subject;
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{
    ApiTokenId, ClusterId, CustomRoleId, DeploymentId, TeamId, UserId, WorkspaceId,
};

use super::super::Opened;
use super::tokens::reading_tokens;

/// A thing that has a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// The Organization's settings.
    Settings,
    /// Its plan.
    Tier,
    /// Its usage and rate card.
    Usage,
    /// How people sign in.
    Authentication,
    /// Where calls may come from.
    IpAccess,
    /// The list of users.
    Users,
    /// A person.
    User(UserId),
    /// A Team.
    Team(TeamId),
    /// A custom role.
    Role(CustomRoleId),
    /// An API token, and the Workspace of the Deployment that it belongs to.
    Token(TokenScope, Option<WorkspaceId>, ApiTokenId),
    /// A Workspace.
    Workspace(WorkspaceId),
    /// A cluster.
    Cluster(ClusterId),
    /// A Deployment.
    Deployment(WorkspaceId, DeploymentId),
    /// The environment variables of a Deployment.
    Variables(WorkspaceId, DeploymentId),
    /// The settings of a Deployment.
    DeploymentSettings(WorkspaceId, DeploymentId),
    /// The alerts of a Workspace.
    Alerts(WorkspaceId),
    /// The environment objects of a Workspace.
    EnvironmentObjects(WorkspaceId),
}

/// Where what a finding is about is shown, what it is called, and what whoever looks has to hold.
pub(super) fn of_subject(opened: &Opened, subject: &Subject) -> Option<(Thing, String)> {
    let state = &opened.state;
    let sees = |permission, resource| opened.holds_on(permission, &resource);
    match subject {
        Subject::Organization => opened
            .holds(Permission::OrganizationUsersGet)
            .then(|| (Thing::Users, "Organization Owners".to_owned())),
        Subject::User(id) => {
            let user = state.user(*id)?;
            opened
                .holds(Permission::OrganizationUsersGet)
                .then(|| (Thing::User(*id), user.full_name.clone()))
        }
        Subject::ApiToken(id) => {
            let token = state.api_token(*id)?;
            let workspace = match token.scope {
                TokenScope::Deployment(id) => Some(state.deployment(id)?.workspace_id),
                _ => None,
            };
            sees(reading_tokens(token.scope), token.scope.resource()).then(|| {
                let thing = Thing::Token(token.scope, workspace, *id);
                (thing, token.name.clone())
            })
        }
        Subject::Deployment(id) | Subject::Variable(id, _) | Subject::Queue(id, _) => {
            let found = state.deployment(*id)?;
            let at = found.workspace_id;
            let thing = match subject {
                Subject::Variable(..) => Thing::Variables(at, *id),
                Subject::Queue(..) => Thing::DeploymentSettings(at, *id),
                _ => Thing::Deployment(at, *id),
            };
            let name = &found.name;
            let name = match subject {
                Subject::Variable(_, key) => format!("{name}, {key}"),
                Subject::Queue(_, queue) => {
                    let queue = found.worker_queues.iter().find(|it| it.id == *queue);
                    format!("{name}, {}", queue.map_or("", |queue| &queue.name))
                }
                _ => name.clone(),
            };
            let resource = ResourceRef::Deployment(*id);
            sees(Permission::DeploymentGet, resource).then_some((thing, name))
        }
        Subject::EnvironmentObject(id) => {
            use planisphere_domain::environment_object::ObjectScope;
            let object = state.environment_object(*id)?;
            let (permission, resource, thing) = match object.scope {
                ObjectScope::Workspace(id) => (
                    Permission::WorkspaceEnvObjectsGet,
                    ResourceRef::Workspace(id),
                    Thing::EnvironmentObjects(id),
                ),
                ObjectScope::Deployment(id) => (
                    Permission::DeploymentEnvObjectsGet,
                    ResourceRef::Deployment(id),
                    Thing::Variables(state.deployment(id)?.workspace_id, id),
                ),
            };
            sees(permission, resource).then(|| (thing, object.object_key.clone()))
        }
        Subject::Cluster(id) => {
            let cluster = state.cluster(*id)?;
            opened
                .holds(Permission::OrganizationClustersGet)
                .then(|| (Thing::Cluster(*id), cluster.name.clone()))
        }
        Subject::Alert(id) => {
            let alert = state.alert(*id)?;
            let at = state.deployment(alert.deployment_id)?.workspace_id;
            let resource = ResourceRef::Deployment(alert.deployment_id);
            sees(Permission::DeploymentAlertsGet, resource)
                .then(|| (Thing::Alerts(at), alert.name.clone()))
        }
    }
}
