//! Laws that hold whatever the Organization is: taking never grants, giving never denies, and a Team of one is
//! as good as a grant of one's own.

use planisphere_domain::access::Holder;
use planisphere_domain::policy::{OrganizationRole, WorkspaceRole};
use planisphere_domain::user::UserStatus;
use planisphere_domain::{Actor, Event, State, can};
use proptest::prelude::*;

use super::naive::{everybody, everything, usable};
use super::wishes::{Fact, actor, asked, fact, lived, permission};
use super::world::{World, team, user};

/// Every role bound below the Organization, and every membership, as the event that takes it.
fn takings(state: &State) -> Vec<Event> {
    let people = state.users().map(|it| Holder::User(it.id));
    let teams = state.teams().map(|it| Holder::Team(it.id));
    let tokens = state.api_tokens().map(|it| Holder::ApiToken(it.id));
    let mut takings = Vec::new();
    for holder in people.chain(teams).chain(tokens) {
        let bindings = state.bindings(holder).unwrap();
        takings.extend(
            bindings
                .workspaces
                .keys()
                .map(|workspace| Event::WorkspaceRoleAssigned {
                    holder,
                    workspace: *workspace,
                    role: None,
                }),
        );
        takings.extend(bindings.deployments.keys().map(|deployment| {
            Event::DeploymentRoleAssigned {
                holder,
                deployment: *deployment,
                role: None,
            }
        }));
        for (deployment, dags) in &bindings.dags {
            takings.extend(dags.keys().map(|dags| Event::DagRoleAssigned {
                holder,
                deployment: *deployment,
                dags: dags.clone(),
                role: None,
            }));
        }
    }
    for team in state.teams() {
        takings.extend(team.members.iter().map(|user| Event::TeamMemberRemoved {
            id: team.id,
            user: *user,
        }));
    }
    takings
}

/// Whether everybody may on everything in `more` what they may in `less`.
fn allows_all_of(more: &State, less: &State) -> bool {
    everybody(less).into_iter().all(|actor| {
        everything(less, &[more]).iter().all(|extent| {
            usable(less, actor, extent)
                .without(usable(more, actor, extent))
                .is_empty()
        })
    })
}

/// One role as a fact about the person of this number, and about the Team of this number.
fn twice(fact: Fact, number: u128) -> Option<(Fact, Fact)> {
    let (own, of_team) = (Holder::User(user(number)), Holder::Team(team(number)));
    match fact {
        Fact::WorkspaceRole(_, at, Some(role)) => Some((
            Fact::WorkspaceRole(own, at, Some(role)),
            Fact::WorkspaceRole(of_team, at, Some(role)),
        )),
        Fact::DeploymentRole(_, at, Some(role)) => Some((
            Fact::DeploymentRole(own, at, Some(role)),
            Fact::DeploymentRole(of_team, at, Some(role)),
        )),
        Fact::DagRole(_, at, dags, Some(role)) => Some((
            Fact::DagRole(own, at, dags.clone(), Some(role)),
            Fact::DagRole(of_team, at, dags, Some(role)),
        )),
        _ => None,
    }
}

/// Person 50 with these roles of their own, or as the only member of Team 50.
fn alone(facts: &[Fact], is_by_team: bool) -> World {
    let mut world = lived(facts);
    world.add_user(50, "Solo", OrganizationRole::Member, UserStatus::Active);
    world.add_team(50, "Solo's", &[50], OrganizationRole::Member);
    for (own, of_team) in facts.iter().cloned().filter_map(|fact| twice(fact, 50)) {
        super::wishes::happen(&mut world, if is_by_team { &of_team } else { &own });
    }
    world
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn taking_never_grants_and_giving_never_denies(
        facts in prop::collection::vec(fact(), 0..40),
    ) {
        let world = lived(&facts);
        for taking in takings(&world.state) {
            let mut less = world.clone();
            less.record(&taking);
            // Seen from the other side, the same step is a role given where there was none.
            prop_assert!(allows_all_of(&world.state, &less.state), "{:?}", taking);
        }
    }

    #[test]
    fn a_team_of_one_equals_a_direct_grant(facts in prop::collection::vec(fact(), 0..40)) {
        let (direct, through) = (alone(&facts, false), alone(&facts, true));
        let actor = Actor::User(user(50));
        for extent in everything(&direct.state, &[&through.state]) {
            prop_assert_eq!(
                usable(&direct.state, actor, &extent),
                usable(&through.state, actor, &extent),
                "{:?}", extent
            );
        }
    }

    #[test]
    fn an_owner_of_a_workspace_may_what_everybody_below_may(
        facts in prop::collection::vec(fact(), 0..40),
        actor in actor(),
        permission in permission(),
        asked in asked(),
    ) {
        // Giving the widest role of a Workspace never turns an answer to no.
        let world = lived(&facts);
        let resource = asked.resource(&world);
        let caller = world.caller(actor);
        let before = can(&world.state, &caller, permission, &resource);
        let more = world
            .with_workspace_role(Holder::from(actor), "Data", WorkspaceRole::Owner);
        let after = can(&more.state, &caller, permission, &resource);
        prop_assert!(after.allowed || !before.allowed);
    }
}
