//! The tests of the core: one program, so that what they share is compiled and linked once.
//!
//! Each file states one kind of behaviour; the directories beside them hold the tables and the scenes that several use.

mod accepted;
mod answers;
mod audit;
mod bad_input;
mod belongings;
mod changed_since;
mod conflicts;
mod cost;
mod cost_table;
mod coverage;
mod deploys;
mod doors;
mod downgrades;
mod effects;
mod environment;
mod findings;
mod gates;
mod generate;
mod granted;
mod guard_rails;
mod guarded;
mod invariants;
mod limits;
mod matrix;
mod notices;
mod outlook;
mod place_limits;
mod place_requests;
mod plan_words;
mod plans;
mod properties;
mod records;
mod reference;
mod refusals;
mod refused;
mod requests;
mod roles;
mod scene;
mod stored_form;
mod strange;
mod timeline;
mod undone;
mod upgrades;
mod variables;

/// A file that no line above names would never run.
#[test]
fn every_file_is_named() {
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests")).unwrap();
    let named = include_str!("main.rs");
    // Programs of their own, and this one.
    let apart = ["main", "access_vectors", "resource_vectors"];
    for file in files {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let is_rust = path.extension().is_some_and(|ending| ending == "rs");
        if is_rust && !apart.contains(&name.as_str()) {
            assert!(named.contains(&format!("mod {name};")), "{name}");
        }
    }
}
