//! Where a Deployment's metrics are sent (EO-6). Nothing is sent from here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::payload::Part;
use crate::validation::Checks;
use crate::words::words;
use crate::{Problem, SecretId};

words! {
    /// The form in which metrics are sent.
    ExporterType {
        /// Prometheus remote write.
        Prometheus = "PROMETHEUS", "Prometheus";
    }
}

words! {
    /// How the sender signs in.
    MetricsAuth {
        /// By a token in a header.
        AuthToken = "AUTH_TOKEN", "Token";
        /// By user name and password.
        Basic = "BASIC", "User name and password";
        /// As a role of AWS.
        SigV4 = "SIGV4", "AWS role";
    }
}

/// A metrics export, or in a link's overrides the fields that are different there. What is empty is not set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MetricsExport {
    /// Where to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub endpoint: String,
    /// In which form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exporter_type: Option<ExporterType>,
    /// How the sender signs in; absent: not at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_type: Option<MetricsAuth>,
    /// The token, sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basic_token: Option<SecretId>,
    /// The user name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub username: String,
    /// The password, sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<SecretId>,
    /// The role of AWS.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sig_v4_assume_arn: String,
    /// The region that gives out its credentials.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sig_v4_sts_region: String,
    /// Headers of each request.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// Labels of each metric.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
}

impl MetricsExport {
    /// The fields that hold a value, by their names in the API.
    pub(super) fn parts(&self) -> Vec<(&'static str, Part)> {
        let listed = |map: &BTreeMap<String, String>| {
            let entries = map.iter().map(|(key, value)| format!("{key}={value}"));
            Part::text(&entries.collect::<Vec<_>>().join(", "))
        };
        let word = |word: &str| Part::Text(word.to_owned());
        let parts = [
            ("endpoint", Part::text(&self.endpoint)),
            (
                "exporterType",
                self.exporter_type.map(|it| word(it.label())),
            ),
            ("authType", self.auth_type.map(|it| word(it.label()))),
            ("basicToken", self.basic_token.map(Part::Secret)),
            ("username", Part::text(&self.username)),
            ("password", self.password.map(Part::Secret)),
            ("sigV4AssumeArn", Part::text(&self.sig_v4_assume_arn)),
            ("sigV4StsRegion", Part::text(&self.sig_v4_sts_region)),
            ("headers", listed(&self.headers)),
            ("labels", listed(&self.labels)),
        ];
        Part::given(parts)
    }

    /// The same with what `over` sets in place of it.
    pub(super) fn overlaid(&self, over: &Self) -> Self {
        let text = |own: &String, over: &String| {
            let chosen = if over.is_empty() { own } else { over };
            chosen.clone()
        };
        let map = |own: &BTreeMap<String, String>, over: &BTreeMap<String, String>| {
            let chosen = if over.is_empty() { own } else { over };
            chosen.clone()
        };
        Self {
            endpoint: text(&self.endpoint, &over.endpoint),
            exporter_type: over.exporter_type.or(self.exporter_type),
            auth_type: over.auth_type.or(self.auth_type),
            basic_token: over.basic_token.or(self.basic_token),
            username: text(&self.username, &over.username),
            password: over.password.or(self.password),
            sig_v4_assume_arn: text(&self.sig_v4_assume_arn, &over.sig_v4_assume_arn),
            sig_v4_sts_region: text(&self.sig_v4_sts_region, &over.sig_v4_sts_region),
            headers: map(&self.headers, &over.headers),
            labels: map(&self.labels, &over.labels),
        }
    }

    pub(super) fn tidy(mut self) -> Self {
        for text in [
            &mut self.endpoint,
            &mut self.username,
            &mut self.sig_v4_assume_arn,
            &mut self.sig_v4_sts_region,
        ] {
            *text = text.trim().to_owned();
        }
        self
    }

    /// The fields that a way of signing in needs.
    fn needed(&self) -> &'static [&'static str] {
        match self.auth_type {
            None => &[],
            Some(MetricsAuth::AuthToken) => &["basicToken"],
            Some(MetricsAuth::Basic) => &["username", "password"],
            Some(MetricsAuth::SigV4) => &["sigV4AssumeArn", "sigV4StsRegion"],
        }
    }

    /// Checks what is set; overrides need nothing of their own.
    pub(super) fn check(&self, checks: &mut Checks, path: &str, is_override: bool) {
        if !is_override {
            // EO-6, and what cannot work without it.
            let needed = ["endpoint", "exporterType"];
            let given = self.parts();
            let is_there = |name: &&str| given.iter().any(|(given, _)| given == name);
            let missing: Vec<&str> = needed
                .iter()
                .chain(self.needed())
                .copied()
                .filter(|name| !is_there(name))
                .collect();
            checks.ensure(missing.is_empty(), || Problem::missing(path, &missing));
        }
        let is_url = ["https://", "http://"].iter().any(|scheme| {
            self.endpoint
                .strip_prefix(scheme)
                .is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
        });
        checks.ensure(self.endpoint.is_empty() || is_url, || {
            Problem::new(
                format!("{path}.endpoint"),
                "url",
                format!("endpoint is `{}`, which is no address", self.endpoint),
                "Write it like `https://metrics.example.com/write`.",
            )
            .value(&self.endpoint)
        });
    }
}
