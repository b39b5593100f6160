//! Sentences of the core as forms say them: a field's name in the API becomes its label. What stands in back-ticks was
//! typed by somebody and stays, as do the names of permissions.

use planisphere_domain::policy::Permission;

use super::plan::field_in_words;

/// A word or a sentence that begins with a capital letter.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// Bytes as people read them.
#[must_use]
pub fn size_in_words(bytes: f64) -> String {
    const KIB: f64 = 1_024.0;
    if bytes < KIB * KIB {
        format!("{:.0} KiB", (bytes / KIB).ceil())
    } else {
        format!("{:.1} MiB", bytes / KIB / KIB)
    }
}

/// Labels of forms that say more than the name in the API does.
const LABELS: &[(&str, &str)] = &[
    ("allowEnhancedSupportAccess", "Support access"),
    (
        "allowsDeprecatedRuntimes",
        "Allow Runtimes past maintenance",
    ),
    ("apiKey", "API key"),
    ("astroMachine", "Machine"),
    ("authTypeId", "Way of signing in"),
    ("automaticMembership", "People from a mapped domain"),
    ("basicToken", "Token"),
    ("bundleMountPath", "Mount path"),
    ("bundleTarballVersion", "Version of the bundle"),
    ("cicdEnforcedDefault", "Enforce CI/CD"),
    ("clusterId", "Cluster"),
    ("dagDeadline", "Has to have succeeded by"),
    ("dagDurationSeconds", "A DAG run takes longer than"),
    ("dagTarballVersion", "Version of the DAGs"),
    ("daysOfWeek", "On these days"),
    ("defaultClusterId", "Where they run"),
    ("defaultCloudProvider", "Cloud provider"),
    ("defaultRegion", "Region"),
    ("dbInstanceType", "Database machine"),
    ("deploymentApiToken", "API token"),
    ("deploymentId", "Deployment"),
    ("entityId", "Deployment"),
    ("entityType", "What the condition looks at"),
    ("hasAiFeaturesDisabled", "Features that use AI"),
    ("isCicdEnforced", "Enforce CI/CD"),
    (
        "isEnvironmentSecretsFetchingEnabled",
        "Environment secrets fetching",
    ),
    ("lookBackPeriodSeconds", "A success counts for the last"),
    ("maxNodeCount", "The most nodes"),
    ("maxWorkerCount", "Most workers"),
    ("memberIds", "People"),
    ("minWorkerCount", "Fewest workers"),
    ("nodeInstanceType", "Machine of its nodes"),
    ("nodePoolId", "Node pool"),
    ("notificationChannelIds", "Who is told"),
    ("objectKey", "Key"),
    ("objectType", "Kind"),
    ("podEphemeralStorage", "Ephemeral storage"),
    ("remoteUrl", "Repository"),
    ("scopeType", "Scope"),
    ("shouldEnforceDedicatedClusters", "Only dedicated clusters"),
    ("sigV4AssumeArn", "AWS role"),
    ("sigV4StsRegion", "STS region"),
    ("taskDurationSeconds", "A task takes longer than"),
    ("taskPodNodePoolId", "Node pool of task Pods"),
    ("tokenExpiryPeriodInDays", "Ends after"),
    ("webhookUrl", "Webhook address"),
    ("workerConcurrency", "Tasks each"),
];

/// The sentence with labels in place of the names in the API.
#[must_use]
pub fn in_words(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    for (place, part) in text.split('`').enumerate() {
        if place > 0 {
            said.push('`');
        }
        if place % 2 == 1 {
            said.push_str(part);
        } else {
            said.push_str(&labelled(part));
        }
    }
    said
}

fn labelled(text: &str) -> String {
    let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || "._[]".contains(letter);
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_of_name) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|letter| !is_of_name(letter));
        let (word, after) = from.split_at(end.unwrap_or(from.len()));
        // The period of a sentence is no part of a name.
        let name = word.trim_end_matches('.');
        said.push_str(before);
        match label(name) {
            Some(label) => said.push_str(&format!("“{label}”{}", &word[name.len()..])),
            None => said.push_str(word),
        }
        rest = after;
    }
    said.push_str(rest);
    said
}

/// The label of a name in the API; `None` for any other word.
fn label(name: &str) -> Option<String> {
    if !name.split('.').any(is_camel) || Permission::from_name(name).is_some() {
        return None;
    }
    let last = name.rsplit('.').next().unwrap_or(name);
    let field = last.split('[').next().unwrap_or(last);
    let own = LABELS.iter().find(|(api, _)| *api == field);
    Some(own.map_or_else(|| field_in_words(field), |(_, label)| (*label).to_owned()))
}

/// Whether a word is written like `schedulerSize`, and unlike `vCPU`.
fn is_camel(word: &str) -> bool {
    let small = word.find(|letter: char| !letter.is_ascii_lowercase());
    small.is_some_and(|at| {
        at > 1 && word[at..].starts_with(|letter: char| letter.is_ascii_uppercase())
    })
}
