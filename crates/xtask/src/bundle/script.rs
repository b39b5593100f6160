//! Shortens the app's script: wasm-bindgen writes it to be read, and Trunk's own minifier does not know all of it.
use std::path::Path;

use crate::failure::Outcome;
use crate::{places, process};

/// Rewrites a module in place with short names and without space. What it imports and exports keeps its names.
pub fn shorten(module: &Path) -> Outcome<()> {
    let mut esbuild = process::command(places::root().join("node_modules/.bin/esbuild"));
    esbuild.arg(module);
    esbuild.args([
        "--minify",
        "--format=esm",
        "--charset=utf8",
        "--log-level=warning",
    ]);
    esbuild.arg("--allow-overwrite");
    esbuild.arg(format!("--outfile={}", module.display()));
    process::show(&mut esbuild, "esbuild", "run `cargo xtask setup`")
}
