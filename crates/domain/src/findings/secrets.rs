//! Plain values that look like secrets. It guesses from names and from the forms of well-known credentials, and says
//! nothing of values that it does not know.

use super::{FindingRule, Fix, Look, Subject};
use crate::deployment::{VariableChange, VariableValue};
use crate::environment_object::{EnvironmentObject, EnvironmentObjectDraft, LinkDraft, Payload};
use crate::{Command, DeploymentId, EnvironmentObjectId, SecretId, State};

/// Parts of names that tell a secret.
const TELLING: &[&str] = &[
    "PASSWORD",
    "PASSWD",
    "SECRET",
    "TOKEN",
    "APIKEY",
    "API_KEY",
    "PRIVATE_KEY",
    "ACCESS_KEY",
    "CREDENTIAL",
    "FERNET_KEY",
];

/// Ends of names that tell where a secret lies, or whose it is, and not what it is.
const HARMLESS_ENDS: &[&str] = &[
    "_URL", "_URI", "_PATH", "_FILE", "_NAME", "_ID", "_TTL", "_EXPIRY", "_TYPE", "_ENABLED",
    "_BACKEND",
];

/// Beginnings of credentials, with how long these are at least.
const BEGINNINGS: &[(&str, usize)] = &[
    ("AKIA", 20),
    ("ASIA", 20),
    ("ghp_", 20),
    ("gho_", 20),
    ("github_pat_", 30),
    ("glpat-", 20),
    ("xoxb-", 20),
    ("xoxp-", 20),
    ("sk-", 24),
    ("sk_live_", 20),
    ("https://hooks.slack.com/services/", 40),
];

/// Why a plain value looks like a secret, in words; nothing when nothing gives it away.
#[must_use]
pub fn gives_away(key: &str, value: &str) -> Option<&'static str> {
    if value.is_empty() {
        return None;
    }
    let starts = |(start, least): &(&str, usize)| value.starts_with(start) && value.len() >= *least;
    if BEGINNINGS.iter().any(starts) || is_json_web_token(value) {
        return Some("its value has the form of a credential");
    }
    if value.contains("-----BEGIN") && value.contains("PRIVATE KEY") {
        return Some("its value is a private key");
    }
    if has_password_in_address(value) {
        return Some("its value is an address with a password");
    }
    let key = key.to_ascii_uppercase();
    let is_harmless = HARMLESS_ENDS.iter().any(|end| key.ends_with(end));
    let is_flag = ["true", "false", "0", "1", "none", "null"]
        .iter()
        .any(|flag| value.eq_ignore_ascii_case(flag));
    let tells = TELLING.iter().any(|part| key.contains(part));
    (tells && !is_harmless && !is_flag).then_some("its name says that it is secret")
}

/// Three parts of base 64, the first of which is a JSON object.
fn is_json_web_token(value: &str) -> bool {
    let is_base_64 = |part: &str| {
        part.len() > 8
            && part
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || b"-_".contains(&it))
    };
    let mut parts = value.split('.');
    value.starts_with("eyJ") && parts.clone().count() == 3 && parts.all(is_base_64)
}

/// `scheme://user:password@host`.
fn has_password_in_address(value: &str) -> bool {
    let Some((_, rest)) = value.split_once("://") else {
        return false;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit_once('@').is_some_and(|(user, _)| {
        user.split_once(':')
            .is_some_and(|(_, password)| !password.is_empty())
    })
}

fn plain(value: &VariableValue) -> Option<&str> {
    match value {
        VariableValue::Plain(text) => Some(text),
        VariableValue::Secret(_) => None,
    }
}

/// The variable in an object, if it is one and plain.
fn plain_of(object: &EnvironmentObject) -> Option<&str> {
    match &object.payload {
        Payload::AirflowVariable(value) | Payload::EnvironmentVariable(value) => plain(value),
        Payload::Connection(_) | Payload::MetricsExport(_) => None,
    }
}

pub(super) fn look(look: &mut Look<'_>) {
    for deployment in look.state.deployments() {
        for variable in &deployment.environment_variables {
            let value = plain(&variable.value).unwrap_or_default();
            if let Some(reason) = gives_away(&variable.key, value) {
                let (key, name) = (&variable.key, &deployment.name);
                let evidence = format!("the variable `{key}` of `{name}` is plain, and {reason}");
                let subject = Subject::Variable(deployment.id, key.clone());
                look.add(FindingRule::PlainSecret, subject, evidence);
            }
        }
    }
    for object in look.state.environment_objects() {
        let value = plain_of(object).unwrap_or_default();
        if let Some(reason) = gives_away(&object.object_key, value) {
            let kind = object.object_type().label();
            let key = &object.object_key;
            let evidence = format!("the {kind} `{key}` is plain, and {reason}");
            let subject = Subject::EnvironmentObject(object.id);
            look.add(FindingRule::PlainSecret, subject, evidence);
        }
    }
}

/// The same variable, secret from now on. The others stay out of it: what is planned for them has nothing to do with it.
pub(super) fn fix_variable(
    state: &State,
    id: DeploymentId,
    key: &str,
    ids: &mut dyn FnMut() -> u128,
) -> Option<Fix> {
    let mut stored = state.deployment(id)?.environment_variables.iter();
    let stored = stored.find(|variable| variable.key == key)?;
    let text = plain(&stored.value)?;
    let secret = SecretId::from_bits(ids());
    let change = VariableChange {
        key: key.to_owned(),
        base: Some(stored.value.clone()),
        value: Some(VariableValue::Secret(Some(secret))),
    };
    Some(Fix {
        seals: vec![(secret, text.to_owned())],
        ..Fix::of(Command::ChangeEnvironmentVariables {
            id,
            changes: vec![change],
        })
    })
}

/// Whether an object is secret is chosen at creation (EO-9), so a secret one takes the place of the plain one.
pub(super) fn fix_object(
    state: &State,
    id: EnvironmentObjectId,
    ids: &mut dyn FnMut() -> u128,
) -> Option<Fix> {
    let object = state.environment_object(id)?;
    let mut fix = Fix::of(Command::DeleteEnvironmentObject { id });
    let mut seal = |payload: &Payload| -> Payload {
        let mut sealed = |value: &VariableValue| match value {
            VariableValue::Plain(text) => {
                let secret = SecretId::from_bits(ids());
                fix.seals.push((secret, text.clone()));
                VariableValue::Secret(Some(secret))
            }
            VariableValue::Secret(_) => value.clone(),
        };
        match payload {
            Payload::AirflowVariable(value) => Payload::AirflowVariable(sealed(value)),
            Payload::EnvironmentVariable(value) => Payload::EnvironmentVariable(sealed(value)),
            other => other.clone(),
        }
    };
    let payload = seal(&object.payload).into();
    let links = object
        .links
        .iter()
        .map(|link| LinkDraft {
            deployment_id: link.deployment_id,
            overrides: link
                .overrides
                .as_ref()
                .map(|overrides| seal(overrides).into())
                .unwrap_or_default(),
        })
        .collect();
    let draft = EnvironmentObjectDraft {
        id: EnvironmentObjectId::from_bits(ids()),
        object_key: object.object_key.clone(),
        object_type: object.object_type().api().to_owned(),
        scope: object.scope,
        description: object.description.clone(),
        payload,
        auto_link_deployments: object.auto_link_deployments,
        links,
        exclude_links: object.exclude_links.clone(),
    };
    fix.commands
        .push(Command::CreateEnvironmentObject(Box::new(draft)));
    Some(fix)
}

#[cfg(test)]
mod tests {
    use super::gives_away;

    #[test]
    fn names_and_values_that_give_themselves_away() {
        for (key, value, is_secret) in [
            ("DB_PASSWORD", "hunter2", true),
            ("db_password", "hunter2", true),
            ("DB_PASSWORD", "", false),
            ("PASSWORD_ENABLED", "yes", false),
            ("USE_SECRETS", "true", false),
            ("TOKEN_URL", "https://login.example/token", false),
            ("TOKEN_URL", "https://me:pw@login.example/token", true),
            ("AWS_SECRET_ACCESS_KEY", "wJalrXUt", true),
            ("PLAIN", "AKIAIOSFODNN7EXAMPLE", true),
            ("PLAIN", "AKIA", false),
            ("PLAIN", "-----BEGIN RSA PRIVATE KEY-----", true),
            ("PLAIN", "eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSMeK", true),
            ("PLAIN", "eyJ.not.one", false),
            ("DB", "postgres://user@db/main", false),
            ("DB", "postgres://user:@db/main", false),
            ("DB", "postgres://user:pw@db/main", true),
            ("LOG_LEVEL", "INFO", false),
            ("KEYBOARD", "qwerty", false),
        ] {
            assert_eq!(gives_away(key, value).is_some(), is_secret, "{key}={value}");
        }
    }
}
