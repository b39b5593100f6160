//! `cargo xtask size`: weighs what a first visit loads, and fails above the budget of size-budget.json.
//!
//! Everything under `/assets` counts but fonts, which the browser may show the page without, and what is loaded on
//! demand: the worker, and the parts of the app that `/` does not need. All of it is shown.
use std::fs;
use std::path::{Path, PathBuf};

use crate::args::Args;
use crate::bundle::split;
use crate::failure::{Failure, OrFail, Outcome};
use crate::{places, process};

/// `cargo xtask size`.
pub fn run(words: &[String]) -> Outcome<()> {
    Args::new(words).finish()?;
    check()
}

/// Prints the table and compares with the budget.
pub fn check() -> Outcome<()> {
    let dist = places::dist(true);
    let parts = weigh(&dist)?;
    let text = fs::read_to_string(places::root().join("size-budget.json"))
        .or_fail("cannot read size-budget.json", "restore the file")?;
    let budget = budget(&text)?;
    println!("{}", table(&parts));
    let total = sum(&parts, true).brotli;
    println!(
        "first load: {total} of {budget} bytes brotli, {} left",
        i128::from(budget) - i128::from(total)
    );
    within(total, budget)
}

fn within(total: u64, budget: u64) -> Outcome<()> {
    if total <= budget {
        return Ok(());
    }
    Err(Failure::new(
        format!(
            "the first load weighs {total} bytes brotli, {} over the budget",
            total - budget
        ),
        "move weight into a part that is loaded on demand (docs/adding-a-resource.md), into the worker, or drop it; raising size-budget.json takes a record in docs/decisions of what was tried",
    ))
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Weight {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

#[derive(Debug)]
struct Part {
    name: String,
    first: bool,
    weight: Weight,
}

fn weigh(dist: &Path) -> Outcome<Vec<Part>> {
    let mut files = vec![dist.join("index.html")];
    collect(&dist.join("assets"), &mut files)?;
    files.sort();
    let lines = process::catch(
        process::command("node")
            .arg(places::root().join("crates/xtask/scripts/weigh.mjs"))
            .args(&files),
        "node weigh.mjs",
        "run `cargo xtask build --release` first",
    )?;
    lines.lines().map(|line| part(line, dist)).collect()
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> Outcome<()> {
    let entries = fs::read_dir(directory).or_fail(
        format!("cannot read {}", directory.display()),
        "run `cargo xtask build --release` first",
    )?;
    for entry in entries.flatten() {
        if entry.path().is_dir() {
            collect(&entry.path(), files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}

fn part(line: &str, dist: &Path) -> Outcome<Part> {
    let mut words = line.splitn(4, ' ');
    let mut number = || words.next().and_then(|word| word.parse().ok());
    let (raw, gzip, brotli) = (number(), number(), number());
    match (raw, gzip, brotli, words.next()) {
        (Some(raw), Some(gzip), Some(brotli), Some(path)) => {
            let name = path
                .strip_prefix(&format!("{}/", dist.display()))
                .unwrap_or(path);
            Ok(Part {
                name: name.to_owned(),
                first: is_first_load(name),
                weight: Weight { raw, gzip, brotli },
            })
        }
        _ => Err(Failure::new(
            format!("weigh.mjs printed `{line}`"),
            "keep size.rs and weigh.mjs in step",
        )),
    }
}

fn is_first_load(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    let worker = file.starts_with("worker-") || file.starts_with("planisphere-worker-");
    !worker && !file.starts_with(split::PART) && !file.ends_with(".woff2")
}

fn sum(parts: &[Part], first: bool) -> Weight {
    let mut sum = Weight::default();
    for part in parts.iter().filter(|part| part.first == first) {
        sum.raw += part.weight.raw;
        sum.gzip += part.weight.gzip;
        sum.brotli += part.weight.brotli;
    }
    sum
}

fn table(parts: &[Part]) -> String {
    let line = |name: &str, weight: Weight| {
        format!(
            "{name:<46} {:>9} {:>9} {:>9}",
            weight.raw, weight.gzip, weight.brotli
        )
    };
    let mut lines = vec![format!(
        "{:<46} {:>9} {:>9} {:>9}",
        "bytes", "raw", "gzip", "brotli"
    )];
    for (first, title) in [(true, "first load"), (false, "loaded on demand, and fonts")] {
        lines.push(format!("-- {title}"));
        lines.extend(
            parts
                .iter()
                .filter(|part| part.first == first)
                .map(|part| line(&part.name, part.weight)),
        );
        lines.push(line(&format!("{title}, all"), sum(parts, first)));
    }
    lines.join("\n")
}

fn budget(text: &str) -> Outcome<u64> {
    text.split_once("\"first_load_brotli_bytes\"")
        .and_then(|(_, rest)| rest.trim_start().strip_prefix(':'))
        .map(|rest| {
            rest.trim_start()
                .chars()
                .take_while(char::is_ascii_digit)
                .collect::<String>()
        })
        .and_then(|digits| digits.parse().ok())
        .ok_or_else(|| {
            Failure::new(
                "size-budget.json names no number under first_load_brotli_bytes",
                "restore it, as in { \"first_load_brotli_bytes\": 260000 }",
            )
        })
}

#[cfg(test)]
mod tests {
    use super::{budget, is_first_load, part, sum, within};
    use std::path::Path;

    #[test]
    fn fonts_and_the_worker_stand_apart() {
        for name in [
            "index.html",
            "assets/planisphere-0123.wasm",
            "assets/style-0123.css",
            "assets/snippets-1/a.js",
        ] {
            assert!(is_first_load(name), "{name}");
        }
        for name in [
            "assets/inter-latin-0123.woff2",
            "assets/worker-0123.js",
            "assets/planisphere-worker-0123.wasm",
            "assets/part-import-0123.wasm",
        ] {
            assert!(!is_first_load(name), "{name}");
        }
    }

    #[test]
    fn sums_the_first_load() {
        let dist = Path::new("/dist");
        let lines = [
            "10 5 4 /dist/index.html",
            "20 6 5 /dist/assets/app-1.js",
            "99 9 9 /dist/assets/worker-1.js",
        ];
        let parts: Vec<_> = lines.iter().map(|line| part(line, dist).unwrap()).collect();
        assert_eq!(sum(&parts, true).brotli, 9);
        assert_eq!(sum(&parts, false).raw, 99);
        assert!(part("nonsense", dist).is_err());
    }

    #[test]
    fn the_budget_is_a_limit() {
        assert_eq!(
            budget("{ \"first_load_brotli_bytes\": 260000 }").unwrap(),
            260_000
        );
        assert!(budget("{}").is_err());
        assert!(within(260_000, 260_000).is_ok());
        assert!(
            within(260_001, 260_000)
                .unwrap_err()
                .what()
                .contains("1 over")
        );
    }
}
