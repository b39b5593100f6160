//! The pages, in folders that mirror the addresses. A page reads selectors, shows forms and tables, and
//! dispatches commands; it fetches nothing, compares no roles and touches no storage.

mod access;
mod access_map;
mod account;
mod alerts;
mod audit;
mod clusters;
mod deployments;
mod environment_objects;
mod gallery;
mod guard_rails;
mod import;
mod not_found;
mod one_file;
mod organization;
pub mod parts;
mod past;
mod plan;
mod roles;
mod sign_in;
mod teams;
mod tokens;
mod usage;
mod users;
mod workspaces;

pub use account::Home;
pub use not_found::NotFound;
