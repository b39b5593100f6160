//! Starts the programs of `crates/oracle`: the comparison of any length, and the measurements.
//!
//! They are programs of their own, because they take minutes to build and this one must not.
use crate::args::Args;
use crate::failure::{Failure, Outcome};
use crate::report::Steps;
use crate::{process, setup, suite, torture};

/// How many access decisions the tests compare.
const CASES: &str = "1000000";

/// The variable by which `crates/oracle/tests/agreement.rs` learns of it.
const VARIABLE: &str = "PLANISPHERE_ACCESS_CASES";

/// The variable by which the measurements on the host learn of those in a browser.
const IN_BROWSER: &str = "PLANISPHERE_ACCESS_IN_BROWSER";

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
    let built = args.flag("--no-build");
    args.finish()?;
    match what.as_deref() {
        Some("access") => access(),
        Some("storage") => torture::bench(built),
        _ => Err(Failure::new(
            "there is no such measurement",
            "run `cargo xtask bench access` or `cargo xtask bench storage`",
        )),
    }
}

/// Access checks, here and in a browser, beside their peers.
fn access() -> Outcome<()> {
    let mut steps = Steps::new(setup::STEPS + 3);
    let tools = setup::for_build(&mut steps)?;
    let chromium = steps.step("Chromium", setup::browser::find)?;
    let in_browser = steps.step("this engine in Chromium", || {
        suite::browser::measure(&tools, &chromium)
    })?;
    steps.step("everybody on the host", || beside(&in_browser))
}

/// Measures this engine and its peers on the host, and tells the program what a browser took.
fn beside(in_browser: &[String]) -> Outcome<()> {
    let mut run = process::cargo();
    run.env(IN_BROWSER, in_browser.join("\n"));
    run.args(["run", "--locked", "--release", "-p", "planisphere-oracle"]);
    run.args(["--features", "bench", "--bin", "bench-access"]);
    process::show(
        &mut run,
        "bench access",
        "run it again on a machine that does nothing else; the table above says what does not hold",
    )
}
