//! Where a Deployment runs (DEP-13 to DEP-16, CL-14). That it stays there follows from the model: no edit
//! reaches these fields (DEP-17).

use super::Subject;
use crate::Problem;
use crate::cluster::ClusterStatus;
use crate::deployment::parts::Infrastructure;
use crate::validation::Checks;

pub(super) fn check(checks: &mut Checks, subject: &Subject<'_>) {
    match (&subject.deployment.infrastructure, subject.cluster) {
        // DEP-13
        (
            Infrastructure::Standard {
                cloud_provider,
                region,
            },
            _,
        ) => {
            let regions = subject.catalogue.standard_regions(*cloud_provider);
            checks.ensure(regions.iter().any(|known| known.code == *region), || {
                let label = cloud_provider.label();
                let codes: Vec<&str> = regions.iter().map(|region| region.code.as_ref()).collect();
                Problem::new(
                    "region",
                    "unknown-region",
                    format!("region is `{region}`, which is no standard region of {label}"),
                    format!("Choose one of {}.", codes.join(", ")),
                )
                .value(region)
                .limit(codes.join(", "))
            });
        }
        (Infrastructure::Dedicated(id) | Infrastructure::Hybrid(id), None) => {
            checks.add(Problem::new(
                "clusterId",
                "unknown-cluster",
                format!("cluster `{id}` not found"),
                "Choose a cluster of the list.",
            ));
        }
        (_, Some(cluster)) => {
            let name = &cluster.name;
            // DEP-15
            checks.ensure(cluster.status == ClusterStatus::Created, || {
                let status = cluster.status.api();
                Problem::new(
                    "clusterId",
                    "cluster-not-ready",
                    format!("cluster `{name}` is {status}, only CREATED ones can be used"),
                    "Wait until it is ready, or choose another.",
                )
                .value(status)
                .limit(ClusterStatus::Created.api())
            });
            // CL-14, rule 96
            checks.ensure(cluster.authorizes(subject.deployment.workspace_id), || {
                Problem::new(
                    "clusterId",
                    "workspace-not-authorized",
                    format!("cluster `{name}` does not authorize this Workspace"),
                    "Choose another cluster, or have the Workspace authorized on this one.",
                )
                .value(cluster.id)
            });
        }
    }
}
