//! Machines and databases of hybrid clusters, by provider: facts as of August 2026. A worker gets the node's
//! size less 2 CPU and 1.5 GiB.

use super::CloudProvider;

/// The most node pools besides the default one (CL-32).
pub const MOST_ADDITIONAL_POOLS: usize = 10;

/// The least and the most nodes of a pool.
pub const NODE_COUNTS: (u32, u32) = (2, 100);

/// The nodes of a pool when nothing else is said.
pub const DEFAULT_NODE_COUNT: u32 = 20;

/// A machine for the nodes of a hybrid cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeType {
    /// The provider's name.
    pub name: &'static str,
    /// CPUs that one worker gets.
    pub pod_cpu: u16,
    /// Memory that one worker gets.
    pub pod_memory: &'static str,
}

const fn node(name: &'static str, pod_cpu: u16, pod_memory: &'static str) -> NodeType {
    NodeType {
        name,
        pod_cpu,
        pod_memory,
    }
}

/// Machines for nodes.
#[must_use]
pub const fn node_types(provider: CloudProvider) -> &'static [NodeType] {
    match provider {
        CloudProvider::Aws => {
            const {
                &[
                    node("m5.xlarge", 2, "14.5Gi"),
                    node("m5.2xlarge", 6, "30.5Gi"),
                    node("m5.4xlarge", 14, "62.5Gi"),
                    node("m5.8xlarge", 30, "126.5Gi"),
                    node("m5.12xlarge", 46, "190.5Gi"),
                    node("m5.16xlarge", 62, "254.5Gi"),
                    node("m5.24xlarge", 94, "382.5Gi"),
                    node("m5.metal", 94, "382.5Gi"),
                    node("m5d.xlarge", 2, "14.5Gi"),
                    node("m5d.2xlarge", 6, "30.5Gi"),
                    node("m5d.4xlarge", 14, "62.5Gi"),
                    node("m5d.8xlarge", 30, "126.5Gi"),
                    node("m5d.12xlarge", 46, "190.5Gi"),
                    node("m5d.16xlarge", 62, "254.5Gi"),
                    node("m5d.24xlarge", 94, "382.5Gi"),
                    node("m5d.metal", 94, "382.5Gi"),
                    node("m6i.xlarge", 2, "14.5Gi"),
                    node("m6i.2xlarge", 6, "30.5Gi"),
                    node("m6i.4xlarge", 14, "62.5Gi"),
                    node("m6i.8xlarge", 30, "126.5Gi"),
                    node("m6i.12xlarge", 46, "190.5Gi"),
                    node("m6i.16xlarge", 62, "254.5Gi"),
                    node("m6i.24xlarge", 94, "382.5Gi"),
                    node("m6i.metal", 94, "382.5Gi"),
                    node("m6id.xlarge", 2, "14.5Gi"),
                    node("m6id.2xlarge", 6, "30.5Gi"),
                    node("m6id.4xlarge", 14, "62.5Gi"),
                    node("m6id.8xlarge", 30, "126.5Gi"),
                    node("m6id.12xlarge", 46, "190.5Gi"),
                    node("m6id.16xlarge", 62, "254.5Gi"),
                    node("m6id.24xlarge", 94, "382.5Gi"),
                    node("m6id.metal", 126, "510.5Gi"),
                    node("r6i.xlarge", 2, "30.5Gi"),
                    node("r6i.2xlarge", 6, "62.5Gi"),
                    node("r6i.4xlarge", 14, "126.5Gi"),
                    node("r6i.8xlarge", 30, "254.5Gi"),
                    node("r6i.12xlarge", 46, "382.5Gi"),
                    node("r6i.16xlarge", 62, "510.5Gi"),
                    node("r6i.24xlarge", 94, "766.5Gi"),
                    node("r6i.metal", 94, "1022.5Gi"),
                    node("c6i.xlarge", 2, "6.5Gi"),
                    node("c6i.2xlarge", 6, "14.5Gi"),
                    node("c6i.4xlarge", 14, "30.5Gi"),
                    node("c6i.8xlarge", 30, "62.5Gi"),
                    node("c6i.12xlarge", 46, "94.5Gi"),
                    node("c6i.16xlarge", 62, "126.5Gi"),
                    node("c6i.24xlarge", 94, "190.5Gi"),
                    node("c6i.metal", 126, "254.5Gi"),
                    node("t2.xlarge", 2, "14.5Gi"),
                    node("t3.xlarge", 2, "14.5Gi"),
                    node("t3.2xlarge", 6, "30.5Gi"),
                ]
            }
        }
        CloudProvider::Azure => {
            const {
                &[
                    node("Standard_D4_v5", 2, "14.5Gi"),
                    node("Standard_D8_v5", 6, "30.5Gi"),
                    node("Standard_D4d_v5", 2, "14.5Gi"),
                    node("Standard_D8d_v5", 6, "30.5Gi"),
                    node("Standard_B4ms", 2, "14.5Gi"),
                    node("Standard_B8ms", 6, "30.5Gi"),
                ]
            }
        }
        CloudProvider::Gcp => {
            const {
                &[
                    node("e2-standard-4", 2, "14.5Gi"),
                    node("e2-standard-8", 6, "30.5Gi"),
                    node("e2-standard-16", 14, "62.5Gi"),
                    node("e2-standard-32", 30, "126.5Gi"),
                    node("e2-highmem-4", 2, "30.5Gi"),
                    node("e2-highmem-8", 6, "62.5Gi"),
                    node("e2-highmem-16", 14, "126.5Gi"),
                    node("e2-highcpu-4", 2, "2.5Gi"),
                    node("e2-highcpu-8", 6, "6.5Gi"),
                    node("e2-highcpu-16", 14, "14.5Gi"),
                    node("e2-highcpu-32", 30, "30.5Gi"),
                    node("n2-standard-4", 2, "14.5Gi"),
                    node("n2-standard-8", 6, "30.5Gi"),
                    node("n2-standard-16", 14, "62.5Gi"),
                    node("n2-standard-32", 30, "126.5Gi"),
                    node("n2-standard-48", 40, "190.5Gi"),
                    node("n2-standard-64", 62, "254.5Gi"),
                    node("n2-highmem-4", 2, "30.5Gi"),
                    node("n2-highmem-8", 6, "60.5Gi"),
                    node("n2-highmem-16", 14, "126.5Gi"),
                    node("n2-highmem-32", 30, "254.5Gi"),
                    node("n2-highmem-48", 48, "382.5Gi"),
                    node("n2-highmem-64", 62, "510.5Gi"),
                    node("n2-highcpu-4", 2, "2.5Gi"),
                    node("n2-highcpu-8", 6, "6.5Gi"),
                    node("n2-highcpu-16", 14, "14.5Gi"),
                    node("n2-highcpu-32", 30, "30.5Gi"),
                    node("n2-highcpu-48", 46, "46.5Gi"),
                    node("n2-highcpu-64", 62, "62.5Gi"),
                    node("c2-standard-4", 2, "14.5Gi"),
                    node("c2-standard-8", 6, "30.5Gi"),
                ]
            }
        }
    }
}

/// Machines for the database.
#[must_use]
pub const fn database_types(provider: CloudProvider) -> &'static [&'static str] {
    match provider {
        CloudProvider::Aws => {
            const {
                &[
                    "db.m6g.large",
                    "db.m6g.xlarge",
                    "db.m6g.2xlarge",
                    "db.m6g.4xlarge",
                    "db.m6g.8xlarge",
                    "db.m6g.12xlarge",
                    "db.m6g.16xlarge",
                    "db.r5.large",
                    "db.r5.xlarge",
                    "db.r5.2xlarge",
                    "db.r5.4xlarge",
                    "db.r5.8xlarge",
                    "db.r5.12xlarge",
                    "db.r5.16xlarge",
                    "db.r5.24xlarge",
                    "db.m5.large",
                    "db.m5.xlarge",
                    "db.m5.2xlarge",
                    "db.m5.4xlarge",
                    "db.m5.8xlarge",
                    "db.m5.12xlarge",
                    "db.m5.16xlarge",
                    "db.m5.24xlarge",
                ]
            }
        }
        CloudProvider::Azure => {
            const {
                &[
                    "Standard_D2ds_v4",
                    "Standard_D4ds_v4",
                    "Standard_D8ds_v4",
                    "Standard_D16ds_v4",
                    "Standard_D32ds_v4",
                    "Standard_D48ds_v4",
                    "Standard_D64ds_v4",
                    "Standard_E2ds_v4",
                    "Standard_E4ds_v4",
                    "Standard_E8ds_v4",
                    "Standard_E16ds_v4",
                    "Standard_E20ds_v4",
                    "Standard_E32ds_v4",
                    "Standard_E48ds_v4",
                ]
            }
        }
        CloudProvider::Gcp => {
            const {
                &[
                    "Small General Purpose",
                    "Medium General Purpose",
                    "Large General Purpose",
                    "Small Memory Optimized",
                    "Medium Memory Optimized",
                    "Large Memory Optimized",
                    "Small Compute Optimized",
                    "Medium Compute Optimized",
                    "Large Compute Optimized",
                    "XLarge Compute Optimized",
                    "XXLarge Compute Optimized",
                ]
            }
        }
    }
}
