//! Who issues the secrets of API tokens. The core defines tokens and knows no secret; whether one is issued
//! depends on what serves the Organization.

use planisphere_domain::api_token::{ApiToken, TokenScope};
use planisphere_domain::{DeploymentId, State};

/// How far the secret of a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuance {
    /// The state in two or three words.
    pub state: &'static str,
    /// What the state means, and what ends it.
    pub about: &'static str,
    /// What rotating does in this state.
    pub rotation: &'static str,
    /// What is known of its last use.
    pub last_use: &'static str,
    /// What the secret says about itself once it is issued, as name and value.
    pub claims: Vec<(&'static str, String)>,
}

/// Whoever issues and honours secrets.
pub trait TokenIssuer {
    /// How far the secret of this token is.
    fn issuance(&self, state: &State, token: &ApiToken) -> Issuance;
}

/// An Organization that lives in browsers alone: nobody could honour a secret, so none is made.
pub struct BrowserOnly;

impl TokenIssuer for BrowserOnly {
    fn issuance(&self, state: &State, token: &ApiToken) -> Issuance {
        Issuance {
            state: "Defined, not issued",
            about: "This Organization lives in your browser, and nothing here could honour a secret. Once a server serves it, the server issues the secret as a signed JWT, shows it once, and from then on the token opens what its roles allow.",
            rotation: "No secret was issued yet, so nothing stops working. Rotating is recorded, and a server will honour only secrets that are issued after it.",
            last_use: "Not known here",
            claims: claims(state, token),
        }
    }
}

/// The issuer of the Organizations on this device.
pub(super) const ISSUER: &dyn TokenIssuer = &BrowserOnly;

/// The payload by which clients tell tokens from people's sessions (rule 85).
fn claims(state: &State, token: &ApiToken) -> Vec<(&'static str, String)> {
    let mut permissions: Vec<String> = state
        .organization()
        .map(|it| format!("organizationId:{}", it.id))
        .into_iter()
        .collect();
    let workspace_of = |id: DeploymentId| state.deployment(id).map(|it| it.workspace_id);
    match token.scope {
        TokenScope::Organization => {}
        TokenScope::Workspace(id) => permissions.push(format!("workspaceId:{id}")),
        TokenScope::Deployment(id) => {
            permissions.extend(workspace_of(id).map(|it| format!("workspaceId:{it}")));
            permissions.push(format!("deploymentId:{id}"));
        }
    }
    let end = token
        .end_at
        .map_or_else(|| "none".to_owned(), |end| end.seconds().to_string());
    vec![
        ("apiTokenId", token.id.to_string()),
        ("scope", token.scope.level().api().to_owned()),
        ("permissions", permissions.join(", ")),
        ("exp", end),
    ]
}
