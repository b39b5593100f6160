//! Changes of a part of a Deployment that need not know the rest of it: the override of its hibernation, and
//! single environment variables.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Deployment, DeploymentField};
use super::parts::{EnvironmentVariable, HibernationOverride, HibernationSpec, VariableValue};
use super::rules;
use crate::decide::{Context, Outcome};
use crate::edit::Value;
use crate::policy::{Permission, ResourceRef};
use crate::validation::Checks;
use crate::{DeploymentId, Event, FieldConflict, Rejection, ResourceKind};

/// A new value of one environment variable, with the one that its author saw.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VariableChange {
    /// Its key.
    pub key: String,
    /// What the author saw; nothing where there was none.
    pub base: Option<VariableValue>,
    /// What the author wants; nothing deletes it.
    pub value: Option<VariableValue>,
}

fn stored<'a>(context: &Context<'a>, id: DeploymentId) -> Result<&'a Deployment, Rejection> {
    context.require(Permission::DeploymentUpdate, ResourceRef::Deployment(id))?;
    context.active_organization()?;
    context
        .state
        .deployment(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::Deployment, id))
}

fn check(context: &Context<'_>, before: &Deployment, after: &Deployment) -> Result<(), Rejection> {
    let mut checks = Checks::default();
    let organization = context.organization()?;
    rules::check_step(&mut checks, context, organization, Some(before), after);
    rules::check(&mut checks, context, Some(before), after);
    checks.finish()
}

/// HIB-10, HIB-11: the schedules stay as they are; without an override they decide again.
pub(crate) fn override_hibernation(
    context: &Context<'_>,
    id: DeploymentId,
    by_hand: Option<&HibernationOverride>,
) -> Outcome {
    let before = stored(context, id)?;
    let spec = HibernationSpec {
        override_by_hand: by_hand.cloned(),
        ..before.hibernation.clone().unwrap_or_default()
    };
    let spec = Some(spec).tidy();
    if spec == before.hibernation {
        return Ok(Vec::new());
    }
    let change = DeploymentField::Hibernation(spec);
    let mut after = before.clone();
    after.set(change.clone());
    check(context, before, &after)?;
    Ok(vec![Event::DeploymentEdited {
        id,
        changes: vec![change],
    }])
}

/// ENV-8: a key stays what it is; the variables that are not named stay as they are.
pub(crate) fn change_variables(
    context: &Context<'_>,
    id: DeploymentId,
    changes: &[VariableChange],
) -> Outcome {
    let before = stored(context, id)?;
    let mut conflicts = Vec::new();
    let (mut set, mut removed) = (Vec::new(), Vec::new());
    let there: BTreeMap<&str, &VariableValue> = before
        .environment_variables
        .iter()
        .map(|variable| (variable.key.as_str(), &variable.value))
        .collect();
    for change in changes {
        let key = change.key.trim();
        let now = there.get(key).copied();
        if now == change.value.as_ref() {
            continue;
        }
        if now != change.base.as_ref() {
            conflicts.push(FieldConflict {
                field: "environmentVariables",
                base: shown(key, change.base.as_ref()),
                theirs: shown(key, now),
                yours: shown(key, change.value.as_ref()),
            });
            continue;
        }
        match &change.value {
            Some(value) => set.push(EnvironmentVariable {
                key: key.to_owned(),
                value: value.clone(),
                updated_at: context.env.now,
            }),
            None => removed.push(key.to_owned()),
        }
    }
    if !conflicts.is_empty() {
        return Err(Rejection::Conflict(conflicts));
    }
    if set.is_empty() && removed.is_empty() {
        return Ok(Vec::new());
    }
    let mut after = before.clone();
    after.change_variables(&set, &removed);
    check(context, before, &after)?;
    Ok(vec![Event::EnvironmentVariablesChanged {
        id,
        set,
        removed,
    }])
}

fn shown(key: &str, value: Option<&VariableValue>) -> String {
    match value {
        None => format!("{key} not set"),
        Some(VariableValue::Plain(text)) => format!("{key}={text}"),
        Some(VariableValue::Secret(_)) => format!("{key} (secret)"),
    }
}

impl Deployment {
    /// Sets variables, each in its place or at the end (ENV-13), and removes others.
    pub(crate) fn change_variables(&mut self, set: &[EnvironmentVariable], removed: &[String]) {
        let removed: BTreeSet<&str> = removed.iter().map(String::as_str).collect();
        let mut new: BTreeMap<&str, &EnvironmentVariable> =
            set.iter().map(|it| (it.key.as_str(), it)).collect();
        let variables = &mut self.environment_variables;
        variables.retain(|variable| !removed.contains(variable.key.as_str()));
        for variable in variables.iter_mut() {
            if let Some(new) = new.remove(variable.key.as_str()) {
                *variable = new.clone();
            }
        }
        // What is left was not there; it comes in the order of the list.
        for variable in set {
            if let Some(variable) = new.remove(variable.key.as_str()) {
                variables.push(variable.clone());
            }
        }
    }
}
