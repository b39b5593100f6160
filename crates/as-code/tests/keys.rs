//! Keys: any case, given twice, unknown, misplaced, merged.

use planisphere_as_code::{Code, Problem, Reading, Severity, read};

fn reading(text: &str) -> Reading {
    read("deployment.yaml", text.as_bytes())
}

/// The problems as `line code path`.
fn found(text: &str) -> Vec<(u32, Code, String)> {
    let line = |problem: Problem| (problem.line.unwrap_or(0), problem.code, problem.path);
    reading(text).problems.into_iter().map(line).collect()
}

#[test]
fn keys_are_read_in_any_case() {
    let text = "DEPLOYMENT:\n  Configuration:\n    NAME: x\n    \u{212A}ey: 1\n  Worker_Queues:\n  - wor\u{212A}er_type: A5\n";
    let reading = reading(text);
    let file = reading.file.unwrap();
    assert_eq!(file.configuration.name.text(), "x");
    assert_eq!(file.worker_queues.items()[0].worker_type.text(), "A5");
    assert_eq!(
        reading.problems.len(),
        1,
        "only the key that no section has"
    );
}

#[test]
fn a_key_given_twice_is_an_error_at_the_second() {
    for (text, expected) in [
        (
            "deployment:\n  configuration:\n    name: a\n    name: b\n",
            "deployment.configuration.name",
        ),
        (
            "deployment:\n  configuration:\n    name: a\n    NAME: b\n",
            "deployment.configuration.name",
        ),
        (
            "deployment:\n  alert_emails: []\n  configuration: {}\n  alert_emails: []\n",
            "deployment.alert_emails",
        ),
        (
            "{\"deployment\": {\n\"configuration\": {\n\"name\": \"a\",\n\"name\": \"b\"}}}",
            "deployment.configuration.name",
        ),
    ] {
        let reading = reading(text);
        assert!(reading.file.is_none());
        let duplicate = reading
            .problems
            .iter()
            .find(|problem| problem.code == Code::DuplicateKey)
            .unwrap();
        assert_eq!(
            (duplicate.line, duplicate.path.as_str()),
            (Some(4), expected),
            "{text}"
        );
        assert!(
            duplicate.message.contains("first on line"),
            "{}",
            duplicate.message
        );
    }
}

#[test]
fn unknown_keys_warn_with_their_line_and_a_guess() {
    for (section, key, code, remedy) in [
        (
            "configuration",
            "shceduler_size",
            Code::UnknownKey,
            "`scheduler_size`",
        ),
        (
            "configuration",
            "schedulerSize",
            Code::UnknownKey,
            "`scheduler_size`",
        ),
        (
            "configuration",
            "scheduler-size",
            Code::UnknownKey,
            "`scheduler_size`",
        ),
        (
            "configuration",
            "isCicdEnforced",
            Code::UnknownKey,
            "`ci_cd_enforcement`",
        ),
        (
            "configuration",
            "replicas",
            Code::UnknownKey,
            "`scheduler_count`",
        ),
        (
            "configuration",
            "hibernation_schedules",
            Code::MisplacedKey,
            "directly under `deployment`",
        ),
        (
            "configuration",
            "alert_emails",
            Code::MisplacedKey,
            "directly under `deployment`",
        ),
        (
            "configuration",
            "task_log_bucket",
            Code::MisplacedKey,
            "`deployment.configuration.remote_execution`",
        ),
        (
            "configuration",
            "colour",
            Code::UnknownKey,
            "Check the spelling, or remove the key.",
        ),
        (
            "configuration",
            "5",
            Code::UnknownKey,
            "Check the spelling, or remove the key.",
        ),
        (
            "other",
            "colour",
            Code::UnknownKey,
            "Check the spelling, or remove the key.",
        ),
    ] {
        let text = format!("deployment:\n  {section}:\n    {key}: 1\n");
        let problems = reading(&text).problems;
        let problem = problems
            .iter()
            .find(|problem| problem.severity == Severity::Warning)
            .unwrap();
        assert_eq!(
            (problem.code, problem.line),
            (
                if section == "other" {
                    Code::UnknownKey
                } else {
                    code
                },
                Some(if section == "other" { 2 } else { 3 })
            ),
            "{key}"
        );
        assert!(problem.remedy.contains(remedy), "{key}: {}", problem.remedy);
    }
    for (key, remedy) in [
        ("configuration", "directly under `deployment`"),
        ("name", "under `deployment.configuration`"),
    ] {
        let problems = reading(&format!(
            "{key}: {{}}\ndeployment:\n  configuration: {{name: x}}\n"
        ))
        .problems;
        assert_eq!(
            (problems[0].code, problems[0].line),
            (Code::MisplacedKey, Some(1))
        );
        assert!(
            problems[0].remedy.contains(remedy),
            "{}",
            problems[0].remedy
        );
    }
}

#[test]
fn unknown_keys_of_list_entries_name_the_entry() {
    let text =
        "deployment:\n  worker_queues:\n  - name: default\n  - name: b\n    max_workers_count: 3\n";
    assert!(found(text).contains(&(
        5,
        Code::UnknownKey,
        "deployment.worker_queues[1].max_workers_count".to_owned()
    )));
}

#[test]
fn every_key_of_the_format_is_read() {
    let text = "
deployment:
  environment_variables: [{is_secret: true, key: K, updated_at: now, value: v}]
  configuration:
    name: a
    description: a
    runtime_version: a
    dag_deploy_enabled: true
    ci_cd_enforcement: true
    scheduler_size: a
    is_high_availability: true
    is_development_mode: true
    executor: a
    scheduler_au: 1
    scheduler_count: 1
    cluster_name: a
    workspace_name: a
    deployment_type: a
    cloud_provider: a
    region: a
    default_task_pod_cpu: a
    default_task_pod_memory: a
    resource_quota_cpu: a
    resource_quota_memory: a
    default_worker_type: a
    workload_identity: a
    remote_execution: {enabled: true, allowed_ip_address_ranges: [a], task_log_bucket: a, task_log_url_pattern: a}
  worker_queues:
  - {name: a, max_worker_count: 1, min_worker_count: 1, worker_concurrency: 1, worker_type: a, pod_cpu: a, pod_ram: a, pod_ephemeral_storage: a}
  metadata:
    deployment_id: a
    workspace_id: a
    cluster_id: a
    release_name: a
    airflow_version: a
    current_tag: a
    status: a
    created_at: a
    updated_at: a
    deployment_url: a
    webserver_url: a
    airflow_api_url: a
    hibernation_override: {is_hibernating: true, override_until: a}
  alert_emails: [a]
  hibernation_schedules: [{hibernate_at: a, wake_at: a, description: a, enabled: true}]
";
    let reading = reading(text);
    assert_eq!(reading.problems, []);
    let shown = format!("{:?}", reading.file.unwrap());
    assert!(!shown.contains("absent"), "{shown}");
    let ignored: Vec<_> = reading
        .ignored
        .iter()
        .map(|key| key.path.as_str())
        .collect();
    assert_eq!(
        ignored,
        [
            "deployment.environment_variables[0].updated_at",
            "deployment.worker_queues[0].pod_cpu",
            "deployment.worker_queues[0].pod_ram",
            "deployment.metadata",
        ]
    );
}

#[test]
fn merges_follow_the_order_of_the_file() {
    // As the command line reads them: a merge further down replaces keys above it, of several mappings
    // in one merge the first wins.
    let base =
        "base: &base {name: from-base, region: r}\nmore: &more {name: from-more, description: d}\n";
    for (inside, name) in [
        ("    <<: *base\n    name: own\n", "own"),
        ("    name: own\n    <<: *base\n", "from-base"),
        ("    <<: [*base, *more]\n", "from-base"),
        ("    <<: [*more, *base]\n", "from-more"),
        ("    <<: *base\n    <<: *more\n", "from-more"),
        ("    <<: {name: inline}\n", "inline"),
        ("    \"<<\": *base\n    name: own\n", "own"),
    ] {
        let text = format!("{base}deployment:\n  configuration:\n{inside}");
        let reading = reading(&text);
        let file = reading
            .file
            .unwrap_or_else(|| panic!("{inside}: {:?}", reading.problems));
        assert_eq!(file.configuration.name.text(), name, "{inside}");
        let replaced = reading
            .problems
            .iter()
            .any(|problem| problem.code == Code::MergeReplaces);
        assert_eq!(replaced, inside.starts_with("    name"), "{inside}");
    }
}

#[test]
fn a_merge_of_anything_else_is_an_error() {
    for value in ["5", "[5]", "[[1]]", "*list"] {
        let text =
            format!("x: &list [1]\ndeployment:\n  configuration:\n    <<: {value}\n    name: x\n");
        let problems = found(&text);
        assert!(
            problems.contains(&(4, Code::BadMerge, "deployment.configuration".to_owned())),
            "{value}: {problems:?}"
        );
    }
}

#[test]
fn aliases_stand_for_their_anchor() {
    let text = "deployment:\n  configuration:\n    name: &n orders\n    description: *n\n  worker_queues:\n  - &q {name: default, worker_type: A5}\n  - <<: *q\n    name: heavy\n";
    let file = reading(text).file.unwrap();
    assert_eq!(file.configuration.description.text(), "orders");
    assert_eq!(file.worker_queues.items()[1].worker_type.text(), "A5");
    assert_eq!(file.worker_queues.items()[1].name.text(), "heavy");
}
