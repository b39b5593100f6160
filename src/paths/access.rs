//! Addresses of who may do what: people, Teams, roles, tokens, and the answers to why.

use planisphere_domain::api_token::TokenScope;
use planisphere_domain::{ApiTokenId, CustomRoleId, DeploymentId, TeamId, UserId, WorkspaceId};

use super::OrganizationPaths;

impl OrganizationPaths {
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
