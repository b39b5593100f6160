//! `hibernation.override`, `hibernation.state` and `autoscale.workers`.

use planisphere_domain::deployment::{HibernationRequest, OverrideRequest, WorkerQueue};
use planisphere_domain::{Command, QueueId, Timestamp};
use serde_json::json;

use super::input::Input;
use super::world::{World, deployment_id};
use super::{Answer, Stop};

/// Tries an operation on hibernation.
pub fn run(world: &mut World, action: &str, input: &mut Input) -> Answer {
    match action {
        "override" => set(world, input),
        "state" => state(input),
        other => Err(Stop::unknown(format!("operation `hibernation.{other}`"))),
    }
}

fn set(world: &mut World, input: &mut Input) -> Answer {
    let request: OverrideRequest = input.part("body")?;
    let id = deployment_id(&input.text("deploymentId")?)?;
    let by_hand = Some(request.read()?);
    world.decide(&[Command::OverrideHibernation { id, by_hand }])?;
    let stored = world
        .state()
        .deployment(id)
        .and_then(|it| it.hibernation.as_ref());
    let by_hand = stored.and_then(|spec| spec.override_by_hand.as_ref());
    let by_hand = by_hand.ok_or_else(|| Stop::refused("no override is stored"))?;
    Ok(json!({
        "isHibernating": by_hand.is_hibernating,
        "overrideUntil": by_hand.override_until,
        "isActive": by_hand.is_active(world.stored.env.now),
    }))
}

fn state(input: &mut Input) -> Answer {
    let at: Timestamp = input.part("at")?;
    let request: HibernationRequest = input.part("hibernationSpec")?;
    let state = request.read()?.state_at(at);
    Ok(json!({
        "isHibernating": state.is_hibernating,
        "nextEventType": state.next.map(|next| next.api()),
        "nextEventAt": state.next.map(|next| next.at),
    }))
}

/// Tries an operation on the number of workers.
pub fn autoscale(action: &str, input: &mut Input) -> Answer {
    if action != "workers" {
        return Err(Stop::unknown(format!("operation `autoscale.{action}`")));
    }
    let queue = WorkerQueue {
        min_worker_count: input.part("minWorkerCount")?,
        max_worker_count: input.part("maxWorkerCount")?,
        worker_concurrency: input.part("workerConcurrency")?,
        ..WorkerQueue::default_queue(QueueId::from_bits(0))
    };
    let workers = queue.desired_workers(input.part("queuedTasks")?, input.part("runningTasks")?);
    Ok(json!({"desiredWorkers": workers}))
}
