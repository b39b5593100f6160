//! The catalogue: Runtimes, machines, scheduler sizes, regions, limits. Facts with a date, no rules.
//!
//! Decisions receive it through [`crate::Env`]; `apply` never reads it, because events hold what was
//! resolved (architecture rule 2).

mod machines;
mod regions;
mod runtimes;

use serde::{Deserialize, Serialize};

pub use machines::{MACHINES, Machine, SCHEDULERS, SchedulerSpec};
pub use regions::{dedicated_regions, hybrid_regions, standard_regions};

use crate::Timestamp;
use crate::deployment::RuntimeVersion;

/// Who runs the hardware.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum CloudProvider {
    /// Amazon Web Services.
    Aws,
    /// Microsoft Azure.
    Azure,
    /// Google Cloud.
    Gcp,
}

impl CloudProvider {
    /// Every provider.
    pub const ALL: &'static [Self] = &[Self::Aws, Self::Azure, Self::Gcp];

    /// The API's value, which is also the name on the page.
    #[must_use]
    pub const fn api(self) -> &'static str {
        match self {
            Self::Aws => "AWS",
            Self::Azure => "AZURE",
            Self::Gcp => "GCP",
        }
    }

    /// The name on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Aws => "AWS",
            Self::Azure => "Azure",
            Self::Gcp => "Google Cloud",
        }
    }

    /// The provider of this name, in any case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|provider| provider.api().eq_ignore_ascii_case(name))
    }
}

/// A place of a cloud provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// The provider's code, such as `us-east-1`.
    pub code: &'static str,
    /// Where it is.
    pub name: &'static str,
}

/// One released Runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuntimeRelease {
    /// Its version, such as `3.1-12`.
    pub version: &'static str,
    /// The Airflow it carries.
    pub airflow: &'static str,
    /// The last day of maintenance; absent where no source names one.
    pub end_of_maintenance: Option<&'static str>,
    /// Withdrawn after release.
    pub yanked: bool,
}

impl RuntimeRelease {
    /// Whether maintenance still runs at `now` (RTV-1).
    #[must_use]
    pub fn is_maintained(&self, now: Timestamp) -> bool {
        self.end_of_maintenance
            .and_then(Timestamp::from_date)
            .is_none_or(|end| now.seconds() < end.seconds() + 86_400)
    }
}

/// What there is to choose from.
#[derive(Clone, Copy, Debug)]
pub struct Catalogue {
    runtimes: &'static [RuntimeRelease],
}

impl Catalogue {
    /// The catalogue that ships with the product, facts as of August 2026.
    pub const BUILT_IN: Self = Self {
        runtimes: runtimes::RUNTIMES,
    };

    /// Every Runtime, newest first.
    #[must_use]
    pub const fn runtimes(&self) -> &'static [RuntimeRelease] {
        self.runtimes
    }

    /// One Runtime by its version.
    #[must_use]
    pub fn runtime(&self, version: &str) -> Option<&'static RuntimeRelease> {
        self.runtimes
            .iter()
            .find(|release| release.version == version)
    }

    /// The newest Runtime that may be chosen at `now` (RTV-2, ordered as RTV-6 says).
    #[must_use]
    pub fn newest_runtime(&self, now: Timestamp) -> Option<&'static RuntimeRelease> {
        self.offered_runtimes(now)
            .max_by_key(|release| RuntimeVersion::new(release.version))
    }

    /// Runtimes that may be chosen at `now`: known, not withdrawn, maintained (RTV-1).
    pub fn offered_runtimes(
        &self,
        now: Timestamp,
    ) -> impl Iterator<Item = &'static RuntimeRelease> {
        self.runtimes
            .iter()
            .filter(move |release| !release.yanked && release.is_maintained(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_runtime_is_maintained_and_not_withdrawn() {
        let now = Timestamp::from_date("2026-11-21").unwrap();
        assert_eq!(
            Catalogue::BUILT_IN.newest_runtime(now).unwrap().version,
            "3.1-13"
        );
    }

    #[test]
    fn maintenance_ends_with_its_last_day() {
        let release = Catalogue::BUILT_IN.runtime("11.8.0").unwrap();
        assert!(release.is_maintained("2025-10-31T23:59:59Z".parse().unwrap()));
        assert!(!release.is_maintained("2025-11-01T00:00:00Z".parse().unwrap()));
    }
}
