//! A catalogue as a file: what it holds, and what can be wrong with one that somebody provides.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::machines::{MACHINES, SCHEDULERS};
use super::regions::{dedicated_regions, hybrid_regions, standard_regions};
use super::runtimes::RUNTIMES;
use super::variables::SYSTEM_VARIABLES;
use super::{CloudProvider, Machine, Region, RuntimeRelease, SchedulerSpec, SystemVariable};
use crate::validation::Checks;
use crate::{Problem, Timestamp};

/// The day up to which the built-in facts are known.
const FACTS_OF: &str = "2026-08-31";

/// Everything that a catalogue holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Contents {
    /// The day up to which the facts are known, such as `2026-08-31`.
    pub facts_of: Cow<'static, str>,
    /// Runtimes, newest first.
    pub runtimes: Vec<RuntimeRelease>,
    /// Worker machines, smallest first.
    pub worker_machines: Vec<Machine>,
    /// Scheduler sizes, smallest first.
    pub schedulers: Vec<SchedulerSpec>,
    /// Regions.
    pub regions: Regions,
    /// Environment variables that the system sets (ENV-10).
    #[serde(default)]
    pub system_environment_variables: Vec<SystemVariable>,
}

/// Regions by what runs there and by provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Regions {
    /// Of standard clusters.
    #[serde(default)]
    pub standard: BTreeMap<CloudProvider, Vec<Region>>,
    /// Of dedicated clusters.
    #[serde(default)]
    pub dedicated: BTreeMap<CloudProvider, Vec<Region>>,
    /// Of hybrid clusters.
    #[serde(default)]
    pub hybrid: BTreeMap<CloudProvider, Vec<Region>>,
}

impl Contents {
    /// What ships with the product.
    #[must_use]
    pub fn built_in() -> Self {
        let by_provider = |regions: fn(CloudProvider) -> &'static [Region]| {
            let providers = CloudProvider::ALL.iter();
            providers
                .map(|provider| (*provider, regions(*provider).to_vec()))
                .collect()
        };
        Self {
            facts_of: Cow::Borrowed(FACTS_OF),
            runtimes: RUNTIMES.to_vec(),
            worker_machines: MACHINES.to_vec(),
            schedulers: SCHEDULERS.to_vec(),
            regions: Regions {
                standard: by_provider(standard_regions),
                dedicated: by_provider(dedicated_regions),
                hybrid: by_provider(hybrid_regions),
            },
            system_environment_variables: SYSTEM_VARIABLES.to_vec(),
        }
    }

    /// Everything that is wrong: days that are none, names that are empty or there twice, machines without
    /// room, and nothing to choose from.
    #[must_use]
    pub(super) fn problems(&self) -> Vec<Problem> {
        let mut checks = Checks::default();
        day(&mut checks, "factsOf", &self.facts_of);
        for (place, release) in self.runtimes.iter().enumerate() {
            if let Some(end) = &release.end_of_maintenance {
                day(
                    &mut checks,
                    &format!("runtimes[{place}].endOfMaintenance"),
                    end,
                );
            }
        }
        let versions = self.runtimes.iter().map(|release| release.version.as_ref());
        names(&mut checks, "runtimes", "version", versions);
        let machines = self.worker_machines.iter();
        names(
            &mut checks,
            "workerMachines",
            "name",
            machines.map(|machine| machine.name.as_ref()),
        );
        for (place, machine) in self.worker_machines.iter().enumerate() {
            room(&mut checks, &format!("workerMachines[{place}]"), machine);
        }
        let sizes = self.schedulers.iter().map(|spec| spec.size.api());
        names(&mut checks, "schedulers", "size", sizes);
        for (kind, by_provider) in [
            ("standard", &self.regions.standard),
            ("dedicated", &self.regions.dedicated),
            ("hybrid", &self.regions.hybrid),
        ] {
            for (provider, regions) in by_provider {
                let path = format!("regions.{kind}.{}", provider.api());
                let codes = regions.iter().map(|region| region.code.as_ref());
                each_once(&mut checks, &path, "code", codes);
            }
        }
        checks.into_problems()
    }
}

/// A day such as `2026-08-31`.
fn day(checks: &mut Checks, path: &str, text: &str) {
    checks.ensure(Timestamp::from_date(text).is_some(), || {
        Problem::new(
            path,
            "day",
            format!("{path} is `{text}`, which is no day"),
            "Write it like `2026-08-31`.",
        )
        .value(text)
    });
}

/// A list that has something in it, each thing under a name of its own.
fn names<'a>(
    checks: &mut Checks,
    list: &str,
    field: &str,
    names: impl ExactSizeIterator<Item = &'a str>,
) {
    checks.ensure(names.len() > 0, || {
        Problem::new(
            list,
            "empty",
            format!("{list} is empty"),
            "List at least one.",
        )
    });
    each_once(checks, list, field, names);
}

fn each_once<'a>(
    checks: &mut Checks,
    list: &str,
    field: &str,
    names: impl Iterator<Item = &'a str>,
) {
    let mut seen = BTreeSet::new();
    for (place, name) in names.enumerate() {
        let path = format!("{list}[{place}].{field}");
        checks.ensure(!name.trim().is_empty(), || {
            Problem::new(
                &path,
                "empty",
                format!("{path} is empty"),
                "Write a name, or leave the entry out.",
            )
        });
        checks.ensure(seen.insert(name), || {
            Problem::new(
                &path,
                "taken",
                format!("{path} is `{name}`, which is there already"),
                "Keep one of the two.",
            )
            .value(name)
        });
    }
}

fn room(checks: &mut Checks, place: &str, machine: &Machine) {
    let usual = machine.default_concurrency;
    let most = machine.max_concurrency;
    checks.ensure((1..=most).contains(&usual), || {
        let path = format!("{place}.defaultConcurrency");
        let message =
            format!("{path} is {usual}, allowed are 1 to maxConcurrency, which is {most}");
        Problem::new(path, "out-of-range", message, "Correct one of the two.").value(usual)
    });
    for (field, number) in [("cpu", machine.cpu), ("memoryGib", machine.memory_gib)] {
        checks.ensure(number > 0, || {
            let path = format!("{place}.{field}");
            let message = format!("{path} is 0");
            Problem::new(path, "out-of-range", message, "Use at least 1.").value(0)
        });
    }
}
