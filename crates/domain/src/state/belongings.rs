//! What belongs to Organization, Workspaces and Deployments in the state.

use std::sync::Arc;

use super::State;
use crate::agent_token::AgentToken;
use crate::alert::Alert;
use crate::belonging::Home;
use crate::deploy::Deploy;
use crate::deployment::Deployment;
use crate::environment_object::EnvironmentObject;
use crate::findings::{Acceptance, FindingKey};
use crate::notification_channel::NotificationChannel;
use crate::{
    AgentTokenId, AlertId, DeployId, DeploymentId, EnvironmentObjectId, NotificationChannelId,
};

impl State {
    /// One notification channel.
    #[must_use]
    pub fn notification_channel(&self, id: NotificationChannelId) -> Option<&NotificationChannel> {
        self.notification_channels.get(id)
    }

    /// Every notification channel, by id.
    pub fn notification_channels(&self) -> impl Iterator<Item = &NotificationChannel> {
        self.notification_channels.all()
    }

    /// The notification channels that belong there, by id.
    pub fn notification_channels_of(
        &self,
        home: Home,
    ) -> impl Iterator<Item = &NotificationChannel> {
        self.notification_channels.of(home)
    }

    /// One alert.
    #[must_use]
    pub fn alert(&self, id: AlertId) -> Option<&Alert> {
        self.alerts.get(id)
    }

    /// Every alert, by id.
    pub fn alerts(&self) -> impl Iterator<Item = &Alert> {
        self.alerts.all()
    }

    /// The alerts of one Deployment, by id.
    pub fn alerts_of(&self, deployment: DeploymentId) -> impl Iterator<Item = &Alert> {
        self.alerts.of(Home::Deployment(deployment))
    }

    /// The alerts that a channel sends (NCH-5).
    pub fn alerts_through(&self, channel: NotificationChannelId) -> impl Iterator<Item = &Alert> {
        self.alerts
            .all()
            .filter(move |alert| alert.notification_channel_ids.contains(&channel))
    }

    /// One environment object.
    #[must_use]
    pub fn environment_object(&self, id: EnvironmentObjectId) -> Option<&EnvironmentObject> {
        self.environment_objects.get(id)
    }

    /// Every environment object, by id.
    pub fn environment_objects(&self) -> impl Iterator<Item = &EnvironmentObject> {
        self.environment_objects.all()
    }

    /// The environment objects that belong there, by id (EO-13).
    pub fn environment_objects_of(&self, home: Home) -> impl Iterator<Item = &EnvironmentObject> {
        self.environment_objects.of(home)
    }

    /// One deploy.
    #[must_use]
    pub fn deploy(&self, id: DeployId) -> Option<&Deploy> {
        self.deploys.get(id)
    }

    /// Every deploy, by id.
    pub fn deploys(&self) -> impl Iterator<Item = &Deploy> {
        self.deploys.all()
    }

    /// The deploys of one Deployment, newest first (DPL-9).
    #[must_use]
    pub fn deploys_of(&self, deployment: DeploymentId) -> Vec<&Deploy> {
        let mut deploys: Vec<&Deploy> = self.deploys.of(Home::Deployment(deployment)).collect();
        deploys
            .sort_by_key(|deploy| std::cmp::Reverse((deploy.number, deploy.created_at, deploy.id)));
        deploys
    }

    /// One agent token.
    #[must_use]
    pub fn agent_token(&self, id: AgentTokenId) -> Option<&AgentToken> {
        self.agent_tokens.get(id)
    }

    /// Every agent token, by id.
    pub fn agent_tokens(&self) -> impl Iterator<Item = &AgentToken> {
        self.agent_tokens.all()
    }

    /// The agent tokens of one Deployment, by id.
    pub fn agent_tokens_of(&self, deployment: DeploymentId) -> impl Iterator<Item = &AgentToken> {
        self.agent_tokens.of(Home::Deployment(deployment))
    }

    /// Who lives with a finding, or did.
    #[must_use]
    pub fn acceptance(&self, key: &FindingKey) -> Option<&Acceptance> {
        self.acceptances.get(key).map(Arc::as_ref)
    }

    /// Every acceptance, by finding.
    pub fn acceptances(&self) -> impl Iterator<Item = &Acceptance> {
        self.acceptances.values().map(Arc::as_ref)
    }

    /// Takes a Deployment that ends out of the objects of its Workspace (EO-8).
    pub(super) fn unlink(&mut self, deployment: &Deployment) {
        let id = deployment.id;
        let home = Home::Workspace(deployment.workspace_id);
        let named: Vec<EnvironmentObjectId> = self
            .environment_objects_of(home)
            .filter(|it| it.link_to(id).is_some() || it.exclude_links.contains(&id))
            .map(|it| it.id)
            .collect();
        for object in named {
            self.environment_objects.edit(object, |object| {
                object.links.retain(|link| link.deployment_id != id);
                object.exclude_links.remove(&id);
            });
        }
    }

    /// Removes whatever belongs to a thing that ends (DEL-3).
    pub(super) fn remove_belongings_of(&mut self, home: Home) {
        self.alerts.remove_of(home);
        self.notification_channels.remove_of(home);
        self.environment_objects.remove_of(home);
        self.deploys.remove_of(home);
        self.agent_tokens.remove_of(home);
    }
}
