//! The small parts of a cluster: its type, what was reported of it, and its tags.

use serde::{Deserialize, Serialize};

use crate::edit::Value;
use crate::names::Names;

/// Who the cluster belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum ClusterType {
    /// One tenant, run by the operator.
    Dedicated,
    /// In the customer's cloud.
    Hybrid,
}

impl ClusterType {
    /// The API's value.
    #[must_use]
    pub const fn api(self) -> &'static str {
        match self {
            Self::Dedicated => "DEDICATED",
            Self::Hybrid => "HYBRID",
        }
    }

    /// The name on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Dedicated => "dedicated",
            Self::Hybrid => "hybrid",
        }
    }
}

/// What a cluster is going through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClusterStatus {
    /// Being set up.
    Creating,
    /// Usable.
    Created,
    /// Setting it up did not work.
    CreateFailed,
    /// Taking a change.
    Updating,
    /// A change did not work.
    UpdateFailed,
    /// An upgrade is due.
    UpgradePending,
    /// The other region takes over.
    FailingOver,
    /// Taking over did not work.
    FailoverFailed,
    /// The operator may no longer act in the cloud account.
    AccessDenied,
}

impl ClusterStatus {
    /// Every status.
    pub const ALL: &'static [Self] = &[
        Self::Creating,
        Self::Created,
        Self::CreateFailed,
        Self::Updating,
        Self::UpdateFailed,
        Self::UpgradePending,
        Self::FailingOver,
        Self::FailoverFailed,
        Self::AccessDenied,
    ];

    /// The API's value.
    #[must_use]
    pub const fn api(self) -> &'static str {
        match self {
            Self::Creating => "CREATING",
            Self::Created => "CREATED",
            Self::CreateFailed => "CREATE_FAILED",
            Self::Updating => "UPDATING",
            Self::UpdateFailed => "UPDATE_FAILED",
            Self::UpgradePending => "UPGRADE_PENDING",
            Self::FailingOver => "FAILING_OVER",
            Self::FailoverFailed => "FAILOVER_FAILED",
            Self::AccessDenied => "ACCESS_DENIED",
        }
    }

    /// The name on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Creating => "Creating",
            Self::Created => "Created",
            Self::CreateFailed => "Creation failed",
            Self::Updating => "Updating",
            Self::UpdateFailed => "Update failed",
            Self::UpgradePending => "Upgrade pending",
            Self::FailingOver => "Failing over",
            Self::FailoverFailed => "Failover failed",
            Self::AccessDenied => "Access denied",
        }
    }

    /// Whether nothing is under way, so that it takes changes (CL-27).
    #[must_use]
    pub const fn is_settled(self) -> bool {
        !matches!(self, Self::Creating | Self::Updating | Self::FailingOver)
    }
}

impl Value for ClusterStatus {
    fn shown(&self, _: &Names<'_>) -> String {
        self.label().to_owned()
    }
}

/// How a cluster is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum ClusterHealthStatus {
    /// Fine.
    Healthy,
    /// Something is wrong.
    Unhealthy,
    /// Nobody said.
    #[default]
    Unknown,
}

impl ClusterHealthStatus {
    /// The API's value.
    #[must_use]
    pub const fn api(self) -> &'static str {
        match self {
            Self::Healthy => "HEALTHY",
            Self::Unhealthy => "UNHEALTHY",
            Self::Unknown => "UNKNOWN",
        }
    }

    /// The name on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Healthy => "Healthy",
            Self::Unhealthy => "Unhealthy",
            Self::Unknown => "Not reported",
        }
    }
}

/// One thing about a cluster's health.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClusterHealthDetail {
    /// A short code.
    pub code: String,
    /// What it is about.
    pub component: String,
    /// In words.
    pub description: String,
    /// How bad it is.
    pub severity: String,
}

/// How a cluster is, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClusterHealth {
    /// In one word.
    pub value: ClusterHealthStatus,
    /// The reasons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<ClusterHealthDetail>,
}

impl ClusterHealth {
    /// Whether nothing was reported.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        *self == Self::default()
    }
}

impl Value for ClusterHealth {
    fn shown(&self, _: &Names<'_>) -> String {
        let details = self
            .details
            .iter()
            .map(|detail| detail.description.as_str());
        let parts: Vec<&str> = std::iter::once(self.value.label()).chain(details).collect();
        parts.join("; ")
    }
}

/// What the operator tells of a cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClusterMetadata {
    /// Addresses that traffic leaves from.
    #[serde(rename = "externalIPs", default, skip_serializing_if = "Vec::is_empty")]
    pub external_ips: Vec<String>,
    /// The issuer of workload identities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oidc_issuer_url: Option<String>,
    /// The cluster's own name server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kube_dns_ip: Option<String>,
}

impl ClusterMetadata {
    /// Whether nothing was told.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Value for ClusterMetadata {
    fn shown(&self, _: &Names<'_>) -> String {
        let mut parts = self.external_ips.clone();
        parts.extend(self.oidc_issuer_url.clone());
        parts.extend(self.kube_dns_ip.clone());
        if parts.is_empty() {
            "none".to_owned()
        } else {
            parts.join(", ")
        }
    }
}

/// A tag of the cluster's resources at the provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClusterTag {
    /// The key, once per cluster.
    pub key: String,
    /// The value.
    pub value: String,
}

impl Value for ClusterTag {
    fn shown(&self, _: &Names<'_>) -> String {
        format!("{}={}", self.key, self.value)
    }

    fn tidy(self) -> Self {
        Self {
            key: self.key.tidy(),
            value: self.value.tidy(),
        }
    }
}
