//! What moving a Deployment to another Workspace does beside moving it: the domain's own events, in words.

use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{Command, DeploymentId, Event, WorkspaceId, decide_all};

use super::super::{Opened, Replica, caller};
use super::GoneRole;
use super::consequences::taken;
use super::organization::visible_workspaces;

/// A Workspace that a Deployment could move to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferTarget {
    /// Names it.
    pub id: WorkspaceId,
    /// Its name.
    pub name: String,
    /// Why it cannot move there.
    pub reason: Option<String>,
}

/// What a transfer does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TransferEffects {
    /// Roles that end: the people of the new Workspace reach it, and nobody else (rule 98).
    pub roles: Vec<GoneRole>,
    /// Keys of environment objects of the old Workspace that it is no longer linked to.
    pub objects: Vec<String>,
    /// Names of alerts that lose channels of the old Workspace (ALR-8).
    pub alerts: Vec<String>,
    /// How many alerts come along unchanged or not.
    pub alerts_kept: usize,
    /// The dedicated cluster that it stays on.
    pub cluster: Option<String>,
}

impl Replica {
    /// The other Workspaces that the person may see, by name, each with what speaks against it.
    #[must_use]
    pub fn transfer_targets(self, id: DeploymentId) -> Vec<TransferTarget> {
        let own = self
            .read(|opened| opened.state.deployment(id).map(|it| it.workspace_id))
            .flatten();
        self.workspaces()
            .into_iter()
            .filter(|it| Some(it.id) != own)
            .map(|it| TransferTarget {
                id: it.id,
                name: it.name,
                reason: self
                    .gate(Command::TransferDeployment { id, target: it.id })
                    .reason,
            })
            .collect()
    }

    /// What moving it there would do; nothing where it is refused.
    #[must_use]
    pub fn transfer_effects(self, id: DeploymentId, target: WorkspaceId) -> TransferEffects {
        self.read(|opened| effects(opened, id, target))
            .flatten()
            .unwrap_or_default()
    }
}

fn effects(opened: &Opened, id: DeploymentId, target: WorkspaceId) -> Option<TransferEffects> {
    let (env, viewer) = (opened.env(), opened.viewer?);
    let caller = caller(viewer, env.now);
    let state = &opened.state;
    let commands = [Command::TransferDeployment { id, target }];
    let events = decide_all(state, &caller, &commands, &env).ok()?;
    let own = state.deployment(id)?;
    let may_read = |permission| {
        visible_workspaces(opened).contains(&own.workspace_id)
            && opened.holds_on(permission, &ResourceRef::Workspace(own.workspace_id))
    };
    let shows_objects = may_read(Permission::WorkspaceEnvObjectsGet);
    let mut effects = TransferEffects {
        roles: taken(state, &commands, &events),
        alerts_kept: state.alerts_of(id).count(),
        cluster: own
            .infrastructure
            .cluster_id()
            .and_then(|id| state.cluster(id))
            .map(|it| it.name.clone()),
        ..TransferEffects::default()
    };
    for event in &events {
        match event {
            Event::EnvironmentObjectEdited { id, .. } if shows_objects => {
                let found = state.environment_object(*id);
                effects
                    .objects
                    .extend(found.map(|it| it.object_key.clone()));
            }
            Event::AlertEdited { id, .. } => {
                effects
                    .alerts
                    .extend(state.alert(*id).map(|it| it.name.clone()));
            }
            _ => {}
        }
    }
    Some(effects)
}
