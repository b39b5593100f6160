//! The versions that have to agree. Each stands in one place; what repeats it is compared here.
use std::fs;

use crate::failure::{Failure, OrFail, Outcome};
use crate::places;

/// The versions of the tools.
#[derive(Debug, PartialEq, Eq)]
pub struct Pins {
    /// Trunk, from `[workspace.metadata.tools]`.
    pub trunk: String,
    /// wasm-bindgen-cli, equal to the crate `wasm-bindgen`.
    pub wasm_bindgen: String,
    /// The splitter, from `[workspace.metadata.tools]`.
    pub splitter: String,
}

/// Reads the versions of this repository and checks that they agree.
pub fn read() -> Outcome<Pins> {
    let file = |name: &str| {
        fs::read_to_string(places::root().join(name))
            .or_fail(format!("cannot read {name}"), "restore the file")
    };
    check(
        &file("Cargo.toml")?,
        &file("Cargo.lock")?,
        &file("package.json")?,
        &file("Trunk.toml")?,
    )
}

fn check(manifest: &str, lock: &str, package: &str, trunk_toml: &str) -> Outcome<Pins> {
    let trunk = value(manifest, "trunk")
        .ok_or_else(|| missing("`trunk` under [workspace.metadata.tools]", "Cargo.toml"))?;
    let splitter = value(manifest, "wasm_split_cli_support").ok_or_else(|| {
        missing(
            "`wasm_split_cli_support` under [workspace.metadata.tools]",
            "Cargo.toml",
        )
    })?;
    let crate_version = value(manifest, "wasm-bindgen")
        .and_then(|version| version.strip_prefix('=').map(str::to_owned))
        .ok_or_else(|| {
            missing(
                "an exact version of `wasm-bindgen`, as in \"=0.2.126\"",
                "Cargo.toml",
            )
        })?;
    let locked =
        locked(lock, "wasm-bindgen").ok_or_else(|| missing("`wasm-bindgen`", "Cargo.lock"))?;
    if locked != crate_version {
        return Err(Failure::new(
            format!("Cargo.toml asks for wasm-bindgen {crate_version}, Cargo.lock holds {locked}"),
            format!("run `cargo update -p wasm-bindgen --precise {crate_version}`"),
        ));
    }
    let binaryen =
        json_string(package, "binaryen").ok_or_else(|| missing("`binaryen`", "package.json"))?;
    let major = binaryen.split('.').next().unwrap_or_default();
    let named = value(trunk_toml, "wasm_opt").ok_or_else(|| missing("`wasm_opt`", "Trunk.toml"))?;
    if named != format!("version_{major}") {
        return Err(Failure::new(
            format!("package.json asks for binaryen {binaryen}, Trunk.toml for wasm-opt {named}"),
            format!("write wasm_opt = \"version_{major}\" in Trunk.toml"),
        ));
    }
    Ok(Pins {
        trunk,
        wasm_bindgen: crate_version,
        splitter,
    })
}

fn missing(what: &str, file: &str) -> Failure {
    Failure::new(
        format!("{file} does not name {what}"),
        format!("add it to {file}"),
    )
}

/// The string behind `key = "…"` on a line of its own.
fn value(toml: &str, key: &str) -> Option<String> {
    toml.lines().find_map(|line| {
        let rest = line
            .trim()
            .strip_prefix(key)?
            .trim_start()
            .strip_prefix('=')?;
        quoted(rest)
    })
}

fn json_string(json: &str, key: &str) -> Option<String> {
    let quoted_key = format!("\"{key}\"");
    json.lines().find_map(|line| {
        let rest = line
            .trim()
            .strip_prefix(&quoted_key)?
            .trim_start()
            .strip_prefix(':')?;
        quoted(rest)
    })
}

fn quoted(text: &str) -> Option<String> {
    let inner = text.trim().strip_prefix('"')?;
    Some(inner.split_once('"')?.0.to_owned())
}

/// The version of a package in Cargo.lock.
fn locked(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    value(lines.next()?, "version")
}

#[cfg(test)]
mod tests {
    use super::{Pins, check};

    const MANIFEST: &str = "wasm-bindgen-futures = \"=0.4.9\"\nwasm-bindgen = \"=0.2.1\"\ntrunk = \"0.21.14\"\nwasm_split_cli_support = \"0.2.4\"\n";
    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.1\"\n";
    const PACKAGE: &str = "  \"binaryen\": \"132.0.0\",\n";
    const TRUNK: &str = "wasm_opt = \"version_132\"\n";

    #[test]
    fn reads_versions_that_agree() {
        let pins = check(MANIFEST, LOCK, PACKAGE, TRUNK).unwrap();
        assert_eq!(
            pins,
            Pins {
                trunk: "0.21.14".into(),
                wasm_bindgen: "0.2.1".into(),
                splitter: "0.2.4".into()
            }
        );
    }

    #[test]
    fn refuses_versions_that_differ() {
        let lock = LOCK.replace("0.2.1", "0.2.2");
        assert!(
            check(MANIFEST, &lock, PACKAGE, TRUNK)
                .unwrap_err()
                .what()
                .contains("0.2.2")
        );
        let trunk = TRUNK.replace("132", "131");
        assert!(
            check(MANIFEST, LOCK, PACKAGE, &trunk)
                .unwrap_err()
                .what()
                .contains("131")
        );
        let loose = MANIFEST.replace("\"=0.2.1\"", "\"0.2\"");
        assert!(check(&loose, LOCK, PACKAGE, TRUNK).is_err());
    }
}
