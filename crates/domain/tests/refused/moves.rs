//! Changing clusters, and moving Deployments.

use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::cluster::{ClusterField, ClusterStatus};
use planisphere_domain::deployment::InfrastructureChoice;
use planisphere_domain::organization::Plan;
use planisphere_domain::policy::{OrganizationRole, WorkspaceRole};
use planisphere_domain::workspace::WorkspaceField;
use planisphere_domain::{ClusterId, Command, DeploymentId, Edit, Event, WorkspaceId};
use planisphere_fixtures::Fixture;

use super::{Refused, refused};
use crate::scene::{scene, scene_on, suspended, transfer, update_cluster};

fn restrict(fixture: &Fixture, cluster: &str, to: WorkspaceId) -> Command {
    let field = ClusterField::WorkspaceIds([to].into());
    update_cluster(fixture, cluster, vec![field])
}

/// Somebody who operates `Data Platform` and looks into `Empty`.
fn at_home_in_one() -> Fixture {
    let mut fixture = scene()
        .with_user("Bo", OrganizationRole::Member)
        .with_role("Bo", "Data Platform", WorkspaceRole::Operator)
        .with_role("Bo", "Empty", WorkspaceRole::Author);
    fixture.act_as(fixture.user_named("Bo"));
    fixture
}

/// A cluster of `Data Platform` alone, with the Deployment `bound` on it.
fn bound() -> Fixture {
    let fixture = scene().with_restricted_cluster(
        "ours",
        CloudProvider::Aws,
        "us-east-1",
        &["Data Platform"],
    );
    let ours = fixture.cluster("ours");
    fixture.with_deployment_as("Data Platform", "bound", |draft| {
        draft.infrastructure = Some(InfrastructureChoice::Cluster(ours));
    })
}

fn creating() -> Fixture {
    let fixture = scene();
    let mut cluster = fixture
        .state()
        .cluster(fixture.cluster("open"))
        .unwrap()
        .clone();
    cluster.status = ClusterStatus::Creating;
    fixture.with_event(Event::ClusterCreated(Box::new(cluster)))
}

pub fn cases() -> Vec<Refused> {
    [clusters(), transfers(), enforcement()]
        .into_iter()
        .flatten()
        .collect()
}

fn clusters() -> Vec<Refused> {
    vec![
        refused(
            ("CL-11", "a cluster renamed to nothing"),
            scene,
            |fixture| update_cluster(fixture, "open", vec![ClusterField::Name(" ".into())]),
            ("empty", "cluster's name"),
        ),
        refused(
            ("CL-11", "a cluster renamed to what another is called"),
            scene,
            |fixture| update_cluster(fixture, "open", vec![ClusterField::Name("own ".into())]),
            ("taken", "cluster called `own`"),
        ),
        refused(
            ("CL-12", "for a Workspace that is not there"),
            scene,
            |fixture| restrict(fixture, "closed", WorkspaceId::from_bits(1)),
            ("unknown-workspace", "Workspace"),
        ),
        refused(
            ("CL-15 CL-13", "without those who are on it (rule 97)"),
            bound,
            |fixture| restrict(fixture, "ours", fixture.workspace("Empty")),
            ("cluster-in-use", "Deployment `bound`"),
        ),
        refused(
            ("CL-16", "a list on Team (rule 120)"),
            || scene_on(Plan::Team),
            |fixture| restrict(fixture, "closed", fixture.workspace("Data Platform")),
            ("tier", "Business"),
        ),
        refused(
            ("CL-27", "while it is being set up"),
            creating,
            |fixture| update_cluster(fixture, "open", vec![ClusterField::Name("new".into())]),
            ("cluster-busy", "CREATING"),
        ),
        refused(
            ("CL-28", "another name for a hybrid cluster"),
            scene,
            |fixture| update_cluster(fixture, "own", vec![ClusterField::Name("mine".into())]),
            ("hybrid-cluster", "workspaceIds"),
        ),
        refused(
            ("", "an unknown cluster, as standard ones are (rule 95)"),
            scene,
            |_| Command::UpdateCluster {
                id: ClusterId::from_bits(1),
                edits: Vec::new(),
            },
            ("not-found", "cluster"),
        ),
        refused(
            ("ORG-7", "a cluster of a suspended Organization"),
            suspended,
            |fixture| update_cluster(fixture, "open", vec![ClusterField::Name("new".into())]),
            ("organization-not-active", "ACTIVE"),
        ),
    ]
}

fn transfers() -> Vec<Refused> {
    vec![
        refused(
            (
                "DEP-18",
                "to a Workspace where one is no Operator (rule 98)",
            ),
            at_home_in_one,
            |fixture| transfer(fixture, "etl", "Empty"),
            ("not-allowed", "deployment.transfer"),
        ),
        refused(
            ("DEP-18", "to a Workspace that is not there (rule 98)"),
            scene,
            |fixture| Command::TransferDeployment {
                id: fixture.deployment("etl"),
                target: WorkspaceId::from_bits(1),
            },
            ("not-found", "Workspace"),
        ),
        refused(
            ("DEP-15", "to a Workspace that its cluster is closed to"),
            bound,
            |fixture| transfer(fixture, "bound", "Empty"),
            ("unauthorized-workspace", "cluster `ours`"),
        ),
        refused(
            ("DEP-3", "to a Workspace where the name is taken"),
            || scene().with_deployment("Empty", "twin"),
            |fixture| {
                let from = fixture.workspace("Data Platform");
                let twin = fixture.state().deployment_named(from, "twin").unwrap();
                Command::TransferDeployment {
                    id: twin.id,
                    target: fixture.workspace("Empty"),
                }
            },
            ("taken", "twin"),
        ),
        refused(
            ("", "an unknown Deployment"),
            scene,
            |fixture| Command::TransferDeployment {
                id: DeploymentId::from_bits(1),
                target: fixture.workspace("Empty"),
            },
            ("not-found", "Deployment"),
        ),
        refused(
            ("ORG-7", "a Deployment of a suspended Organization, moved"),
            suspended,
            |fixture| transfer(fixture, "etl", "Empty"),
            ("organization-not-active", "ACTIVE"),
        ),
    ]
}

fn enforcement() -> Vec<Refused> {
    vec![refused(
        ("", "CI/CD enforcement by default on Team (rule 103)"),
        || scene_on(Plan::Team),
        |fixture| {
            let field = WorkspaceField::CicdEnforcedDefault;
            Command::UpdateWorkspace {
                id: fixture.workspace("Empty"),
                edits: vec![Edit::new(field(false), field(true))],
            }
        },
        ("tier", "Business"),
    )]
}
