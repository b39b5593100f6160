//! The access vectors: each row is one question to the core, judged alone on the stored state as it stands.
//!
//! `PLANISPHERE_ACCESS_VECTORS` names another file of the same form, with other rows and possibly another
//! fixture. An operation, argument or circumstance that is not known fails its row. What is found is
//! printed whether or not all holds, and the last line counts.

mod vectors;

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::{env, fs};

use serde_json::Value;
use vectors::{Row, Vectors};

/// The rows and the fixture of the reference.
const VECTORS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/data/access-vectors.json"
);
/// More rows on the same fixture: every documented argument and circumstance, granted and refused.
const MORE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/data/access-vectors-more.json"
);

fn read(path: &str) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Judges rows, lists each that fails and gives how many did.
fn run(vectors: &Vectors, rows: &Value) -> (usize, usize) {
    let rows = rows.as_array().expect("a list of rows");
    let mut failed = 0;
    let mut seen = BTreeMap::new();
    for row in rows {
        let id = row
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or("a row without id");
        if seen.insert(id.to_owned(), ()).is_some() {
            println!("{id}: the id is there twice");
            failed += 1;
            continue;
        }
        if let Err(reason) = Row::read(row).and_then(|row| vectors.check(&row)) {
            println!("{id}: {reason}");
            failed += 1;
        }
    }
    (rows.len() - failed, failed)
}

/// Rows that the runner must not understand: a guess would pass for an answer.
fn unknowns_fail(vectors: &Vectors) -> bool {
    let row = |changes: &[(&str, Value)]| {
        let mut row = serde_json::json!({
            "id": "U", "actor": "user:olivia", "permission": "organization.get",
            "resource": "organization:org_acme", "expected": "allow"
        });
        for (key, value) in changes {
            row[*key] = value.clone();
        }
        row
    };
    let unknown = [
        row(&[("permission", "organization.fly".into())]),
        row(&[("args", serde_json::json!({"speed": 3}))]),
        row(&[("context", serde_json::json!({"weather": "rain"}))]),
        row(&[("context", serde_json::json!({"tier": "GOLD"}))]),
        row(&[("context", serde_json::json!({"authMethod": "fax"}))]),
        row(&[("remark", "new".into())]),
        row(&[("actor", "user:nobody".into())]),
        row(&[("expected", "maybe".into())]),
        row(&[
            ("permission", "organization.settings.update".into()),
            ("args", serde_json::json!({"fields": ["colour"]})),
        ]),
        row(&[
            ("permission", "organization.teams.update".into()),
            (
                "args",
                serde_json::json!({"teamId": "team_admins", "change": "colour"}),
            ),
        ]),
    ];
    unknown.iter().all(|row| {
        let outcome = Row::read(row).and_then(|row| vectors.check(&row));
        let is_unknown = outcome
            .as_ref()
            .is_err_and(|reason| reason.starts_with("unknown"));
        if !is_unknown {
            println!("understood what it must not: {row}: {outcome:?}");
        }
        is_unknown
    })
}

fn main() -> ExitCode {
    let kept = read(VECTORS);
    let own = Vectors::load(&kept["fixture"]);
    let more = run(&own, &read(MORE)["scenarios"]);
    println!("further rows: {} passed, {} failed", more.0, more.1);
    let holds = unknowns_fail(&own);
    let (passed, failed) = match env::var("PLANISPHERE_ACCESS_VECTORS") {
        Ok(path) => {
            let named = read(&path);
            run(&Vectors::load(&named["fixture"]), &named["scenarios"])
        }
        Err(_) => run(&own, &kept["scenarios"]),
    };
    println!("{passed} passed, {failed} failed");
    if failed == 0 && more.1 == 0 && holds {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
