//! The Rust target that the app is compiled for.
use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::report::say;
use crate::{places, process};

const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the target with rustup where it is missing.
pub fn wasm_target() -> Outcome<()> {
    if installed()? {
        return Ok(());
    }
    if places::on_path("rustup").is_none() {
        return Err(Failure::new(
            format!("this Rust has no target {TARGET}, and there is no rustup to add it"),
            "install Rust with rustup (https://rustup.rs), or add the target with the system's package manager",
        ));
    }
    say(&format!("      adding {TARGET} with rustup"));
    process::show(
        process::command("rustup").args(["target", "add", TARGET]),
        "rustup target add",
        "check the network, then run the command again",
    )
}

fn installed() -> Outcome<bool> {
    let libraries = process::catch(
        process::command("rustc").args(["--print", "target-libdir", "--target", TARGET]),
        "rustc",
        "install Rust with rustup (https://rustup.rs)",
    )?;
    Ok(Path::new(libraries.trim()).is_dir())
}
