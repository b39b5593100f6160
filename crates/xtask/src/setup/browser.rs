//! A Chromium for the tests: the one that is named, one that is installed, Playwright's own, or the system's package.
//! Every attempt is reported; what does not start is passed over.
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Outcome};
use crate::report::say;
use crate::{places, process};

const INSTALLED: [&str; 5] = [
    "chromium",
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
    installed()
        .or_else(playwright)
        .or_else(system_package)
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

fn system_package() -> Option<PathBuf> {
    places::on_path("apt-get")?;
    let mut prefix: Vec<&str> = Vec::new();
    if !is_root() {
        if !succeeds(Command::new("sudo").args(["-n", "true"])) {
            say(
                "      the package chromium needs root, and sudo asks for a password; it is left out",
            );
            return None;
        }
        prefix.push("sudo");
    }
    say("      installing the system's package chromium with apt-get");
    let apt = |words: &[&str]| {
        let line: Vec<&str> = prefix
            .iter()
            .copied()
            .chain(["apt-get"])
            .chain(words.iter().copied())
            .collect();
        let (program, rest) = line.split_first()?;
        let mut command = Command::new(program);
        command
            .args(rest)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdout(Stdio::null());
        Some(command.status().is_ok_and(|status| status.success()))
    };
    if !apt(&["update", "-qq"])? {
        say("      apt-get update failed; trying with the lists as they are");
    }
    let install = [
        "install",
        "-y",
        "-qq",
        "--no-install-recommends",
        "chromium",
    ];
    if !apt(&install)? {
        say("      apt-get could not install it");
        return None;
    }
    installed()
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
