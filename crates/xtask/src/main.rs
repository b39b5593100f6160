//! `cargo xtask`: brings the tools, builds, serves and tests.
//!
//! One module per command. Depends on nothing outside the standard library, so that the first start takes seconds;
//! what needs a JSON reader or a compressor asks node, which the build needs anyway.
use std::process::ExitCode;

mod args;
mod bundle;
mod failure;
mod oracle;
mod pictures;
mod pins;
mod places;
mod process;
mod report;
mod serve;
mod setup;
mod size;
mod suite;
mod tidy;
mod torture;
mod web;

use failure::{Failure, Outcome};

const HELP: &str = "\
cargo xtask <command>

  setup                 bring every tool that is missing
  serve [--watch]       build the app and serve it under the real response headers
        [--release]     what a CDN would serve: small and with hashed names that are cached for good
        [--no-build]    serve the last build
        [--port N]      another port than 8080; 0 takes any free one
  build [--release]     build the bundle only
  test  [--only PART]   run every test, or one part: checks, native, browser, e2e
        [FILTER]        pass a filter to the part's test runner
  tidy                  check the rules of docs/ARCHITECTURE.md
  size                  weigh the first load of the release bundle against size-budget.json
  pictures [FILTER]     take pictures of every page into tests/e2e/pictures
  fuzz-access           compare the access engine with two independent judges
        [--cases N]     how many random requests; a million unless told
        [--seed S]      other accounts and requests
  torture               kill Chromium in the middle of writes; nothing that was acknowledged may be missing
        [--rounds N]    how often; 200 unless told
        [--seed S]      other moments
        [--no-build]    take the last release bundle
  bench access          measure access checks beside Cedar and Casbin; writes target/bench/access.json
  bench storage         measure storage in Chromium beside IndexedDB itself, Dexie and JSON.parse;
        [--no-build]    writes target/bench/storage.json

docs/development.md says more.";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Outcome<()> {
    let (command, rest) = match words.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", words),
    };
    match command {
        "setup" => setup::run(rest),
        "serve" => serve::run(rest),
        "build" => web::run(rest),
        "bundle" => bundle::run(rest),
        "test" => suite::run(rest),
        "tidy" => tidy::run(rest),
        "size" => size::run(rest),
        "pictures" => pictures::run(rest),
        "fuzz-access" => oracle::fuzz(rest),
        "torture" => torture::run(rest),
        "bench" => oracle::bench(rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        unknown => Err(Failure::new(
            format!("there is no command `{unknown}`"),
            "run `cargo xtask help` for the list",
        )),
    }
}
