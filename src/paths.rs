//! Every address of the app, and nothing else writes one: links are built here, addresses are read here.

mod access;
mod address;
mod alerting;
mod clusters;
mod deployments;
mod organization;
mod page;
mod place;

pub use access::TokenPlace;
pub use address::Address;
pub use organization::OrganizationPaths;
pub use page::{OrganizationPage, Page};
pub use place::Place;

/// The account dashboard.
pub const HOME: &str = "/";
/// Creating an Organization.
pub const NEW_ORGANIZATION: &str = "/new";
/// The part of the query of an Organization's page that names the moment that it shows.
pub const AT: &str = "at";
/// Personal settings.
pub const PERSONAL_SETTINGS: &str = "/settings";
/// What this device keeps.
pub const STORAGE: &str = "/settings/storage";
