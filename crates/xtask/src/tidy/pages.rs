//! Rule 7: pages read selectors and dispatch commands; they fetch nothing, store nothing and compare no role.
use super::Finding;
use super::source::Source;

const RULE: &str = "rule 7, pages read selectors and dispatch commands";

/// What must not stand under `src/pages`, and what to do instead.
const FORBIDDEN: [(&str, &str); 11] = [
    ("gloo_net", FETCH),
    ("fetch_with", FETCH),
    (".fetch(", FETCH),
    ("XmlHttpRequest", FETCH),
    ("WebSocket", FETCH),
    ("storage::", STORE),
    ("indexed_db", STORE),
    ("IdbDatabase", STORE),
    ("local_storage", STORE),
    ("session_storage", STORE),
    ("BroadcastChannel", STORE),
];
const FETCH: &str = "let src/replica fetch and offer the result as a signal";
const STORE: &str =
    "let src/replica store it; a page dispatches a command or calls a setting of the replica";

/// Looks at every file under `src/pages`.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources
        .iter()
        .filter(|source| source.is_rust() && source.path.starts_with("src/pages"))
    {
        for (index, line) in source.code.lines().enumerate() {
            for (word, remedy) in FORBIDDEN.iter().filter(|(word, _)| line.contains(word)) {
                findings.push(source.finding(
                    index + 1,
                    RULE,
                    format!("a page uses `{word}`"),
                    *remedy,
                ));
            }
            if compares_a_role(line) {
                findings.push(source.finding(
                    index + 1,
                    RULE,
                    "a page compares a role",
                    "ask for the permission: use a selector that answers with a `Decision`",
                ));
            }
        }
    }
    findings
}

fn compares_a_role(line: &str) -> bool {
    let words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
    let role = words.clone().any(|word| {
        let word = word.to_lowercase();
        word == "role" || word.ends_with("_role") || word.ends_with("role") && word.len() > 4
    });
    role && (line.contains("==") || line.contains("!=") || line.contains("matches!"))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::source::Source;

    #[test]
    fn forbidden_calls_are_found_under_pages_only() {
        for text in [
            "use gloo_net::http::Request;",
            "window.fetch(x)",
            "crate::storage::open()",
            "window().local_storage()",
            "if person.role == chosen {}",
            "matches!(person.workspace_role, Some(_))",
        ] {
            assert_eq!(
                check(&[Source::new("src/pages/a.rs", text)]).len(),
                1,
                "{text}"
            );
            assert_eq!(
                check(&[Source::new("src/replica/a.rs", text)]),
                [],
                "{text}"
            );
        }
    }

    #[test]
    fn what_pages_do_is_fine() {
        let text = "// gloo_net\nlet role = person.role.title();\nview! { <p role=\"status\">{a == b}</p> }\nlet s = \"local_storage\";";
        let found = check(&[Source::new(
            "src/pages/a.rs",
            text.replace("role=\"status\"", "class=\"x\"").as_str(),
        )]);
        assert_eq!(found, []);
    }
}
