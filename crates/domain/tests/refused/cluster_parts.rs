//! Types, node pools, tags, reports, peering and the end of clusters.

use planisphere_domain::catalogue::CloudProvider::{Aws, Azure};
use planisphere_domain::cluster::{
    ClusterFact, ClusterField, ClusterStatus, ClusterType, NodePool, VpcPeeringDraft,
    VpcPeeringState,
};
use planisphere_domain::{ClusterId, Command, Edit, VpcPeeringId};
use planisphere_fixtures::{Fixture, hybrid_import, node_pool, peering};

use super::{Refused, refused};
use crate::scene::clusters::{cluster_on, hybrid_scene, peered, report, tag};
use crate::scene::{create, pool, queue, scene, suspended, update_cluster};

/// The cluster `open` in a state.
fn open_is(status: ClusterStatus) -> Fixture {
    let mut fixture = scene();
    fixture.must(report(&fixture, "open", vec![ClusterFact::Status(status)]));
    fixture
}

fn rename(fixture: &Fixture) -> Command {
    update_cluster(fixture, "open", vec![ClusterField::Name("new".into())])
}

/// So many node pools besides the default one.
fn pools(fixture: &mut Fixture, more: usize) -> Vec<NodePool> {
    let mut pools = vec![node_pool(fixture, "default", true)];
    for place in 0..more {
        let name = format!("pool-{place}");
        pools.push(node_pool(fixture, &name, false));
    }
    pools
}

fn with_pool(fixture: &mut Fixture, shape: impl FnOnce(&mut NodePool)) -> Command {
    let mut pools = pools(fixture, 0);
    shape(&mut pools[0]);
    hybrid_import(fixture, |draft| draft.node_pools = pools)
}

fn with_tags(fixture: &mut Fixture, count: usize, key: &str) -> Command {
    cluster_on(fixture, Azure, |draft| {
        draft.k8s_tags = (0..count)
            .map(|place| tag(&format!("{key}{place}"), "x"))
            .collect();
    })
}

fn peer(fixture: &Fixture, shape: impl FnOnce(&mut VpcPeeringDraft)) -> Command {
    let mut draft = peering(fixture.cluster("open"));
    shape(&mut draft);
    Command::RequestVpcPeering(draft)
}

/// A hybrid cluster with a Deployment on its second pool.
fn with_a_used_pool() -> Fixture {
    let mut fixture = scene();
    let more = node_pool(&mut fixture, "more", false);
    let own = fixture.cluster("own");
    let mut pools = fixture.state().cluster(own).unwrap().node_pools.clone();
    pools.push(more.clone());
    fixture.must(report(&fixture, "own", vec![ClusterFact::NodePools(pools)]));
    let first = pool(&fixture, "own");
    let mut default = queue(&mut fixture, "default");
    let mut heavy = queue(&mut fixture, "heavy");
    for (queue, pool) in [(&mut default, first), (&mut heavy, more.id)] {
        queue.astro_machine = None;
        queue.pod_ephemeral_storage = None;
        queue.node_pool_id = Some(pool);
    }
    let command = create(&mut fixture, |draft| {
        draft.name = "heavy".into();
        draft.infrastructure =
            Some(planisphere_domain::deployment::InfrastructureChoice::Cluster(own));
        draft.worker_queues = Some(vec![default, heavy]);
    });
    fixture.must(command);
    fixture
}

pub fn cases() -> Vec<Refused> {
    [types(), node_pools(), tags(), changes(), peerings()]
        .into_iter()
        .flatten()
        .collect()
}

fn types() -> Vec<Refused> {
    vec![
        refused(
            ("CL-1", "a hybrid cluster of one's own making"),
            hybrid_scene,
            |fixture| {
                let pools = pools(fixture, 0);
                cluster_on(fixture, Aws, |draft| {
                    draft.cluster_type = ClusterType::Hybrid;
                    draft.node_pools = pools;
                })
            },
            ("hybrid-cluster", "DEDICATED"),
        ),
        refused(
            ("CL-1", "an imported dedicated cluster"),
            hybrid_scene,
            |fixture| {
                hybrid_import(fixture, |draft| {
                    draft.cluster_type = ClusterType::Dedicated;
                    draft.node_pools.clear();
                })
            },
            ("dedicated-cluster", "created"),
        ),
        refused(
            ("CL-1", "an import where the product is hosted"),
            scene,
            |fixture| hybrid_import(fixture, |_| {}),
            ("product", "HYBRID"),
        ),
        refused(
            ("", "an import without a database"),
            hybrid_scene,
            |fixture| hybrid_import(fixture, |draft| draft.db_instance_type = None),
            ("unknown-machine", "dbInstanceType"),
        ),
        refused(
            ("", "a database of another provider"),
            hybrid_scene,
            |fixture| {
                hybrid_import(fixture, |draft| {
                    draft.db_instance_type = Some("Standard_D2ds_v4".into());
                })
            },
            ("unknown-machine", "`Standard_D2ds_v4`"),
        ),
        refused(
            ("", "an import with a second region"),
            hybrid_scene,
            |fixture| {
                hybrid_import(fixture, |draft| {
                    draft.disaster_recovery = crate::scene::clusters::second("us-west-2");
                })
            },
            ("hybrid-cluster", "second region"),
        ),
        refused(
            ("ORG-7", "an import while suspended"),
            suspended,
            |fixture| hybrid_import(fixture, |_| {}),
            ("organization-not-active", "ACTIVE"),
        ),
        refused(
            ("CL-9", "a tenant on AWS"),
            scene,
            |fixture| cluster_on(fixture, Aws, |draft| draft.tenant_id = Some("abc".into())),
            ("other-provider", "tenantId"),
        ),
        refused(
            ("", "an account for a dedicated cluster"),
            scene,
            |fixture| {
                cluster_on(fixture, Aws, |draft| {
                    draft.provider_account = Some("1".into())
                })
            },
            ("dedicated-cluster", "providerAccount"),
        ),
        refused(
            ("", "a database for a dedicated cluster"),
            scene,
            |fixture| {
                cluster_on(fixture, Aws, |draft| {
                    draft.db_instance_type = Some("db.m6g.large".into());
                })
            },
            ("dedicated-cluster", "dbInstanceType"),
        ),
        refused(
            ("CL-20", "private egress on Azure"),
            scene,
            |fixture| {
                cluster_on(fixture, Azure, |draft| {
                    draft.is_private_network_egress_enabled = true;
                })
            },
            ("other-provider", "isPrivateNetworkEgressEnabled"),
        ),
        refused(
            ("CL-20", "private egress of a cluster on Google Cloud"),
            scene,
            |fixture| {
                let field = ClusterField::IsPrivateNetworkEgressEnabled(true);
                update_cluster(fixture, "closed", vec![field])
            },
            ("other-provider", "isPrivateNetworkEgressEnabled"),
        ),
    ]
}

fn node_pools() -> Vec<Refused> {
    vec![
        refused(
            ("CL-18", "node pools of a new dedicated cluster"),
            scene,
            |fixture| {
                let pools = pools(fixture, 0);
                cluster_on(fixture, Aws, |draft| draft.node_pools = pools)
            },
            ("dedicated-cluster", "nodePools"),
        ),
        refused(
            ("CL-18", "node pools reported of a dedicated cluster"),
            scene,
            |fixture| {
                let pools = pools(fixture, 0);
                report(fixture, "open", vec![ClusterFact::NodePools(pools)])
            },
            ("dedicated-cluster", "nodePools"),
        ),
        refused(
            ("CL-19", "two default pools"),
            hybrid_scene,
            |fixture| {
                let mut pools = pools(fixture, 1);
                pools[1].is_default = true;
                hybrid_import(fixture, |draft| draft.node_pools = pools)
            },
            ("one-default", "2 node pools"),
        ),
        refused(
            ("CL-19", "no pool at all"),
            hybrid_scene,
            |fixture| hybrid_import(fixture, |draft| draft.node_pools.clear()),
            ("one-default", "0 node pools"),
        ),
        refused(
            ("CL-32", "11 besides the default one"),
            hybrid_scene,
            |fixture| {
                let pools = pools(fixture, 11);
                hybrid_import(fixture, |draft| draft.node_pools = pools)
            },
            ("too-many", "the limit is 10"),
        ),
        refused(
            ("", "a pool without a name"),
            hybrid_scene,
            |fixture| with_pool(fixture, |pool| pool.name = " ".into()),
            ("empty", "node pool's name"),
        ),
        refused(
            ("", "a pool name of 64 characters"),
            hybrid_scene,
            |fixture| with_pool(fixture, |pool| pool.name = "x".repeat(64)),
            ("too-long", "limit is 63"),
        ),
        refused(
            ("", "two pools of one name"),
            hybrid_scene,
            |fixture| {
                let mut pools = pools(fixture, 1);
                pools[1].name = "default".into();
                hybrid_import(fixture, |draft| draft.node_pools = pools)
            },
            ("taken", "`default`"),
        ),
        refused(
            ("", "one node"),
            hybrid_scene,
            |fixture| with_pool(fixture, |pool| pool.max_node_count = 1),
            ("out-of-range", "2 to 100"),
        ),
        refused(
            ("", "101 nodes"),
            hybrid_scene,
            |fixture| with_pool(fixture, |pool| pool.max_node_count = 101),
            ("out-of-range", "2 to 100"),
        ),
        refused(
            ("", "a machine of another provider"),
            hybrid_scene,
            |fixture| {
                with_pool(fixture, |pool| {
                    pool.node_instance_type = "e2-standard-4".into()
                })
            },
            ("unknown-machine", "`e2-standard-4`"),
        ),
        refused(
            ("", "a pool that a Deployment runs on is gone"),
            with_a_used_pool,
            |fixture| {
                let own = fixture.state().cluster(fixture.cluster("own")).unwrap();
                let kept = own.node_pools[..1].to_vec();
                report(fixture, "own", vec![ClusterFact::NodePools(kept)])
            },
            ("node-pool-in-use", "Deployment `heavy`"),
        ),
        refused(
            ("", "a database's machine reported of a dedicated cluster"),
            scene,
            |fixture| report(fixture, "open", vec![database("db.m6g.large")]),
            ("dedicated-cluster", "dbInstanceType"),
        ),
        refused(
            ("", "a database's machine that no provider has"),
            hybrid_scene,
            |fixture| report(fixture, "own", vec![database("db.none")]),
            ("unknown-machine", "`db.none`"),
        ),
        refused(
            ("", "facts of a cluster that is not there"),
            scene,
            |_| Command::ReportCluster {
                id: ClusterId::from_bits(1),
                edits: Vec::new(),
            },
            ("not-found", "cluster"),
        ),
        refused(
            ("", "facts that somebody else reported meanwhile"),
            scene,
            |fixture| Command::ReportCluster {
                id: fixture.cluster("open"),
                edits: vec![Edit::new(
                    ClusterFact::Status(ClusterStatus::Creating),
                    ClusterFact::Status(ClusterStatus::CreateFailed),
                )],
            },
            ("conflict", "status"),
        ),
    ]
}

fn database(machine: &str) -> ClusterFact {
    ClusterFact::DbInstanceType(Some(machine.to_owned()))
}

fn tags() -> Vec<Refused> {
    vec![
        refused(
            ("", "51 tags"),
            scene,
            |fixture| with_tags(fixture, 51, "key"),
            ("too-many", "the limit is 50"),
        ),
        refused(
            ("", "a key of 129 characters"),
            scene,
            |fixture| with_tags(fixture, 1, &"x".repeat(128)),
            ("too-long", "limit is 128"),
        ),
        refused(
            ("", "a tag without a key"),
            scene,
            |fixture| {
                let field = ClusterField::Tags(vec![tag(" ", "x")]);
                update_cluster(fixture, "open", vec![field])
            },
            ("empty", "tag's key"),
        ),
        refused(
            ("", "a value of 257 characters"),
            scene,
            |fixture| {
                let field = ClusterField::Tags(vec![tag("x", &"x".repeat(257))]);
                update_cluster(fixture, "open", vec![field])
            },
            ("too-long", "limit is 256"),
        ),
        refused(
            ("", "one key twice"),
            scene,
            |fixture| {
                let field = ClusterField::Tags(vec![tag("team", "a"), tag("team ", "b")]);
                update_cluster(fixture, "open", vec![field])
            },
            ("taken", "`team`"),
        ),
    ]
}

fn changes() -> Vec<Refused> {
    vec![
        refused(
            ("CL-27", "while it takes a change"),
            || open_is(ClusterStatus::Updating),
            |fixture| rename(fixture),
            ("cluster-busy", "UPDATING"),
        ),
        refused(
            ("CL-27", "while the other region takes over"),
            || open_is(ClusterStatus::FailingOver),
            |fixture| rename(fixture),
            ("cluster-busy", "FAILING_OVER"),
        ),
        refused(
            ("CL-27", "peering while it takes a change"),
            || open_is(ClusterStatus::Updating),
            |fixture| peer(fixture, |_| {}),
            ("cluster-busy", "UPDATING"),
        ),
        refused(
            ("CL-17", "the end of a cluster that hosts Deployments"),
            scene,
            |fixture| Command::DeleteCluster {
                id: fixture.cluster("open"),
            },
            ("cluster-in-use", "Deployment"),
        ),
        refused(
            ("", "the end of a cluster that is not there"),
            scene,
            |_| Command::DeleteCluster {
                id: ClusterId::from_bits(1),
            },
            ("not-found", "cluster"),
        ),
        refused(
            ("ORG-7", "the end of a cluster while suspended"),
            suspended,
            |fixture| Command::DeleteCluster {
                id: fixture.cluster("closed"),
            },
            ("organization-not-active", "ACTIVE"),
        ),
    ]
}

fn peerings() -> Vec<Refused> {
    vec![
        refused(
            ("", "peering of a hybrid cluster"),
            scene,
            |fixture| {
                let own = fixture.cluster("own");
                peer(fixture, |draft| draft.cluster = own)
            },
            ("hybrid-cluster", "dedicated"),
        ),
        refused(
            ("", "peering of a cluster that is not there"),
            scene,
            |fixture| peer(fixture, |draft| draft.cluster = ClusterId::from_bits(1)),
            ("not-found", "cluster"),
        ),
        refused(
            ("", "peering without an account"),
            scene,
            |fixture| peer(fixture, |draft| draft.account = " ".into()),
            ("empty", "account"),
        ),
        refused(
            ("", "peering with a name of 257 characters"),
            scene,
            |fixture| peer(fixture, |draft| draft.network = "x".repeat(257)),
            ("too-long", "limit is 256"),
        ),
        refused(
            ("", "peering without a region"),
            scene,
            |fixture| peer(fixture, |draft| draft.region = String::new()),
            ("empty", "region"),
        ),
        refused(
            ("", "peering with no range"),
            scene,
            |fixture| peer(fixture, |draft| draft.range = "10.20.0.0".into()),
            ("cidr", "range"),
        ),
        refused(
            ("", "peering with the cluster's own addresses"),
            scene,
            |fixture| peer(fixture, |draft| draft.range = "172.16.0.0/12".into()),
            ("overlap", "vpcSubnetRange"),
        ),
        refused(
            ("", "peering with a network that it is asked for already"),
            peered,
            |fixture| {
                peer(fixture, |draft| {
                    draft.id = VpcPeeringId::from_bits(8);
                })
            },
            ("taken", "vpc-0a1b2c3d"),
        ),
        refused(
            ("", "a request of the same id"),
            peered,
            |fixture| peer(fixture, |draft| draft.network = "vpc-other".into()),
            ("taken", "VPC peering"),
        ),
        refused(
            ("ORG-7", "peering while suspended"),
            suspended,
            |fixture| peer(fixture, |_| {}),
            ("organization-not-active", "ACTIVE"),
        ),
        refused(
            ("", "the end of a request that is not there"),
            peered,
            |fixture| Command::WithdrawVpcPeering {
                cluster: fixture.cluster("open"),
                id: VpcPeeringId::from_bits(8),
            },
            ("not-found", "VPC peering"),
        ),
        refused(
            ("", "a report of a request that is not there"),
            peered,
            |fixture| Command::ReportVpcPeering {
                cluster: fixture.cluster("open"),
                id: VpcPeeringId::from_bits(8),
                state: VpcPeeringState::Active,
            },
            ("not-found", "VPC peering"),
        ),
    ]
}
