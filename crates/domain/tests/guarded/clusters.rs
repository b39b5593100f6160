//! Changing clusters, and moving Deployments.

use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::cluster::{
    ClusterDraft, ClusterFact, ClusterField, ClusterStatus, VpcPeeringState,
};
use planisphere_domain::workspace::{DefaultInfrastructure, WorkspaceField};
use planisphere_domain::{ClusterId, Command, Edit, VpcPeeringId};
use planisphere_fixtures::{Fixture, Persona, cluster_is_created, hybrid_import, peering};

use super::{Gate, On, gate};
use Persona::{Owner, WorkspaceOperator, WorkspaceOwner};

/// A dedicated cluster that is there.
fn own_cluster(fixture: &mut Fixture) -> ClusterId {
    let now = fixture.now();
    let id = fixture.ids().cluster(now);
    let draft = ClusterDraft::new(id, "own", CloudProvider::Aws, "us-east-1");
    fixture.must_all(&[
        Command::CreateCluster(Box::new(draft)),
        cluster_is_created(id),
    ]);
    id
}

/// A dedicated cluster with a request for peering.
fn requested(fixture: &mut Fixture) -> (ClusterId, VpcPeeringId) {
    let cluster = own_cluster(fixture);
    let draft = peering(cluster);
    let id = draft.id;
    fixture.must(Command::RequestVpcPeering(draft));
    (cluster, id)
}

pub const GATES: &[Gate] = &[
    gate(
        "updateCluster",
        "",
        "organization.clusters.update",
        On::Organization,
        |fixture| {
            let id = own_cluster(fixture);
            let workspace = fixture.workspace("Elsewhere");
            Command::UpdateCluster {
                id,
                edits: vec![Edit::new(
                    ClusterField::WorkspaceIds([].into()),
                    ClusterField::WorkspaceIds([workspace].into()),
                )],
            }
        },
        &[Owner],
    ),
    gate(
        "importCluster",
        "",
        "organization.clusters.create",
        On::Organization,
        |fixture| {
            fixture.become_hybrid();
            hybrid_import(fixture, |_| {})
        },
        &[Owner],
    ),
    gate(
        "reportCluster",
        "",
        "organization.clusters.update",
        On::Organization,
        |fixture| {
            let id = own_cluster(fixture);
            let field = ClusterFact::Status;
            Command::ReportCluster {
                id,
                edits: vec![Edit::new(
                    field(ClusterStatus::Created),
                    field(ClusterStatus::UpgradePending),
                )],
            }
        },
        &[Owner],
    ),
    gate(
        "deleteCluster",
        "",
        "organization.clusters.delete",
        On::Organization,
        |fixture| {
            let id = own_cluster(fixture);
            Command::DeleteCluster { id }
        },
        &[Owner],
    ),
    gate(
        "requestVpcPeering",
        "",
        "organization.clusters.update",
        On::Organization,
        |fixture| {
            let id = own_cluster(fixture);
            Command::RequestVpcPeering(peering(id))
        },
        &[Owner],
    ),
    gate(
        "withdrawVpcPeering",
        "",
        "organization.clusters.update",
        On::Organization,
        |fixture| {
            let (cluster, id) = requested(fixture);
            Command::WithdrawVpcPeering { cluster, id }
        },
        &[Owner],
    ),
    gate(
        "reportVpcPeering",
        "",
        "organization.clusters.update",
        On::Organization,
        |fixture| {
            let (cluster, id) = requested(fixture);
            Command::ReportVpcPeering {
                cluster,
                id,
                state: VpcPeeringState::Active,
            }
        },
        &[Owner],
    ),
    gate(
        "updateWorkspace",
        "where new Deployments run",
        "workspace.settings.update",
        On::Workspace,
        |fixture| {
            let field = WorkspaceField::DefaultInfrastructure;
            let region = DefaultInfrastructure::Standard {
                cloud_provider: CloudProvider::Aws,
                region: "us-east-1".into(),
            };
            Command::UpdateWorkspace {
                id: fixture.workspace("Data Platform"),
                edits: vec![Edit::new(field(None), field(Some(region)))],
            }
        },
        &[Owner, WorkspaceOwner],
    ),
    // Where it is already, so that one Workspace is asked about.
    gate(
        "transferDeployment",
        "",
        "deployment.transfer",
        On::Deployment,
        |fixture| Command::TransferDeployment {
            id: fixture.deployment("etl"),
            target: fixture.workspace("Data Platform"),
        },
        &[Owner, WorkspaceOwner, WorkspaceOperator],
    ),
    gate(
        "updateWorkspace",
        "CI/CD enforcement by default",
        "workspace.settings.update",
        On::Workspace,
        |fixture| {
            let field = WorkspaceField::CicdEnforcedDefault;
            Command::UpdateWorkspace {
                id: fixture.workspace("Data Platform"),
                edits: vec![Edit::new(field(false), field(true))],
            }
        },
        &[Owner, WorkspaceOwner],
    ),
];
