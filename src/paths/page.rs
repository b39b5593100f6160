//! Every page that an address can lead to.

use planisphere_domain::policy::Scope;

/// Which page an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The account dashboard.
    Home,
    /// Founding an Organization.
    CreateOrganization,
    /// Personal settings.
    PersonalSettings,
    /// What this device keeps.
    Storage,
    /// A published copy on its way; shown at any address that names one.
    Published,
    /// What somebody is asked over any page; no address leads there.
    Asked,
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
    /// Two moments side by side, or two copies.
    Compare,
    /// What deserves a look.
    GuardRails,
    /// The audit log.
    Audit,
    /// What was refused on this device.
    RefusedAttempts,
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
