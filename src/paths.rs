//! Every address of the app, and nothing else writes one: links are built here, addresses are read here.

mod alerting;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use planisphere_domain::api_token::TokenScope;
use planisphere_domain::policy::Scope;
use planisphere_domain::{
    AlertId, ApiTokenId, ClusterId, CustomRoleId, DeployId, DeploymentId, EnvironmentObjectId,
    NotificationChannelId, TeamId, UserId, WorkspaceId,
};

/// The account dashboard.
pub const HOME: &str = "/";
/// Creating an Organization.
pub const NEW_ORGANIZATION: &str = "/new";
/// Personal settings.
pub const PERSONAL_SETTINGS: &str = "/settings";

/// Addresses within one Organization, which `key` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationPaths {
    root: String,
}

impl OrganizationPaths {
    /// The addresses of the Organization that `key` names.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self {
            root: format!("/o/{key}"),
        }
    }

    /// Its overview.
    #[must_use]
    pub fn overview(&self) -> String {
        self.root.clone()
    }

    /// Its Workspaces.
    #[must_use]
    pub fn workspaces(&self) -> String {
        format!("{}/workspaces", self.root)
    }

    /// All its Deployments.
    #[must_use]
    pub fn deployments(&self) -> String {
        format!("{}/deployments", self.root)
    }

    /// What is staged, or a plan that somebody shared.
    #[must_use]
    pub fn plan(&self) -> String {
        format!("{}/plan", self.root)
    }

    /// Its clusters.
    #[must_use]
    pub fn clusters(&self) -> String {
        format!("{}/clusters", self.root)
    }

    /// Creating a cluster.
    #[must_use]
    pub fn new_cluster(&self) -> String {
        format!("{}/clusters/new", self.root)
    }

    /// One cluster.
    #[must_use]
    pub fn cluster(&self, id: ClusterId) -> String {
        format!("{}/clusters/{id}", self.root)
    }

    /// The VPC peering of one cluster.
    #[must_use]
    pub fn cluster_peering(&self, id: ClusterId) -> String {
        format!("{}/peering", self.cluster(id))
    }

    /// The settings of one cluster.
    #[must_use]
    pub fn cluster_settings(&self, id: ClusterId) -> String {
        format!("{}/settings", self.cluster(id))
    }

    /// Importing Deployment files.
    #[must_use]
    pub fn import(&self) -> String {
        format!("{}/import", self.root)
    }

    /// Its access map.
    #[must_use]
    pub fn access_map(&self) -> String {
        format!("{}/map", self.root)
    }

    /// Its users.
    #[must_use]
    pub fn users(&self) -> String {
        format!("{}/users", self.root)
    }

    /// One user.
    #[must_use]
    pub fn user(&self, id: UserId) -> String {
        format!("{}/users/{id}", self.root)
    }

    /// Its Teams.
    #[must_use]
    pub fn teams(&self) -> String {
        format!("{}/teams", self.root)
    }

    /// One Team.
    #[must_use]
    pub fn team(&self, id: TeamId) -> String {
        format!("{}/teams/{id}", self.root)
    }

    /// Its settings.
    #[must_use]
    pub fn settings(&self) -> String {
        format!("{}/settings", self.root)
    }

    /// Its plan: what each tier opens and closes.
    #[must_use]
    pub fn tier(&self) -> String {
        format!("{}/settings/plan", self.root)
    }

    /// What it costs by its rate card.
    #[must_use]
    pub fn usage(&self) -> String {
        format!("{}/usage", self.root)
    }

    /// What deserves a look.
    #[must_use]
    pub fn guard_rails(&self) -> String {
        format!("{}/guard-rails", self.root)
    }

    /// The same about one thing, by the words for it.
    #[must_use]
    pub fn guard_rails_of(&self, thing: &str) -> String {
        format!("{}/guard-rails?of={thing}", self.root)
    }

    /// How people sign in.
    #[must_use]
    pub fn authentication(&self) -> String {
        format!("{}/settings/authentication", self.root)
    }

    /// Where calls may come from.
    #[must_use]
    pub fn ip_access(&self) -> String {
        format!("{}/settings/ip-access", self.root)
    }

    /// Built-in and custom roles.
    #[must_use]
    pub fn roles(&self) -> String {
        format!("{}/roles", self.root)
    }

    /// Defining a custom role.
    #[must_use]
    pub fn new_role(&self) -> String {
        format!("{}/roles/new", self.root)
    }

    /// One custom role.
    #[must_use]
    pub fn role(&self, id: CustomRoleId) -> String {
        format!("{}/roles/{id}", self.root)
    }

    /// The API tokens of a place.
    #[must_use]
    pub fn tokens(&self, place: TokenPlace) -> String {
        match place {
            TokenPlace::Organization => format!("{}/tokens", self.root),
            TokenPlace::Workspace(id) => format!("{}/w/{id}/tokens", self.root),
            TokenPlace::Deployment(workspace, id) => {
                format!("{}/tokens", self.deployment(workspace, id))
            }
        }
    }

    /// Defining an API token in a place.
    #[must_use]
    pub fn new_token(&self, place: TokenPlace) -> String {
        format!("{}/new", self.tokens(place))
    }

    /// One API token, as a place sees it.
    #[must_use]
    pub fn token(&self, place: TokenPlace, id: ApiTokenId) -> String {
        format!("{}/{id}", self.tokens(place))
    }

    /// Choosing whom to act as.
    #[must_use]
    pub fn people(&self) -> String {
        format!("{}/you", self.root)
    }

    /// The Deployments of one Workspace.
    #[must_use]
    pub fn workspace(&self, id: WorkspaceId) -> String {
        format!("{}/w/{id}/deployments", self.root)
    }

    /// Creating a Deployment in one Workspace.
    #[must_use]
    pub fn new_deployment(&self, id: WorkspaceId) -> String {
        format!("{}/w/{id}/new", self.root)
    }

    /// The settings of one Workspace.
    #[must_use]
    pub fn workspace_settings(&self, id: WorkspaceId) -> String {
        format!("{}/w/{id}/settings", self.root)
    }

    /// Who has access to one Workspace.
    #[must_use]
    pub fn workspace_access(&self, id: WorkspaceId) -> String {
        format!("{}/w/{id}/access", self.root)
    }

    /// Reviewing the access to one Workspace.
    #[must_use]
    pub fn workspace_review(&self, id: WorkspaceId) -> String {
        format!("{}/review", self.workspace_access(id))
    }

    /// Choosing as whom to view the product.
    #[must_use]
    pub fn view_as(&self) -> String {
        format!("{}/view-as", self.root)
    }

    /// Asking why somebody may or may not do a thing.
    #[must_use]
    pub fn why(&self) -> String {
        format!("{}/why", self.root)
    }

    /// The same with a question filled in.
    #[must_use]
    pub fn why_about(&self, question: &[(&str, String)]) -> String {
        let parts: Vec<String> = question
            .iter()
            .map(|(name, value)| {
                format!(
                    "{name}={}",
                    String::from(js_sys::encode_uri_component(value))
                )
            })
            .collect();
        if parts.is_empty() {
            self.why()
        } else {
            format!("{}?{}", self.why(), parts.join("&"))
        }
    }

    /// The overview of one Deployment.
    #[must_use]
    pub fn deployment(&self, workspace: WorkspaceId, id: DeploymentId) -> String {
        format!("{}/w/{workspace}/d/{id}", self.root)
    }

    /// The environment variables of one Deployment.
    #[must_use]
    pub fn deployment_environment(&self, workspace: WorkspaceId, id: DeploymentId) -> String {
        format!("{}/environment", self.deployment(workspace, id))
    }

    /// The deploys of one Deployment.
    #[must_use]
    pub fn deployment_deploys(&self, workspace: WorkspaceId, id: DeploymentId) -> String {
        format!("{}/deploys", self.deployment(workspace, id))
    }

    /// One deploy of a Deployment.
    #[must_use]
    pub fn deployment_deploy(
        &self,
        workspace: WorkspaceId,
        id: DeploymentId,
        deploy: DeployId,
    ) -> String {
        format!("{}?deploy={deploy}", self.deployment_deploys(workspace, id))
    }

    /// Who has access to one Deployment and its DAGs.
    #[must_use]
    pub fn deployment_access(&self, workspace: WorkspaceId, id: DeploymentId) -> String {
        format!("{}/access", self.deployment(workspace, id))
    }

    /// Reviewing the access to one Deployment.
    #[must_use]
    pub fn deployment_review(&self, workspace: WorkspaceId, id: DeploymentId) -> String {
        format!("{}/review", self.deployment_access(workspace, id))
    }

    /// The settings of one Deployment.
    #[must_use]
    pub fn deployment_settings(&self, workspace: WorkspaceId, id: DeploymentId) -> String {
        format!("{}/settings", self.deployment(workspace, id))
    }
}

/// A place that has API tokens, with what its address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenPlace {
    /// The Organization.
    Organization,
    /// A Workspace.
    Workspace(WorkspaceId),
    /// A Deployment in its Workspace.
    Deployment(WorkspaceId, DeploymentId),
}

impl TokenPlace {
    /// The scope of the tokens that belong here.
    #[must_use]
    pub const fn scope(self) -> TokenScope {
        match self {
            Self::Organization => TokenScope::Organization,
            Self::Workspace(id) => TokenScope::Workspace(id),
            Self::Deployment(_, id) => TokenScope::Deployment(id),
        }
    }
}

/// Which page an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The account dashboard.
    Home,
    /// Founding an Organization.
    CreateOrganization,
    /// Personal settings.
    PersonalSettings,
    /// The primitives of the interface.
    Gallery,
    /// No page of the account.
    Unknown,
    /// A page of an Organization.
    Organization(OrganizationPage),
}

/// Which page of an Organization an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganizationPage {
    /// The overview.
    Overview,
    /// Its Workspaces.
    Workspaces,
    /// All its Deployments.
    Deployments,
    /// What is staged.
    Plan,
    /// Its clusters.
    Clusters,
    /// Creating a cluster.
    CreateCluster,
    /// One cluster.
    Cluster,
    /// The VPC peering of a cluster.
    ClusterPeering,
    /// The settings of a cluster.
    ClusterSettings,
    /// Importing Deployment files.
    Import,
    /// Its users.
    Users,
    /// One user.
    User,
    /// Its Teams.
    Teams,
    /// One Team.
    Team,
    /// Its settings.
    Settings,
    /// The access map.
    AccessMap,
    /// Its plan.
    Tier,
    /// What it costs.
    Usage,
    /// What deserves a look.
    GuardRails,
    /// How people sign in.
    Authentication,
    /// Where calls may come from.
    IpAccess,
    /// Built-in and custom roles.
    Roles,
    /// Defining a custom role.
    CreateRole,
    /// One custom role.
    Role,
    /// The API tokens of a place at this level.
    Tokens(Scope),
    /// Defining one.
    CreateToken(Scope),
    /// One of them.
    Token(Scope),
    /// Choosing whom to act as.
    People,
    /// The Deployments of a Workspace.
    WorkspaceDeployments,
    /// Creating a Deployment.
    CreateDeployment,
    /// The settings of a Workspace.
    WorkspaceSettings,
    /// The environment objects of a Workspace.
    Environment,
    /// What each Deployment gets of them.
    ResolvedEnvironment,
    /// Creating one.
    CreateEnvironmentObject,
    /// One of them.
    EnvironmentObject,
    /// The alerts of a Workspace.
    Alerts,
    /// Creating one.
    CreateAlert,
    /// One of them.
    Alert,
    /// The notification channels of a Workspace.
    Channels,
    /// Creating one.
    CreateChannel,
    /// One of them.
    Channel,
    /// Choosing as whom to view the product.
    ViewAs,
    /// Asking why.
    Why,
    /// Who has access to a Workspace.
    WorkspaceAccess,
    /// Reviewing the access to a Workspace.
    WorkspaceReview,
    /// Who has access to a Deployment.
    DeploymentAccess,
    /// Reviewing the access to a Deployment.
    DeploymentReview,
    /// The overview of a Deployment.
    DeploymentOverview,
    /// The environment variables of a Deployment.
    DeploymentEnvironment,
    /// The deploys of a Deployment.
    DeploymentDeploys,
    /// The settings of a Deployment.
    DeploymentSettings,
    /// None.
    Unknown,
}

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
            ["guard-rails"] => (OrganizationPage::GuardRails, "", ""),
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

/// What the address names, read as it changes: a page stays when only the ids in its address do not.
#[derive(Clone, Copy)]
pub struct Place {
    address: Memo<Address>,
}

impl Place {
    /// Follows the address, for everything inside.
    pub fn provide() -> Self {
        let path = use_location().pathname;
        let place = Self {
            address: Memo::new(move |_| path.with(|path| Address::parse(path))),
        };
        provide_context(place);
        place
    }

    /// What the address names now.
    #[must_use]
    pub fn current() -> Self {
        expect_context()
    }

    /// The page.
    #[must_use]
    pub fn page(self) -> Page {
        self.address.with(|address| address.page)
    }

    /// The Organization's key.
    #[must_use]
    pub fn key(self) -> String {
        self.address.with(|address| address.key.clone())
    }

    /// Addresses within the Organization.
    #[must_use]
    pub fn paths(self) -> OrganizationPaths {
        self.address
            .with(|address| OrganizationPaths::new(&address.key))
    }

    /// The same without being told of later changes.
    #[must_use]
    pub fn paths_untracked(self) -> OrganizationPaths {
        self.address
            .with_untracked(|address| OrganizationPaths::new(&address.key))
    }

    /// The Workspace.
    #[must_use]
    pub fn workspace(self) -> Option<WorkspaceId> {
        self.address.with(|address| address.workspace)
    }

    /// The user.
    #[must_use]
    pub fn user(self) -> Option<UserId> {
        self.address.with(|address| address.user)
    }

    /// The Team.
    #[must_use]
    pub fn team(self) -> Option<TeamId> {
        self.address.with(|address| address.team)
    }

    /// The Deployment.
    #[must_use]
    pub fn deployment(self) -> Option<DeploymentId> {
        self.address.with(|address| address.deployment)
    }

    /// The custom role.
    #[must_use]
    pub fn role(self) -> Option<CustomRoleId> {
        self.address.with(|address| address.role)
    }

    /// The API token.
    #[must_use]
    pub fn token(self) -> Option<ApiTokenId> {
        self.address.with(|address| address.token)
    }

    /// The cluster.
    #[must_use]
    pub fn cluster(self) -> Option<ClusterId> {
        self.address.with(|address| address.cluster)
    }

    /// The environment object.
    #[must_use]
    pub fn environment_object(self) -> Option<EnvironmentObjectId> {
        self.address.with(|address| address.environment_object)
    }

    /// The alert.
    #[must_use]
    pub fn alert(self) -> Option<AlertId> {
        self.address.with(|address| address.alert)
    }

    /// The notification channel.
    #[must_use]
    pub fn channel(self) -> Option<NotificationChannelId> {
        self.address.with(|address| address.channel)
    }

    /// The place of a page about API tokens; `None` when the address names none.
    #[must_use]
    pub fn token_place(self) -> Option<TokenPlace> {
        self.address.with(|address| {
            let Page::Organization(
                OrganizationPage::Tokens(level)
                | OrganizationPage::CreateToken(level)
                | OrganizationPage::Token(level),
            ) = address.page
            else {
                return None;
            };
            Some(match level {
                Scope::Organization => TokenPlace::Organization,
                Scope::Workspace => TokenPlace::Workspace(address.workspace?),
                Scope::Deployment | Scope::Dag => {
                    TokenPlace::Deployment(address.workspace?, address.deployment?)
                }
            })
        })
    }
}
