//! The script that loads the parts of the app. It stands between the app's wasm, which asks for a part by a function
//! named after it, and the files.
//!
//! The splitter writes such a script too. What it says about which part needs which file is read from there, and the
//! script is written anew: with fewer files, and with each failure told to the app instead of the console alone.
use std::collections::BTreeMap;
use std::fmt::Write;

use crate::failure::{Failure, Outcome};

/// The name under which the app's wasm imports the script.
pub const SCRIPT: &str = "__wasm_split.js";

/// The part that every page of an Organization needs. It is fetched while the app starts, where the address is one of an
/// Organization (`src/paths`).
const ENGINE: &str = "engine";
const ORGANIZATIONS: &str = "/o/";

/// A part of the app by its name, and the splitter's files that it needs beside the app itself.
pub type Parts = BTreeMap<String, Vec<String>>;

/// Reads which part needs which files.
pub fn read(script: &str) -> Outcome<Parts> {
    let mut parts = Parts::new();
    // Loaders end with their dependencies: `, [__chunk_1, __chunk_2]));`.
    let mut open: Option<(String, Vec<String>)> = None;
    for line in script.lines() {
        if let Some(rest) = line.strip_prefix("export const __wasm_split_load_") {
            let name = rest
                .split_once(" = ")
                .ok_or_else(|| strange(line))?
                .0
                .to_owned();
            open = Some((name, Vec::new()));
        }
        let Some((name, files)) = open.as_mut() else {
            continue;
        };
        if let Some(file) = between(line, "new URL(\"./", "\"") {
            files.push(file.to_owned());
        }
        if let Some(list) = line
            .rsplit_once(", [")
            .and_then(|(_, list)| list.strip_suffix("]));"))
        {
            for dependency in list.split(", ").filter(|word| !word.is_empty()) {
                let number = dependency
                    .strip_prefix("__chunk_")
                    .ok_or_else(|| strange(line))?;
                files.push(format!("chunk_{number}.wasm"));
            }
            parts.insert(std::mem::take(name), std::mem::take(files));
            open = None;
        }
    }
    if open.is_some() || parts.is_empty() {
        return Err(strange("no complete loader"));
    }
    Ok(parts)
}

/// How many things the parts import from the app: `const { memory,  } = initSync(…)`.
pub fn shared(script: &str) -> Outcome<usize> {
    let names =
        between(script, "const { ", " } = initSync").ok_or_else(|| strange("no imports"))?;
    Ok(names
        .split(',')
        .filter(|name| !name.trim().is_empty())
        .count())
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    Some(text.split_once(before)?.1.split_once(after)?.0)
}

fn strange(what: &str) -> Failure {
    Failure::new(
        format!("the splitter wrote a script of another form: {what}"),
        "keep the version of wasm_split_cli_support in Cargo.toml and links.rs in step",
    )
}

/// Writes the script for parts whose files have their final form.
pub fn write(parts: &Parts) -> String {
    let mut script = String::from(HEAD);
    let mut names: Vec<&String> = parts.values().flatten().collect();
    names.sort();
    names.dedup();
    for (number, name) in names.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(
            script,
            "const file{number} = file(new URL(\"./{name}\", import.meta.url));"
        );
    }
    for (part, files) in parts {
        let files: Vec<String> = files
            .iter()
            .filter_map(|file| names.binary_search(&file).ok())
            .map(|number| format!("file{number}"))
            .collect();
        let _ = writeln!(
            script,
            "export const __wasm_split_load_{part} = part({});",
            files.join(", ")
        );
        if part == ENGINE {
            let _ = writeln!(
                script,
                "if (location.pathname.startsWith(\"{ORGANIZATIONS}\")) [{}].forEach((file) => file.early());",
                files.join(", ")
            );
        }
    }
    script
}

/// A file is loaded once; after a failure the next call tries again. The app learns by its callback whether all is there.
const HEAD: &str = r#"import { initSync } from "./planisphere.js";
const file = (address) => {
let fetching;
let loading;
const fetched = () => (fetching ??= WebAssembly.compileStreaming(fetch(address)));
const load = async () => {
const module = await fetched();
const app = initSync();
await WebAssembly.instantiate(module, { __wasm_split: app, app });
};
const loaded = () => (loading ??= load().catch((error) => {
fetching = undefined;
loading = undefined;
throw error;
}));
loaded.early = () => fetched().catch(() => {
fetching = undefined;
});
return loaded;
};
const part = (...files) => async (callback, data) => {
let whole = true;
try {
await Promise.all(files.map((load) => load()));
} catch (error) {
console.warn(error);
whole = false;
}
initSync().__indirect_function_table.get(callback)(data, whole);
};
"#;

#[cfg(test)]
mod tests {
    use super::{ENGINE, Parts, read, shared, write};

    const SCRIPT: &str = r#"import { initSync } from "./planisphere.js";
        const { __indirect_function_table, memory,  } = initSync(undefined, undefined);
/* account, import */
const __chunk_7 = makeLoad(() => {
    const src = fetch(new URL("./chunk_7.wasm", import.meta.url));
    src.catch(() => {});
}
, []);
export const __wasm_split_load_import = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_import.wasm", import.meta.url));
}
, [__chunk_7]));
export const __wasm_split_load_account = wrapAsyncCb(makeLoad(() => async (_imp) => ({}), [__chunk_7]));
"#;

    #[test]
    fn reads_the_splitters_script() {
        let parts = read(SCRIPT).unwrap();
        assert_eq!(parts["import"], ["split_import.wasm", "chunk_7.wasm"]);
        assert_eq!(parts["account"], ["chunk_7.wasm"]);
        assert_eq!(parts.len(), 2);
        assert_eq!(shared(SCRIPT).unwrap(), 2);
        assert!(read("export const x = 1;").is_err());
    }

    #[test]
    fn writes_one_loader_for_each_part() {
        let script = write(&read(SCRIPT).unwrap());
        assert!(
            script.contains("const file0 = file(new URL(\"./chunk_7.wasm\", import.meta.url));")
        );
        assert!(script.contains("__wasm_split_load_import = part(file1, file0);"));
        assert!(script.contains("__wasm_split_load_account = part(file0);"));
        assert!(!script.contains(".early())"));
        let engine = Parts::from([(ENGINE.to_owned(), vec!["part-engine.wasm".to_owned()])]);
        assert!(write(&engine).contains("(\"/o/\")) [file0].forEach((file) => file.early());"));
    }
}
