//! Builds the bundle with Trunk: unoptimised for work on it, or as a CDN would serve it.
use std::process::Command;

use crate::args::Args;
use crate::bundle::split;
use crate::failure::Outcome;
use crate::process::Aside;
use crate::report::{Steps, say};
use crate::setup::{self, Tools};
use crate::{places, process};

/// Erases the types of views between components: it compiles faster, and the release bundle is a tenth
/// smaller (docs/decisions tells what was measured).
pub const FLAGS: &str = "--cfg erase_components";

/// `cargo xtask build`.
pub fn run(words: &[String]) -> Outcome<()> {
    let mut args = Args::new(words);
    let release = args.flag("--release");
    args.finish()?;
    let mut steps = Steps::new(setup::STEPS + 1);
    let tools = setup::for_build(&mut steps)?;
    steps.step(name(release), || build(&tools, release))?;
    say(&format!(
        "The bundle is in {}",
        places::dist(release).display()
    ));
    Ok(())
}

/// What the step is called.
pub fn name(release: bool) -> &'static str {
    if release { "release bundle" } else { "bundle" }
}

/// The step before what needs a release: builds it, unless the last one will do.
pub fn release(steps: &mut Steps, tools: &Tools, built: bool) -> Outcome<()> {
    steps.step(
        name(true),
        || if built { Ok(()) } else { build(tools, true) },
    )
}

/// Runs Trunk; its hooks run `cargo xtask bundle`.
pub fn build(tools: &Tools, release: bool) -> Outcome<()> {
    process::show(&mut trunk(tools, release), TRUNK, REMEDY)
}

/// Builds the release while something else runs: nearly all of it is one thread of one compiler.
pub fn release_aside(tools: &Tools) -> Outcome<Aside> {
    let log = places::target().join("bundle").join("release.log");
    process::aside(&mut trunk(tools, true), log, TRUNK, REMEDY)
}

const TRUNK: &str = "trunk build";
const REMEDY: &str = "read the errors above; they come from the compiler or from the bundling";

fn trunk(tools: &Tools, release: bool) -> Command {
    let mut trunk = process::command(&tools.trunk);
    trunk
        .args(["build", "--skip-version-check", "--dist"])
        .arg(places::dist(release));
    trunk
        .env("PATH", &tools.path)
        .env_remove("TRUNK_BUILD_RELEASE")
        .env_remove(split::ASKED)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", FLAGS)
        // A backtrace through Trunk says nothing about the app.
        .env("RUST_BACKTRACE", "0");
    if release {
        trunk.args(["--release", "--cargo-profile", "wasm-release"]);
        trunk.env(split::ASKED, "1");
    }
    if std::env::var_os("TRUNK_LOG").is_none() {
        trunk.args(["--log", "warn"]);
    }
    trunk
}
