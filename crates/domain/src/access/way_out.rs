//! What refuses whatever roles say, and what must change where no grant turns a refusal, in words.

use crate::api_token::TokenScope;
use crate::policy::{Because, Caller, Permission, ResourceRef, exists};
use crate::user::UserStatus;
use crate::{Actor, State};

/// What must change where no grant turns the answer.
pub(super) fn way_out(
    state: &State,
    caller: &Caller,
    gate: Option<&Because>,
    resource: &ResourceRef,
) -> String {
    let Some(gate) = gate else {
        return no_grant_helps(state, caller, resource);
    };
    match gate {
        Because::TokenEnded => "The token has ended. Create another one.".to_owned(),
        Because::SecretReplaced => {
            "The token was rotated. Use the secret that the rotation gave.".to_owned()
        }
        Because::Stranger => match caller.actor {
            Actor::User(_) => "They do not belong to this Organization. Invite them.".to_owned(),
            Actor::ApiToken(_) => "There is no such token here. Create one.".to_owned(),
        },
        Because::NotActive(UserStatus::Pending) => {
            "They have not joined yet. They accept the invite first.".to_owned()
        }
        Because::NotActive(_) => {
            "Their user is switched off. An Organization Owner makes it active again.".to_owned()
        }
        Because::Address(address) => format!(
            "{address} is not on the IP access list. Call from an address that is, or let an Organization \
             Owner add it."
        ),
        Because::LoginMethod(_) => {
            "The Organization takes SSO logins only. Sign in through the identity provider.".to_owned()
        }
        Because::Tier { least, .. } => {
            format!("The plan does not include it. It needs {} or above.", least.label())
        }
        Because::ScimIsOn => {
            "While SCIM is on, Teams are created in the identity provider.".to_owned()
        }
        Because::ScimIsOff => "SCIM is off. An Organization Owner turns it on first.".to_owned(),
        Because::TokensOnly {
            permission: Permission::DeploymentDeploysCreate,
        } => "CI/CD is enforced here: only API tokens deploy code. Deploy through one, or turn enforcement off."
            .to_owned(),
        Because::TokensOnly { .. } => "Only API tokens may. Use one.".to_owned(),
        Because::SecretsFetchingIsOff => {
            "Fetching secrets is off. An Organization Owner turns it on in the settings.".to_owned()
        }
        Because::Granted | Because::NotFound(_) | Because::Missing { .. } => {
            no_grant_helps(state, caller, resource)
        }
    }
}

/// Nothing refuses but the lack of a role, and no role that could be given helps.
fn no_grant_helps(state: &State, caller: &Caller, resource: &ResourceRef) -> String {
    if !exists(state, resource) {
        return format!("There is no such {}.", resource.kind());
    }
    if let Actor::ApiToken(id) = caller.actor
        && let Some(token) = state.api_token(id)
        && token.scope != TokenScope::Organization
    {
        return format!(
            "\"{}\" is a token of one {} and holds nothing wider. Use a token of a wider scope.",
            token.name,
            token.scope.level().label()
        );
    }
    "No role that can be given on this plan allows it.".to_owned()
}

/// What refuses, about a third person.
pub(super) fn refusal(because: &Because) -> String {
    match because {
        Because::Granted => "nothing refuses it".to_owned(),
        Because::TokenEnded => "the token has ended".to_owned(),
        Because::SecretReplaced => "the token was rotated, and this secret is void".to_owned(),
        Because::Stranger => "they do not belong to this Organization".to_owned(),
        Because::NotActive(status) => {
            let status = status.label().to_lowercase();
            format!("their state here is {status}, and only active people may act")
        }
        Because::Address(address) => format!("{address} is not on the IP access list"),
        Because::LoginMethod(_) => "the Organization takes SSO logins only".to_owned(),
        Because::Tier { permission, least } => {
            format!("`{}` needs the {} plan", permission.name(), least.label())
        }
        Because::NotFound(kind) => format!("no role lets them see this {kind}"),
        Because::Missing { permission } => {
            format!("no role that reaches it holds `{}`", permission.name())
        }
        Because::ScimIsOn => "while SCIM is on, the identity provider creates Teams".to_owned(),
        Because::ScimIsOff => "SCIM is off".to_owned(),
        Because::TokensOnly { permission } => {
            format!("only API tokens may use `{}` here", permission.name())
        }
        Because::SecretsFetchingIsOff => "fetching secrets is off in this Organization".to_owned(),
    }
}
