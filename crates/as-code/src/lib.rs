//! Deployment files of the astro CLI: reading them with every problem at its line, and checking what a
//! file alone can tell.
//!
//! Scalars, keys and merges resolve as the command line resolves them, so that a file means here what it
//! means there. [`mapping`] turns a file into commands for one Organization; carrying them out is the caller's work. Bytes in, data out; it builds for the host and for wasm.
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

mod check;
mod dotenv;
mod encoding;
mod fields;
mod file;
mod json;
mod keys;
mod located;
pub mod mapping;
mod merge;
mod problem;
pub mod protocol;
mod reading;
mod scalar;
mod secret;
mod spelling;
mod tree;
mod yaml;

pub use check::{Action, check};
pub use dotenv::{DotEnv, DotEnvEntry, DotEnvProblem, dotenv_line, read_dotenv};
pub use encoding::MAX_BYTES;
pub use file::{
    Configuration, DeploymentFile, EnvironmentVariable, Format, HibernationOverride,
    HibernationSchedule, Metadata, RemoteExecution, WorkerQueue,
};
pub use located::{Given, Located, Position};
pub use planisphere_domain::catalogue::Machine;
pub use problem::{Code, Ignored, Problem, Severity};
pub use reading::{Reading, read, read_for};
pub use secret::SecretText;
