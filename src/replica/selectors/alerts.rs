//! Alerts and notification channels as lists and pages show them. Credentials of channels are not here: the core
//! holds only references to what is sealed. Whether an alert ever fired is known to nobody here.

use planisphere_domain::alert::{Alert, AlertSeverity, AlertType};
use planisphere_domain::notification_channel::{
    ChannelDefinition, ChannelType, NotificationChannel,
};
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{
    AlertId, DeploymentId, Edited, Home, NotificationChannelId, Timestamp, WorkspaceId,
};

use super::super::{Opened, Replica, SortKey, sorted_by};
use super::environment_objects::knows;
use super::workspaces::name_of;

/// One line of the list of alerts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertRow {
    /// Names it.
    pub id: AlertId,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub kind: AlertType,
    /// How bad it is.
    pub severity: AlertSeverity,
    /// The Deployment that it watches.
    pub deployment: String,
    /// When it fires and for what, in words.
    pub rules: String,
    /// The channels that it is sent through, by name.
    pub channels: Vec<String>,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: String,
}

/// One line of the list of notification channels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelRow {
    /// Names it.
    pub id: NotificationChannelId,
    /// Its name.
    pub name: String,
    /// How it reaches people.
    pub kind: ChannelType,
    /// Whom or what it reaches, without credentials.
    pub leads_to: String,
    /// What it belongs to, in words.
    pub home: String,
    /// Whether what lies below its home may use it.
    pub is_shared: bool,
    /// Whether the person may read all of it, and not only use it.
    pub is_readable: bool,
    /// How many alerts that the person may read use it.
    pub alerts: usize,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: String,
}

impl Replica {
    /// The alerts of a Workspace's Deployments that the person may read, by name.
    #[must_use]
    pub fn alerts(self, workspace: WorkspaceId) -> Vec<AlertRow> {
        let rows = self
            .read(|opened| {
                let deployments = opened.state.deployments_of(workspace);
                deployments
                    .filter(|deployment| may_read_alerts(opened, deployment.id))
                    .flat_map(|deployment| opened.state.alerts_of(deployment.id))
                    .map(|alert| alert_row(opened, alert))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default();
        sorted_by(rows, false, |row| SortKey::text(&row.name))
    }

    /// One alert of a Workspace as it is stored, for a draft; `None` when it is not there or the person may not read
    /// it.
    #[must_use]
    pub fn alert_record(self, workspace: WorkspaceId, id: AlertId) -> Option<Alert> {
        self.read(|opened| {
            let alert = opened.state.alert(id)?;
            let deployment = opened.state.deployment(alert.deployment_id)?;
            (deployment.workspace_id == workspace && may_read_alerts(opened, deployment.id))
                .then(|| alert.clone())
        })
        .flatten()
    }

    /// The line that an alert has in the list.
    #[must_use]
    pub fn alert(self, id: AlertId) -> Option<AlertRow> {
        self.read(|opened| {
            let alert = opened.state.alert(id)?;
            may_read_alerts(opened, alert.deployment_id).then(|| alert_row(opened, alert))
        })
        .flatten()
    }

    /// The notification channels that the person may read among those of a Workspace, of its Deployments, and shared
    /// ones of the Organization, by name.
    #[must_use]
    pub fn channels(self, workspace: WorkspaceId) -> Vec<ChannelRow> {
        let rows = self
            .read(|opened| {
                let channels = opened.state.notification_channels();
                channels
                    .filter(|channel| is_near(opened, channel, workspace))
                    .map(|channel| channel_row(opened, channel))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default();
        sorted_by(rows, false, |row| SortKey::text(&row.name))
    }

    /// The channels through which alerts of a Deployment can be sent, as far as the person may read them, by name.
    #[must_use]
    pub fn channels_for(self, deployment: DeploymentId) -> Vec<ChannelRow> {
        let rows = self
            .read(|opened| {
                let state = &opened.state;
                let workspace = state.deployment(deployment).map(|it| it.workspace_id)?;
                let home = Home::Deployment(deployment);
                let channels = state.notification_channels();
                Some(
                    channels
                        .filter(|channel| channel.is_reachable_from(state, home))
                        .filter(|channel| is_near(opened, channel, workspace))
                        .map(|channel| channel_row(opened, channel))
                        .collect::<Vec<_>>(),
                )
            })
            .flatten()
            .unwrap_or_default();
        sorted_by(rows, false, |row| SortKey::text(&row.name))
    }

    /// One notification channel as it is stored, for a draft; `None` when it is not there, far from the Workspace, or
    /// not for the person to read.
    #[must_use]
    pub fn channel_record(
        self,
        workspace: WorkspaceId,
        id: NotificationChannelId,
    ) -> Option<NotificationChannel> {
        self.read(|opened| {
            let channel = opened.state.notification_channel(id)?;
            let row = is_near(opened, channel, workspace).then(|| channel_row(opened, channel))?;
            row.is_readable.then(|| channel.clone())
        })
        .flatten()
    }

    /// The line that a channel has in the list of a Workspace.
    #[must_use]
    pub fn channel(self, workspace: WorkspaceId, id: NotificationChannelId) -> Option<ChannelRow> {
        self.read(|opened| {
            let channel = opened.state.notification_channel(id)?;
            is_near(opened, channel, workspace).then(|| channel_row(opened, channel))
        })
        .flatten()
    }

    /// The alerts that use a channel: those that the person may read, with the Workspace each is in, and how many
    /// others there are.
    #[must_use]
    pub fn users_of_channel(
        self,
        id: NotificationChannelId,
    ) -> (Vec<(WorkspaceId, AlertRow)>, usize) {
        self.read(|opened| {
            let all = opened.state.alerts_through(id).count();
            let readable: Vec<(WorkspaceId, AlertRow)> = opened
                .state
                .alerts_through(id)
                .filter(|alert| may_read_alerts(opened, alert.deployment_id))
                .filter_map(|alert| {
                    let deployment = opened.state.deployment(alert.deployment_id)?;
                    Some((deployment.workspace_id, alert_row(opened, alert)))
                })
                .collect();
            let hidden = all - readable.len();
            (readable, hidden)
        })
        .unwrap_or_default()
    }

    /// The Deployments of a Workspace that the person may know of, by name.
    #[must_use]
    pub fn deployment_names(self, workspace: WorkspaceId) -> Vec<(DeploymentId, String)> {
        let names = self
            .read(|opened| {
                let deployments = opened.state.deployments_of(workspace);
                deployments
                    .filter(|deployment| knows(opened, deployment.id))
                    .map(|deployment| (deployment.id, deployment.name.clone()))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default();
        sorted_by(names, false, |(_, name)| SortKey::text(name))
    }
}

fn may_read_alerts(opened: &Opened, deployment: DeploymentId) -> bool {
    opened.holds_on(
        Permission::DeploymentAlertsGet,
        &ResourceRef::Deployment(deployment),
    )
}

/// Whether a channel can concern a Workspace and is for the person to read: at its home, or, where it is shared with
/// what lies below, in the Workspace that may use it.
fn is_near(opened: &Opened, channel: &NotificationChannel, workspace: WorkspaceId) -> bool {
    let is_near = match channel.home {
        Home::Organization => true,
        Home::Workspace(id) => id == workspace,
        Home::Deployment(id) => opened
            .state
            .deployment(id)
            .is_some_and(|deployment| deployment.workspace_id == workspace),
    };
    let reads =
        |at: &ResourceRef| opened.holds_on(Permission::WorkspaceNotificationChannelsGet, at);
    is_near
        && (reads(&channel.home.resource())
            || channel.is_shared && reads(&ResourceRef::Workspace(workspace)))
}

fn alert_row(opened: &Opened, alert: &Alert) -> AlertRow {
    let state = &opened.state;
    let channels = alert.notification_channel_ids.iter();
    AlertRow {
        id: alert.id,
        name: alert.name.clone(),
        kind: alert.alert_type,
        severity: alert.severity,
        deployment: state
            .deployment(alert.deployment_id)
            .map(|deployment| deployment.name.clone())
            .unwrap_or_default(),
        rules: Alert::shown(
            &planisphere_domain::alert::AlertField::Rules(alert.rules.clone()),
            &planisphere_domain::Names::of(state),
        ),
        channels: channels
            .filter_map(|id| state.notification_channel(*id))
            .map(|channel| channel.name.clone())
            .collect(),
        updated_at: alert.updated_at,
        updated_by: name_of(opened, alert.updated_by),
    }
}

fn channel_row(opened: &Opened, channel: &NotificationChannel) -> ChannelRow {
    let state = &opened.state;
    let home = match channel.home {
        Home::Organization => "Organization".to_owned(),
        Home::Workspace(_) => "Workspace".to_owned(),
        Home::Deployment(id) => state
            .deployment(id)
            .map(|deployment| deployment.name.clone())
            .unwrap_or_default(),
    };
    // Whoever may only use a channel is not told whom it reaches.
    let reads = opened.holds_on(
        Permission::WorkspaceNotificationChannelsGet,
        &channel.home.resource(),
    );
    ChannelRow {
        id: channel.id,
        name: channel.name.clone(),
        kind: channel.definition.channel_type(),
        leads_to: if reads {
            leads_to(&channel.definition)
        } else {
            "Known where it belongs".to_owned()
        },
        home,
        is_shared: channel.is_shared,
        is_readable: reads,
        alerts: state
            .alerts_through(channel.id)
            .filter(|alert| may_read_alerts(opened, alert.deployment_id))
            .count(),
        updated_at: channel.updated_at,
        updated_by: name_of(opened, channel.updated_by),
    }
}

/// Whom or what a channel reaches.
fn leads_to(definition: &ChannelDefinition) -> String {
    match definition {
        ChannelDefinition::Email { recipients } => match recipients.as_slice() {
            [] => "Nobody".to_owned(),
            [one] => one.clone(),
            [one, two] => format!("{one}, {two}"),
            [one, rest @ ..] => format!("{one} and {} more", rest.len()),
        },
        ChannelDefinition::Slack { .. } => "A sealed webhook".to_owned(),
        ChannelDefinition::Pagerduty { .. } => "A sealed integration key".to_owned(),
        ChannelDefinition::Opsgenie { .. } => "A sealed API key".to_owned(),
        ChannelDefinition::DagTrigger { dag_id, .. } => format!("The DAG {dag_id}"),
    }
}
