//! The resource vectors: each row is one request, judged alone on a fresh copy of the stored state.
//!
//! `PLANISPHERE_RESOURCE_VECTORS` names another file of the same form, with other rows and possibly another
//! fixture. An operation, key or circumstance that is not known fails its row. Rows of the layer `core` are
//! compared in verdict, message and result; of `tf` and `cli` only the verdict counts; `api` rows are passed
//! over, because there is no server here.

#[path = "resource_vectors/mod.rs"]
mod vectors;

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::{env, fs};

use serde_json::Value;
use vectors::{Judged, judge};

/// The rows and the fixture of the reference.
const VECTORS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/data/resource-vectors.json"
);
/// More rows on the same fixture: every limit of Deployments, people and tokens, at it, within and beyond.
const MORE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/data/resource-vectors-more.json"
);

fn read(path: &str) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Judges every row, lists each that fails, and gives how many passed and how many failed.
fn run(fixture: &Value, rows: &Value) -> (usize, usize) {
    let rows = rows.as_array().expect("a list of rows");
    let (mut passed, mut failed) = (0, 0);
    let mut seen = BTreeSet::new();
    for row in rows {
        let id = row["id"].as_str().unwrap_or("a row without id").to_owned();
        let judged = if seen.insert(id.clone()) {
            judge(fixture, row)
        } else {
            Judged::Failed("the id is there twice".to_owned())
        };
        match judged {
            Judged::Passed => passed += 1,
            Judged::PassedOver => {}
            Judged::Failed(reason) => {
                println!("{id}: {reason}");
                failed += 1;
            }
        }
    }
    (passed, failed)
}

/// Rows that the runner must not understand: a guess would pass for an answer.
fn unknowns_fail(fixture: &Value) -> bool {
    let row = |changes: &[(&str, Value)]| {
        let mut row = serde_json::json!({
            "id": "U", "operation": "runtime.compare", "layer": "core",
            "input": {"a": "3.1-1", "b": "3.1-1"}, "expected": "ok", "result": {"cmp": 0}, "rule": "RTV-6"
        });
        for (key, value) in changes {
            row[*key] = value.clone();
        }
        row
    };
    let input = |key: &str| serde_json::json!({"a": "3.1-1", "b": "3.1-1", key: 1});
    let unknown = [
        row(&[("operation", "runtime.fly".into())]),
        row(&[("layer", "cake".into())]),
        row(&[("input", input("c"))]),
        row(&[("input", input("_weather"))]),
        row(&[("remark", "new".into())]),
        row(&[("expected", "maybe".into())]),
    ];
    unknown.iter().all(|row| {
        let judged = judge(fixture, row);
        let is_unknown = matches!(&judged, Judged::Failed(reason) if reason.starts_with("unknown"));
        if !is_unknown {
            println!("understood what it must not: {row}: {judged:?}");
        }
        is_unknown
    })
}

fn main() -> ExitCode {
    let kept = read(VECTORS);
    let understands = unknowns_fail(&kept["fixture"]);
    let named = env::var("PLANISPHERE_RESOURCE_VECTORS").ok();
    let more = run(&kept["fixture"], &read(MORE)["scenarios"]);
    println!("further rows: {} passed, {} failed", more.0, more.1);
    let vectors = named.as_deref().map_or_else(|| kept.clone(), read);
    let (passed, failed) = run(&vectors["fixture"], &vectors["scenarios"]);
    println!("{passed} passed, {failed} failed");
    if failed == 0 && more.1 == 0 && understands {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
