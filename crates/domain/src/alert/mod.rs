//! Alerts: what about the DAGs and tasks of a Deployment somebody wants to hear, and through which channels.
//! Nothing is watched or sent from here.

mod commands;
mod rules;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::belonging::{Belonging, Home};
use crate::words::words;
use crate::{Actor, AlertId, DeploymentId, NotificationChannelId, Timestamp};

pub use commands::{AlertDraft, AlertField};
pub(crate) use commands::{create, delete, update};
pub use rules::{
    AlertProperties, AlertRules, AlertRulesDraft, PatternEntity, PatternMatch, PatternMatchDraft,
    PatternOperator, PropertiesDraft, Weekday,
};

/// The oldest Runtime that has alerts (ALR-9).
pub const LEAST_RUNTIME_FOR_ALERTS: &str = "7.1.0";

words! {
    /// What an alert is about (ALR-1); those of the system are nobody's to write.
    AlertType {
        /// A DAG run takes too long.
        DagDuration = "DAG_DURATION", "DAG duration";
        /// A DAG run fails.
        DagFailure = "DAG_FAILURE", "DAG failure";
        /// A DAG run succeeds.
        DagSuccess = "DAG_SUCCESS", "DAG success";
        /// A DAG has not succeeded by some time of the day.
        DagTimeliness = "DAG_TIMELINESS", "DAG timeliness";
        /// A task takes too long.
        TaskDuration = "TASK_DURATION", "Task duration";
        /// A task fails.
        TaskFailure = "TASK_FAILURE", "Task failure";
    }
}

impl AlertType {
    /// Whether it is about tasks; the others are about DAGs (ALR-6).
    #[must_use]
    pub const fn is_about_tasks(self) -> bool {
        matches!(self, Self::TaskDuration | Self::TaskFailure)
    }
}

words! {
    /// How bad it is (ALR-2).
    AlertSeverity {
        /// Good to know.
        Info = "INFO", "Info";
        /// Needs a look.
        Warning = "WARNING", "Warning";
        /// Needs somebody now.
        Critical = "CRITICAL", "Critical";
    }
}

/// One alert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Alert {
    /// Names it.
    pub id: AlertId,
    /// Its name.
    pub name: String,
    /// The Deployment that it watches (ALR-7).
    pub deployment_id: DeploymentId,
    /// What it is about; never changes.
    #[serde(rename = "type")]
    pub alert_type: AlertType,
    /// How bad it is.
    pub severity: AlertSeverity,
    /// When it fires, and for which DAGs and tasks.
    pub rules: AlertRules,
    /// Through which channels it is sent (ALR-8).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub notification_channel_ids: BTreeSet<NotificationChannelId>,
    /// When it was created.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: Actor,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: Actor,
}

impl Belonging for Alert {
    type Id = AlertId;
    const LEAST: Self::Id = AlertId::from_bits(0);

    fn id(&self) -> Self::Id {
        self.id
    }

    fn home(&self) -> Home {
        Home::Deployment(self.deployment_id)
    }
}
