//! Suggested grants on random Organizations: each turns the answer, and trying every grant finds none that opens
//! less.

use planisphere_domain::access::{DagSelector, Grant, Holder, ancestors, explain};
use planisphere_domain::custom_role::CustomRoleScope;
use planisphere_domain::policy::{
    BuiltInDagRole, BuiltInDeploymentRole, DagRole, DeploymentRole, OrganizationRole, WorkspaceRole,
};
use planisphere_domain::{
    Actor, Caller, Catalogue, Command, Env, Permission, ResourceRef, State, apply, can, decide,
    decide_all,
};
use proptest::prelude::*;

use super::naive::{everybody, everything, pairs_gained, usable};
use super::wishes::{actor, asked, fact, lived, permission};
use super::world::World;

fn env(world: &World) -> Env {
    Env {
        now: world.now,
        catalogue: Catalogue::built_in(),
    }
}

/// The state after an Organization Owner made these grants; `None` when they may not.
fn granted(world: &World, commands: &[Command]) -> Option<State> {
    let owner = world.owner();
    let events = decide_all(&world.state, &owner, commands, &env(world)).ok()?;
    let mut after = world.state.clone();
    for event in &events {
        apply(&mut after, event, world.now, owner.actor);
    }
    Some(after)
}

/// Every single grant to an actor on what a resource is, or is in.
fn every_grant(world: &World, actor: Actor, resource: &ResourceRef) -> Vec<Command> {
    let state = &world.state;
    let holder = Holder::from(actor);
    let (workspace, deployment) = ancestors(state, resource);
    let custom = |scope: CustomRoleScope| {
        state
            .custom_roles()
            .filter(move |role| role.scope == scope)
            .map(|role| role.id)
    };
    let mut all: Vec<Command> = OrganizationRole::ALL
        .iter()
        .map(|role| Command::AssignOrganizationRole {
            holder,
            role: *role,
        })
        .collect();
    if let Some(workspace) = workspace {
        all.extend(
            WorkspaceRole::ALL
                .iter()
                .map(|role| Command::AssignWorkspaceRole {
                    holder,
                    workspace,
                    role: Some(*role),
                }),
        );
    }
    if let Some(deployment) = deployment {
        let built_in = BuiltInDeploymentRole::ALL
            .iter()
            .map(|role| DeploymentRole::BuiltIn(*role));
        let roles = built_in.chain(custom(CustomRoleScope::Deployment).map(DeploymentRole::Custom));
        all.extend(roles.map(|role| Command::AssignDeploymentRole {
            holder,
            deployment,
            role: Some(role),
        }));
        if let ResourceRef::Dag(dag) = resource {
            let tags = dag.tags.iter().cloned().map(DagSelector::Tag);
            for dags in tags.chain([DagSelector::Id(dag.id.clone())]) {
                let built_in = BuiltInDagRole::ALL
                    .iter()
                    .map(|role| DagRole::BuiltIn(*role));
                let roles = built_in.chain(custom(CustomRoleScope::Dag).map(DagRole::Custom));
                all.extend(roles.map(|role| Command::AssignDagRole {
                    holder,
                    deployment,
                    dags: dags.clone(),
                    role: Some(role),
                }));
            }
        }
    }
    if let Actor::User(user) = actor {
        all.extend(state.teams().map(|team| Command::AddTeamMembers {
            id: team.id,
            users: [user].into(),
        }));
    }
    all
}

/// How much a grant opens, if it may be made, turns the answer and takes nothing.
fn opens(
    world: &World,
    caller: &Caller,
    permission: Permission,
    resource: &ResourceRef,
    grant: &Command,
) -> Option<u64> {
    let after = granted(world, std::slice::from_ref(grant))?;
    if !can(&after, caller, permission, resource).allowed {
        return None;
    }
    let takes = everything(&after, &[&world.state]).iter().any(|extent| {
        let before = usable(&world.state, caller.actor, extent);
        !before
            .without(usable(&after, caller.actor, extent))
            .is_empty()
    });
    (!takes).then(|| pairs_gained(&world.state, &after, caller.actor))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn suggestions_turn_the_answer_and_none_is_smaller(
        facts in prop::collection::vec(fact(), 0..40),
        actor in actor(),
        permission in permission(),
        asked in asked(),
    ) {
        let world = lived(&facts);
        let resource = asked.resource(&world);
        let caller = world.caller(actor);
        let answer = explain(&world.state, &caller, permission, &resource, &Catalogue::built_in());
        prop_assert_eq!(&answer.decision, &can(&world.state, &caller, permission, &resource));
        if answer.decision.allowed {
            prop_assert!(answer.suggestions.is_empty() && answer.way_out.is_none());
            prop_assert!(answer.giving().next().is_some(), "{:?}", answer.paths);
            return Ok(());
        }
        // A refusal is never without a way on.
        prop_assert!(answer.suggestions.is_empty() == answer.way_out.is_some());
        for one in &answer.suggestions {
            let after = granted(&world, &one.commands);
            prop_assert!(after.is_some(), "{:?}", one);
            let after = after.unwrap();
            prop_assert!(can(&after, &caller, permission, &resource).allowed, "{:?}", one);
            prop_assert_eq!(one.opens, pairs_gained(&world.state, &after, actor), "{:?}", one);
            let able: Vec<Actor> = everybody(&world.state)
                .into_iter()
                .filter(|maker| {
                    let maker = world.caller(*maker);
                    decide(&world.state, &maker, &one.commands[0], &env(&world)).is_ok()
                })
                .collect();
            prop_assert_eq!(&one.makers.named, &able, "{:?}", one);
            prop_assert!(one.makers.is_complete && !one.makers.roles.is_empty());
        }
        prop_assert!(answer.suggestions.is_sorted_by_key(|one| one.opens));
        let smallest = every_grant(&world, actor, &resource)
            .iter()
            .filter_map(|grant| opens(&world, &caller, permission, &resource, grant))
            .min();
        prop_assert_eq!(answer.suggestions.first().map(|one| one.opens), smallest);
        let teams = answer.suggestions.iter().filter(|one| matches!(one.grant, Grant::JoinTeam(_)));
        prop_assert!(teams.count() == 0 || matches!(actor, Actor::User(_)));
    }
}
