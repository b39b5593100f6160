//! Every limit as a row: the rule, the field, where the sources hold it, which values are fine and which are not.
//!
//! A row tries one value at a time on a scene that is fine otherwise. The last tests say when a limit is missing
//! here: a rule of the reference without a row, a limit in the sources that no row names, a row with one side.

mod rows;

use std::collections::BTreeSet;
use std::path::Path;

use rows::sources::{NOT_TRIED_HERE, limits_in, limits_of};
use rows::{Limit, Sides, all};

/// Rules of the reference that state a number, a length or a count, and bind something else than HTTP.
const STATED: &[&str] = &[
    "ORG-1", "ORG-8", "ORG-11", "WS-1", "CL-4", "CL-6", "CL-7", "CL-11", "CL-19", "CL-32", "DEP-1",
    "DEP-2", "EXE-4", "EXE-5", "SCH-2", "SCH-3", "RES-2", "RES-3", "RES-6", "RES-7", "RES-8",
    "RES-9", "WQ-1", "WQ-6", "WQ-7", "WQ-8", "WQ-14", "HIB-5", "HIB-6", "HIB-9", "REM-3", "RTV-5",
    "DPL-6", "EO-17", "TOK-1", "TOK-2", "USR-7", "USR-9", "TEAM-4", "ROLE-1", "IP-2", "ALR-4",
    "ALR-5", "ALR-6", "ALR-9", "NCH-3",
];

fn label(limit: &Limit) -> String {
    format!("{} {} ({})", limit.rule, limit.field, limit.counted)
}

/// `workerQueues[0].name` as `workerQueues[].name`.
fn without_places(path: &str) -> String {
    let after = path.split('[').skip(1);
    let rest =
        after.map(|it| format!("[{}", it.trim_start_matches(|it: char| it.is_ascii_digit())));
    path.split('[')
        .take(1)
        .map(str::to_owned)
        .chain(rest)
        .collect()
}

#[test]
fn at_the_limit_and_within_it_is_fine() {
    let mut wrong = Vec::new();
    for limit in all() {
        for value in limit.fine {
            if let Err(refused) = (limit.tries)(value) {
                wrong.push(format!("{}: {value}: {refused}", label(&limit)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The problem stands at the field, with the limit and the value; the sentence and the way out are sentences.
#[test]
fn beyond_the_limit_is_refused_for_that_alone() {
    let mut wrong = Vec::new();
    for limit in all() {
        for value in limit.refused {
            let about = format!("{}: {value}", label(&limit));
            let Err(refused) = (limit.tries)(value) else {
                wrong.push(format!("{about}: accepted"));
                continue;
            };
            let problems = refused.problems();
            let is_fine = !problems.is_empty()
                && problems.iter().all(|problem| {
                    without_places(&problem.path) == limit.field
                        && !problem.code.is_empty()
                        && problem.value.is_some()
                        && problem.limit.is_some()
                        && !problem.message.ends_with('.')
                        && problem.way_out.ends_with('.')
                });
            if !is_fine {
                wrong.push(format!("{about}: {refused:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Of numbers, one below, at and one beyond: what is refused has two values beside it that are fine.
fn lacks_a_side(limit: &Limit) -> bool {
    let numbers = |values: &[&str]| -> Option<Vec<i128>> {
        values.iter().map(|it| it.parse().ok()).collect()
    };
    let (Some(fine), Some(refused)) = (numbers(limit.fine), numbers(limit.refused)) else {
        return limit.fine.len() < 2 || limit.refused.is_empty();
    };
    let has = |value: i128| fine.contains(&value);
    let lacks = |it: &i128| {
        let beside = |step: i128| match limit.sides {
            Sides::Open => has(it + step) && has(it + 2 * step),
            Sides::Exactly => has(it + step),
        };
        !beside(-1) && !beside(1)
    };
    refused.is_empty() || refused.iter().any(lacks)
}

#[test]
fn every_row_has_both_sides() {
    let lacking: Vec<String> = all()
        .iter()
        .filter(|it| lacks_a_side(it))
        .map(label)
        .collect();
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
    // It can fail.
    let mut row = all().into_iter().find(|it| it.rule == "SCH-3").unwrap();
    row.fine = &["1", "3"];
    assert!(lacks_a_side(&row));
    row.fine = &["1", "2", "3", "4"];
    row.refused = &[];
    assert!(lacks_a_side(&row));
}

#[test]
fn every_stated_limit_has_a_row() {
    let rows: BTreeSet<&str> = all().iter().flat_map(|it| it.rule.split(' ')).collect();
    let missing: Vec<_> = STATED.iter().filter(|it| !rows.contains(*it)).collect();
    assert!(missing.is_empty(), "no row for {missing:?}");
    let unknown: Vec<_> = rows
        .iter()
        .filter(|rule| !rule.is_empty() && !STATED.contains(rule))
        .collect();
    assert!(unknown.is_empty(), "not among the stated ones: {unknown:?}");
}

#[test]
fn every_limit_of_the_sources_has_a_row() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let held = limits_in(&sources);
    let tried: BTreeSet<String> = all()
        .iter()
        .map(|it| it.held_by.to_owned())
        .filter(|it| !it.is_empty())
        .collect();
    let elsewhere: BTreeSet<String> = NOT_TRIED_HERE
        .iter()
        .map(|(it, _)| (*it).to_owned())
        .collect();
    let missing: Vec<_> = held
        .iter()
        .filter(|it| !tried.contains(*it) && !elsewhere.contains(*it))
        .collect();
    assert!(missing.is_empty(), "no row for {missing:#?}");
    let gone: Vec<_> = tried
        .union(&elsewhere)
        .filter(|it| !held.contains(*it))
        .collect();
    assert!(gone.is_empty(), "not in the sources: {gone:#?}");
    let twice: Vec<_> = tried.intersection(&elsewhere).collect();
    assert!(twice.is_empty(), "listed without need: {twice:?}");
}

/// The reading of the sources finds what it looks for, so that a new limit without a row fails.
#[test]
fn limits_are_found_in_sources() {
    let found = limits_of(
        "x.rs",
        "const LONGEST_NAME: usize = 63;\npub const MOST_DAYS: u32 = 1;\nconst OTHER: usize = 3;\n\
         const MOST_NAMES: &[&str] = &[];\nchecks.text(\"a\", \"the name\", name, 1, 256);\n\
         checks.text(\"b\", \"the key\", key, 1, LONGEST_KEY);\nrange(checks, \"au\", au, 5, 24),\n\
         checks.text(\n  \"c\",\n  \"the note\",\n  note,\n  0,\n  90,\n);\n",
    );
    let expected = ["LONGEST_NAME", "MOST_DAYS", "au", "the name", "the note"];
    let expected: Vec<String> = expected.iter().map(|it| format!("x.rs {it}")).collect();
    assert_eq!(found.into_iter().collect::<Vec<_>>(), expected);
}
