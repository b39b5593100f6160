//! The files that the rules look at, with their comments and strings blanked on request.
use std::fs;
use std::path::Path;

use super::Finding;
use super::masking;
use crate::failure::{OrFail, Outcome};

const PLACES: [&str; 13] = [
    ".ci",
    "Cargo.toml",
    "Trunk.toml",
    "crates",
    "docs",
    "index.html",
    "package.json",
    "playwright.config.ts",
    "public",
    "README.md",
    "src",
    "style",
    "tests",
];
const KINDS: [&str; 9] = ["rs", "toml", "css", "html", "js", "mjs", "ts", "md", "json"];
/// What tests and tools leave behind, and data that nobody writes by hand.
const APART: [&str; 4] = [
    "tests/e2e/results",
    "tests/e2e/pictures",
    "target",
    "node_modules",
];

/// One text file.
pub struct Source {
    /// From the root, with `/`.
    pub path: String,
    /// As it is.
    pub text: String,
    /// Rust without comments and test modules; any other file as it is.
    pub spoken: String,
    /// Rust without comments, test modules and literals; any other file as it is.
    pub code: String,
}

impl Source {
    /// Reads a text as a file of that path.
    pub fn new(path: &str, text: &str) -> Self {
        let (spoken, code) = if path.ends_with(".rs") {
            masking::readings(text)
        } else {
            (text.to_owned(), text.to_owned())
        };
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            spoken,
            code,
        }
    }

    /// Whether it is Rust.
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// A finding at a place of this file.
    pub fn finding(
        &self,
        line: usize,
        rule: &'static str,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Finding {
        Finding {
            path: self.path.clone(),
            line,
            rule,
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

/// Every file that a rule may look at.
pub fn collect(root: &Path) -> Outcome<Vec<Source>> {
    let mut sources = Vec::new();
    for place in PLACES {
        if root.join(place).exists() {
            visit(root, place, &mut sources)?;
        }
    }
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(sources)
}

fn visit(root: &Path, place: &str, sources: &mut Vec<Source>) -> Outcome<()> {
    let path = root.join(place);
    if APART.contains(&place) {
        return Ok(());
    }
    if path.is_dir() {
        let entries =
            fs::read_dir(&path).or_fail(format!("cannot read {place}"), "check the permissions")?;
        for entry in entries.flatten() {
            visit(
                root,
                &format!("{place}/{}", entry.file_name().to_string_lossy()),
                sources,
            )?;
        }
        return Ok(());
    }
    let kind = place.rsplit('.').next().unwrap_or_default();
    if KINDS.contains(&kind) || place.starts_with(".ci/") {
        let text = fs::read_to_string(&path)
            .or_fail(format!("cannot read {place}"), "store it as UTF-8")?;
        sources.push(Source::new(place, &text));
    }
    Ok(())
}
