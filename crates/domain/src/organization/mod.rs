//! The Organization: the top of the hierarchy. Domains, SSO, SCIM and IP access are not here yet.

mod commands;
mod plan;

use serde::{Deserialize, Serialize};

use crate::{OrganizationId, Timestamp};

pub use commands::{Founding, OrganizationField};
pub(crate) use commands::{create, update};
pub use plan::{Plan, Tier};

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

/// The Organization's own record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Organization {
    /// Names it; never changes.
    pub id: OrganizationId,
    /// 1 to 50 characters (ORG-1).
    pub name: String,
    /// Hosted or hybrid.
    pub product: Product,
    /// Whether it may change things.
    pub status: OrganizationStatus,
    /// What it pays for.
    pub plan: Plan,
    /// Where invoices go.
    pub billing_email: String,
    /// Whether new Deployments may run a Runtime past its maintenance (RTV-1).
    pub allows_deprecated_runtimes: bool,
    /// When it was created.
    pub created_at: Timestamp,
}
