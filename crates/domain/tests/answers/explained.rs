//! Explanations on the small Organization: paths and where they stop, gates, suggestions and who may make them.

use planisphere_domain::access::{Explanation, Holder, Stop, deployments_gained, explain};
use planisphere_domain::api_token::TokenScope;
use planisphere_domain::custom_role::CustomRoleScope;
use planisphere_domain::organization::Plan;
use planisphere_domain::policy::{
    Because, DagRole, DeploymentRole, LoginMethod, OrganizationRole, WorkspaceRole,
};
use planisphere_domain::user::UserStatus;
use planisphere_domain::{Actor, Caller, Catalogue, Command, Event, Permission, ResourceRef};

use super::world::{World, dag_id, dag_tag, person, role, team, token, user, world};

/// Nia and Tom, both plain Members; Tom is in the Team `Ops`.
fn crew() -> World {
    world()
        .with_user(1, "Nia")
        .with_user(2, "Tom")
        .with_team(1, "Ops", &[2])
}

/// Each path with where it stops.
fn told(world: &World, answer: &Explanation) -> Vec<String> {
    answer
        .paths
        .iter()
        .map(|found| {
            let stop = found.stop.as_ref().map(Stop::sentence);
            format!(
                "{}: {}",
                found.sentence(&world.state),
                stop.unwrap_or_else(|| "gives it".to_owned())
            )
        })
        .collect()
}

/// Each suggestion with how much it opens.
fn offered(world: &World, answer: &Explanation) -> Vec<String> {
    answer
        .suggestions
        .iter()
        .map(|one| format!("{} ({})", one.sentence(&world.state), one.opens))
        .collect()
}

#[test]
fn every_kind_of_path_is_listed_with_its_end() {
    let world = crew()
        .with_workspace_role(person(2), "Data", WorkspaceRole::Member)
        .with_workspace_role(person(2), "Other", WorkspaceRole::Owner)
        .with_deployment_role(Holder::Team(team(1)), "etl", DeploymentRole::ADMIN)
        .with_dag_role(person(2), "etl", dag_id("daily"), DagRole::AUTHOR);
    let answer = explain(
        &world.state,
        &world.person(2),
        Permission::DeploymentUpdate,
        &world.on("etl"),
        &Catalogue::built_in(),
    );
    assert!(answer.decision.allowed);
    assert_eq!(
        told(&world, &answer),
        [
            "Organization Member on the Organization: does not hold `deployment.update`",
            "Workspace Viewer on Workspace \"Data\": does not hold `deployment.update`",
            "Organization Member on the Organization through the Team \"Ops\": does not hold \
             `deployment.update`",
            "Deployment Admin on Deployment \"etl\" through the Team \"Ops\": gives it",
            "DAG Author on DAG \"daily\" of Deployment \"etl\": covers the DAG \"daily\", not the \
             Deployment itself",
        ]
    );
    assert!(answer.suggestions.is_empty() && answer.way_out.is_none());
    assert_eq!(
        answer.sentence(&world.state),
        "Allowed by Deployment Admin on Deployment \"etl\" through the Team \"Ops\""
    );
}

#[test]
fn dag_roles_stop_beside_other_dags_and_on_old_runtimes() {
    let world = crew()
        .with_dag_role(person(1), "etl", dag_id("daily"), DagRole::VIEWER)
        .with_dag_role(person(1), "etl", dag_tag("finance"), DagRole::AUTHOR)
        .with_dag_role(person(1), "old", dag_id("daily"), DagRole::VIEWER);
    let ask = |resource: &ResourceRef| {
        explain(
            &world.state,
            &world.person(1),
            Permission::DagAirflowDagGet,
            resource,
            &Catalogue::built_in(),
        )
    };
    let answer = ask(&world.dag("etl", "hourly", &[]));
    assert_eq!(
        told(&world, &answer)[1..],
        [
            "DAG Viewer on DAG \"daily\" of Deployment \"etl\": covers only the DAG \"daily\"",
            "DAG Author on DAGs with the tag \"finance\" of Deployment \"etl\": covers DAGs with the tag \
             \"finance\", which this one does not carry",
        ]
    );
    assert!(
        ask(&world.dag("etl", "hourly", &["finance"]))
            .decision
            .allowed
    );
    let answer = ask(&world.dag("old", "daily", &[]));
    assert!(!answer.decision.allowed);
    assert_eq!(
        answer.paths[1].stop,
        Some(Stop::RuntimeTooOld {
            runtime: "3.1-2".to_owned()
        })
    );
}

#[test]
fn a_token_reads_above_itself() {
    let world = crew().with_workspace_token(1, "Data", WorkspaceRole::Member);
    let caller = world.caller(Actor::ApiToken(token(1)));
    let answer = explain(
        &world.state,
        &caller,
        Permission::OrganizationClustersGet,
        &ResourceRef::Organization,
        &Catalogue::built_in(),
    );
    assert_eq!(
        told(&world, &answer),
        ["API token below the Organization: gives it"]
    );
    // Nothing wider than its Workspace can be given to it.
    let answer = explain(
        &world.state,
        &caller,
        Permission::DeploymentGet,
        &world.on("far"),
        &Catalogue::built_in(),
    );
    assert!(answer.suggestions.is_empty());
    assert_eq!(
        answer.way_out.as_deref(),
        Some(
            "\"token 1\" is a token of one Workspace and holds nothing wider. Use a token of a wider scope."
        )
    );
}

#[test]
fn the_smallest_grant_comes_first() {
    let world = crew()
        .with_custom_role(
            1,
            "Deployer",
            CustomRoleScope::Deployment,
            &[
                Permission::DeploymentGet,
                Permission::DeploymentDeploysCreate,
            ],
        )
        .with_workspace_role(person(1), "Data", WorkspaceRole::Member)
        .with_workspace_role(Holder::Team(team(1)), "Data", WorkspaceRole::Author);
    let answer = explain(
        &world.state,
        &world.person(1),
        Permission::DeploymentDeploysCreate,
        &world.on("etl"),
        &Catalogue::built_in(),
    );
    // The Editor of the Workspace, direct or through the Team, opens all that `Deployer` opens and more.
    assert_eq!(
        offered(&world, &answer),
        ["Give the role Deployer on Deployment \"etl\" (1)"]
    );
    let first = &answer.suggestions[0];
    assert_eq!(
        first.commands,
        [Command::AssignDeploymentRole {
            holder: person(1),
            deployment: world.deployment("etl"),
            role: Some(DeploymentRole::Custom(role(1))),
        }]
    );
    assert_eq!(
        first.makers.roles,
        ["Deployment Admin", "Workspace Owner", "Organization Owner"]
    );
    assert_eq!(
        first.makers.sentence(&world.state),
        "Deployment Admin or Workspace Owner or Organization Owner: Ada Kim"
    );
    assert_eq!(first.opened.len(), 1);
}

#[test]
fn makers_hold_what_the_grant_needs_and_what_it_gives() {
    let world = crew()
        .with_user(3, "Ida")
        .with_user(4, "Gus")
        .with_custom_role(
            1,
            "Gatekeeper",
            CustomRoleScope::Deployment,
            &[Permission::DeploymentGet, Permission::DeploymentUsersDelete],
        )
        .with_workspace_role(person(1), "Data", WorkspaceRole::Member)
        .with_workspace_role(person(2), "Data", WorkspaceRole::Owner)
        .with_deployment_role(person(3), "etl", DeploymentRole::ADMIN)
        .with_deployment_role(person(4), "etl", DeploymentRole::Custom(role(1)));
    let answer = explain(
        &world.state,
        &world.person(1),
        Permission::DeploymentDeploysCreate,
        &world.on("etl"),
        &Catalogue::built_in(),
    );
    // Gus may attach people, and lacks what an Admin holds (rule 88).
    let named = |place: usize| answer.suggestions[place].makers.sentence(&world.state);
    assert_eq!(
        offered(&world, &answer),
        [
            "Give the role Deployment Admin on Deployment \"etl\" (58)",
            "Give the role Workspace Editor on Workspace \"Data\" (107)",
        ]
    );
    assert_eq!(
        named(0),
        "Deployment Admin or Workspace Owner or Organization Owner: Tom, Ida, Ada Kim"
    );
    // Their role in the Workspace is there already, and changing it is for its Owners.
    assert_eq!(
        named(1),
        "Workspace Owner or Organization Owner: Tom, Ada Kim"
    );
}

#[test]
fn a_team_that_passes_it_comes_before_a_role_that_opens_as_much() {
    let world = crew().with_workspace_role(Holder::Team(team(1)), "Data", WorkspaceRole::Member);
    let answer = explain(
        &world.state,
        &world.person(1),
        Permission::WorkspaceUsersGet,
        &ResourceRef::Workspace(world.workspace("Data")),
        &Catalogue::built_in(),
    );
    let offered = offered(&world, &answer);
    assert!(
        offered[0].starts_with("Add them to the Team \"Ops\""),
        "{offered:?}"
    );
    assert!(
        offered[1].starts_with("Give the role Workspace Viewer on Workspace \"Data\""),
        "{offered:?}"
    );
    assert_eq!(answer.suggestions[0].opens, answer.suggestions[1].opens);
}

#[test]
fn a_dag_is_opened_alone_before_its_deployment() {
    let world = crew();
    let answer = explain(
        &world.state,
        &world.person(1),
        Permission::DagAirflowDagRunCreate,
        &world.dag("etl", "daily", &["finance"]),
        &Catalogue::built_in(),
    );
    assert_eq!(
        offered(&world, &answer)[..2],
        [
            "Give the role DAG Author on DAG \"daily\" of Deployment \"etl\" (22)",
            "Give the role DAG Author on DAGs with the tag \"finance\" of Deployment \"etl\" (22)",
        ]
    );
    // The Accessor roles that come along are among what it opens.
    assert_eq!(answer.suggestions[0].opened.len(), 3);
}

#[test]
fn a_grant_that_takes_something_is_not_suggested() {
    let world = crew()
        .with_custom_role(
            1,
            "Reader",
            CustomRoleScope::Deployment,
            &[Permission::DeploymentGet, Permission::DeploymentLogsGet],
        )
        .with_custom_role(
            2,
            "Deployer",
            CustomRoleScope::Deployment,
            &[Permission::DeploymentDeploysCreate],
        )
        .with_deployment_role(person(1), "etl", DeploymentRole::Custom(role(1)));
    let answer = explain(
        &world.state,
        &world.person(1),
        Permission::DeploymentDeploysCreate,
        &world.on("etl"),
        &Catalogue::built_in(),
    );
    assert!(
        offered(&world, &answer)
            .iter()
            .all(|one| !one.contains("Deployer")),
        "it would replace Reader"
    );
    assert!(!answer.suggestions.is_empty());
}

/// A question of somebody who holds everything, and what refuses it all the same.
fn refused(
    world: &World,
    caller: &Caller,
    permission: Permission,
    resource: &ResourceRef,
) -> Explanation {
    let answer = explain(
        &world.state,
        caller,
        permission,
        resource,
        &Catalogue::built_in(),
    );
    assert!(!answer.decision.allowed);
    assert!(answer.suggestions.is_empty(), "no grant turns a gate");
    assert!(answer.gate_sentence().is_some() && answer.way_out.is_some());
    answer
}

#[test]
fn a_gate_is_named_and_no_grant_is_suggested() {
    let world = crew().on_plan(Plan::Developer);
    let answer = refused(
        &world,
        &world.owner(),
        Permission::OrganizationTeamsCreate,
        &ResourceRef::Organization,
    );
    assert!(matches!(answer.gate, Some(Because::Tier { .. })));
    assert_eq!(
        answer.way_out.as_deref(),
        Some("The plan does not include it. It needs Team or above.")
    );
    assert_eq!(
        answer.sentence(&world.state),
        "Refused: `organization.teams.create` needs the Team plan"
    );

    let world = crew().with_organization(|organization| {
        organization.is_sso_enforced = true;
        organization.allowed_ip_address_ranges = ["10.0.0.0/8".parse().unwrap()].into();
    });
    let mut caller = world.owner();
    caller.login = LoginMethod::Password;
    let get = Permission::OrganizationGet;
    let answer = refused(&world, &caller, get, &ResourceRef::Organization);
    assert_eq!(
        answer.gate,
        Some(Because::LoginMethod(LoginMethod::Password))
    );
    caller.address = Some("192.0.2.7".parse().unwrap());
    let answer = refused(&world, &caller, get, &ResourceRef::Organization);
    assert!(
        answer
            .way_out
            .unwrap()
            .starts_with("192.0.2.7 is not on the IP access list.")
    );

    for (status, way_out) in [
        (
            UserStatus::Pending,
            "They have not joined yet. They accept the invite first.",
        ),
        (
            UserStatus::Banned,
            "Their user is switched off. An Organization Owner makes it active again.",
        ),
    ] {
        let mut world = crew();
        world.record(&Event::UserStatusSet {
            id: user(1),
            status,
        });
        let answer = refused(&world, &world.person(1), get, &ResourceRef::Organization);
        assert_eq!(answer.way_out.as_deref(), Some(way_out));
    }
    let world = crew();
    let answer = refused(&world, &world.person(9), get, &ResourceRef::Organization);
    assert_eq!(answer.gate, Some(Because::Stranger));
}

#[test]
fn where_ci_cd_is_enforced_a_grant_does_not_help_a_person_but_a_token() {
    let fixture = planisphere_fixtures::Fixture::founded()
        .with_workspace("Data")
        .with_deployment_as("Data", "etl", |draft| draft.is_cicd_enforced = Some(true));
    let mut world = World {
        state: fixture.state().clone(),
        now: fixture.now(),
    }
    .with_user(1, "Nia");
    world.add_token(
        1,
        TokenScope::Organization,
        Some(OrganizationRole::Member),
        Default::default(),
    );
    let deploy = Permission::DeploymentDeploysCreate;
    for caller in [world.owner(), world.person(1)] {
        let answer = refused(&world, &caller, deploy, &world.on("etl"));
        assert!(matches!(answer.gate, Some(Because::TokensOnly { .. })));
        assert!(
            answer
                .way_out
                .unwrap()
                .starts_with("CI/CD is enforced here")
        );
    }
    let answer = explain(
        &world.state,
        &world.caller(Actor::ApiToken(token(1))),
        deploy,
        &world.on("etl"),
        &Catalogue::built_in(),
    );
    assert!(answer.gate.is_none() && !answer.suggestions.is_empty());
}

#[test]
fn what_is_not_there_is_said_so() {
    let world = crew();
    let mut later = world.clone();
    let on = world.on("etl");
    later.record(&Event::DeploymentDeleted {
        id: world.deployment("etl"),
    });
    let answer = explain(
        &later.state,
        &later.person(1),
        Permission::DeploymentGet,
        &on,
        &Catalogue::built_in(),
    );
    assert_eq!(
        answer.way_out.as_deref(),
        Some("There is no such Deployment.")
    );
    assert!(answer.suggestions.is_empty());
}

#[test]
fn a_plan_without_deployment_roles_gets_wider_suggestions() {
    let world = crew().on_plan(Plan::Developer);
    let answer = explain(
        &world.state,
        &world.person(1),
        Permission::DeploymentGet,
        &world.on("etl"),
        &Catalogue::built_in(),
    );
    let offered = offered(&world, &answer);
    assert!(
        offered.iter().all(|one| !one.contains("on Deployment")),
        "{offered:?}"
    );
    assert!(offered[0].starts_with("Give the role Workspace Viewer on Workspace \"Data\""));
}

#[test]
fn a_grant_reaches_the_deployments_on_which_it_opens_something() {
    let world = crew().with_deployment_role(person(2), "etl", DeploymentRole::ADMIN);
    let asked = |actor: &Caller, on: &ResourceRef| {
        explain(
            &world.state,
            actor,
            Permission::DeploymentUpdate,
            on,
            &Catalogue::built_in(),
        )
    };
    let answer = asked(&world.person(1), &world.on("etl"));
    let reached: Vec<(String, usize)> = answer
        .suggestions
        .iter()
        .map(|one| {
            let gained = deployments_gained(&world.state, &one.opened);
            (one.sentence(&world.state), gained.len())
        })
        .collect();
    // The Accessor that comes with the role lets nobody into the other Deployments of the Workspace.
    assert_eq!(
        reached,
        [
            (
                "Give the role Deployment Admin on Deployment \"etl\"".to_owned(),
                1
            ),
            (
                "Give the role Workspace Operator on Workspace \"Data\"".to_owned(),
                3
            ),
        ]
    );
}

#[test]
fn the_best_role_is_the_strongest_and_then_the_nearest() {
    let best = |world: &World, on: &ResourceRef| {
        let asks = world.person(1);
        let answer = explain(
            &world.state,
            &asks,
            Permission::DeploymentDelete,
            on,
            &Catalogue::built_in(),
        );
        answer.best(on).map(|found| found.sentence(&world.state))
    };
    let world = crew();
    let etl = world.on("etl");
    assert_eq!(
        best(&world, &etl).unwrap(),
        "Organization Member on the Organization"
    );
    let world = world.with_workspace_role(person(1), "Data", WorkspaceRole::Accessor);
    let nearer = "Workspace Accessor on Workspace \"Data\"";
    assert_eq!(best(&world, &etl).unwrap(), nearer);
    let world = world
        .with_workspace_role(person(1), "Data", WorkspaceRole::Member)
        .with_deployment_role(person(1), "etl", DeploymentRole::ACCESSOR);
    let stronger = "Workspace Viewer on Workspace \"Data\"";
    assert_eq!(best(&world, &etl).unwrap(), stronger);
}

#[test]
fn makers_who_are_not_known_are_left_out() {
    let world = crew();
    let answer = explain(
        &world.state,
        &world.person(1),
        Permission::DeploymentUpdate,
        &world.on("etl"),
        &Catalogue::built_in(),
    );
    let makers = &answer.suggestions[0].makers;
    assert_eq!(makers.known(|_| true), *makers);
    let hidden = makers.known(|actor| actor == Actor::User(user(1)));
    assert_eq!(
        hidden.sentence(&world.state),
        "Deployment Admin or Workspace Owner or Organization Owner"
    );
}
