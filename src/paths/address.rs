//! Reads an address: which page it leads to, and the ids in it.

use planisphere_domain::policy::Scope;
use planisphere_domain::{
    AlertId, ApiTokenId, ClusterId, CustomRoleId, DeploymentId, EnvironmentObjectId,
    NotificationChannelId, TeamId, UserId, WorkspaceId,
};

use super::{OrganizationPage, Page};

/// What an address names. An id that is none reads as absent, and its page as not found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The page.
    pub page: Page,
    /// The Organization's key; empty outside of one.
    pub key: String,
    /// The Workspace.
    pub workspace: Option<WorkspaceId>,
    /// The Deployment.
    pub deployment: Option<DeploymentId>,
    /// The user.
    pub user: Option<UserId>,
    /// The Team.
    pub team: Option<TeamId>,
    /// The custom role.
    pub role: Option<CustomRoleId>,
    /// The API token.
    pub token: Option<ApiTokenId>,
    /// The cluster.
    pub cluster: Option<ClusterId>,
    /// The environment object.
    pub environment_object: Option<EnvironmentObjectId>,
    /// The alert.
    pub alert: Option<AlertId>,
    /// The notification channel.
    pub channel: Option<NotificationChannelId>,
}

impl Address {
    /// Reads the path of an address.
    #[must_use]
    pub fn parse(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let account = |page| Self {
            page,
            key: String::new(),
            workspace: None,
            deployment: None,
            user: None,
            team: None,
            role: None,
            token: None,
            cluster: None,
            environment_object: None,
            alert: None,
            channel: None,
        };
        let (key, rest) = match parts.as_slice() {
            [] => return account(Page::Home),
            ["new"] => return account(Page::CreateOrganization),
            ["settings"] => return account(Page::PersonalSettings),
            ["settings", "storage"] => return account(Page::Storage),
            ["gallery"] => return account(Page::Gallery),
            ["o", key, rest @ ..] => (*key, rest),
            _ => return account(Page::Unknown),
        };
        let (user, team) = match *rest {
            ["users", id] => (id, ""),
            ["teams", id] => ("", id),
            _ => ("", ""),
        };
        let role = match *rest {
            ["roles", id] => id.parse().ok(),
            _ => None,
        };
        let token = match *rest {
            [.., "tokens", id] => id.parse().ok(),
            _ => None,
        };
        let cluster = match *rest {
            ["clusters", id] | ["clusters", id, "peering" | "settings"] => id.parse().ok(),
            _ => None,
        };
        let (environment_object, alert, channel) = match *rest {
            ["w", _, "environment", id] => (id, "", ""),
            ["w", _, "alerts", "channels", id] => ("", "", id),
            ["w", _, "alerts", id] => ("", id, ""),
            _ => ("", "", ""),
        };
        let (page, workspace, deployment) = match *rest {
            [] => (OrganizationPage::Overview, "", ""),
            ["workspaces"] => (OrganizationPage::Workspaces, "", ""),
            ["deployments"] => (OrganizationPage::Deployments, "", ""),
            ["plan"] => (OrganizationPage::Plan, "", ""),
            ["clusters"] => (OrganizationPage::Clusters, "", ""),
            ["clusters", "new"] => (OrganizationPage::CreateCluster, "", ""),
            ["clusters", _] => (OrganizationPage::Cluster, "", ""),
            ["clusters", _, "peering"] => (OrganizationPage::ClusterPeering, "", ""),
            ["clusters", _, "settings"] => (OrganizationPage::ClusterSettings, "", ""),
            ["import"] => (OrganizationPage::Import, "", ""),
            ["users"] => (OrganizationPage::Users, "", ""),
            ["users", _] => (OrganizationPage::User, "", ""),
            ["teams"] => (OrganizationPage::Teams, "", ""),
            ["teams", _] => (OrganizationPage::Team, "", ""),
            ["settings"] => (OrganizationPage::Settings, "", ""),
            ["map"] => (OrganizationPage::AccessMap, "", ""),
            ["settings", "plan"] => (OrganizationPage::Tier, "", ""),
            ["usage"] => (OrganizationPage::Usage, "", ""),
            ["compare"] => (OrganizationPage::Compare, "", ""),
            ["guard-rails"] => (OrganizationPage::GuardRails, "", ""),
            ["audit"] => (OrganizationPage::Audit, "", ""),
            ["audit", "refused"] => (OrganizationPage::RefusedAttempts, "", ""),
            ["settings", "authentication"] => (OrganizationPage::Authentication, "", ""),
            ["settings", "ip-access"] => (OrganizationPage::IpAccess, "", ""),
            ["roles"] => (OrganizationPage::Roles, "", ""),
            ["roles", "new"] => (OrganizationPage::CreateRole, "", ""),
            ["roles", _] => (OrganizationPage::Role, "", ""),
            ["tokens"] => (OrganizationPage::Tokens(Scope::Organization), "", ""),
            ["tokens", "new"] => (OrganizationPage::CreateToken(Scope::Organization), "", ""),
            ["tokens", _] => (OrganizationPage::Token(Scope::Organization), "", ""),
            ["w", id, "tokens"] => (OrganizationPage::Tokens(Scope::Workspace), id, ""),
            ["w", id, "tokens", "new"] => (OrganizationPage::CreateToken(Scope::Workspace), id, ""),
            ["w", id, "tokens", _] => (OrganizationPage::Token(Scope::Workspace), id, ""),
            ["w", workspace, "d", id, "tokens"] => {
                (OrganizationPage::Tokens(Scope::Deployment), workspace, id)
            }
            ["w", workspace, "d", id, "tokens", "new"] => (
                OrganizationPage::CreateToken(Scope::Deployment),
                workspace,
                id,
            ),
            ["w", workspace, "d", id, "tokens", _] => {
                (OrganizationPage::Token(Scope::Deployment), workspace, id)
            }
            ["you"] => (OrganizationPage::People, "", ""),
            ["view-as"] => (OrganizationPage::ViewAs, "", ""),
            ["why"] => (OrganizationPage::Why, "", ""),
            ["w", id, "access"] => (OrganizationPage::WorkspaceAccess, id, ""),
            ["w", id, "access", "review"] => (OrganizationPage::WorkspaceReview, id, ""),
            ["w", workspace, "d", id, "access"] => {
                (OrganizationPage::DeploymentAccess, workspace, id)
            }
            ["w", workspace, "d", id, "access", "review"] => {
                (OrganizationPage::DeploymentReview, workspace, id)
            }
            ["w", id, "deployments"] => (OrganizationPage::WorkspaceDeployments, id, ""),
            ["w", id, "new"] => (OrganizationPage::CreateDeployment, id, ""),
            ["w", id, "settings"] => (OrganizationPage::WorkspaceSettings, id, ""),
            ["w", id, "environment"] => (OrganizationPage::Environment, id, ""),
            ["w", id, "environment", "resolved"] => (OrganizationPage::ResolvedEnvironment, id, ""),
            ["w", id, "environment", "new"] => (OrganizationPage::CreateEnvironmentObject, id, ""),
            ["w", id, "environment", _] => (OrganizationPage::EnvironmentObject, id, ""),
            ["w", id, "alerts"] => (OrganizationPage::Alerts, id, ""),
            ["w", id, "alerts", "new"] => (OrganizationPage::CreateAlert, id, ""),
            ["w", id, "alerts", "channels"] => (OrganizationPage::Channels, id, ""),
            ["w", id, "alerts", "channels", "new"] => (OrganizationPage::CreateChannel, id, ""),
            ["w", id, "alerts", "channels", _] => (OrganizationPage::Channel, id, ""),
            ["w", id, "alerts", _] => (OrganizationPage::Alert, id, ""),
            ["w", workspace, "d", id] => (OrganizationPage::DeploymentOverview, workspace, id),
            ["w", workspace, "d", id, "environment"] => {
                (OrganizationPage::DeploymentEnvironment, workspace, id)
            }
            ["w", workspace, "d", id, "deploys"] => {
                (OrganizationPage::DeploymentDeploys, workspace, id)
            }
            ["w", workspace, "d", id, "settings"] => {
                (OrganizationPage::DeploymentSettings, workspace, id)
            }
            _ => (OrganizationPage::Unknown, "", ""),
        };
        Self {
            page: Page::Organization(page),
            key: key.to_owned(),
            workspace: workspace.parse().ok(),
            deployment: deployment.parse().ok(),
            user: user.parse().ok(),
            team: team.parse().ok(),
            role,
            token,
            cluster,
            environment_object: environment_object.parse().ok(),
            alert: alert.parse().ok(),
            channel: channel.parse().ok(),
        }
    }
}
