//! Joining by the first login through SSO, without an invite (rule 92).

use super::User;
use super::commands::{check_address_is_free, check_id_is_free, check_profile};
use super::invites::invite_needed;
use crate::decide::{Context, Outcome};
use crate::organization::{DomainStatus, Organization};
use crate::policy::{LoginMethod, OrganizationRole};
use crate::validation::Checks;
use crate::{Actor, Event, Rejection, UserId};

/// Lets the caller join as themself.
pub(crate) fn join_through_sso(
    context: &Context<'_>,
    id: UserId,
    full_name: &str,
    email: &str,
) -> Outcome {
    context.require_arrival()?;
    if context.caller.actor != Actor::User(id) || context.caller.login != LoginMethod::Sso {
        return Err(invite_needed(
            "only people who sign in through SSO join by themselves",
        ));
    }
    let role = membership(context.organization()?, email)?;
    let mut checks = Checks::default();
    check_profile(&mut checks, full_name, email);
    // USR-2: somebody invited accepts the invite.
    check_address_is_free(context, &mut checks, id, "username", email);
    check_id_is_free(context, &mut checks, id);
    checks.finish()?;
    Ok(vec![Event::UserAdded(User::joined(
        id,
        full_name,
        email,
        role,
        context.env.now,
    ))])
}

/// Rule 92: the role that the SSO connection of an address's domain gives.
fn membership(organization: &Organization, email: &str) -> Result<OrganizationRole, Rejection> {
    let domain = email
        .trim()
        .rsplit_once('@')
        .map_or("", |(_, domain)| domain)
        .to_lowercase();
    let verified = organization
        .managed_domains
        .get(&domain)
        .filter(|managed| managed.status == DomainStatus::Verified);
    let connection = verified
        .and_then(|managed| managed.connection)
        .and_then(|id| organization.sso_connections.get(&id));
    let Some(connection) = connection else {
        return Err(invite_needed(format!(
            "`{domain}` is no verified domain of an SSO connection here"
        )));
    };
    // Who is no member yet does not read what connections are called.
    connection.automatic_membership.ok_or_else(|| {
        invite_needed(format!(
            "the SSO connection of `{domain}` lets nobody join without an invite"
        ))
    })
}
