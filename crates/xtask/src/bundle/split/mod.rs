//! Splits the app's wasm into the main one and the parts that a page loads when it is first opened.
//!
//! Trunk knows nothing of this, so the hook after its build does the last steps of the app again: split what cargo
//! linked, give the main file to wasm-bindgen, join small pieces, optimise each file. The worker is left as it is.
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use crate::failure::{Failure, OrFail, Outcome};
use crate::{places, process};

mod gather;
mod links;

use gather::Piece;
pub use links::SCRIPT;

/// The environment variable by which `build.rs` and Trunk's hook learn that this build is to be split.
pub const ASKED: &str = "PLANISPHERE_SPLIT";

/// How the file of a part begins. `cargo xtask size` tells parts from the first load by it.
pub const PART: &str = "part-";

/// What browsers of the last years can, as in index.html.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-reference-types",
    "--enable-multivalue",
];

const REMEDY: &str = "run `cargo xtask setup`, then build again";

/// Replaces Trunk's wasm of the app by a split one.
pub fn run(staging: &Path) -> Outcome<()> {
    let linked = places::target().join("wasm32-unknown-unknown/wasm-release/planisphere.wasm");
    let workshop = places::target().join("bundle").join("split");
    if workshop.is_dir() {
        fs::remove_dir_all(&workshop).or_fail("cannot empty target/bundle/split", PERMISSIONS)?;
    }
    fs::create_dir_all(&workshop).or_fail("cannot create target/bundle/split", PERMISSIONS)?;
    tool("wasm-split-cli", |command| {
        command
            .arg(&linked)
            .arg(&workshop)
            .args(["--out-name", "planisphere"]);
    })?;
    bind(&workshop)?;
    let script = fs::read_to_string(workshop.join(SCRIPT))
        .or_fail("the splitter wrote no script", REMEDY)?;
    let (parts, mut files) = parts(&workshop, &script)?;
    let main = workshop.join("bound/planisphere_bg.wasm");
    files.push(Output {
        bytes: size(&main)?,
        name: "planisphere_bg.wasm".to_owned(),
        made: Made::Bound(main),
    });
    finish_all(files, &workshop, staging)?;
    fs::copy(
        workshop.join("bound/planisphere.js"),
        staging.join("planisphere.js"),
    )
    .or_fail("wasm-bindgen wrote no script", REMEDY)?;
    fs::write(staging.join(SCRIPT), links::write(&parts))
        .or_fail("cannot write the script that loads the parts", PERMISSIONS)
}

const PERMISSIONS: &str = "check the permissions and the space";

/// wasm-bindgen sees the main file only; the parts call the browser through it.
fn bind(workshop: &Path) -> Outcome<()> {
    tool("wasm-bindgen", |command| {
        command
            .args([
                "--target",
                "web",
                "--no-typescript",
                "--out-name",
                "planisphere",
            ])
            // The parts import memory, table and stack pointer by the linker's names.
            .args([
                "--keep-lld-exports",
                "--no-demangle",
                "--remove-name-section",
            ])
            .arg("--out-dir")
            .arg(workshop.join("bound"))
            .arg(workshop.join("planisphere.wasm"));
    })
}

/// A file of the bundle before it is optimised.
struct Output {
    name: String,
    /// What it is made of has so many bytes.
    bytes: usize,
    made: Made,
}

/// What a file of the bundle is made of.
enum Made {
    /// What wasm-bindgen wrote.
    Bound(PathBuf),
    /// Pieces that are joined, and what they import all of.
    Pieces { files: Vec<String>, stub: PathBuf },
}

/// Gives every part its file and every group of shared pieces one of its own, and tells what the files are made of.
fn parts(workshop: &Path, script: &str) -> Outcome<(links::Parts, Vec<Output>)> {
    let mut parts = links::read(script)?;
    let mut pieces: Vec<Piece> = Vec::new();
    for (part, files) in &parts {
        for file in files {
            match pieces.iter_mut().find(|piece| piece.files.contains(file)) {
                Some(piece) => {
                    piece.used_by.insert(part.clone());
                }
                None => pieces.push(Piece {
                    files: vec![file.clone()],
                    used_by: BTreeSet::from([part.clone()]),
                    bytes: size(&workshop.join(file))?,
                }),
            }
        }
    }
    let stub = stub(workshop, &pieces, links::shared(script)?)?;
    parts.values_mut().for_each(Vec::clear);
    let mut shared = 0;
    let mut outputs = Vec::new();
    for piece in gather::gather(pieces) {
        let name = match piece.used_by.first().filter(|_| piece.used_by.len() == 1) {
            Some(only) => format!("{PART}{only}.wasm"),
            None => {
                shared += 1;
                format!("{PART}shared-{shared}.wasm")
            }
        };
        for part in &piece.used_by {
            parts.entry(part.clone()).or_default().push(name.clone());
        }
        outputs.push(Output {
            name,
            bytes: piece.bytes,
            made: Made::Pieces {
                files: piece.files,
                stub: stub.clone(),
            },
        });
    }
    Ok((parts, outputs))
}

fn size(file: &Path) -> Outcome<usize> {
    let data = fs::metadata(file).or_fail(format!("cannot read {}", file.display()), REMEDY)?;
    usize::try_from(data.len()).or_fail(format!("{} is too large", file.display()), REMEDY)
}

/// A wasm that passes on what the pieces import, so that a file joined from many of them imports each thing once.
fn stub(workshop: &Path, pieces: &[Piece], shared: usize) -> Outcome<PathBuf> {
    let mut imports = BTreeMap::new();
    for file in pieces.iter().flat_map(|piece| &piece.files) {
        // Nearly every piece imports all of it, and each look takes a second.
        if imports.len() == shared {
            break;
        }
        let mut command = process::command("wasm-dis");
        command.args(FEATURES).arg(workshop.join(file));
        let text = process::catch(&mut command, "wasm-dis", REMEDY)?;
        imports.extend(text.lines().filter_map(imported));
    }
    let imports: Vec<String> = imports.into_values().collect();
    let (text, binary) = (workshop.join("stub.wat"), workshop.join("stub.wasm"));
    fs::write(&text, format!("(module {})", imports.join("\n")))
        .or_fail("cannot write a file", PERMISSIONS)?;
    tool("wasm-as", |command| {
        command.args(FEATURES).arg(&text).arg("-o").arg(&binary);
    })?;
    Ok(binary)
}

/// From `(import "__wasm_split" "memory" (memory $m 19))` the name and what passes it on.
fn imported(line: &str) -> Option<(String, String)> {
    let rest = line.trim().strip_prefix("(import \"__wasm_split\" \"")?;
    let (name, rest) = rest.split_once("\" (")?;
    let (kind, rest) = rest.split_once(' ')?;
    let form = rest.strip_suffix("))")?.split_once(' ')?.1;
    let passed_on = format!("({kind} (export \"{name}\") (import \"app\" \"{name}\") {form})");
    Some((name.to_owned(), passed_on))
}

fn join(workshop: &Path, stub: &Path, files: &[String], name: &str) -> Outcome<()> {
    tool("wasm-merge", |command| {
        command.args(FEATURES).arg(stub).arg("__wasm_split");
        for file in files {
            command.arg(workshop.join(file)).arg(file);
        }
        command.arg("-o").arg(workshop.join(name));
    })
}

/// Joins and optimises the files, as many at once as the machine has cores: the programs from npm use one each, and take
/// minutes in all.
fn finish_all(mut files: Vec<Output>, workshop: &Path, staging: &Path) -> Outcome<()> {
    // The largest first, so that none of the threads ends long after the others.
    files.sort_by_key(|file| file.bytes);
    let files = Mutex::new(files);
    let next = || files.lock().ok().and_then(|mut files| files.pop());
    let work = || {
        while let Some(Output { name, made, .. }) = next() {
            let from = match made {
                Made::Bound(file) => file,
                Made::Pieces { files, stub } => {
                    join(workshop, &stub, &files, &name)?;
                    workshop.join(&name)
                }
            };
            optimise(&from, &staging.join(name))?;
        }
        Ok(())
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        threads.into_iter().try_for_each(|thread| {
            let ended = thread.join();
            ended.unwrap_or_else(|_| Err(Failure::new("optimising the wasm stopped", REMEDY)))
        })
    })
}

fn optimise(from: &Path, to: &Path) -> Outcome<()> {
    tool("wasm-opt", |command| {
        command
            .args(["-Oz", "--strip-debug", "--strip-producers"])
            .args(FEATURES)
            .arg(from)
            .arg("-o")
            .arg(to);
    })
}

/// Runs a program; what it says is shown only if it fails.
fn tool(name: &str, arguments: impl FnOnce(&mut std::process::Command)) -> Outcome<()> {
    let mut command = process::command(name);
    arguments(&mut command);
    process::catch(&mut command, name, REMEDY).map(drop)
}

#[cfg(test)]
mod tests {
    use super::imported;

    #[test]
    fn an_import_is_passed_on_in_its_own_form() {
        let of = |line| imported(line).map(|(_, text)| text);
        assert_eq!(
            of(r#" (import "__wasm_split" "t" (table $timport$0 4884 funcref))"#).as_deref(),
            Some(r#"(table (export "t") (import "app" "t") 4884 funcref)"#)
        );
        assert_eq!(
            of(r#" (import "__wasm_split" "g" (global $g (mut i32)))"#).as_deref(),
            Some(r#"(global (export "g") (import "app" "g") (mut i32))"#)
        );
        assert_eq!(of(r#" (import "wasi" "g" (global $g i32))"#), None);
    }
}
