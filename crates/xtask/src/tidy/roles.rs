//! Rule 4: role names stand in the policy's table and nowhere else.
use super::Finding;
use super::source::Source;

const RULE: &str = "rule 4, policy is one table";

/// Where role names belong.
const HOME: &str = "crates/domain/src/policy/";

/// Tests and what is made for tests, and this tool itself.
const APART: [&str; 4] = [
    "crates/fixtures/",
    "crates/oracle/",
    "crates/xtask/",
    "tests/",
];

/// Files that offer roles to people for choosing, or that found an Organization, each with its reason. A file that no
/// longer names a role has to leave the list.
const ALLOWED: [(&str, &str); 0] = [];

const TYPES: [&str; 4] = [
    "OrganizationRole::",
    "WorkspaceRole::",
    "DeploymentRole::",
    "DagRole::",
];

const NAMES: [&str; 17] = [
    "DAG_AUTHOR",
    "DAG_VIEWER",
    "DEPLOYMENT_ACCESSOR",
    "DEPLOYMENT_ADMIN",
    "DEPLOYMENT_AUTHOR",
    "DEPLOYMENT_OPERATOR",
    "DEPLOYMENT_VIEWER",
    "ORGANIZATION_BILLING_ADMIN",
    "ORGANIZATION_MEMBER",
    "ORGANIZATION_OBSERVE_ADMIN",
    "ORGANIZATION_OBSERVE_MEMBER",
    "ORGANIZATION_OWNER",
    "WORKSPACE_ACCESSOR",
    "WORKSPACE_AUTHOR",
    "WORKSPACE_MEMBER",
    "WORKSPACE_OPERATOR",
    "WORKSPACE_OWNER",
];

/// Looks at every Rust file.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    check_with(sources, &ALLOWED)
}

fn check_with(sources: &[Source], allowed: &[(&str, &str)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut used = vec![false; allowed.len()];
    for source in sources.iter().filter(|source| source.is_rust()) {
        let tests = source.path.contains("/tests/")
            || APART.iter().any(|start| source.path.starts_with(start));
        if tests || source.path.starts_with(HOME) {
            continue;
        }
        for (index, line) in source.spoken.lines().enumerate() {
            let Some(name) = role(line) else { continue };
            if let Some(at) = allowed.iter().position(|(path, _)| *path == source.path) {
                if let Some(mark) = used.get_mut(at) {
                    *mark = true;
                }
                continue;
            }
            findings.push(source.finding(
                index + 1,
                RULE,
                format!("the role `{name}` is named outside the policy"),
                "ask `can` for the permission, or let crates/domain/src/policy answer; an editor of roles goes on the list in crates/xtask/src/tidy/roles.rs with its reason",
            ));
        }
    }
    for ((path, reason), used) in allowed.iter().zip(used) {
        let problem = if reason.trim().is_empty() {
            "is allowed to name roles without a reason"
        } else if !used {
            "is allowed to name roles and names none"
        } else {
            continue;
        };
        findings.push(Finding {
            path: "crates/xtask/src/tidy/roles.rs".to_owned(),
            line: 1,
            rule: RULE,
            what: format!("{path} {problem}"),
            remedy: "give the reason, or take the file off ALLOWED".to_owned(),
        });
    }
    findings
}

fn role(line: &str) -> Option<String> {
    let whole = |name: &str, at: usize| {
        let edge = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        edge(line.get(..at)?.chars().last()).then_some(())?;
        edge(line.get(at + name.len()..)?.chars().next()).then_some(())
    };
    let named = NAMES.iter().find(|name| {
        line.match_indices(**name)
            .any(|(at, _)| whole(name, at).is_some())
    });
    if let Some(name) = named {
        return Some((*name).to_owned());
    }
    TYPES.iter().find_map(|start| {
        line.match_indices(start).find_map(|(at, _)| {
            let word: String = line
                .get(at + start.len()..)?
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            // A variant is written `Owner`; `ALL` and functions are not. Whether a role is built in or custom is
            // no name of one.
            let variant = word.starts_with(char::is_uppercase)
                && word.contains(char::is_lowercase)
                && word != "BuiltIn"
                && word != "Custom";
            variant.then(|| format!("{start}{word}"))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{check, check_with};
    use crate::tidy::source::Source;

    #[test]
    fn role_names_are_found() {
        for text in [
            "if role == OrganizationRole::Owner {}",
            "let a = \"WORKSPACE_AUTHOR\";",
            "matches!(x, WorkspaceRole::Operator)",
            "DeploymentRole::BuiltIn(BuiltInDeploymentRole::Admin)",
        ] {
            assert_eq!(
                check(&[Source::new("src/pages/a.rs", text)]).len(),
                1,
                "{text}"
            );
        }
    }

    #[test]
    fn lists_functions_comments_and_longer_words_are_no_role_names() {
        for text in [
            "for role in OrganizationRole::ALL {}",
            "WorkspaceRole::from_api(text)",
            "DeploymentRole::BuiltIn(role) | DeploymentRole::Custom(id)",
            "// WORKSPACE_OWNER",
            "const X: &str = \"WORKSPACE_OWNER_COUNT\";",
            "#[cfg(test)]\nmod tests { const R: &str = \"WORKSPACE_OWNER\"; }",
        ] {
            assert_eq!(check(&[Source::new("src/pages/a.rs", text)]), [], "{text}");
        }
        let table = Source::new("crates/domain/src/policy/table.rs", "WorkspaceRole::Owner");
        assert_eq!(check(&[table]), []);
    }

    #[test]
    fn the_list_needs_reasons_and_use() {
        let editor = Source::new("src/forms/role.rs", "WorkspaceRole::Owner");
        assert_eq!(
            check_with(&[editor], &[("src/forms/role.rs", "lets people choose")]),
            []
        );
        let empty = Source::new("src/forms/role.rs", "");
        assert_eq!(
            check_with(&[empty], &[("src/forms/role.rs", "lets people choose")]).len(),
            1
        );
        let editor = Source::new("src/forms/role.rs", "WorkspaceRole::Owner");
        assert_eq!(check_with(&[editor], &[("src/forms/role.rs", "")]).len(), 1);
    }
}
