//! Brings what the build and the tests need, and says so. Everything here can be run again at once.
//!
//! It changes the machine in four places only: rustup's targets, the cache of tools, `node_modules`, and the browser
//! (Playwright's cache or the system's packages). The README and docs/development.md name them.
use std::ffi::OsString;
use std::path::PathBuf;

use crate::args::Args;
use crate::failure::Outcome;
use crate::report::Steps;
use crate::{pins, places, process};

pub mod browser;
mod npm;
mod rust;
mod tools;

/// The tools that a build runs.
pub struct Tools {
    /// Trunk.
    pub trunk: PathBuf,
    /// The directory of wasm-bindgen and its test runner.
    pub bindgen: PathBuf,
    /// The PATH under which Trunk finds the rest.
    pub path: OsString,
}

/// `cargo xtask setup`.
pub fn run(words: &[String]) -> Outcome<()> {
    let mut args = Args::new(words);
    let browser = args.flag("--browser");
    args.finish()?;
    let mut steps = Steps::new(if browser { 4 } else { 3 });
    for_build(&mut steps)?;
    if browser {
        steps.step("Chromium for the tests", browser::find)?;
    }
    Ok(())
}

/// The steps that `for_build` takes.
pub const STEPS: usize = 3;

/// Everything that building the bundle needs.
pub fn for_build(steps: &mut Steps) -> Outcome<Tools> {
    let pins = pins::read()?;
    steps.step("Rust target for wasm", rust::wasm_target)?;
    // npm says within a second that node is missing; building the tools takes minutes.
    steps.step("npm packages", npm::install)?;
    let found = steps.step("trunk, wasm-bindgen and the splitter", || {
        tools::bring(&pins)
    })?;
    let bin = |program: &PathBuf| program.parent().map(PathBuf::from).unwrap_or_default();
    let (trunk, bindgen) = (found.trunk, bin(&found.bindgen));
    let path = process::path_with(&[
        bin(&trunk),
        bindgen.clone(),
        bin(&found.splitter),
        places::root().join("node_modules").join(".bin"),
    ])?;
    Ok(Tools {
        trunk,
        bindgen,
        path,
    })
}
