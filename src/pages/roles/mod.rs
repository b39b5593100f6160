//! Roles: what the built-in ones hold, and the custom ones of the Organization.

mod compare;
mod create;
mod list;
mod role;

pub use create::CreateRole;
pub use list::Roles;
pub use role::RolePage;
