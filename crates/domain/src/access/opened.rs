//! How much a list of changes opens for one actor: counted over the whole Organization, and compared with
//! another list.

use std::collections::{BTreeMap, BTreeSet};

use super::{AccessChange, Extent};
use crate::policy::{PermissionSet, Scope};
use crate::{DeploymentId, State, WorkspaceId};

/// What a count of changes looks at on a thing: permissions of its own scope. What is held on a Deployment for
/// its DAGs counts there, once.
fn counted(set: PermissionSet, on: &Extent) -> PermissionSet {
    match on {
        Extent::Organization => set.within(Scope::Organization),
        Extent::Workspace(_) => set.within(Scope::Workspace),
        Extent::Deployment(_) => set.within(Scope::Deployment).union(set.within(Scope::Dag)),
        Extent::Dags(..) => set.within(Scope::Dag),
    }
}

/// How many pairs of a permission and a thing are gained by the changes of one actor, each permission counted
/// on things of its own scope.
pub(crate) fn gained_pairs(state: &State, changes: &[AccessChange]) -> u64 {
    let gained: BTreeMap<&Extent, PermissionSet> = changes
        .iter()
        .map(|change| (&change.on, change.gained))
        .collect();
    let on = |extent: &Extent, above: PermissionSet| gained.get(extent).copied().unwrap_or(above);
    let size = |set: PermissionSet, extent: &Extent| u64::from(counted(set, extent).len());
    let everywhere = on(&Extent::Organization, PermissionSet::EMPTY);
    let mut pairs = size(everywhere, &Extent::Organization);
    let mut below = BTreeMap::<WorkspaceId, (u64, u64)>::new();
    for (extent, set) in &gained {
        match extent {
            Extent::Organization | Extent::Workspace(_) => {}
            Extent::Deployment(id) => {
                if let Some(deployment) = state.deployment(*id) {
                    let (count, sum) = below.entry(deployment.workspace_id).or_default();
                    *count += 1;
                    *sum += size(*set, extent);
                }
            }
            Extent::Dags(id, _) => {
                let above = state.deployment(*id).map_or(everywhere, |deployment| {
                    on(&Extent::Workspace(deployment.workspace_id), everywhere)
                });
                let covered = on(&Extent::Deployment(*id), above);
                pairs += size(set.without(covered), extent);
            }
        }
    }
    for workspace in state.workspaces() {
        let extent = Extent::Workspace(workspace.id);
        let set = on(&extent, everywhere);
        pairs += size(set, &extent);
        let (own, sum) = below.get(&workspace.id).copied().unwrap_or_default();
        pairs += sum;
        // Every Deployment counts alike unless a change of its own says otherwise.
        let each = size(set, &Extent::Deployment(DeploymentId::from_bits(0)));
        if each > 0 {
            let count = state.deployment_count_of(workspace.id) as u64;
            pairs += each * count.saturating_sub(own);
        }
    }
    pairs
}

/// The Deployments on which the changes of one actor let them do something that they could not: on the Deployment
/// or on DAGs in it. What is gained on a Workspace itself reaches none.
#[must_use]
pub fn deployments_gained(state: &State, changes: &[AccessChange]) -> BTreeSet<DeploymentId> {
    let opens = |id: DeploymentId| {
        let extent = Extent::Deployment(id);
        !counted(gained_on(state, changes, &extent), &extent).is_empty()
    };
    let mut gained = BTreeSet::new();
    for change in changes.iter().filter(|change| !change.gained.is_empty()) {
        match &change.on {
            Extent::Organization => {
                gained.extend(state.deployments().map(|it| it.id).filter(|id| opens(*id)));
            }
            Extent::Workspace(id) => {
                let within = state.deployments_of(*id).map(|it| it.id);
                gained.extend(within.filter(|id| opens(*id)));
            }
            Extent::Deployment(id) => gained.extend(opens(*id).then_some(*id)),
            Extent::Dags(id, _) => {
                let is_more = !counted(change.gained, &change.on).is_empty();
                gained.extend(is_more.then_some(*id));
            }
        }
    }
    gained
}

/// Whether one list of changes of an actor gains everything that another one gains, everywhere.
pub(crate) fn gains_all_of(state: &State, wide: &[AccessChange], narrow: &[AccessChange]) -> bool {
    let places = wide.iter().chain(narrow).map(|change| &change.on);
    places.into_iter().all(|extent| {
        let more = gained_on(state, narrow, extent).without(gained_on(state, wide, extent));
        extent.relevant(more).is_empty()
    })
}

fn gained_on(state: &State, changes: &[AccessChange], extent: &Extent) -> PermissionSet {
    let mut at = Some(extent.clone());
    while let Some(extent) = at {
        if let Some(change) = changes.iter().find(|change| change.on == extent) {
            return change.gained;
        }
        at = extent.parent(state);
    }
    PermissionSet::EMPTY
}
