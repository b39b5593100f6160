//! The tests that need no browser: every crate but the app.
use crate::failure::Outcome;
use crate::{oracle, process};

/// Runs them; `filter` is a part of a test's name.
pub fn run(filter: Option<&str>) -> Outcome<()> {
    let mut test = process::cargo();
    test.args([
        "test",
        "--locked",
        "--workspace",
        "--no-fail-fast",
        "--exclude",
        "planisphere",
    ]);
    test.args(filter);
    oracle::in_full(&mut test);
    process::show(
        &mut test,
        "cargo test",
        "mend the tests named above; `cargo test -p <crate> <name>` runs one",
    )
}
