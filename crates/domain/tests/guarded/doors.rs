//! What guards the way into the Organization: logins, addresses, domains, and the settings about them.

use planisphere_domain::cost::RateCard;
use planisphere_domain::organization::{OrganizationField, SsoConnectionDraft, SsoConnectionField};
use planisphere_domain::policy::OrganizationRole;
use planisphere_domain::{Command, Edit, SsoConnectionId};
use planisphere_fixtures::access::VISITOR_ADDRESS;
use planisphere_fixtures::{Fixture, Persona};

use super::{Gate, On, gate};
use Persona::{BillingAdmin, Owner};

const DOMAIN: &str = "northwind.example";
/// A range that holds the caller's own address.
const HOME: &str = "203.0.113.0/24";

fn set(fixture: &Fixture, value: OrganizationField) -> Command {
    let stored = fixture.state().organization().unwrap();
    Command::UpdateOrganization {
        edits: vec![Edit::new(stored.field(&value), value)],
    }
}

fn draft() -> SsoConnectionDraft {
    SsoConnectionDraft {
        id: SsoConnectionId::from_bits(7),
        name: "Okta".into(),
        automatic_membership: None,
    }
}

fn connection(fixture: &mut Fixture) {
    fixture.must(Command::CreateSsoConnection(draft()));
}

fn claimed(fixture: &mut Fixture) {
    fixture.must(Command::AddDomain {
        name: DOMAIN.into(),
    });
}

fn ranges<const N: usize>(texts: [&str; N], make: impl FnOnce(Vec<String>) -> Command) -> Command {
    make(texts.map(str::to_owned).into())
}

fn listed(fixture: &mut Fixture) {
    fixture.call_from(VISITOR_ADDRESS);
    fixture.must(ranges([HOME], |ranges| Command::AddIpRanges { ranges }));
}

pub const GATES: &[Gate] = &[
    gate(
        "setRateCard",
        "",
        "organization.billing.update",
        On::Organization,
        |_| Command::SetRateCard {
            base_version: 0,
            card: Some(Box::new(RateCard::example())),
        },
        &[Owner, BillingAdmin],
    ),
    gate(
        "updateOrganization",
        "where invoices go",
        "organization.settings.update",
        On::Organization,
        |fixture| {
            set(
                fixture,
                OrganizationField::BillingEmail("bills@northwind.example".into()),
            )
        },
        &[Owner, BillingAdmin],
    ),
    gate(
        "updateOrganization",
        "SSO-only login",
        "organization.ssoEnforcement.update",
        On::Organization,
        |fixture| {
            connection(fixture);
            set(fixture, OrganizationField::IsSsoEnforced(true))
        },
        &[Owner],
    ),
    gate(
        "updateOrganization",
        "SCIM",
        "organization.scim.update",
        On::Organization,
        |fixture| {
            connection(fixture);
            set(fixture, OrganizationField::IsScimEnabled(true))
        },
        &[Owner],
    ),
    gate(
        "updateOrganization",
        "fetching secrets",
        "organization.environmentSecretsFetching.update",
        On::Organization,
        |fixture| {
            set(
                fixture,
                OrganizationField::IsEnvironmentSecretsFetchingEnabled(true),
            )
        },
        &[Owner],
    ),
    gate(
        "updateOrganization",
        "the vendor's support",
        "organization.enhancedSupportAccess.update",
        On::Organization,
        |fixture| {
            set(
                fixture,
                OrganizationField::AllowEnhancedSupportAccess(false),
            )
        },
        &[Owner],
    ),
    gate(
        "addIpRanges",
        "",
        "organization.allowedIpAddressRanges.create",
        On::Organization,
        |fixture| {
            listed(fixture);
            ranges(["192.0.2.0/24"], |ranges| Command::AddIpRanges { ranges })
        },
        &[Owner],
    ),
    gate(
        "removeIpRanges",
        "",
        "organization.allowedIpAddressRanges.delete",
        On::Organization,
        |fixture| {
            listed(fixture);
            ranges([HOME], |ranges| Command::RemoveIpRanges { ranges })
        },
        &[Owner],
    ),
    gate(
        "createSsoConnection",
        "",
        "organization.ssoConnections.create",
        On::Organization,
        |_| Command::CreateSsoConnection(draft()),
        &[Owner],
    ),
    gate(
        "updateSsoConnection",
        "",
        "organization.ssoConnections.update",
        On::Organization,
        |fixture| {
            connection(fixture);
            Command::UpdateSsoConnection {
                id: draft().id,
                edits: vec![Edit::new(
                    SsoConnectionField::AutomaticMembership(None),
                    SsoConnectionField::AutomaticMembership(Some(OrganizationRole::Member)),
                )],
            }
        },
        &[Owner],
    ),
    gate(
        "deleteSsoConnection",
        "",
        "organization.ssoConnections.delete",
        On::Organization,
        |fixture| {
            connection(fixture);
            Command::DeleteSsoConnection { id: draft().id }
        },
        &[Owner],
    ),
    gate(
        "addDomain",
        "",
        "organization.domains.create",
        On::Organization,
        |_| Command::AddDomain {
            name: DOMAIN.into(),
        },
        &[Owner],
    ),
    gate(
        "verifyDomain",
        "",
        "organization.domains.verify",
        On::Organization,
        |fixture| {
            claimed(fixture);
            Command::VerifyDomain {
                name: DOMAIN.into(),
            }
        },
        &[Owner],
    ),
    gate(
        "mapDomain",
        "",
        "organization.ssoConnections.update",
        On::Organization,
        |fixture| {
            connection(fixture);
            claimed(fixture);
            fixture.must(Command::VerifyDomain {
                name: DOMAIN.into(),
            });
            Command::MapDomain {
                name: DOMAIN.into(),
                connection: Some(draft().id),
            }
        },
        &[Owner],
    ),
    gate(
        "removeDomain",
        "",
        "organization.domains.delete",
        On::Organization,
        |fixture| {
            claimed(fixture);
            Command::RemoveDomain {
                name: DOMAIN.into(),
            }
        },
        &[Owner],
    ),
    gate(
        "createSsoBypassLink",
        "",
        "organization.ssoBypassKey.create",
        On::Organization,
        |_| Command::CreateSsoBypassLink,
        &[Owner],
    ),
    gate(
        "deleteSsoBypassLink",
        "",
        "organization.ssoBypassKey.delete",
        On::Organization,
        |fixture| {
            fixture.must(Command::CreateSsoBypassLink);
            Command::DeleteSsoBypassLink
        },
        &[Owner],
    ),
];
