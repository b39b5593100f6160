//! Where a Deployment's Runtime can go: every newer release that an image deploy may bring (RTV rules). It
//! decides nothing; a deploy is judged when it is made.

use super::create::{LEAST_RUNTIME_BEFORE_AIRFLOW_3, needs_a_step_first};
use crate::Timestamp;
use crate::catalogue::{Catalogue, RuntimeRelease};
use crate::deployment::{Deployment, RuntimeVersion};

/// A newer Runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upgrade {
    /// The release, with its Airflow and its dates.
    pub release: RuntimeRelease,
    /// The least Runtime to deploy first, where this one cannot be reached at once (RTV-5).
    pub after: Option<&'static str>,
}

impl Deployment {
    /// Every Runtime that it can go to, newest first: newer than its own (RTV-4), not withdrawn and in maintenance,
    /// or past it where the Organization allows that (RTV-1).
    #[must_use]
    pub fn upgrades(
        &self,
        catalogue: &Catalogue,
        allows_deprecated: bool,
        now: Timestamp,
    ) -> Vec<Upgrade> {
        let newer = |release: &&RuntimeRelease| {
            RuntimeVersion::new(release.version.as_ref()) > self.runtime
        };
        let mut upgrades: Vec<Upgrade> = catalogue
            .open_runtimes(allows_deprecated, now)
            .filter(newer)
            .map(|release| {
                let version = RuntimeVersion::new(release.version.as_ref());
                Upgrade {
                    release: release.clone(),
                    after: needs_a_step_first(&self.runtime, &version)
                        .then_some(LEAST_RUNTIME_BEFORE_AIRFLOW_3),
                }
            })
            .collect();
        upgrades.sort_by_key(|upgrade| {
            std::cmp::Reverse(RuntimeVersion::new(upgrade.release.version.as_ref()))
        });
        upgrades
    }
}
