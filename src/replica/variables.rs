//! The environment variables of a Deployment as they would be with what is staged for them, and staging more: all
//! changes of one Deployment are one command in one place of the plan. Whether it is accepted is the preview's business.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use planisphere_domain::catalogue::SystemVariable;
use planisphere_domain::deployment::{EnvironmentVariable, VariableChange, VariableValue};
use planisphere_domain::findings::gives_away;
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{Command, DeploymentId, Timestamp};

use super::{Failure, NewSecret, Opened, Replica, Slot, SortKey, env, sorted_by};

/// What is staged for one variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StagedVariable {
    /// It is new.
    Added,
    /// It gets another value; what was there, as it may be shown.
    Changed {
        /// The value, or that it is a secret.
        was: String,
    },
    /// It goes.
    Deleted,
}

/// One environment variable as it would be. A secret has no value to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableLine {
    /// Its key.
    pub key: String,
    /// Its value; absent for a secret.
    pub value: Option<String>,
    /// Whether a secret holds something.
    pub is_set: bool,
    /// Whether it is stored as a secret, which it stays (ENV-7).
    pub stays_secret: bool,
    /// When it last changed; absent for a new one.
    pub updated_at: Option<Timestamp>,
    /// What is staged for it.
    pub staged: Option<StagedVariable>,
    /// Why its plain value looks like a secret.
    pub looks_secret: Option<&'static str>,
    /// What a filter looks through, in lower case: key and plain value.
    pub search: String,
}

impl VariableLine {
    /// Whether it is a secret.
    #[must_use]
    pub const fn is_secret(&self) -> bool {
        self.value.is_none()
    }

    /// Whether it goes.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        self.staged == Some(StagedVariable::Deleted)
    }
}

/// What somebody wants of a variable.
#[derive(Clone, PartialEq, Eq)]
pub enum VariableWish {
    /// A value that everybody sees who may read the Deployment.
    Plain(String),
    /// A value that is sealed and never shown again.
    Secret(String),
    /// To be gone.
    Deleted,
}

/// What the person who edits the variables of a Deployment starts from.
struct Ground {
    name: String,
    stored: BTreeMap<String, EnvironmentVariable>,
}

impl Replica {
    /// The place of a Deployment's variables in the plan.
    #[must_use]
    pub fn variables_slot(id: DeploymentId) -> Slot {
        Slot::new("environment-variables", id)
    }

    /// The variables of a Deployment with what is staged, by key; none where the person may not read them.
    #[must_use]
    pub fn variable_lines(self, id: DeploymentId) -> Vec<Arc<VariableLine>> {
        let staged = self.staged_anywhere(id);
        let mut staged: BTreeMap<&str, &VariableChange> = staged
            .iter()
            .map(|change| (change.key.as_str(), change))
            .collect();
        let lines = self.read(|opened| {
            let stored = readable(opened, id);
            let mut lines: Vec<Arc<VariableLine>> = stored
                .map(|variable| {
                    let change = staged.remove(variable.key.as_str());
                    Arc::new(line(&variable.key, Some(variable), change))
                })
                .collect();
            lines.extend(
                staged
                    .iter()
                    .filter(|(_, change)| change.value.is_some())
                    .map(|(key, change)| Arc::new(line(key, None, Some(change)))),
            );
            lines
        });
        sorted_by(lines.unwrap_or_default(), false, |line| {
            SortKey::text(&line.key)
        })
    }

    /// What the editor staged for the variables of a Deployment.
    fn staged_variables(self, id: DeploymentId) -> Vec<VariableChange> {
        changes_of(self.staged(&Self::variables_slot(id)))
    }

    /// What is staged for them in whichever part: the fix of a guard rail and a shared plan have parts of their own.
    fn staged_anywhere(self, id: DeploymentId) -> Vec<VariableChange> {
        let changes = Vec::new();
        changes_of(self.staged_like(&Command::ChangeEnvironmentVariables { id, changes }))
    }

    /// Stages wishes for variables of a Deployment, each in place of what was staged for its key. What is so already
    /// is not staged.
    ///
    /// # Errors
    /// Where nothing may be changed, and when the browser gives no random numbers for the references of secrets.
    pub fn stage_variables(
        self,
        id: DeploymentId,
        wishes: Vec<(String, VariableWish)>,
    ) -> Result<(), Failure> {
        self.refuse_while_closed()?;
        let mut secrets = Vec::new();
        let mut values = Vec::new();
        for (key, wish) in wishes {
            let value = match wish {
                VariableWish::Plain(text) => Some(VariableValue::Plain(text)),
                VariableWish::Secret(text) if text.is_empty() => Some(VariableValue::Secret(None)),
                VariableWish::Secret(text) => {
                    let secret = NewSecret::of(text)?;
                    let value = VariableValue::Secret(Some(secret.id()));
                    secrets.push(secret);
                    Some(value)
                }
                VariableWish::Deleted => None,
            };
            values.push((key, value));
        }
        let Some(ground) = self.ground(id) else {
            return Ok(());
        };
        let mut changes: Vec<VariableChange> =
            leptos::prelude::untrack(|| self.staged_variables(id));
        // A wish takes over what another part staged for its key, with the base that its author saw.
        let elsewhere = leptos::prelude::untrack(|| self.staged_anywhere(id));
        let wished: BTreeSet<&str> = values.iter().map(|(key, _)| key.as_str()).collect();
        let own: BTreeSet<String> = changes.iter().map(|change| change.key.clone()).collect();
        let taken: Vec<VariableChange> = elsewhere
            .into_iter()
            .filter(|it| !own.contains(&it.key) && wished.contains(it.key.as_str()))
            .collect();
        let keys: BTreeSet<String> = taken.iter().map(|change| change.key.clone()).collect();
        self.unstage_variables(id, &keys);
        changes.extend(taken);
        let mut places: BTreeMap<String, usize> = changes
            .iter()
            .enumerate()
            .map(|(place, change)| (change.key.clone(), place))
            .collect();
        for (key, value) in values {
            if let Some(change) = places.get(&key).and_then(|place| changes.get_mut(*place)) {
                // What its author saw first stays its base.
                change.value = value;
                continue;
            }
            let base = ground.stored.get(&key).map(|stored| stored.value.clone());
            places.insert(key.clone(), changes.len());
            changes.push(VariableChange { key, base, value });
        }
        changes.retain(|change| change.base != change.value);
        self.put_variables(id, &ground.name, changes, secrets)
    }

    /// Takes what is staged for these keys out of the plan.
    pub fn restore_variables(self, id: DeploymentId, keys: &BTreeSet<String>) {
        self.unstage_variables(id, keys);
    }

    fn unstage_variables(self, id: DeploymentId, keys: &BTreeSet<String>) {
        if keys.is_empty() {
            return;
        }
        let changes = Vec::new();
        let like = Command::ChangeEnvironmentVariables { id, changes };
        let fields = keys
            .iter()
            .map(|key| format!("environmentVariables[{key}]"));
        self.unstage_fields(&like, &fields.collect());
    }

    fn put_variables(
        self,
        id: DeploymentId,
        name: &str,
        changes: Vec<VariableChange>,
        secrets: Vec<NewSecret>,
    ) -> Result<(), Failure> {
        let commands = if changes.is_empty() {
            Vec::new()
        } else {
            vec![Command::ChangeEnvironmentVariables { id, changes }]
        };
        let title = format!("Environment variables of {name}");
        self.stage(Self::variables_slot(id), title, commands, secrets)
    }

    fn ground(self, id: DeploymentId) -> Option<Ground> {
        self.read_untracked(|opened| {
            let name = opened.state.deployment(id)?.name.clone();
            let stored = readable(opened, id)
                .map(|variable| (variable.key.clone(), variable.clone()))
                .collect();
            Some(Ground { name, stored })
        })
        .flatten()
    }

    /// What the system does about a variable, if it is one of its own (ENV-10).
    #[must_use]
    pub fn system_variable(key: &str) -> Option<SystemVariable> {
        env().catalogue.system_variable(key).cloned()
    }

    /// Every variable that the system sets.
    #[must_use]
    pub fn system_variables() -> Vec<SystemVariable> {
        env()
            .catalogue
            .contents()
            .system_environment_variables
            .clone()
    }
}

fn changes_of(commands: Vec<Command>) -> Vec<VariableChange> {
    commands
        .into_iter()
        .flat_map(|command| match command {
            Command::ChangeEnvironmentVariables { changes, .. } => changes,
            _ => Vec::new(),
        })
        .collect()
}

/// The stored variables, for whoever may read the Deployment.
fn readable(opened: &Opened, id: DeploymentId) -> impl Iterator<Item = &EnvironmentVariable> {
    let place = ResourceRef::Deployment(id);
    let deployment = opened
        .state
        .deployment(id)
        .filter(|_| opened.holds_on(Permission::DeploymentGet, &place));
    deployment
        .into_iter()
        .flat_map(|deployment| &deployment.environment_variables)
}

fn line(
    key: &str,
    stored: Option<&EnvironmentVariable>,
    change: Option<&VariableChange>,
) -> VariableLine {
    let was = stored.map(|stored| &stored.value);
    let staged = change.map(|change| match (&change.value, was) {
        (None, _) => StagedVariable::Deleted,
        (Some(_), None) => StagedVariable::Added,
        (Some(_), Some(was)) => StagedVariable::Changed { was: shown(was) },
    });
    // What goes shows what it is until then.
    let value = change.and_then(|change| change.value.as_ref()).or(was);
    let plain = match value {
        Some(VariableValue::Plain(text)) => Some(text.clone()),
        _ => None,
    };
    let text = plain.as_deref().unwrap_or_default();
    VariableLine {
        key: key.to_owned(),
        is_set: !matches!(value, Some(VariableValue::Secret(None))),
        stays_secret: was.is_some_and(VariableValue::is_secret),
        updated_at: stored.map(|stored| stored.updated_at),
        looks_secret: gives_away(key, text).filter(|_| staged != Some(StagedVariable::Deleted)),
        search: format!("{key}\n{text}").to_lowercase(),
        value: plain,
        staged,
    }
}

/// A value as anybody may see it.
fn shown(value: &VariableValue) -> String {
    match value {
        VariableValue::Plain(text) if text.is_empty() => "empty".to_owned(),
        VariableValue::Plain(text) => text.clone(),
        VariableValue::Secret(Some(_)) => "another secret".to_owned(),
        VariableValue::Secret(None) => "not set".to_owned(),
    }
}
