//! Sending a Deployment's logs to an outside system. A credential is never stored here: it stands in an environment
//! variable of the Deployment, which is named.

use serde::{Deserialize, Serialize};

use super::Deployment;
use crate::decide::{Context, Outcome};
use crate::edit::Value;
use crate::names::Names;
use crate::policy::{Permission, ResourceRef};
use crate::validation::Checks;
use crate::{DeploymentId, Event, FieldConflict, Problem, Rejection, ResourceKind};

const LONGEST_ENDPOINT: usize = 500;
const LONGEST_VARIABLE: usize = 255;

/// The kind of system that takes logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum LogDestination {
    /// Amazon CloudWatch, by the name of a log group.
    CloudWatch,
    /// Datadog, by the address of its intake.
    Datadog,
    /// Elasticsearch, by its address.
    Elasticsearch,
    /// Splunk, by the address of its collector.
    Splunk,
    /// Anything that takes lines of JSON.
    Http,
}

impl LogDestination {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::CloudWatch,
        Self::Datadog,
        Self::Elasticsearch,
        Self::Splunk,
        Self::Http,
    ];

    /// The stored name.
    #[must_use]
    pub const fn api(self) -> &'static str {
        match self {
            Self::CloudWatch => "CLOUDWATCH",
            Self::Datadog => "DATADOG",
            Self::Elasticsearch => "ELASTICSEARCH",
            Self::Splunk => "SPLUNK",
            Self::Http => "HTTP",
        }
    }

    /// The name on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::CloudWatch => "Amazon CloudWatch",
            Self::Datadog => "Datadog",
            Self::Elasticsearch => "Elasticsearch",
            Self::Splunk => "Splunk",
            Self::Http => "HTTP endpoint",
        }
    }

    /// Whether it is named by an address; otherwise by a log group.
    #[must_use]
    pub const fn takes_address(self) -> bool {
        !matches!(self, Self::CloudWatch)
    }
}

/// Where logs go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LogForwarding {
    /// The kind of system.
    pub destination: LogDestination,
    /// Its address, or a log group.
    pub endpoint: String,
    /// The environment variable that holds the credential; empty where none is needed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub credential_variable: String,
    /// Whether logs go there now.
    pub is_enabled: bool,
}

impl Value for LogForwarding {
    fn shown(&self, _: &Names<'_>) -> String {
        let state = if self.is_enabled { "on" } else { "off" };
        format!("{} {} ({state})", self.destination.label(), self.endpoint)
    }

    fn tidy(self) -> Self {
        Self {
            endpoint: self.endpoint.tidy(),
            credential_variable: self.credential_variable.tidy(),
            ..self
        }
    }
}

impl Deployment {
    /// Whether its logs go somewhere else too.
    #[must_use]
    pub fn forwards_logs(&self) -> bool {
        self.log_forwarding.as_ref().is_some_and(|it| it.is_enabled)
    }
}

pub(crate) fn set_log_forwarding(
    context: &Context<'_>,
    id: DeploymentId,
    base: Option<&LogForwarding>,
    value: Option<&LogForwarding>,
) -> Outcome {
    let resource = ResourceRef::Deployment(id);
    let permission = Permission::DeploymentLogForwardingUpdate;
    // Rule 124: turning it off, or taking it away, is free on every tier.
    if value.is_some_and(|it| it.is_enabled) {
        context.require(permission, resource)?;
    } else {
        context.require_taking_back(permission, resource)?;
    }
    context.active_organization()?;
    let stored = context
        .state
        .deployment(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::Deployment, id))?;
    let now = &stored.log_forwarding;
    let wanted = value.cloned().tidy();
    if *now == wanted {
        return Ok(Vec::new());
    }
    if now.as_ref() != base {
        let names = Names::of(context.state).known_to(context.caller);
        return Err(Rejection::Conflict(vec![FieldConflict {
            field: "logForwarding",
            base: base.cloned().shown(&names),
            theirs: now.shown(&names),
            yours: wanted.shown(&names),
        }]));
    }
    let mut checks = Checks::default();
    if let Some(wanted) = &wanted {
        check(&mut checks, wanted);
    }
    checks.finish()?;
    Ok(vec![Event::LogForwardingSet { id, value: wanted }])
}

fn check(checks: &mut Checks, wanted: &LogForwarding) {
    let endpoint = &wanted.endpoint;
    checks.text(
        "logForwarding.endpoint",
        "the destination",
        endpoint,
        1,
        LONGEST_ENDPOINT,
    );
    let is_odd = |c: char| c.is_whitespace() || c.is_control();
    let is_address = endpoint
        .strip_prefix("https://")
        .is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(is_odd));
    // A name and a password in an address would be a secret in clear.
    let host = endpoint.trim_start_matches("https://").split('/').next();
    let has_secret = host.is_some_and(|host| host.contains('@'));
    let takes_address = wanted.destination.takes_address();
    checks.ensure(
        endpoint.is_empty() || !takes_address || is_address && !has_secret,
        || {
            Problem::new(
                "logForwarding.endpoint",
                "address",
                format!(
                    "`{endpoint}` is no address that {} can have",
                    wanted.destination.label()
                ),
                "Write an address that begins with `https://` and holds no password.",
            )
            .value(endpoint)
            .limit("https://")
        },
    );
    let key = &wanted.credential_variable;
    checks.text(
        "logForwarding.credentialVariable",
        "the variable's key",
        key,
        0,
        LONGEST_VARIABLE,
    );
    let is_key = key
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !key.starts_with(|c: char| c.is_ascii_digit());
    checks.ensure(is_key, || {
        Problem::new(
            "logForwarding.credentialVariable",
            "variable-key",
            format!("`{key}` is no variable key"),
            "Use letters, digits and underscores, no digit first.",
        )
        .value(key)
    });
}
