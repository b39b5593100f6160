//! Which secrets a plan brings in. Only references are here; whoever applies the plan has the texts or supplies them.

use std::collections::BTreeSet;

use crate::deployment::{Deployment, VariableValue};
use crate::environment_object::EnvironmentObject;
use crate::notification_channel::NotificationChannel;
use crate::state::Changed;
use crate::{ResourceKind, SecretId, State};

/// A secret that has to be sealed before the plan can be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedSecret {
    /// Its reference.
    pub id: SecretId,
    /// What it is part of.
    pub kind: ResourceKind,
    /// The name of that.
    pub name: String,
    /// Which variable; absent where the thing has one place for it.
    pub key: Option<String>,
}

/// The secrets that `after` refers to and `before` does not, by what they are part of.
#[must_use]
pub fn new_secrets(before: &State, after: &State) -> Vec<PlannedSecret> {
    let mut found = Vec::new();
    for changed in before.changed_deployments(after) {
        found.extend(only_new(&changed, of_variables));
    }
    for changed in before.changed_environment_objects(after) {
        found.extend(only_new(&changed, of_object));
    }
    for changed in before.changed_notification_channels(after) {
        found.extend(only_new(&changed, of_channel));
    }
    found
}

fn only_new<T>(
    changed: &Changed<'_, T>,
    secrets: impl Fn(&T) -> Vec<PlannedSecret>,
) -> Vec<PlannedSecret> {
    let of = |side: Option<&T>| side.map(&secrets).unwrap_or_default();
    let known: BTreeSet<SecretId> = of(changed.before).iter().map(|secret| secret.id).collect();
    let mut new = of(changed.after);
    new.retain(|secret| !known.contains(&secret.id));
    new
}

fn of_variables(deployment: &Deployment) -> Vec<PlannedSecret> {
    let variables = deployment.environment_variables.iter();
    variables
        .filter_map(|variable| match variable.value {
            VariableValue::Secret(Some(id)) => Some(PlannedSecret {
                id,
                kind: ResourceKind::Deployment,
                name: deployment.name.clone(),
                key: Some(variable.key.clone()),
            }),
            VariableValue::Secret(None) | VariableValue::Plain(_) => None,
        })
        .collect()
}

fn of_object(object: &EnvironmentObject) -> Vec<PlannedSecret> {
    let secrets = object.secrets().into_iter();
    secrets
        .map(|id| PlannedSecret {
            id,
            kind: ResourceKind::EnvironmentObject,
            name: object.object_key.clone(),
            key: None,
        })
        .collect()
}

fn of_channel(channel: &NotificationChannel) -> Vec<PlannedSecret> {
    let secret = channel.definition.secret().into_iter();
    secret
        .map(|id| PlannedSecret {
            id,
            kind: ResourceKind::NotificationChannel,
            name: channel.name.clone(),
            key: None,
        })
        .collect()
}
