//! Who holds which roles where, and the index that answers checks from it. What a role contains stands in
//! [`crate::policy`]; what may be given to whom is decided by the commands of users, Teams, tokens and roles.

mod affected;
pub(crate) mod assign;
mod bindings;
mod delta;
pub(crate) mod escalation;
mod explain;
mod extent;
mod flat;
mod giving;
mod holders;
mod index;
mod makers;
mod opened;
mod paths;
mod place;
mod reach;
mod role_list;
mod role_request;
mod suggest;
mod way_out;
mod workspace_role;

pub use bindings::{Bindings, DagSelector, Holder, RoleEntry};
pub use delta::{AccessChange, access_delta, access_gone};
pub use explain::{Explanation, PathFound, Stop, explain, paths_of};
pub use extent::Extent;
pub use giving::may_give;
pub use holders::{HolderOf, holders};
pub(crate) use index::{AccessIndex, bounds, dag_role_set, deployment_role_set, standing};
pub use makers::Makers;
pub use opened::deployments_gained;
pub use paths::{BoundRole, RolePath, ancestors, given_by, paths};
pub(crate) use place::{Bound, Place};
pub use reach::{Held, Reach, reach};
pub use role_list::role_list_changes;
pub use role_request::{
    DagRoleRequest, DeploymentRoleRequest, RolesRequest, TokenRoleRequest, WorkspaceRoleRequest,
    token_role_changes,
};
pub use suggest::{Grant, Suggestion};
pub use workspace_role::workspace_role_of;
