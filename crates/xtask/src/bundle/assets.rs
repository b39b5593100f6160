//! Moves what the page loads to `/assets` under names made of the content.
//!
//! The order matters: a file's name depends on its content, and its content on the names of what it loads.
use std::fs;
use std::path::{Path, PathBuf};

use super::{content, split};
use crate::failure::{Failure, OrFail, Outcome};

const REMEDY: &str = "keep index.html, Trunk.toml and this module in step";

/// Renames the files, writes the new names into those that load them, and drops what nothing loads.
pub fn rename(public: &Path, staging: &Path) -> Outcome<()> {
    let shop = Shop::open(staging)?;
    let snippets = shop.snippets()?;

    let mut style = shop.take("style.css")?;
    let fonts = public.join("fonts");
    for font in files(&fonts)?
        .iter()
        .filter(|name| name.ends_with(".woff2"))
    {
        let bytes = read(&fonts.join(font))?;
        let name = shop.put(font, &bytes)?;
        // A sheet may write the path from the root or from itself; both mean the same file.
        let (rooted, plain) = (format!("/fonts/{font}"), format!("fonts/{font}"));
        style = swap(
            &style.replace(&rooted, &plain),
            &[(&plain, &format!("/assets/{name}"))],
            "the style sheet",
        )?;
    }
    let style = shop.put("style.css", style.as_bytes())?;

    let boot = shop.put("boot.js", &script(public, "boot.js", &[])?)?;
    let links = shop.links()?;
    let app = shop.program("planisphere", &snippets, links.as_ref())?;
    let start = shop.put(
        "start.js",
        &script(public, "start.js", &app.names("planisphere"))?,
    )?;
    let worker = shop.program("planisphere-worker", &snippets, None)?;
    let loader = shop.put(
        "worker.js",
        &script(public, "worker.js", &worker.names("planisphere-worker"))?,
    )?;
    shop.drop_snippets()?;

    let page = shop.take("index.html")?;
    let served = |name: &str| format!("/assets/{name}");
    let page = swap(
        &page,
        &[
            ("/style.css", &served(&style)),
            ("/boot.js", &served(&boot)),
            ("/start.js", &served(&start)),
            ("/worker.js", &served(&loader)),
            ("/planisphere.js", &served(&app.script)),
            ("/planisphere_bg.wasm", &served(&app.wasm)),
        ],
        "index.html",
    )?;
    let page = match &links {
        None => page,
        Some(links) => {
            let preload = format!(
                "<link rel=\"modulepreload\" href=\"{}\"></head>",
                served(&links.name)
            );
            swap(&page, &[("</head>", &preload)], "index.html")?
        }
    };
    // Static hosts without a rule for unknown paths answer them with 404.html; the app then shows the right page.
    for name in ["index.html", "404.html"] {
        write(&staging.join(name), page.as_bytes())?;
    }
    Ok(())
}

/// One wasm and the script that starts it.
struct Program {
    script: String,
    wasm: String,
}

impl Program {
    fn names(&self, stem: &str) -> [(String, String); 2] {
        [
            (format!("./{stem}.js"), format!("./{}", self.script)),
            (format!("./{stem}_bg.wasm"), format!("./{}", self.wasm)),
        ]
    }
}

/// The script that loads the parts of the app, which imports the app's script and is imported by it.
struct Links {
    name: String,
    text: String,
}

/// Trunk's output on one side, `/assets` on the other.
struct Shop {
    staging: PathBuf,
    assets: PathBuf,
}

impl Shop {
    fn open(staging: &Path) -> Outcome<Self> {
        let assets = staging.join("assets");
        fs::create_dir_all(&assets).or_fail("cannot create assets", "check the permissions")?;
        Ok(Self {
            staging: staging.to_path_buf(),
            assets,
        })
    }

    fn take_bytes(&self, name: &str) -> Outcome<Vec<u8>> {
        let path = self.staging.join(name);
        let bytes = read(&path)?;
        fs::remove_file(&path).or_fail(
            format!("cannot remove {}", path.display()),
            "check the permissions",
        )?;
        Ok(bytes)
    }

    fn take(&self, name: &str) -> Outcome<String> {
        String::from_utf8(self.take_bytes(name)?).or_fail(format!("{name} is not UTF-8"), REMEDY)
    }

    fn put(&self, name: &str, bytes: &[u8]) -> Outcome<String> {
        let named = content::name(name, bytes);
        write(&self.assets.join(&named), bytes)?;
        Ok(named)
    }

    /// Gives the parts their names. That of the script says nothing of the app's script, whose name follows from
    /// this one: the two would never end.
    fn links(&self) -> Outcome<Option<Links>> {
        if !self.staging.join(split::SCRIPT).is_file() {
            return Ok(None);
        }
        let mut text = self.take(split::SCRIPT)?;
        let parts: Vec<String> = fs::read_dir(&self.staging)
            .or_fail("cannot read the staging directory", "run the command again")?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name.starts_with(split::PART))
            .collect();
        for part in parts {
            let named = self.put(&part, &self.take_bytes(&part)?)?;
            text = swap(
                &text,
                &[(format!("./{part}"), format!("./{named}"))],
                split::SCRIPT,
            )?;
        }
        let app = read(&self.staging.join("planisphere.js"))?;
        let wasm = read(&self.staging.join("planisphere_bg.wasm"))?;
        let all = [text.as_bytes(), &app, &wasm].concat();
        let name = content::name("parts.js", &all);
        Ok(Some(Links { name, text }))
    }

    fn program(&self, stem: &str, snippets: &str, links: Option<&Links>) -> Outcome<Program> {
        let wasm_name = format!("{stem}_bg.wasm");
        let wasm = self.put(&wasm_name, &self.take_bytes(&wasm_name)?)?;
        let mut script = self
            .take(&format!("{stem}.js"))?
            .replace(&wasm_name, &wasm)
            .replace("./snippets/", &format!("./{snippets}/"));
        if let Some(links) = links {
            // The wasm asks for the script by its first name, so the table of imports keeps that. The import is written without
            // a space by esbuild, which the parts make sure of: only a release has them.
            let (old, new) = (split::SCRIPT, &links.name);
            let import = (format!("from\"./{old}\""), format!("from\"./{new}\""));
            script = swap(&script, &[import], "planisphere.js")?;
        }
        let script = self.put(&format!("{stem}.js"), script.as_bytes())?;
        if let Some(links) = links {
            let app = (format!("./{stem}.js"), format!("./{script}"));
            let text = swap(&links.text, &[app], split::SCRIPT)?;
            write(&self.assets.join(&links.name), text.as_bytes())?;
        }
        Ok(Program { script, wasm })
    }

    /// Scripts that crates bring along keep their own names inside one directory named after all of them.
    fn snippets(&self) -> Outcome<String> {
        let source = self.staging.join("snippets");
        if !source.is_dir() {
            return Ok("snippets".to_owned());
        }
        let mut all = Vec::new();
        let mut paths = tree(&source)?;
        paths.sort();
        for path in &paths {
            all.extend(path.to_string_lossy().bytes());
            all.extend(read(&source.join(path))?);
        }
        let name = format!("snippets-{}", content::hash(&all));
        for path in &paths {
            let target = self.assets.join(&name).join(path);
            if let Some(directory) = target.parent() {
                fs::create_dir_all(directory)
                    .or_fail("cannot create a directory", "check the permissions")?;
            }
            write(&target, &read(&source.join(path))?)?;
        }
        Ok(name)
    }

    fn drop_snippets(&self) -> Outcome<()> {
        let source = self.staging.join("snippets");
        if source.is_dir() {
            fs::remove_dir_all(&source)
                .or_fail("cannot remove snippets", "check the permissions")?;
        }
        Ok(())
    }
}

/// A script of `public/` with names replaced and without the lines that are comments.
fn script(public: &Path, name: &str, names: &[(String, String)]) -> Outcome<Vec<u8>> {
    let text = String::from_utf8(read(&public.join(name))?)
        .or_fail(format!("{name} is not UTF-8"), REMEDY)?;
    let names: Vec<(&str, &str)> = names
        .iter()
        .map(|(old, new)| (old.as_str(), new.as_str()))
        .collect();
    let text = swap(&text, &names, name)?;
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .collect();
    Ok(lines.join("\n").into_bytes())
}

/// Replaces every old name by its new one; an old name that is nowhere is a mistake.
fn swap<O: AsRef<str>, N: AsRef<str>>(
    text: &str,
    names: &[(O, N)],
    place: &str,
) -> Outcome<String> {
    let mut text = text.to_owned();
    for (old, new) in names {
        let (old, new) = (old.as_ref(), new.as_ref());
        if !text.contains(old) {
            return Err(Failure::new(
                format!("{place} does not mention {old}"),
                REMEDY,
            ));
        }
        text = text.replace(old, new);
    }
    Ok(text)
}

fn files(directory: &Path) -> Outcome<Vec<String>> {
    if !directory.is_dir() {
        return Ok(Vec::new());
    }
    let mut names: Vec<String> = tree(directory)?
        .iter()
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

fn tree(directory: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::new()];
    while let Some(inside) = open.pop() {
        let entries = fs::read_dir(directory.join(&inside)).or_fail(
            format!("cannot read {}", directory.display()),
            "run the command again",
        )?;
        for entry in entries.flatten() {
            let path = inside.join(entry.file_name());
            if entry.path().is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    Ok(found)
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).or_fail(format!("cannot read {}", path.display()), REMEDY)
}

fn write(path: &Path, bytes: &[u8]) -> Outcome<()> {
    fs::write(path, bytes).or_fail(
        format!("cannot write {}", path.display()),
        "check the permissions and the space",
    )
}

#[cfg(test)]
mod tests {
    use super::swap;

    #[test]
    fn swap_replaces_all_or_says_what_is_missing() {
        let text = swap("a /x.js /x.js", &[("/x.js", "/y.js")], "page").unwrap();
        assert_eq!(text, "a /y.js /y.js");
        let failure = swap("a", &[("/x.js", "/y.js")], "page").unwrap_err();
        assert_eq!(failure.what(), "page does not mention /x.js");
    }
}
