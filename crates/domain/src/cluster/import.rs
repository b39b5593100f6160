//! Telling of a hybrid cluster that an operator set up in the customer's cloud (CL-1).

use super::{Cluster, ClusterDraft, ClusterStatus, ClusterType, commands};
use crate::catalogue::{CloudProvider, database_types};
use crate::decide::{Context, Outcome};
use crate::organization::Product;
use crate::policy::{Permission, ResourceRef};
use crate::validation::Checks;
use crate::{Event, Problem};

pub(crate) fn import(context: &Context<'_>, draft: &ClusterDraft) -> Outcome {
    // CL-30, rule 93.
    context.require(
        Permission::OrganizationClustersCreate,
        ResourceRef::Organization,
    )?;
    let organization = context.active_organization()?;
    let mut checks = Checks::default();
    // CL-1: what is imported was set up before.
    checks.ensure(draft.cluster_type == ClusterType::Hybrid, || {
        Problem::new(
            "type",
            "dedicated-cluster",
            "a DEDICATED cluster is created, not imported",
            "Create it, or choose HYBRID.",
        )
        .value(draft.cluster_type.api())
        .limit(ClusterType::Hybrid.api())
    });
    checks.ensure(organization.product == Product::Hybrid, || {
        Problem::new(
            "type",
            "product",
            "hybrid clusters need an Organization whose product is HYBRID",
            "Create an Organization with the product HYBRID; it is chosen at its creation.",
        )
        .value(organization.product.api())
        .limit(Product::Hybrid.api())
    });
    check_database(
        &mut checks,
        draft.cloud_provider,
        draft.db_instance_type.as_deref(),
    );
    checks.ensure(draft.disaster_recovery.is_none(), || {
        Problem::new(
            "drRegion",
            "hybrid-cluster",
            "a second region is for dedicated clusters alone",
            "Leave it out.",
        )
    });
    let cluster = commands::settle(&mut checks, context, organization, draft);
    checks.finish()?;
    Ok(cluster
        .into_iter()
        .map(|cluster| {
            Event::ClusterCreated(Box::new(Cluster {
                status: ClusterStatus::Created,
                ..cluster
            }))
        })
        .collect())
}

/// Whether a provider has this machine for the database of a hybrid cluster.
pub(super) fn check_database(checks: &mut Checks, provider: CloudProvider, wanted: Option<&str>) {
    let wanted = wanted.unwrap_or_default().trim();
    let offered = database_types(provider);
    checks.ensure(offered.contains(&wanted), || {
        let message = if wanted.is_empty() {
            "dbInstanceType is missing".to_owned()
        } else {
            let provider = provider.label();
            format!("`{wanted}` is no machine for databases on {provider}")
        };
        Problem::new(
            "dbInstanceType",
            "unknown-machine",
            message,
            "Choose a machine of the list.",
        )
        .value(wanted)
        .limit(offered.join(", "))
    });
}
