//! Reach and holders: each against asking about everything and everybody.

use planisphere_domain::access::{Extent, Holder, holders, reach};
use planisphere_domain::policy::{DagRole, DeploymentRole, WorkspaceRole, held_on, workspace_role};
use planisphere_domain::user::UserStatus;
use planisphere_domain::{Actor, Event, Permission, ResourceRef};
use planisphere_fixtures::Persona;
use proptest::prelude::*;

use super::naive::{everybody, everything};
use super::wishes::{asked, fact, lived, permission};
use super::world::{dag_id, person, team, user, world};

#[test]
fn reach_names_only_the_places_with_roles_of_their_own() {
    let world = world()
        .with_user(1, "Nia")
        .with_team(1, "Ops", &[1])
        .with_workspace_role(person(1), "Data", WorkspaceRole::Member)
        .with_deployment_role(Holder::Team(team(1)), "far", DeploymentRole::ADMIN)
        .with_dag_role(person(1), "etl", dag_id("daily"), DagRole::AUTHOR);
    let reach = reach(&world.state, person(1));
    assert!(reach.is_active);
    let places: Vec<&Extent> = reach.below.keys().collect();
    assert_eq!(
        places,
        [
            &Extent::Workspace(world.workspace("Data")),
            &Extent::Deployment(world.deployment("far")),
            &Extent::Dags(world.deployment("etl"), dag_id("daily")),
        ]
    );
    assert_eq!(reach.deployment_count(&world.state), 4);
    let seen: Vec<&str> = reach
        .workspaces(&world.state)
        .map(|(workspace, _)| workspace.name.as_str())
        .collect();
    assert_eq!(seen, ["Data"]);
    let far = world.state.deployment(world.deployment("far")).unwrap();
    let through = &reach.on_deployment(far).paths;
    assert!(through.iter().any(|path| path.through == Some(team(1))
        && path.sentence(&world.state)
            == "Deployment Admin on Deployment \"far\" through the Team \"Ops\""));
    let twin = world.state.deployment(world.deployment("twin")).unwrap();
    assert!(
        workspace_role(WorkspaceRole::Member)
            .without(reach.on_deployment(twin).set)
            .is_empty()
    );
    assert_eq!(reach.on_dags_of(world.deployment("etl")).count(), 1);
}

#[test]
fn a_team_reaches_what_its_members_get_from_it() {
    let world = world()
        .with_user(1, "Nia")
        .with_team(1, "Ops", &[1])
        .with_workspace_role(person(1), "Data", WorkspaceRole::Owner)
        .with_workspace_role(Holder::Team(team(1)), "Other", WorkspaceRole::Member);
    let reach = reach(&world.state, Holder::Team(team(1)));
    let seen: Vec<&str> = reach
        .workspaces(&world.state)
        .map(|(workspace, _)| workspace.name.as_str())
        .collect();
    assert_eq!(seen, ["Other"]);
}

#[test]
fn holders_come_with_their_paths_and_their_state() {
    let mut world = world()
        .with_user(1, "Nia")
        .with_user(2, "Tom")
        .with_team(1, "Ops", &[1])
        .with_workspace_role(Holder::Team(team(1)), "Data", WorkspaceRole::Author)
        .with_deployment_role(person(2), "etl", DeploymentRole::ADMIN);
    world.record(&Event::UserStatusSet {
        id: user(2),
        status: UserStatus::Inactive,
    });
    let found = holders(
        &world.state,
        Permission::DeploymentDeploysCreate,
        &world.on("etl"),
    );
    let told: Vec<(String, bool)> = found
        .iter()
        .flat_map(|holder| holder.paths.iter().map(move |path| (holder, path)))
        .map(|(holder, path)| {
            let name = world.state.holder_name(Holder::from(holder.actor)).unwrap();
            (
                format!("{name}: {}", path.sentence(&world.state)),
                holder.works_at(world.now),
            )
        })
        .collect();
    assert!(told.contains(&(
        "Nia: Workspace Editor on Workspace \"Data\" through the Team \"Ops\"".to_owned(),
        true
    )));
    assert!(told.contains(&(
        "Tom: Deployment Admin on Deployment \"etl\"".to_owned(),
        false
    )));
    assert!(told.contains(&(
        "Ada Kim: Organization Owner on the Organization".to_owned(),
        true
    )));
    assert_eq!(found.len(), 3, "{told:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn reach_equals_what_is_held_everywhere(facts in prop::collection::vec(fact(), 0..50)) {
        let world = lived(&facts);
        let state = &world.state;
        for actor in everybody(state) {
            let reach = reach(state, Holder::from(actor));
            let held = |resource: &ResourceRef| held_on(state, actor, resource).unwrap();
            for extent in everything(state, &[]) {
                let told = match &extent {
                    Extent::Organization => reach.organization.set,
                    Extent::Workspace(id) => reach.in_workspace(*id).set,
                    Extent::Deployment(id) => {
                        reach.on_deployment(state.deployment(*id).unwrap()).set
                    }
                    Extent::Dags(id, _) => reach.below.get(&extent).map_or_else(
                        || reach.on_deployment(state.deployment(*id).unwrap()).set,
                        |held| held.set,
                    ),
                };
                prop_assert_eq!(told, held(&extent.resource()), "{:?} {:?}", actor, extent);
            }
            let readable = state
                .deployments()
                .filter(|it| {
                    held(&ResourceRef::Deployment(it.id)).contains(Permission::DeploymentBasicGet)
                })
                .count();
            prop_assert_eq!(reach.deployment_count(state), readable);
            let listed: usize = state
                .workspaces()
                .map(|it| reach.deployments_of(state, it.id).count())
                .sum();
            prop_assert_eq!(listed, readable);
        }
    }

    #[test]
    fn holders_are_all_who_hold_it(
        facts in prop::collection::vec(fact(), 0..50),
        permission in permission(),
        asked in asked(),
    ) {
        let world = lived(&facts);
        let resource = asked.resource(&world);
        let found = holders(&world.state, permission, &resource);
        for holder in &found {
            prop_assert!(!holder.paths.is_empty());
            prop_assert!(holder.paths.iter().all(|path| path.gives.contains(permission)));
        }
        let named: Vec<Actor> = found.iter().map(|holder| holder.actor).collect();
        let held: Vec<Actor> = everybody(&world.state)
            .into_iter()
            .filter(|actor| {
                held_on(&world.state, *actor, &resource).unwrap().contains(permission)
            })
            .collect();
        prop_assert_eq!(named, held);
    }
}

#[test]
fn the_owner_reaches_everything_by_one_entry() {
    let world = world();
    let reach = reach(&world.state, Holder::User(Persona::Owner.id()));
    assert_eq!(reach.deployment_count(&world.state), 4);
    assert!(reach.below.len() <= world.state.workspaces().count());
}
