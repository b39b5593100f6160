//! The checks that run nothing: formatting, lints, the types of the end-to-end tests.
use crate::failure::Outcome;
use crate::{places, process, web};

/// rustfmt changes nothing.
pub fn formatting() -> Outcome<()> {
    process::show(
        process::cargo().args(["fmt", "--all", "--check"]),
        "cargo fmt --check",
        "run `cargo fmt --all`",
    )
}

/// clippy finds nothing in what runs on the host.
pub fn clippy_native() -> Outcome<()> {
    let mut clippy = process::cargo();
    clippy.args(["clippy", "--locked", "--workspace", "--all-targets"]);
    clippy.args([
        "--exclude",
        "planisphere",
        "--exclude",
        "planisphere-worker",
    ]);
    clippy.args(["--", "-D", "warnings"]);
    process::show(&mut clippy, "cargo clippy", "mend what clippy names above")
}

/// clippy finds nothing in what runs in the browser.
pub fn clippy_wasm() -> Outcome<()> {
    let mut clippy = process::cargo();
    clippy.args([
        "clippy",
        "--locked",
        "--target",
        "wasm32-unknown-unknown",
        "--all-targets",
    ]);
    clippy.args([
        "-p",
        "planisphere",
        "-p",
        "planisphere-worker",
        "--",
        "-D",
        "warnings",
    ]);
    clippy.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", web::FLAGS);
    process::show(
        &mut clippy,
        "cargo clippy --target wasm32-unknown-unknown",
        "mend what clippy names above",
    )
}

/// The TypeScript of the end-to-end tests fits together.
pub fn types() -> Outcome<()> {
    let tsc = places::root().join("node_modules/.bin/tsc");
    process::show(
        process::command(tsc).arg("--noEmit"),
        "tsc --noEmit",
        "mend the types named above",
    )
}
