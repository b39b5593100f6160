//! Limits of clusters: ranges, tags, node pools, peering.

use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::cluster::{ClusterField, VpcPeeringDraft};
use planisphere_domain::{Command, Rejection};
use planisphere_fixtures::{hybrid_import, node_pool, peering};

use super::{Limit, Sides, decided, limit, number, text};
use crate::scene::clusters::{cluster_on, hybrid_scene, tag};
use crate::scene::{cluster, scene, update_cluster};

/// A cluster whose network is this range.
fn network(provider: CloudProvider, range: &str) -> Result<(), Rejection> {
    decided(scene, |fixture| {
        cluster_on(fixture, provider, |draft| {
            draft.ranges.vpc_subnet_range = range.into()
        })
    })
}

fn second_range(prefix: &str) -> Result<(), Rejection> {
    decided(scene, |fixture| {
        cluster_on(fixture, CloudProvider::Aws, |draft| {
            draft.ranges.secondary_vpc_cidr = Some(format!("10.0.0.0/{prefix}"));
        })
    })
}

fn tags(key: &str, value: &str) -> Result<(), Rejection> {
    let tags = vec![tag(key, value)];
    decided(scene, |fixture| {
        update_cluster(fixture, "open", vec![ClusterField::Tags(tags)])
    })
}

fn peer(shape: impl FnOnce(&mut VpcPeeringDraft)) -> Result<(), Rejection> {
    decided(scene, |fixture| {
        let mut draft = peering(fixture.cluster("open"));
        shape(&mut draft);
        Command::RequestVpcPeering(draft)
    })
}

pub fn limits() -> Vec<Limit> {
    let mut all = ranges();
    all.extend(texts());
    all.extend(pools());
    all
}

fn ranges() -> Vec<Limit> {
    vec![
        limit(
            ("CL-4", "vpcSubnetRange", "prefix length of any range"),
            "",
            &["8", "9", "31", "32"],
            &["33"],
            |prefix| network(CloudProvider::Azure, &format!("10.0.0.0/{prefix}")),
        ),
        limit(
            ("CL-4", "vpcSubnetRange", "ways to write a range"),
            "",
            &["10.1.0.0/16", "172.16.0.0/12"],
            &[
                "10.1.0.1/16",
                "10.1.0.0/016",
                "10.01.0.0/16",
                "10.1.0.0",
                "10.1/16",
                "10.1.0.0/-1",
                "ten",
            ],
            |range| network(CloudProvider::Azure, range),
        ),
        limit(
            (
                "CL-4",
                "vpcSubnetRange",
                "private ranges (CL-5), each with its neighbours",
            ),
            "",
            &[
                "10.0.0.0/8",
                "10.255.255.0/24",
                "172.16.0.0/12",
                "172.31.255.0/24",
                "192.168.0.0/16",
                "192.168.255.0/24",
                "100.64.0.0/10",
                "100.127.255.0/24",
            ],
            &[
                "9.255.255.0/24",
                "11.0.0.0/24",
                "10.0.0.0/7",
                "172.15.255.0/24",
                "172.32.0.0/24",
                "172.16.0.0/11",
                "192.167.255.0/24",
                "192.169.0.0/24",
                "192.168.0.0/15",
                "100.63.255.0/24",
                "100.128.0.0/24",
                "100.64.0.0/9",
                "0.0.0.0/0",
                "2001:db8::/32",
            ],
            |range| network(CloudProvider::Azure, range),
        ),
        limit(
            ("CL-6", "vpcSubnetRange", "prefix length on AWS"),
            "catalogue/networks.rs LONGEST_AWS_PREFIX",
            &["8", "9", "20", "21"],
            &["22"],
            |prefix| network(CloudProvider::Aws, &format!("10.0.0.0/{prefix}")),
        ),
        limit(
            ("CL-7", "secondaryVpcCidr", "prefix length"),
            "",
            &["16", "17", "19", "20"],
            &["15", "21"],
            second_range,
        ),
    ]
}

fn texts() -> Vec<Limit> {
    vec![
        limit(
            ("CL-11", "name", "characters of a cluster's"),
            "cluster/commands.rs the cluster's name",
            &["1", "2", "255", "256"],
            &["0", "257"],
            |count| {
                decided(scene, |fixture| {
                    cluster(fixture, |draft| draft.name = text(count))
                })
            },
        ),
        limit(
            ("", "k8sTags", "tags"),
            "cluster/tags.rs MOST_TAGS",
            &["0", "1", "49", "50"],
            &["51"],
            |count| {
                let tags = (0..number(count)).map(|place: u32| tag(&place.to_string(), ""));
                let tags = ClusterField::Tags(tags.collect());
                decided(scene, |fixture| update_cluster(fixture, "open", vec![tags]))
            },
        ),
        limit(
            ("", "k8sTags[].key", "characters of a tag's key"),
            "cluster/tags.rs LONGEST_KEY",
            &["1", "2", "127", "128"],
            &["0", "129"],
            |count| tags(&text(count), "x"),
        ),
        limit(
            ("", "k8sTags[].value", "characters of a tag's value"),
            "cluster/tags.rs LONGEST_VALUE",
            &["0", "1", "255", "256"],
            &["257"],
            |count| tags("x", &text(count)),
        ),
        limit(
            ("", "account", "characters of a peer's account"),
            "cluster/peering.rs MOST_CHARACTERS",
            &["1", "2", "255", "256"],
            &["0", "257"],
            |count| peer(|draft| draft.account = text(count)),
        ),
        limit(
            ("", "network", "characters of a peer's network"),
            "cluster/peering.rs MOST_CHARACTERS",
            &["1", "2", "255", "256"],
            &["0", "257"],
            |count| peer(|draft| draft.network = text(count)),
        ),
        limit(
            ("", "region", "characters of a peer's region"),
            "cluster/peering.rs MOST_CHARACTERS",
            &["1", "2", "255", "256"],
            &["0", "257"],
            |count| peer(|draft| draft.region = text(count)),
        ),
    ]
}

fn pools() -> Vec<Limit> {
    vec![
        Limit {
            sides: Sides::Exactly,
            ..limit(
                ("CL-19", "nodePools", "default node pools"),
                "",
                &["1"],
                &["0", "2"],
                |count| {
                    decided(hybrid_scene, |fixture| {
                        let defaults: usize = number(count);
                        let pools = (0..3)
                            .map(|place| node_pool(fixture, &place.to_string(), place < defaults));
                        let pools = pools.collect();
                        hybrid_import(fixture, |draft| draft.node_pools = pools)
                    })
                },
            )
        },
        limit(
            ("CL-32", "nodePools", "node pools besides the default one"),
            "catalogue/hybrid.rs MOST_ADDITIONAL_POOLS",
            &["0", "1", "9", "10"],
            &["11"],
            |count| {
                decided(hybrid_scene, |fixture| {
                    let most: usize = number(count);
                    let pools =
                        (0..=most).map(|place| node_pool(fixture, &place.to_string(), place == 0));
                    let pools = pools.collect();
                    hybrid_import(fixture, |draft| draft.node_pools = pools)
                })
            },
        ),
        limit(
            ("", "nodePools[].name", "characters of a node pool's"),
            "cluster/pools.rs the node pool's name",
            &["1", "2", "62", "63"],
            &["0", "64"],
            |count| {
                decided(hybrid_scene, |fixture| {
                    let pool = node_pool(fixture, &text(count), true);
                    hybrid_import(fixture, |draft| draft.node_pools = vec![pool])
                })
            },
        ),
        limit(
            ("", "nodePools[].maxNodeCount", "nodes"),
            "",
            &["2", "3", "99", "100"],
            &["1", "101"],
            |count| {
                decided(hybrid_scene, |fixture| {
                    let mut pool = node_pool(fixture, "default", true);
                    pool.max_node_count = number(count);
                    hybrid_import(fixture, |draft| draft.node_pools = vec![pool])
                })
            },
        ),
    ]
}
