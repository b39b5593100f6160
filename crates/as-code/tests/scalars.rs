//! Scalars resolve as the command line resolves them. The expected column was taken from
//! github.com/ghodss/yaml 1.0.0 on gopkg.in/yaml.v2 2.4.0, the pair that the command line is built with.

use planisphere_as_code::{Code, DeploymentFile, Given, Problem, Reading, read};

fn reading(text: &str) -> Reading {
    read("deployment.yaml", text.as_bytes())
}

/// A file whose `key` under `configuration` is `scalar`; errors of other keys are left out.
fn with(key: &str, scalar: &str) -> (Option<DeploymentFile>, Vec<Problem>) {
    let reading = reading(&format!(
        "deployment:\n  configuration:\n    {key}: {scalar}\n"
    ));
    let path = format!("deployment.configuration.{key}");
    let problems = reading
        .problems
        .into_iter()
        .filter(|problem| problem.path == path)
        .collect();
    (reading.file, problems)
}

#[test]
fn text_fields() {
    let null = None;
    for (scalar, expected) in [
        // Plain text.
        ("orders", Some("orders")),
        ("11.8.0", Some("11.8.0")),
        ("3.1-12", Some("3.1-12")),
        ("500m", Some("500m")),
        ("1.5Gi", Some("1.5Gi")),
        ("x#y", Some("x#y")),
        ("a:b", Some("a:b")),
        ("yEs", Some("yEs")),
        ("tRUE", Some("tRUE")),
        ("nULL", Some("nULL")),
        // Dates and base 60 stay text.
        ("2026-03-01", Some("2026-03-01")),
        ("2026-03-01T08:00:00Z", Some("2026-03-01T08:00:00Z")),
        ("1:30", Some("1:30")),
        ("12:30:45", Some("12:30:45")),
        // Nothing.
        ("", null),
        ("~", null),
        ("null", null),
        ("NULL", null),
        ("\"\"", Some("")),
        ("''", Some("")),
        // Whole numbers.
        ("5", Some("5")),
        ("+5", Some("5")),
        ("-0", Some("0")),
        ("1_000", Some("1000")),
        ("1__0", Some("10")),
        ("_1", Some("_1")),
        ("0777", Some("511")),
        ("0o777", Some("511")),
        ("-0o7", Some("-7")),
        ("0x1F", Some("31")),
        ("0b11", Some("3")),
        ("0b2", Some("0b2")),
        ("0888", Some("888")),
        ("18446744073709551615", Some("18446744073709551615")),
        ("18446744073709551616", Some("1.8446744e+19")),
        ("-9223372036854775809", Some("-9.223372e+18")),
        // Fractions, rounded to 32 bits.
        ("3.0", Some("3")),
        ("3.1", Some("3.1")),
        ("0.25", Some("0.25")),
        ("0.10", Some("0.1")),
        (".5", Some("0.5")),
        ("._5", Some("._5")),
        (".5_0", Some("0.5")),
        ("5.", Some("5")),
        ("1e3", Some("1000")),
        ("1e6", Some("1e+06")),
        ("100000.0", Some("100000")),
        ("1234567.5", Some("1.2345675e+06")),
        ("12345678.9", Some("1.2345679e+07")),
        ("16777217.0", Some("1.6777216e+07")),
        ("0.0001", Some("0.0001")),
        ("0.00001", Some("1e-05")),
        ("-0.0", Some("-0")),
        ("1e999", Some("1e999")),
        (".inf", Some("+Inf")),
        ("-.Inf", Some("-Inf")),
        (".nan", Some("NaN")),
        // Switches.
        ("yes", Some("true")),
        ("On", Some("true")),
        ("y", Some("true")),
        ("true", Some("true")),
        ("off", Some("false")),
        ("N", Some("false")),
        // Quotes and tags.
        ("'3.0'", Some("3.0")),
        ("\"yes\"", Some("yes")),
        ("!!str 3.0", Some("3.0")),
        ("!!int \"5\"", Some("5")),
        ("!!float 3", Some("3")),
        ("! 5", Some("5")),
        ("!mine 0777", Some("0777")),
        // Blocks.
        ("|\n      two\n      lines", Some("two\nlines\n")),
        (">-\n      one\n      line", Some("one line")),
    ] {
        let file = format!(
            "deployment:\n  configuration:\n    name: x\n    executor: CELERY\n    description: {scalar}\n"
        );
        let reading = reading(&file);
        let file = reading
            .file
            .unwrap_or_else(|| panic!("{scalar}: {:?}", reading.problems));
        assert_eq!(
            file.configuration.description.value().map(String::as_str),
            expected,
            "{scalar}"
        );
    }
}

#[test]
fn switches() {
    for (scalar, expected) in [
        ("true", Some(true)),
        ("True", Some(true)),
        ("yes", Some(true)),
        ("YES", Some(true)),
        ("y", Some(true)),
        ("on", Some(true)),
        ("false", Some(false)),
        ("no", Some(false)),
        ("n", Some(false)),
        ("Off", Some(false)),
    ] {
        let (file, problems) = with("ci_cd_enforcement", scalar);
        assert_eq!(problems, [], "{scalar}");
        assert_eq!(
            file.unwrap()
                .configuration
                .ci_cd_enforcement
                .value()
                .copied(),
            expected,
            "{scalar}"
        );
    }
    for scalar in ["", "~", "null"] {
        let (file, _) = with("dag_deploy_enabled", scalar);
        assert!(
            matches!(
                file.unwrap().configuration.dag_deploy_enabled,
                Given::Null(_)
            ),
            "{scalar}"
        );
    }
    for scalar in [
        "\"true\"",
        "'yes'",
        "!!str true",
        "1",
        "0",
        "maybe",
        "[true]",
        "{a: b}",
        "yEs",
    ] {
        let (file, problems) = with("ci_cd_enforcement", scalar);
        assert!(file.is_none(), "{scalar}");
        let [problem] = &problems[..] else {
            panic!("{scalar}: {problems:?}")
        };
        assert_eq!(
            (problem.code, problem.line),
            (Code::WrongType, Some(3)),
            "{scalar}"
        );
        assert!(
            problem
                .message
                .contains("`ci_cd_enforcement` wants `true` or `false`"),
            "{scalar}: {problem:?}"
        );
    }
}

#[test]
fn counters() {
    for (scalar, expected) in [
        ("5", 5),
        ("+5", 5),
        ("1_0", 10),
        ("010", 8),
        ("0x10", 16),
        ("0b11", 3),
        ("10.0", 10),
        ("1e1", 10),
        ("-3", -3),
        ("9223372036854775807", i64::MAX),
    ] {
        let (file, problems) = with("scheduler_au", scalar);
        assert_eq!(problems, [], "{scalar}");
        assert_eq!(
            file.unwrap().configuration.scheduler_au.number(),
            expected,
            "{scalar}"
        );
    }
    for (scalar, code) in [
        ("\"5\"", Code::WrongType),
        ("5.5", Code::WrongType),
        ("five", Code::WrongType),
        ("true", Code::WrongType),
        ("[5]", Code::WrongType),
        (".inf", Code::WrongType),
        ("9223372036854775808", Code::OutOfRange),
        ("1e20", Code::OutOfRange),
        ("1e21", Code::OutOfRange),
    ] {
        let (file, problems) = with("scheduler_au", scalar);
        assert!(file.is_none(), "{scalar}");
        assert_eq!(
            problems
                .iter()
                .map(|problem| problem.code)
                .collect::<Vec<_>>(),
            [code],
            "{scalar}"
        );
    }
}

#[test]
fn a_number_whose_text_changes_warns_and_says_to_quote_it() {
    for (scalar, read_as) in [
        ("3.0", "3"),
        ("0777", "511"),
        ("1_000", "1000"),
        ("yes", "true"),
        ("True", "true"),
    ] {
        let (file, problems) = with("runtime_version", scalar);
        assert!(file.is_some());
        let [problem] = &problems[..] else {
            panic!("{scalar}: {problems:?}")
        };
        assert_eq!(problem.code, Code::ScalarChanged);
        assert_eq!((problem.line, problem.column), (Some(3), Some(22)));
        assert!(
            problem.message.contains(&format!("`{scalar}`"))
                && problem.message.ends_with(&format!("`{read_as}`"))
        );
        assert!(problem.remedy.contains("quotes"));
    }
    for scalar in ["3.1", "5", "true", "11.8.0", "'3.0'", "2026-03-01"] {
        assert_eq!(with("runtime_version", scalar).1, [], "{scalar}");
    }
}

#[test]
fn the_value_of_a_variable_is_never_repeated() {
    let text = "deployment:\n  environment_variables:\n  - {key: PIN, is_secret: true, value: 007}\n  - {key: A, value: [hunter2]}\n  - {key: B, value: !!int hunter2}\n";
    let reading = reading(text);
    let said = format!("{:?}", reading.problems);
    assert!(
        reading
            .problems
            .iter()
            .any(|problem| problem.code == Code::ScalarChanged)
    );
    assert_eq!(
        reading
            .problems
            .iter()
            .filter(|problem| problem.code == Code::WrongType)
            .count(),
        2
    );
    assert!(!said.contains("007") && !said.contains("hunter2"), "{said}");
}

#[test]
fn null_absent_and_empty_values_differ() {
    let text = "deployment:\n  environment_variables:\n  - key: A\n  - {key: B, value: }\n  - {key: C, value: ''}\n  - {key: D, value: 5}\n";
    let file = reading(text).file.unwrap();
    let [absent, null, empty, number] = file.environment_variables.items() else {
        panic!()
    };
    assert!(absent.value.is_absent());
    assert!(matches!(null.value, Given::Null(_)));
    assert_eq!(empty.value.value().unwrap().reveal(), "");
    assert_eq!(number.value.value().unwrap().reveal(), "5");
    assert!(file.worker_queues.is_absent());
    assert!(file.alert_emails.is_absent());
}

#[test]
fn json_scalars_follow_the_same_rules() {
    let text = r#"{"deployment": {"configuration": {
        "name": 3.0, "description": "yes", "ci_cd_enforcement": true, "scheduler_au": 1e1,
        "region": null, "cluster_name": "\ud83d\ude00 \/ \u00e9", "executor": false}}}"#;
    let configuration = reading(text).file.unwrap().configuration;
    assert_eq!(configuration.name.text(), "3");
    assert_eq!(configuration.description.text(), "yes");
    assert!(configuration.ci_cd_enforcement.is_on());
    assert_eq!(configuration.scheduler_au.number(), 10);
    assert!(matches!(configuration.region, Given::Null(_)));
    assert_eq!(configuration.cluster_name.text(), "😀 / é");
    assert_eq!(configuration.executor.text(), "false");
}
