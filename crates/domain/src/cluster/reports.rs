//! What an operator reports of a cluster: what it is going through, how it is, and what it runs on.
//!
//! A report is a fact. It changes nothing anywhere, and a status follows from nothing else.

use super::import::check_database as check_machine;
use super::{Cluster, ClusterHealth, ClusterMetadata, ClusterStatus, ClusterType, NodePool, pools};
use crate::decide::{Context, Outcome};
use crate::edit::{Edit, editable};
use crate::policy::{Permission, ResourceRef};
use crate::validation::{Checks, conflicts};
use crate::{ClusterId, Event, Problem, Rejection, ResourceKind};

editable! {
    /// A fact about a cluster.
    ClusterFact of Cluster through fact, note {
        /// What it is going through.
        Status(ClusterStatus) = "status" in status;
        /// How it is.
        HealthStatus(ClusterHealth) = "healthStatus" in health_status;
        /// Its addresses and names.
        Metadata(ClusterMetadata) = "metadata" in metadata;
        /// Machines of a hybrid cluster. A pool that is missing is gone.
        NodePools(Vec<NodePool>) = "nodePools" in node_pools;
        /// The database's machine of a hybrid cluster.
        DbInstanceType(Option<String>) = "dbInstanceType" in db_instance_type;
        /// Whether the operator limits what it takes.
        IsLimited(bool) = "isLimited" in is_limited;
    }
}

pub(crate) fn report(context: &Context<'_>, id: ClusterId, edits: &[Edit<ClusterFact>]) -> Outcome {
    // CL-30, rule 93.
    context.require(
        Permission::OrganizationClustersUpdate,
        ResourceRef::Organization,
    )?;
    let stored = context
        .state
        .cluster(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::Cluster, id))?;
    let changes = conflicts(context, edits, |like| stored.fact(like))?;
    let mut after = stored.clone();
    for change in &changes {
        after.note(change.clone());
    }
    let mut checks = Checks::default();
    if after.node_pools != stored.node_pools {
        pools::check(
            &mut checks,
            stored.cluster_type,
            stored.cloud_provider,
            &after.node_pools,
            &stored.node_pools,
        );
        pools::check_in_use(&mut checks, context.state, stored, &after);
    }
    if after.db_instance_type != stored.db_instance_type {
        check_database(&mut checks, &after);
    }
    checks.finish()?;
    Ok(if changes.is_empty() {
        Vec::new()
    } else {
        vec![Event::ClusterReported { id, changes }]
    })
}

/// The database of a dedicated cluster is its operator's; a hybrid one always has a machine for it.
fn check_database(checks: &mut Checks, after: &Cluster) {
    let wanted = after.db_instance_type.as_deref();
    if after.cluster_type == ClusterType::Hybrid {
        check_machine(checks, after.cloud_provider, wanted);
        return;
    }
    checks.ensure(wanted.is_none(), || {
        Problem::new(
            "dbInstanceType",
            "dedicated-cluster",
            "dbInstanceType is for hybrid clusters alone",
            "Leave it out.",
        )
        .value(wanted.unwrap_or_default())
    });
}
