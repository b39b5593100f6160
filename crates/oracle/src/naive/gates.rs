//! The checks before the permission: credential, membership, address, login, tier (rule 3, a to e).
use super::{Refusal, address, refuse};
use crate::fixture::{Fixture, Organization};
use crate::request::{Actor, Request};

/// Rules 81 and 82; a person's session is not part of the fixture.
pub fn credential(fixture: &Fixture, actor: &Actor) -> Result<(), Refusal> {
    let Actor::Token(id) = actor else {
        return Ok(());
    };
    let token = fixture
        .tokens
        .iter()
        .find(|token| token.id == *id)
        .ok_or(refuse(84, "no such token"))?;
    if token.secret_state.as_deref() == Some("ROTATED_AWAY") {
        return Err(refuse(82, "the secret was rotated away"));
    }
    // Both times are written in the same form, so their order is that of their texts.
    if token.end_at.as_ref().is_some_and(|end| *end <= fixture.now) {
        return Err(refuse(81, "expired"));
    }
    Ok(())
}

/// Rules 13 and 24.
pub fn membership(fixture: &Fixture, actor: &Actor, organization: &str) -> Result<(), Refusal> {
    match actor {
        Actor::User(id) => {
            let user = fixture
                .users
                .iter()
                .find(|user| user.id == *id)
                .ok_or(refuse(15, "no such person"))?;
            if user.organization_id.as_deref() != Some(organization) {
                return Err(refuse(13, "not in this Organization"));
            }
            if user.status != "ACTIVE" {
                return Err(refuse(24, "not active"));
            }
        }
        Actor::Token(id) => {
            let belongs = fixture
                .tokens
                .iter()
                .any(|token| token.id == *id && token.organization_id == organization);
            if !belongs {
                return Err(refuse(13, "a token of another Organization"));
            }
        }
    }
    Ok(())
}

/// Rule 111.
pub fn address(organization: &Organization, source: &str) -> Result<(), Refusal> {
    let ranges = &organization.allowed_ip_address_ranges;
    if ranges.is_empty() || ranges.iter().any(|range| address::within(source, range)) {
        return Ok(());
    }
    Err(refuse(111, "the address is not on the list"))
}

/// Rules 104 to 106.
pub fn login(organization: &Organization, request: &Request) -> Result<(), Refusal> {
    if !organization.sso_enforced || matches!(request.actor, Actor::Token(_)) {
        return Ok(());
    }
    match request.context.auth_method.as_str() {
        "sso" => Ok(()),
        "sso-bypass" if organization.sso_bypass_key => Ok(()),
        _ => Err(refuse(104, "only SSO logins are accepted")),
    }
}

/// Section 17 for the general question: creating, changing, or turning on.
pub fn tier(organization: &Organization, permission: &str) -> Result<(), Refusal> {
    let needed = match permission {
        "organization.teams.create"
        | "organization.teams.update"
        | "workspace.teams.create"
        | "workspace.teams.update" => "TEAM",
        "organization.ssoEnforcement.update"
        | "deployment.logForwarding.update"
        | "organization.dashboards.get" => "BUSINESS",
        "organization.customRoles.create"
        | "organization.customRoles.update"
        | "organization.scim.provision"
        | "organization.scim.update"
        | "organization.allowedIpAddressRanges.create" => "ENTERPRISE",
        _ => return Ok(()),
    };
    if height(&organization.tier) >= height(needed) {
        return Ok(());
    }
    Err(refuse(120, "not on this tier"))
}

fn height(tier: &str) -> u8 {
    match tier {
        "DEVELOPER" => 0,
        "BUSINESS" => 2,
        "ENTERPRISE" => 3,
        // TEAM, and whatever has no tier of its own.
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::{Organization, tier};
    use crate::catalogue::catalogue;

    #[test]
    fn the_gates_are_those_of_the_permission_table() {
        let tiers = ["DEVELOPER", "TEAM", "BUSINESS", "ENTERPRISE"];
        for permission in &catalogue().permissions {
            let needed = permission.min_tier.as_deref().unwrap_or("DEVELOPER");
            let needed = tiers.iter().position(|name| *name == needed);
            for (height, name) in tiers.iter().enumerate() {
                let organization = Organization {
                    tier: (*name).into(),
                    ..Organization::default()
                };
                assert_eq!(
                    tier(&organization, &permission.permission).is_ok(),
                    Some(height) >= needed,
                    "{} on {name}",
                    permission.permission
                );
            }
        }
    }
}
