//! `cluster.create`, `cluster.update` and `cluster.delete`, and how a client reads a cluster.

use planisphere_domain::cluster::{AddressPlan, Cluster, ClusterRequest, DisasterRecovery};
use planisphere_domain::{ClusterId, Command, NodePoolId};
use serde_json::{Value, json};

use super::input::Input;
use super::world::{World, id};
use super::{Answer, Stop};

/// Tries an operation on clusters.
pub fn run(world: &mut World, action: &str, input: &mut Input) -> Answer {
    match action {
        "create" => create(world, &input.request()?),
        "update" => {
            let id = id("cluster", &input.text("clusterId")?)?;
            update(world, id, &input.part("body")?)
        }
        "delete" => {
            let id = id("cluster", &input.text("clusterId")?)?;
            world.decide(&[Command::DeleteCluster { id }])?;
            Ok(json!({}))
        }
        other => Err(Stop::unknown(format!("operation `cluster.{other}`"))),
    }
}

fn create(world: &mut World, request: &ClusterRequest) -> Answer {
    let id = ClusterId::from_bits(world.bits());
    let draft = request.draft(id, &mut || NodePoolId::from_bits(world.bits()))?;
    world.decide(&[Command::CreateCluster(Box::new(draft))])?;
    read(world, id)
}

fn update(world: &mut World, id: ClusterId, request: &ClusterRequest) -> Answer {
    let edits = request.edits(stored(world, id)?)?;
    world.decide(&[Command::UpdateCluster { id, edits }])?;
    read(world, id)
}

fn stored(world: &World, id: ClusterId) -> Result<&Cluster, Stop> {
    let found = world.state().cluster(id);
    found.ok_or_else(|| Stop::refused("cluster not found"))
}

fn read(world: &World, id: ClusterId) -> Answer {
    let cluster = stored(world, id)?;
    let AddressPlan {
        vpc_subnet_range,
        secondary_vpc_cidr,
        pod_subnet_range,
        service_subnet_range,
        service_peering_range,
    } = cluster.address_plan();
    let mut value = json!({
        "id": cluster.id,
        "organizationId": world.state().organization().map(|it| it.id),
        "name": cluster.name,
        "type": cluster.cluster_type,
        "cloudProvider": cluster.cloud_provider,
        "region": cluster.region,
        "providerAccount": cluster.provider_account,
        "tenantId": cluster.tenant_id,
        "vpcSubnetRange": vpc_subnet_range,
        "secondaryVpcCidr": secondary_vpc_cidr,
        "podSubnetRange": pod_subnet_range,
        "serviceSubnetRange": service_subnet_range,
        "servicePeeringRange": service_peering_range,
        "dbInstanceType": cluster.db_instance_type,
        "nodePools": cluster.node_pools,
        "tags": cluster.k8s_tags,
        "k8sTags": cluster.k8s_tags,
        "workspaceIds": cluster.workspace_ids,
        "isPrivateNetworkEgressEnabled": cluster.is_private_network_egress_enabled,
        "isLimited": cluster.is_limited,
        // CL-29
        "isDrEnabled": cluster.disaster_recovery.is_some(),
        "status": cluster.status,
        "healthStatus": cluster.health_status,
        "metadata": cluster.metadata,
    });
    if let Some(recovery) = &cluster.disaster_recovery {
        add_recovery(&mut value, recovery);
    }
    Ok(value)
}

fn add_recovery(value: &mut Value, recovery: &DisasterRecovery) {
    let ranges = &recovery.ranges;
    for (key, part) in [
        ("drRegion", json!(recovery.region)),
        ("drVpcSubnetRange", json!(ranges.vpc_subnet_range)),
        ("drSecondaryVpcCidr", json!(ranges.secondary_vpc_cidr)),
        ("drPodSubnetRange", json!(ranges.pod_subnet_range)),
        ("drServiceSubnetRange", json!(ranges.service_subnet_range)),
        ("drServicePeeringRange", json!(ranges.service_peering_range)),
        (
            "enableReplicationTimeControl",
            json!(recovery.enable_replication_time_control),
        ),
        ("isFailedOver", json!(recovery.is_failed_over)),
    ] {
        value[key] = part;
    }
}
