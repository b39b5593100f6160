//! Rule 1 between crates: which crate may depend on which, and what a pure crate must not touch.
use super::Finding;
use super::source::Source;

const RULE: &str = "rule 1, arrows point inward";

/// Every crate of the workspace and the crates of the workspace that it may depend on.
const CRATES: [(&str, &str, &[&str]); 8] = [
    ("crates/domain", "planisphere-domain", &[]),
    (
        "crates/journal",
        "planisphere-journal",
        &["planisphere-domain"],
    ),
    (
        "crates/as-code",
        "planisphere-as-code",
        &["planisphere-domain"],
    ),
    (
        "crates/worker",
        "planisphere-worker",
        &["planisphere-as-code"],
    ),
    (
        "crates/fixtures",
        "planisphere-fixtures",
        &["planisphere-domain", "planisphere-journal"],
    ),
    (
        "crates/oracle",
        "planisphere-oracle",
        &["planisphere-domain", "planisphere-fixtures"],
    ),
    ("crates/xtask", "xtask", &[]),
    (
        "",
        "planisphere",
        &[
            "planisphere-as-code",
            "planisphere-domain",
            "planisphere-journal",
        ],
    ),
];

/// Tests of any crate may use these: what makes Organizations, and what reads files for the vectors.
const FOR_TESTS: [&str; 2] = ["planisphere-fixtures", "planisphere-as-code"];

/// Crates that know no browser, no clock, no chance and no input or output.
const PURE: [&str; 3] = ["crates/domain", "crates/journal", "crates/as-code"];

const IMPURE: [&str; 15] = [
    "chrono",
    "futures",
    "getrandom",
    "gloo-net",
    "gloo-timers",
    "indexed_db_futures",
    "js-sys",
    "leptos",
    "leptos_router",
    "rand",
    "time",
    "tokio",
    "uuid",
    "wasm-bindgen",
    "web-sys",
];

/// Looks at every Cargo.toml.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources {
        let Some(directory) = source.path.strip_suffix("Cargo.toml") else {
            continue;
        };
        let directory = directory.trim_end_matches('/');
        let Some((_, name, allowed)) = CRATES.iter().find(|(place, _, _)| *place == directory)
        else {
            findings.push(source.finding(
                1,
                RULE,
                "this crate is not in the table of crates",
                "add it to CRATES in crates/xtask/src/tidy/crates.rs",
            ));
            continue;
        };
        for dependency in dependencies(&source.text) {
            let own = CRATES.iter().any(|(_, other, _)| *other == dependency.name);
            let fits = allowed.contains(&dependency.name.as_str())
                || (dependency.for_tests && FOR_TESTS.contains(&dependency.name.as_str()));
            if own && !fits {
                findings.push(source.finding(
                    dependency.line,
                    RULE,
                    format!("{name} depends on {}", dependency.name),
                    "turn the arrow round: move what is shared inward, to the crate that both may depend on",
                ));
            }
            if PURE.contains(&directory)
                && !dependency.for_tests
                && IMPURE.contains(&dependency.name.as_str())
            {
                findings.push(source.finding(
                    dependency.line,
                    RULE,
                    format!("{name} is pure and depends on {}", dependency.name),
                    "hand in from outside what the crate needs, as `Env` brings the time",
                ));
            }
        }
        if !source.text.contains("[lints]\nworkspace = true") {
            findings.push(source.finding(
                1,
                RULE,
                format!("{name} does not take the workspace's lints"),
                "add `[lints]` with `workspace = true`",
            ));
        }
    }
    findings
}

struct Dependency {
    name: String,
    line: usize,
    for_tests: bool,
}

fn dependencies(manifest: &str) -> Vec<Dependency> {
    let mut found = Vec::new();
    let mut section = String::new();
    for (index, line) in manifest.lines().enumerate() {
        let line = line.trim();
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']').to_owned();
            continue;
        }
        let kind = section.rsplit('.').next().unwrap_or_default();
        let inside = matches!(
            kind,
            "dependencies" | "dev-dependencies" | "build-dependencies"
        ) && !section.starts_with("workspace");
        let name: String = line
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
            .collect();
        // The lines of a list of features start with a quote or a bracket.
        if inside && !name.is_empty() {
            found.push(Dependency {
                name,
                line: index + 1,
                for_tests: kind == "dev-dependencies",
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::source::Source;

    const LINTS: &str = "\n[lints]\nworkspace = true\n";

    fn found(path: &str, text: &str) -> Vec<String> {
        check(&[Source::new(path, &format!("{text}{LINTS}"))])
            .into_iter()
            .map(|finding| finding.what)
            .collect()
    }

    #[test]
    fn an_inward_arrow_is_fine() {
        assert!(
            found(
                "crates/journal/Cargo.toml",
                "[dependencies]\nplanisphere-domain.workspace = true"
            )
            .is_empty()
        );
        assert!(
            found(
                "crates/domain/Cargo.toml",
                "[dev-dependencies]\nplanisphere-fixtures.workspace = true"
            )
            .is_empty()
        );
    }

    #[test]
    fn an_outward_arrow_is_found() {
        let what = found(
            "crates/domain/Cargo.toml",
            "[dependencies]\nplanisphere-journal.workspace = true",
        );
        assert_eq!(what, ["planisphere-domain depends on planisphere-journal"]);
        let what = found(
            "Cargo.toml",
            "[dependencies]\nplanisphere-fixtures = { path = \"crates/fixtures\" }",
        );
        assert_eq!(what, ["planisphere depends on planisphere-fixtures"]);
    }

    #[test]
    fn an_impure_dependency_is_found() {
        let what = found(
            "crates/domain/Cargo.toml",
            "[target.'cfg(x)'.dependencies]\nweb-sys = \"1\"",
        );
        assert_eq!(what, ["planisphere-domain is pure and depends on web-sys"]);
    }

    #[test]
    fn an_unknown_crate_and_missing_lints_are_found() {
        assert_eq!(found("crates/new/Cargo.toml", "").len(), 1);
        assert_eq!(
            check(&[Source::new("crates/domain/Cargo.toml", "")]).len(),
            1
        );
    }
}
