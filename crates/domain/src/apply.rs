//! Puts one event into the state. It reads neither clock nor catalogue and cannot fail: an event that
//! does not fit (which only a damaged log could hold) changes nothing.

use crate::{Actor, Event, State, Timestamp};

/// Applies `event`, which happened at `at` through `by`.
pub fn apply(state: &mut State, event: &Event, at: Timestamp, by: Actor) {
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
        Event::OrganizationRoleAssigned { holder, role } => {
            state.set_organization_role(*holder, *role);
        }
        Event::WorkspaceRoleAssigned {
            holder,
            workspace,
            role,
        } => state.set_workspace_role(*holder, *workspace, *role),
        Event::DeploymentRoleAssigned {
            holder,
            deployment,
            role,
        } => state.set_deployment_role(*holder, *deployment, *role),
        Event::DagRoleAssigned {
            holder,
            deployment,
            dags,
            role,
        } => state.set_dag_role(*holder, *deployment, dags, *role),
        Event::TeamCreated(team) => state.put_team(team.clone()),
        Event::CustomRoleCreated(role) => state.put_custom_role(role.clone()),
        Event::ApiTokenCreated(token) => state.put_api_token(token.clone()),
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
