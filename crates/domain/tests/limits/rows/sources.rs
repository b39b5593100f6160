//! Which limits the sources hold: constants by their name, and texts and numbers whose limit stands in the call.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Beginnings of the names of limits.
const BEGINNINGS: &[&str] = &["LONGEST_", "MOST_", "LEAST_", "HIGHEST_", "OLDEST_"];

/// What is named like a limit of a request and is tried elsewhere, or is none.
pub const NOT_TRIED_HERE: &[(&str, &str)] = &[
    ("activity.rs MOST_COMMITS", "how much of the log is at hand"),
    ("activity.rs MOST_EVENTS", "how much of a commit is at hand"),
    (
        "deployment/cron.rs MOST_DAYS",
        "how far a search for the next time goes",
    ),
    (
        "deployment/rules/variables.rs LONGEST_SHOWN",
        "what a sentence repeats",
    ),
    (
        "organization/ip_range.rs LONGEST_SHOWN",
        "what a sentence repeats",
    ),
    ("plan/diff.rs MOST_NAMED", "how many entries a plan names"),
    (
        "rejection.rs LONGEST_CUT_SENTENCE",
        "what a sentence repeats",
    ),
    ("rejection.rs LONGEST_SENTENCE", "what a sentence repeats"),
    ("rejection.rs LONGEST_VALUE", "what a sentence repeats"),
    ("validation.rs LONGEST_SHOWN", "what a sentence repeats"),
    ("undo/standing.rs MOST_TOLD", "what a sentence tells"),
];

/// The limits that the files below a directory hold.
pub fn limits_in(directory: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(directory, "", &mut found);
    found
}

fn collect(directory: &Path, below: &str, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let place = format!("{below}{name}");
        if path.is_dir() {
            collect(&path, &format!("{place}/"), found);
        } else {
            found.extend(limits_of(&place, &fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The limits of one file.
pub fn limits_of(file: &str, text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = BTreeSet::new();
    for line in code.lines() {
        found.extend(constant(line).map(str::to_owned));
    }
    for (start, place) in [("checks.text(", 1), ("range(checks,", 0)] {
        for call in code.split(start).skip(1) {
            let arguments: Vec<&str> = arguments(call).split(',').map(str::trim).collect();
            let last = arguments.iter().rev().find(|it| !it.is_empty());
            let names: Vec<&&str> = arguments.iter().filter(|it| it.starts_with('"')).collect();
            let name = names.get(place).or(names.last());
            if let (Some(name), true) = (name, last.is_some_and(|it| is_plain(it))) {
                found.insert(name.trim_matches('"').to_owned());
            }
        }
    }
    found.iter().map(|name| format!("{file} {name}")).collect()
}

/// What stands in a call up to its closing bracket.
fn arguments(call: &str) -> &str {
    let mut open = 1;
    let end = call.find(|it| {
        open += i32::from(it == '(') - i32::from(it == ')');
        open == 0
    });
    &call[..end.unwrap_or(call.len())]
}

fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit() || it == b'_')
}

/// The name of a constant that is a number and a limit by its name.
fn constant(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("const ")?;
    let (name, rest) = rest.split_once(": ")?;
    let kind = rest.split(" =").next()?;
    let is_number = [
        "usize", "u8", "u16", "u32", "u64", "i64", "&str", "Money", "(u8, u8)",
    ]
    .contains(&kind);
    (is_number && (name == "MOST" || BEGINNINGS.iter().any(|start| name.starts_with(start))))
        .then_some(name)
}
