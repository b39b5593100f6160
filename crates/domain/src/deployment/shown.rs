//! The values of a Deployment's fields as a person reads them where two versions are compared.

use super::parts::{
    EnvironmentVariable, Executor, HibernationSpec, RemoteExecution, SchedulerSize, VariableValue,
    WorkerQueue,
};
use crate::NodePoolId;
use crate::edit::Value;
use crate::names::Names;
use crate::quantity::Quantity;

impl Value for Executor {
    fn shown(&self, _: &Names<'_>) -> String {
        self.label().to_owned()
    }
}

impl Value for SchedulerSize {
    fn shown(&self, _: &Names<'_>) -> String {
        self.label().to_owned()
    }
}

impl Value for Quantity {
    fn shown(&self, _: &Names<'_>) -> String {
        // As the rest of the app writes units.
        match self.text() {
            text if text.ends_with(['K', 'M', 'G', 'T']) => format!("{text}B"),
            text if self.has_binary_suffix() => match text.split_at_checked(text.len() - 2) {
                Some((amount, unit)) => format!("{amount} {unit}B"),
                None => text.to_owned(),
            },
            text => text.to_owned(),
        }
    }
}

impl Value for NodePoolId {
    fn shown(&self, names: &Names<'_>) -> String {
        names.node_pool(*self)
    }
}

impl WorkerQueue {
    /// Its fields as a person reads them, without its name.
    pub(crate) fn told(&self, names: &Names<'_>) -> String {
        let mut text = format!(
            "{} to {} workers, {} tasks each",
            self.min_worker_count, self.max_worker_count, self.worker_concurrency
        );
        for part in [
            self.astro_machine.clone(),
            self.node_pool_id.map(|pool| names.node_pool(pool)),
            self.pod_ephemeral_storage
                .as_ref()
                .map(|storage| format!("{} of storage", storage.shown(names))),
        ]
        .into_iter()
        .flatten()
        {
            text.push_str(", ");
            text.push_str(&part);
        }
        text
    }
}

impl Value for WorkerQueue {
    fn shown(&self, names: &Names<'_>) -> String {
        format!("{} ({})", self.name, self.told(names))
    }
}

impl Value for EnvironmentVariable {
    fn shown(&self, _: &Names<'_>) -> String {
        match &self.value {
            VariableValue::Plain(value) => format!("{}={value}", self.key),
            VariableValue::Secret(Some(_)) => format!("{} (secret)", self.key),
            VariableValue::Secret(None) => format!("{} (secret, empty)", self.key),
        }
    }
}

impl Value for HibernationSpec {
    fn shown(&self, _: &Names<'_>) -> String {
        let schedules = self.schedules.iter().map(|schedule| {
            let state = if schedule.is_enabled { "" } else { " (off)" };
            let (sleeps, wakes) = (&schedule.hibernate_at_cron, &schedule.wake_at_cron);
            format!("asleep from {sleeps} to {wakes}{state}")
        });
        let by_hand = self.override_by_hand.iter().map(|by_hand| {
            let state = if by_hand.is_hibernating {
                "asleep"
            } else {
                "awake"
            };
            match &by_hand.override_until {
                Some(until) => format!("{state} until {until}"),
                None => format!("{state} until changed"),
            }
        });
        let parts: Vec<String> = schedules.chain(by_hand).collect();
        parts.join(", ")
    }

    /// HIB-8: neither schedules nor override is no hibernation.
    fn is_nothing(&self) -> bool {
        self.schedules.is_empty() && self.override_by_hand.is_none()
    }
}

impl Value for RemoteExecution {
    fn shown(&self, _: &Names<'_>) -> String {
        let ranges = self.allowed_ip_address_ranges.join(", ");
        let mut text = format!(
            "agents from {}",
            if ranges.is_empty() {
                "anywhere"
            } else {
                &ranges
            }
        );
        for part in [&self.task_log_bucket, &self.task_log_url_pattern]
            .into_iter()
            .flatten()
        {
            text.push_str(", ");
            text.push_str(part);
        }
        text
    }
}
