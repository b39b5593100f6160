//! Changing clusters: the name, and the Workspaces that may use one (rules 93 to 97).

use std::collections::BTreeSet;

use super::{Cluster, ClusterStatus, ClusterType, check_name, check_restriction};
use crate::decide::{Context, Outcome};
use crate::edit::{Edit, editable};
use crate::policy::{Permission, ResourceRef};
use crate::validation::{Checks, conflicts};
use crate::{ClusterId, Event, Problem, Rejection, ResourceKind, State, WorkspaceId};

/// How many Deployments a refusal names.
const NAMED: usize = 5;

editable! {
    /// A field of a cluster that can be edited. What is left out of an edit stays (rule 94, CL-13).
    ClusterField of Cluster {
        /// The name.
        Name(String) = "name" in name;
        /// The Workspaces that may use it; empty means all (rule 94).
        WorkspaceIds(BTreeSet<WorkspaceId>) = "workspaceIds" in workspace_ids;
    }
}

pub(crate) fn update(
    context: &Context<'_>,
    id: ClusterId,
    edits: &[Edit<ClusterField>],
) -> Outcome {
    // CL-30, rule 93.
    context.require(
        Permission::OrganizationClustersUpdate,
        ResourceRef::Organization,
    )?;
    let organization = context.active_organization()?;
    // Rule 95: standard clusters are not here, so none can be restricted.
    let stored = context
        .state
        .cluster(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::Cluster, id))?;
    let mut after = stored.clone();
    let changes = conflicts(edits, |like| stored.field(like))?;
    for change in &changes {
        after.set(change.clone());
    }
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    let mut checks = Checks::default();
    check_status(&mut checks, stored);
    check_name(&mut checks, context.state, id, &after.name);
    check_hybrid(&mut checks, stored, &after);
    if after.workspace_ids != stored.workspace_ids {
        // A Workspace that is gone may stay in the list: without it the cluster could be opened to all.
        let new = &after.workspace_ids - &stored.workspace_ids;
        check_restriction(&mut checks, context.state, organization, &after, &new);
        check_nobody_left(&mut checks, context.state, &after);
    }
    checks.finish()?;
    Ok(vec![Event::ClusterEdited { id, changes }])
}

/// CL-27.
fn check_status(checks: &mut Checks, stored: &Cluster) {
    checks.ensure(stored.status == ClusterStatus::Created, || {
        Problem::new(
            "status",
            "cluster-busy",
            format!("`{}` is CREATING and takes no changes yet", stored.name),
            "Try again when it is CREATED.",
        )
    });
}

/// CL-28.
fn check_hybrid(checks: &mut Checks, before: &Cluster, after: &Cluster) {
    let is_hybrid = before.cluster_type == ClusterType::Hybrid;
    checks.ensure(!is_hybrid || before.name == after.name, || {
        Problem::new(
            "name",
            "hybrid-cluster",
            "of a hybrid cluster only workspaceIds can change",
            "Leave the name as it is.",
        )
    });
}

/// CL-15, rule 97: no Deployment stays where its Workspace is not listed.
fn check_nobody_left(checks: &mut Checks, state: &State, after: &Cluster) {
    let left: Vec<&str> = state
        .deployments()
        .filter(|deployment| deployment.infrastructure.cluster_id() == Some(after.id))
        .filter(|deployment| !after.authorizes(deployment.workspace_id))
        .map(|deployment| deployment.name.as_str())
        .collect();
    checks.ensure(left.is_empty(), || {
        let mut names: Vec<String> = left
            .iter()
            .take(NAMED)
            .map(|name| format!("`{name}`"))
            .collect();
        if left.len() > NAMED {
            names.push(format!("{} more", left.len() - NAMED));
        }
        let noun = if left.len() == 1 {
            "Deployment"
        } else {
            "Deployments"
        };
        Problem::new(
            "workspaceIds",
            "cluster-in-use",
            format!(
                "{noun} {} of a Workspace that is not listed would stay on the cluster",
                names.join(", ")
            ),
            "Transfer or delete them first, or list their Workspaces.",
        )
    });
}
