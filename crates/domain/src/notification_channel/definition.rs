//! What a channel leads to, with the fields that each type needs (NCH-1).

use serde::{Deserialize, Serialize};

use crate::edit::Value;
use crate::names::Names;
use crate::validation::Checks;
use crate::words::words;
use crate::{DeploymentId, Problem, SecretId};

words! {
    /// How a channel reaches people (NCH-1).
    ChannelType {
        /// By mail.
        Email = "EMAIL", "E-mail";
        /// Into a Slack channel.
        Slack = "SLACK", "Slack";
        /// As a PagerDuty incident.
        Pagerduty = "PAGERDUTY", "PagerDuty";
        /// As an Opsgenie alert.
        Opsgenie = "OPSGENIE", "Opsgenie";
        /// By running a DAG.
        DagTrigger = "DAG_TRIGGER", "DAG trigger";
    }
}

/// What a channel of each type needs. Credentials are references to sealed secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChannelDefinition {
    /// Mail to these addresses.
    #[serde(rename_all = "camelCase")]
    Email {
        /// At least one (NCH-3).
        recipients: Vec<String>,
    },
    /// A message through a webhook, whose address is the credential.
    #[serde(rename_all = "camelCase")]
    Slack {
        /// The address.
        webhook_url: Option<SecretId>,
    },
    /// An incident.
    #[serde(rename_all = "camelCase")]
    Pagerduty {
        /// The credential.
        integration_key: Option<SecretId>,
    },
    /// An alert.
    #[serde(rename_all = "camelCase")]
    Opsgenie {
        /// The credential.
        api_key: Option<SecretId>,
    },
    /// A run of a DAG.
    #[serde(rename_all = "camelCase")]
    DagTrigger {
        /// Which DAG.
        dag_id: String,
        /// In which Deployment.
        deployment_id: Option<DeploymentId>,
        /// The credential.
        deployment_api_token: Option<SecretId>,
    },
}

/// The fields of a definition as somebody gave them, whatever the type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DefinitionDraft {
    /// Addresses of mail.
    pub recipients: Vec<String>,
    /// Slack's address.
    pub webhook_url: Option<SecretId>,
    /// PagerDuty's credential.
    pub integration_key: Option<SecretId>,
    /// Opsgenie's credential.
    pub api_key: Option<SecretId>,
    /// The DAG to run.
    pub dag_id: String,
    /// The Deployment to run it in.
    pub deployment_id: Option<DeploymentId>,
    /// The token to run it with.
    pub deployment_api_token: Option<SecretId>,
}

impl DefinitionDraft {
    /// The fields that a channel of this type has; the rest is left out.
    #[must_use]
    pub fn of_type(self, channel_type: ChannelType) -> ChannelDefinition {
        match channel_type {
            ChannelType::Email => ChannelDefinition::Email {
                recipients: self.recipients,
            },
            ChannelType::Slack => ChannelDefinition::Slack {
                webhook_url: self.webhook_url,
            },
            ChannelType::Pagerduty => ChannelDefinition::Pagerduty {
                integration_key: self.integration_key,
            },
            ChannelType::Opsgenie => ChannelDefinition::Opsgenie {
                api_key: self.api_key,
            },
            ChannelType::DagTrigger => ChannelDefinition::DagTrigger {
                dag_id: self.dag_id,
                deployment_id: self.deployment_id,
                deployment_api_token: self.deployment_api_token,
            },
        }
    }
}

impl ChannelDefinition {
    /// Its type.
    #[must_use]
    pub const fn channel_type(&self) -> ChannelType {
        match self {
            Self::Email { .. } => ChannelType::Email,
            Self::Slack { .. } => ChannelType::Slack,
            Self::Pagerduty { .. } => ChannelType::Pagerduty,
            Self::Opsgenie { .. } => ChannelType::Opsgenie,
            Self::DagTrigger { .. } => ChannelType::DagTrigger,
        }
    }

    /// The sealed secret in it.
    #[must_use]
    pub const fn secret(&self) -> Option<SecretId> {
        match self {
            Self::Email { .. } => None,
            Self::Slack { webhook_url } => *webhook_url,
            Self::Pagerduty { integration_key } => *integration_key,
            Self::Opsgenie { api_key } => *api_key,
            Self::DagTrigger {
                deployment_api_token,
                ..
            } => *deployment_api_token,
        }
    }

    /// The same with the credential of `stored` where none is given anew: nobody types a credential twice to
    /// change something beside it.
    #[must_use]
    pub(super) fn keeping_secret_of(mut self, stored: &Self) -> Self {
        let kept = stored.secret();
        if self.channel_type() == stored.channel_type() && self.secret().is_none() {
            match &mut self {
                Self::Email { .. } => {}
                Self::Slack { webhook_url } => *webhook_url = kept,
                Self::Pagerduty { integration_key } => *integration_key = kept,
                Self::Opsgenie { api_key } => *api_key = kept,
                Self::DagTrigger {
                    deployment_api_token,
                    ..
                } => *deployment_api_token = kept,
            }
        }
        self
    }

    /// The API's names of the fields that hold nothing though they have to.
    fn missing(&self) -> Vec<&'static str> {
        let fields: &[(&'static str, bool)] = match self {
            // NCH-3 says it better.
            Self::Email { .. } => &[],
            Self::Slack { webhook_url } => &[("webhookUrl", webhook_url.is_none())],
            Self::Pagerduty { integration_key } => &[("integrationKey", integration_key.is_none())],
            Self::Opsgenie { api_key } => &[("apiKey", api_key.is_none())],
            Self::DagTrigger {
                dag_id,
                deployment_id,
                deployment_api_token,
            } => &[
                ("dagId", dag_id.is_empty()),
                ("deploymentApiToken", deployment_api_token.is_none()),
                ("deploymentId", deployment_id.is_none()),
            ],
        };
        fields
            .iter()
            .filter(|(_, is_missing)| *is_missing)
            .map(|(name, _)| *name)
            .collect()
    }

    /// Checks the fields of its type.
    pub(super) fn check(&self, checks: &mut Checks) {
        let missing = self.missing();
        // NCH-1
        checks.ensure(missing.is_empty(), || {
            Problem::missing("definition", &missing)
        });
        if let Self::Email { recipients } = self {
            // NCH-3
            checks.ensure(!recipients.is_empty(), || {
                Problem::new(
                    "definition.recipients",
                    "empty",
                    "definition.recipients holds no address",
                    "Enter at least one address.",
                )
                .value(0)
                .limit("at least 1")
            });
            for (place, email) in recipients.iter().enumerate() {
                checks.email(&format!("definition.recipients[{place}]"), email);
            }
        }
    }
}

impl Value for ChannelDefinition {
    fn shown(&self, names: &Names<'_>) -> String {
        let label = self.channel_type().label();
        match self {
            Self::Email { recipients } => format!("{label} to {}", recipients.shown(names)),
            Self::DagTrigger {
                dag_id,
                deployment_id: Some(id),
                ..
            } => format!("{label} of {dag_id} in {}", names.deployment(*id)),
            Self::DagTrigger { dag_id, .. } => format!("{label} of {dag_id}"),
            other if other.secret().is_some() => format!("{label} with its credential"),
            _ => format!("{label} without a credential"),
        }
    }

    fn tidy(self) -> Self {
        match self {
            Self::Email { recipients } => Self::Email {
                recipients: recipients.tidy(),
            },
            Self::DagTrigger {
                dag_id,
                deployment_id,
                deployment_api_token,
            } => Self::DagTrigger {
                dag_id: dag_id.tidy(),
                deployment_id,
                deployment_api_token,
            },
            other => other,
        }
    }
}
