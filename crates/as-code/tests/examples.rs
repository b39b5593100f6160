//! The documented example files: read and checked without a word, and read to the letter.
//!
//! `UPDATE_GOLDEN=1 cargo test -p planisphere-as-code` writes the golden files anew.

use std::path::Path;

use planisphere_as_code::{Action, DeploymentFile, Format, Problem, check, read};
use planisphere_domain::Catalogue;

const EXAMPLES: [&str; 6] = [
    "celery-standard.yaml",
    "kubernetes-dedicated.json",
    "astro-two-queues.yaml",
    "queues-and-variables.yaml",
    "development-hibernating.yaml",
    "remote-execution.json",
];

fn example(name: &str) -> DeploymentFile {
    let bytes = std::fs::read(Path::new("tests/examples").join(name)).unwrap();
    let reading = read(name, &bytes);
    assert_eq!(reading.problems, [], "{name}");
    reading.file.unwrap()
}

fn checked(file: &DeploymentFile, action: Action) -> Vec<Problem> {
    check(file, action, Catalogue::built_in().machines())
}

/// The file as text, without the lines of keys that it does not have.
fn shown(file: &DeploymentFile) -> String {
    let lines = format!("{file:#?}");
    let lines: Vec<&str> = lines
        .lines()
        .filter(|line| !line.ends_with(": absent,"))
        .collect();
    lines.join("\n") + "\n"
}

#[test]
fn the_examples_raise_no_problem() {
    for name in EXAMPLES {
        let file = example(name);
        assert_eq!(checked(&file, Action::Create), [], "{name}");
        assert_eq!(checked(&file, Action::Update), [], "{name}");
        assert_eq!(
            file.format,
            if name.ends_with("json") {
                Format::Json
            } else {
                Format::Yaml
            }
        );
    }
}

#[test]
fn the_examples_read_to_the_letter() {
    for name in EXAMPLES {
        let shown = shown(&example(name));
        let path = Path::new("tests/golden").join(name).with_extension("txt");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &shown).unwrap();
        }
        let golden = std::fs::read_to_string(&path).unwrap();
        assert_eq!(shown, golden, "{name}");
    }
}

#[test]
fn variables_keep_their_values_and_hide_them() {
    let file = example("queues-and-variables.yaml");
    let values: Vec<_> = file
        .environment_variables
        .items()
        .iter()
        .map(|variable| {
            (
                variable.key.text(),
                variable.is_secret.is_on(),
                variable.value.value().unwrap().reveal(),
            )
        })
        .collect();
    assert_eq!(
        values,
        [
            ("LOG_LEVEL", false, "INFO"),
            ("WAREHOUSE_PASSWORD", true, "change-me-on-first-apply"),
            ("VENDOR_API_KEY", true, ""),
        ]
    );
    assert!(!format!("{file:?}").contains("change-me"));
}

#[test]
fn what_inspect_prints_is_read_and_what_has_no_effect_is_listed() {
    let bytes = std::fs::read("tests/examples/inspected.yaml").unwrap();
    let reading = read("inspected.yaml", &bytes);
    assert_eq!(reading.problems, []);
    let ignored: Vec<_> = reading
        .ignored
        .iter()
        .map(|key| (key.path.as_str(), key.line))
        .collect();
    assert_eq!(
        ignored,
        [
            ("deployment.environment_variables[0].updated_at", 5),
            ("deployment.environment_variables[1].updated_at", 9),
            ("deployment.metadata", 38),
        ]
    );
    let file = reading.file.unwrap();
    assert_eq!(checked(&file, Action::Update), []);
    let metadata = file.metadata.unwrap();
    assert_eq!(metadata.created_at.text(), "2026-03-01T08:00:00Z");
    assert_eq!(metadata.cluster_id.text(), "N/A");
}

#[test]
fn a_reading_survives_the_way_through_json() {
    for name in EXAMPLES {
        let reading = read(
            name,
            &std::fs::read(Path::new("tests/examples").join(name)).unwrap(),
        );
        let sent = serde_json::to_string(&reading).unwrap();
        assert_eq!(
            serde_json::from_str::<planisphere_as_code::Reading>(&sent).unwrap(),
            reading
        );
    }
}
