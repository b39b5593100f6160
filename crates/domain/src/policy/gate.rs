//! What closes an operation for everybody, whatever roles say: the tier, and switches of the Organization
//! (rule 3 e, rules 71, 99, 109 and 116).

use super::{Because, Caller, Permission};
use crate::Actor;
use crate::organization::{Organization, Tier};

/// The least tier on which a permission can be used; `None` when every tier will do (section 17).
///
/// Only what creates, changes or turns on stands here: the tier never refuses reading the rest, a delete,
/// a detach or turning off (rule 124).
#[must_use]
pub const fn least_tier(permission: Permission) -> Option<Tier> {
    match permission {
        Permission::OrganizationTeamsCreate
        | Permission::OrganizationTeamsUpdate
        | Permission::WorkspaceTeamsCreate
        | Permission::WorkspaceTeamsUpdate => Some(Tier::Team),
        Permission::OrganizationSsoEnforcementUpdate
        | Permission::DeploymentLogForwardingUpdate
        | Permission::OrganizationDashboardsGet => Some(Tier::Business),
        Permission::OrganizationCustomRolesCreate
        | Permission::OrganizationCustomRolesUpdate
        | Permission::OrganizationScimProvision
        | Permission::OrganizationScimUpdate
        | Permission::OrganizationAllowedIpAddressRangesCreate => Some(Tier::Enterprise),
        _ => None,
    }
}

/// Refuses what the tier does not include (rule 120).
pub(super) fn check_tier(
    organization: &Organization,
    permission: Permission,
) -> Result<(), Because> {
    match least_tier(permission) {
        Some(least) if organization.plan.tier() < least => Err(Because::Tier { permission, least }),
        _ => Ok(()),
    }
}

/// Whether a switch closes taking back as well: over SCIM nobody but the identity provider speaks, whatever it
/// says (rule 109).
pub(super) const fn is_closed_both_ways(permission: Permission) -> bool {
    matches!(permission, Permission::OrganizationScimProvision)
}

/// Refuses what a switch of the Organization closes (rules 71, 109 and 116, EO-12).
pub(super) fn check_switches(
    organization: &Organization,
    caller: &Caller,
    permission: Permission,
) -> Result<(), Because> {
    let is_token = matches!(caller.actor, Actor::ApiToken(_));
    match permission {
        Permission::OrganizationTeamsCreate if organization.is_scim_enabled => {
            Err(Because::ScimIsOn)
        }
        Permission::OrganizationScimProvision if !organization.is_scim_enabled => {
            Err(Because::ScimIsOff)
        }
        Permission::OrganizationScimProvision if !is_token => {
            Err(Because::TokensOnly { permission })
        }
        Permission::WorkspaceEnvObjectsGetSecrets | Permission::DeploymentEnvObjectsGetSecrets
            if !organization.is_environment_secrets_fetching_enabled =>
        {
            Err(Because::SecretsFetchingIsOff)
        }
        _ => Ok(()),
    }
}
