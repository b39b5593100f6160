//! Address ranges that clusters may use and start with, and the continents of regions: facts as of August 2026.

use super::CloudProvider;

/// Private ranges that a cluster's ranges have to lie in (CL-5).
pub const PRIVATE_RANGES: &[&str] = &[
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "100.64.0.0/10",
];

/// The longest prefix of a VPC on AWS (CL-6).
pub const LONGEST_AWS_PREFIX: u8 = 21;

/// The shortest and the longest prefix of a secondary VPC range (CL-7).
pub const SECONDARY_PREFIXES: (u8, u8) = (16, 20);

/// The documented ranges of a new cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DefaultRanges {
    /// The cluster's own network.
    pub vpc_subnet: &'static str,
    /// Pods, on Google Cloud.
    pub pod_subnet: Option<&'static str>,
    /// Services, on Google Cloud.
    pub service_subnet: Option<&'static str>,
    /// Peering with the provider's services, on Google Cloud.
    pub service_peering: Option<&'static str>,
}

const fn one_range(vpc_subnet: &'static str) -> DefaultRanges {
    DefaultRanges {
        vpc_subnet,
        pod_subnet: None,
        service_subnet: None,
        service_peering: None,
    }
}

/// What a new cluster starts with.
#[must_use]
pub const fn default_ranges(provider: CloudProvider) -> DefaultRanges {
    match provider {
        CloudProvider::Aws => one_range("172.20.0.0/20"),
        CloudProvider::Azure => one_range("172.20.0.0/19"),
        CloudProvider::Gcp => DefaultRanges {
            vpc_subnet: "172.20.0.0/22",
            pod_subnet: Some("100.64.0.0/16"),
            service_subnet: Some("100.65.0.0/22"),
            service_peering: Some("100.66.0.0/21"),
        },
    }
}

/// Regions of Azure by continent, for replication (CL-24).
const AZURE_CONTINENTS: &[&[&str]] = &[
    &[
        "eastus2",
        "eastus",
        "westus2",
        "canadacentral",
        "brazilsouth",
        "centralus",
        "westus3",
        "southcentralus",
    ],
    &[
        "northeurope",
        "westeurope",
        "uksouth",
        "francecentral",
        "germanywestcentral",
    ],
    &["australiaeast", "japaneast", "centralindia"],
    &["uaenorth"],
    &["southafricanorth"],
];

/// Whether two regions of Azure are known to lie on one continent (CL-24).
#[must_use]
pub fn share_continent(one: &str, other: &str) -> bool {
    AZURE_CONTINENTS
        .iter()
        .any(|regions| regions.contains(&one) && regions.contains(&other))
}
