//! Starts the programs of `crates/oracle`: the comparison of any length, and the measurements.
//!
//! They are programs of their own, because they take minutes to build and this one must not.
use crate::args::Args;
use crate::failure::{Failure, Outcome};
use crate::process;

/// How many access decisions the tests compare.
const CASES: &str = "1000000";

/// The variable by which `crates/oracle/tests/agreement.rs` learns of it.
const VARIABLE: &str = "PLANISPHERE_ACCESS_CASES";

/// Lets the tests compare everything, unless somebody said how much.
pub fn in_full(test: &mut std::process::Command) {
    if std::env::var_os(VARIABLE).is_none() {
        test.env(VARIABLE, CASES);
    }
}

/// `cargo xtask fuzz-access`.
pub fn fuzz(words: &[String]) -> Outcome<()> {
    let mut args = Args::new(words);
    let cases = args.value("--cases")?.unwrap_or_else(|| CASES.to_owned());
    let seed = args.value("--seed")?.unwrap_or_else(|| "1".to_owned());
    args.finish()?;
    let mut run = process::cargo();
    run.args(["run", "--locked", "--quiet", "-p", "planisphere-oracle"]);
    run.args(["--bin", "fuzz-access", "--"]);
    run.args(["--cases", &cases, "--seed", &seed]);
    process::show(
        &mut run,
        "fuzz-access",
        "the smallest account above shows the difference; the rule it names decides who is right",
    )
}

/// `cargo xtask bench`.
pub fn bench(words: &[String]) -> Outcome<()> {
    let mut args = Args::new(words);
    let what = args.word();
    args.finish()?;
    if what.as_deref() != Some("access") {
        return Err(Failure::new(
            "there is no such measurement",
            "run `cargo xtask bench access`",
        ));
    }
    let mut run = process::cargo();
    run.args(["run", "--locked", "--release", "-p", "planisphere-oracle"]);
    run.args(["--features", "bench", "--bin", "bench-access"]);
    process::show(
        &mut run,
        "bench access",
        "run it again on a machine that does nothing else; the table above says what does not hold",
    )
}
