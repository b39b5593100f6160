//! The raw bindings: an account as the fixture of the test vectors writes it down.
//!
//! Nothing is derived or checked here; a judge takes it as it stands.
use serde::{Deserialize, Serialize};

/// Everything that is stored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fixture {
    /// The time of every request, in UTC.
    pub now: String,
    /// Organizations with their settings.
    pub organizations: Vec<Organization>,
    /// Workspaces.
    pub workspaces: Vec<Workspace>,
    /// Clusters.
    pub clusters: Vec<Cluster>,
    /// Deployments.
    pub deployments: Vec<Deployment>,
    /// DAGs with the tags that they carry now.
    pub dags: Vec<Dag>,
    /// Custom roles.
    pub custom_roles: Vec<CustomRole>,
    /// People with their direct roles.
    pub users: Vec<User>,
    /// Teams with their roles and members.
    pub teams: Vec<Team>,
    /// API tokens.
    pub tokens: Vec<Token>,
}

/// One Organization.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Organization {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// DEVELOPER, TEAM, BUSINESS or ENTERPRISE.
    pub tier: String,
    /// A plan name of that tier.
    pub product_plan_name: String,
    /// Whether SCIM is on.
    pub is_scim_enabled: bool,
    /// Whether only SSO logins are accepted.
    pub sso_enforced: bool,
    /// SSO connections.
    #[serde(default)]
    pub sso_connections: Vec<SsoConnection>,
    /// Whether a bypass link exists.
    #[serde(default)]
    pub sso_bypass_key: bool,
    /// The IP access list.
    pub allowed_ip_address_ranges: Vec<String>,
    /// Whether secret values may be fetched.
    pub environment_secrets_fetching: bool,
    /// Managed domains.
    #[serde(default)]
    pub managed_domains: Vec<ManagedDomain>,
}

/// An SSO connection.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SsoConnection {
    /// Its id.
    pub id: String,
    /// The mapped domains.
    pub domains: Vec<String>,
    /// The role of people who join through it.
    pub automatic_membership: String,
}

/// A managed domain.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ManagedDomain {
    /// The domain.
    pub name: String,
    /// PENDING or VERIFIED.
    pub status: String,
}

/// A Workspace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Workspace {
    /// Its id.
    pub id: String,
    /// Its Organization.
    pub organization_id: String,
}

/// A cluster.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Cluster {
    /// Its id.
    pub id: String,
    /// STANDARD, DEDICATED or HYBRID.
    #[serde(rename = "type")]
    pub kind: String,
    /// None for the shared standard infrastructure.
    pub organization_id: Option<String>,
    /// Authorized Workspaces; empty means any.
    pub workspace_ids: Vec<String>,
}

/// A Deployment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Deployment {
    /// Its id.
    pub id: String,
    /// Its Workspace.
    pub workspace_id: String,
    /// Its cluster.
    pub cluster_id: String,
    /// Its Runtime version.
    pub runtime: String,
    /// Whether only tokens may deploy code.
    pub is_cicd_enforced: bool,
}

/// A DAG.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Dag {
    /// Its Deployment.
    pub deployment_id: String,
    /// Its id inside the Deployment.
    pub dag_id: String,
    /// The tags that it carries now.
    pub tags: Vec<String>,
}

/// A custom role.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CustomRole {
    /// The Organization that it belongs to.
    pub organization_id: String,
    /// Its name, by which it is bound.
    pub name: String,
    /// DEPLOYMENT or DAG.
    pub scope_type: String,
    /// Where it may be given; empty means everywhere.
    pub restricted_workspace_ids: Vec<String>,
    /// What it holds.
    pub permissions: Vec<String>,
}

/// A role on a Workspace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WorkspaceRole {
    /// Where.
    pub workspace_id: String,
    /// Which.
    pub role: String,
    /// `auto` marks an Accessor role that came with a narrower one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
}

/// A role on a Deployment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeploymentRole {
    /// Where.
    pub deployment_id: String,
    /// Which.
    pub role: String,
    /// `auto` marks an Accessor role that came with a narrower one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
}

/// A role on a DAG or on all DAGs of a Deployment that carry a tag.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DagRole {
    /// The Deployment.
    pub deployment_id: String,
    /// The DAG, or none if bound by tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dag_id: Option<String>,
    /// The tag, or none if bound by DAG.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dag_tag: Option<String>,
    /// Which.
    pub role: String,
}

/// A person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct User {
    /// Their id.
    pub id: String,
    /// Their Organization, or none.
    pub organization_id: Option<String>,
    /// Their address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// ACTIVE, PENDING, INACTIVE or BANNED.
    pub status: String,
    /// Their direct Organization role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_role: Option<String>,
    /// Direct Workspace roles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub workspace_roles: Vec<WorkspaceRole>,
    /// Direct Deployment roles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deployment_roles: Vec<DeploymentRole>,
    /// Direct DAG roles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dag_roles: Vec<DagRole>,
}

/// A Team.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Team {
    /// Its id.
    pub id: String,
    /// Its Organization.
    pub organization_id: String,
    /// Whether the identity provider owns it.
    pub is_idp_managed: bool,
    /// Its Organization role.
    pub organization_role: String,
    /// The ids of its members.
    pub members: Vec<String>,
    /// Workspace roles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub workspace_roles: Vec<WorkspaceRole>,
    /// Deployment roles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deployment_roles: Vec<DeploymentRole>,
    /// DAG roles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dag_roles: Vec<DagRole>,
}

/// An API token.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Token {
    /// Its id.
    pub id: String,
    /// Its Organization.
    pub organization_id: String,
    /// ORGANIZATION, WORKSPACE or DEPLOYMENT.
    pub scope: String,
    /// When it expires.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_at: Option<String>,
    /// ROTATED_AWAY: the caller presents the secret from before a rotation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret_state: Option<String>,
    /// Every role that it holds.
    pub roles: Vec<TokenRole>,
}

/// One role entry of a token.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TokenRole {
    /// ORGANIZATION, WORKSPACE, DEPLOYMENT, DAG or DAG_TAG.
    pub entity_type: String,
    /// An id, or the tag.
    pub entity_id: String,
    /// The Deployment of a DAG or tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deployment_id: Option<String>,
    /// Which.
    pub role: String,
}

impl Fixture {
    /// How many role entries people, Teams and tokens hold.
    pub fn bindings(&self) -> usize {
        let lists =
            |workspace: usize, deployment: usize, dag: usize| 1 + workspace + deployment + dag;
        let users = self.users.iter().map(|user| {
            lists(
                user.workspace_roles.len(),
                user.deployment_roles.len(),
                user.dag_roles.len(),
            )
        });
        let teams = self.teams.iter().map(|team| {
            lists(
                team.workspace_roles.len(),
                team.deployment_roles.len(),
                team.dag_roles.len(),
            )
        });
        let tokens = self.tokens.iter().map(|token| token.roles.len());
        users.chain(teams).chain(tokens).sum()
    }
}
