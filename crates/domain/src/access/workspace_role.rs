//! Which role counts for somebody in a Workspace (USR-8).

use super::{BoundRole, paths};
use crate::policy::{ResourceRef, WorkspaceRole, workspace_role};
use crate::{Actor, State, WorkspaceId};

/// The highest role that reaches somebody there: their own, a Team's, or the one that a role in the
/// Organization amounts to. `None` when none does.
#[must_use]
pub fn workspace_role_of(
    state: &State,
    actor: Actor,
    workspace: WorkspaceId,
) -> Option<WorkspaceRole> {
    let reached = paths(state, actor, &ResourceRef::Workspace(workspace));
    reached
        .into_iter()
        .filter_map(|path| match path.role {
            BoundRole::Workspace(_, role) => Some(role),
            // What holds all that a role holds counts as that role (rule 20).
            _ => WorkspaceRole::ALL.iter().rev().copied().find(|role| {
                let mut held = workspace_role(*role).iter();
                held.all(|permission| path.gives.allows(permission))
            }),
        })
        .max()
}
