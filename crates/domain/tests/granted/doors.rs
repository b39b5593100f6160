//! What guards the way into the Organization, and its settings.

use planisphere_domain::cost::RateCard;
use planisphere_domain::organization::{
    OrganizationField, Plan, SsoConnectionDraft, SsoConnectionField,
};
use planisphere_domain::policy::{LoginMethod, OrganizationRole};
use planisphere_domain::{Command, Edit, SsoConnectionId};

use super::{Accepted, accepted};
use crate::scene::doors::{HOME, add, doors, doors_on, enforced, okta, remove, set};
use crate::scene::with_organization;

pub fn cases() -> Vec<Accepted> {
    [settings(), list(), connections(), domains()]
        .into_iter()
        .flatten()
        .collect()
}

fn settings() -> Vec<Accepted> {
    vec![
        accepted("where invoices go", doors, |fixture| {
            set(
                fixture,
                OrganizationField::BillingEmail(" bills@northwind.example ".into()),
            )
        }),
        accepted("a rate card", doors, |_| Command::SetRateCard {
            base_version: 0,
            card: Some(Box::new(RateCard {
                currency: " EUR ".into(),
                ..RateCard::example()
            })),
        }),
        accepted("the example, which it is already", doors, |_| {
            Command::SetRateCard {
                base_version: 7,
                card: None,
            }
        }),
        accepted("dedicated clusters alone, and no AI", doors, |fixture| {
            let stored = fixture.state().organization().unwrap();
            let values = [
                OrganizationField::ShouldEnforceDedicatedClusters(true),
                OrganizationField::HasAiFeaturesDisabled(true),
            ];
            Command::UpdateOrganization {
                edits: values
                    .map(|value| Edit::new(stored.field(&value), value))
                    .into(),
            }
        }),
        accepted("another plan", doors, |fixture| {
            set(fixture, OrganizationField::Plan(Plan::TeamV2))
        }),
        accepted("SSO-only login", doors, |fixture| {
            set(fixture, OrganizationField::IsSsoEnforced(true))
        }),
        accepted(
            "SSO-only login with a way back",
            || {
                let mut fixture = doors();
                fixture.must(Command::CreateSsoBypassLink);
                fixture.sign_in(LoginMethod::Password);
                fixture
            },
            |fixture| set(fixture, OrganizationField::IsSsoEnforced(true)),
        ),
        accepted(
            "no SSO-only login any more, after a change of plans",
            || {
                with_organization(enforced(), |organization| {
                    organization.plan = Plan::Developer;
                })
            },
            |fixture| set(fixture, OrganizationField::IsSsoEnforced(false)),
        ),
        accepted("SCIM", doors, |fixture| {
            set(fixture, OrganizationField::IsScimEnabled(true))
        }),
        accepted(
            "no SCIM any more, after a change of plans",
            || {
                with_organization(enforced(), |organization| {
                    organization.plan = Plan::Business;
                })
            },
            |fixture| set(fixture, OrganizationField::IsScimEnabled(false)),
        ),
        accepted("fetching secrets", doors, |fixture| {
            set(
                fixture,
                OrganizationField::IsEnvironmentSecretsFetchingEnabled(true),
            )
        }),
        accepted("no vendor's support", doors, |fixture| {
            set(
                fixture,
                OrganizationField::AllowEnhancedSupportAccess(false),
            )
        }),
    ]
}

fn list() -> Vec<Accepted> {
    vec![
        accepted("more ranges, away from home", doors, |_| {
            add(&["192.0.2.0/24", "2001:db8::/32"])
        }),
        accepted("no range", doors, |_| add(&[])),
        accepted(
            "the first ranges, with home among them",
            || {
                let mut fixture = doors();
                fixture.must(remove(&[HOME]));
                fixture
            },
            |_| add(&["192.0.2.0/24", "203.0.113.10/32"]),
        ),
        accepted(
            "the last range, on any plan",
            || doors_on(Plan::Team),
            |_| remove(&[HOME]),
        ),
        accepted("no range to remove", doors, |_| remove(&[])),
    ]
}

fn connections() -> Vec<Accepted> {
    vec![
        accepted("a second connection", doors, |_| {
            Command::CreateSsoConnection(SsoConnectionDraft {
                id: SsoConnectionId::from_bits(8),
                name: " Entra ".into(),
                automatic_membership: None,
            })
        }),
        accepted("another name, and an invite is needed", doors, |_| {
            Command::UpdateSsoConnection {
                id: okta().id,
                edits: vec![
                    Edit::new(
                        SsoConnectionField::Name("Okta".into()),
                        SsoConnectionField::Name("Okta 2".into()),
                    ),
                    Edit::new(
                        SsoConnectionField::AutomaticMembership(Some(OrganizationRole::Member)),
                        SsoConnectionField::AutomaticMembership(None),
                    ),
                ],
            }
        }),
        accepted("as it is", doors, |_| Command::UpdateSsoConnection {
            id: okta().id,
            edits: Vec::new(),
        }),
        accepted("the last one, with nothing that needs it", doors, |_| {
            Command::DeleteSsoConnection { id: okta().id }
        }),
        accepted("the first bypass link", doors, |_| {
            Command::CreateSsoBypassLink
        }),
        accepted("no bypass link to remove", doors, |_| {
            Command::DeleteSsoBypassLink
        }),
        accepted(
            "the bypass link",
            || {
                let mut fixture = doors();
                fixture.must(Command::CreateSsoBypassLink);
                fixture
            },
            |_| Command::DeleteSsoBypassLink,
        ),
    ]
}

fn domains() -> Vec<Accepted> {
    vec![
        accepted("a domain in capitals", doors, |_| Command::AddDomain {
            name: " Data.Northwind.Example ".into(),
        }),
        accepted("the record was seen", doors, |_| Command::VerifyDomain {
            name: "pending.example".into(),
        }),
        accepted("the record was seen before", doors, |_| {
            Command::VerifyDomain {
                name: "Northwind.example".into(),
            }
        }),
        accepted("mapped to nothing", doors, |_| Command::MapDomain {
            name: "northwind.example".into(),
            connection: None,
        }),
        accepted("mapped as it is", doors, |_| Command::MapDomain {
            name: "northwind.example".into(),
            connection: Some(okta().id),
        }),
        accepted("a mapped domain", doors, |_| Command::RemoveDomain {
            name: "northwind.example".into(),
        }),
    ]
}
