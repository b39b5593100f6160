//! The smallest grants that would turn a refusal: each is tried on a fork, so that what it opens is what it
//! would really open, and nothing is suggested that would not help.
//!
//! A grant only adds: one that would take something from its holder by replacing a role is not suggested.

use super::delta::{AccessChange, delta_of};
use super::explain::paths_of;
use super::makers::{Makers, makers, owners};
use super::opened::{gained_pairs, gains_all_of};
use super::paths::BoundRole;
use super::{DagSelector, Extent, Holder, ancestors, dag_role_set, deployment_role_set};
use crate::custom_role::CustomRoleScope;
use crate::decide::{Env, decide};
use crate::policy::{
    BuiltInDagRole, BuiltInDeploymentRole, Caller, DagRole, DeploymentRole, OrganizationRole,
    Permission, ResourceRef, WorkspaceRole, can, exists, organization_role_everywhere,
    workspace_role,
};
use crate::{Actor, Catalogue, Command, State, TeamId, apply};

/// How many are suggested at most.
const AT_MOST: usize = 8;

/// A grant that would allow what was refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// What is granted.
    pub grant: Grant,
    /// The commands that grant it.
    pub commands: Vec<Command>,
    /// Who may.
    pub makers: Makers,
    /// How many pairs of a permission and a thing it opens, in the whole Organization; the one that was asked
    /// about is among them. What is held for the DAGs of a Deployment counts once.
    pub opens: u64,
    /// What it opens, by place.
    pub opened: Vec<AccessChange>,
}

/// One thing to grant to an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grant {
    /// A role bound at a place, instead of the one held there, if any.
    Role(BoundRole),
    /// Membership of a Team that holds such a role already.
    JoinTeam(TeamId),
}

impl Suggestion {
    /// In words: `Give the role Workspace Editor on Workspace "Data"`.
    #[must_use]
    pub fn sentence(&self, state: &State) -> String {
        match &self.grant {
            Grant::Role(role) => match role.extent() {
                Some(on) => format!("Give the role {} on {}", role.title(state), on.title(state)),
                None => format!("Give the role {}", role.title(state)),
            },
            Grant::JoinTeam(id) => {
                let name = state
                    .team(*id)
                    .map_or_else(|| id.to_string(), |team| team.name.clone());
                format!("Add them to the Team \"{name}\"")
            }
        }
    }
}

/// A grant with its rank: fewest pairs first, then the narrowest place, then a Team before a role of one's own.
struct Ranked {
    grant: Grant,
    command: Command,
    opened: Vec<AccessChange>,
    rank: (u64, u8, bool),
}

/// The smallest grants that turn the answer; none of them opens everything that another one opens and more.
pub(super) fn suggestions(
    state: &State,
    caller: &Caller,
    permission: Permission,
    resource: &ResourceRef,
    catalogue: &Catalogue,
) -> Vec<Suggestion> {
    if !exists(state, resource) {
        return Vec::new();
    }
    let env = Env {
        now: caller.at,
        catalogue: catalogue.clone(),
    };
    let Some(owner) = owners(state, &env).next() else {
        return Vec::new();
    };
    let mut ranked: Vec<Ranked> = candidates(state, caller.actor, permission, resource)
        .into_iter()
        .filter_map(|grant| {
            let command = grant.command(caller.actor)?;
            let mut fork = state.clone();
            for event in decide(state, &owner, &command, &env).ok()? {
                apply(&mut fork, &event, env.now, owner.actor);
            }
            if !can(&fork, caller, permission, resource).allowed {
                return None;
            }
            let opened = delta_of(state, &fork, caller.actor);
            if opened.iter().any(|change| !change.lost.is_empty()) {
                return None;
            }
            let pairs = gained_pairs(&fork, &opened);
            Some(Ranked {
                rank: (
                    pairs,
                    grant.width(state, permission, resource),
                    matches!(grant, Grant::Role(_)),
                ),
                grant,
                command,
                opened,
            })
        })
        .collect();
    ranked.sort_by_key(|ranked| ranked.rank);
    let mut chosen: Vec<Ranked> = Vec::new();
    for one in ranked {
        let opens_more = chosen.iter().any(|smaller| {
            smaller.rank.0 < one.rank.0 && gains_all_of(state, &one.opened, &smaller.opened)
        });
        if !opens_more {
            chosen.push(one);
        }
        if chosen.len() == AT_MOST {
            break;
        }
    }
    chosen
        .into_iter()
        .map(|one| Suggestion {
            makers: makers(state, caller.actor, &one.grant, &one.command, &env),
            grant: one.grant,
            commands: vec![one.command],
            opens: one.rank.0,
            opened: one.opened,
        })
        .collect()
}

/// Every grant whose roles hold the permission, by what they contain; whether it may be given is tried.
fn candidates(
    state: &State,
    actor: Actor,
    permission: Permission,
    resource: &ResourceRef,
) -> Vec<Grant> {
    let (workspace, deployment) = ancestors(state, resource);
    let mut roles = Vec::new();
    if let Some(id) = deployment {
        if let ResourceRef::Dag(dag) = resource {
            let by_id = std::iter::once(DagSelector::Id(dag.id.clone()));
            let by_tag = dag.tags.iter().cloned().map(DagSelector::Tag);
            for dags in by_id.chain(by_tag) {
                roles.extend(
                    all_dag_roles(state)
                        .filter(|role| dag_role_set(state, *role).allows(permission))
                        .map(|role| BoundRole::Dag(id, dags.clone(), role)),
                );
            }
        }
        roles.extend(
            all_deployment_roles(state)
                .filter(|role| deployment_role_set(state, *role).allows(permission))
                .map(|role| BoundRole::Deployment(id, role)),
        );
    }
    if let Some(id) = workspace {
        roles.extend(
            WorkspaceRole::ALL
                .iter()
                .filter(|role| workspace_role(**role).allows(permission))
                .map(|role| BoundRole::Workspace(id, *role)),
        );
    }
    roles.extend(
        OrganizationRole::ALL
            .iter()
            .filter(|role| organization_role_everywhere(**role).allows(permission))
            .map(|role| BoundRole::Organization(*role)),
    );
    let teams = actor.user().into_iter().flat_map(|user| {
        state
            .teams()
            .filter(move |team| !team.members.contains(&user))
            .filter(|team| passes(state, team.id, permission, resource).is_some())
            .map(|team| Grant::JoinTeam(team.id))
    });
    roles.into_iter().map(Grant::Role).chain(teams).collect()
}

/// The narrowest place from which a Team passes a permission on; `None` when it does not.
fn passes(
    state: &State,
    team: TeamId,
    permission: Permission,
    resource: &ResourceRef,
) -> Option<u8> {
    paths_of(state, Holder::Team(team), resource)
        .into_iter()
        .filter(|path| path.gives.contains(permission))
        .map(|path| width(&path.role))
        .min()
}

/// How wide the place is where a role is bound: one DAG first, the Organization last.
pub(super) fn width(role: &BoundRole) -> u8 {
    match role.extent() {
        Some(Extent::Dags(_, DagSelector::Id(_))) => 0,
        Some(Extent::Dags(_, DagSelector::Tag(_))) => 1,
        Some(Extent::Deployment(_)) => 2,
        Some(Extent::Workspace(_)) => 3,
        Some(Extent::Organization) | None => 4,
    }
}

/// Every Deployment role of the Organization.
pub(super) fn all_deployment_roles(state: &State) -> impl Iterator<Item = DeploymentRole> {
    let built_in = BuiltInDeploymentRole::ALL.iter().copied();
    built_in
        .map(DeploymentRole::BuiltIn)
        .chain(custom(state, CustomRoleScope::Deployment).map(DeploymentRole::Custom))
}

/// Every DAG role of the Organization.
fn all_dag_roles(state: &State) -> impl Iterator<Item = DagRole> {
    let built_in = BuiltInDagRole::ALL.iter().copied();
    built_in
        .map(DagRole::BuiltIn)
        .chain(custom(state, CustomRoleScope::Dag).map(DagRole::Custom))
}

fn custom(state: &State, scope: CustomRoleScope) -> impl Iterator<Item = crate::CustomRoleId> {
    state
        .custom_roles()
        .filter(move |role| role.scope == scope)
        .map(|role| role.id)
}

impl Grant {
    /// The command that grants it to an actor.
    fn command(&self, actor: Actor) -> Option<Command> {
        let holder = Holder::from(actor);
        match self {
            Self::Role(role) => match role {
                BoundRole::Organization(role) => Some(Command::AssignOrganizationRole {
                    holder,
                    role: *role,
                }),
                BoundRole::Workspace(workspace, role) => Some(Command::AssignWorkspaceRole {
                    holder,
                    workspace: *workspace,
                    role: Some(*role),
                }),
                BoundRole::Deployment(deployment, role) => Some(Command::AssignDeploymentRole {
                    holder,
                    deployment: *deployment,
                    role: Some(*role),
                }),
                BoundRole::Dag(deployment, dags, role) => Some(Command::AssignDagRole {
                    holder,
                    deployment: *deployment,
                    dags: dags.clone(),
                    role: Some(*role),
                }),
                BoundRole::UpwardReads => None,
            },
            Self::JoinTeam(team) => Some(Command::AddTeamMembers {
                id: *team,
                users: actor.user().into_iter().collect(),
            }),
        }
    }

    /// How wide the place is where the permission comes from.
    fn width(&self, state: &State, permission: Permission, resource: &ResourceRef) -> u8 {
        match self {
            Self::Role(role) => width(role),
            Self::JoinTeam(team) => passes(state, *team, permission, resource).unwrap_or(u8::MAX),
        }
    }
}
