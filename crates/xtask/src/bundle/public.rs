//! Copies `public/` into the bundle: everything but what moves to `/assets` and the samples for hosts.
use std::fs;
use std::path::Path;

use crate::failure::{OrFail, Outcome};

/// Scripts and fonts are renamed after their content by `assets`; `host` is for people who run a server.
const APART: [&str; 5] = ["boot.js", "start.js", "worker.js", "fonts", "host"];

/// Copies the tree.
pub fn copy(from: &Path, to: &Path) -> Outcome<()> {
    walk(from, to, &APART)
}

fn walk(from: &Path, to: &Path, apart: &[&str]) -> Outcome<()> {
    let entries = fs::read_dir(from).or_fail(
        format!("cannot read {}", from.display()),
        "restore the directory",
    )?;
    for entry in entries {
        let entry = entry.or_fail(
            format!("cannot read {}", from.display()),
            "run the command again",
        )?;
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| apart.contains(&name)) {
            continue;
        }
        let (source, target) = (entry.path(), to.join(&name));
        if source.is_dir() {
            fs::create_dir_all(&target).or_fail(
                format!("cannot create {}", target.display()),
                "check the permissions",
            )?;
            walk(&source, &target, &[])?;
        } else {
            fs::copy(&source, &target).or_fail(
                format!("cannot copy {}", source.display()),
                "check the permissions",
            )?;
        }
    }
    Ok(())
}
