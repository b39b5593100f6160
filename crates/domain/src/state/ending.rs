//! Which sealed secrets nobody can reach any more once an event has happened, so that storage erases them. Those that
//! an edit replaces stay: undoing it names them again.

use super::State;
use crate::belonging::Home;
use crate::deployment::EnvironmentVariable;
use crate::environment_object::Link;
use crate::{DeploymentId, Event, SecretId};

impl State {
    /// The secrets of what an event ends, told from the state before it.
    #[must_use]
    pub fn secrets_ended_by(&self, event: &Event) -> Vec<SecretId> {
        match event {
            Event::DeploymentDeleted { id } => self.secrets_of_deployment(*id),
            Event::WorkspaceDeleted { id } => self.secrets_of(Home::Workspace(*id)),
            Event::EnvironmentObjectDeleted { id } => self
                .environment_object(*id)
                .map(|object| object.secrets())
                .unwrap_or_default(),
            Event::NotificationChannelDeleted { id } => self
                .notification_channel(*id)
                .and_then(|channel| channel.definition.secret())
                .into_iter()
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Those of everything that belongs there.
    fn secrets_of(&self, home: Home) -> Vec<SecretId> {
        let objects = self.environment_objects_of(home);
        let channels = self.notification_channels_of(home);
        objects
            .flat_map(|object| object.secrets())
            .chain(channels.filter_map(|channel| channel.definition.secret()))
            .collect()
    }

    /// Those of a Deployment: its variables, what belongs to it, and what links to it override.
    fn secrets_of_deployment(&self, id: DeploymentId) -> Vec<SecretId> {
        let Some(deployment) = self.deployment(id) else {
            return Vec::new();
        };
        let mut secrets: Vec<SecretId> =
            EnvironmentVariable::secrets(&deployment.environment_variables).collect();
        secrets.extend(self.secrets_of(Home::Deployment(id)));
        let shared = self.environment_objects_of(Home::Workspace(deployment.workspace_id));
        secrets.extend(
            shared
                .filter_map(|object| object.link_to(id))
                .flat_map(Link::secrets),
        );
        secrets
    }
}
