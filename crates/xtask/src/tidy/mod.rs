//! `cargo xtask tidy`: the rules of docs/ARCHITECTURE.md that a compiler does not know.
//!
//! Text is read, not parsed: comments and strings are blanked where they would mislead, and that is enough for rules as
//! plain as these. Each check is a function from sources to findings, with a bad sample among its tests.
use crate::args::Args;
use crate::failure::{Failure, Outcome};
use crate::places;
use crate::report::say;

mod crates;
mod layers;
mod markup;
mod masking;
mod pages;
mod roles;
mod shape;
mod source;

/// One broken rule at one place.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    line: usize,
    rule: &'static str,
    what: String,
    remedy: String,
}

/// `cargo xtask tidy`.
pub fn run(words: &[String]) -> Outcome<()> {
    Args::new(words).finish()?;
    check()
}

/// Checks the repository and prints what it finds.
pub fn check() -> Outcome<()> {
    let sources = source::collect(&places::root())?;
    let mut findings = Vec::new();
    for check in [
        crates::check,
        layers::check,
        markup::check,
        pages::check,
        roles::check,
        shape::check,
    ] {
        findings.extend(check(&sources));
    }
    findings.sort();
    for question in shape::questions(&sources) {
        say(&format!("      worth a look: {question}"));
    }
    for found in &findings {
        println!(
            "{}:{}: {} [{}]\n    {}",
            found.path, found.line, found.what, found.rule, found.remedy
        );
    }
    if findings.is_empty() {
        say(&format!("      {} files are tidy", sources.len()));
        return Ok(());
    }
    Err(Failure::new(
        format!(
            "{} places break a rule of docs/ARCHITECTURE.md",
            findings.len()
        ),
        "each line above names its own remedy",
    ))
}
