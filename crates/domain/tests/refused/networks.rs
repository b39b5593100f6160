//! The address plan of a cluster and its second region.

use planisphere_domain::Command;
use planisphere_domain::catalogue::CloudProvider::{Aws, Azure, Gcp};
use planisphere_domain::cluster::{AddressDraft, ClusterField};
use planisphere_fixtures::Fixture;

use super::{Refused, refused};
use crate::scene::clusters::{cluster_on, recoverable, second, stored_recovery};
use crate::scene::{scene, update_cluster};

fn vpc(fixture: &mut Fixture, range: &str) -> Command {
    cluster_on(fixture, Aws, |draft| {
        draft.ranges.vpc_subnet_range = range.into();
    })
}

fn secondary(fixture: &mut Fixture, range: &str) -> Command {
    cluster_on(fixture, Aws, |draft| {
        draft.ranges.secondary_vpc_cidr = Some(range.into());
    })
}

fn google(fixture: &mut Fixture, shape: impl FnOnce(&mut AddressDraft)) -> Command {
    cluster_on(fixture, Gcp, |draft| shape(&mut draft.ranges))
}

pub fn cases() -> Vec<Refused> {
    [ranges(), recovery()].into_iter().flatten().collect()
}

fn ranges() -> Vec<Refused> {
    vec![
        refused(
            ("CL-4", "no range at all"),
            scene,
            |fixture| vpc(fixture, " "),
            ("empty", "vpcSubnetRange"),
        ),
        refused(
            ("CL-4", "an address without a prefix"),
            scene,
            |fixture| vpc(fixture, "172.20.0.0"),
            ("cidr", "no prefix length"),
        ),
        refused(
            ("CL-4", "not the canonical form"),
            scene,
            |fixture| vpc(fixture, "172.20.0.1/20"),
            ("cidr", "which is `172.20.0.0/20`"),
        ),
        refused(
            ("CL-4", "something pasted"),
            scene,
            |fixture| vpc(fixture, &"\u{202e}10.0.0.0/8\n".repeat(3)),
            ("cidr", "vpcSubnetRange"),
        ),
        refused(
            ("CL-5", "addresses of others"),
            scene,
            |fixture| vpc(fixture, "8.8.0.0/20"),
            ("not-private", "`8.8.0.0/20`"),
        ),
        refused(
            ("CL-5", "wider than the private range"),
            scene,
            |fixture| vpc(fixture, "172.0.0.0/11"),
            ("not-private", "`172.0.0.0/11`"),
        ),
        refused(
            ("CL-5", "IPv6"),
            scene,
            |fixture| vpc(fixture, "fd00::/8"),
            ("not-private", "vpcSubnetRange"),
        ),
        refused(
            ("CL-6", "one bit too many on AWS"),
            scene,
            |fixture| vpc(fixture, "172.20.0.0/22"),
            ("prefix", "/21 or shorter"),
        ),
        refused(
            ("CL-7", "one bit too few"),
            scene,
            |fixture| secondary(fixture, "100.64.0.0/15"),
            ("prefix", "/16 to /20"),
        ),
        refused(
            ("CL-7", "one bit too many"),
            scene,
            |fixture| secondary(fixture, "100.64.0.0/21"),
            ("prefix", "/16 to /20"),
        ),
        refused(
            ("CL-7", "a second range elsewhere than on AWS"),
            scene,
            |fixture| {
                cluster_on(fixture, Azure, |draft| {
                    draft.ranges.secondary_vpc_cidr = Some("100.64.0.0/16".into());
                })
            },
            ("other-provider", "secondaryVpcCidr"),
        ),
        refused(
            ("CL-8", "no range for Pods on Google Cloud"),
            scene,
            |fixture| google(fixture, |ranges| ranges.pod_subnet_range = None),
            ("empty", "podSubnetRange"),
        ),
        refused(
            ("CL-8", "an empty range for services on Google Cloud"),
            scene,
            |fixture| {
                google(fixture, |ranges| {
                    ranges.service_subnet_range = Some(" ".into())
                })
            },
            ("empty", "serviceSubnetRange"),
        ),
        refused(
            ("CL-8", "no range for peering on Google Cloud"),
            scene,
            |fixture| google(fixture, |ranges| ranges.service_peering_range = None),
            ("empty", "servicePeeringRange"),
        ),
        refused(
            ("CL-8", "a range for Pods on AWS"),
            scene,
            |fixture| {
                cluster_on(fixture, Aws, |draft| {
                    draft.ranges.pod_subnet_range = Some("100.64.0.0/16".into());
                })
            },
            ("other-provider", "podSubnetRange"),
        ),
        refused(
            ("CL-10", "Pods inside the network"),
            scene,
            |fixture| {
                google(fixture, |ranges| {
                    ranges.pod_subnet_range = Some("172.20.0.0/24".into());
                })
            },
            ("overlap", "overlaps vpcSubnetRange `172.20.0.0/22`"),
        ),
        refused(
            ("CL-10", "the same range twice"),
            scene,
            |fixture| secondary(fixture, "172.20.0.0/20"),
            ("overlap", "secondaryVpcCidr"),
        ),
    ]
}

fn recovery() -> Vec<Refused> {
    vec![
        refused(
            ("CL-2", "a second region of another provider"),
            scene,
            |fixture| {
                cluster_on(fixture, Aws, |draft| {
                    draft.disaster_recovery = second("westeurope")
                })
            },
            ("unknown-region", "`westeurope`"),
        ),
        refused(
            ("CL-21", "a second region without its name"),
            scene,
            |fixture| cluster_on(fixture, Aws, |draft| draft.disaster_recovery = second(" ")),
            ("empty", "drRegion"),
        ),
        refused(
            ("CL-22", "a second range of the second region on Azure"),
            scene,
            |fixture| {
                cluster_on(fixture, Azure, |draft| {
                    let mut recovery = second("northeurope").unwrap();
                    recovery.ranges.secondary_vpc_cidr = Some("100.64.0.0/16".into());
                    draft.disaster_recovery = Some(recovery);
                })
            },
            ("other-provider", "drSecondaryVpcCidr"),
        ),
        refused(
            ("CL-22", "no network for the second region on Google Cloud"),
            scene,
            |fixture| {
                cluster_on(fixture, Gcp, |draft| {
                    let mut recovery = second("us-central1").unwrap();
                    recovery.ranges = AddressDraft::default_of(Gcp);
                    recovery.ranges.vpc_subnet_range = String::new();
                    draft.disaster_recovery = Some(recovery);
                })
            },
            ("empty", "drVpcSubnetRange"),
        ),
        refused(
            ("CL-26", "the second region is the first"),
            scene,
            |fixture| {
                cluster_on(fixture, Aws, |draft| {
                    draft.disaster_recovery = second("us-east-2")
                })
            },
            ("same-region", "`us-east-2`"),
        ),
        refused(
            ("CL-24", "replication over an ocean"),
            scene,
            |fixture| {
                cluster_on(fixture, Azure, |draft| {
                    let mut recovery = second("eastus2").unwrap();
                    recovery.enable_replication_time_control = Some(true);
                    draft.disaster_recovery = Some(recovery);
                })
            },
            ("other-continent", "same continent"),
        ),
        refused(
            ("CL-23", "a second region for a cluster that is there"),
            recoverable,
            |fixture| {
                let recovery = stored_recovery(fixture);
                let field = ClusterField::DisasterRecovery(Some(recovery));
                update_cluster(fixture, "open", vec![field])
            },
            ("operator-only", "operator"),
        ),
        refused(
            ("CL-3", "another second region"),
            recoverable,
            |fixture| {
                let mut recovery = stored_recovery(fixture);
                recovery.region = "uksouth".into();
                let field = ClusterField::DisasterRecovery(Some(recovery));
                update_cluster(fixture, "twice", vec![field])
            },
            ("fixed", "cannot change"),
        ),
    ]
}
