//! The scene with everything that guards the way in: an SSO connection, domains, and an IP access list.

use planisphere_domain::organization::{OrganizationField, Plan, SsoConnectionDraft};
use planisphere_domain::policy::OrganizationRole;
use planisphere_domain::{Command, Edit, SsoConnectionId};
use planisphere_fixtures::Fixture;
use planisphere_fixtures::access::VISITOR_ADDRESS;

use super::{scene, with_organization};

/// A range that holds the caller's own address.
pub const HOME: &str = "203.0.113.0/24";

/// The connection `Okta`, to which `northwind.example` is mapped, `pending.example` unverified, a list of one
/// range, and the caller inside it.
pub fn doors() -> Fixture {
    let mut fixture = scene();
    fixture.call_from(VISITOR_ADDRESS);
    fixture.must(Command::CreateSsoConnection(okta()));
    for name in ["northwind.example", "pending.example"] {
        fixture.must(Command::AddDomain { name: name.into() });
    }
    fixture.must(Command::VerifyDomain {
        name: "northwind.example".into(),
    });
    fixture.must(Command::MapDomain {
        name: "northwind.example".into(),
        connection: Some(okta().id),
    });
    fixture.must(add(&[HOME]));
    fixture
}

/// The same on another plan, as after a change of plans.
pub fn doors_on(plan: Plan) -> Fixture {
    with_organization(doors(), |organization| organization.plan = plan)
}

/// The same with both switches on that need a connection.
pub fn enforced() -> Fixture {
    let mut fixture = doors();
    for switch in [
        OrganizationField::IsSsoEnforced(true),
        OrganizationField::IsScimEnabled(true),
    ] {
        fixture.must(set(&fixture, switch));
    }
    fixture
}

/// The connection.
pub fn okta() -> SsoConnectionDraft {
    SsoConnectionDraft {
        id: SsoConnectionId::from_bits(7),
        name: "Okta".into(),
        automatic_membership: Some(OrganizationRole::Member),
    }
}

/// Sets a field of the Organization, seen as it is stored.
pub fn set(fixture: &Fixture, value: OrganizationField) -> Command {
    let stored = fixture.state().organization().unwrap();
    Command::UpdateOrganization {
        edits: vec![Edit::new(stored.field(&value), value)],
    }
}

/// Adds ranges.
pub fn add(ranges: &[&str]) -> Command {
    Command::AddIpRanges {
        ranges: ranges.iter().map(|it| (*it).to_owned()).collect(),
    }
}

/// Removes ranges.
pub fn remove(ranges: &[&str]) -> Command {
    Command::RemoveIpRanges {
        ranges: ranges.iter().map(|it| (*it).to_owned()).collect(),
    }
}
