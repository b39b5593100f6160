//! Random facts about a small Organization: roles given and taken, people, Teams, tokens and custom roles that
//! come and go. Numbers stand for things, so that facts meet.

use std::collections::BTreeMap;

use planisphere_domain::access::{Bindings, DagSelector, Holder};
use planisphere_domain::api_token::TokenScope;
use planisphere_domain::custom_role::{CustomRoleField, CustomRoleScope};
use planisphere_domain::policy::{
    BuiltInDagRole, BuiltInDeploymentRole, DagRole, DeploymentRole, OrganizationRole, WorkspaceRole,
};
use planisphere_domain::user::UserStatus;
use planisphere_domain::{
    Actor, DagRef, DeploymentId, Event, Permission, ResourceRef, WorkspaceId,
};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::world::{World, role, team, token, user, world};

/// One random fact.
#[derive(Clone, Debug)]
pub enum Fact {
    Person(u128, OrganizationRole, UserStatus),
    Team(u128, Vec<u128>, OrganizationRole),
    Token(u128, u8, Index, OrganizationRole, Option<WorkspaceRole>),
    CustomRole(u128, bool, Vec<Permission>),
    OrganizationRole(Holder, OrganizationRole),
    WorkspaceRole(Holder, Index, Option<WorkspaceRole>),
    DeploymentRole(Holder, Index, Option<DeploymentRole>),
    DagRole(Holder, Index, DagSelector, Option<DagRole>),
    Joins(u128, u128),
    Leaves(u128, u128),
    Status(u128, UserStatus),
    Rights(u128, Vec<Permission>),
    Gone(Gone),
}

/// What can go.
#[derive(Clone, Debug)]
pub enum Gone {
    Person(u128),
    Team(u128),
    Token(u128),
    CustomRole(u128),
    Deployment(Index),
}

const PEOPLE: u128 = 5;
const TEAMS: u128 = 3;
const TOKENS: u128 = 4;
const ROLES: u128 = 4;

fn status() -> impl Strategy<Value = UserStatus> {
    prop_oneof![
        5 => Just(UserStatus::Active),
        1 => Just(UserStatus::Pending),
        1 => Just(UserStatus::Banned),
    ]
}

fn organization_role() -> impl Strategy<Value = OrganizationRole> {
    prop_oneof![
        6 => Just(OrganizationRole::Member),
        1 => select(OrganizationRole::ALL),
    ]
}

fn holder() -> impl Strategy<Value = Holder> {
    prop_oneof![
        3 => (0..PEOPLE).prop_map(|number| Holder::User(user(number))),
        2 => (0..TEAMS).prop_map(|number| Holder::Team(team(number))),
        1 => (0..TOKENS).prop_map(|number| Holder::ApiToken(token(number))),
    ]
}

fn workspace_role() -> impl Strategy<Value = WorkspaceRole> {
    select(WorkspaceRole::ALL)
}

// Custom roles of even number are for Deployments, of odd number for DAGs.
fn deployment_role() -> impl Strategy<Value = DeploymentRole> {
    prop_oneof![
        select(BuiltInDeploymentRole::ALL).prop_map(DeploymentRole::BuiltIn),
        (0..ROLES / 2).prop_map(|number| DeploymentRole::Custom(role(2 * number))),
    ]
}

fn dag_role() -> impl Strategy<Value = DagRole> {
    prop_oneof![
        select(BuiltInDagRole::ALL).prop_map(DagRole::BuiltIn),
        (0..ROLES / 2).prop_map(|number| DagRole::Custom(role(2 * number + 1))),
    ]
}

fn dags() -> impl Strategy<Value = DagSelector> {
    prop_oneof![
        select(vec!["daily", "hourly"]).prop_map(|id| DagSelector::Id(id.to_owned())),
        select(vec!["team-a", "team-b"]).prop_map(|tag| DagSelector::Tag(tag.to_owned())),
    ]
}

/// Permissions that a custom role of this number may hold.
fn rights(is_for_dags: bool) -> impl Strategy<Value = Vec<Permission>> {
    let scope = if is_for_dags { "dag." } else { "deployment." };
    let all: Vec<Permission> = Permission::ALL
        .iter()
        .copied()
        .filter(|it| it.is_assignable_in_custom_role() && it.name().starts_with(scope))
        .collect();
    prop::collection::vec(select(all), 1..12)
}

/// Any fact.
pub fn fact() -> impl Strategy<Value = Fact> {
    let taken = || prop::bool::weighted(0.2);
    prop_oneof![
        2 => (0..PEOPLE, organization_role(), status())
            .prop_map(|(number, role, status)| Fact::Person(number, role, status)),
        2 => (0..TEAMS, prop::collection::vec(0..PEOPLE, 0..4), organization_role())
            .prop_map(|(number, members, role)| Fact::Team(number, members, role)),
        2 => (0..TOKENS, 0..3u8, any::<Index>(), organization_role(),
              prop::option::of(workspace_role()))
            .prop_map(|(number, scope, at, top, role)| Fact::Token(number, scope, at, top, role)),
        2 => (0..ROLES).prop_flat_map(|number| {
            let is_for_dags = number % 2 == 1;
            rights(is_for_dags).prop_map(move |rights| Fact::CustomRole(number, is_for_dags, rights))
        }),
        1 => (holder(), organization_role())
            .prop_map(|(holder, role)| Fact::OrganizationRole(holder, role)),
        4 => (holder(), any::<Index>(), workspace_role(), taken())
            .prop_map(|(holder, at, role, taken)| {
                Fact::WorkspaceRole(holder, at, (!taken).then_some(role))
            }),
        4 => (holder(), any::<Index>(), deployment_role(), taken())
            .prop_map(|(holder, at, role, taken)| {
                Fact::DeploymentRole(holder, at, (!taken).then_some(role))
            }),
        4 => (holder(), any::<Index>(), dags(), dag_role(), taken())
            .prop_map(|(holder, at, dags, role, taken)| {
                Fact::DagRole(holder, at, dags, (!taken).then_some(role))
            }),
        3 => (0..TEAMS, 0..PEOPLE).prop_map(|(team, user)| Fact::Joins(team, user)),
        1 => (0..TEAMS, 0..PEOPLE).prop_map(|(team, user)| Fact::Leaves(team, user)),
        1 => (0..PEOPLE, status()).prop_map(|(user, status)| Fact::Status(user, status)),
        1 => (0..ROLES).prop_flat_map(|number| {
            rights(number % 2 == 1).prop_map(move |rights| Fact::Rights(number, rights))
        }),
        1 => gone().prop_map(Fact::Gone),
    ]
}

fn gone() -> impl Strategy<Value = Gone> {
    prop_oneof![
        2 => (0..PEOPLE).prop_map(Gone::Person),
        2 => (0..TEAMS).prop_map(Gone::Team),
        2 => (0..TOKENS).prop_map(Gone::Token),
        2 => (0..ROLES).prop_map(Gone::CustomRole),
        1 => any::<Index>().prop_map(Gone::Deployment),
    ]
}

/// A random Organization.
pub fn lived(facts: &[Fact]) -> World {
    lived_in(world(), facts)
}

/// What becomes of an Organization in which everybody and every Team and custom role is there at first.
pub fn lived_in(mut world: World, facts: &[Fact]) -> World {
    for number in 0..PEOPLE {
        let name = format!("Person {number}");
        world.add_user(number, &name, OrganizationRole::Member, UserStatus::Active);
    }
    for number in 0..TEAMS {
        let (name, role) = (format!("Team {number}"), OrganizationRole::Member);
        world.add_team(number, &name, &[number], role);
    }
    for number in 0..ROLES {
        let name = format!("Role {number}");
        let (scope, permission) = if number % 2 == 1 {
            (CustomRoleScope::Dag, Permission::DagAirflowDagGet)
        } else {
            (CustomRoleScope::Deployment, Permission::DeploymentGet)
        };
        world.add_custom_role(number, &name, scope, [permission].into());
    }
    for fact in facts {
        happen(&mut world, fact);
    }
    world
}

fn workspace(world: &World, at: &Index) -> WorkspaceId {
    let all: Vec<_> = world.state.workspaces().map(|it| it.id).collect();
    *at.get(&all)
}

fn deployment(world: &World, at: &Index) -> Option<DeploymentId> {
    let all: Vec<_> = world.state.deployments().map(|it| it.id).collect();
    (!all.is_empty()).then(|| *at.get(&all))
}

/// Lets one fact happen, unless it is about somebody who is not there.
pub fn happen(world: &mut World, fact: &Fact) {
    let is_there = |world: &World, holder: Holder| world.state.bindings(holder).is_some();
    let knows = |world: &World, custom: Option<planisphere_domain::CustomRoleId>| {
        custom.is_none_or(|id| world.state.custom_role(id).is_some())
    };
    match fact.clone() {
        Fact::Person(number, role, status) => {
            if !is_there(world, Holder::User(user(number))) {
                world.add_user(number, &format!("Person {number}"), role, status);
            }
        }
        Fact::Team(number, members, role) => {
            let members: Vec<u128> = members
                .into_iter()
                .filter(|member| world.state.user(user(*member)).is_some())
                .collect();
            if !is_there(world, Holder::Team(team(number))) {
                world.add_team(number, &format!("Team {number}"), &members, role);
            }
        }
        Fact::Token(number, scope, at, top, role) => {
            if is_there(world, Holder::ApiToken(token(number))) {
                return;
            }
            let role = role.unwrap_or(WorkspaceRole::Member);
            let (place, on) = (workspace(world, &at), deployment(world, &at));
            match (scope, on) {
                (0, _) => {
                    world.add_token(
                        number,
                        TokenScope::Organization,
                        Some(top),
                        Bindings::default(),
                    );
                }
                (1, Some(id)) => {
                    let roles = Bindings {
                        deployments: BTreeMap::from([(id, DeploymentRole::ADMIN)]),
                        ..Bindings::default()
                    };
                    world.add_token(number, TokenScope::Deployment(id), None, roles);
                }
                _ => {
                    let roles = Bindings {
                        workspaces: BTreeMap::from([(place, role)]),
                        ..Bindings::default()
                    };
                    world.add_token(number, TokenScope::Workspace(place), None, roles);
                }
            }
        }
        Fact::CustomRole(number, is_for_dags, rights) => {
            let scope = if is_for_dags {
                CustomRoleScope::Dag
            } else {
                CustomRoleScope::Deployment
            };
            if world.state.custom_role(role(number)).is_none() {
                let name = format!("Role {number}");
                world.add_custom_role(number, &name, scope, rights.into_iter().collect());
            }
        }
        Fact::OrganizationRole(holder, role) => {
            // A token below the Organization never has one (rule 74).
            if world.state.organization_role(holder).is_some() {
                world.record(&Event::OrganizationRoleAssigned { holder, role });
            }
        }
        Fact::WorkspaceRole(holder, at, role) => {
            let workspace = workspace(world, &at);
            world.record(&Event::WorkspaceRoleAssigned {
                holder,
                workspace,
                role,
            });
        }
        Fact::DeploymentRole(holder, at, role) => {
            if let Some(deployment) = deployment(world, &at)
                && knows(world, role.and_then(|role| role.custom()))
            {
                world.record(&Event::DeploymentRoleAssigned {
                    holder,
                    deployment,
                    role,
                });
            }
        }
        Fact::DagRole(holder, at, dags, role) => {
            if let Some(deployment) = deployment(world, &at)
                && knows(world, role.and_then(|role| role.custom()))
            {
                world.record(&Event::DagRoleAssigned {
                    holder,
                    deployment,
                    dags,
                    role,
                });
            }
        }
        Fact::Joins(id, member) => {
            if is_there(world, Holder::Team(team(id)))
                && is_there(world, Holder::User(user(member)))
            {
                world.record(&Event::TeamMembersAdded {
                    id: team(id),
                    users: vec![user(member)],
                });
            }
        }
        Fact::Leaves(id, member) => world.record(&Event::TeamMemberRemoved {
            id: team(id),
            user: user(member),
        }),
        Fact::Status(id, status) => world.record(&Event::UserStatusSet {
            id: user(id),
            status,
        }),
        Fact::Rights(number, rights) => world.record(&Event::CustomRoleEdited {
            id: role(number),
            changes: vec![CustomRoleField::Permissions(rights.into_iter().collect())],
        }),
        Fact::Gone(gone) => go(world, &gone),
    }
}

fn go(world: &mut World, gone: &Gone) {
    let event = match gone {
        Gone::Person(number) => Event::UserRemoved { id: user(*number) },
        Gone::Team(number) => Event::TeamDeleted { id: team(*number) },
        Gone::Token(number) => Event::ApiTokenDeleted { id: token(*number) },
        Gone::CustomRole(number) => Event::CustomRoleDeleted { id: role(*number) },
        Gone::Deployment(at) => match deployment(world, at) {
            Some(id) => Event::DeploymentDeleted { id },
            None => return,
        },
    };
    world.record(&event);
}

/// Somebody to ask about; sometimes nobody.
pub fn actor() -> impl Strategy<Value = Actor> {
    prop_oneof![
        4 => (0..PEOPLE).prop_map(|number| Actor::User(user(number))),
        1 => (0..TOKENS).prop_map(|number| Actor::ApiToken(token(number))),
    ]
}

/// A permission; mostly one that is asked below the Organization.
pub fn permission() -> impl Strategy<Value = Permission> {
    select(Permission::ALL)
}

/// Something to ask about, picked in a world.
#[derive(Clone, Debug)]
pub struct Asked(u8, Index, usize, usize);

/// Any question's thing.
pub fn asked() -> impl Strategy<Value = Asked> {
    (0..8u8, any::<Index>(), 0..3usize, 0..4usize)
        .prop_map(|(kind, at, dag, tags)| Asked(kind, at, dag, tags))
}

impl Asked {
    pub fn resource(&self, world: &World) -> ResourceRef {
        let Self(kind, at, dag, tags) = self;
        match (kind, deployment(world, at)) {
            (0, _) | (2.., None) => ResourceRef::Organization,
            (1, _) => ResourceRef::Workspace(workspace(world, at)),
            (2..=4, Some(id)) => ResourceRef::Deployment(id),
            (_, Some(deployment)) => ResourceRef::Dag(DagRef {
                deployment,
                id: ["daily", "hourly", "weekly"][*dag].to_owned(),
                tags: [&[][..], &["team-a"], &["team-b"], &["team-a", "team-b"]][*tags]
                    .iter()
                    .map(|tag: &&str| (*tag).to_owned())
                    .collect(),
            }),
        }
    }
}
