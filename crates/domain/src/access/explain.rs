//! Why somebody may or may not do a thing: every role that reaches it and where each stops, the gate that
//! refuses whatever roles say, and the smallest grants that would allow it.
//!
//! It tells all. A page that shows the answer to somebody asks first whether they may see the thing and the
//! people in it, and leaves out what they may not (rule 64).

use std::cmp::Reverse;

use super::paths::{BoundRole, RolePath, of_holder, paths};
use super::suggest::{Suggestion, suggestions, width};
use super::way_out::{refusal, way_out};
use super::{DagSelector, Holder, ancestors};
use crate::policy::{
    Because, Caller, Decision, LEAST_RUNTIME_FOR_DAG_ROLES, Permission, PermissionSet, ResourceRef,
    Scope, can, gate,
};
use crate::{Actor, Catalogue, State, TeamId};

/// The answer to "may they, and why".
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What was asked for.
    pub permission: Permission,
    /// The answer.
    pub decision: Decision,
    /// Every role that reaches the thing or comes near it, the actor's own first, from the Organization down.
    /// A role in another Workspace or on another Deployment is no path.
    pub paths: Vec<PathFound>,
    /// What refuses whatever roles say. It may stand behind a missing role, and then refuses after a grant.
    pub gate: Option<Because>,
    /// The smallest grants that would allow it, those that open least first. None where a gate refuses.
    pub suggestions: Vec<Suggestion>,
    /// What must change where no grant helps.
    pub way_out: Option<String>,
}

impl Explanation {
    /// The answer in words: `Allowed by Workspace Editor on Workspace "Data"`, `Refused: the token has ended`.
    #[must_use]
    pub fn sentence(&self, state: &State) -> String {
        if !self.decision.allowed {
            return format!("Refused: {}", refusal(&self.decision.because));
        }
        let giving: Vec<&RolePath> = self.giving().collect();
        match giving.as_slice() {
            [path] => format!("Allowed by {}", path.sentence(state)),
            paths => format!("Allowed in {} ways", paths.len()),
        }
    }

    /// What refuses whatever roles say, in words; it may stand behind a missing role.
    #[must_use]
    pub fn gate_sentence(&self) -> Option<String> {
        self.gate.as_ref().map(refusal)
    }

    /// The paths that give the permission.
    pub fn giving(&self) -> impl Iterator<Item = &RolePath> {
        self.paths
            .iter()
            .filter(|found| found.stop.is_none())
            .map(|found| &found.path)
    }

    /// The path that gives most of what a thing of this kind is used by, and of equal ones the one that is bound
    /// nearest to it; `None` when no path gives anything.
    #[must_use]
    pub fn best(&self, resource: &ResourceRef) -> Option<&PathFound> {
        let used = |set: PermissionSet| match resource {
            ResourceRef::Organization | ResourceRef::Cluster(_) => set,
            ResourceRef::Workspace(_) => set.without(set.within(Scope::Organization)),
            ResourceRef::Deployment(_) => {
                set.within(Scope::Deployment).union(set.within(Scope::Dag))
            }
            ResourceRef::Dag(_) => set.within(Scope::Dag),
        };
        self.paths
            .iter()
            .filter(|found| !found.path.gives.is_empty())
            .min_by_key(|found| {
                let gives = used(found.path.gives).len();
                (Reverse(gives), width(&found.path.role))
            })
    }
}

/// One path and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathFound {
    /// The role, where it is bound, and the Team that passes it on.
    pub path: RolePath,
    /// Where it stops; `None` when it gives the permission.
    pub stop: Option<Stop>,
}

impl PathFound {
    /// In words: `Workspace Editor in Workspace "Data" through the Team "Ops"`.
    #[must_use]
    pub fn sentence(&self, state: &State) -> String {
        self.path.sentence(state)
    }
}

impl RolePath {
    /// In words: `Workspace Editor in Workspace "Data" through the Team "Ops"`.
    #[must_use]
    pub fn sentence(&self, state: &State) -> String {
        let role = match self.role.extent() {
            Some(on) => format!("{} on {}", self.role.title(state), on.title(state)),
            None => self.role.title(state),
        };
        match self.through {
            Some(team) => format!("{role} through the Team \"{}\"", team_name(state, team)),
            None => role,
        }
    }
}

fn team_name(state: &State, team: TeamId) -> String {
    state
        .team(team)
        .map_or_else(|| team.to_string(), |team| team.name.clone())
}

/// Where a path stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The role does not hold the permission.
    LacksPermission(Permission),
    /// The Deployment's Runtime is too old for DAG roles (rule 56).
    RuntimeTooOld {
        /// What it runs.
        runtime: String,
    },
    /// The role covers other DAGs of the Deployment.
    OtherDags(DagSelector),
    /// The role covers DAGs of the Deployment, not the Deployment itself.
    DagsOnly(DagSelector),
}

impl Stop {
    /// Where it stops, in words.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::LacksPermission(permission) => {
                format!("does not hold `{}`", permission.name())
            }
            Self::RuntimeTooOld { runtime } => format!(
                "gives nothing on Runtime {runtime}: DAG roles need {LEAST_RUNTIME_FOR_DAG_ROLES} or later"
            ),
            Self::OtherDags(DagSelector::Id(id)) => format!("covers only the DAG \"{id}\""),
            Self::OtherDags(DagSelector::Tag(tag)) => {
                format!("covers DAGs with the tag \"{tag}\", which this one does not carry")
            }
            Self::DagsOnly(dags) => match dags {
                DagSelector::Id(id) => {
                    format!("covers the DAG \"{id}\", not the Deployment itself")
                }
                DagSelector::Tag(tag) => {
                    format!("covers DAGs with the tag \"{tag}\", not the Deployment itself")
                }
            },
        }
    }
}

/// Explains the answer of [`can`] to the same question. For a DAG, the resource carries its tags. Grants are tried with
/// the catalogue that the Organization uses.
#[must_use]
pub fn explain(
    state: &State,
    caller: &Caller,
    permission: Permission,
    resource: &ResourceRef,
    catalogue: &Catalogue,
) -> Explanation {
    let decision = can(state, caller, permission, resource);
    let gate = gate(state, caller, permission, resource);
    let suggestions = if decision.allowed || gate.is_some() {
        Vec::new()
    } else {
        suggestions(state, caller, permission, resource, catalogue)
    };
    let way_out = (!decision.allowed && suggestions.is_empty())
        .then(|| way_out(state, caller, gate.as_ref(), resource));
    Explanation {
        permission,
        paths: found_paths(state, caller.actor, permission, resource),
        decision,
        gate,
        suggestions,
        way_out,
    }
}

/// Every path with its end; DAG roles of the same Deployment that do not cover the thing stand at the end.
fn found_paths(
    state: &State,
    actor: Actor,
    permission: Permission,
    resource: &ResourceRef,
) -> Vec<PathFound> {
    let runtime = ancestors(state, resource)
        .1
        .and_then(|id| state.deployment(id))
        .map(|deployment| deployment.runtime.to_string())
        .unwrap_or_default();
    let mut found: Vec<PathFound> = paths(state, actor, resource)
        .into_iter()
        .map(|path| {
            let stop = if path.is_stopped_by_runtime {
                Some(Stop::RuntimeTooOld {
                    runtime: runtime.clone(),
                })
            } else if path.gives.contains(permission) {
                None
            } else {
                Some(Stop::LacksPermission(permission))
            };
            PathFound { path, stop }
        })
        .collect();
    let reaching: Vec<(BoundRole, Option<TeamId>)> = found
        .iter()
        .map(|found| (found.path.role.clone(), found.path.through))
        .collect();
    found.extend(
        dag_roles_beside(state, actor, resource)
            .into_iter()
            .filter(|beside| !reaching.contains(&(beside.path.role.clone(), beside.path.through))),
    );
    found
}

/// All DAG roles that an actor has on the Deployment of a thing, as paths that stop beside it.
fn dag_roles_beside(state: &State, actor: Actor, resource: &ResourceRef) -> Vec<PathFound> {
    let (_, Some(deployment)) = ancestors(state, resource) else {
        return Vec::new();
    };
    let teams = actor
        .user()
        .into_iter()
        .flat_map(|user| state.teams_of(user))
        .map(|team| (Holder::Team(team.id), Some(team.id)));
    std::iter::once((Holder::from(actor), None))
        .chain(teams)
        .flat_map(|(holder, through)| {
            let dags = state
                .bindings(holder)
                .and_then(|bindings| bindings.dags.get(&deployment));
            dags.into_iter()
                .flatten()
                .map(move |(dags, role)| PathFound {
                    path: RolePath {
                        role: BoundRole::Dag(deployment, dags.clone(), *role),
                        through,
                        gives: PermissionSet::EMPTY,
                        is_stopped_by_runtime: false,
                    },
                    stop: Some(match resource {
                        ResourceRef::Dag(_) => Stop::OtherDags(dags.clone()),
                        _ => Stop::DagsOnly(dags.clone()),
                    }),
                })
        })
        .collect()
}

/// What the roles of one holder give on a thing, Teams asked for themselves.
#[must_use]
pub fn paths_of(state: &State, holder: Holder, resource: &ResourceRef) -> Vec<RolePath> {
    of_holder(state, holder, None, resource)
}
