//! What somebody should know about a Deployment although nothing refuses it: values that the catalogue no
//! longer offers and that stay as they are, a Runtime past its maintenance, variables that the system sets.

use super::model::Deployment;
use super::parts::Infrastructure;
use crate::catalogue::Catalogue;
use crate::{Problem, Timestamp};

impl Deployment {
    /// Each with its field's path, as problems have it.
    #[must_use]
    pub fn notices(&self, catalogue: &Catalogue, now: Timestamp) -> Vec<Problem> {
        let mut notices = Vec::new();
        notices.extend(self.runtime_notice(catalogue, now));
        if let Infrastructure::Standard {
            cloud_provider,
            region,
        } = &self.infrastructure
        {
            let regions = catalogue.standard_regions(*cloud_provider);
            if !regions.iter().any(|known| known.code == *region) {
                let way_out = "The Deployment stays there; a new one cannot be created there.";
                notices.push(no_longer_offered("region".to_owned(), region, way_out));
            }
        }
        for (place, queue) in self.worker_queues.iter().enumerate() {
            let machine = queue.astro_machine.as_deref();
            if let Some(machine) = machine.filter(|name| catalogue.machine(name).is_none()) {
                let path = format!("workerQueues[{place}].astroMachine");
                let way_out = "It stays as it is until you choose another.";
                notices.push(no_longer_offered(path, machine, way_out));
            }
        }
        notices.extend(self.variable_notices(catalogue));
        notices
    }

    /// RTV-7, and RTV-1 for what is stored already.
    fn runtime_notice(&self, catalogue: &Catalogue, now: Timestamp) -> Option<Problem> {
        let version = self.runtime.text();
        let (code, message) = match catalogue.runtime(version) {
            None => (
                "unknown-runtime",
                format!("Runtime `{version}` is not in the catalogue"),
            ),
            Some(release) if release.yanked => (
                "withdrawn-runtime",
                format!("Runtime `{version}` was withdrawn"),
            ),
            Some(release) if !release.is_maintained(now) => {
                let end = release.end_of_maintenance.as_deref().unwrap_or_default();
                (
                    "unmaintained-runtime",
                    format!("Runtime `{version}` has been out of maintenance since {end}"),
                )
            }
            Some(_) => return None,
        };
        let way_out = "It stays until an image with another Runtime is deployed.";
        Some(Problem::new("astroRuntimeVersion", code, message, way_out).value(version))
    }

    /// ENV-10
    fn variable_notices(&self, catalogue: &Catalogue) -> Vec<Problem> {
        let variables = self.environment_variables.iter().enumerate();
        variables
            .filter_map(|(place, variable)| {
                let key = variable.key.as_str();
                let system = catalogue.system_variable(key)?;
                let (code, effect, way_out) = if system.is_overwritten {
                    (
                        "overwritten-variable",
                        "is overwritten when the Deployment runs",
                        "Delete it: it has no effect.",
                    )
                } else {
                    (
                        "system-variable",
                        "is set by the system, and setting it can break the Deployment",
                        "Delete it unless you know what it does.",
                    )
                };
                let path = format!("environmentVariables[{place}].key");
                Some(Problem::new(path, code, format!("`{key}` {effect}"), way_out).value(key))
            })
            .collect()
    }
}

fn no_longer_offered(path: String, value: &str, way_out: &'static str) -> Problem {
    let message = format!("{path} is `{value}`, which is no longer offered");
    Problem::new(path, "not-offered", message, way_out).value(value)
}
