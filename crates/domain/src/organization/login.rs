//! How people come in: SSO connections, managed domains and the bypass link (rules 92 and 104 to 108).

use serde::{Deserialize, Serialize};

use crate::policy::OrganizationRole;
use crate::{SsoConnectionId, Timestamp};

/// A link to an identity provider (rule 108).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SsoConnection {
    /// Names it.
    pub id: SsoConnectionId,
    /// Its name on the page.
    pub name: String,
    /// The role of people who join by a mapped domain; absent means that an invite is needed (rule 92).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub automatic_membership: Option<OrganizationRole>,
    /// When it was created.
    pub created_at: Timestamp,
}

/// Whether a domain is known to be the Organization's (rule 107).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DomainStatus {
    /// Waiting for its DNS record.
    Pending,
    /// The DNS record was seen.
    Verified,
}

/// A domain of the Organization (rule 107).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ManagedDomain {
    /// The domain, in lower case.
    pub name: String,
    /// Whether it is verified.
    pub status: DomainStatus,
    /// The one connection that it is mapped to, if any (contradiction D19).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection: Option<SsoConnectionId>,
    /// When it was added.
    pub created_at: Timestamp,
}

/// The one link that allows password login despite SSO-only login (rule 106). Its secret is issued and
/// honoured by a server; the core knows which one counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SsoBypassLink {
    /// When it was made; making another voids it.
    pub created_at: Timestamp,
}
