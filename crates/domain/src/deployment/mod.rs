//! Deployments: each one Airflow environment. The model carries every field that the API knows; deploys,
//! health and hibernation's effective state are decided elsewhere.

mod autoscale;
mod changes;
mod commands;
mod cron;
mod draft;
mod effects;
mod hibernation;
mod log_forwarding;
mod model;
mod namespace;
mod notices;
mod parts;
mod request;
mod resolve;
mod rules;
mod runtime;
mod shown;
mod transfer;

pub use changes::VariableChange;
pub(crate) use changes::{change_variables, override_hibernation};
pub(crate) use commands::{create, delete, update};
pub use cron::Cron;
pub use draft::{DeploymentDraft, InfrastructureChoice};
pub use effects::{Effect, GRACE_HOURS, KEPT_DAYS};
pub use hibernation::{HibernationEvent, HibernationReason, HibernationState};
pub(crate) use log_forwarding::set_log_forwarding;
pub use log_forwarding::{LogDestination, LogForwarding};
pub use model::{Deployment, DeploymentField, DeploymentStatus, Image, Observed};
pub use parts::{
    DeploymentType, EnvironmentVariable, Executor, HibernationOverride, HibernationSchedule,
    HibernationSpec, Infrastructure, RemoteExecution, SchedulerSize, VariableValue, WorkerQueue,
};
pub use request::{
    DeploymentRequest, HibernationRequest, NewIds, OverrideRequest, QueueRequest, RemoteRequest,
    ScalingRequest, ScheduleRequest, SchedulerRequest, VariableRequest,
};
pub(crate) use resolve::offered_runtime;
pub(crate) use rules::check_executor;
pub use rules::{
    MOST_BYTES_OF_VARIABLE, MOST_TRIAL_WORKERS, problem_of_variable_key, problem_of_variable_value,
};
pub use runtime::RuntimeVersion;
pub(crate) use transfer::transfer;
