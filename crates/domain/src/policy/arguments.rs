//! What the tier says of an operation's arguments, where the operation is no command: the caller asks
//! [`super::can`] first, and this beside it.

use crate::organization::Tier;
use crate::words::words;

words! {
    /// The kinds of Environment Manager objects.
    EnvironmentObjectType {
        /// An Airflow connection.
        Connection = "CONNECTION", "Connection";
        /// An Airflow variable.
        AirflowVariable = "AIRFLOW_VARIABLE", "Airflow variable";
        /// An environment variable.
        EnvironmentVariable = "ENVIRONMENT_VARIABLE", "Environment variable";
        /// Where metrics are forwarded to.
        MetricsExport = "METRICS_EXPORT", "Metrics export";
    }
}

impl EnvironmentObjectType {
    /// The least tier on which one can be created; `None` when every tier will do (section 17).
    #[must_use]
    pub const fn least_tier(self) -> Option<Tier> {
        match self {
            Self::Connection | Self::AirflowVariable | Self::EnvironmentVariable => None,
            Self::MetricsExport => Some(Tier::Team),
        }
    }
}

/// How many days back the audit log reaches. A request that goes further is refused, not shortened
/// (rule 118).
#[must_use]
pub const fn audit_log_reach(tier: Tier) -> u32 {
    match tier {
        Tier::Developer => 7,
        Tier::Team | Tier::Business | Tier::Enterprise => 90,
    }
}
