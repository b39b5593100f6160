//! The end-to-end tests: Playwright against a served bundle.
use std::path::Path;

use crate::failure::Outcome;
use crate::{places, process};

/// Runs Playwright on what is served at `address`; `filter` is a part of a file's or a test's name.
pub fn run(chromium: &Path, address: &str, filter: Option<&str>, pictures: bool) -> Outcome<()> {
    let mut playwright = process::command(places::root().join("node_modules/.bin/playwright"));
    playwright
        .arg("test")
        .env("BASE_URL", address)
        .env("CHROMIUM", chromium);
    if pictures {
        playwright.env("PICTURES", "1");
    }
    if let Some(filter) = filter {
        // A file is named by its path, a test by its title.
        if filter.contains(".spec") {
            playwright.arg(filter);
        } else {
            playwright.args(["--grep", filter]);
        }
    }
    process::show(
        &mut playwright,
        "playwright test",
        "read the failures above; tests/e2e/results has a picture of each, and with TRACE=1 a trace to replay",
    )
}
