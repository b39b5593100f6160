//! Measures access checks side by side: this engine, Cedar in both translations, and Casbin, on the same Organizations
//! and the same requests, and writes `target/bench/access.json`.
//!
//! Before anything is measured, all of them have to give the same answers.
mod casbin;
mod large;
mod measure;
mod table;

use measure::{Measured, Peers};
use std::process::ExitCode;
use table::Table;

/// Role bindings of the Organizations.
const BINDINGS: [usize; 3] = [1_000, 10_000, 100_000];

/// Their custom roles.
const CUSTOM_ROLES: [usize; 2] = [10, 1_000];

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
    table.write()
}
