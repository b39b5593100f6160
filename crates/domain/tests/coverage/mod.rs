//! Which rules the sources name, and which the tables do.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Families of rules that the core enforces, as the reference numbers them.
const FAMILIES: &[&str] = &[
    "ORG", "WS", "CL", "DEP", "EXE", "SCH", "RES", "WQ", "HIB", "REM", "ENV", "EML", "CIC", "RTV",
    "UPD", "USR", "TEAM", "ROLE", "TOK", "ALR", "NCH", "EO", "DPL", "DEL", "IP",
];

/// The numbers of every rule of the reference, family by family.
const RULES: &str = include_str!("../data/resource-rules.txt");

/// Rules about HTTP and its secrets alone, which the core knows nothing of.
const OVER_HTTP: &[(&str, &str)] = &[
    ("TOK-11", "what a token's text looks like"),
    (
        "ALR-10",
        "how many alerts one bulk call carries; a command is about one",
    ),
];

/// Rules that the sources name and that refuse nothing, each with the test that holds it.
const HELD_ELSEWHERE: &[(&str, &str)] = &[
    ("ORG-5", "the model: one field of a person"),
    ("WS-9", "resource_vectors.rs: lists by their names"),
    ("TOK-3", "the model: a scope names its thing"),
    ("TOK-8", "the model: no text of a token is in it"),
    ("TOK-13", "accepted.rs: a token's role in one place alone"),
    (
        "IP-3",
        "gates.rs and access_vectors.rs: calls from elsewhere",
    ),
    ("DEP-5", "accepted.rs: defaults"),
    ("DEP-6", "accepted.rs: defaults"),
    ("DEP-7", "accepted.rs and properties.rs"),
    ("DEP-11", "accepted.rs: on a cluster"),
    ("DEP-16", "requests.rs: a type and what it runs on"),
    ("DEP-17", "the model: no edit reaches these fields"),
    ("ENV-13", "accepted.rs: order of variables"),
    ("DEL-3", "belongings.rs: what ends with a Deployment"),
    ("ENV-11", "environment.rs: ranks first"),
    ("EO-10", "environment.rs: an update of the API replaces"),
    ("EO-11", "environment.rs: secrets stay until others come"),
    ("EO-12", "environment.rs: where the Organization lets them"),
    ("EO-13", "environment.rs: what a Deployment gets"),
    ("EO-14", "the model: a reference in place of the value"),
    ("EO-15", "accepted.rs: an excluded Deployment"),
    ("EO-18", "environment.rs: what a Deployment gets"),
    ("DPL-3", "deploys.rs: what uploads DAGs"),
    ("DPL-7", "deploys.rs: what a rollback restores"),
    ("DPL-9", "deploys.rs: newest first"),
    ("DPL-10", "deploys.rs: one image at a time"),
    ("EXE-1", "the model: an enum"),
    ("EXE-8", "accepted.rs: to Kubernetes"),
    ("HIB-8", "accepted.rs: empty hibernation"),
    ("HIB-13", "accepted.rs: leave development mode"),
    ("HIB-15", "accepted.rs: hibernation as a whole"),
    ("NCH-2", "the model: an enum"),
    ("ORG-4", "gates.rs and accepted.rs: found"),
    ("RTV-2", "accepted.rs: defaults"),
    ("RTV-6", "runtime.rs"),
    ("SCH-5", "accepted.rs: high availability"),
    ("TEAM-5", "accepted.rs: who is in it already"),
    ("TEAM-6", "effects.rs: a Team ends"),
    ("UPD-8", "accepted.rs: defaults"),
    ("USR-3", "accepted.rs: with the DAG roles that stand on it"),
    ("WS-2", "accepted.rs: a Workspace"),
    ("WS-6", "gates.rs"),
    ("WS-10", "accepted.rs: delete a Workspace"),
    ("WS-11", "accepted.rs: the Workspace's defaults"),
    ("DEP-10", "requests.rs: half a place"),
    ("DEP-14", "requests.rs: a type and what it runs on"),
    ("ENV-4", "requests.rs: the whole list"),
    ("ENV-6", "requests.rs: a secret without a value"),
    ("ENV-9", "requests.rs: a variable without a value"),
    ("ENV-10", "notices.rs: a system variable"),
    ("HIB-7", "requests.rs: hibernation that says nothing"),
    ("HIB-10", "requests.rs: an override that says nothing"),
    ("REM-4", "requests.rs: remote execution that is off"),
    ("RTV-3", "requests.rs: another Runtime"),
    ("UPD-1", "requests.rs: what an update has to carry"),
    ("UPD-2", "requests.rs: what is absent stays"),
    ("UPD-3", "requests.rs: the whole list"),
    ("UPD-4", "requests.rs: null is absent"),
    ("UPD-5", "requests.rs: empty is absent"),
    ("UPD-6", "requests.rs: a queue known by its name"),
    ("UPD-7", "requests.rs: what is absent of a queue stays"),
    ("UPD-9", "requests.rs: another type"),
    ("WQ-11", "requests.rs: queues by id"),
    ("WQ-12", "requests.rs: an unknown queue"),
    ("USR-8", "resource_vectors.rs: the role that counts"),
    (
        "TOK-7",
        "resource_vectors.rs: a DAG role without its Deployment",
    ),
    ("RTV-7", "notices.rs: what is no longer offered"),
    ("HIB-11", "accepted.rs: back to the schedules"),
    (
        "ENV-8",
        "accepted.rs: variables set, replaced and deleted at once",
    ),
    ("USR-5", "resource_vectors.rs: a role on a Deployment alone"),
    ("USR-4", "resource_vectors.rs: two roles in one Workspace"),
    ("WQ-15", "notices.rs: what a change does"),
    ("HIB-12", "notices.rs: what a change does"),
    ("ENV-12", "notices.rs: what a change does"),
    ("ENV-5", "the model: a reference in place of the value"),
    ("EML-2", "requests.rs: what is absent stays"),
    ("DEL-2", "a fact for pages: KEPT_DAYS"),
    ("DEL-1", "gates.rs and belongings.rs"),
    ("CL-30", "gates.rs"),
    (
        "CL-25",
        "accepted.rs: a second region on the same continent",
    ),
    ("CL-29", "resource_vectors.rs: cluster.create"),
    ("ORG-2", "place_requests.rs: name, invoices and SCIM"),
    ("ORG-11", "place_requests.rs: as far as the plan"),
    (
        "WS-3",
        "place_requests.rs: name, description and the default",
    ),
];

fn rules_in(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .filter(|word| {
            word.split_once('-').is_some_and(|(family, number)| {
                FAMILIES.contains(&family) && number.parse::<u16>().is_ok()
            })
        })
        .map(str::to_owned)
        .collect()
}

fn sources(directory: &Path, into: &mut String) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else {
            into.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_rule_that_the_sources_name_has_a_case() {
    let mut text = String::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut text,
    );
    let named = rules_in(&text);
    let covered: BTreeSet<String> = crate::refused::all()
        .iter()
        .flat_map(|case| rules_in(case.rules))
        .collect();
    let elsewhere: BTreeSet<String> = HELD_ELSEWHERE
        .iter()
        .map(|(rule, _)| (*rule).to_owned())
        .collect();
    let missing: Vec<_> = named
        .iter()
        .filter(|rule| !covered.contains(*rule) && !elsewhere.contains(*rule))
        .collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
    let stale: Vec<_> = elsewhere
        .iter()
        .filter(|rule| covered.contains(*rule) || !named.contains(*rule))
        .collect();
    assert!(stale.is_empty(), "listed without need: {stale:?}");
}

/// Every rule of the reference stands in a comment where it is enforced, unless it is about HTTP alone.
#[test]
fn the_sources_name_every_rule_of_the_reference() {
    let mut text = String::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut text,
    );
    let named = rules_in(&text);
    let rules: BTreeSet<String> = RULES
        .lines()
        .filter_map(|line| line.split_once(": "))
        .flat_map(|(family, numbers)| {
            numbers
                .split(' ')
                .map(move |number| format!("{family}-{number}"))
        })
        .collect();
    assert_eq!(rules.len(), 247);
    let over_http: BTreeSet<String> = OVER_HTTP.iter().map(|(it, _)| (*it).to_owned()).collect();
    let missing: Vec<_> = rules
        .iter()
        .filter(|rule| !named.contains(*rule) && !over_http.contains(*rule))
        .collect();
    assert!(missing.is_empty(), "the sources do not name {missing:?}");
    let unknown: Vec<_> = named
        .union(&over_http)
        .filter(|it| !rules.contains(*it))
        .collect();
    assert!(unknown.is_empty(), "no rules of the reference: {unknown:?}");
    let enforced: Vec<_> = over_http.intersection(&named).collect();
    assert!(enforced.is_empty(), "not over HTTP alone: {enforced:?}");
}
