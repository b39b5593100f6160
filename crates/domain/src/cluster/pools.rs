//! The node pools of a hybrid cluster (CL-18, CL-19, CL-32).

use super::{Cluster, ClusterType, NodePool};
use crate::catalogue::{CloudProvider, MOST_ADDITIONAL_POOLS, NODE_COUNTS, node_types};
use crate::edit::Value;
use crate::names::Names;
use crate::validation::Checks;
use crate::{Problem, State};

impl NodePool {
    /// Its fields as a person reads them, without its name.
    pub(crate) fn told(&self) -> String {
        let default = if self.is_default { ", default" } else { "" };
        format!(
            "{}, up to {} nodes{default}",
            self.node_instance_type, self.max_node_count
        )
    }
}

impl Value for NodePool {
    fn shown(&self, _: &Names<'_>) -> String {
        format!("{} ({})", self.name, self.told())
    }

    fn tidy(self) -> Self {
        Self {
            name: self.name.tidy(),
            node_instance_type: self.node_instance_type.tidy(),
            ..self
        }
    }
}

/// Whether these are pools that a cluster of this type can have; `known` were there before.
pub(super) fn check(
    checks: &mut Checks,
    cluster_type: ClusterType,
    provider: CloudProvider,
    pools: &[NodePool],
    known: &[NodePool],
) {
    if cluster_type == ClusterType::Dedicated {
        // CL-18
        checks.ensure(pools.is_empty(), || {
            Problem::new(
                "nodePools",
                "dedicated-cluster",
                "a dedicated cluster has no nodePools of its own",
                "Leave them out; the operator runs its machines.",
            )
            .value(pools.len())
        });
        return;
    }
    // CL-19
    let defaults = pools.iter().filter(|pool| pool.is_default).count();
    checks.ensure(defaults == 1, || {
        Problem::new(
            "nodePools",
            "one-default",
            format!("{defaults} node pools are the default one, it has to be exactly 1"),
            "Make one of them the default.",
        )
        .value(defaults)
        .limit(1)
    });
    // CL-32
    let more = pools.iter().filter(|pool| !pool.is_default).count();
    checks.ensure(more <= MOST_ADDITIONAL_POOLS, || {
        Problem::new(
            "nodePools",
            "too-many",
            format!(
                "there are {more} node pools besides the default one, the limit is {MOST_ADDITIONAL_POOLS}"
            ),
            format!("Keep {MOST_ADDITIONAL_POOLS} of them."),
        )
        .value(more)
        .limit(MOST_ADDITIONAL_POOLS)
    });
    for (place, pool) in pools.iter().enumerate() {
        check_pool(checks, pools, place, pool);
        let was = known.iter().find(|old| old.id == pool.id);
        // What the catalogue no longer offers stays where it is.
        let stays = was.is_some_and(|old| old.node_instance_type == pool.node_instance_type);
        let wanted = &pool.node_instance_type;
        let is_offered = node_types(provider).iter().any(|it| it.name == wanted);
        checks.ensure(stays || is_offered, || {
            let path = format!("nodePools[{place}].nodeInstanceType");
            let message = if wanted.trim().is_empty() {
                format!("{path} is missing")
            } else {
                format!("`{wanted}` is no machine for nodes on {}", provider.label())
            };
            Problem::new(
                path,
                "unknown-machine",
                message,
                "Choose a machine of the list.",
            )
            .value(wanted)
        });
    }
}

fn check_pool(checks: &mut Checks, pools: &[NodePool], place: usize, pool: &NodePool) {
    let path = |field: &str| format!("nodePools[{place}].{field}");
    checks.text(&path("name"), "the node pool's name", &pool.name, 1, 63);
    let mut others = pools.iter().take(place);
    checks.ensure(
        others.all(|other| other.name != pool.name && other.id != pool.id),
        || {
            Problem::new(
                path("name"),
                "taken",
                format!("the node pool `{}` is there twice", pool.name),
                "Choose another name.",
            )
            .value(&pool.name)
        },
    );
    let (least, most) = NODE_COUNTS;
    let count = pool.max_node_count;
    checks.ensure((least..=most).contains(&count), || {
        Problem::new(
            path("maxNodeCount"),
            "out-of-range",
            format!("maxNodeCount is {count}, allowed are {least} to {most}"),
            format!("Use {least} to {most}."),
        )
        .value(count)
        .limit(format!("{least} to {most}"))
    });
}

/// A pool that a Deployment runs on stays.
pub(super) fn check_in_use(checks: &mut Checks, state: &State, before: &Cluster, after: &Cluster) {
    for pool in &before.node_pools {
        if after.node_pools.iter().any(|it| it.id == pool.id) {
            continue;
        }
        let user = state.deployments().find(|deployment| {
            deployment.infrastructure.cluster_id() == Some(before.id)
                && (deployment.task_pod_node_pool_id == Some(pool.id)
                    || deployment
                        .worker_queues
                        .iter()
                        .any(|queue| queue.node_pool_id == Some(pool.id)))
        });
        if let Some(user) = user {
            checks.add(
                Problem::new(
                    "nodePools",
                    "node-pool-in-use",
                    format!(
                        "the node pool `{}` is used by the Deployment `{}`",
                        pool.name, user.name
                    ),
                    "Move its worker queues to another pool first.",
                )
                .value(&pool.name),
            );
        }
    }
}
