//! Puts one event into the state. It reads neither clock nor catalogue and cannot fail: an event that
//! does not fit (which only a damaged log could hold) changes nothing.

use crate::{Event, State, Timestamp, UserId};

/// Applies `event`, which happened at `at` through `by`.
pub fn apply(state: &mut State, event: &Event, at: Timestamp, by: UserId) {
    match event {
        Event::OrganizationCreated(organization) => state.put_organization(organization.clone()),
        Event::OrganizationEdited { changes } => state.edit_organization(|organization| {
            changes
                .iter()
                .cloned()
                .for_each(|change| organization.set(change));
        }),
        Event::UserAdded(user) => state.put_user(user.clone()),
        Event::UserEdited { id, changes } => state.edit_user(*id, |user| {
            changes.iter().cloned().for_each(|change| user.set(change));
        }),
        Event::WorkspaceRoleAssigned {
            user,
            workspace,
            role,
        } => state.edit_user(*user, |user| {
            match role {
                Some(role) => user.workspace_roles.insert(*workspace, *role),
                None => user.workspace_roles.remove(workspace),
            };
        }),
        Event::WorkspaceCreated(workspace) => state.put_workspace(workspace.clone()),
        Event::WorkspaceEdited { id, changes } => state.edit_workspace(*id, |workspace| {
            changes
                .iter()
                .cloned()
                .for_each(|change| workspace.set(change));
            (workspace.updated_at, workspace.updated_by) = (at, by);
        }),
        Event::WorkspaceDeleted { id } => state.remove_workspace(*id),
        Event::ClusterCreated(cluster) => state.put_cluster(cluster.clone()),
        Event::DeploymentCreated(deployment) => state.put_deployment(deployment.as_ref().clone()),
        Event::DeploymentEdited { id, changes } => state.edit_deployment(*id, |deployment| {
            changes
                .iter()
                .cloned()
                .for_each(|change| deployment.set(change));
            (deployment.updated_at, deployment.updated_by) = (at, by);
        }),
        Event::DeploymentDeleted { id } => state.remove_deployment(*id),
    }
}
