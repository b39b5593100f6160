//! The catalogue: Runtimes, machines, scheduler sizes, regions. Facts with a date, no rules. The product brings
//! one; a file in the form of [`Contents`] takes its place.
//!
//! Decisions receive it through [`crate::Env`]; `apply` never reads it, because events hold what was
//! resolved (architecture rule 2).

mod contents;
mod hybrid;
mod machines;
mod networks;
mod regions;
mod runtimes;
mod variables;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

pub use contents::{Contents, Regions};
pub use hybrid::{
    DEFAULT_NODE_COUNT, MOST_ADDITIONAL_POOLS, NODE_COUNTS, NodeType, database_types, node_types,
};
pub use machines::{Machine, SchedulerSpec};
pub use networks::{
    DefaultRanges, LONGEST_AWS_PREFIX, PRIVATE_RANGES, SECONDARY_PREFIXES, default_ranges,
    share_continent,
};
pub use variables::SystemVariable;

use crate::deployment::RuntimeVersion;
use crate::validation::Checks;
use crate::{Problem, Timestamp};

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

    /// The provider that a field of a request names; what is none is noted.
    pub(crate) fn read(checks: &mut Checks, path: &str, text: &str) -> Option<Self> {
        let found = Self::ALL.iter().copied().find(|it| it.api() == text);
        let names: Vec<&str> = Self::ALL.iter().map(|it| it.api()).collect();
        let names = names.join(", ");
        checks.ensure(found.is_some(), || {
            Problem::new(
                path,
                "unknown-provider",
                format!("{path} is `{text}`, which is no provider"),
                format!("Use one of {names}."),
            )
            .value(text)
            .limit(names.clone())
        });
        found
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Region {
    /// The provider's code, such as `us-east-1`.
    pub code: Cow<'static, str>,
    /// Where it is.
    pub name: Cow<'static, str>,
}

/// One released Runtime.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RuntimeRelease {
    /// Its version, such as `3.1-12`.
    pub version: Cow<'static, str>,
    /// The Airflow it carries.
    #[serde(rename = "airflowVersion")]
    pub airflow: Cow<'static, str>,
    /// The last day of maintenance; absent where no source names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_of_maintenance: Option<Cow<'static, str>>,
    /// Withdrawn after release.
    #[serde(default)]
    pub yanked: bool,
}

impl RuntimeRelease {
    /// The moment at which maintenance is over, which is after its last day.
    #[must_use]
    pub fn maintained_until(&self) -> Option<Timestamp> {
        let last_day = Timestamp::from_date(self.end_of_maintenance.as_deref()?)?;
        Some(Timestamp::from_seconds(last_day.seconds() + 86_400))
    }

    /// Whether maintenance still runs at `now` (RTV-1).
    #[must_use]
    pub fn is_maintained(&self, now: Timestamp) -> bool {
        self.maintained_until().is_none_or(|end| now < end)
    }
}

/// What there is to choose from. A clone shares the contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue(Arc<Ranked>);

/// The contents, with the order of the Runtimes, which is read from their versions once: each Deployment that is created asks for
/// the newest, and an import creates thousands.
#[derive(Debug, PartialEq, Eq)]
struct Ranked {
    contents: Contents,
    /// The places of the Runtimes that were not withdrawn, in the order of RTV-6.
    newest_first: Vec<usize>,
}

impl Ranked {
    fn of(contents: Contents) -> Self {
        let releases = contents.runtimes.iter().enumerate();
        let mut ranked: Vec<_> = releases
            .filter(|(_, release)| !release.yanked)
            .map(|(place, release)| (RuntimeVersion::new(release.version.as_ref()).rank(), place))
            .collect();
        ranked.sort_unstable_by(|one, other| other.cmp(one));
        let newest_first = ranked.into_iter().map(|(_, place)| place).collect();
        Self {
            contents,
            newest_first,
        }
    }
}

impl Catalogue {
    /// The catalogue that ships with the product.
    #[must_use]
    pub fn built_in() -> Self {
        static BUILT_IN: LazyLock<Catalogue> =
            LazyLock::new(|| Catalogue(Arc::new(Ranked::of(Contents::built_in()))));
        BUILT_IN.clone()
    }

    /// A catalogue of these contents.
    ///
    /// # Errors
    /// Everything that is wrong with them, each with its path.
    pub fn of(contents: Contents) -> Result<Self, Vec<Problem>> {
        let problems = contents.problems();
        if problems.is_empty() {
            Ok(Self(Arc::new(Ranked::of(contents))))
        } else {
            Err(problems)
        }
    }

    /// Everything in it.
    #[must_use]
    pub fn contents(&self) -> &Contents {
        &self.0.contents
    }

    /// The day up to which its facts are known.
    #[must_use]
    pub fn facts_of(&self) -> &str {
        &self.contents().facts_of
    }

    /// Every Runtime, newest first.
    #[must_use]
    pub fn runtimes(&self) -> &[RuntimeRelease] {
        &self.contents().runtimes
    }

    /// One Runtime by its version.
    #[must_use]
    pub fn runtime(&self, version: &str) -> Option<&RuntimeRelease> {
        self.runtimes()
            .iter()
            .find(|release| release.version == version)
    }

    /// The newest Runtime that may be chosen at `now` (RTV-2, ordered as RTV-6 says).
    #[must_use]
    pub fn newest_runtime(&self, now: Timestamp) -> Option<&RuntimeRelease> {
        let ranked = self.0.newest_first.iter();
        ranked
            .filter_map(|place| self.runtimes().get(*place))
            .find(|release| release.is_maintained(now))
    }

    /// Runtimes that may be chosen at `now`: known, not withdrawn, maintained (RTV-1).
    pub fn offered_runtimes(&self, now: Timestamp) -> impl Iterator<Item = &RuntimeRelease> {
        self.open_runtimes(false, now)
    }

    /// Runtimes that may be chosen at `now` in an Organization that allows those past maintenance, or does not
    /// (RTV-1).
    pub fn open_runtimes(
        &self,
        allows_deprecated: bool,
        now: Timestamp,
    ) -> impl Iterator<Item = &RuntimeRelease> {
        self.runtimes().iter().filter(move |release| {
            !release.yanked && (allows_deprecated || release.is_maintained(now))
        })
    }

    /// Every worker machine on offer, smallest first (WQ-10).
    #[must_use]
    pub fn machines(&self) -> &[Machine] {
        &self.contents().worker_machines
    }

    /// One machine by its name.
    #[must_use]
    pub fn machine(&self, name: &str) -> Option<&Machine> {
        self.machines().iter().find(|machine| machine.name == name)
    }

    /// Every scheduler size, smallest first.
    #[must_use]
    pub fn schedulers(&self) -> &[SchedulerSpec] {
        &self.contents().schedulers
    }

    /// Regions of standard clusters.
    #[must_use]
    pub fn standard_regions(&self, provider: CloudProvider) -> &[Region] {
        of_provider(&self.contents().regions.standard, provider)
    }

    /// Regions of dedicated clusters.
    #[must_use]
    pub fn dedicated_regions(&self, provider: CloudProvider) -> &[Region] {
        of_provider(&self.contents().regions.dedicated, provider)
    }

    /// Regions of hybrid clusters.
    #[must_use]
    pub fn hybrid_regions(&self, provider: CloudProvider) -> &[Region] {
        of_provider(&self.contents().regions.hybrid, provider)
    }

    /// What a setting of this variable would meddle with, if it is a system variable (ENV-10).
    #[must_use]
    pub fn system_variable(&self, key: &str) -> Option<&SystemVariable> {
        let variables = &self.contents().system_environment_variables;
        variables.iter().find(|variable| variable.key == key)
    }
}

fn of_provider(
    regions: &BTreeMap<CloudProvider, Vec<Region>>,
    provider: CloudProvider,
) -> &[Region] {
    regions
        .get(&provider)
        .map(Vec::as_slice)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_runtime_is_maintained_and_not_withdrawn() {
        let now = Timestamp::from_date("2026-11-21").unwrap();
        let catalogue = Catalogue::built_in();
        assert_eq!(catalogue.newest_runtime(now).unwrap().version, "3.1-13");
    }

    /// Whatever the order of the list, the newest at a moment is the greatest of what may be chosen then (RTV-2, RTV-6).
    #[test]
    fn the_newest_runtime_is_the_greatest_on_offer() {
        let mut contents = Contents::built_in();
        contents.runtimes.rotate_left(17);
        contents
            .runtimes
            .retain(|release| !release.version.starts_with("3.1-"));
        for release in &mut contents.runtimes {
            let end = if release.version == "3.0-12" {
                "2026-01-31"
            } else {
                "2026-06-30"
            };
            release.end_of_maintenance.get_or_insert(end.into());
            release.yanked |= release.version == "3.0-9";
        }
        let catalogue = Catalogue::of(contents).unwrap();
        for (day, newest) in [
            ("2021-01-01", Some("3.0-12")),
            ("2026-01-31", Some("3.0-12")),
            ("2026-02-01", Some("3.0-8")),
            ("2026-06-30", Some("3.0-8")),
            ("2026-07-01", None),
        ] {
            let now = Timestamp::from_date(day).unwrap();
            let found = catalogue.newest_runtime(now);
            assert_eq!(
                found.map(|release| release.version.as_ref()),
                newest,
                "{day}"
            );
            let greatest = catalogue
                .offered_runtimes(now)
                .max_by_key(|release| RuntimeVersion::new(release.version.as_ref()));
            assert_eq!(found, greatest, "{day}");
        }
    }

    #[test]
    fn maintenance_ends_with_its_last_day() {
        let catalogue = Catalogue::built_in();
        let release = catalogue.runtime("11.8.0").unwrap();
        assert!(release.is_maintained("2025-10-31T23:59:59Z".parse().unwrap()));
        assert!(!release.is_maintained("2025-11-01T00:00:00Z".parse().unwrap()));
    }
}
