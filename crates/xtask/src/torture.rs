//! `cargo xtask torture`: kills Chromium in the middle of writes and looks for what was acknowledged and is missing.
//!
//! Builds the page that commits (`tests/torture/page`, an example of the app's crate, in no bundle) and starts the
//! script that drives it, `tests/torture/torture.mjs`. What that shows stands in docs/reliability.md.
use std::path::{Path, PathBuf};

use crate::args::Args;
use crate::failure::{OrFail, Outcome};
use crate::report::Steps;
use crate::setup::{self, Tools};
use crate::{places, process, serve, web};

/// How many rounds, unless told.
const ROUNDS: &str = "200";
/// How long many tabs write at once, in seconds.
const TABS: &str = "60";

/// As much as fits 90 seconds of every `cargo xtask test`.
const QUICK: [&str; 6] = ["--rounds", "12", "--seed", "1", "--tabs", "8"];

/// The profile of builds for work on the app.
const DEV: &str = "dev";

/// The profile of what a CDN serves.
const RELEASE: &str = "wasm-release";

const REMEDY: &str = "the lines above name the round and what is missing; the same --seed makes the same rounds again";

/// `cargo xtask torture`.
pub fn run(words: &[String]) -> Outcome<()> {
    let mut args = Args::new(words);
    let rounds = args.value("--rounds")?.unwrap_or_else(|| ROUNDS.to_owned());
    let seed = args.value("--seed")?.unwrap_or_else(|| "1".to_owned());
    let built = args.flag("--no-build");
    args.finish()?;
    let mut steps = Steps::new(setup::STEPS + 4);
    let tools = setup::for_build(&mut steps)?;
    let chromium = steps.step("Chromium", setup::browser::find)?;
    web::release(&mut steps, &tools, built)?;
    let page = steps.step("page that commits", || page(&tools, DEV))?;
    steps.step("rounds", || {
        let address = serve::in_background()?;
        let numbers = ["--rounds", &rounds, "--seed", &seed, "--tabs", TABS];
        start(&page, &chromium, &address, &numbers)
    })
}

/// The part of `cargo xtask test`, against the app at `address`.
pub fn quick(tools: &Tools, chromium: &Path, address: &str) -> Outcome<()> {
    start(&page(tools, DEV)?, chromium, address, &QUICK)
}

/// `cargo xtask bench storage`: the same page, optimised, and the release bundle, beside what they are compared with.
pub fn bench(built: bool) -> Outcome<()> {
    let mut steps = Steps::new(setup::STEPS + 4);
    let tools = setup::for_build(&mut steps)?;
    let chromium = steps.step("Chromium", setup::browser::find)?;
    web::release(&mut steps, &tools, built)?;
    let page = steps.step("page that is measured", || page(&tools, RELEASE))?;
    steps.step("measurements", || {
        let results = places::root().join("target/bench");
        std::fs::create_dir_all(&results)
            .or_fail("cannot create target/bench", "check the permissions")?;
        let mut node = process::command("node");
        node.arg(places::root().join("tests/bench/storage.mjs"));
        node.arg("--built").arg(page);
        node.arg("--chromium").arg(chromium);
        node.args(["--app", &serve::in_background()?]);
        node.arg("--out").arg(results.join("storage.json"));
        process::show(
            &mut node,
            "bench storage",
            "read the error above; on a machine that does nothing else, run it again",
        )
    })
}

/// Builds the page that commits in this profile of cargo; the directory of its wasm and script.
pub fn page(tools: &Tools, profile: &str) -> Outcome<PathBuf> {
    let directory = if profile == DEV { "debug" } else { profile };
    let mut cargo = process::cargo();
    cargo.args(["build", "--locked", "--target", "wasm32-unknown-unknown"]);
    cargo.args(["-p", "planisphere", "--example", "torture"]);
    cargo.args(["--profile", profile]);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", web::FLAGS);
    process::show(&mut cargo, "cargo build", "mend the errors above")?;
    let output = places::target().join("torture").join(profile);
    std::fs::create_dir_all(&output)
        .or_fail("cannot create target/torture", "check the permissions")?;
    let mut bindgen = process::command(tools.bindgen.join("wasm-bindgen"));
    bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]);
    bindgen.arg(&output).arg(
        places::target()
            .join("wasm32-unknown-unknown")
            .join(directory)
            .join("examples/torture.wasm"),
    );
    process::show(&mut bindgen, "wasm-bindgen", "run `cargo xtask setup`")?;
    Ok(output)
}

fn start(page: &Path, chromium: &Path, address: &str, numbers: &[&str]) -> Outcome<()> {
    let mut node = process::command("node");
    node.arg(places::root().join("tests/torture/torture.mjs"));
    node.arg("--built").arg(page);
    node.arg("--chromium").arg(chromium);
    node.args(["--app", address]).args(numbers);
    node.arg("--out").arg(page.join("figures.json"));
    process::show(&mut node, "torture", REMEDY)
}
