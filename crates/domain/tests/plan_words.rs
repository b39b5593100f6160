//! How a plan tells each accepted change, thing by thing and field by field, against `golden/plan_words.txt`: what
//! stands there is what a person reads, so no id and no word of the API is among it.
//!
//! `UPDATE_GOLDEN=1 cargo test -p planisphere-domain --test domain plan_words` writes the file again; read the difference
//! before keeping it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use crate::granted::all;
use crate::scene::scene;
use crate::scene::staffed::staffed;
use planisphere_domain::plan::{Change, Difference, FieldChange, difference, difference_for};
use planisphere_domain::policy::Caller;
use planisphere_domain::workspace::{DefaultInfrastructure, WorkspaceField};
use planisphere_domain::{Actor, Command, Edit, UserId};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/plan_words.txt");

fn written() -> String {
    let mut text = String::from("What a plan tells of accepted commands.\n");
    for case in all() {
        let mut fixture = (case.scene)();
        let command = (case.make)(&mut fixture);
        let before = fixture.state().clone();
        fixture.execute(&command).unwrap();
        writeln!(text, "\n{}: {}", command.name(), case.about).unwrap();
        let changes = difference(&before, fixture.state());
        if changes.is_empty() {
            text.push_str("  nothing\n");
        }
        for change in changes {
            tell(&mut text, &change);
        }
    }
    text
}

fn tell(text: &mut String, change: &Change) {
    let (word, fields): (_, &[FieldChange]) = match &change.what {
        Difference::Created(fields) => ("new", fields),
        Difference::Edited(fields) => ("changed", fields),
        Difference::Deleted => ("deleted", &[]),
    };
    writeln!(text, "  {word} {} {}", change.kind, change.name).unwrap();
    for field in fields {
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "-".into());
        let (before, after) = (side(&field.before), side(&field.after));
        writeln!(text, "    {}: {before} -> {after}", field.field).unwrap();
    }
}

#[test]
fn changes_are_told_in_the_golden_words() {
    let written = written();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(GOLDEN, &written).unwrap();
    }
    let golden = fs::read_to_string(GOLDEN).unwrap();
    for (expected, found) in golden.lines().zip(written.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(golden, written);
}

/// Words that are what somebody typed, and look like one of the API's.
const TYPED: &[&str] = &["DD_API_KEY"];

#[test]
fn no_id_and_no_word_of_the_api_is_told() {
    let mut kinds = BTreeSet::new();
    for case in all() {
        let mut fixture = (case.scene)();
        let command = (case.make)(&mut fixture);
        let before = fixture.state().clone();
        fixture.execute(&command).unwrap();
        for change in difference(&before, fixture.state()) {
            kinds.insert(change.kind.to_string());
            let mut said = vec![change.name.clone()];
            if let Difference::Created(fields) | Difference::Edited(fields) = change.what {
                for field in fields {
                    // A variable's key is what somebody typed, and so is its value.
                    if field.field.starts_with("environmentVariables[")
                        || field.field.ends_with(".value")
                    {
                        continue;
                    }
                    said.extend(
                        [Some(field.field), field.before, field.after]
                            .into_iter()
                            .flatten(),
                    );
                }
            }
            for text in said {
                for word in
                    text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
                {
                    assert!(!is_id(word), "{}: {text}", case.about);
                    assert!(
                        !is_of_the_api(word) || TYPED.contains(&word),
                        "{}: {text}",
                        case.about
                    );
                }
            }
        }
    }
    let all_kinds = [
        "API token",
        "Deployment",
        "Organization",
        "SSO connection",
        "Team",
        "Workspace",
        "agent token",
        "alert",
        "cluster",
        "custom role",
        "deploy",
        "environment object",
        "finding",
        "notification channel",
        "user",
    ];
    assert_eq!(
        kinds.iter().map(String::as_str).collect::<Vec<_>>(),
        all_kinds
    );
}

fn is_id(word: &str) -> bool {
    word.len() == 25 && word.starts_with('c') && word.chars().any(|letter| letter.is_ascii_digit())
}

/// Words such as `UPDATE_FAILED`.
fn is_of_the_api(word: &str) -> bool {
    word.contains('_')
        && word
            .chars()
            .all(|letter| letter.is_ascii_uppercase() || letter == '_')
}

/// What a thing is called is no change of what refers to it.
#[test]
fn a_new_name_is_told_once() {
    let fixture = staffed();
    let before = fixture.state().clone();
    let mut after = fixture;
    let id = after.workspace("Data Platform");
    let name = |name: &str| WorkspaceField::Name(name.to_owned());
    after.must(Command::UpdateWorkspace {
        id,
        edits: vec![Edit::new(name("Data Platform"), name("Data"))],
    });
    let told = difference(&before, after.state());
    assert_eq!(told.len(), 1, "{told:#?}");
}

/// Whoever may not see a cluster reads of none, and of no id either.
#[test]
fn names_are_told_to_those_who_may_know_them() {
    let mut fixture = scene();
    let (id, cluster) = (fixture.workspace("Empty"), fixture.cluster("open"));
    let before = fixture.state().clone();
    let infrastructure = WorkspaceField::DefaultInfrastructure;
    fixture.must(Command::UpdateWorkspace {
        id,
        edits: vec![Edit::new(
            infrastructure(None),
            infrastructure(Some(DefaultInfrastructure::Cluster(cluster))),
        )],
    });
    let after = |changes: Vec<Change>| match changes.into_iter().next().map(|it| it.what) {
        Some(Difference::Edited(fields)) => fields[0].after.clone().unwrap_or_default(),
        other => panic!("{other:?}"),
    };
    assert_eq!(after(difference(&before, fixture.state())), "cluster open");
    let reader = Caller::acting(Actor::User(UserId::from_bits(7)), fixture.now());
    let told = difference_for(&before, fixture.state(), &reader);
    assert_eq!(after(told), "a cluster that is not here");
}
