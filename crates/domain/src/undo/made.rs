//! Taking back what was made: the command that deletes it, and which other events of the same commit go with it.

use crate::access::Holder;
use crate::{
    AlertId, ApiTokenId, ClusterId, Command, CustomRoleId, DeployId, DeploymentId,
    EnvironmentObjectId, Event, NotificationChannelId, SsoConnectionId, State, TeamId, UserId,
    WorkspaceId,
};

/// A thing that a commit made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Made {
    SsoConnection(SsoConnectionId),
    Domain(String),
    User(UserId),
    Team(TeamId),
    CustomRole(CustomRoleId),
    ApiToken(ApiTokenId),
    Workspace(WorkspaceId),
    Cluster(ClusterId),
    Deployment(DeploymentId),
    Channel(NotificationChannelId),
    Alert(AlertId),
    EnvironmentObject(EnvironmentObjectId),
    Deploy(DeployId),
}

impl Made {
    /// What an event made.
    pub(super) fn by(event: &Event) -> Option<Self> {
        Some(match event {
            Event::SsoConnectionCreated(connection) => Self::SsoConnection(connection.id),
            Event::DomainAdded(domain) => Self::Domain(domain.name.clone()),
            Event::UserAdded(user) | Event::UserInvited(user) => Self::User(user.id),
            Event::TeamCreated(team) => Self::Team(team.id),
            Event::CustomRoleCreated(role) => Self::CustomRole(role.id),
            Event::ApiTokenCreated(token) => Self::ApiToken(token.id),
            Event::WorkspaceCreated(workspace) => Self::Workspace(workspace.id),
            Event::ClusterCreated(cluster) => Self::Cluster(cluster.id),
            Event::DeploymentCreated(deployment) => Self::Deployment(deployment.id),
            Event::NotificationChannelCreated(channel) => Self::Channel(channel.id),
            Event::AlertCreated(alert) => Self::Alert(alert.id),
            Event::EnvironmentObjectCreated(object) => Self::EnvironmentObject(object.id),
            Event::DeployCreated(deploy) => Self::Deploy(deploy.id),
            _ => return None,
        })
    }

    fn holder(holder: Holder) -> Self {
        match holder {
            Holder::User(id) => Self::User(id),
            Holder::Team(id) => Self::Team(id),
            Holder::ApiToken(id) => Self::ApiToken(id),
        }
    }
}

/// Whether what an event did is gone with one of these things: it changed that thing, or something in it that has no
/// command of its own to be deleted by. What was made beside it is deleted by itself.
pub(super) fn goes_with(event: &Event, made: &[Made]) -> bool {
    let touched = match event {
        Event::SsoConnectionEdited { id, .. } => vec![Made::SsoConnection(*id)],
        Event::DomainVerified { name } | Event::DomainMapped { name, .. } => {
            vec![Made::Domain(name.clone())]
        }
        Event::UserEdited { id, .. }
        | Event::UserStatusSet { id, .. }
        | Event::InviteResent { id, .. }
        | Event::InviteAccepted { id, .. } => vec![Made::User(*id)],
        Event::TeamEdited { id, .. } | Event::TeamMembersAdded { id, .. } => {
            vec![Made::Team(*id)]
        }
        Event::TeamMemberRemoved { id, user } => vec![Made::Team(*id), Made::User(*user)],
        Event::CustomRoleEdited { id, .. } => vec![Made::CustomRole(*id)],
        Event::ApiTokenEdited { id, .. } | Event::ApiTokenRotated { id } => {
            vec![Made::ApiToken(*id)]
        }
        Event::OrganizationRoleAssigned { holder, .. } => vec![Made::holder(*holder)],
        Event::WorkspaceRoleAssigned {
            holder, workspace, ..
        } => vec![Made::holder(*holder), Made::Workspace(*workspace)],
        Event::DeploymentRoleAssigned {
            holder, deployment, ..
        }
        | Event::DagRoleAssigned {
            holder, deployment, ..
        } => vec![Made::holder(*holder), Made::Deployment(*deployment)],
        Event::WorkspaceEdited { id, .. } => vec![Made::Workspace(*id)],
        Event::ClusterEdited { id, .. }
        | Event::ClusterReported { id, .. }
        | Event::VpcPeeringRequested { cluster: id, .. }
        | Event::VpcPeeringWithdrawn { cluster: id, .. }
        | Event::VpcPeeringReported { cluster: id, .. } => vec![Made::Cluster(*id)],
        Event::DeploymentEdited { id, .. }
        | Event::EnvironmentVariablesChanged { id, .. }
        | Event::LogForwardingSet { id, .. }
        | Event::DeploymentTransferred { id, .. } => vec![Made::Deployment(*id)],
        Event::NotificationChannelEdited { id, .. } => vec![Made::Channel(*id)],
        Event::AlertEdited { id, .. } => vec![Made::Alert(*id)],
        Event::EnvironmentObjectEdited { id, .. } => vec![Made::EnvironmentObject(*id)],
        // Nothing deletes a deploy but its Deployment.
        Event::DeployCreated(deploy) => vec![Made::Deployment(deploy.deployment_id)],
        Event::DeployEdited { id, .. } | Event::DeployFinished { id, .. } => {
            vec![Made::Deploy(*id)]
        }
        _ => return false,
    };
    touched.iter().any(|thing| made.contains(thing))
}

/// The command that deletes what an event made. Whether that is allowed by then, the command itself decides: what is
/// in use is refused (WS-7, CL-17, NCH-5, ROLE-4).
pub(super) fn taken_away(before: &State, event: &Event) -> Option<Command> {
    Some(match event {
        Event::SsoConnectionCreated(connection) => {
            Command::DeleteSsoConnection { id: connection.id }
        }
        Event::DomainAdded(domain) => Command::RemoveDomain {
            name: domain.name.clone(),
        },
        // A link that the new one voided does not come back (rule 106).
        Event::SsoBypassLinkCreated(_) => {
            before
                .organization()
                .filter(|it| it.sso_bypass_link.is_none())?;
            Command::DeleteSsoBypassLink
        }
        Event::UserAdded(user) | Event::UserInvited(user) => Command::RemoveUser { id: user.id },
        Event::TeamCreated(team) if team.is_idp_managed => {
            Command::RemoveProvisionedTeam { id: team.id }
        }
        Event::TeamCreated(team) => Command::DeleteTeam { id: team.id },
        Event::CustomRoleCreated(role) => Command::DeleteCustomRole { id: role.id },
        Event::ApiTokenCreated(token) => Command::DeleteApiToken {
            id: token.id,
            through: token.scope,
        },
        Event::WorkspaceCreated(workspace) => Command::DeleteWorkspace { id: workspace.id },
        Event::ClusterCreated(cluster) => Command::DeleteCluster { id: cluster.id },
        Event::DeploymentCreated(deployment) => Command::DeleteDeployment { id: deployment.id },
        Event::NotificationChannelCreated(channel) => {
            Command::DeleteNotificationChannel { id: channel.id }
        }
        Event::AlertCreated(alert) => Command::DeleteAlert { id: alert.id },
        Event::EnvironmentObjectCreated(object) => {
            Command::DeleteEnvironmentObject { id: object.id }
        }
        Event::AgentTokenCreated(token) => Command::DeleteAgentToken { id: token.id },
        // The Organization is the log itself, and what was deployed stays in the history.
        _ => return None,
    })
}
