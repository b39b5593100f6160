//! What a trial does not allow (ORG-8). That the limit itself is fine is shown in `limits.rs`.

use planisphere_domain::deployment::{DeploymentField, WorkerQueue};
use planisphere_domain::organization::Plan;
use planisphere_domain::{Command, DeploymentId};
use planisphere_fixtures::Fixture;

use super::{Refused, refused};
use crate::scene::{create, edit, edit_queue};

/// A trial without Deployments.
fn trial() -> Fixture {
    Fixture::founded_on(Plan::Trial)
}

/// A trial with its one Deployment.
fn used() -> Fixture {
    trial().with_deployment_as("Data Platform", "etl", |draft| {
        draft.worker_queues = Some(vec![WorkerQueue {
            max_worker_count: 5,
            ..WorkerQueue::default_queue(draft.default_queue_id)
        }]);
    })
}

fn with_queue(fixture: &mut Fixture, change: impl FnOnce(&mut WorkerQueue)) -> Command {
    create(fixture, |draft| {
        let mut queue = WorkerQueue::default_queue(draft.default_queue_id);
        queue.max_worker_count = 5;
        change(&mut queue);
        draft.worker_queues = Some(vec![queue]);
    })
}

pub fn cases() -> Vec<Refused> {
    vec![
        refused(
            ("ORG-8", "a second Deployment"),
            used,
            |fixture| {
                let mut command = with_queue(fixture, |_| {});
                if let Command::CreateDeployment(draft) = &mut command {
                    draft.id = DeploymentId::from_bits(7);
                }
                command
            },
            ("trial", "a trial has 1 Deployment, and there are 1"),
        ),
        refused(
            ("ORG-8", "six workers"),
            trial,
            |fixture| with_queue(fixture, |queue| queue.max_worker_count = 6),
            (
                "trial",
                "workerQueues[0].maxWorkerCount is 6, the limit of a trial is 5",
            ),
        ),
        refused(
            ("ORG-8", "six workers later"),
            used,
            |fixture| edit_queue(fixture, "etl", |queue| queue.max_worker_count = 6),
            ("trial", "workerQueues[0].maxWorkerCount is 6"),
        ),
        refused(
            ("ORG-8", "a larger machine"),
            trial,
            |fixture| with_queue(fixture, |queue| queue.astro_machine = Some("A40".into())),
            (
                "trial",
                "workerQueues[0].astroMachine is `A40`, a trial has A5, A10, A20",
            ),
        ),
        refused(
            ("ORG-8", "high availability"),
            used,
            |fixture| edit(fixture, "etl", [DeploymentField::IsHighAvailability(true)]),
            ("trial", "isHighAvailability"),
        ),
    ]
}
