//! Who holds which roles where, and the index that answers checks from it. What a role contains stands in
//! [`crate::policy`]; what may be given to whom is decided by the commands of users, Teams, tokens and roles.

mod bindings;
pub(crate) mod commands;
mod flat;
mod index;
mod paths;
mod place;

pub use bindings::{Bindings, DagSelector, Holder};
pub(crate) use index::{AccessIndex, bounds, dag_role_set, deployment_role_set, standing};
pub use paths::{BoundRole, RolePath, ancestors, paths};
pub(crate) use place::{Bound, Place};
