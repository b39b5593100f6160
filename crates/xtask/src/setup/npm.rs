//! The npm packages: Playwright, axe, binaryen and esbuild. Exactly those of package-lock.json, and only when it changed.
use std::fs;

use crate::failure::{Failure, OrFail, Outcome};
use crate::report::say;
use crate::{places, process};

const OLDEST_NODE: u32 = 20;
const REMEDY: &str = "install Node 20 or newer with npm (https://nodejs.org, or the system's packages nodejs and npm)";

/// Runs `npm ci` unless the last run was for the same lock file.
pub fn install() -> Outcome<()> {
    check_node()?;
    let root = places::root();
    let wanted = ["package.json", "package-lock.json"]
        .iter()
        .map(|name| {
            fs::read_to_string(root.join(name))
                .or_fail(format!("cannot read {name}"), "restore the file")
        })
        .collect::<Outcome<Vec<_>>>()?
        .concat();
    // Written last, so that an interrupted run is repeated.
    let stamp = root.join("node_modules").join(".installed-for");
    if fs::read_to_string(&stamp).is_ok_and(|last| last == wanted) {
        return Ok(());
    }
    say("      npm ci");
    process::show(
        process::command("npm").args([
            "ci",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--loglevel=error",
        ]),
        "npm ci",
        "check the network and that package.json and package-lock.json agree, then run the command again",
    )?;
    fs::write(&stamp, wanted).or_fail(
        "cannot write into node_modules",
        "check the permissions of the checkout",
    )
}

fn check_node() -> Outcome<()> {
    for program in ["node", "npm"] {
        if places::on_path(program).is_none() {
            return Err(Failure::new(
                format!("`{program}` is not installed"),
                REMEDY,
            ));
        }
    }
    let version = process::catch(process::command("node").arg("--version"), "node", REMEDY)?;
    match major(&version) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => Err(Failure::new(
            format!("node is {}, too old", version.trim()),
            REMEDY,
        )),
    }
}

fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn reads_the_major_version_of_node() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("nothing"), None);
    }
}
