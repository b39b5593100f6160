//! The Organization: the top of the hierarchy, with what guards the way in.

mod access_list;
mod audit_window;
mod commands;
mod connections;
mod domains;
mod ip_range;
mod login;
mod outlook;
mod plan;
mod request;
mod settings;
pub(crate) mod trial;

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::cost::RateCard;
use crate::{OrganizationId, SsoConnectionId, Timestamp};

pub use access_list::MOST_RANGES;
pub(crate) use access_list::{add as add_ip_ranges, remove as remove_ip_ranges};
pub use commands::Founding;
pub(crate) use commands::create;
pub use connections::{SsoConnectionDraft, SsoConnectionField};
pub(crate) use connections::{
    create as create_connection, create_bypass_link, delete as delete_connection,
    delete_bypass_link, update as update_connection,
};
pub(crate) use domains::{
    add as add_domain, map as map_domain, remove as remove_domain, verify as verify_domain,
};
pub use ip_range::{InvalidIpRange, IpRange};
pub use login::{DomainStatus, ManagedDomain, SsoBypassLink, SsoConnection};
pub use outlook::{Capability, Closed, TierOutlook, in_use, outlook};
pub use plan::{Plan, Tier};
pub use request::OrganizationRequest;
pub use settings::OrganizationField;
pub(crate) use settings::update;

/// Whether Deployments run on hosted infrastructure or in the customer's cloud.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Product {
    /// Run by the operator.
    #[default]
    Hosted,
    /// Run in the customer's own cloud.
    Hybrid,
}

impl Product {
    /// Every product.
    pub const ALL: &'static [Self] = &[Self::Hosted, Self::Hybrid];

    /// The API's value.
    #[must_use]
    pub const fn api(self) -> &'static str {
        match self {
            Self::Hosted => "HOSTED",
            Self::Hybrid => "HYBRID",
        }
    }

    /// The name on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Hosted => "Hosted",
            Self::Hybrid => "Hybrid",
        }
    }
}

/// Whether the Organization may change things (ORG-7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum OrganizationStatus {
    /// Everything works.
    #[default]
    Active,
    /// Clusters and Deployments cannot change.
    Inactive,
    /// Clusters and Deployments cannot change.
    Suspended,
}

/// How the Organization is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PaymentMethod {
    /// Through the marketplace of AWS.
    AwsMarketplace,
    /// Through the marketplace of Azure.
    AzureMarketplace,
    /// By card.
    CreditCard,
    /// Through the marketplace of Google Cloud.
    GcpMarketplace,
    /// By invoice.
    Invoice,
    /// Through the marketplace of Snowflake.
    SnowflakeMarketplace,
}

/// The Organization's own record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Organization {
    /// Names it; never changes.
    pub id: OrganizationId,
    /// 1 to 50 characters (ORG-1).
    pub name: String,
    /// Hosted or hybrid, chosen at its creation.
    pub product: Product,
    /// Whether it may change things.
    pub status: OrganizationStatus,
    /// What it pays for.
    pub plan: Plan,
    /// Where invoices go.
    pub billing_email: String,
    /// How it is paid for, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_method: Option<PaymentMethod>,
    /// When a trial ends (ORG-8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trial_expires_at: Option<Timestamp>,
    /// Whether new Deployments may run a Runtime past its maintenance (RTV-1).
    pub allows_deprecated_runtimes: bool,
    /// Whether new Deployments have to run on dedicated clusters (ORG-10).
    #[serde(default)]
    pub should_enforce_dedicated_clusters: bool,
    /// Whether features that use AI are off.
    #[serde(default)]
    pub has_ai_features_disabled: bool,
    /// Whether the operator keeps them off.
    #[serde(default)]
    pub is_blocked_enable_ai_features: bool,
    /// Whether only SSO logins are taken (rule 104).
    #[serde(default)]
    pub is_sso_enforced: bool,
    /// Whether an identity provider provisions people and Teams (rule 109).
    #[serde(default)]
    pub is_scim_enabled: bool,
    /// Whether secret values of environment objects can be fetched (rule 116).
    #[serde(default)]
    pub is_environment_secrets_fetching_enabled: bool,
    /// Whether the vendor's support may read (rule 115).
    #[serde(default)]
    pub allow_enhanced_support_access: bool,
    /// Where calls may come from; empty means from anywhere (rule 111).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub allowed_ip_address_ranges: BTreeSet<IpRange>,
    /// Links to identity providers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sso_connections: BTreeMap<SsoConnectionId, SsoConnection>,
    /// Domains by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub managed_domains: BTreeMap<String, ManagedDomain>,
    /// The way around SSO-only login, if there is one (rule 106).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sso_bypass_link: Option<SsoBypassLink>,
    /// What it reckons with; absent: the example (version 0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_card: Option<RateCard>,
    /// How often the rate card was changed.
    #[serde(default, skip_serializing_if = "is_first")]
    pub rate_card_version: u32,
    /// When it was created.
    pub created_at: Timestamp,
}

const fn is_first(version: &u32) -> bool {
    *version == 0
}

impl Organization {
    /// The rate card that costs are reckoned by, and whether it is only the example.
    #[must_use]
    pub fn reckons_with(&self) -> (RateCard, bool) {
        match &self.rate_card {
            Some(card) => (card.clone(), false),
            None => (RateCard::example(), true),
        }
    }

    /// Whether calls may come from this address (rule 111, IP-3).
    #[must_use]
    pub fn admits_address(&self, address: IpAddr) -> bool {
        let ranges = &self.allowed_ip_address_ranges;
        ranges.is_empty() || ranges.iter().any(|range| range.contains(address))
    }
}
