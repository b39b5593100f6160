//! What the index knows of each actor and each Deployment, so that a check reads no record.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use super::DagSelector;
use crate::deployment::Deployment;
use crate::policy::{PermissionSet, supports_dag_roles};
use crate::user::UserStatus;
use crate::{DeploymentId, Timestamp, WorkspaceId};

/// What is so of an actor everywhere in the Organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Whether they may act at all (rule 24); tokens are always active.
    pub(crate) status: UserStatus,
    /// When a token ends (rule 81); compared when asked.
    pub(crate) end_at: Option<Timestamp>,
    /// Which secret of a token is the current one (rule 82).
    pub(crate) rotations: u32,
    /// Everything held through Organization roles, and what these carry into every Workspace.
    pub(crate) everywhere: PermissionSet,
}

/// Where a role below the Organization is bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Bound {
    /// In a Workspace.
    Workspace(WorkspaceId),
    /// On a Deployment.
    Deployment(DeploymentId),
    /// On DAGs of a Deployment.
    DagsOf(DeploymentId),
}

/// What a check needs to know of a Deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The Workspace it is in.
    pub(crate) workspace: WorkspaceId,
    /// Whether DAG roles give anything there (rule 56).
    pub(crate) takes_dag_roles: bool,
    /// Whether only tokens may deploy code (rule 99).
    pub(crate) is_cicd_enforced: bool,
}

impl Place {
    pub(crate) fn of(deployment: &Deployment) -> Self {
        Self {
            workspace: deployment.workspace_id,
            takes_dag_roles: supports_dag_roles(&deployment.runtime),
            is_cicd_enforced: deployment.is_cicd_enforced,
        }
    }
}

/// What an actor holds on single DAGs of one Deployment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DagGrants {
    by_id: HashMap<String, PermissionSet, FxBuildHasher>,
    by_tag: HashMap<String, PermissionSet, FxBuildHasher>,
}

impl DagGrants {
    /// Adds what a role on these DAGs holds.
    pub(crate) fn add(&mut self, dags: &DagSelector, set: PermissionSet) {
        let held = match dags {
            DagSelector::Id(id) => self.by_id.entry(id.clone()),
            DagSelector::Tag(tag) => self.by_tag.entry(tag.clone()),
        }
        .or_default();
        *held = held.union(set);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.by_id.is_empty() && self.by_tag.is_empty()
    }

    /// What is held on the DAG of this id that carries these tags now (rule 59).
    pub(crate) fn on(&self, id: &str, tags: &[String]) -> PermissionSet {
        let by_id = self.by_id.get(id).copied().unwrap_or_default();
        tags.iter()
            .filter_map(|tag| self.by_tag.get(tag))
            .fold(by_id, |set, held| set.union(*held))
    }
}
