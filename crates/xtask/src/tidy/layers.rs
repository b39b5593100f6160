//! Rule 1 inside the app: which layer of `src/` may import which, and which crates each may use.
use super::Finding;
use super::source::Source;

const RULE: &str = "rule 1, arrows point inward";

/// Layer, layers it may import, crates of the project and of the router that it may use.
const LAYERS: [(&str, &[&str], &[&str]); 14] = [
    ("ui", &[], &[]),
    ("paths", &[], &[DOMAIN, ROUTER]),
    ("storage", &[], &[DOMAIN, JOURNAL]),
    ("replica", &["storage"], &[DOMAIN, JOURNAL, AS_CODE]),
    ("components", &["ui", "paths", "replica"], &[DOMAIN, ROUTER]),
    (
        "table",
        &["ui", "paths", "replica", "components"],
        &[DOMAIN, ROUTER],
    ),
    (
        "forms",
        &["ui", "paths", "replica", "components", "table"],
        &[DOMAIN, ROUTER],
    ),
    (
        "layouts",
        &["ui", "paths", "replica", "components", "table", "forms"],
        &[DOMAIN, ROUTER],
    ),
    (
        "pages",
        &[
            "ui",
            "paths",
            "replica",
            "components",
            "table",
            "forms",
            "layouts",
        ],
        &[DOMAIN, ROUTER],
    ),
    (
        "routes",
        &["ui", "paths", "replica", "components", "layouts", "pages"],
        &[DOMAIN, ROUTER],
    ),
    ("app", ANY, &[DOMAIN, JOURNAL, ROUTER]),
    ("lib", ANY, &[DOMAIN]),
    ("main", ANY, &[DOMAIN]),
    // The wiring of the crate's own root.
    ("planisphere", ANY, &[]),
];

const ANY: &[&str] = &[
    "ui",
    "paths",
    "storage",
    "replica",
    "components",
    "table",
    "forms",
    "layouts",
    "pages",
    "routes",
    "app",
];
const DOMAIN: &str = "planisphere_domain";
const JOURNAL: &str = "planisphere_journal";
const AS_CODE: &str = "planisphere_as_code";
const ROUTER: &str = "leptos_router";

/// Looks at every file under `src/`.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.is_rust()) {
        let Some(inside) = source.path.strip_prefix("src/") else {
            continue;
        };
        let layer = inside
            .split('/')
            .next()
            .unwrap_or(inside)
            .trim_end_matches(".rs");
        let Some((_, layers, crates)) = LAYERS.iter().find(|(name, _, _)| *name == layer) else {
            findings.push(source.finding(
                1,
                RULE,
                format!("`{layer}` is no layer of the app"),
                "add it to LAYERS in crates/xtask/src/tidy/layers.rs",
            ));
            continue;
        };
        for (line, target) in imports(source) {
            if target != layer
                && ANY.contains(&target.as_str())
                && !layers.contains(&target.as_str())
            {
                findings.push(source.finding(
                    line,
                    RULE,
                    format!("{layer} imports {target}"),
                    format!(
                        "{layer} may import {}; move what is shared inward",
                        list(layers)
                    ),
                ));
            }
        }
        for (index, line) in source.code.lines().enumerate() {
            for name in [DOMAIN, JOURNAL, AS_CODE, ROUTER] {
                if line.contains(name) && !crates.contains(&name) {
                    findings.push(source.finding(
                        index + 1,
                        RULE,
                        format!("{layer} uses {name}"),
                        format!("{layer} may use {}; pass in what it needs", list(crates)),
                    ));
                }
            }
        }
    }
    findings
}

fn list(names: &[&str]) -> String {
    if names.is_empty() {
        "nothing of the project".to_owned()
    } else {
        names.join(", ")
    }
}

/// Every module of the crate's root that the file names, with the line.
fn imports(source: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let up = climb(&source.path);
    let starts = ["crate::".to_owned(), "planisphere::".to_owned(), up];
    let code = source.code.as_str();
    for start in starts {
        let mut from = 0;
        while let Some(at) = code.get(from..).and_then(|rest| rest.find(&start)) {
            let begin = from + at;
            let end = begin + start.len();
            let line = code.get(..begin).unwrap_or_default().lines().count().max(1);
            let part_of_a_word = code
                .get(..begin)
                .and_then(|text| text.chars().last())
                .is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':'));
            if !part_of_a_word {
                let rest = code.get(end..).unwrap_or_default();
                found.extend(firsts(rest).into_iter().map(|name| (line, name)));
            }
            from = end;
        }
    }
    found
}

/// `super::` as often as it takes to get from the file's module to the root of the crate.
fn climb(path: &str) -> String {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    let depth = inside.split('/').count() - usize::from(inside.ends_with("/mod.rs"));
    "super::".repeat(depth)
}

/// The first names behind a path's start: one, or one for each branch of a group.
fn firsts(rest: &str) -> Vec<String> {
    let name = |text: &str| {
        text.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let Some(group) = rest.strip_prefix('{') else {
        return vec![name(rest)];
    };
    let mut depth = 1;
    let mut branches = vec![String::new()];
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => branches.push(String::new()),
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if let Some(last) = branches.last_mut().filter(|_| c != ',' || depth > 1) {
            last.push(c);
        }
    }
    branches.iter().map(|branch| name(branch)).collect()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::source::Source;

    fn found(path: &str, text: &str) -> Vec<String> {
        check(&[Source::new(path, text)])
            .into_iter()
            .map(|finding| format!("{}: {}", finding.line, finding.what))
            .collect()
    }

    #[test]
    fn inward_imports_are_fine() {
        assert!(
            found(
                "src/pages/home.rs",
                "use crate::ui::Button;\nuse crate::{forms, replica::Replica};"
            )
            .is_empty()
        );
        assert!(
            found(
                "src/replica/mod.rs",
                "use crate::storage::Storage;\nuse super::storage;"
            )
            .is_empty()
        );
        assert!(
            found(
                "src/ui/button.rs",
                "// crate::pages\nuse crate::ui::icon;\nlet a = \"crate::pages\";"
            )
            .is_empty()
        );
        assert!(found("src/app.rs", "use crate::{storage::Storage, routes};").is_empty());
    }

    #[test]
    fn outward_imports_are_found_however_they_are_written() {
        assert_eq!(
            found("src/ui/a.rs", "\nuse crate::paths::Path;"),
            ["2: ui imports paths"]
        );
        assert_eq!(
            found("src/pages/a.rs", "use crate::{ui::{A, B}, storage::C};"),
            ["1: pages imports storage"]
        );
        assert_eq!(
            found("src/ui/a.rs", "fn a() { super::super::replica::go() }"),
            ["1: ui imports replica"]
        );
        assert_eq!(
            found("src/replica/mod.rs", "use super::pages::Home;"),
            ["1: replica imports pages"]
        );
        assert_eq!(
            found("src/components/a.rs", "use planisphere::storage::Storage;"),
            ["1: components imports storage"]
        );
    }

    #[test]
    fn crates_that_a_layer_must_not_know_are_found() {
        assert_eq!(
            found("src/ui/a.rs", "use planisphere_domain::State;"),
            ["1: ui uses planisphere_domain"]
        );
        assert_eq!(
            found("src/ui/a.rs", "use leptos_router::A;"),
            ["1: ui uses leptos_router"]
        );
        assert_eq!(
            found("src/pages/a.rs", "planisphere_journal::read()"),
            ["1: pages uses planisphere_journal"]
        );
    }

    #[test]
    fn an_unknown_layer_is_found() {
        assert_eq!(found("src/utils.rs", "").len(), 1);
    }
}
