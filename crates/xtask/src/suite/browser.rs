//! The app's own tests, and one of the access engine, in a real browser.
//!
//! Cargo builds them, wasm-bindgen's runner serves each of them as a page, and Playwright opens the page. A chromedriver
//! would do the last part too, but has to match the browser's version; this way there is one way for every machine.
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::failure::{Failure, OrFail, Outcome};
use crate::report::say;
use crate::setup::Tools;
use crate::{places, process, web};

const REMEDY: &str =
    "mend the tests named above; `cargo xtask test --only browser <name>` runs one";

/// What has tests for a browser: the app, and the comparison of access decisions with those on the host.
const PACKAGES: [&[&str]; 2] = [
    // Not its program and its example: they hold no test, and take a minute to link.
    &["-p", "planisphere", "--lib", "--test", "*"],
    &["-p", "planisphere-oracle", "--test", "digest"],
];

/// What measures access checks in a browser, built as the app is for a CDN.
const MEASUREMENT: &[&str] = &[
    "-p",
    "planisphere-oracle",
    "--test",
    "speed",
    "--features",
    "speed",
    "--profile",
    "wasm-release",
];

/// How the lines of a measurement begin.
const MEASURED: &str = "measured ";

/// Measures access checks; the lines without their mark.
pub fn measure(tools: &Tools, chromium: &Path) -> Outcome<Vec<String>> {
    let mut lines = Vec::new();
    for program in build(MEASUREMENT)? {
        let output = in_page(&runner(tools), &program, chromium, None, |node| {
            process::catch(node, "the measurement in the browser", REMEDY)
        })?;
        let output = output.unwrap_or_default();
        let marked = output
            .lines()
            .filter_map(|line| line.strip_prefix(MEASURED));
        lines.extend(marked.map(str::to_owned));
    }
    if lines.is_empty() {
        return Err(Failure::new("the browser measured nothing", REMEDY));
    }
    Ok(lines)
}

fn runner(tools: &Tools) -> PathBuf {
    tools.bindgen.join("wasm-bindgen-test-runner")
}

/// What became of the tests of one program.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ran {
    Passed,
    Failed,
    /// It holds no test of that name, or none at all.
    Nothing,
}

/// How the script in the page says that no test ran.
const NOTHING_RAN: i32 = 3;

/// Runs them; `filter` is a part of a test's name.
pub fn run(tools: &Tools, chromium: &Path, filter: Option<&str>) -> Outcome<()> {
    let runner = runner(tools);
    let mut failed = Vec::new();
    let mut passed = false;
    let programs = PACKAGES.iter().map(|package| build(package));
    for program in programs.collect::<Outcome<Vec<_>>>()?.concat() {
        let name = program
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        say(&format!("      {name}"));
        match run_one(&runner, &program, chromium, filter)? {
            Ran::Passed => passed = true,
            Ran::Failed => failed.push(name),
            Ran::Nothing => {}
        }
    }
    if !failed.is_empty() {
        return Err(Failure::new(
            format!("tests failed in {}", failed.join(", ")),
            REMEDY,
        ));
    }
    if !passed {
        return Err(match filter {
            Some(_) => Failure::new(
                "no test has that name",
                "give a part of a test's name, as its line in the source has it",
            ),
            None => Failure::new("no test ran", REMEDY),
        });
    }
    Ok(())
}

/// Builds the test programs of a package and gives their paths.
fn build(package: &[&str]) -> Outcome<Vec<PathBuf>> {
    let mut cargo = process::cargo();
    cargo.args([
        "test",
        "--locked",
        "--target",
        "wasm32-unknown-unknown",
        "--no-run",
    ]);
    cargo.args(package);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", web::FLAGS);
    cargo
        .env("CARGO_TERM_COLOR", "never")
        .env_remove("CARGO_TERM_QUIET");
    cargo.stderr(Stdio::piped());
    let mut child = cargo.spawn().or_fail(
        "cargo did not start",
        "install Rust with rustup (https://rustup.rs)",
    )?;
    let mut programs = Vec::new();
    for line in child
        .stderr
        .take()
        .map(BufReader::new)
        .into_iter()
        .flat_map(BufRead::lines)
        .map_while(Result::ok)
    {
        say(&line);
        programs.extend(executable(&line));
    }
    let status = child
        .wait()
        .or_fail("lost sight of cargo", "run the command again")?;
    if !status.success() {
        return Err(Failure::new(
            format!("the tests do not build: cargo ended with {status}"),
            "mend the errors above",
        ));
    }
    if programs.is_empty() {
        return Err(Failure::new(
            "cargo named no test program",
            "keep suite/browser.rs in step with cargo's output",
        ));
    }
    Ok(programs)
}

/// The path in `  Executable tests/x.rs (target/…/x-1.wasm)`.
fn executable(line: &str) -> Option<PathBuf> {
    let rest = line.trim_start().strip_prefix("Executable ")?;
    let path = rest.rsplit_once('(')?.1.strip_suffix(')')?;
    path.ends_with(".wasm").then(|| places::root().join(path))
}

fn run_one(runner: &Path, program: &Path, chromium: &Path, filter: Option<&str>) -> Outcome<Ran> {
    let ran = in_page(runner, program, chromium, filter, |node| {
        let status = node.status();
        let status = status.or_fail("node did not start", "install Node 20 or newer")?;
        Ok(match status.code() {
            Some(0) => Ran::Passed,
            Some(NOTHING_RAN) => Ran::Nothing,
            _ => Ran::Failed,
        })
    })?;
    Ok(ran.unwrap_or_else(|ended_well| {
        if ended_well {
            Ran::Nothing
        } else {
            Ran::Failed
        }
    }))
}

/// Serves a test program and opens its page with what `open` makes of the script. A program without a test serves
/// no page: then it is whether the runner ended well.
fn in_page<T>(
    runner: &Path,
    program: &Path,
    chromium: &Path,
    filter: Option<&str>,
    open: impl FnOnce(&mut Command) -> Outcome<T>,
) -> Outcome<Result<T, bool>> {
    let mut command = process::command(runner);
    command.arg(program).args(filter);
    command
        .env("NO_HEADLESS", "1")
        .env("WASM_BINDGEN_USE_BROWSER", "1");
    command.env("WASM_BINDGEN_TEST_ADDRESS", "127.0.0.1:0");
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let child = command.spawn().or_fail(
        "wasm-bindgen-test-runner did not start",
        "run `cargo xtask setup`",
    )?;
    // The runner serves until it is ended.
    let mut runner = Serving { child };
    let Some(address) = runner.address() else {
        return Ok(Err(runner.ended_well()?));
    };
    let script = places::root().join("crates/xtask/scripts/browser-tests.mjs");
    let mut node = process::command("node");
    node.arg(script).arg(address).arg(chromium);
    open(&mut node).map(Ok)
}

struct Serving {
    child: Child,
}

impl Serving {
    /// Where the page is; nothing when the program holds no test, or the runner failed.
    fn address(&mut self) -> Option<String> {
        let mut lines = BufReader::new(self.child.stdout.take()?).lines();
        let address = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let at = line.find("http://")?;
            line.get(at..)?.split_whitespace().next().map(str::to_owned)
        });
        // The runner goes on printing, and a closed pipe would end it.
        thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        address
    }

    fn ended_well(&mut self) -> Outcome<bool> {
        Ok(self
            .child
            .wait()
            .or_fail("lost sight of the runner", "run the command again")?
            .success())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        if self.child.kill().is_ok() {
            drop(self.child.wait());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::executable;
    use crate::places;

    #[test]
    fn finds_test_programs_in_what_cargo_prints() {
        let line = "  Executable tests/browser/storage.rs (target/wasm32-unknown-unknown/debug/deps/storage-1.wasm)";
        let wanted = places::root().join("target/wasm32-unknown-unknown/debug/deps/storage-1.wasm");
        assert_eq!(executable(line), Some(wanted));
        assert_eq!(executable("   Compiling storage v0.1.0 (/x/y.wasm)"), None);
    }
}
