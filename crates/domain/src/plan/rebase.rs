//! Commands whose base has moved on: what each field wanted, and the same command over what is stored now. Nothing is
//! decided here; a command that was brought up to date goes through `decide` like any other.

use std::collections::BTreeMap;

use super::diff::FieldChange;
use crate::deployment::{Deployment, VariableChange, VariableValue};
use crate::edit::{Edit, Edited};
use crate::{Command, Names, State};

/// Whose value a field in conflict gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// What the plan wants.
    Mine,
    /// What is stored now.
    Theirs,
}

/// The fields that a command wants to change, from what its author saw; nothing where it changes no fields.
#[must_use]
pub fn wanted(command: &Command, names: &Names<'_>) -> Vec<FieldChange> {
    match command {
        Command::UpdateOrganization { edits } => {
            told::<crate::organization::Organization, _>(edits, names)
        }
        Command::UpdateSsoConnection { edits, .. } => {
            told::<crate::organization::SsoConnection, _>(edits, names)
        }
        Command::UpdateWorkspace { edits, .. } => {
            told::<crate::workspace::Workspace, _>(edits, names)
        }
        Command::UpdateCluster { edits, .. } => told::<crate::cluster::Cluster, _>(edits, names),
        Command::ReportCluster { edits, .. } => told::<crate::cluster::Cluster, _>(edits, names),
        Command::UpdateDeployment { edits, .. } => told::<Deployment, _>(edits, names),
        Command::UpdateDeploy { edits, .. } => told::<crate::deploy::Deploy, _>(edits, names),
        Command::UpdateEnvironmentObject { edits, .. } => {
            told::<crate::environment_object::EnvironmentObject, _>(edits, names)
        }
        Command::UpdateNotificationChannel { edits, .. } => {
            told::<crate::notification_channel::NotificationChannel, _>(edits, names)
        }
        Command::UpdateAlert { edits, .. } => told::<crate::alert::Alert, _>(edits, names),
        Command::UpdateUser { edits, .. } => told::<crate::user::User, _>(edits, names),
        Command::UpdateTeam { edits, .. } => told::<crate::team::Team, _>(edits, names),
        Command::UpdateCustomRole { edits, .. } => {
            told::<crate::custom_role::CustomRole, _>(edits, names)
        }
        Command::UpdateApiToken { edits, .. } => {
            told::<crate::api_token::ApiToken, _>(edits, names)
        }
        Command::ChangeEnvironmentVariables { changes, .. } => {
            changes.iter().map(variable).collect()
        }
        _ => Vec::new(),
    }
}

fn told<T: Edited<F>, F>(edits: &[Edit<F>], names: &Names<'_>) -> Vec<FieldChange> {
    let edits = edits.iter();
    edits
        .map(|edit| FieldChange {
            field: T::name_of(&edit.value).to_owned(),
            before: Some(T::shown(&edit.base, names)),
            after: Some(T::shown(&edit.value, names)),
            was_secret: false,
            is_secret: false,
        })
        .collect()
}

fn variable(change: &VariableChange) -> FieldChange {
    let text = |value: &VariableValue| match value {
        VariableValue::Plain(text) => text.clone(),
        VariableValue::Secret(_) => "secret".to_owned(),
    };
    let is_secret = |value: &VariableValue| matches!(value, VariableValue::Secret(_));
    FieldChange {
        field: variable_field(&change.key),
        before: change.base.as_ref().map(text),
        after: change.value.as_ref().map(text),
        was_secret: change.base.as_ref().is_some_and(is_secret),
        is_secret: change.value.as_ref().is_some_and(is_secret),
    }
}

/// What one environment variable is called among the fields of its Deployment.
pub(super) fn variable_field(key: &str) -> String {
    format!("environmentVariables[{key}]")
}

/// The command with what is stored now as what its author saw; nothing where nothing of it is left, because the
/// stored values are kept or the thing is gone.
#[must_use]
pub fn brought_up_to(state: &State, command: &Command, keep: Keep) -> Option<Command> {
    let mut command = command.clone();
    let left = match &mut command {
        Command::UpdateOrganization { edits } => onto(state.organization()?, edits, keep),
        Command::UpdateSsoConnection { id, edits } => {
            let connection = state.organization()?.sso_connections.get(id)?;
            onto(connection, edits, keep)
        }
        Command::UpdateWorkspace { id, edits } => onto(state.workspace(*id)?, edits, keep),
        Command::UpdateCluster { id, edits } => onto(state.cluster(*id)?, edits, keep),
        Command::ReportCluster { id, edits } => onto(state.cluster(*id)?, edits, keep),
        Command::UpdateDeployment { id, edits } => onto(state.deployment(*id)?, edits, keep),
        Command::UpdateDeploy { id, edits } => onto(state.deploy(*id)?, edits, keep),
        Command::UpdateEnvironmentObject { id, edits } => {
            onto(state.environment_object(*id)?, edits, keep)
        }
        Command::UpdateNotificationChannel { id, edits } => {
            onto(state.notification_channel(*id)?, edits, keep)
        }
        Command::UpdateAlert { id, edits } => onto(state.alert(*id)?, edits, keep),
        Command::UpdateUser { id, edits } => onto(state.user(*id)?, edits, keep),
        Command::UpdateTeam { id, edits } => onto(state.team(*id)?, edits, keep),
        Command::UpdateCustomRole { id, edits } => onto(state.custom_role(*id)?, edits, keep),
        Command::UpdateApiToken { id, edits, .. } => onto(state.api_token(*id)?, edits, keep),
        Command::ChangeEnvironmentVariables { id, changes } => {
            variables(state.deployment(*id)?, changes, keep)
        }
        Command::SetLogForwarding { id, base, value } => {
            let now = state.deployment(*id)?.log_forwarding.clone();
            let has_moved = now != *base && now != *value;
            *base = now;
            !has_moved || keep == Keep::Mine
        }
        Command::SetRateCard { base_version, .. } => {
            let now = state.organization()?.rate_card_version;
            let has_moved = now != *base_version;
            *base_version = now;
            !has_moved || keep == Keep::Mine
        }
        _ => true,
    };
    left.then_some(command)
}

/// Whether edits are left.
fn onto<T: Edited<F>, F: Clone + PartialEq>(
    owner: &T,
    edits: &mut Vec<Edit<F>>,
    keep: Keep,
) -> bool {
    edits.retain_mut(|edit| {
        let now = owner.field_like(&edit.base);
        let has_moved = now != edit.base && now != edit.value;
        edit.base = now;
        !has_moved || keep == Keep::Mine
    });
    !edits.is_empty()
}

fn variables(deployment: &Deployment, changes: &mut Vec<VariableChange>, keep: Keep) -> bool {
    let there = deployment.environment_variables.iter();
    let there: BTreeMap<&str, _> = there.map(|it| (it.key.as_str(), &it.value)).collect();
    changes.retain_mut(|change| {
        let now = there.get(change.key.as_str()).copied().cloned();
        let has_moved = now != change.base && now != change.value;
        change.base = now;
        !has_moved || keep == Keep::Mine
    });
    !changes.is_empty()
}
