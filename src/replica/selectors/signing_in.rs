//! How people come in: SSO connections, managed domains, the bypass link, the switches beside them, and the IP
//! access list. Parts that the person may not read are absent.

use std::net::IpAddr;

use planisphere_domain::organization::{DomainStatus, Organization};
use planisphere_domain::policy::{OrganizationRole, Permission};
use planisphere_domain::{SsoConnectionId, Timestamp};

use super::super::{Opened, Replica};

/// A link to an identity provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionRow {
    /// Names it.
    pub id: SsoConnectionId,
    /// Its name.
    pub name: String,
    /// The role of people who join through it; `None` when an invite is needed.
    pub automatic: Option<OrganizationRole>,
    /// The domains that are mapped to it.
    pub domains: Vec<String>,
    /// When it was created.
    pub created_at: Timestamp,
}

/// A domain of the Organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainRow {
    /// The domain.
    pub name: String,
    /// Whether it is known to be the Organization's.
    pub is_verified: bool,
    /// The connection that it is mapped to.
    pub connection: Option<SsoConnectionId>,
    /// When it was added.
    pub created_at: Timestamp,
}

/// Everything about signing in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SigningInView {
    /// Connections by name.
    pub connections: Vec<ConnectionRow>,
    /// Domains by name.
    pub domains: Vec<DomainRow>,
    /// When the bypass link was made, if there is one that the person may know of.
    pub bypass_since: Option<Timestamp>,
    /// Whether only SSO logins are taken.
    pub is_sso_enforced: bool,
    /// Whether an identity provider provisions people and Teams.
    pub is_scim_enabled: bool,
}

/// Whether an address would get in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressVerdict {
    /// The list is empty: every address gets in.
    Open,
    /// A range of the list has it.
    Inside,
    /// No range has it.
    Outside,
}

impl Replica {
    /// How people come in.
    #[must_use]
    pub fn signing_in(self) -> SigningInView {
        self.read(|opened| {
            let organization = opened.state.organization()?;
            Some(view(opened, organization))
        })
        .flatten()
        .unwrap_or_default()
    }

    /// The ranges of the IP access list, in order; empty for those who may not read it.
    #[must_use]
    pub fn ip_ranges(self) -> Vec<String> {
        self.read(|opened| {
            if !opened.holds(Permission::OrganizationAllowedIpAddressRangesGet) {
                return Vec::new();
            }
            let organization = opened.state.organization();
            organization
                .into_iter()
                .flat_map(|it| &it.allowed_ip_address_ranges)
                .map(ToString::to_string)
                .collect()
        })
        .unwrap_or_default()
    }

    /// Whether calls from an address would be taken (access rule 111); `None` for those who may not read the list.
    #[must_use]
    pub fn address_verdict(self, address: IpAddr) -> Option<AddressVerdict> {
        self.read(|opened| {
            if !opened.holds(Permission::OrganizationAllowedIpAddressRangesGet) {
                return None;
            }
            let organization = opened.state.organization()?;
            Some(if organization.allowed_ip_address_ranges.is_empty() {
                AddressVerdict::Open
            } else if organization.admits_address(address) {
                AddressVerdict::Inside
            } else {
                AddressVerdict::Outside
            })
        })
        .flatten()
    }
}

fn view(opened: &Opened, organization: &Organization) -> SigningInView {
    let may_read_domains = opened.holds(Permission::OrganizationDomainsGet);
    let domains: Vec<DomainRow> = organization
        .managed_domains
        .values()
        .filter(|_| may_read_domains)
        .map(|domain| DomainRow {
            name: domain.name.clone(),
            is_verified: domain.status == DomainStatus::Verified,
            connection: domain.connection,
            created_at: domain.created_at,
        })
        .collect();
    let may_read_connections = opened.holds(Permission::OrganizationSsoConnectionsGet);
    let mut connections: Vec<ConnectionRow> = organization
        .sso_connections
        .values()
        .filter(|_| may_read_connections)
        .map(|connection| ConnectionRow {
            id: connection.id,
            name: connection.name.clone(),
            automatic: connection.automatic_membership,
            domains: domains
                .iter()
                .filter(|domain| domain.connection == Some(connection.id))
                .map(|domain| domain.name.clone())
                .collect(),
            created_at: connection.created_at,
        })
        .collect();
    connections.sort_by_cached_key(|connection| connection.name.to_lowercase());
    SigningInView {
        connections,
        domains,
        bypass_since: organization
            .sso_bypass_link
            .as_ref()
            .filter(|_| opened.holds(Permission::OrganizationSsoBypassKeyGet))
            .map(|link| link.created_at),
        is_sso_enforced: organization.is_sso_enforced,
        is_scim_enabled: organization.is_scim_enabled,
    }
}
