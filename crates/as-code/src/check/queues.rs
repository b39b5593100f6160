//! Worker queues: names, machines, and the ranges that the command line asks the server for.

use std::collections::HashMap;

use planisphere_domain::catalogue::Machine;
use planisphere_domain::deployment::{Executor, WorkerQueue as Model};

use super::Check;
use crate::file::WorkerQueue;
use crate::located::{Given, Position};
use crate::problem::{Code, quoted};

const QUEUES: &str = "deployment.worker_queues";

/// The most workers of a queue (WQ-6).
const MOST_WORKERS: i64 = 100;
/// The most workers when the file does not say.
const DEFAULT_MOST_WORKERS: i64 = 10;
/// The most tasks at a time on a hybrid worker (WQ-14).
const HYBRID_MOST_TASKS: i64 = 256;

impl Check<'_> {
    pub(super) fn worker_queues(&mut self) {
        let queues = self.file.worker_queues.items();
        let Some(first) = queues.first() else { return };
        self.queues_allowed(first.at);
        self.queue_names(queues);
        for (index, queue) in queues.iter().enumerate() {
            let path = format!("{QUEUES}[{index}]");
            self.require(
                &queue.worker_type,
                &format!("{path}.worker_type"),
                Some(queue.at),
            );
            let machine = self.machine(queue, &path);
            self.queue_ranges(queue, &path, machine.as_ref());
        }
    }

    fn queues_allowed(&mut self, at: Position) {
        let configuration = &self.file.configuration;
        let hosted = self.is_hosted();
        let (message, remedy) = match configuration.executor_meant() {
            Some(Executor::Kubernetes) if hosted => (
                "don't use 'worker_queues' to update default queue with KubernetesExecutor, \
                 use 'default_task_pod_cpu' and 'default_task_pod_memory' instead",
                "Remove `worker_queues`, or choose another executor.",
            ),
            Some(Executor::Kubernetes) => (
                "don't use 'worker_queues' to update default queue with KubernetesExecutor, \
                 use 'default_worker_type' instead",
                "Remove `worker_queues`, or choose another executor.",
            ),
            Some(Executor::Astro) if configuration.is_remote() => (
                "a Deployment with remote execution has no worker queues",
                "Remove `worker_queues`; remote agents decide where tasks run.",
            ),
            _ => return,
        };
        let at = self.file.worker_queues.at().unwrap_or(at);
        self.error(Code::QueuesNotAllowed, QUEUES, Some(at), message, remedy);
    }

    fn queue_names(&mut self, queues: &[WorkerQueue]) {
        let mut seen: HashMap<&str, Position> = HashMap::new();
        for (index, queue) in queues.iter().enumerate() {
            let path = format!("{QUEUES}[{index}].name");
            self.require(&queue.name, &path, Some(queue.at));
            let (name, at) = (queue.name.text(), queue.name.at().unwrap_or(queue.at));
            match seen.get(name) {
                Some(first) if !name.is_empty() => {
                    let message = format!(
                        "two queues are called {}, the first on line {}",
                        quoted(name),
                        first.line
                    );
                    self.error(
                        Code::DuplicateName,
                        &path,
                        Some(at),
                        message,
                        "Rename one of the two.",
                    );
                }
                _ => {
                    seen.insert(name, at);
                }
            }
        }
        if !seen.contains_key(Model::DEFAULT) {
            let message =
                format!("missing required field: default queue is missing under {QUEUES}");
            let remedy = "Name one of the queues `default`.";
            self.error(
                Code::MissingField,
                QUEUES,
                self.file.worker_queues.at(),
                message,
                remedy,
            );
        }
    }

    /// The machine of a hosted queue, with a problem when there is none of that name.
    fn machine(&mut self, queue: &WorkerQueue, path: &str) -> Option<Machine> {
        let written = queue.worker_type.text();
        if !self.is_hosted() || written.is_empty() {
            return None;
        }
        let machines = self.machines;
        let found = machines
            .iter()
            .find(|machine| machine.name.eq_ignore_ascii_case(written));
        if found.is_none() {
            let message = format!("worker_type {} is not a worker machine", quoted(written));
            let remedy = if written.eq_ignore_ascii_case("A50") {
                "It is called A60 now; write that.".to_owned()
            } else {
                let names: Vec<&str> = machines
                    .iter()
                    .map(|machine| machine.name.as_ref())
                    .collect();
                format!("Write one of {}.", names.join(", "))
            };
            self.error(
                Code::UnknownMachine,
                &format!("{path}.worker_type"),
                queue.worker_type.at(),
                message,
                remedy,
            );
        }
        found.cloned()
    }

    fn queue_ranges(&mut self, queue: &WorkerQueue, path: &str, machine: Option<&Machine>) {
        let (least, most) = (
            queue.min_worker_count.number(),
            queue.max_worker_count.number(),
        );
        let least_fits = self.in_range(
            &queue.min_worker_count,
            path,
            "min_worker_count",
            "min worker count",
            0,
            MOST_WORKERS,
        );
        // Nothing and 0 stand for the default.
        let most_fits = most == 0
            || self.in_range(
                &queue.max_worker_count,
                path,
                "max_worker_count",
                "max worker count",
                1,
                MOST_WORKERS,
            );
        let most = if most == 0 {
            DEFAULT_MOST_WORKERS
        } else {
            most
        };
        if least_fits && most_fits && least > most {
            let at = queue.min_worker_count.at().unwrap_or(queue.at);
            let message = format!("min_worker_count {least} is above max_worker_count {most}");
            let remedy = "Lower `min_worker_count`, or raise `max_worker_count`.";
            self.error(
                Code::QueueRange,
                &format!("{path}.min_worker_count"),
                Some(at),
                message,
                remedy,
            );
        }
        let ceiling = match machine {
            Some(machine) => i64::from(machine.max_concurrency),
            None if self.is_hosted() => return,
            None => HYBRID_MOST_TASKS,
        };
        if queue.worker_concurrency.number() != 0 {
            let given = &queue.worker_concurrency;
            self.in_range(
                given,
                path,
                "worker_concurrency",
                "worker concurrency",
                1,
                ceiling,
            );
        }
    }

    fn in_range(
        &mut self,
        given: &Given<i64>,
        path: &str,
        key: &str,
        words: &str,
        floor: i64,
        ceiling: i64,
    ) -> bool {
        let fits = (floor..=ceiling).contains(&given.number());
        if !fits {
            let message = format!(
                "worker queue option is invalid: {words} must be between {floor} and {ceiling}"
            );
            let remedy = format!(
                "Change {} from {} to a number in that range.",
                quoted(key),
                given.number()
            );
            self.error(
                Code::QueueRange,
                &format!("{path}.{key}"),
                given.at(),
                message,
                remedy,
            );
        }
        fits
    }
}
