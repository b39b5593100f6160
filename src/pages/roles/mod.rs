//! Roles: what the built-in ones hold, and the custom ones of the Organization.

mod compare;
mod list;

pub use list::Roles;
