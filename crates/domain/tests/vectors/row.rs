//! The form of a row. An unknown key is refused.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::Failure;

/// One row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "rule and source of a row are information")]
pub struct Row {
    pub id: String,
    pub actor: String,
    pub permission: String,
    pub resource: String,
    #[serde(default)]
    pub args: Map<String, Value>,
    #[serde(default)]
    pub context: Circumstances,
    pub expected: String,
    #[serde(default)]
    pub because: Option<String>,
    #[serde(default)]
    pub basis: Option<String>,
}

/// What holds for one row only.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Circumstances {
    pub tier: Option<String>,
    pub is_scim_enabled: Option<bool>,
    pub sso_enforced: Option<bool>,
    pub environment_secrets_fetching: Option<bool>,
    pub allowed_ip_address_ranges: Option<Vec<String>>,
    pub auth_method: Option<String>,
    pub source_ip: Option<String>,
    pub removed_users: Option<Vec<String>>,
}

impl Row {
    /// Reads a row.
    pub fn read(value: &Value) -> Result<Self, Failure> {
        Self::deserialize(value).map_err(|error| error.to_string())
    }
}
