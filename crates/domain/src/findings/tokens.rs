//! API tokens that never end, or that nobody uses.

use super::{FindingRule, Fix, Look, Subject};
use crate::access::RoleEntry;
use crate::api_token::{ApiToken, ApiTokenDraft, OwnRole, TokenScope};
use crate::{Actor, ApiTokenId, Command, State};

/// How long a token lives that takes the place of one without end.
const DAYS_OF_A_NEW_TOKEN: u32 = 90;

pub(super) fn look(look: &mut Look<'_>) {
    for token in look.state.api_tokens() {
        if token.has_ended(look.env.now) {
            continue;
        }
        if token.end_at.is_none() {
            let evidence = format!("the token `{}` never expires", token.name);
            look.add(
                FindingRule::TokenWithoutExpiry,
                Subject::ApiToken(token.id),
                evidence,
            );
        }
        let since = token.last_rotated_at.unwrap_or(token.created_at);
        if let Some(days) = look.quiet_days(Actor::ApiToken(token.id), since) {
            let evidence = format!("the token `{}` changed nothing for {days} days", token.name);
            look.add(
                FindingRule::UnusedToken,
                Subject::ApiToken(token.id),
                evidence,
            );
        }
    }
}

/// A lifetime is chosen at creation (TOK-2), so a token of the same roles takes the place of the old one. Whoever
/// uses it has to get the new secret.
pub(super) fn fix_expiry(
    state: &State,
    id: ApiTokenId,
    ids: &mut dyn FnMut() -> u128,
) -> Option<Fix> {
    let token = state.api_token(id)?;
    let draft = ApiTokenDraft {
        id: ApiTokenId::from_bits(ids()),
        name: token.name.clone(),
        description: token.description.clone(),
        scope: token.scope,
        role: own_role(token)?,
        extra_roles: extra_roles(token),
        expiry_period_in_days: Some(DAYS_OF_A_NEW_TOKEN),
        kind: token.kind,
    };
    Some(Fix {
        // The old one goes first, since both have one name.
        commands: vec![delete(token), Command::CreateApiToken(Box::new(draft))],
        seals: Vec::new(),
    })
}

pub(super) fn fix_unused(state: &State, id: ApiTokenId) -> Option<Fix> {
    state.api_token(id).map(|token| Fix::of(delete(token)))
}

fn delete(token: &ApiToken) -> Command {
    Command::DeleteApiToken {
        id: token.id,
        through: token.scope,
    }
}

fn own_role(token: &ApiToken) -> Option<OwnRole> {
    match token.scope {
        TokenScope::Organization => token.organization_role.map(OwnRole::Organization),
        TokenScope::Workspace(id) => {
            let role = token.roles.workspaces.get(&id);
            role.copied().map(OwnRole::Workspace)
        }
        TokenScope::Deployment(id) => {
            let role = token.roles.deployments.get(&id);
            role.copied().map(OwnRole::Deployment)
        }
    }
}

/// Every role beside the one of its own scope.
fn extra_roles(token: &ApiToken) -> Vec<RoleEntry> {
    let roles = &token.roles;
    let mut entries = Vec::new();
    for (id, role) in &roles.workspaces {
        if token.scope != TokenScope::Workspace(*id) {
            entries.push(RoleEntry::Workspace(*id, *role));
        }
    }
    for (id, role) in &roles.deployments {
        if token.scope != TokenScope::Deployment(*id) {
            entries.push(RoleEntry::Deployment(*id, *role));
        }
    }
    for (id, dags) in &roles.dags {
        for (dags, role) in dags {
            entries.push(RoleEntry::Dag(*id, dags.clone(), *role));
        }
    }
    entries
}
