//! Where new Deployments of a Workspace run by default: how the three fields of the API fit together (WS-4,
//! WS-5), and what they may name (WS-8).

use super::DefaultInfrastructure;
use crate::catalogue::CloudProvider;
use crate::decide::Context;
use crate::edit::Value;
use crate::names::Names;
use crate::validation::Checks;
use crate::{ClusterId, Problem, WorkspaceId};

impl Value for DefaultInfrastructure {
    fn shown(&self, names: &Names<'_>) -> String {
        match self {
            Self::Cluster(id) => names.cluster(*id),
            Self::Standard {
                cloud_provider,
                region,
            } => format!("standard cluster of {} in {region}", cloud_provider.label()),
        }
    }
}

/// The default that three fields mean together; what does not fit is noted.
pub(super) fn joined(
    checks: &mut Checks,
    cluster: Option<ClusterId>,
    cloud_provider: Option<CloudProvider>,
    region: Option<&str>,
) -> Option<DefaultInfrastructure> {
    let region = region.map(str::trim).filter(|region| !region.is_empty());
    // WS-5
    checks.ensure(
        cluster.is_none() || cloud_provider.is_none() && region.is_none(),
        || {
            Problem::new(
                "defaultClusterId",
                "one-default",
                "defaultClusterId excludes defaultCloudProvider and defaultRegion",
                "Give either the cluster, or the provider and the region.",
            )
        },
    );
    // WS-4
    if cloud_provider.is_some() != region.is_some() {
        let missing = if region.is_none() {
            "defaultRegion"
        } else {
            "defaultCloudProvider"
        };
        checks.add(Problem::new(
            missing,
            "incomplete",
            format!("{missing} is missing: defaultCloudProvider and defaultRegion come together"),
            "Give both, or neither.",
        ));
    }
    match (cluster, cloud_provider, region) {
        (Some(id), ..) => Some(DefaultInfrastructure::Cluster(id)),
        (None, Some(cloud_provider), Some(region)) => Some(DefaultInfrastructure::Standard {
            cloud_provider,
            region: region.to_owned(),
        }),
        _ => None,
    }
}

/// WS-8, and DEP-13 for the region of a standard cluster.
pub(super) fn check(
    checks: &mut Checks,
    context: &Context<'_>,
    workspace: WorkspaceId,
    default: Option<&DefaultInfrastructure>,
) {
    match default {
        None => {}
        Some(DefaultInfrastructure::Cluster(id)) => match context.state.cluster(*id) {
            None => checks.add(
                Problem::new(
                    "defaultClusterId",
                    "unknown-cluster",
                    format!("cluster `{id}` not found"),
                    "Choose a cluster of the list.",
                )
                .value(id),
            ),
            Some(cluster) => checks.ensure(cluster.authorizes(workspace), || {
                Problem::new(
                    "defaultClusterId",
                    "workspace-not-authorized",
                    format!(
                        "cluster `{}` does not authorize this Workspace",
                        cluster.name
                    ),
                    "Choose another cluster, or have the Workspace authorized on this one.",
                )
                .value(id)
            }),
        },
        Some(DefaultInfrastructure::Standard {
            cloud_provider,
            region,
        }) => {
            let regions = context.env.catalogue.standard_regions(*cloud_provider);
            checks.ensure(regions.iter().any(|known| known.code == *region), || {
                let codes: Vec<&str> = regions.iter().map(|region| region.code.as_ref()).collect();
                Problem::new(
                    "defaultRegion",
                    "unknown-region",
                    format!(
                        "`{region}` is no standard region of {}",
                        cloud_provider.label()
                    ),
                    "Choose a region of the list.",
                )
                .value(region)
                .limit(codes.join(", "))
            });
        }
    }
}
