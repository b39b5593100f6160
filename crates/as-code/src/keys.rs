//! The keys of the format, section by section, and what somebody may have meant by another one.

use crate::problem::quoted;

/// A mapping of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Root,
    Deployment,
    Configuration,
    RemoteExecution,
    WorkerQueue,
    EnvironmentVariable,
    HibernationSchedule,
    Metadata,
    HibernationOverride,
}

impl Section {
    /// The sections whose keys are looked through for a misplaced one, the likely ones first.
    const SEARCHED: [Self; 7] = [
        Self::Deployment,
        Self::Configuration,
        Self::RemoteExecution,
        Self::WorkerQueue,
        Self::EnvironmentVariable,
        Self::HibernationSchedule,
        Self::Root,
    ];

    /// Its keys, in the order in which the command line prints them.
    pub(crate) fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Root => &["deployment"],
            Self::Deployment => &[
                "environment_variables",
                "configuration",
                "worker_queues",
                "metadata",
                "alert_emails",
                "hibernation_schedules",
            ],
            Self::Configuration => &[
                "name",
                "description",
                "runtime_version",
                "dag_deploy_enabled",
                "ci_cd_enforcement",
                "scheduler_size",
                "is_high_availability",
                "is_development_mode",
                "executor",
                "scheduler_au",
                "scheduler_count",
                "cluster_name",
                "workspace_name",
                "deployment_type",
                "cloud_provider",
                "region",
                "default_task_pod_cpu",
                "default_task_pod_memory",
                "resource_quota_cpu",
                "resource_quota_memory",
                "default_worker_type",
                "workload_identity",
                "remote_execution",
            ],
            Self::RemoteExecution => &[
                "enabled",
                "allowed_ip_address_ranges",
                "task_log_bucket",
                "task_log_url_pattern",
            ],
            Self::WorkerQueue => &[
                "name",
                "max_worker_count",
                "min_worker_count",
                "worker_concurrency",
                "worker_type",
                "pod_cpu",
                "pod_ram",
                "pod_ephemeral_storage",
            ],
            Self::EnvironmentVariable => &["is_secret", "key", "updated_at", "value"],
            Self::HibernationSchedule => &["hibernate_at", "wake_at", "description", "enabled"],
            Self::Metadata => &[
                "deployment_id",
                "workspace_id",
                "cluster_id",
                "release_name",
                "airflow_version",
                "current_tag",
                "status",
                "created_at",
                "updated_at",
                "deployment_url",
                "webserver_url",
                "airflow_api_url",
                "hibernation_override",
            ],
            Self::HibernationOverride => &["is_hibernating", "override_until"],
        }
    }

    /// Where its keys stand in a file.
    fn place(self) -> &'static str {
        match self {
            Self::Root => "at the top of the file",
            Self::Deployment => "directly under `deployment`",
            Self::Configuration => "under `deployment.configuration`",
            Self::RemoteExecution => "under `deployment.configuration.remote_execution`",
            Self::WorkerQueue => "in an entry of `deployment.worker_queues`",
            Self::EnvironmentVariable => "in an entry of `deployment.environment_variables`",
            Self::HibernationSchedule => "in an entry of `deployment.hibernation_schedules`",
            Self::Metadata | Self::HibernationOverride => "under `deployment.metadata`",
        }
    }
}

/// What the author of an unknown key may have meant.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Meant {
    /// This key of the same section.
    Key(&'static str),
    /// The same key somewhere else.
    Elsewhere(&'static str),
    /// Nothing comes near.
    Nothing,
}

/// Guesses what an unknown key of a section should have been.
pub(crate) fn meant(section: Section, key: &str) -> Meant {
    if let Some(known) = section
        .keys()
        .iter()
        .find(|known| squeeze(known) == squeeze(key))
    {
        return Meant::Key(known);
    }
    let api = api_name(key);
    let near =
        |known: &&&str| api == Some(**known) || within_two_edits(known, &key.to_ascii_lowercase());
    let elsewhere = |names: &dyn Fn(&str) -> bool| {
        Section::SEARCHED
            .into_iter()
            .find(|other| *other != section && other.keys().iter().any(|known| names(known)))
    };
    if let Some(other) = elsewhere(&|known| squeeze(known) == squeeze(key)) {
        return Meant::Elsewhere(other.place());
    }
    match section.keys().iter().find(near) {
        Some(known) => Meant::Key(known),
        None => Meant::Nothing,
    }
}

impl Meant {
    /// What to do about the key.
    pub(crate) fn remedy(&self) -> String {
        match self {
            Self::Key(known) => format!("Write it as {}.", quoted(known)),
            Self::Elsewhere(place) => format!("It belongs {place}; move it there."),
            Self::Nothing => "Check the spelling, or remove the key.".to_owned(),
        }
    }
}

/// Names of the API and of older files that people carry over.
fn api_name(key: &str) -> Option<&'static str> {
    Some(match squeeze(key).as_str() {
        "contactemails" | "emails" => "alert_emails",
        "iscicdenforced" | "cicdenforced" | "enforcecicd" => "ci_cd_enforcement",
        "isdagdeployenabled" | "dagdeploy" => "dag_deploy_enabled",
        "astroruntimeversion" | "runtime" => "runtime_version",
        "astromachine" | "machine" | "nodepoolid" => "worker_type",
        "type" => "deployment_type",
        "cluster" | "clusterid" => "cluster_name",
        "workspace" | "workspaceid" => "workspace_name",
        "concurrency" => "worker_concurrency",
        "schedulerreplicas" | "replicas" => "scheduler_count",
        "hibernateatcron" => "hibernate_at",
        "wakeatcron" => "wake_at",
        "variables" | "env" | "envvars" => "environment_variables",
        "queues" => "worker_queues",
        _ => return None,
    })
}

/// A key without what people vary: case, hyphens and underscores.
fn squeeze(key: &str) -> String {
    key.chars()
        .filter(|c| !matches!(c, '_' | '-' | ' '))
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// Whether two keys differ by at most two letters added, dropped, changed or swapped.
fn within_two_edits(known: &str, written: &str) -> bool {
    const MOST: usize = 2;
    if known.len().abs_diff(written.len()) > MOST || written.len() <= MOST + 1 {
        return false;
    }
    let mut above: Vec<usize> = (0..=known.len()).collect();
    for (row, letter) in written.bytes().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in known.bytes().enumerate() {
            let cell =
                |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX - 1);
            let changed = cell(&above, column) + usize::from(letter != other);
            let added = cell(&above, column + 1) + 1;
            let dropped = cell(&current, column) + 1;
            current.push(changed.min(added).min(dropped));
        }
        above = current;
    }
    above.last().is_some_and(|edits| *edits <= MOST)
}

/// A key as Go's JSON reader compares keys: without case, and with the two letters outside ASCII that
/// fold into it.
pub(crate) fn fold(key: &str) -> String {
    key.chars()
        .map(|c| match c {
            '\u{212A}' => 'k',
            '\u{17F}' => 's',
            c => c.to_ascii_lowercase(),
        })
        .collect()
}
