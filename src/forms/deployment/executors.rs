//! Which executor cannot be chosen, and why, as the choice says it before a rule has to.

use planisphere_domain::deployment::{Executor, RuntimeVersion};

/// The oldest Runtime on which Kubernetes runs tasks (EXE-4).
const LEAST_FOR_KUBERNETES: &str = "8.1.0";

/// Why an executor cannot be chosen; `None` when it can (EXE-2, EXE-3, EXE-4).
#[must_use]
pub fn why_not(executor: Executor, is_hybrid: bool, runtime: &RuntimeVersion) -> Option<String> {
    match executor {
        Executor::Astro if is_hybrid => Some("Not on hybrid clusters".to_owned()),
        Executor::Astro if !runtime.is_airflow_3() => Some(format!(
            "Needs Airflow 3, Runtime {runtime} carries Airflow 2"
        )),
        Executor::Kubernetes if *runtime < RuntimeVersion::new(LEAST_FOR_KUBERNETES) => Some(
            format!("Needs Runtime {LEAST_FOR_KUBERNETES} or newer, this is {runtime}"),
        ),
        Executor::Celery | Executor::Kubernetes | Executor::Astro => None,
    }
}
