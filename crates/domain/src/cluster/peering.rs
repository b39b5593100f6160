//! Requests to peer the network of a dedicated cluster with one of the customer. Whether a request was met is
//! reported; nothing here reaches a cloud.

use serde::{Deserialize, Serialize};

use super::changes::check_status;
use super::{Cluster, ClusterType, ranges};
use crate::decide::{Context, Outcome};
use crate::edit::Value;
use crate::organization::IpRange;
use crate::policy::{Permission, ResourceRef};
use crate::validation::Checks;
use crate::{Actor, ClusterId, Event, Problem, Rejection, ResourceKind, Timestamp, VpcPeeringId};

/// The longest account, network or region of the other side; no source gives one.
const MOST_CHARACTERS: usize = 256;

/// How far a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum VpcPeeringState {
    /// Nobody answered yet.
    Requested,
    /// The networks are peered.
    Active,
    /// It was turned down, or did not work.
    Failed,
}

impl VpcPeeringState {
    /// Every state.
    pub const ALL: &'static [Self] = &[Self::Requested, Self::Active, Self::Failed];

    /// The stored name.
    #[must_use]
    pub const fn api(self) -> &'static str {
        match self {
            Self::Requested => "REQUESTED",
            Self::Active => "ACTIVE",
            Self::Failed => "FAILED",
        }
    }

    /// The name on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Requested => "Requested",
            Self::Active => "Active",
            Self::Failed => "Failed",
        }
    }
}

/// A wish for peering.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VpcPeeringDraft {
    /// The new id.
    pub id: VpcPeeringId,
    /// The cluster.
    pub cluster: ClusterId,
    /// The account, subscription or project of the other network.
    pub account: String,
    /// The other network by the provider's name, such as `vpc-0a1b2c3d`.
    pub network: String,
    /// Its region's code.
    pub region: String,
    /// Its range, which may not overlap the cluster's.
    pub range: String,
}

/// One request for peering.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VpcPeering {
    /// Names it.
    pub id: VpcPeeringId,
    /// The account, subscription or project of the other network.
    pub account: String,
    /// The other network.
    pub network: String,
    /// Its region's code.
    pub region: String,
    /// Its range.
    pub range: IpRange,
    /// How far it is.
    pub state: VpcPeeringState,
    /// When it was requested.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: Actor,
}

/// The cluster, for whoever may change it (CL-30, rule 93).
fn changeable<'a>(context: &Context<'a>, id: ClusterId) -> Result<&'a Cluster, Rejection> {
    context.require(
        Permission::OrganizationClustersUpdate,
        ResourceRef::Organization,
    )?;
    let state = context.state;
    let found = state.cluster(id);
    found.ok_or_else(|| Rejection::not_found(ResourceKind::Cluster, id))
}

fn stored(cluster: &Cluster, id: VpcPeeringId) -> Result<&VpcPeering, Rejection> {
    let found = cluster.vpc_peerings.get(&id);
    found.ok_or_else(|| Rejection::not_found(ResourceKind::VpcPeering, id))
}

pub(crate) fn request(context: &Context<'_>, draft: &VpcPeeringDraft) -> Outcome {
    let cluster = changeable(context, draft.cluster)?;
    context.active_organization()?;
    let mut checks = Checks::default();
    checks.ensure(cluster.cluster_type == ClusterType::Dedicated, || {
        Problem::new(
            "clusterId",
            "hybrid-cluster",
            "VPC peering can be requested for dedicated clusters alone",
            "Peer a hybrid cluster's network in your own cloud account.",
        )
        .value(cluster.cluster_type.api())
        .limit(ClusterType::Dedicated.api())
    });
    // CL-27
    check_status(&mut checks, cluster);
    if cluster.vpc_peerings.contains_key(&draft.id) {
        let id = draft.id.to_string();
        checks.add(Problem::taken("id", ResourceKind::VpcPeering, &id));
    }
    for (path, label, text) in [
        ("account", "the other network's account", &draft.account),
        ("network", "the other network's name", &draft.network),
        ("region", "the other network's region", &draft.region),
    ] {
        checks.text(path, label, text, 1, MOST_CHARACTERS);
    }
    let network = draft.network.clone().tidy();
    if cluster
        .vpc_peerings
        .values()
        .any(|it| it.network == network)
    {
        checks.add(Problem::taken(
            "network",
            ResourceKind::VpcPeering,
            &network,
        ));
    }
    let range = ranges::range(&mut checks, "range", draft.range.trim());
    for (name, taken) in cluster.address_plan().ranges() {
        checks.ensure(!range.is_some_and(|range| range.overlaps(&taken)), || {
            Problem::new(
                "range",
                "overlap",
                format!("`{}` overlaps the cluster's {name} `{taken}`", draft.range),
                "Peer a network that has no address in common with the cluster.",
            )
            .value(&draft.range)
            .limit(format!("nothing of {taken}"))
        });
    }
    checks.finish()?;
    let peering = range.map(|range| VpcPeering {
        id: draft.id,
        account: draft.account.clone().tidy(),
        network,
        region: draft.region.clone().tidy(),
        range,
        state: VpcPeeringState::Requested,
        created_at: context.env.now,
        created_by: context.caller.actor,
    });
    Ok(peering
        .into_iter()
        .map(|peering| Event::VpcPeeringRequested {
            cluster: cluster.id,
            peering,
        })
        .collect())
}

pub(crate) fn withdraw(context: &Context<'_>, cluster: ClusterId, id: VpcPeeringId) -> Outcome {
    let found = changeable(context, cluster)?;
    context.active_organization()?;
    stored(found, id)?;
    Ok(vec![Event::VpcPeeringWithdrawn { cluster, id }])
}

pub(crate) fn report(
    context: &Context<'_>,
    cluster: ClusterId,
    id: VpcPeeringId,
    state: VpcPeeringState,
) -> Outcome {
    let found = changeable(context, cluster)?;
    Ok(if stored(found, id)?.state == state {
        Vec::new()
    } else {
        vec![Event::VpcPeeringReported { cluster, id, state }]
    })
}
