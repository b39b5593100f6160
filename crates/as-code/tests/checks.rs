//! What a file demands of itself, for create and for update.

use planisphere_as_code::protocol::FileReport;
use planisphere_as_code::{Action, Code, Severity};
use planisphere_domain::Catalogue;

const HEAD: &str = "    name: x\n    workspace_name: w\n";
const STANDARD: &str = "    deployment_type: STANDARD\n";

/// The problems of a file whose configuration is `lines` and whose other sections are `rest`.
fn problems(action: Action, lines: &str, rest: &str) -> Vec<(Severity, Code, u32, String)> {
    let text = format!("deployment:\n  configuration:\n{lines}{rest}");
    let report = FileReport::of("f", text.as_bytes(), Catalogue::built_in().machines());
    let flat = |problem: &planisphere_as_code::Problem| {
        (
            problem.severity,
            problem.code,
            problem.line.unwrap_or(0),
            problem.message.clone(),
        )
    };
    report.problems(action).into_iter().map(flat).collect()
}

fn errors(action: Action, lines: &str, rest: &str) -> Vec<String> {
    let all = problems(action, lines, rest);
    all.into_iter()
        .filter(|problem| problem.0 == Severity::Error)
        .map(|problem| problem.3)
        .collect()
}

fn warnings(action: Action, lines: &str, rest: &str) -> Vec<(Code, u32)> {
    let all = problems(action, lines, rest);
    all.into_iter()
        .filter(|problem| problem.0 == Severity::Warning)
        .map(|problem| (problem.1, problem.2))
        .collect()
}

/// Errors of a standard Celery Deployment with these other sections.
fn of_standard(action: Action, rest: &str) -> Vec<String> {
    errors(
        action,
        &format!("{HEAD}{STANDARD}    executor: CELERY\n"),
        rest,
    )
}

#[test]
fn required_fields_in_the_words_of_the_command_line() {
    for action in [Action::Create, Action::Update] {
        assert_eq!(
            errors(action, &format!("    workspace_name: w\n{STANDARD}"), ""),
            [
                "missing required field: deployment.configuration.name",
                "missing required field: deployment.configuration.executor",
            ]
        );
        for (rest, message) in [
            (
                "  environment_variables: [{value: x}]\n",
                "missing required field: deployment.environment_variables[0].key",
            ),
            (
                "  environment_variables: [{key: A, value: x}, {key: B}]\n",
                "missing required field: deployment.environment_variables[1].value",
            ),
            (
                "  environment_variables: [{key: B, value: }]\n",
                "missing required field: deployment.environment_variables[0].value",
            ),
            (
                "  worker_queues: [{worker_type: A5}, {name: default, worker_type: A5}]\n",
                "missing required field: deployment.worker_queues[0].name",
            ),
            (
                "  worker_queues: [{name: default}]\n",
                "missing required field: deployment.worker_queues[0].worker_type",
            ),
            (
                "  worker_queues: [{name: heavy, worker_type: A5}]\n",
                "missing required field: default queue is missing under deployment.worker_queues",
            ),
            (
                "  alert_emails: [not-an-email]\n",
                "invalid email: not-an-email",
            ),
            ("  alert_emails: [~]\n", "invalid email: "),
        ] {
            assert_eq!(of_standard(action, rest), [message], "{rest}");
        }
    }
    let rest = "  worker_queues: [{worker_type: A5}]\n";
    assert_eq!(
        of_standard(Action::Create, rest).len(),
        2,
        "no name, and so no default queue"
    );
    let no_workspace = format!("    name: x\n{STANDARD}    executor: CELERY\n");
    assert_eq!(
        errors(Action::Create, &no_workspace, ""),
        ["missing required field: deployment.configuration.workspace_name"]
    );
    assert_eq!(errors(Action::Update, &no_workspace, ""), [""; 0]);
}

#[test]
fn worked_error_cases() {
    let standard = |rest: &str| format!("{HEAD}{STANDARD}{rest}");
    let not_valid = |executor: &str| {
        vec![format!(
            "executor {executor} is not valid. It can be CeleryExecutor, KubernetesExecutor, or AstroExecutor"
        )]
    };
    for action in [Action::Create, Action::Update] {
        assert_eq!(
            errors(action, &standard("    executor: LocalExecutor\n"), ""),
            not_valid("LocalExecutor")
        );
        assert_eq!(
            errors(
                action,
                &standard("    executor: ASTRO\n    runtime_version: 11.8.0\n"),
                ""
            ),
            not_valid("ASTRO")
        );
        assert_eq!(
            errors(
                action,
                &standard("    executor: ASTRO\n    runtime_version: 13.0.0\n"),
                ""
            ),
            not_valid("ASTRO")
        );
        assert_eq!(
            errors(action, &standard("    executor: ASTRO\n"), ""),
            [""; 0]
        );
        assert_eq!(
            errors(
                action,
                &standard("    executor: astroexecutor\n    runtime_version: 3.1-12\n"),
                ""
            ),
            [""; 0]
        );
        let hybrid = format!(
            "{HEAD}    deployment_type: HYBRID\n    cluster_name: c\n    executor: ASTRO\n"
        );
        assert_eq!(errors(action, &hybrid, ""), not_valid("ASTRO"));
        assert_eq!(
            of_standard(action, "  environment_variables: [{key: A, value: \"\"}]\n"),
            [""; 0]
        );
        assert_eq!(
            of_standard(action, "  alert_emails: [\"Ops <ops@example.com>\"]\n"),
            [""; 0]
        );
        let nested = standard(
            "    executor: CELERY\n    is_development_mode: true\n    hibernation_schedules: []\n",
        );
        assert_eq!(errors(action, &nested, ""), [""; 0]);
        assert_eq!(warnings(action, &nested, ""), [(Code::MisplacedKey, 8)]);
    }
    let secret = "  environment_variables: [{key: A, is_secret: true}]\n";
    assert_eq!(
        of_standard(Action::Create, secret),
        ["missing required field: deployment.environment_variables[0].value"]
    );
    assert_eq!(of_standard(Action::Update, secret), [""; 0]);
}

#[test]
fn executors_are_taken_in_any_case_and_the_command_line_is_quoted() {
    let lines = |executor: &str| format!("{HEAD}{STANDARD}    executor: {executor}\n");
    for executor in [
        "CeleryExecutor",
        "CELERY",
        "KubernetesExecutor",
        "KUBERNETES",
        "AstroExecutor",
        "ASTRO",
    ] {
        assert_eq!(problems(Action::Create, &lines(executor), ""), []);
    }
    for executor in ["celeryexecutor", "celery", "Kubernetes"] {
        assert_eq!(
            warnings(Action::Create, &lines(executor), ""),
            [(Code::ExecutorSpelling, 6)]
        );
        assert_eq!(problems(Action::Update, &lines(executor), ""), []);
    }
}

#[test]
fn deployment_types() {
    let lines = |written: &str| {
        format!("{HEAD}    executor: CELERY\n    cluster_name: c\n    deployment_type: {written}\n")
    };
    for written in ["DEDICATED", "hosted_dedicated", "Hybrid"] {
        assert_eq!(
            problems(Action::Create, &lines(written), ""),
            [],
            "{written}"
        );
    }
    for written in ["STANDARD", "hosted_standard", "HOSTED_SHARED"] {
        assert_eq!(
            warnings(Action::Create, &lines(written), ""),
            [(Code::WithoutEffect, 6)],
            "{written}"
        );
    }
    assert_eq!(
        warnings(Action::Create, &lines("SHARED"), ""),
        [(Code::DeploymentType, 7)]
    );
    let bare = format!("{HEAD}    executor: CELERY\n");
    assert_eq!(
        warnings(Action::Create, &bare, ""),
        [(Code::DeploymentType, 2)]
    );
    assert_eq!(
        errors(Action::Create, &bare, ""),
        ["missing required field: deployment.configuration.cluster_name"]
    );
}

#[test]
fn queues() {
    let queue =
        |text: &str| format!("  worker_queues:\n  - {{name: default, worker_type: A5, {text}}}\n");
    let invalid = |text: &str| vec![format!("worker queue option is invalid: {text}")];
    for (text, expected) in [
        ("max_worker_count: 100", vec![]),
        ("max_worker_count: 0, worker_concurrency: 0", vec![]),
        ("min_worker_count: 10", vec![]),
        (
            "max_worker_count: 101",
            invalid("max worker count must be between 1 and 100"),
        ),
        (
            "max_worker_count: -1",
            invalid("max worker count must be between 1 and 100"),
        ),
        (
            "min_worker_count: -1",
            invalid("min worker count must be between 0 and 100"),
        ),
        (
            "min_worker_count: 101",
            invalid("min worker count must be between 0 and 100"),
        ),
        ("worker_concurrency: 15", vec![]),
        (
            "worker_concurrency: 16",
            invalid("worker concurrency must be between 1 and 15"),
        ),
        (
            "worker_concurrency: -1",
            invalid("worker concurrency must be between 1 and 15"),
        ),
        (
            "min_worker_count: 11",
            vec!["min_worker_count 11 is above max_worker_count 10".to_owned()],
        ),
        (
            "min_worker_count: 4, max_worker_count: 3",
            vec!["min_worker_count 4 is above max_worker_count 3".to_owned()],
        ),
    ] {
        assert_eq!(
            of_standard(Action::Create, &queue(text)),
            expected,
            "{text}"
        );
    }
    let machine = |name: &str| {
        of_standard(
            Action::Create,
            &format!("  worker_queues: [{{name: default, worker_type: {name}}}]\n"),
        )
    };
    assert_eq!(machine("a160"), [""; 0]);
    assert_eq!(machine("A7"), ["worker_type `A7` is not a worker machine"]);
    assert_eq!(
        machine("A50"),
        ["worker_type `A50` is not a worker machine"]
    );
    let twice = "  worker_queues:\n  - {name: default, worker_type: A5}\n  - {name: b, worker_type: A5}\n  - {name: b, worker_type: A10}\n";
    assert_eq!(
        of_standard(Action::Update, twice),
        ["two queues are called `b`, the first on line 9"]
    );
    let hybrid =
        format!("{HEAD}    deployment_type: HYBRID\n    cluster_name: c\n    executor: CELERY\n");
    let of = |concurrency: u32| {
        format!(
            "  worker_queues: [{{name: default, worker_type: m5.xlarge, worker_concurrency: {concurrency}}}]\n"
        )
    };
    assert_eq!(errors(Action::Create, &hybrid, &of(256)), [""; 0]);
    assert_eq!(
        errors(Action::Create, &hybrid, &of(257)),
        invalid("worker concurrency must be between 1 and 256")
    );
}

#[test]
fn queues_where_none_may_be() {
    let queues = "  worker_queues: [{name: default, worker_type: A5}]\n";
    let prefix = "don't use 'worker_queues' to update default queue with KubernetesExecutor, use ";
    let hosted = format!("{HEAD}{STANDARD}    executor: KubernetesExecutor\n");
    assert_eq!(
        errors(Action::Update, &hosted, queues),
        [format!(
            "{prefix}'default_task_pod_cpu' and 'default_task_pod_memory' instead"
        )]
    );
    assert_eq!(
        errors(Action::Update, &hosted, "  worker_queues: []\n"),
        [""; 0]
    );
    let hybrid = format!(
        "{HEAD}    deployment_type: HYBRID\n    cluster_name: c\n    executor: KUBERNETES\n"
    );
    assert_eq!(
        errors(Action::Create, &hybrid, queues),
        [format!("{prefix}'default_worker_type' instead")]
    );
    let remote = format!(
        "{HEAD}    deployment_type: DEDICATED\n    cluster_name: c\n    executor: ASTRO\n    remote_execution: {{enabled: true}}\n"
    );
    assert_eq!(
        errors(Action::Create, &remote, queues),
        ["a Deployment with remote execution has no worker queues"]
    );
}

#[test]
fn variables_given_twice() {
    let rest = "  environment_variables:\n  - {key: A, value: x}\n  - {key: a, value: x}\n  - {key: A, value: y}\n";
    assert_eq!(
        of_standard(Action::Create, rest),
        ["the variable `A` is given twice, first on line 8"]
    );
}

#[test]
fn remote_execution() {
    let lines = |kind: &str, executor: &str, block: &str| {
        format!(
            "{HEAD}    deployment_type: {kind}\n    cluster_name: c\n    executor: {executor}\n    remote_execution: {block}\n"
        )
    };
    let dedicated = |executor: &str, block: &str| {
        errors(Action::Create, &lines("DEDICATED", executor, block), "")
    };
    assert_eq!(
        dedicated(
            "ASTRO",
            "{enabled: true, allowed_ip_address_ranges: [198.51.100.0/24, '::/0']}"
        ),
        [""; 0]
    );
    assert_eq!(
        dedicated("CELERY", "{enabled: true}"),
        ["remote execution needs the executor ASTRO"]
    );
    for range in [
        "198.51.100.0",
        "198.51.100.0/33",
        "x/8",
        "198.51.100/24",
        "::/129",
    ] {
        let block = format!("{{enabled: true, allowed_ip_address_ranges: [{range:?}]}}");
        assert_eq!(
            dedicated("ASTRO", &block),
            [format!("`{range}` is not an address range")]
        );
    }
    let off = lines("DEDICATED", "ASTRO", "{task_log_bucket: b}");
    assert_eq!(
        warnings(Action::Create, &off, ""),
        [(Code::WithoutEffect, 8)]
    );
    let hybrid = lines("HYBRID", "CELERY", "{enabled: true}");
    assert_eq!(
        warnings(Action::Create, &hybrid, ""),
        [(Code::WithoutEffect, 8)]
    );
}

#[test]
fn keys_of_another_kind_of_deployment_warn() {
    let lines = |kind: &str, more: &str| {
        format!("{HEAD}    executor: CELERY\n    deployment_type: {kind}\n{more}")
    };
    for (kind, more) in [
        ("STANDARD", "    scheduler_au: 5\n"),
        ("STANDARD", "    default_worker_type: m5.xlarge\n"),
        ("STANDARD", "    scheduler_size: HUGE\n"),
        ("STANDARD", "    cloud_provider: IBM\n"),
        ("HYBRID", "    scheduler_size: SMALL\n    cluster_name: c\n"),
        (
            "HYBRID",
            "    is_high_availability: true\n    cluster_name: c\n",
        ),
        (
            "HYBRID",
            "    resource_quota_cpu: \"1\"\n    cluster_name: c\n",
        ),
        (
            "HYBRID",
            "    default_worker_type: m5.xlarge\n    cluster_name: c\n",
        ),
    ] {
        let found = problems(Action::Create, &lines(kind, more), "");
        assert_eq!(found.len(), 1, "{more}: {found:?}");
        assert_eq!((found[0].0, found[0].2), (Severity::Warning, 7), "{more}");
    }
    for more in [
        "    scheduler_count: 2\n",
        "    scheduler_au: 0\n",
        "    scheduler_size: extra_large\n",
        "    cloud_provider: gcp\n",
    ] {
        assert_eq!(
            problems(Action::Create, &lines("STANDARD", more), ""),
            [],
            "{more}"
        );
    }
}

#[test]
fn hibernation_outside_development_mode_warns() {
    let rest = "  hibernation_schedules: [{hibernate_at: 0 1 * * *, wake_at: 0 2 * * *}]\n";
    let lines = |mode: &str| {
        format!("{HEAD}{STANDARD}    executor: CELERY\n    is_development_mode: {mode}\n")
    };
    for action in [Action::Create, Action::Update] {
        assert_eq!(
            warnings(action, &lines("false"), rest),
            [(Code::WithoutEffect, 8)]
        );
        assert_eq!(warnings(action, &lines("true"), rest), []);
        assert_eq!(
            warnings(action, &lines("false"), "  hibernation_schedules: []\n"),
            []
        );
    }
}
