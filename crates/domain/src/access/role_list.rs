//! Whole lists of roles, as requests of the API carry them: what has to be given and taken, so that only
//! the entries that differ from the stored ones are judged, each at its own scope (rule 10).

use std::collections::BTreeMap;

use super::{Bindings, Holder, RoleEntry};
use crate::policy::{DeploymentRole, PLAIN_ACCESS};
use crate::validation::Checks;
use crate::{Command, Problem, Rejection, State, WorkspaceId};

/// The commands that leave a holder with exactly these roles below the Organization.
///
/// A role that stands on another one keeps at least Accessor there (rule 45).
///
/// # Errors
/// If two entries are for the same Workspace, Deployment or set of DAGs (rules 25, 41 and 58).
pub fn role_list_changes(
    state: &State,
    holder: Holder,
    entries: &[RoleEntry],
) -> Result<Vec<Command>, Rejection> {
    let wanted = wanted(state, holder, entries)?;
    let none = Bindings::default();
    let stored = state.bindings(holder).unwrap_or(&none);
    let mut commands = Vec::new();
    // What goes, from below, so that nothing stands on what is gone.
    for (deployment, held) in &stored.dags {
        for dags in held.keys() {
            if wanted.dag(*deployment, dags).is_none() {
                commands.push(Command::AssignDagRole {
                    holder,
                    deployment: *deployment,
                    dags: dags.clone(),
                    role: None,
                });
            }
        }
    }
    for deployment in missing(&stored.deployments, &wanted.deployments) {
        commands.push(Command::AssignDeploymentRole {
            holder,
            deployment,
            role: None,
        });
    }
    for workspace in missing(&stored.workspaces, &wanted.workspaces) {
        commands.push(Command::AssignWorkspaceRole {
            holder,
            workspace,
            role: None,
        });
    }
    // What comes, from above.
    for (workspace, role) in &wanted.workspaces {
        if stored.workspaces.get(workspace) != Some(role) {
            commands.push(Command::AssignWorkspaceRole {
                holder,
                workspace: *workspace,
                role: Some(*role),
            });
        }
    }
    for (deployment, role) in &wanted.deployments {
        if stored.deployments.get(deployment) != Some(role) {
            commands.push(Command::AssignDeploymentRole {
                holder,
                deployment: *deployment,
                role: Some(*role),
            });
        }
    }
    for (deployment, held) in &wanted.dags {
        for (dags, role) in held {
            if stored.dag(*deployment, dags) != Some(*role) {
                commands.push(Command::AssignDagRole {
                    holder,
                    deployment: *deployment,
                    dags: dags.clone(),
                    role: Some(*role),
                });
            }
        }
    }
    Ok(commands)
}

/// The entries by place, one for each, and Accessor where another entry stands on nothing.
fn wanted(state: &State, holder: Holder, entries: &[RoleEntry]) -> Result<Bindings, Rejection> {
    let mut wanted = Bindings::default();
    let mut checks = Checks::default();
    for (place, entry) in entries.iter().enumerate() {
        let is_first = match entry {
            // Rule 25, USR-4.
            RoleEntry::Workspace(id, role) => wanted.workspaces.insert(*id, *role).is_none(),
            // Rule 41.
            RoleEntry::Deployment(id, role) => wanted.deployments.insert(*id, *role).is_none(),
            // Rule 58.
            RoleEntry::Dag(id, dags, role) => {
                let there = wanted.dags.entry(*id).or_default();
                there.insert(dags.tidy(), *role).is_none()
            }
        };
        checks.ensure(is_first, || twice(place, entry));
    }
    checks.finish()?;
    for deployment in wanted.dags.keys() {
        let role = DeploymentRole::ACCESSOR;
        wanted.deployments.entry(*deployment).or_insert(role);
    }
    // USR-5. Tokens need no role in the Workspace beside one on a Deployment (rule 75).
    if !matches!(holder, Holder::ApiToken(_)) {
        for workspace in workspaces_of(state, &wanted) {
            wanted.workspaces.entry(workspace).or_insert(PLAIN_ACCESS);
        }
    }
    Ok(wanted)
}

fn workspaces_of(state: &State, bindings: &Bindings) -> Vec<WorkspaceId> {
    let deployments = bindings.deployments.keys();
    deployments
        .filter_map(|id| state.deployment(*id))
        .map(|deployment| deployment.workspace_id)
        .collect()
}

fn missing<K: Copy + Ord, V>(stored: &BTreeMap<K, V>, wanted: &BTreeMap<K, V>) -> Vec<K> {
    let places = stored.keys().copied();
    places.filter(|place| !wanted.contains_key(place)).collect()
}

fn twice(place: usize, entry: &RoleEntry) -> Problem {
    let (path, what) = match entry {
        RoleEntry::Workspace(..) => ("workspaceRoles", "Workspace"),
        RoleEntry::Deployment(..) => ("deploymentRoles", "Deployment"),
        RoleEntry::Dag(..) => ("dagRoles", "DAG id or tag"),
    };
    Problem::new(
        path,
        "role-twice",
        format!("entry {} names the same {what} once more", place + 1),
        "Name each of them once.",
    )
}
