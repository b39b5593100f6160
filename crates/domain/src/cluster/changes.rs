//! Changing clusters: what their owners set, and the Workspaces that may use one (rules 93 to 97).

use std::collections::BTreeSet;

use super::commands::{check_egress, check_name, check_restriction};
use super::{Cluster, ClusterTag, ClusterType, DisasterRecovery, recovery, tags};
use crate::decide::{Context, Outcome};
use crate::edit::{Edit, editable};
use crate::policy::{Permission, ResourceRef};
use crate::validation::{Checks, conflicts};
use crate::{ClusterId, Event, Problem, Rejection, ResourceKind, State, WorkspaceId};

/// How many Deployments a refusal names.
const NAMED: usize = 5;

editable! {
    /// A field of a cluster that can be edited. What is left out of an edit stays (rule 94, CL-13). Provider,
    /// region, type and ranges are not among them (CL-3).
    ClusterField of Cluster {
        /// The name.
        Name(String) = "name" in name;
        /// The Workspaces that may use it; empty means all (rule 94).
        WorkspaceIds(BTreeSet<WorkspaceId>) = "workspaceIds" in workspace_ids;
        /// Tags.
        Tags(Vec<ClusterTag>) = "k8sTags" in k8s_tags;
        /// Whether traffic leaves through private networks only (CL-20).
        IsPrivateNetworkEgressEnabled(bool) = "isPrivateNetworkEgressEnabled" in is_private_network_egress_enabled;
        /// The second region; an edit may take it away, but not bring one (CL-23).
        DisasterRecovery(Option<DisasterRecovery>) = "enableDr" in disaster_recovery;
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
    let changes = conflicts(context, edits, |like| stored.field(like))?;
    for change in &changes {
        after.set(change.clone());
    }
    let mut checks = Checks::default();
    check_status(&mut checks, stored);
    check_hybrid(&mut checks, stored, &changes);
    check_name(&mut checks, context.state, id, &after.name);
    if after.k8s_tags != stored.k8s_tags {
        tags::check(&mut checks, &after.k8s_tags);
    }
    let provider = stored.cloud_provider;
    check_egress(
        &mut checks,
        provider,
        after.is_private_network_egress_enabled,
    );
    recovery::check_step(
        &mut checks,
        (provider, &stored.region),
        stored.disaster_recovery.as_ref(),
        after.disaster_recovery.as_ref(),
    );
    if after.workspace_ids != stored.workspace_ids {
        // A Workspace that is gone may stay in the list: without it the cluster could be opened to all.
        let new = &after.workspace_ids - &stored.workspace_ids;
        let listed = &after.workspace_ids;
        check_restriction(&mut checks, context.state, organization, listed, &new);
        check_nobody_left(&mut checks, context.state, &after);
    }
    checks.finish()?;
    Ok(if changes.is_empty() {
        Vec::new()
    } else {
        vec![Event::ClusterEdited { id, changes }]
    })
}

/// CL-27.
pub(super) fn check_status(checks: &mut Checks, stored: &Cluster) {
    let status = stored.status.api();
    checks.ensure(stored.status.is_settled(), || {
        Problem::new(
            "status",
            "cluster-busy",
            format!("`{}` is {status} and takes no changes yet", stored.name),
            "Try again when that is over.",
        )
        .value(status)
    });
}

/// CL-28.
fn check_hybrid(checks: &mut Checks, stored: &Cluster, changes: &[ClusterField]) {
    let is_hybrid = stored.cluster_type == ClusterType::Hybrid;
    for change in changes {
        let is_list = matches!(change, ClusterField::WorkspaceIds(_));
        checks.ensure(!is_hybrid || is_list, || {
            Problem::new(
                change.name(),
                "hybrid-cluster",
                "of a hybrid cluster only workspaceIds can change",
                format!("Leave {} as it is.", change.name()),
            )
        });
    }
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
