//! Restricted clusters that host Deployments of Workspaces that are not on their list (CL-14). No command leads there;
//! a log of another origin may.

use std::collections::BTreeSet;

use super::{FindingRule, Fix, Look, Subject};
use crate::cluster::{Cluster, ClusterField};
use crate::edit::Edit;
use crate::{ClusterId, Command, State, WorkspaceId};

/// The Workspaces that are there without being on the list.
fn strangers(state: &State, cluster: &Cluster) -> BTreeSet<WorkspaceId> {
    state
        .deployments()
        .filter(|deployment| deployment.infrastructure.cluster_id() == Some(cluster.id))
        .map(|deployment| deployment.workspace_id)
        .filter(|workspace| !cluster.authorizes(*workspace))
        .collect()
}

pub(super) fn look(look: &mut Look<'_>) {
    let restricted = |cluster: &&Cluster| !cluster.workspace_ids.is_empty();
    for cluster in look.state.clusters().filter(restricted) {
        let strangers = strangers(look.state, cluster);
        if strangers.is_empty() {
            continue;
        }
        let names: Vec<&str> = strangers
            .iter()
            .filter_map(|id| look.state.workspace(*id))
            .map(|workspace| workspace.name.as_str())
            .collect();
        let evidence = format!(
            "the cluster `{}` hosts Deployments of {}, which is not on its list",
            cluster.name,
            names.join(", ")
        );
        look.add(
            FindingRule::ClusterStrangers,
            Subject::Cluster(cluster.id),
            evidence,
        );
    }
}

/// Puts on the list who is there. To open the cluster to all would be more than anybody asked for.
pub(super) fn fix(state: &State, id: ClusterId) -> Option<Fix> {
    let cluster = state.cluster(id)?;
    let all = &cluster.workspace_ids | &strangers(state, cluster);
    Some(Fix::of(Command::UpdateCluster {
        id,
        edits: vec![Edit::new(
            ClusterField::WorkspaceIds(cluster.workspace_ids.clone()),
            ClusterField::WorkspaceIds(all),
        )],
    }))
}
