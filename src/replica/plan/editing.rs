//! Which command holds the edits of which kind of field, so that a form finds its own edits in what is staged.

use planisphere_domain::alert::AlertField;
use planisphere_domain::api_token::ApiTokenField;
use planisphere_domain::cluster::{ClusterFact, ClusterField};
use planisphere_domain::custom_role::CustomRoleField;
use planisphere_domain::deploy::DeployField;
use planisphere_domain::deployment::DeploymentField;
use planisphere_domain::environment_object::EnvironmentObjectField;
use planisphere_domain::notification_channel::NotificationChannelField;
use planisphere_domain::organization::{OrganizationField, SsoConnectionField};
use planisphere_domain::team::TeamField;
use planisphere_domain::user::UserField;
use planisphere_domain::workspace::WorkspaceField;
use planisphere_domain::{Command, Edit};

/// A kind of field that a command edits.
pub trait Editing: Clone + PartialEq + Send + Sync + 'static {
    /// The edits that a command holds, if it edits this kind of field.
    fn edits(command: &Command) -> Option<&[Edit<Self>]>;
}

macro_rules! edited_by {
    ($($field:ty => $command:ident;)*) => {$(
        impl Editing for $field {
            fn edits(command: &Command) -> Option<&[Edit<Self>]> {
                match command {
                    Command::$command { edits, .. } => Some(edits),
                    _ => None,
                }
            }
        }
    )*};
}

edited_by! {
    OrganizationField => UpdateOrganization;
    SsoConnectionField => UpdateSsoConnection;
    WorkspaceField => UpdateWorkspace;
    ClusterField => UpdateCluster;
    ClusterFact => ReportCluster;
    DeploymentField => UpdateDeployment;
    DeployField => UpdateDeploy;
    EnvironmentObjectField => UpdateEnvironmentObject;
    NotificationChannelField => UpdateNotificationChannel;
    AlertField => UpdateAlert;
    UserField => UpdateUser;
    TeamField => UpdateTeam;
    CustomRoleField => UpdateCustomRole;
    ApiTokenField => UpdateApiToken;
}
