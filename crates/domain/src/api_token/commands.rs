//! Renaming, rotating and deleting tokens, from their own scope alone (rule 80). Their roles are changed by the
//! commands of [`crate::access`].

use super::{ApiToken, TokenScope};
use crate::access::Holder;
use crate::access::escalation::not_above_oneself;
use crate::decide::{Context, Outcome};
use crate::edit::{Edit, editable};
use crate::policy::Permission;
use crate::validation::{Checks, conflicts};
use crate::{ApiTokenId, Event, Problem, Rejection, ResourceKind};

editable! {
    /// A field of a token that can be edited; scope, kind and expiry are none (rules 73 and 81).
    ApiTokenField of ApiToken {
        /// The name.
        Name(String) = "name" in name;
        /// The description.
        Description(String) = "description" in description;
    }
}

/// TOK-1
pub(crate) fn check_text(checks: &mut Checks, name: &str, description: &str) {
    checks.text("name", "the token's name", name, 1, 256);
    checks.text("description", "the description", description, 0, 500);
}

/// Tokens of one home are told apart by their names, in any case.
pub(crate) fn check_name_is_free(
    context: &Context<'_>,
    checks: &mut Checks,
    id: ApiTokenId,
    home: TokenScope,
    name: &str,
) {
    let name = name.trim();
    let plain = name.to_lowercase();
    let is_other = |token: &ApiToken| {
        token.id != id && token.scope == home && token.name.to_lowercase() == plain
    };
    checks.ensure(!context.state.api_tokens().any(is_other), || {
        Problem::taken("name", ResourceKind::ApiToken, name)
    });
}

/// The token, as somebody sees it who manages `through`: what neither belongs there nor is attached there
/// reads as not found. Rule 80: it is managed from its own scope alone.
fn managed<'a>(
    context: &Context<'a>,
    id: ApiTokenId,
    through: TokenScope,
) -> Result<&'a ApiToken, Rejection> {
    let token = context.state.api_token(id);
    let is_there = |token: &&ApiToken| match through {
        TokenScope::Organization => true,
        TokenScope::Workspace(workspace) => token.roles.workspaces.contains_key(&workspace),
        TokenScope::Deployment(deployment) => token.roles.deployments.contains_key(&deployment),
    };
    let token = token
        .filter(is_there)
        .ok_or_else(|| Rejection::not_found(ResourceKind::ApiToken, id))?;
    if token.scope == through {
        return Ok(token);
    }
    let own = token.scope.level().label();
    Err(Rejection::Invalid(vec![Problem::new(
        "tokenId",
        "token-scope",
        format!("`{}` is managed from its own {own} only", token.name),
        format!("Go to the tokens of its {own}; here its role can be changed or taken."),
    )]))
}

pub(crate) fn update(
    context: &Context<'_>,
    id: ApiTokenId,
    through: TokenScope,
    edits: &[Edit<ApiTokenField>],
) -> Outcome {
    // Rule 79.
    let permission = match through {
        TokenScope::Organization => Permission::OrganizationApiTokensUpdate,
        TokenScope::Workspace(_) => Permission::WorkspaceApiTokensUpdate,
        TokenScope::Deployment(_) => Permission::DeploymentApiTokensUpdate,
    };
    context.require(permission, through.resource())?;
    let token = managed(context, id, through)?;
    let mut after = token.clone();
    let changes = conflicts(context, edits, |like| token.field(like))?;
    for change in &changes {
        after.set(change.clone());
    }
    let mut checks = Checks::default();
    check_text(&mut checks, &after.name, &after.description);
    // A name that is kept is not asked about: older logs have some twice.
    if after.name != token.name {
        check_name_is_free(context, &mut checks, id, token.scope, &after.name);
    }
    checks.finish()?;
    // Rule 88.
    not_above_oneself(context, Holder::ApiToken(id))?;
    Ok(if changes.is_empty() {
        Vec::new()
    } else {
        vec![Event::ApiTokenEdited { id, changes }]
    })
}

/// Rule 82, TOK-9: id, name, roles and expiry stay, the old secret is void.
pub(crate) fn rotate(context: &Context<'_>, id: ApiTokenId, through: TokenScope) -> Outcome {
    // Rule 79.
    let permission = match through {
        TokenScope::Organization => Permission::OrganizationApiTokensRotate,
        TokenScope::Workspace(_) => Permission::WorkspaceApiTokensRotate,
        TokenScope::Deployment(_) => Permission::DeploymentApiTokensRotate,
    };
    context.require(permission, through.resource())?;
    let token = managed(context, id, through)?;
    let mut checks = Checks::default();
    // Rules 81 and 82: the end stays, so the new secret would open nothing.
    checks.ensure(!token.has_ended(context.env.now), || {
        Problem::new(
            "tokenId",
            "token-ended",
            format!("the token has ended: `{}`", token.name),
            "Create another one.",
        )
    });
    checks.finish()?;
    // Rule 88: the new secret would open what the caller may not.
    not_above_oneself(context, Holder::ApiToken(id))?;
    Ok(vec![Event::ApiTokenRotated { id }])
}

/// Rule 84: all its roles end with it.
pub(crate) fn delete(context: &Context<'_>, id: ApiTokenId, through: TokenScope) -> Outcome {
    // Rules 79 and 124.
    let permission = match through {
        TokenScope::Organization => Permission::OrganizationApiTokensDelete,
        TokenScope::Workspace(_) => Permission::WorkspaceApiTokensDelete,
        TokenScope::Deployment(_) => Permission::DeploymentApiTokensDelete,
    };
    context.require_taking_back(permission, through.resource())?;
    managed(context, id, through)?;
    Ok(vec![Event::ApiTokenDeleted { id }])
}
