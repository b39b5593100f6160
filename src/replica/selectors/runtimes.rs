//! How old the Runtimes are that Deployments run, as far as the person may see them.

use std::collections::BTreeMap;

use planisphere_domain::deployment::RuntimeVersion;
use planisphere_domain::findings::DAYS_BEFORE_THE_END;
use planisphere_domain::policy::{Permission, ResourceRef};

use super::super::Replica;

/// How long a Runtime is still maintained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuntimeAge {
    /// Beyond the next months, or no end is known.
    Maintained,
    /// Not much longer.
    EndsSoon,
    /// No more.
    Ended,
    /// The catalogue does not know it.
    Unknown,
}

/// One bar of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuntimeBar {
    /// The line of Runtimes, such as `3.1`; empty where several are one.
    pub line: String,
    /// How old.
    pub age: RuntimeAge,
    /// How many Deployments run it.
    pub count: usize,
}

/// A Runtime that a new Deployment may run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuntimeChoice {
    /// Its version.
    pub version: String,
    /// Its Airflow, and what is special about it.
    pub note: String,
}

impl Replica {
    /// The Runtimes that new Deployments may run, as the catalogue lists them; those past maintenance where the
    /// Organization allows them (RTV-1).
    #[must_use]
    pub fn runtime_choices(self) -> Vec<RuntimeChoice> {
        self.read(|opened| {
            let env = opened.env();
            let newest = env.catalogue.newest_runtime(env.now);
            let newest = newest.map_or("", |release| release.version.as_ref());
            let allows_deprecated = super::deploys::allows_deprecated(opened);
            let open = env.catalogue.open_runtimes(allows_deprecated, env.now);
            open.map(|release| {
                let mark = if release.version == newest {
                    ", newest"
                } else if release.is_maintained(env.now) {
                    ""
                } else {
                    ", past maintenance"
                };
                RuntimeChoice {
                    version: release.version.to_string(),
                    note: format!("Airflow {}{mark}", release.airflow),
                }
            })
            .collect()
        })
        .unwrap_or_default()
    }

    /// Deployments by the age of their Runtime: lines that are maintained, newest first, then what ends, what ended
    /// and what is unknown.
    #[must_use]
    pub fn runtime_ages(self) -> Vec<RuntimeBar> {
        self.read(|opened| {
            let env = opened.env();
            let mut bars: BTreeMap<(RuntimeAge, Line), (String, usize)> = BTreeMap::new();
            for deployment in opened.state.deployments() {
                let place = ResourceRef::Deployment(deployment.id);
                if !opened.holds_on(Permission::DeploymentGet, &place) {
                    continue;
                }
                let runtime = &deployment.runtime;
                let age = match env.catalogue.runtime(runtime.text()) {
                    None => RuntimeAge::Unknown,
                    Some(release) => match release.maintained_until() {
                        Some(end) if end <= env.now => RuntimeAge::Ended,
                        Some(end) if end.seconds() - env.now.seconds() <= SOON => {
                            RuntimeAge::EndsSoon
                        }
                        _ => RuntimeAge::Maintained,
                    },
                };
                let (order, name) = line(runtime, age);
                let bar = bars.entry((age, order)).or_insert((name, 0));
                bar.1 += 1;
            }
            let bars = bars.into_iter();
            bars.map(|((age, _), (line, count))| RuntimeBar { line, age, count })
                .collect()
        })
        .unwrap_or_default()
    }
}

const SOON: i64 = DAYS_BEFORE_THE_END * 86_400;

/// Sorts the newest line first.
type Line = std::cmp::Reverse<(bool, Vec<u64>)>;

/// The line that a version belongs to: `3.1` of `3.1-12`, `12` of `12.7.1`. What is over is one line.
fn line(version: &RuntimeVersion, age: RuntimeAge) -> (Line, String) {
    if matches!(age, RuntimeAge::Ended | RuntimeAge::Unknown) {
        return (std::cmp::Reverse((false, Vec::new())), String::new());
    }
    let (is_build, mut parts) = version.rank();
    parts.truncate(if is_build { 2 } else { 1 });
    let name: Vec<String> = parts.iter().map(u64::to_string).collect();
    (std::cmp::Reverse((is_build, parts)), name.join("."))
}
