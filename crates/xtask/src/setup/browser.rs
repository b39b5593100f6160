//! A Chromium for the tests: the one that is named, one that is installed, Playwright's own, or the system's package.
//! Every attempt is reported; what does not start is passed over.
//!
//! The headless shell, which is Chromium without its windows and what Playwright itself takes for tests, goes before
//! all others: the end-to-end tests take two thirds of the time in it.
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Outcome};
use crate::report::say;
use crate::{places, process};

const SHELL: &str = "chromium-headless-shell";
const CHROMIUM: &str = "chromium";
const INSTALLED: [&str; 7] = [
    SHELL,
    "chrome-headless-shell",
    CHROMIUM,
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];
const MAC: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// The program of a Chromium or Chrome that starts.
pub fn find() -> Outcome<PathBuf> {
    for name in ["CHROMIUM", "CHROME"] {
        if let Some(program) = env::var_os(name).filter(|value| !value.is_empty()) {
            let program = PathBuf::from(program);
            return starts(&program, &format!("${name}"))
                .then_some(program)
                .ok_or_else(|| {
                    Failure::new(
                        format!("${name} names a browser that does not start"),
                        format!(
                            "set ${name} to a Chromium or Chrome, or unset it to have one found"
                        ),
                    )
                });
        }
    }
    // A machine for tests alone is given the faster one; a person's own keeps what it has.
    let on_ci = env::var_os("CI").is_some_and(|value| !value.is_empty());
    if on_ci && places::on_path(SHELL).is_none() {
        system_package(&[SHELL]);
    }
    installed()
        .or_else(playwright)
        .or_else(|| {
            system_package(&[SHELL, CHROMIUM]);
            installed()
        })
        .ok_or_else(|| {
            Failure::new(
                "there is no Chromium, and none could be fetched",
                "install Chromium or Chrome, or set $CHROMIUM to the program of one",
            )
        })
}

fn installed() -> Option<PathBuf> {
    INSTALLED
        .iter()
        .filter_map(|name| places::on_path(name))
        .chain(MAC.iter().map(PathBuf::from).filter(|path| path.exists()))
        .find(|program| starts(program, "installed"))
}

fn playwright() -> Option<PathBuf> {
    let ask = "process.stdout.write(require('playwright-core').chromium.executablePath())";
    let path = process::catch(process::command("node").args(["-e", ask]), "node", "").ok()?;
    let program = PathBuf::from(path.trim());
    if !program.exists() {
        say("      no Chromium is installed, so Playwright fetches its own");
        let fetched = process::command(places::root().join("node_modules/.bin/playwright"))
            .args(["install", "chromium"])
            .env("PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT", "15000")
            .status();
        if !fetched.is_ok_and(|status| status.success()) {
            say("      Playwright could not fetch it");
            return None;
        }
    }
    starts(&program, "Playwright's").then_some(program)
}

/// Installs the first of these packages that the system has.
fn system_package(packages: &[&str]) {
    if places::on_path("apt-get").is_none() {
        return;
    }
    let as_root = is_root();
    if !as_root && !succeeds(Command::new("sudo").args(["-n", "true"])) {
        say("      a package needs root, and sudo asks for a password; it is left out");
        return;
    }
    let apt = |words: &[&str]| {
        let mut command = Command::new(if as_root { "apt-get" } else { "sudo" });
        if !as_root {
            command.arg("apt-get");
        }
        command
            .args(words)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdout(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    if !apt(&["update", "-qq"]) {
        say("      apt-get update failed; trying with the lists as they are");
    }
    for package in packages {
        say(&format!(
            "      installing the system's package {package} with apt-get"
        ));
        if apt(&["install", "-y", "-qq", "--no-install-recommends", package]) {
            return;
        }
        say("      apt-get could not install it");
    }
}

fn is_root() -> bool {
    process::catch(Command::new("id").arg("-u"), "id", "").is_ok_and(|id| id.trim() == "0")
}

fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Whether the program prints its version, which it cannot when a library is missing.
fn starts(program: &Path, whose: &str) -> bool {
    let works = succeeds(Command::new(program).arg("--version"));
    let word = if works { "" } else { " does not start" };
    say(&format!("      {whose} {}{word}", program.display()));
    works
}
