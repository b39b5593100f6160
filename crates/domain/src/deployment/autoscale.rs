//! How many workers a queue runs (section 4.3). Computed again every ten seconds; going down waits five
//! minutes, which is not modelled here.

use super::parts::WorkerQueue;

impl WorkerQueue {
    /// The workers that so many tasks ask for: enough for all of them at once, within the queue's limits.
    #[must_use]
    pub fn desired_workers(&self, queued_tasks: u64, running_tasks: u64) -> u32 {
        let tasks = queued_tasks.saturating_add(running_tasks);
        let asked = tasks.div_ceil(u64::from(self.worker_concurrency.max(1)));
        let asked = u32::try_from(asked).unwrap_or(u32::MAX);
        asked.min(self.max_worker_count).max(self.min_worker_count)
    }

    /// The most tasks that run at once.
    #[must_use]
    pub fn most_tasks(&self) -> u64 {
        u64::from(self.max_worker_count) * u64::from(self.worker_concurrency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::QueueId;

    #[test]
    fn workers_follow_tasks_between_the_limits() {
        let queue = WorkerQueue {
            min_worker_count: 1,
            max_worker_count: 4,
            worker_concurrency: 5,
            ..WorkerQueue::default_queue(QueueId::from_bits(1))
        };
        for (queued, running, workers) in [
            (0, 0, 1),
            (5, 0, 1),
            (5, 1, 2),
            (12, 8, 4),
            (100, 0, 4),
            (u64::MAX, u64::MAX, 4),
        ] {
            assert_eq!(
                queue.desired_workers(queued, running),
                workers,
                "{queued}+{running}"
            );
        }
        assert_eq!(queue.most_tasks(), 20);
    }
}
