//! Measures access checks side by side: this engine, Cedar in both translations, and Casbin, on the same Organizations
//! and the same requests, and writes `target/bench/access.json`.
//!
//! Before anything is measured, all of them have to give the same answers.
mod casbin;
mod measure;
mod table;

use measure::{Measured, Peers};
use planisphere_oracle::large::{BINDINGS, CUSTOM_ROLES};
use std::process::ExitCode;
use table::Table;

/// What the engine's wasm build took in a browser: a line for each place, as `crates/oracle/tests/speed.rs` prints it.
const IN_BROWSER: &str = "PLANISPHERE_ACCESS_IN_BROWSER";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let mut table = Table::default();
    let mut ends: Option<(Measured, Measured)> = None;
    for bindings in BINDINGS {
        for custom_roles in CUSTOM_ROLES {
            let place = format!("{bindings} bindings, {custom_roles} custom roles");
            eprintln!("{place}");
            let measured = Peers::load(bindings, custom_roles)?.measure()?;
            table.limit(&format!("a check: {place}"), measured.ours, 100.0);
            let cedar = measured.grouped.min(measured.linked);
            table.beside(&format!("Cedar: {place}"), measured.ours, cedar, Some(50.0));
            table.beside(
                &format!("Casbin: {place}"),
                measured.ours,
                measured.casbin,
                None,
            );
            let first = ends.map_or(measured, |(first, _)| first);
            ends = Some((first, measured));
        }
    }
    if let Some((first, last)) = ends {
        table.growth(
            "a check in the largest beside the smallest",
            last.ours,
            first.ours,
            1.5,
        );
    }
    let in_browser = std::env::var(IN_BROWSER).unwrap_or_default();
    for line in in_browser.lines() {
        let (place, took) = line
            .rsplit_once(": ")
            .ok_or_else(|| format!("`{line}` is no measurement"))?;
        let took = took
            .parse()
            .map_err(|_| format!("`{took}` is no number of nanoseconds"))?;
        table.alone(&format!("in Chromium: {place}"), took);
    }
    table.write()
}
