//! What happens to a running Deployment when a change is made: for whoever plans one. Nothing here decides.

use super::model::Deployment;
use super::parts::WorkerQueue;
use crate::Timestamp;

/// Hours that running tasks have to finish when components restart.
pub const GRACE_HOURS: u32 = 24;
/// Days that the namespace and the database of a deleted Deployment are kept; they are not given back (DEL-2).
pub const KEPT_DAYS: u32 = 30;

/// One consequence of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Components restart; running tasks have [`GRACE_HOURS`] to finish (ENV-12).
    Restarts,
    /// It goes to sleep: running tasks fail, and there is no Airflow UI and no deploy until it wakes (HIB-12).
    FallsAsleep,
    /// It wakes.
    Wakes,
    /// These queues go: their running tasks may be interrupted, and tasks that name one stay queued for ever
    /// (WQ-15).
    DropsQueues(Vec<String>),
}

impl Effect {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Restarts => "restarts",
            Self::FallsAsleep => "falls-asleep",
            Self::Wakes => "wakes",
            Self::DropsQueues(_) => "drops-queues",
        }
    }

    /// As a person reads it; no final period.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Restarts => {
                format!("components restart, and running tasks have {GRACE_HOURS} hours to finish")
            }
            Self::FallsAsleep => {
                "it goes to sleep: running tasks fail, and nothing can be deployed until it wakes"
                    .to_owned()
            }
            Self::Wakes => "it wakes".to_owned(),
            Self::DropsQueues(names) => format!(
                "{} goes: its running tasks may be interrupted, and tasks that name it stay queued",
                names.join(", ")
            ),
        }
    }
}

impl Deployment {
    /// What becoming `after` does to this Deployment at `now`.
    #[must_use]
    pub fn effects_of(&self, after: &Self, now: Timestamp) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.runs_otherwise_as(after) {
            let gone =
                |queue: &&WorkerQueue| after.worker_queues.iter().all(|it| it.id != queue.id);
            let dropped = self.worker_queues.iter().filter(gone);
            let dropped: Vec<String> = dropped.map(|queue| queue.name.clone()).collect();
            if !dropped.is_empty() {
                effects.push(Effect::DropsQueues(dropped));
            }
            effects.push(Effect::Restarts);
        }
        match (self.sleeps(now), after.sleeps(now)) {
            (false, true) => effects.push(Effect::FallsAsleep),
            (true, false) => effects.push(Effect::Wakes),
            _ => {}
        }
        effects
    }

    /// Whether schedules and override have it asleep at `now`.
    #[must_use]
    pub fn sleeps(&self, now: Timestamp) -> bool {
        let spec = self.hibernation.as_ref();
        spec.is_some_and(|spec| spec.state_at(now).is_hibernating)
    }

    /// Whether anything differs that components are run with; names, addresses and hibernation are not.
    fn runs_otherwise_as(&self, after: &Self) -> bool {
        let run_with = |of: &Self| Self {
            name: String::new(),
            description: String::new(),
            contact_emails: Vec::new(),
            hibernation: None,
            is_cicd_enforced: false,
            workspace_id: self.workspace_id,
            updated_at: self.updated_at,
            updated_by: self.updated_by,
            ..of.clone()
        };
        run_with(self) != run_with(after)
    }
}
