//! The core of Planisphere: the model of one Organization, the policy that decides who may do what,
//! and the one way in which anything changes (`Command` → [`decide`] → `Event` → [`apply`]).
//!
//! It deliberately knows no clock, randomness, storage, network or browser: time and catalogue come in
//! through [`Env`], new ids come in with the command. It builds for the host and for wasm alike.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

pub mod access;
mod activity;
pub mod agent_token;
pub mod alert;
pub mod api_token;
mod apply;
pub mod audit;
mod belonging;
pub mod catalogue;
pub mod cluster;
mod command;
mod commit;
pub mod cost;
pub mod custom_role;
mod decide;
pub mod deploy;
pub mod deployment;
mod edit;
pub mod environment_object;
mod event;
pub mod findings;
mod hidden;
pub mod id;
pub mod listing;
mod names;
pub mod notification_channel;
pub mod organization;
pub mod plan;
pub mod policy;
pub mod quantity;
mod rejection;
mod remembered;
mod state;
pub mod team;
pub mod time;
mod timeline;
mod undo;
pub mod user;
mod validation;
mod words;
pub mod workspace;

pub use activity::{Activity, PastCommit};
pub use apply::apply;
pub use belonging::Home;
pub use catalogue::Catalogue;
pub use command::Command;
pub use commit::{Actor, Cause, Commit, Source};
pub use decide::{Env, decide, decide_all};
pub use edit::{Edit, Edited};
pub use event::Event;
pub use id::{
    AgentTokenId, AlertId, ApiTokenId, ClusterId, CustomRoleId, DeployId, DeploymentId,
    EnvironmentObjectId, NodePoolId, NotificationChannelId, OrganizationId, QueueId, SecretId,
    SsoConnectionId, TeamId, UserId, VpcPeeringId, WorkspaceId,
};
pub use names::Names;
pub use policy::{Caller, DagRef, Decision, Permission, ResourceRef, can};
pub use rejection::{FieldConflict, Problem, Rejection, ResourceKind};
pub use remembered::Remembered;
pub use state::{Records, State};
pub use time::Timestamp;
pub use timeline::{Moment, Passed, Timeline};
pub use undo::{Left, OwnSteps, Restoration, restore, undo, why_it_stays};
