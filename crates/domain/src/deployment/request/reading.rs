//! From a request's parts to the model's: what a body itself can get wrong, such as a word that is no value
//! or a count below zero, is a problem with its path. Limits are for the rules.

use std::collections::BTreeMap;

use super::{
    HibernationRequest, OverrideRequest, QueueRequest, RemoteRequest, ScalingRequest,
    VariableRequest,
};
use crate::deployment::parts::{
    EnvironmentVariable, HibernationOverride, HibernationSchedule, HibernationSpec,
    RemoteExecution, VariableValue, WorkerQueue,
};
use crate::quantity::Quantity;
use crate::validation::Checks;
use crate::{Problem, QueueId, SecretId, Timestamp};

/// Makes the ids of what a request brings along; a secret's text is sealed by whoever gives its id.
pub struct NewIds<'a> {
    /// For a new worker queue.
    pub queue: &'a mut dyn FnMut() -> QueueId,
    /// For a secret of this text.
    pub secret: &'a mut dyn FnMut(&str) -> SecretId,
}

/// A text that says something (UPD-5).
pub(super) fn said(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str).filter(|text| !text.is_empty())
}

/// An amount that is sent.
pub(super) fn amount(text: Option<&String>) -> Option<Quantity> {
    said(text).map(Quantity::new)
}

/// One of the values of an enumeration, by its exact name.
pub(super) fn choice<T: Copy>(
    checks: &mut Checks,
    path: &str,
    text: Option<&String>,
    all: &[T],
    api: impl Fn(T) -> &'static str,
) -> Option<T> {
    let text = said(text)?;
    let found = all.iter().copied().find(|value| api(*value) == text);
    checks.ensure(found.is_some(), || {
        let names: Vec<&str> = all.iter().map(|value| api(*value)).collect();
        Problem::new(
            path,
            "unknown-value",
            format!("{path} is `{text}`, which is no value of it"),
            format!("Use one of {}.", names.join(", ")),
        )
        .value(text)
        .limit(names.join(", "))
    });
    found
}

/// An id; what is none cannot name anything.
pub(super) fn id<T: std::str::FromStr>(
    checks: &mut Checks,
    path: &str,
    what: &str,
    text: Option<&String>,
) -> Option<T> {
    let text = said(text)?;
    let id = text.parse().ok();
    checks.ensure(id.is_some(), || {
        Problem::new(
            path,
            "unknown-id",
            format!("{path} is `{text}`: {what} not found"),
            "Choose one of the list.",
        )
        .value(text)
    });
    id
}

/// A count; what no count can be is as far from every limit as the largest.
pub(super) fn count(checks: &mut Checks, path: &str, number: Option<i64>) -> Option<u32> {
    let number = number?;
    let count = u32::try_from(number).ok();
    checks.ensure(count.is_some(), || {
        Problem::new(
            path,
            "range",
            format!("{path} is {number}, which is no count"),
            "Use a whole number of zero or more.",
        )
        .value(number)
        .limit(format!("0 to {}", u32::MAX))
    });
    count
}

/// Notes that a key is missing.
pub(super) fn missing(checks: &mut Checks, path: &str) {
    checks.add(Problem::new(
        path,
        "missing",
        format!("{path} is missing"),
        "Send it.",
    ));
}

/// Worker queues of a body, against those that are stored (UPD-6, UPD-7, WQ-11).
pub(super) fn queues(
    checks: &mut Checks,
    asked: &[QueueRequest],
    stored: &[WorkerQueue],
    ids: &mut NewIds<'_>,
) -> Vec<WorkerQueue> {
    let place = |place: usize| format!("workerQueues[{place}]");
    asked
        .iter()
        .enumerate()
        .map(|(at, queue)| one_queue(checks, &place(at), queue, stored, ids))
        .collect()
}

fn one_queue(
    checks: &mut Checks,
    place: &str,
    asked: &QueueRequest,
    stored: &[WorkerQueue],
    ids: &mut NewIds<'_>,
) -> WorkerQueue {
    let path = |field: &str| format!("{place}.{field}");
    let known = match said(asked.id.as_ref()) {
        Some(text) => {
            let found = stored.iter().find(|queue| queue.id.to_string() == text);
            // WQ-12
            checks.ensure(found.is_some(), || {
                let path = path("id");
                let message = format!("{path} is `{text}`, no queue of this Deployment");
                Problem::new(
                    path,
                    "unknown-queue",
                    message,
                    "Leave the id out for a new queue.",
                )
                .value(text)
            });
            found
        }
        // UPD-6
        None => {
            let name = said(asked.name.as_ref());
            stored
                .iter()
                .find(|queue| Some(queue.name.as_str()) == name)
        }
    };
    // UPD-7: what is absent on a stored queue stays; a new one has to say it.
    let mut number = |field: &str, sent: Option<i64>, kept: Option<u32>| {
        if sent.is_none() && kept.is_none() {
            missing(checks, &path(field));
        }
        count(checks, &path(field), sent).or(kept).unwrap_or(1)
    };
    let min = number(
        "minWorkerCount",
        asked.min_worker_count,
        known.map(|queue| queue.min_worker_count),
    );
    let max = number(
        "maxWorkerCount",
        asked.max_worker_count,
        known.map(|queue| queue.max_worker_count),
    );
    let concurrency = number(
        "workerConcurrency",
        asked.worker_concurrency,
        known.map(|queue| queue.worker_concurrency),
    );
    let name = asked
        .name
        .clone()
        .or_else(|| known.map(|queue| queue.name.clone()))
        .unwrap_or_default();
    // WQ-5
    checks.ensure(
        asked
            .is_default
            .is_none_or(|is| is == (name == WorkerQueue::DEFAULT)),
        || {
            let path = path("isDefault");
            let message = format!("{path} does not fit the name `{name}`");
            Problem::new(
                path,
                "default-queue",
                message,
                "It is true for the queue called `default` alone.",
            )
        },
    );
    let sent_pool = id(
        checks,
        &path("nodePoolId"),
        "node pool",
        asked.node_pool_id.as_ref(),
    );
    WorkerQueue {
        id: known.map_or_else(|| (ids.queue)(), |queue| queue.id),
        name,
        min_worker_count: min,
        max_worker_count: max,
        worker_concurrency: concurrency,
        astro_machine: said(asked.astro_machine.as_ref())
            .map(str::to_owned)
            .or_else(|| known.and_then(|queue| queue.astro_machine.clone())),
        node_pool_id: sent_pool.or_else(|| known.and_then(|queue| queue.node_pool_id)),
        pod_ephemeral_storage: amount(asked.pod_ephemeral_storage.as_ref())
            .or_else(|| known.and_then(|queue| queue.pod_ephemeral_storage.clone())),
        // Derived from the machine, so what is sent says nothing.
        pod_cpu: known.and_then(|queue| queue.pod_cpu.clone()),
        pod_memory: known.and_then(|queue| queue.pod_memory.clone()),
    }
}

/// All environment variables of a body. `stored` is `None` at creation.
pub(super) fn variables(
    checks: &mut Checks,
    asked: &[VariableRequest],
    stored: Option<&[EnvironmentVariable]>,
    now: Timestamp,
    ids: &mut NewIds<'_>,
) -> Vec<EnvironmentVariable> {
    let is_new = stored.is_none();
    let stored = stored.unwrap_or_default().iter();
    let stored: BTreeMap<&str, _> = stored.map(|it| (it.key.as_str(), it)).collect();
    let mut variables = Vec::new();
    for (place, variable) in asked.iter().enumerate() {
        let key = variable.key.clone().unwrap_or_default();
        let known = stored.get(key.as_str()).copied();
        let is_secret = variable.is_secret.unwrap_or_default();
        // ENV-9
        if variable.value.is_none() && (is_new || !is_secret) {
            missing(checks, &format!("environmentVariables[{place}].value"));
        }
        let text = variable.value.as_deref().unwrap_or_default();
        let value = if !is_secret {
            VariableValue::Plain(text.to_owned())
        } else if text.is_empty() {
            // ENV-6
            match known.map(|known| &known.value) {
                Some(VariableValue::Secret(kept)) => VariableValue::Secret(*kept),
                Some(VariableValue::Plain(kept)) if !kept.is_empty() => {
                    VariableValue::Secret(Some((ids.secret)(kept)))
                }
                Some(VariableValue::Plain(_)) | None => VariableValue::Secret(None),
            }
        } else {
            VariableValue::Secret(Some((ids.secret)(text)))
        };
        let updated_at = known
            .filter(|known| known.value == value)
            .map_or(now, |known| known.updated_at);
        variables.push(EnvironmentVariable {
            key,
            value,
            updated_at,
        });
    }
    variables
}

/// Hibernation of a body; an empty block is none (HIB-8).
pub(super) fn hibernation(checks: &mut Checks, asked: &ScalingRequest) -> Option<HibernationSpec> {
    let spec = asked.hibernation_spec.as_ref()?;
    let path = "scalingSpec.hibernationSpec";
    // HIB-7
    let says_nothing = spec.schedules.as_ref().is_none_or(Vec::is_empty);
    checks.ensure(!says_nothing || spec.override_by_hand.is_some(), || {
        Problem::new(
            path,
            "empty",
            format!("{path} has neither schedules nor an override"),
            "Send one of the two, or an empty scalingSpec to clear it.",
        )
    });
    Some(HibernationSpec {
        schedules: schedules(spec),
        override_by_hand: spec
            .override_by_hand
            .as_ref()
            .and_then(|it| by_hand(checks, &format!("{path}.override."), it)),
    })
}

fn schedules(spec: &HibernationRequest) -> Vec<HibernationSchedule> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let schedules = spec.schedules.iter().flatten();
    schedules
        .map(|schedule| HibernationSchedule {
            hibernate_at_cron: text(&schedule.hibernate_at_cron),
            wake_at_cron: text(&schedule.wake_at_cron),
            description: text(&schedule.description),
            is_enabled: schedule.is_enabled.unwrap_or(true),
        })
        .collect()
}

/// An override of a body.
pub(super) fn by_hand(
    checks: &mut Checks,
    place: &str,
    asked: &OverrideRequest,
) -> Option<HibernationOverride> {
    let Some(is_hibernating) = asked.is_hibernating else {
        // HIB-10
        missing(checks, &format!("{place}isHibernating"));
        return None;
    };
    Some(HibernationOverride {
        is_hibernating,
        override_until: said(asked.override_until.as_ref()).map(str::to_owned),
    })
}

/// Remote execution of a body.
pub(super) fn remote(checks: &mut Checks, asked: &RemoteRequest) -> RemoteExecution {
    // REM-2, REM-4
    checks.ensure(asked.enabled == Some(true), || {
        Problem::new(
            "remoteExecution.enabled",
            "remote-execution-off",
            "remoteExecution.enabled is not true",
            "Leave remoteExecution out, or turn it on.",
        )
    });
    let text = |text: &Option<String>| said(text.as_ref()).map(str::to_owned);
    RemoteExecution {
        allowed_ip_address_ranges: asked.allowed_ip_address_ranges.clone().unwrap_or_default(),
        task_log_bucket: text(&asked.task_log_bucket),
        task_log_url_pattern: text(&asked.task_log_url_pattern),
    }
}
