//! Which staged commands are about the same fields of the same thing: the one that was staged last counts, so that a
//! plan never holds two wishes for one field. Nothing is decided here.

use std::collections::BTreeSet;

use super::rebase::{variable_field, wanted};
use crate::deployment::VariableChange;
use crate::edit::{Edit, Edited};
use crate::{Command, Names};

/// Whether two commands edit fields of the same thing, whichever fields.
#[must_use]
pub fn edits_the_same(one: &Command, other: &Command) -> bool {
    use Command as C;
    match (one, other) {
        (C::UpdateOrganization { .. }, C::UpdateOrganization { .. }) => true,
        (C::UpdateSsoConnection { id, .. }, C::UpdateSsoConnection { id: of, .. }) => id == of,
        (C::UpdateWorkspace { id, .. }, C::UpdateWorkspace { id: of, .. }) => id == of,
        (C::UpdateCluster { id, .. }, C::UpdateCluster { id: of, .. })
        | (C::ReportCluster { id, .. }, C::ReportCluster { id: of, .. }) => id == of,
        (C::UpdateDeployment { id, .. }, C::UpdateDeployment { id: of, .. })
        | (
            C::ChangeEnvironmentVariables { id, .. },
            C::ChangeEnvironmentVariables { id: of, .. },
        ) => id == of,
        (C::UpdateDeploy { id, .. }, C::UpdateDeploy { id: of, .. }) => id == of,
        (C::UpdateEnvironmentObject { id, .. }, C::UpdateEnvironmentObject { id: of, .. }) => {
            id == of
        }
        (C::UpdateNotificationChannel { id, .. }, C::UpdateNotificationChannel { id: of, .. }) => {
            id == of
        }
        (C::UpdateAlert { id, .. }, C::UpdateAlert { id: of, .. }) => id == of,
        (C::UpdateUser { id, .. }, C::UpdateUser { id: of, .. }) => id == of,
        (C::UpdateTeam { id, .. }, C::UpdateTeam { id: of, .. }) => id == of,
        (C::UpdateCustomRole { id, .. }, C::UpdateCustomRole { id: of, .. }) => id == of,
        (C::UpdateApiToken { id, .. }, C::UpdateApiToken { id: of, .. }) => id == of,
        _ => false,
    }
}

/// Whether two commands set the same single thing as a whole, such as one role of one person.
fn sets_the_same(one: &Command, other: &Command) -> bool {
    use Command as C;
    match (one, other) {
        (C::SetRateCard { .. }, C::SetRateCard { .. }) => true,
        (C::SetLogForwarding { id, .. }, C::SetLogForwarding { id: of, .. })
        | (C::OverrideHibernation { id, .. }, C::OverrideHibernation { id: of, .. })
        | (C::TransferDeployment { id, .. }, C::TransferDeployment { id: of, .. }) => id == of,
        (
            C::AssignOrganizationRole { holder, .. },
            C::AssignOrganizationRole { holder: of, .. },
        ) => holder == of,
        (
            C::AssignWorkspaceRole {
                holder, workspace, ..
            },
            C::AssignWorkspaceRole {
                holder: of,
                workspace: on,
                ..
            },
        ) => holder == of && workspace == on,
        (
            C::AssignDeploymentRole {
                holder, deployment, ..
            },
            C::AssignDeploymentRole {
                holder: of,
                deployment: on,
                ..
            },
        ) => holder == of && deployment == on,
        (
            C::AssignDagRole {
                holder,
                deployment,
                dags,
                ..
            },
            C::AssignDagRole {
                holder: of,
                deployment: on,
                dags: which,
                ..
            },
        ) => holder == of && deployment == on && dags == which,
        _ => false,
    }
}

/// What is left of a command beside one that was staged later; nothing where the later one says all of it, as the
/// same deletion asked for twice does. A field
/// in which the later one starts from what the earlier one wants stays: it goes on from there.
#[must_use]
pub fn beside(earlier: &Command, later: &Command) -> Option<Command> {
    if earlier == later || sets_the_same(earlier, later) {
        return None;
    }
    if !edits_the_same(earlier, later) {
        return Some(earlier.clone());
    }
    let goes_on = continued(earlier, later);
    // Only which fields they are is read.
    let names = Names::default();
    let fields = wanted(later, &names).into_iter().map(|change| change.field);
    let fields = fields.filter(|field| !goes_on.contains(field));
    without_fields(earlier, &fields.collect())
}

/// The fields of one thing in which the later command starts from what the earlier one wants.
fn continued(earlier: &Command, later: &Command) -> BTreeSet<String> {
    use Command as C;
    match (earlier, later) {
        (C::UpdateOrganization { edits: one }, C::UpdateOrganization { edits: other }) => {
            chained::<crate::organization::Organization, _>(one, other)
        }
        (
            C::UpdateSsoConnection { edits: one, .. },
            C::UpdateSsoConnection { edits: other, .. },
        ) => chained::<crate::organization::SsoConnection, _>(one, other),
        (C::UpdateWorkspace { edits: one, .. }, C::UpdateWorkspace { edits: other, .. }) => {
            chained::<crate::workspace::Workspace, _>(one, other)
        }
        (C::UpdateCluster { edits: one, .. }, C::UpdateCluster { edits: other, .. }) => {
            chained::<crate::cluster::Cluster, _>(one, other)
        }
        (C::ReportCluster { edits: one, .. }, C::ReportCluster { edits: other, .. }) => {
            chained::<crate::cluster::Cluster, _>(one, other)
        }
        (C::UpdateDeployment { edits: one, .. }, C::UpdateDeployment { edits: other, .. }) => {
            chained::<crate::deployment::Deployment, _>(one, other)
        }
        (C::UpdateDeploy { edits: one, .. }, C::UpdateDeploy { edits: other, .. }) => {
            chained::<crate::deploy::Deploy, _>(one, other)
        }
        (
            C::UpdateEnvironmentObject { edits: one, .. },
            C::UpdateEnvironmentObject { edits: other, .. },
        ) => chained::<crate::environment_object::EnvironmentObject, _>(one, other),
        (
            C::UpdateNotificationChannel { edits: one, .. },
            C::UpdateNotificationChannel { edits: other, .. },
        ) => chained::<crate::notification_channel::NotificationChannel, _>(one, other),
        (C::UpdateAlert { edits: one, .. }, C::UpdateAlert { edits: other, .. }) => {
            chained::<crate::alert::Alert, _>(one, other)
        }
        (C::UpdateUser { edits: one, .. }, C::UpdateUser { edits: other, .. }) => {
            chained::<crate::user::User, _>(one, other)
        }
        (C::UpdateTeam { edits: one, .. }, C::UpdateTeam { edits: other, .. }) => {
            chained::<crate::team::Team, _>(one, other)
        }
        (C::UpdateCustomRole { edits: one, .. }, C::UpdateCustomRole { edits: other, .. }) => {
            chained::<crate::custom_role::CustomRole, _>(one, other)
        }
        (C::UpdateApiToken { edits: one, .. }, C::UpdateApiToken { edits: other, .. }) => {
            chained::<crate::api_token::ApiToken, _>(one, other)
        }
        (
            C::ChangeEnvironmentVariables { changes: one, .. },
            C::ChangeEnvironmentVariables { changes: other, .. },
        ) => {
            let goes_on = |change: &&VariableChange| {
                let mut one = one.iter();
                one.any(|it| it.key == change.key && it.value == change.base)
            };
            let other = other.iter().filter(goes_on);
            other.map(|change| variable_field(&change.key)).collect()
        }
        _ => BTreeSet::new(),
    }
}

fn chained<T: Edited<F>, F: Clone + PartialEq>(
    earlier: &[Edit<F>],
    later: &[Edit<F>],
) -> BTreeSet<String> {
    let wants = |base: &F| {
        let mut earlier = earlier.iter();
        earlier.any(|edit| T::tidied(edit.value.clone()) == *base)
    };
    let later = later.iter().filter(|edit| wants(&edit.base));
    later
        .map(|edit| T::name_of(&edit.value).to_owned())
        .collect()
}

/// A command without its edits of these fields, by their names in the API; nothing where none is left.
#[must_use]
pub fn without_fields(command: &Command, fields: &BTreeSet<String>) -> Option<Command> {
    let mut command = command.clone();
    let is_left = match &mut command {
        Command::UpdateOrganization { edits } => {
            keep::<crate::organization::Organization, _>(edits, fields)
        }
        Command::UpdateSsoConnection { edits, .. } => {
            keep::<crate::organization::SsoConnection, _>(edits, fields)
        }
        Command::UpdateWorkspace { edits, .. } => {
            keep::<crate::workspace::Workspace, _>(edits, fields)
        }
        Command::UpdateCluster { edits, .. } => keep::<crate::cluster::Cluster, _>(edits, fields),
        Command::ReportCluster { edits, .. } => keep::<crate::cluster::Cluster, _>(edits, fields),
        Command::UpdateDeployment { edits, .. } => {
            keep::<crate::deployment::Deployment, _>(edits, fields)
        }
        Command::UpdateDeploy { edits, .. } => keep::<crate::deploy::Deploy, _>(edits, fields),
        Command::UpdateEnvironmentObject { edits, .. } => {
            keep::<crate::environment_object::EnvironmentObject, _>(edits, fields)
        }
        Command::UpdateNotificationChannel { edits, .. } => {
            keep::<crate::notification_channel::NotificationChannel, _>(edits, fields)
        }
        Command::UpdateAlert { edits, .. } => keep::<crate::alert::Alert, _>(edits, fields),
        Command::UpdateUser { edits, .. } => keep::<crate::user::User, _>(edits, fields),
        Command::UpdateTeam { edits, .. } => keep::<crate::team::Team, _>(edits, fields),
        Command::UpdateCustomRole { edits, .. } => {
            keep::<crate::custom_role::CustomRole, _>(edits, fields)
        }
        Command::UpdateApiToken { edits, .. } => {
            keep::<crate::api_token::ApiToken, _>(edits, fields)
        }
        Command::ChangeEnvironmentVariables { changes, .. } => {
            changes.retain(|change| !fields.contains(&variable_field(&change.key)));
            !changes.is_empty()
        }
        _ => true,
    };
    is_left.then_some(command)
}

fn keep<T: Edited<F>, F>(edits: &mut Vec<Edit<F>>, fields: &BTreeSet<String>) -> bool {
    edits.retain(|edit| !fields.contains(T::name_of(&edit.value)));
    !edits.is_empty()
}
