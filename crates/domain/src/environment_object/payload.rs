//! What an environment object holds, by kind (EO-3 to EO-6, EO-9, EO-11, EO-16).

use serde::{Deserialize, Serialize};

use super::{Connection, MetricsExport};
use crate::deployment::{VariableValue, problem_of_variable_value};
use crate::edit::Value;
use crate::names::Names;
use crate::policy::EnvironmentObjectType;
use crate::validation::Checks;
use crate::{Problem, SecretId};

/// What an object holds, or in a link's overrides what is different there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Payload {
    /// A connection.
    Connection(Connection),
    /// An Airflow variable.
    AirflowVariable(VariableValue),
    /// An environment variable.
    EnvironmentVariable(VariableValue),
    /// A metrics export.
    MetricsExport(MetricsExport),
}

/// What somebody gave: one payload of the right kind, it is hoped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PayloadDraft {
    /// A connection.
    pub connection: Option<Connection>,
    /// An Airflow variable.
    pub airflow_variable: Option<VariableValue>,
    /// An environment variable.
    pub environment_variable: Option<VariableValue>,
    /// A metrics export.
    pub metrics_export: Option<MetricsExport>,
}

/// One field of what an object holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// As a person reads it.
    Text(String),
    /// A sealed secret.
    Secret(SecretId),
}

impl Part {
    /// A text, unless there is none.
    pub(super) fn text(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self::Text(text.to_owned()))
    }

    /// Those that there are.
    pub(super) fn given<const N: usize>(
        parts: [(&'static str, Option<Self>); N],
    ) -> Vec<(&'static str, Self)> {
        let parts = parts.into_iter();
        parts
            .filter_map(|(name, part)| Some((name, part?)))
            .collect()
    }
}

impl From<Payload> for PayloadDraft {
    fn from(payload: Payload) -> Self {
        let mut draft = Self::default();
        match payload {
            Payload::Connection(it) => draft.connection = Some(it),
            Payload::AirflowVariable(it) => draft.airflow_variable = Some(it),
            Payload::EnvironmentVariable(it) => draft.environment_variable = Some(it),
            Payload::MetricsExport(it) => draft.metrics_export = Some(it),
        }
        draft
    }
}

impl PayloadDraft {
    /// The payload of this kind, tidied; absent when it was not given. Others are refused (EO-3).
    pub(super) fn of_type(
        &self,
        checks: &mut Checks,
        path: &str,
        object_type: EnvironmentObjectType,
    ) -> Option<Payload> {
        let given = [
            self.connection.clone().map(Payload::Connection),
            self.airflow_variable.clone().map(Payload::AirflowVariable),
            self.environment_variable
                .clone()
                .map(Payload::EnvironmentVariable),
            self.metrics_export.clone().map(Payload::MetricsExport),
        ];
        let mut own = None;
        for payload in given.into_iter().flatten() {
            if payload.object_type() == object_type {
                own = Some(payload.tidy());
            } else {
                checks.add(payload.of_another_type(path, object_type));
            }
        }
        own
    }
}

impl Payload {
    /// Its kind.
    #[must_use]
    pub const fn object_type(&self) -> EnvironmentObjectType {
        match self {
            Self::Connection(_) => EnvironmentObjectType::Connection,
            Self::AirflowVariable(_) => EnvironmentObjectType::AirflowVariable,
            Self::EnvironmentVariable(_) => EnvironmentObjectType::EnvironmentVariable,
            Self::MetricsExport(_) => EnvironmentObjectType::MetricsExport,
        }
    }

    /// The API's name of the payload of a kind.
    pub(super) const fn name_of(object_type: EnvironmentObjectType) -> &'static str {
        match object_type {
            EnvironmentObjectType::Connection => "connection",
            EnvironmentObjectType::AirflowVariable => "airflowVariable",
            EnvironmentObjectType::EnvironmentVariable => "environmentVariable",
            EnvironmentObjectType::MetricsExport => "metricsExport",
        }
    }

    /// EO-3.
    pub(super) fn of_another_type(&self, path: &str, wanted: EnvironmentObjectType) -> Problem {
        let name = Self::name_of(self.object_type());
        let wanted = wanted.api();
        Problem::new(
            format!("{path}{name}"),
            "other-payload",
            format!("{name} does not fit the objectType {wanted}"),
            format!("Leave it out, or choose another objectType than {wanted}."),
        )
        .limit(wanted)
    }

    /// The sealed secrets in it.
    #[must_use]
    pub fn secrets(&self) -> Vec<SecretId> {
        let secrets = match self {
            Self::Connection(it) => [it.password, None],
            Self::MetricsExport(it) => [it.basic_token, it.password],
            Self::AirflowVariable(it) | Self::EnvironmentVariable(it) => match it {
                VariableValue::Secret(id) => [*id, None],
                VariableValue::Plain(_) => [None, None],
            },
        };
        secrets.into_iter().flatten().collect()
    }

    /// The API's names of the fields that hold a value, hidden ones included.
    #[must_use]
    pub fn set_fields(&self) -> Vec<&'static str> {
        let parts = self.parts().into_iter();
        parts.map(|(name, _)| name).collect()
    }

    /// Each field that holds a value, by its name in the API.
    pub(crate) fn parts(&self) -> Vec<(&'static str, Part)> {
        match self {
            Self::Connection(it) => it.parts(),
            Self::MetricsExport(it) => it.parts(),
            Self::AirflowVariable(it) | Self::EnvironmentVariable(it) => {
                let value = match it {
                    VariableValue::Plain(text) => Part::text(text),
                    VariableValue::Secret(secret) => secret.map(Part::Secret),
                };
                Part::given([("value", value)])
            }
        }
    }

    /// The API's name of it.
    pub(crate) const fn name(&self) -> &'static str {
        Self::name_of(self.object_type())
    }

    /// The same in words.
    pub(crate) fn told_fields(&self) -> String {
        let told: Vec<&str> = self.set_fields().into_iter().map(told).collect();
        told.join(", ")
    }

    /// Whether a variable is secret; connections and exports hide only some fields.
    #[must_use]
    pub const fn is_secret(&self) -> bool {
        match self {
            Self::AirflowVariable(it) | Self::EnvironmentVariable(it) => it.is_secret(),
            Self::Connection(_) | Self::MetricsExport(_) => false,
        }
    }

    /// The same with what `over` sets in place of it; another kind changes nothing (EO-18).
    #[must_use]
    pub fn overlaid(&self, over: &Self) -> Self {
        match (self, over) {
            (Self::Connection(own), Self::Connection(over)) => Self::Connection(own.overlaid(over)),
            (Self::MetricsExport(own), Self::MetricsExport(over)) => {
                Self::MetricsExport(own.overlaid(over))
            }
            (Self::AirflowVariable(_), Self::AirflowVariable(value))
            | (Self::EnvironmentVariable(_), Self::EnvironmentVariable(value))
                if has_value(value) =>
            {
                over.clone()
            }
            _ => self.clone(),
        }
    }

    /// The same with the secrets of `stored` where none are given anew (EO-11).
    #[must_use]
    pub(super) fn keeping_secrets_of(self, stored: &Self) -> Self {
        match (self, stored) {
            (Self::Connection(mut it), Self::Connection(stored)) => {
                it.password = it.password.or(stored.password);
                Self::Connection(it)
            }
            (Self::MetricsExport(mut it), Self::MetricsExport(stored)) => {
                it.basic_token = it.basic_token.or(stored.basic_token);
                it.password = it.password.or(stored.password);
                Self::MetricsExport(it)
            }
            (
                Self::AirflowVariable(VariableValue::Secret(None)),
                Self::AirflowVariable(VariableValue::Secret(_)),
            )
            | (
                Self::EnvironmentVariable(VariableValue::Secret(None)),
                Self::EnvironmentVariable(VariableValue::Secret(_)),
            ) => stored.clone(),
            (other, _) => other,
        }
    }

    /// Checks what the object of this key holds (`path` is empty), or what overrides say.
    pub(super) fn check(&self, checks: &mut Checks, key: &str, path: &str, is_override: bool) {
        let path = format!("{path}{}", Self::name_of(self.object_type()));
        // It ends up among the variables of Deployments, so it keeps to their limit.
        if let Self::EnvironmentVariable(VariableValue::Plain(text)) = self {
            problem_of_variable_value(&format!("{path}.value"), key, text)
                .into_iter()
                .for_each(|problem| checks.add(problem));
        }
        match self {
            Self::Connection(it) => it.check(checks, &path, is_override),
            Self::MetricsExport(it) => it.check(checks, &path, is_override),
            Self::AirflowVariable(it) | Self::EnvironmentVariable(it) => {
                // EO-4. A hidden value reads as an empty one, so an empty one is none.
                checks.ensure(is_override || has_value(it), || {
                    let path = format!("{path}.value");
                    Problem::new(&path, "empty", format!("{path} is empty"), "Enter a value.")
                });
            }
        }
    }
}

const fn has_value(value: &VariableValue) -> bool {
    match value {
        VariableValue::Plain(text) => !text.is_empty(),
        VariableValue::Secret(id) => id.is_some(),
    }
}

/// A field of a payload in words.
fn told(name: &'static str) -> &'static str {
    match name {
        "authTypeId" | "authType" => "way of signing in",
        "exporterType" => "format",
        "basicToken" => "token",
        "username" => "user name",
        "sigV4AssumeArn" => "AWS role",
        "sigV4StsRegion" => "region of the AWS role",
        other => other,
    }
}

impl Value for Payload {
    fn shown(&self, _: &Names<'_>) -> String {
        let fields = || self.told_fields();
        match self {
            Self::AirflowVariable(VariableValue::Plain(text))
            | Self::EnvironmentVariable(VariableValue::Plain(text)) => text.clone(),
            Self::AirflowVariable(VariableValue::Secret(_))
            | Self::EnvironmentVariable(VariableValue::Secret(_)) => "a secret".to_owned(),
            Self::Connection(it) => {
                let place = [it.host.as_str(), it.schema.as_str()].join(" ");
                format!("{} {} with {}", it.connection_type, place.trim(), fields())
            }
            Self::MetricsExport(it) => format!("to {} with {}", it.endpoint, fields()),
        }
    }

    fn tidy(self) -> Self {
        match self {
            Self::Connection(it) => Self::Connection(it.tidy()),
            Self::MetricsExport(it) => Self::MetricsExport(it.tidy()),
            // Blanks in a value may be meant.
            variable => variable,
        }
    }
}
