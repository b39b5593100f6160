//! What guards the way into the Organization, and its settings.

use planisphere_domain::organization::{
    OrganizationField, Plan, SsoConnectionDraft, SsoConnectionField,
};
use planisphere_domain::policy::{LoginMethod, OrganizationRole};
use planisphere_domain::{Command, Edit, SsoConnectionId};
use planisphere_fixtures::{Fixture, Persona};

use super::{Refused, refused};
use crate::scene::doors::{HOME, add, doors, doors_on, enforced, okta, remove, set};
use crate::scene::scene;

/// The doors without a list of addresses.
fn unlisted() -> Fixture {
    let mut fixture = doors();
    fixture.must(remove(&[HOME]));
    fixture
}

/// The same with a caller whose address is not known.
fn nowhere() -> Fixture {
    scene()
}

fn with_password() -> Fixture {
    let mut fixture = doors();
    fixture.sign_in(LoginMethod::Password);
    fixture
}

fn seen_by_billing() -> Fixture {
    let mut fixture = doors().with_personas("Empty", None);
    fixture.act_as(Persona::BillingAdmin.id());
    fixture
}

fn connection(name: &str) -> Command {
    Command::CreateSsoConnection(SsoConnectionDraft {
        id: SsoConnectionId::from_bits(8),
        name: name.into(),
        automatic_membership: None,
    })
}

fn domain(name: &str) -> Command {
    Command::AddDomain { name: name.into() }
}

fn map(name: &str, to: u128) -> Command {
    Command::MapDomain {
        name: name.into(),
        connection: Some(SsoConnectionId::from_bits(to)),
    }
}

pub fn cases() -> Vec<Refused> {
    [settings(), list(), connections(), domains()]
        .into_iter()
        .flatten()
        .collect()
}

fn settings() -> Vec<Refused> {
    vec![
        refused(
            ("ORG-3", "invoices to no address"),
            doors,
            |fixture| set(fixture, OrganizationField::BillingEmail("bills@".into())),
            ("email", "`bills@`"),
        ),
        refused(
            ("", "the plan by a Billing Admin (rule 11)"),
            seen_by_billing,
            |fixture| set(fixture, OrganizationField::Plan(Plan::Team)),
            ("not-allowed", "Billing Admin"),
        ),
        refused(
            ("", "SCIM by a Billing Admin (rule 11)"),
            seen_by_billing,
            |fixture| set(fixture, OrganizationField::IsScimEnabled(true)),
            ("not-allowed", "organization.scim.update"),
        ),
        refused(
            ("", "SSO-only login on Team (rule 104)"),
            || doors_on(Plan::Team),
            |fixture| set(fixture, OrganizationField::IsSsoEnforced(true)),
            ("not-allowed", "Business"),
        ),
        refused(
            ("", "SSO-only login without a connection (rule 104)"),
            scene,
            |fixture| set(fixture, OrganizationField::IsSsoEnforced(true)),
            ("no-sso-connection", "SSO connection"),
        ),
        refused(
            ("", "SSO-only login by somebody with a password (rule 104)"),
            with_password,
            |fixture| set(fixture, OrganizationField::IsSsoEnforced(true)),
            ("lock-out", "shut you out"),
        ),
        refused(
            ("", "SCIM on Business (rule 109)"),
            || doors_on(Plan::Business),
            |fixture| set(fixture, OrganizationField::IsScimEnabled(true)),
            ("not-allowed", "Enterprise"),
        ),
        refused(
            ("", "SCIM without a connection (rule 109)"),
            scene,
            |fixture| set(fixture, OrganizationField::IsScimEnabled(true)),
            ("no-sso-connection", "SSO connection"),
        ),
    ]
}

fn list() -> Vec<Refused> {
    vec![
        refused(
            ("IP-5", "a range on Business (rule 114)"),
            || doors_on(Plan::Business),
            |_| add(&["192.0.2.0/24"]),
            ("not-allowed", "Enterprise"),
        ),
        refused(
            ("IP-1", "an address without a length (rule 113)"),
            doors,
            |_| add(&["192.0.2.7"]),
            ("cidr", "`192.0.2.7`"),
        ),
        refused(
            ("", "a range that starts elsewhere (rule 113)"),
            doors,
            |_| add(&["192.0.2.7/24"]),
            ("cidr", "192.0.2.0/24"),
        ),
        refused(
            ("IP-1", "a range twice (rule 113)"),
            doors,
            |_| add(&["192.0.2.0/24", " 192.0.2.0/24"]),
            ("taken", "`192.0.2.0/24` is named twice"),
        ),
        refused(
            ("", "what is no address (rule 113)"),
            doors,
            |_| add(&["banana"]),
            ("cidr", "`banana` is not an address or range"),
        ),
        refused(
            ("", "a length beyond the address (rule 113)"),
            doors,
            |_| add(&["192.0.2.0/33"]),
            ("cidr", "`192.0.2.0/33`"),
        ),
        refused(
            ("IP-1", "a range that is on the list (rule 113)"),
            doors,
            |_| add(&["192.0.2.0/24", HOME]),
            ("taken", HOME),
        ),
        refused(
            ("IP-2", "1,001 ranges (rule 113)"),
            doors,
            |_| {
                let ranges: Vec<String> = (0..1_001)
                    .map(|place| format!("10.{}.{}.0/24", place / 256, place % 256))
                    .collect();
                Command::AddIpRanges { ranges }
            },
            ("too-many", "the limit is 1000"),
        ),
        refused(
            ("IP-4", "first ranges without the caller (rule 112)"),
            unlisted,
            |_| add(&["192.0.2.0/24", "198.51.100.0/24"]),
            ("lock-out", "203.0.113.10"),
        ),
        refused(
            ("IP-4", "first ranges of a caller who is nowhere (rule 112)"),
            nowhere,
            |_| add(&[HOME]),
            ("unknown-address", "not known"),
        ),
        refused(
            ("", "a range that is not on the list"),
            doors,
            |_| remove(&[HOME, "192.0.2.0/24"]),
            ("unknown-range", "192.0.2.0/24"),
        ),
        refused(
            ("", "no range at all to remove"),
            doors,
            |_| remove(&["home"]),
            ("cidr", "`home`"),
        ),
    ]
}

fn connections() -> Vec<Refused> {
    vec![
        refused(
            ("", "a connection without a name"),
            doors,
            |_| connection(" "),
            ("empty", "connection's name"),
        ),
        refused(
            ("", "a connection's name of 101 characters"),
            doors,
            |_| connection(&"x".repeat(101)),
            ("too-long", "limit is 100"),
        ),
        refused(
            ("", "a connection's name that is there"),
            doors,
            |_| connection("Okta "),
            ("taken", "SSO connection called `Okta`"),
        ),
        refused(
            ("", "a connection's id that is there"),
            doors,
            |_| {
                Command::CreateSsoConnection(SsoConnectionDraft {
                    name: "Entra".into(),
                    ..okta()
                })
            },
            ("taken", "SSO connection"),
        ),
        refused(
            ("", "renamed to nothing"),
            doors,
            |_| Command::UpdateSsoConnection {
                id: okta().id,
                edits: vec![Edit::new(
                    SsoConnectionField::Name("Okta".into()),
                    SsoConnectionField::Name(" ".into()),
                )],
            },
            ("empty", "connection's name"),
        ),
        refused(
            ("", "a connection that somebody else changed"),
            doors,
            |_| Command::UpdateSsoConnection {
                id: okta().id,
                edits: vec![Edit::new(
                    SsoConnectionField::AutomaticMembership(None),
                    SsoConnectionField::AutomaticMembership(Some(OrganizationRole::BillingAdmin)),
                )],
            },
            ("conflict", "automaticMembership"),
        ),
        refused(
            ("", "an unknown connection"),
            doors,
            |_| Command::UpdateSsoConnection {
                id: SsoConnectionId::from_bits(1),
                edits: Vec::new(),
            },
            ("not-found", "SSO connection"),
        ),
        refused(
            ("", "the end of an unknown connection"),
            doors,
            |_| Command::DeleteSsoConnection {
                id: SsoConnectionId::from_bits(1),
            },
            ("not-found", "SSO connection"),
        ),
        refused(
            ("", "the last connection under SSO-only login"),
            || {
                let mut fixture = enforced();
                fixture.must(set(&fixture, OrganizationField::IsScimEnabled(false)));
                fixture
            },
            |_| Command::DeleteSsoConnection { id: okta().id },
            ("last-sso-connection", "SSO-only login"),
        ),
        refused(
            ("", "the last connection under SCIM"),
            || {
                let mut fixture = enforced();
                fixture.must(set(&fixture, OrganizationField::IsSsoEnforced(false)));
                fixture
            },
            |_| Command::DeleteSsoConnection { id: okta().id },
            ("last-sso-connection", "SCIM"),
        ),
    ]
}

fn domains() -> Vec<Refused> {
    vec![
        refused(
            ("", "no domain at all"),
            doors,
            |_| domain(" "),
            ("domain", "the domain is empty"),
        ),
        refused(
            ("", "no domain"),
            doors,
            |_| domain("https://northwind"),
            ("domain", "`https://northwind`"),
        ),
        refused(
            ("", "a domain that is there, in another case"),
            doors,
            |_| domain("Northwind.Example"),
            ("taken", "northwind.example"),
        ),
        refused(
            ("", "an unknown domain verified"),
            doors,
            |_| Command::VerifyDomain {
                name: "elsewhere.example".into(),
            },
            ("not-found", "domain `elsewhere.example`"),
        ),
        refused(
            ("", "an unknown domain mapped"),
            doors,
            |_| map("elsewhere.example", 7),
            ("not-found", "domain"),
        ),
        refused(
            ("", "an unknown domain dropped"),
            doors,
            |_| Command::RemoveDomain {
                name: "elsewhere.example".into(),
            },
            ("not-found", "domain"),
        ),
        refused(
            ("", "mapped before it is verified (rule 107)"),
            doors,
            |_| map("pending.example", 7),
            ("domain-pending", "pending.example"),
        ),
        refused(
            ("", "mapped to an unknown connection (rule 107)"),
            doors,
            |_| map("northwind.example", 1),
            ("not-found", "SSO connection"),
        ),
    ]
}
