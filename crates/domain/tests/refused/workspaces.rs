//! Where new Deployments of a Workspace run by default, and its CI/CD default.

use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::organization::Plan;
use planisphere_domain::workspace::{DefaultInfrastructure, WorkspaceDraft, WorkspaceField};
use planisphere_domain::{ClusterId, Command, Edit};
use planisphere_fixtures::Fixture;

use super::{Refused, refused};
use crate::scene::{scene, scene_on};

fn create(fixture: &mut Fixture, shape: impl FnOnce(&mut WorkspaceDraft)) -> Command {
    let now = fixture.now();
    let mut draft = WorkspaceDraft::new(fixture.ids().workspace(now), "New");
    shape(&mut draft);
    Command::CreateWorkspace(draft)
}

fn at_home(fixture: &Fixture, workspace: &str, cluster: ClusterId) -> Command {
    let field = WorkspaceField::DefaultInfrastructure;
    let there = DefaultInfrastructure::Cluster(cluster);
    Command::UpdateWorkspace {
        id: fixture.workspace(workspace),
        edits: vec![Edit::new(field(None), field(Some(there)))],
    }
}

pub fn cases() -> Vec<Refused> {
    vec![
        refused(
            ("WS-4", "a provider without a region"),
            scene,
            |fixture| {
                create(fixture, |draft| {
                    draft.default_cloud_provider = Some(CloudProvider::Aws);
                })
            },
            ("incomplete", "defaultRegion"),
        ),
        refused(
            ("WS-4", "a region without a provider"),
            scene,
            |fixture| {
                create(fixture, |draft| {
                    draft.default_region = Some("us-east-1".into())
                })
            },
            ("incomplete", "defaultCloudProvider"),
        ),
        refused(
            ("WS-5", "a cluster and a region"),
            scene,
            |fixture| {
                let open = fixture.cluster("open");
                create(fixture, |draft| {
                    draft.default_cluster_id = Some(open);
                    draft.default_cloud_provider = Some(CloudProvider::Aws);
                    draft.default_region = Some("us-east-1".into());
                })
            },
            ("one-default", "defaultClusterId"),
        ),
        refused(
            ("WS-8", "a cluster that is not there"),
            scene,
            |fixture| at_home(fixture, "Empty", ClusterId::from_bits(1)),
            ("unknown-cluster", "cluster"),
        ),
        refused(
            ("WS-8", "a cluster that others may use"),
            scene,
            |fixture| at_home(fixture, "Data Platform", fixture.cluster("closed")),
            ("workspace-not-authorized", "cluster `closed`"),
        ),
        refused(
            ("WS-8", "a new Workspace at home where others are"),
            scene,
            |fixture| {
                let closed = fixture.cluster("closed");
                create(fixture, |draft| draft.default_cluster_id = Some(closed))
            },
            ("workspace-not-authorized", "Workspace"),
        ),
        refused(
            ("DEP-13", "a region that has no standard cluster"),
            scene,
            |fixture| {
                create(fixture, |draft| {
                    draft.default_cloud_provider = Some(CloudProvider::Aws);
                    draft.default_region = Some("us-east-2".into());
                })
            },
            ("unknown-region", "`us-east-2`"),
        ),
        refused(
            ("", "CI/CD enforcement by default below Business (rule 103)"),
            || scene_on(Plan::Team),
            |fixture| create(fixture, |draft| draft.cicd_enforced_default = true),
            ("tier", "Business"),
        ),
    ]
}
