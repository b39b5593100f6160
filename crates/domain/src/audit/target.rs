//! What a record is about, as something that compares, copies and stands in an address.

use std::fmt;
use std::str::FromStr;

use crate::access::Holder;
use crate::api_token::TokenScope;
use crate::{
    Actor, AgentTokenId, AlertId, ApiTokenId, ClusterId, CustomRoleId, DeployId, DeploymentId,
    EnvironmentObjectId, Home, NotificationChannelId, ResourceKind, SsoConnectionId, TeamId,
    UserId, WorkspaceId,
};

/// A thing that has a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// The Organization, with its domains and its IP access list.
    Organization,
    /// An SSO connection.
    SsoConnection(SsoConnectionId),
    /// A Workspace.
    Workspace(WorkspaceId),
    /// A cluster.
    Cluster(ClusterId),
    /// A Deployment.
    Deployment(DeploymentId),
    /// A deploy.
    Deploy(DeployId),
    /// An agent token.
    AgentToken(AgentTokenId),
    /// A notification channel.
    NotificationChannel(NotificationChannelId),
    /// An alert.
    Alert(AlertId),
    /// An environment object.
    EnvironmentObject(EnvironmentObjectId),
    /// A user.
    User(UserId),
    /// A Team.
    Team(TeamId),
    /// A custom role.
    CustomRole(CustomRoleId),
    /// An API token.
    ApiToken(ApiTokenId),
}

impl Target {
    /// What it is.
    #[must_use]
    pub const fn kind(self) -> ResourceKind {
        match self {
            Self::Organization => ResourceKind::Organization,
            Self::SsoConnection(_) => ResourceKind::SsoConnection,
            Self::Workspace(_) => ResourceKind::Workspace,
            Self::Cluster(_) => ResourceKind::Cluster,
            Self::Deployment(_) => ResourceKind::Deployment,
            Self::Deploy(_) => ResourceKind::Deploy,
            Self::AgentToken(_) => ResourceKind::AgentToken,
            Self::NotificationChannel(_) => ResourceKind::NotificationChannel,
            Self::Alert(_) => ResourceKind::Alert,
            Self::EnvironmentObject(_) => ResourceKind::EnvironmentObject,
            Self::User(_) => ResourceKind::User,
            Self::Team(_) => ResourceKind::Team,
            Self::CustomRole(_) => ResourceKind::CustomRole,
            Self::ApiToken(_) => ResourceKind::ApiToken,
        }
    }

    /// Its id; empty for the Organization.
    #[must_use]
    pub fn id_text(self) -> String {
        match self {
            Self::Organization => String::new(),
            Self::SsoConnection(id) => id.to_string(),
            Self::Workspace(id) => id.to_string(),
            Self::Cluster(id) => id.to_string(),
            Self::Deployment(id) => id.to_string(),
            Self::Deploy(id) => id.to_string(),
            Self::AgentToken(id) => id.to_string(),
            Self::NotificationChannel(id) => id.to_string(),
            Self::Alert(id) => id.to_string(),
            Self::EnvironmentObject(id) => id.to_string(),
            Self::User(id) => id.to_string(),
            Self::Team(id) => id.to_string(),
            Self::CustomRole(id) => id.to_string(),
            Self::ApiToken(id) => id.to_string(),
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::SsoConnection(_) => "sso-connection",
            Self::Workspace(_) => "workspace",
            Self::Cluster(_) => "cluster",
            Self::Deployment(_) => "deployment",
            Self::Deploy(_) => "deploy",
            Self::AgentToken(_) => "agent-token",
            Self::NotificationChannel(_) => "channel",
            Self::Alert(_) => "alert",
            Self::EnvironmentObject(_) => "environment-object",
            Self::User(_) => "user",
            Self::Team(_) => "team",
            Self::CustomRole(_) => "role",
            Self::ApiToken(_) => "token",
        }
    }
}

impl fmt::Display for Target {
    /// As an address writes it: `deployment-cm…`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Organization => f.write_str(self.word()),
            target => write!(f, "{}-{}", target.word(), target.id_text()),
        }
    }
}

/// Why a text names nothing that has a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it names nothing that has a history")]
pub struct UnknownTarget;

impl FromStr for Target {
    type Err = UnknownTarget;

    fn from_str(text: &str) -> Result<Self, UnknownTarget> {
        fn id<T: FromStr>(text: &str) -> Result<T, UnknownTarget> {
            text.parse().map_err(|_| UnknownTarget)
        }
        if text == "organization" {
            return Ok(Self::Organization);
        }
        let (word, rest) = text.rsplit_once('-').ok_or(UnknownTarget)?;
        Ok(match word {
            "sso-connection" => Self::SsoConnection(id(rest)?),
            "workspace" => Self::Workspace(id(rest)?),
            "cluster" => Self::Cluster(id(rest)?),
            "deployment" => Self::Deployment(id(rest)?),
            "deploy" => Self::Deploy(id(rest)?),
            "agent-token" => Self::AgentToken(id(rest)?),
            "channel" => Self::NotificationChannel(id(rest)?),
            "alert" => Self::Alert(id(rest)?),
            "environment-object" => Self::EnvironmentObject(id(rest)?),
            "user" => Self::User(id(rest)?),
            "team" => Self::Team(id(rest)?),
            "role" => Self::CustomRole(id(rest)?),
            "token" => Self::ApiToken(id(rest)?),
            _ => return Err(UnknownTarget),
        })
    }
}

impl From<Holder> for Target {
    fn from(holder: Holder) -> Self {
        match holder {
            Holder::User(id) => Self::User(id),
            Holder::Team(id) => Self::Team(id),
            Holder::ApiToken(id) => Self::ApiToken(id),
        }
    }
}

impl From<Actor> for Target {
    fn from(actor: Actor) -> Self {
        Self::from(Holder::from(actor))
    }
}

impl From<Home> for Target {
    fn from(home: Home) -> Self {
        match home {
            Home::Organization => Self::Organization,
            Home::Workspace(id) => Self::Workspace(id),
            Home::Deployment(id) => Self::Deployment(id),
        }
    }
}

impl From<TokenScope> for Target {
    fn from(scope: TokenScope) -> Self {
        match scope {
            TokenScope::Organization => Self::Organization,
            TokenScope::Workspace(id) => Self::Workspace(id),
            TokenScope::Deployment(id) => Self::Deployment(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Target;
    use crate::{DeploymentId, SsoConnectionId, UserId};

    #[test]
    fn what_is_written_is_read() {
        for target in [
            Target::Organization,
            Target::Deployment(DeploymentId::from_bits(7)),
            Target::User(UserId::from_bits(8)),
            Target::SsoConnection(SsoConnectionId::from_bits(9)),
        ] {
            assert_eq!(target.to_string().parse(), Ok(target));
        }
        for text in [
            "",
            "organization-",
            "deployment-x",
            "thing-c000000000000000000000001",
        ] {
            assert!(text.parse::<Target>().is_err(), "{text}");
        }
    }
}
