//! Organization roles: everybody keeps exactly one, so they are changed and never taken (rules 13, 68, 74).

use super::{known, token_of, wider_than_token};
use crate::Event;
use crate::access::Holder;
use crate::access::escalation::{no_escalation, not_above_oneself};
use crate::decide::{Context, Outcome};
use crate::policy::{OrganizationRole, Permission, ResourceRef, organization_role_everywhere};
use crate::user::check_owner_remains;
use crate::validation::Checks;

/// Sets the Organization role of a person, a Team or a token of the Organization.
pub(crate) fn assign_organization_role(
    context: &Context<'_>,
    holder: Holder,
    role: OrganizationRole,
) -> Outcome {
    let permission = match holder {
        // Rule 21.
        Holder::User(_) => Permission::OrganizationUsersUpdate,
        // Rule 66. An IdP-managed Team too: only its name, members and deletion are closed (rule 72).
        Holder::Team(_) => Permission::OrganizationTeamsUpdate,
        // Rule 79.
        Holder::ApiToken(_) => Permission::OrganizationApiTokensUpdate,
    };
    context.require(permission, ResourceRef::Organization)?;
    known(context, holder)?;
    let stored = context.state.organization_role(holder);
    if stored == Some(role) {
        return Ok(Vec::new());
    }
    let mut checks = Checks::default();
    if let Holder::User(id) = holder
        && let Some(user) = context.state.user(id)
    {
        check_owner_remains(context, &mut checks, id, Some((role, user.status)));
    }
    // Rule 74: a token below the Organization holds nothing wider than its scope.
    checks.ensure(
        token_of(context, holder).is_none() || stored.is_some(),
        || wider_than_token("organizationRole"),
    );
    checks.finish()?;
    no_escalation(
        context,
        organization_role_everywhere(role),
        &ResourceRef::Organization,
        role.title(),
    )?;
    not_above_oneself(context, holder)?;
    Ok(vec![Event::OrganizationRoleAssigned { holder, role }])
}
