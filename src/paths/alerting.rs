//! Addresses of what a Workspace gives its Deployments: environment objects, alerts, notification channels.

use planisphere_domain::{AlertId, EnvironmentObjectId, NotificationChannelId, WorkspaceId};

use super::OrganizationPaths;

impl OrganizationPaths {
    /// The environment objects of one Workspace.
    #[must_use]
    pub fn environment(&self, id: WorkspaceId) -> String {
        format!("{}/w/{id}/environment", self.root)
    }

    /// What each Deployment of one Workspace gets of them.
    #[must_use]
    pub fn resolved_environment(&self, id: WorkspaceId) -> String {
        format!("{}/resolved", self.environment(id))
    }

    /// Creating an environment object.
    #[must_use]
    pub fn new_environment_object(&self, id: WorkspaceId) -> String {
        format!("{}/new", self.environment(id))
    }

    /// One environment object.
    #[must_use]
    pub fn environment_object(&self, workspace: WorkspaceId, id: EnvironmentObjectId) -> String {
        format!("{}/{id}", self.environment(workspace))
    }

    /// The alerts of one Workspace.
    #[must_use]
    pub fn alerts(&self, id: WorkspaceId) -> String {
        format!("{}/w/{id}/alerts", self.root)
    }

    /// Creating an alert.
    #[must_use]
    pub fn new_alert(&self, id: WorkspaceId) -> String {
        format!("{}/new", self.alerts(id))
    }

    /// One alert.
    #[must_use]
    pub fn alert(&self, workspace: WorkspaceId, id: AlertId) -> String {
        format!("{}/{id}", self.alerts(workspace))
    }

    /// The notification channels that alerts of one Workspace can use.
    #[must_use]
    pub fn channels(&self, id: WorkspaceId) -> String {
        format!("{}/channels", self.alerts(id))
    }

    /// Creating a notification channel.
    #[must_use]
    pub fn new_channel(&self, id: WorkspaceId) -> String {
        format!("{}/new", self.channels(id))
    }

    /// One notification channel.
    #[must_use]
    pub fn channel(&self, workspace: WorkspaceId, id: NotificationChannelId) -> String {
        format!("{}/{id}", self.channels(workspace))
    }
}
