//! Agent tokens of a Deployment with remote execution, as its page shows them (TOK-12).

use planisphere_domain::agent_token::AgentToken;
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{AgentTokenId, DeploymentId, Timestamp};

use super::super::{Opened, Replica, SortKey, sorted_by};
use super::workspaces::name_of;

/// One agent token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentTokenRow {
    /// Names it.
    pub id: AgentTokenId,
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// When it stops working.
    pub end_at: Option<Timestamp>,
    /// Days until then, begun ones counted; none or less when it has ended.
    pub days_left: Option<i64>,
    /// When it was created.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: String,
}

impl Replica {
    /// The agent tokens of a Deployment, by name; none for those who may not list them.
    #[must_use]
    pub fn agent_tokens(self, deployment: DeploymentId) -> Vec<AgentTokenRow> {
        let rows = self
            .read(|opened| {
                let place = ResourceRef::Deployment(deployment);
                if !opened.holds_on(Permission::DeploymentAgentTokensGet, &place) {
                    return Vec::new();
                }
                let tokens = opened.state.agent_tokens_of(deployment);
                tokens.map(|token| row(opened, token)).collect()
            })
            .unwrap_or_default();
        sorted_by(rows, false, |row: &AgentTokenRow| SortKey::text(&row.name))
    }

    /// Whether a Deployment runs its tasks on remote agents; `None` for those who may not read it.
    #[must_use]
    pub fn runs_remotely(self, deployment: DeploymentId) -> Option<bool> {
        self.read(|opened| {
            let found = opened.state.deployment(deployment)?;
            let place = ResourceRef::Deployment(deployment);
            opened
                .holds_on(Permission::DeploymentGet, &place)
                .then(|| found.remote_execution.is_some())
        })
        .flatten()
    }
}

fn row(opened: &Opened, token: &AgentToken) -> AgentTokenRow {
    let at = opened.now();
    let left = |end: Timestamp| (end.seconds() - at.seconds() + 86_399).div_euclid(86_400);
    AgentTokenRow {
        id: token.id,
        name: token.name.clone(),
        description: token.description.clone(),
        end_at: token.end_at,
        days_left: token.end_at.map(left),
        created_at: token.created_at,
        created_by: name_of(opened, token.created_by),
    }
}
