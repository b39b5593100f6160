//! Changes of access: in a table, and against asking about everybody and everything before and after.

use planisphere_domain::access::{Extent, Holder, access_delta, access_gone};
use planisphere_domain::deployment::RuntimeVersion;
use planisphere_domain::policy::{DagRole, DeploymentRole, OrganizationRole, WorkspaceRole};
use planisphere_domain::user::UserStatus;
use planisphere_domain::{Actor, Event, Permission};
use proptest::prelude::*;

use super::naive::{everybody, everything, said, usable, usable_before};
use super::wishes::{fact, happen, lived, lived_in};
use super::world::{World, dag_id, dag_tag, person, team, token, user, world, world_where};

/// What one event changes, in words.
fn told(world: &World, event: &Event) -> Vec<String> {
    let mut after = world.clone();
    after.record(event);
    access_delta(&world.state, &after.state)
        .iter()
        .map(|change| {
            let holder = Holder::from(change.actor);
            let name = after.state.holder_name(holder);
            let name = name.or_else(|| world.state.holder_name(holder)).unwrap();
            format!("{name} {}", change.sentence(&after.state))
        })
        .collect()
}

fn crew() -> World {
    world()
        .with_user(1, "Nia")
        .with_user(2, "Tom")
        .with_team(1, "Ops", &[1, 2])
        .with_workspace_token(1, "Data", WorkspaceRole::Member)
}

#[test]
fn a_role_in_a_workspace_is_gained_there() {
    let world = crew();
    let workspace = world.workspace("Data");
    let event = Event::WorkspaceRoleAssigned {
        holder: person(1),
        workspace,
        role: Some(WorkspaceRole::Accessor),
    };
    assert_eq!(
        told(&world, &event),
        ["Nia gains 1 permission on Workspace \"Data\""]
    );
}

#[test]
fn a_role_of_a_team_changes_every_member_who_lacked_it() {
    let world = crew().with_workspace_role(person(2), "Data", WorkspaceRole::Owner);
    let event = Event::WorkspaceRoleAssigned {
        holder: Holder::Team(team(1)),
        workspace: world.workspace("Data"),
        role: Some(WorkspaceRole::Accessor),
    };
    assert_eq!(
        told(&world, &event),
        ["Nia gains 1 permission on Workspace \"Data\""]
    );
}

#[test]
fn who_joins_a_team_gains_its_roles_and_who_leaves_loses_them() {
    let world = crew().with_user(3, "Ida").with_workspace_role(
        Holder::Team(team(1)),
        "Data",
        WorkspaceRole::Accessor,
    );
    let joins = Event::TeamMembersAdded {
        id: team(1),
        users: vec![user(3)],
    };
    assert_eq!(
        told(&world, &joins),
        ["Ida gains 1 permission on Workspace \"Data\""]
    );
    let leaves = Event::TeamMemberRemoved {
        id: team(1),
        user: user(2),
    };
    assert_eq!(
        told(&world, &leaves),
        ["Tom loses 1 permission on Workspace \"Data\""]
    );
}

#[test]
fn somebody_shut_out_loses_everything_and_says_where() {
    let world = crew().with_workspace_role(person(1), "Data", WorkspaceRole::Accessor);
    let event = Event::UserStatusSet {
        id: user(1),
        status: UserStatus::Banned,
    };
    assert_eq!(
        told(&world, &event),
        [
            "Nia loses 9 permissions on the Organization",
            "Nia loses 1 permission on Workspace \"Data\"",
        ]
    );
    assert_eq!(
        told(&world, &event),
        told(&world, &Event::UserRemoved { id: user(1) })
    );
}

#[test]
fn a_deleted_token_loses_what_it_read_above_itself_too() {
    let world = crew();
    let event = Event::ApiTokenDeleted { id: token(1) };
    let mut after = world.clone();
    after.record(&event);
    let delta = access_delta(&world.state, &after.state);
    assert_eq!(delta.len(), 2);
    assert!(delta.iter().all(|change| change.gained.is_empty()));
    assert_eq!(delta[0].on, Extent::Organization);
    assert!(delta[0].lost.contains(Permission::OrganizationClustersGet));
    assert!(delta[1].lost.contains(Permission::DeploymentGet));
}

#[test]
fn a_place_where_somebody_keeps_all_is_an_exception_of_its_own() {
    // As an Owner of the Organization they lose everything but what they hold in `Data`.
    let mut world = crew().with_workspace_role(person(1), "Data", WorkspaceRole::Owner);
    let assign = |role| Event::OrganizationRoleAssigned {
        holder: person(1),
        role,
    };
    world.record(&assign(OrganizationRole::Owner));
    let mut after = world.clone();
    after.record(&assign(OrganizationRole::Member));
    let delta = access_delta(&world.state, &after.state);
    let on: Vec<&Extent> = delta.iter().map(|change| &change.on).collect();
    assert_eq!(
        on,
        [
            &Extent::Organization,
            &Extent::Workspace(world.workspace("Data"))
        ]
    );
    assert!(delta[0].lost.contains(Permission::DeploymentUpdate));
    assert!(delta[1].lost.is_empty());
    assert_eq!(
        delta[1].sentence(&after.state),
        "keeps what they have on Workspace \"Data\""
    );
}

#[test]
fn a_dag_role_on_an_old_runtime_changes_nothing() {
    let world = crew();
    let on = |name: &str| Event::DagRoleAssigned {
        holder: person(1),
        deployment: world.deployment(name),
        dags: dag_id("daily"),
        role: Some(DagRole::VIEWER),
    };
    assert!(told(&world, &on("old")).is_empty());
    assert_eq!(
        told(&world, &on("etl")),
        ["Nia gains 10 permissions on DAG \"daily\" of Deployment \"etl\""]
    );
}

#[test]
fn a_runtime_that_takes_dag_roles_lets_them_work() {
    let with_role = |world: World| {
        world.with_user(1, "Nia").with_dag_role(
            person(1),
            "old",
            dag_tag("finance"),
            DagRole::VIEWER,
        )
    };
    let before = with_role(world());
    let after = with_role(world_where(|deployment| {
        deployment.runtime = RuntimeVersion::new("3.1-13");
    }));
    let told: Vec<String> = access_delta(&before.state, &after.state)
        .iter()
        .map(|change| change.sentence(&after.state))
        .collect();
    assert_eq!(
        told,
        ["gains 10 permissions on DAGs with the tag \"finance\" of Deployment \"old\""]
    );
}

#[test]
fn a_deployment_that_moves_is_lost_by_one_workspace_and_gained_by_the_other() {
    let with_roles = |world: World| {
        world
            .with_user(1, "Nia")
            .with_user(2, "Tom")
            .with_workspace_role(person(1), "Data", WorkspaceRole::Member)
            .with_workspace_role(person(2), "Other", WorkspaceRole::Member)
    };
    let before = with_roles(world());
    let (etl, other) = (before.deployment("etl"), before.workspace("Other"));
    let after = with_roles(world_where(|deployment| {
        if deployment.id == etl {
            deployment.workspace_id = other;
        }
    }));
    let delta = access_delta(&before.state, &after.state);
    assert!(
        delta
            .iter()
            .all(|change| change.on == Extent::Deployment(etl))
    );
    let of = |number| {
        let found = delta
            .iter()
            .find(|it| it.actor == Actor::User(user(number)));
        found.map(|it| (it.gained.is_empty(), it.lost.is_empty()))
    };
    assert_eq!(of(1), Some((true, false)));
    assert_eq!(of(2), Some((false, true)));
    assert_eq!(delta.len(), 2);
}

#[test]
fn what_is_gone_is_not_mentioned() {
    let world = crew().with_deployment_role(person(1), "etl", DeploymentRole::ADMIN);
    let event = Event::DeploymentDeleted {
        id: world.deployment("etl"),
    };
    assert!(told(&world, &event).is_empty());
}

/// A comparison of two moments asks for it.
#[test]
fn what_went_with_a_thing_is_told_apart() {
    let world = crew().with_deployment_role(person(1), "etl", DeploymentRole::ADMIN);
    let mut after = world.clone();
    after.record(&Event::DeploymentDeleted {
        id: world.deployment("etl"),
    });
    let lost = access_gone(&world.state, &after.state);
    let told: Vec<_> = lost
        .iter()
        .map(|it| (it.actor, it.sentence(&world.state), it.gained.is_empty()))
        .collect();
    let all = lost.first().map_or(0, |it| it.lost.len());
    assert!(all > 1);
    let sentence = format!("loses {all} permissions on Deployment \"etl\"");
    assert_eq!(told, [(Actor::User(user(1)), sentence, true)]);
    // Nothing went the other way, and a role that was taken away is no thing that is gone.
    assert!(access_gone(&after.state, &world.state).is_empty());
    let mut bare = world.clone();
    bare.record(&Event::DeploymentRoleAssigned {
        holder: person(1),
        deployment: world.deployment("etl"),
        role: None,
    });
    assert!(access_gone(&world.state, &bare.state).is_empty());
}

#[test]
fn nothing_changes_between_equal_states() {
    let world = crew();
    assert!(access_delta(&world.state, &world.state).is_empty());
    assert!(access_delta(&world.state, &crew().state).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn changes_equal_the_difference_of_everything(
        facts in prop::collection::vec(fact(), 0..40),
        then in prop::collection::vec(fact(), 0..8),
        is_moved in prop::bool::weighted(0.3),
        is_upgraded in prop::bool::weighted(0.3),
    ) {
        let before = lived(&facts);
        let mut after = if is_moved || is_upgraded {
            let (etl, other) = (world().deployment("etl"), before.workspace("Other"));
            lived_in(world_where(|deployment| {
                if is_moved && deployment.id == etl {
                    deployment.workspace_id = other;
                }
                if is_upgraded {
                    deployment.runtime = RuntimeVersion::new("3.1-13");
                }
            }), &facts)
        } else {
            before.clone()
        };
        for fact in &then {
            happen(&mut after, fact);
        }
        let (before, after) = (&before.state, &after.state);
        let changes = access_delta(before, after);
        let actors = &everybody(before) | &everybody(after);
        for actor in &actors {
            for extent in everything(after, &[before]) {
                let now = usable(after, *actor, &extent);
                let was = usable_before(before, after, *actor, &extent);
                prop_assert_eq!(
                    said(after, &changes, *actor, &extent),
                    (extent.relevant(now.without(was)), extent.relevant(was.without(now))),
                    "{:?} on {:?}: {:?}", actor, extent, changes
                );
            }
        }
        // Nothing is said twice: a line differs from what the line around it says already.
        for change in &changes {
            let (gained, lost) = change.on.parent(after).map_or_else(Default::default, |parent| {
                said(after, &changes, change.actor, &parent)
            });
            let around = (change.on.relevant(gained), change.on.relevant(lost));
            prop_assert!((change.gained, change.lost) != around, "{:?}", change);
        }
        let back = access_delta(after, after);
        prop_assert!(back.is_empty());
    }
}

#[test]
fn an_actor_is_a_person_or_a_token() {
    // Teams pass roles on and are never named in a change (rule 12).
    let world = crew();
    let event = Event::TeamDeleted { id: team(1) };
    let mut after = world.clone();
    after.record(&event);
    for change in access_delta(&world.state, &after.state) {
        assert!(matches!(change.actor, Actor::User(_)));
    }
}
