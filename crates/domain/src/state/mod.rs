//! The state of one Organization at one moment: persistent maps, so that a fork costs microseconds
//! (architecture rule 6).
//!
//! It changes only through [`crate::apply`]; the setters are private to the crate.

mod belongings;
mod differences;
mod ending;
mod holders;
mod records;
mod upkeep;

use std::sync::Arc;

use imbl::{OrdMap, OrdSet};

use crate::access::{AccessIndex, Bound, Holder, Place};
use crate::agent_token::AgentToken;
use crate::alert::Alert;
use crate::api_token::ApiToken;
use crate::belonging::{Belongings, Home};
use crate::cluster::Cluster;
use crate::custom_role::CustomRole;
use crate::deploy::Deploy;
use crate::deployment::Deployment;
use crate::environment_object::EnvironmentObject;
use crate::findings::{Acceptance, FindingKey};
use crate::notification_channel::NotificationChannel;
use crate::organization::Organization;
use crate::team::Team;
use crate::user::User;
use crate::workspace::{DefaultInfrastructure, Workspace};
use crate::{
    Actor, ApiTokenId, ClusterId, Commit, CustomRoleId, DeploymentId, TeamId, UserId, WorkspaceId,
    apply,
};

pub(crate) use differences::Changed;
pub use records::Records;

/// Everything that is so at one moment. Cloning forks it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    organization: Option<Arc<Organization>>,
    users: OrdMap<UserId, Arc<User>>,
    /// INVARIANT: holds exactly the addresses of `users`, in lower case, so that uniqueness costs one look-up
    /// (USR-2).
    addresses: OrdMap<String, UserId>,
    teams: OrdMap<TeamId, Arc<Team>>,
    /// INVARIANT: holds exactly the members of `teams`.
    memberships: OrdSet<(UserId, TeamId)>,
    api_tokens: OrdMap<ApiTokenId, Arc<ApiToken>>,
    custom_roles: OrdMap<CustomRoleId, Arc<CustomRole>>,
    /// INVARIANT: holds every place where a holder's bindings hold something.
    holders: OrdSet<(Bound, Holder)>,
    workspaces: OrdMap<WorkspaceId, Arc<Workspace>>,
    clusters: OrdMap<ClusterId, Arc<Cluster>>,
    deployments: OrdMap<DeploymentId, Arc<Deployment>>,
    /// INVARIANT: holds exactly the Deployments of `deployments`, by the Workspace they are in.
    of_workspace: OrdSet<(WorkspaceId, DeploymentId)>,
    /// INVARIANT: holds exactly the names of `deployments`, so that uniqueness costs one look-up (DEP-3).
    deployment_names: OrdMap<(WorkspaceId, String), DeploymentId>,
    pub(crate) notification_channels: Belongings<NotificationChannel>,
    pub(crate) alerts: Belongings<Alert>,
    pub(crate) agent_tokens: Belongings<AgentToken>,
    pub(crate) deploys: Belongings<Deploy>,
    /// Findings that somebody lives with, also when that time is over.
    pub(crate) acceptances: OrdMap<FindingKey, Arc<Acceptance>>,
    pub(crate) environment_objects: Belongings<EnvironmentObject>,
    /// Namespaces ever used; they are never used again (DEP-7).
    namespaces: OrdSet<String>,
    /// INVARIANT: equals `AccessIndex::rebuilt` of the records above.
    pub(crate) access: AccessIndex,
}

impl State {
    /// Applies every event of a commit.
    pub fn commit(&mut self, commit: &Commit) {
        for event in &commit.events {
            apply(self, event, commit.at, commit.actor);
        }
    }

    /// This state for a stranger who may do in it what `actor` may do in `today`: whoever looks into the past is let in
    /// by the access of today, and no record of the past is changed by that. Nothing may be written on such a state.
    #[must_use]
    pub fn opened_to(&self, stranger: UserId, actor: Actor, today: &Self) -> Self {
        let mut fork = self.clone();
        fork.access.lend(today, actor, Actor::User(stranger));
        fork
    }

    /// The Organization's record; `None` only in an empty log.
    #[must_use]
    pub fn organization(&self) -> Option<&Organization> {
        self.organization.as_deref()
    }

    /// One Workspace.
    #[must_use]
    pub fn workspace(&self, id: WorkspaceId) -> Option<&Workspace> {
        self.workspaces.get(&id).map(Arc::as_ref)
    }

    /// Every Workspace, by id.
    pub fn workspaces(&self) -> impl Iterator<Item = &Workspace> {
        self.workspaces.values().map(Arc::as_ref)
    }

    /// One cluster.
    #[must_use]
    pub fn cluster(&self, id: ClusterId) -> Option<&Cluster> {
        self.clusters.get(&id).map(Arc::as_ref)
    }

    /// Every cluster, by id.
    pub fn clusters(&self) -> impl Iterator<Item = &Cluster> {
        self.clusters.values().map(Arc::as_ref)
    }

    /// One Deployment.
    #[must_use]
    pub fn deployment(&self, id: DeploymentId) -> Option<&Deployment> {
        self.deployments.get(&id).map(Arc::as_ref)
    }

    /// Every Deployment, by id.
    pub fn deployments(&self) -> impl Iterator<Item = &Deployment> {
        self.deployments.values().map(Arc::as_ref)
    }

    /// How many Deployments there are.
    #[must_use]
    pub fn deployment_count(&self) -> usize {
        self.deployments.len()
    }

    /// The Deployments of one Workspace, by id.
    pub fn deployments_of(&self, workspace: WorkspaceId) -> impl Iterator<Item = &Deployment> {
        let least = DeploymentId::from_bits(0);
        self.of_workspace
            .range((workspace, least)..)
            .take_while(move |(of, _)| *of == workspace)
            .filter_map(|(_, id)| self.deployment(*id))
    }

    /// How many Deployments a Workspace holds, from the index alone.
    #[must_use]
    pub fn deployment_count_of(&self, workspace: WorkspaceId) -> usize {
        let least = DeploymentId::from_bits(0);
        self.of_workspace
            .range((workspace, least)..)
            .take_while(|(of, _)| *of == workspace)
            .count()
    }

    /// The Deployment of this name in a Workspace (DEP-3).
    #[must_use]
    pub fn deployment_named(&self, workspace: WorkspaceId, name: &str) -> Option<&Deployment> {
        self.deployment(*self.deployment_names.get(&(workspace, name.to_owned()))?)
    }

    /// Whether a namespace was ever used (DEP-7).
    #[must_use]
    pub fn has_used_namespace(&self, namespace: &str) -> bool {
        self.namespaces.contains(namespace)
    }

    pub(crate) fn put_organization(&mut self, organization: Organization) {
        self.organization = Some(Arc::new(organization));
    }

    pub(crate) fn edit_organization(&mut self, edit: impl FnOnce(&mut Organization)) {
        if let Some(organization) = &mut self.organization {
            edit(Arc::make_mut(organization));
        }
    }

    pub(crate) fn put_workspace(&mut self, workspace: Workspace) {
        self.access.set_workspace(workspace.id, true);
        self.workspaces.insert(workspace.id, Arc::new(workspace));
    }

    pub(crate) fn edit_workspace(&mut self, id: WorkspaceId, edit: impl FnOnce(&mut Workspace)) {
        if let Some(workspace) = self.workspaces.get_mut(&id) {
            edit(Arc::make_mut(workspace));
        }
    }

    /// Removes a Workspace, the roles held in it and what belongs to it (WS-10, rule 39).
    pub(crate) fn remove_workspace(&mut self, id: WorkspaceId) {
        self.strip_workspace(id);
        self.remove_belongings_of(Home::Workspace(id));
        self.workspaces.remove(&id);
        self.access.set_workspace(id, false);
    }

    pub(crate) fn put_cluster(&mut self, cluster: Cluster) {
        self.clusters.insert(cluster.id, Arc::new(cluster));
    }

    pub(crate) fn edit_cluster(&mut self, id: ClusterId, edit: impl FnOnce(&mut Cluster)) {
        if let Some(cluster) = self.clusters.get_mut(&id) {
            edit(Arc::make_mut(cluster));
        }
    }

    /// Removes a cluster; Workspaces whose default it was have none then (WS-8).
    pub(crate) fn remove_cluster(&mut self, id: ClusterId) {
        self.clusters.remove(&id);
        let gone = Some(DefaultInfrastructure::Cluster(id));
        let homeless: Vec<WorkspaceId> = self
            .workspaces()
            .filter(|workspace| workspace.default_infrastructure == gone)
            .map(|workspace| workspace.id)
            .collect();
        for workspace in homeless {
            self.edit_workspace(workspace, |it| it.default_infrastructure = None);
        }
    }

    pub(crate) fn put_deployment(&mut self, deployment: Deployment) {
        // A log that creates one twice is damaged; the indexes hold all the same.
        self.remove_deployment(deployment.id);
        self.namespaces.insert(deployment.namespace.clone());
        self.index(&deployment);
        self.deployments.insert(deployment.id, Arc::new(deployment));
    }

    pub(crate) fn edit_deployment(&mut self, id: DeploymentId, edit: impl FnOnce(&mut Deployment)) {
        let Some(stored) = self.deployments.get(&id).cloned() else {
            return;
        };
        let mut after = stored.as_ref().clone();
        edit(&mut after);
        self.unindex(&stored);
        self.index(&after);
        self.deployments.insert(id, Arc::new(after));
    }

    pub(crate) fn remove_deployment(&mut self, id: DeploymentId) {
        if let Some(deployment) = self.deployments.remove(&id) {
            self.unindex(&deployment);
            self.access.set_place(id, None);
            self.strip_deployment(id);
            self.remove_belongings_of(Home::Deployment(id));
            self.unlink(&deployment);
        }
    }

    fn index(&mut self, deployment: &Deployment) {
        self.access
            .set_place(deployment.id, Some(Place::of(deployment)));
        self.of_workspace
            .insert((deployment.workspace_id, deployment.id));
        self.deployment_names.insert(
            (deployment.workspace_id, deployment.name.clone()),
            deployment.id,
        );
    }

    fn unindex(&mut self, deployment: &Deployment) {
        self.of_workspace
            .remove(&(deployment.workspace_id, deployment.id));
        self.deployment_names
            .remove(&(deployment.workspace_id, deployment.name.clone()));
    }
}
