//! The form of a row. An unknown key is refused.

use serde::Deserialize;
use serde_json::{Map, Value};

/// Who enforces what the row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layer {
    /// The core: verdict, message and result count.
    Core,
    /// A client refuses it too: the verdict counts.
    Tf,
    /// A client's reading of a file: the verdict counts.
    Cli,
    /// A server's answer.
    Api,
}

/// One row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "id, rule and note of a row are information")]
pub struct Row {
    pub id: String,
    pub operation: String,
    pub layer: Layer,
    pub input: Map<String, Value>,
    pub expected: String,
    #[serde(default)]
    pub error_contains: Option<String>,
    #[serde(default)]
    pub result: Map<String, Value>,
    #[serde(default)]
    pub rule: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
}

impl Row {
    /// Reads a row.
    pub fn read(value: &Value) -> Result<Self, String> {
        Self::deserialize(value).map_err(|error| error.to_string())
    }
}
