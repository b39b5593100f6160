//! Worker queues whose limit the Deployment's quota never lets them reach.

use super::{FindingRule, Fix, Look, Subject};
use crate::decide::Env;
use crate::deployment::{Deployment, DeploymentField, WorkerQueue};
use crate::edit::Edit;
use crate::quantity::Quantity;
use crate::{Command, DeploymentId, QueueId, State};

/// Thousandths of a CPU that all workers of a queue take at its limit, and one of them.
fn appetite(env: &Env, queue: &WorkerQueue) -> Option<(i128, i128)> {
    let machine = env.catalogue.machine(queue.astro_machine.as_deref()?)?;
    let one = i128::from(machine.cpu) * 1_000;
    Some((one * i128::from(queue.max_worker_count), one))
}

/// How many workers fit into the quota; nothing for a queue whose limit fits.
fn fitting(env: &Env, deployment: &Deployment, queue: &WorkerQueue) -> Option<u32> {
    let quota = deployment.resource_quota_cpu.as_ref()?.milli()?;
    let (all, one) = appetite(env, queue)?;
    if all <= quota || one == 0 {
        return None;
    }
    u32::try_from(quota.max(0) / one).ok()
}

pub(super) fn look(look: &mut Look<'_>) {
    for deployment in look.state.deployments() {
        for queue in &deployment.worker_queues {
            let Some(fitting) = fitting(look.env, deployment, queue) else {
                continue;
            };
            let quota = deployment.resource_quota_cpu.as_ref();
            let evidence = format!(
                "the queue `{}` of `{}` may have {} workers, {fitting} fit into the quota of {} CPU",
                queue.name,
                deployment.name,
                queue.max_worker_count,
                quota.map(Quantity::text).unwrap_or_default(),
            );
            let subject = Subject::Queue(deployment.id, queue.id);
            look.add(FindingRule::QueueBeyondQuota, subject, evidence);
        }
    }
}

/// Lowers the limit to what fits, which changes nothing in practice. Where that would break the queue, the quota is
/// raised instead, with its memory (RES-3).
pub(super) fn fix(state: &State, env: &Env, id: DeploymentId, queue: QueueId) -> Option<Fix> {
    let deployment = state.deployment(id)?;
    let stored = deployment.worker_queues.iter().find(|it| it.id == queue)?;
    let fits = fitting(env, deployment, stored)?;
    let values = if fits >= stored.min_worker_count.max(1) {
        let mut queues = deployment.worker_queues.clone();
        for changed in queues.iter_mut().filter(|it| it.id == queue) {
            changed.max_worker_count = fits;
        }
        vec![DeploymentField::WorkerQueues(queues)]
    } else {
        let (all, _) = appetite(env, stored)?;
        let cpu = all / 1_000;
        vec![
            DeploymentField::ResourceQuotaCpu(Some(Quantity::new(cpu.to_string()))),
            DeploymentField::ResourceQuotaMemory(Some(Quantity::new(format!("{}Gi", cpu * 2)))),
        ]
    };
    Some(Fix::of(Command::UpdateDeployment {
        id,
        edits: values
            .into_iter()
            .map(|value| Edit::new(deployment.field(&value), value))
            .collect(),
    }))
}
