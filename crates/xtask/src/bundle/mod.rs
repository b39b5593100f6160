//! `cargo xtask bundle`: what Trunk's hooks run around its build.
//!
//! `prepare` joins the style sheets before the build. `finish` turns Trunk's output into what is served: every file that
//! the page loads moves to `/assets` under a name made of its content, so hosts may let browsers keep it for good, and
//! the names are written into the files that load them.
use std::env;
use std::fs;
use std::path::PathBuf;

use crate::args::Args;
use crate::failure::{Failure, OrFail, Outcome};
use crate::places;

mod assets;
mod content;
mod public;
mod script;
pub mod split;
mod styles;

/// `cargo xtask bundle prepare` and `cargo xtask bundle finish`.
pub fn run(words: &[String]) -> Outcome<()> {
    let mut args = Args::new(words);
    let part = args.word();
    args.finish()?;
    match part.as_deref() {
        Some("prepare") => prepare(),
        Some("finish") => finish(),
        _ => Err(Failure::new(
            "`bundle` is for Trunk's hooks and takes `prepare` or `finish`",
            "run `cargo xtask build` or `cargo xtask serve` to build the app",
        )),
    }
}

fn prepare() -> Outcome<()> {
    // wasm-bindgen leaves the scripts of earlier builds here, and Trunk copies all of them.
    for mode in ["debug", "release"] {
        let stale = places::target()
            .join("wasm-bindgen")
            .join(mode)
            .join("snippets");
        if stale.is_dir() {
            fs::remove_dir_all(&stale).or_fail(
                format!("cannot remove {}", stale.display()),
                "check the permissions",
            )?;
        }
    }
    let root = places::root();
    let joined = styles::join(&root.join("style"))?;
    // index.html names this path, so it does not follow CARGO_TARGET_DIR.
    let directory = root.join("target").join("bundle");
    fs::create_dir_all(&directory)
        .or_fail("cannot create target/bundle", "check the permissions")?;
    fs::write(directory.join("style.css"), joined)
        .or_fail("cannot write the style sheet", "check the permissions")
}

fn finish() -> Outcome<()> {
    let Some(staging) = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from) else {
        return Err(Failure::new(
            "TRUNK_STAGING_DIR is not set",
            "leave this command to Trunk; run `cargo xtask build`",
        ));
    };
    let public = places::root().join("public");
    public::copy(&public, &staging)?;
    if env::var_os(split::ASKED).is_some() {
        split::run(&staging)?;
        script::shorten(&staging.join("planisphere.js"))?;
    }
    assets::rename(&public, &staging)
}
