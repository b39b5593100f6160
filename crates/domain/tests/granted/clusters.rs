//! Changing clusters, moving Deployments, and CI/CD enforcement.

use planisphere_domain::access::{DagSelector, Holder};
use planisphere_domain::api_token::{OwnRole, TokenScope};
use planisphere_domain::cluster::ClusterField;
use planisphere_domain::deployment::DeploymentField;
use planisphere_domain::organization::Plan;
use planisphere_domain::policy::{DagRole, DeploymentRole, OrganizationRole, WorkspaceRole};
use planisphere_domain::workspace::WorkspaceField;
use planisphere_domain::{Command, Edit};
use planisphere_fixtures::Fixture;

use super::{Accepted, accepted};
use crate::scene::staffed::staffed;
use crate::scene::{edit, scene, scene_on, transfer, update_cluster};

/// `etl` with people, a Team and tokens of every kind on it, some of them at home in `Empty` too.
fn crowded() -> Fixture {
    let fixture = staffed()
        .with_user("Both", OrganizationRole::Member)
        .with_role("Both", "Empty", WorkspaceRole::Member)
        .with_user("Here", OrganizationRole::Member);
    let (workspace, etl) = (
        fixture.workspace("Data Platform"),
        fixture.deployment("etl"),
    );
    let mut fixture = fixture
        .with_token(
            "wide",
            TokenScope::Organization,
            OwnRole::Organization(OrganizationRole::Member),
        )
        .with_token(
            "near",
            TokenScope::Workspace(workspace),
            OwnRole::Workspace(WorkspaceRole::Member),
        );
    let holders = [
        Holder::User(fixture.user_named("Both")),
        Holder::User(fixture.user_named("Here")),
        Holder::Team(fixture.team("Loaders")),
        Holder::ApiToken(fixture.token("wide")),
        Holder::ApiToken(fixture.token("near")),
    ];
    for holder in holders {
        fixture.must(Command::AssignDeploymentRole {
            holder,
            deployment: etl,
            role: Some(DeploymentRole::ADMIN),
        });
    }
    fixture.must(Command::AssignDagRole {
        holder: holders[1],
        deployment: etl,
        dags: DagSelector::Tag("prod".into()),
        role: Some(DagRole::AUTHOR),
    });
    fixture
}

pub fn cases() -> Vec<Accepted> {
    vec![
        accepted("another name and two Workspaces", scene, |fixture| {
            let both = [
                fixture.workspace("Data Platform"),
                fixture.workspace("Empty"),
            ];
            update_cluster(
                fixture,
                "open",
                vec![
                    ClusterField::Name(" wide ".into()),
                    ClusterField::WorkspaceIds(both.into()),
                ],
            )
        }),
        accepted(
            "open to all again, after a change of plans",
            || scene_on(Plan::Developer),
            |fixture| {
                update_cluster(
                    fixture,
                    "closed",
                    vec![ClusterField::WorkspaceIds([].into())],
                )
            },
        ),
        accepted("the Workspaces of a hybrid cluster", scene, |fixture| {
            let platform = fixture.workspace("Data Platform");
            let field = ClusterField::WorkspaceIds([platform].into());
            update_cluster(fixture, "own", vec![field])
        }),
        accepted("a cluster as it is", scene, |fixture| {
            update_cluster(fixture, "open", Vec::new())
        }),
        accepted(
            "to another Workspace, without those who stay",
            crowded,
            |fixture| transfer(fixture, "etl", "Empty"),
        ),
        accepted("to where it is", scene, |fixture| {
            transfer(fixture, "etl", "Data Platform")
        }),
        accepted("CI/CD enforcement by default", scene, |fixture| {
            let field = WorkspaceField::CicdEnforcedDefault;
            Command::UpdateWorkspace {
                id: fixture.workspace("Empty"),
                edits: vec![Edit::new(field(false), field(true))],
            }
        }),
        accepted(
            "no CI/CD enforcement, and the switch that it closes",
            || scene_on(Plan::Team),
            |fixture| {
                edit(
                    fixture,
                    "locked",
                    [
                        DeploymentField::IsCicdEnforced(false),
                        DeploymentField::IsDagDeployEnabled(false),
                    ],
                )
            },
        ),
    ]
}
