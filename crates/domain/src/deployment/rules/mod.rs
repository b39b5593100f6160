//! What must hold for a Deployment, whatever made it: creation, an edit on a page, a file. Every broken
//! rule is reported at once.
//!
//! [`check`] judges a configuration as it stands, [`check_step`] the way there. Who may ask is not judged
//! here.

mod development;
mod executor;
mod infrastructure;
mod queues;
mod resources;
mod step;
mod trial;
mod variables;

pub use variables::{MOST_BYTES_OF_VARIABLE, problem_of_variable_key, problem_of_variable_value};

use super::model::Deployment;
use super::parts::{DeploymentType, WorkerQueue};
use crate::catalogue::Catalogue;
use crate::cluster::Cluster;
use crate::decide::Context;
use crate::quantity::Quantity;
use crate::validation::Checks;
use crate::{Problem, ResourceKind, Timestamp};

pub(crate) use executor::check_executor;
pub(super) use step::check_step;
pub use trial::MOST_WORKERS as MOST_TRIAL_WORKERS;

/// A Deployment and what its rules look at beside it.
struct Subject<'a> {
    now: Timestamp,
    catalogue: &'a Catalogue,
    /// As it was; `None` at creation. What was fine then may stay, offered or not.
    before: Option<&'a Deployment>,
    deployment: &'a Deployment,
    /// Its cluster, unless it is a standard one or unknown.
    cluster: Option<&'a Cluster>,
    is_hybrid: bool,
}

impl Subject<'_> {
    /// The queue as it was, if it ran on the same machine.
    fn stored_on_the_same_machine(&self, queue: &WorkerQueue) -> Option<&WorkerQueue> {
        let stored = self.before?.worker_queues.iter();
        let mut same = stored.filter(|old| old.id == queue.id);
        same.find(|old| old.astro_machine.is_some() && old.astro_machine == queue.astro_machine)
    }
}

/// Checks every rule that needs only the Deployment and the state around it.
pub(super) fn check(
    checks: &mut Checks,
    context: &Context<'_>,
    before: Option<&Deployment>,
    deployment: &Deployment,
) {
    let state = context.state;
    let infrastructure = &deployment.infrastructure;
    let subject = Subject {
        now: context.env.now,
        catalogue: &context.env.catalogue,
        before,
        deployment,
        cluster: infrastructure.cluster_id().and_then(|id| state.cluster(id)),
        is_hybrid: infrastructure.deployment_type() == DeploymentType::Hybrid,
    };
    identity(checks, context, deployment);
    // DEP-17: it stays where it was put, whatever happened to the region or the cluster since.
    if before.is_none() {
        infrastructure::check(checks, &subject);
    }
    executor::check(checks, &subject);
    resources::check(checks, &subject);
    queues::check(checks, &subject);
    development::check(checks, &subject);
    variables::check(checks, &subject);
    for (place, email) in deployment.contact_emails.iter().enumerate() {
        checks.email(&format!("contactEmails[{place}]"), email); // EML-1
    }
}

fn identity(checks: &mut Checks, context: &Context<'_>, deployment: &Deployment) {
    let Deployment {
        name, description, ..
    } = deployment;
    checks.text("name", "the Deployment's name", name, 1, 500); // DEP-1
    checks.text("description", "the description", description, 0, 1_000); // DEP-2
    // DEP-3
    if context
        .state
        .deployment_named(deployment.workspace_id, name)
        .is_some_and(|other| other.id != deployment.id)
    {
        checks.add(Problem::taken("name", ResourceKind::Deployment, name));
    }
}

/// A number between two others, both allowed.
fn range(checks: &mut Checks, path: &str, value: u32, least: u32, most: u32) {
    checks.ensure((least..=most).contains(&value), || {
        Problem::new(
            path,
            "out-of-range",
            format!("{path} is {value}, allowed are {least} to {most}"),
            format!("Use {least} to {most}."),
        )
        .value(value)
        .limit(format!("{least} to {most}"))
    });
}

/// RES-1.
fn quantity(checks: &mut Checks, path: &str, amount: &Quantity) {
    checks.ensure(amount.milli().is_some(), || {
        Problem::new(
            path,
            "quantity",
            format!("{path} is `{amount}`, which is no amount"),
            "Write it like `0.25` or `0.5Gi`.",
        )
        .value(amount)
    });
}

fn at_least(checks: &mut Checks, path: &str, amount: &Quantity, least: &str) {
    if let (Some(value), Some(floor)) = (amount.milli(), Quantity::new(least).milli()) {
        checks.ensure(value >= floor, || {
            Problem::new(
                path,
                "out-of-range",
                format!("{path} is `{amount}`, the least is `{least}`"),
                format!("Use `{least}` or more."),
            )
            .value(amount)
            .limit(format!("{least} or more"))
        });
    }
}

fn at_most(checks: &mut Checks, path: &str, amount: &Quantity, most: &Quantity) {
    if let (Some(value), Some(ceiling)) = (amount.milli_rounded_up(), most.milli()) {
        checks.ensure(value <= ceiling, || {
            Problem::new(
                path,
                "out-of-range",
                format!("{path} is `{amount}`, the most is `{most}`"),
                format!("Use `{most}` or less."),
            )
            .value(amount)
            .limit(format!("{most} or less"))
        });
    }
}
