//! Changing clusters, and moving Deployments.

use std::collections::BTreeSet;

use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::cluster::{ClusterDraft, ClusterField};
use planisphere_domain::workspace::WorkspaceField;
use planisphere_domain::{Command, Edit};
use planisphere_fixtures::Persona;

use super::{Gate, On, gate};
use Persona::{Owner, WorkspaceOperator, WorkspaceOwner};

pub const GATES: &[Gate] = &[
    gate(
        "updateCluster",
        "",
        "organization.clusters.update",
        On::Organization,
        |fixture| {
            let now = fixture.now();
            let id = fixture.ids().cluster(now);
            fixture.must(Command::CreateCluster(ClusterDraft {
                id,
                name: "own".into(),
                cloud_provider: CloudProvider::Aws,
                region: "us-east-1".into(),
                workspace_ids: BTreeSet::new(),
            }));
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
