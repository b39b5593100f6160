//! Airflow connections (EO-5, EO-16, EO-17). Which fields a type uses is Airflow's affair.

use std::collections::BTreeMap;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::payload::Part;
use crate::validation::Checks;
use crate::{Problem, SecretId};

/// The oldest Runtime that takes connections (EO-17).
pub const LEAST_RUNTIME_FOR_CONNECTIONS: &str = "9.3.0";

/// The highest port of TCP.
const HIGHEST_PORT: u32 = 65_535;

/// A connection, or in a link's overrides the fields that are different there. What is empty is not set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    /// The type, such as `postgres` (EO-5).
    #[serde(rename = "type", default, skip_serializing_if = "String::is_empty")]
    pub connection_type: String,
    /// The host.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub host: String,
    /// The port.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<u32>,
    /// The schema or database.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub schema: String,
    /// The login.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub login: String,
    /// The password, sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<SecretId>,
    /// A JSON object as somebody wrote it (EO-16).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub extra: String,
    /// The way of signing in, where a type has several.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub auth_type_id: String,
}

impl Connection {
    /// The fields that hold a value, by their names in the API.
    pub(super) fn parts(&self) -> Vec<(&'static str, Part)> {
        let parts = [
            ("type", Part::text(&self.connection_type)),
            ("host", Part::text(&self.host)),
            ("port", self.port.map(|port| Part::Text(port.to_string()))),
            ("schema", Part::text(&self.schema)),
            ("login", Part::text(&self.login)),
            ("password", self.password.map(Part::Secret)),
            ("extra", Part::text(&self.extra)),
            ("authTypeId", Part::text(&self.auth_type_id)),
        ];
        Part::given(parts)
    }

    /// The same with what `over` sets in place of it.
    pub(super) fn overlaid(&self, over: &Self) -> Self {
        let text = |own: &String, over: &String| {
            let chosen = if over.is_empty() { own } else { over };
            chosen.clone()
        };
        Self {
            connection_type: text(&self.connection_type, &over.connection_type),
            host: text(&self.host, &over.host),
            port: over.port.or(self.port),
            schema: text(&self.schema, &over.schema),
            login: text(&self.login, &over.login),
            password: over.password.or(self.password),
            extra: text(&self.extra, &over.extra),
            auth_type_id: text(&self.auth_type_id, &over.auth_type_id),
        }
    }

    pub(super) fn tidy(mut self) -> Self {
        for text in [
            &mut self.connection_type,
            &mut self.host,
            &mut self.schema,
            &mut self.login,
            &mut self.extra,
            &mut self.auth_type_id,
        ] {
            *text = text.trim().to_owned();
        }
        self
    }

    /// Checks what is set; overrides need no type of their own.
    pub(super) fn check(&self, checks: &mut Checks, path: &str, is_override: bool) {
        // EO-5
        checks.ensure(is_override || !self.connection_type.is_empty(), || {
            let path = format!("{path}.type");
            Problem::new(&path, "empty", format!("{path} is empty"), "Choose a type.").value("")
        });
        if let Some(port) = self.port {
            checks.ensure((1..=HIGHEST_PORT).contains(&port), || {
                let limit = format!("1 to {HIGHEST_PORT}");
                Problem::new(
                    format!("{path}.port"),
                    "out-of-range",
                    format!("port is {port}, allowed are {limit}"),
                    format!("Use {limit}."),
                )
                .value(port)
                .limit(limit)
            });
        }
        // EO-16
        if let Some(reason) = wrong_with_object(&self.extra) {
            checks.add(
                Problem::new(
                    format!("{path}.extra"),
                    "json-object",
                    format!("extra is no JSON object: {reason}"),
                    "Write it like {\"sslmode\": \"require\"}.",
                )
                .value(&self.extra)
                .limit("a JSON object"),
            );
        }
    }
}

/// Why a text is no JSON object; nothing is fine.
fn wrong_with_object(text: &str) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    if !text.starts_with('{') {
        return Some("it does not start with a brace".to_owned());
    }
    serde_json::from_str::<BTreeMap<String, IgnoredAny>>(text)
        .err()
        .map(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::wrong_with_object;

    #[test]
    fn objects_of_json() {
        for (text, holds) in [
            ("", true),
            ("{}", true),
            (r#"{"a": [1, {"b": null}]}"#, true),
            ("[]", false),
            ("null", false),
            ("{", false),
            ("{'a': 1}", false),
            (r#"{"a": 1} x"#, false),
            ("text", false),
        ] {
            assert_eq!(wrong_with_object(text).is_none(), holds, "{text}");
        }
    }
}
