//! Joins the sheets of `style/` into one, so that a page needs one request. `style/index.css` names them in order.
use std::fs;
use std::path::Path;

use crate::failure::{Failure, OrFail, Outcome};

const INDEX: &str = "index.css";

/// The text of all sheets, in the order of the index.
pub fn join(directory: &Path) -> Outcome<String> {
    let read = |name: &str| {
        fs::read_to_string(directory.join(name)).or_fail(
            format!("cannot read style/{name}"),
            format!("restore the file, or take it out of style/{INDEX}"),
        )
    };
    let entries = fs::read_dir(directory).or_fail("cannot read style/", "restore the directory")?;
    let present: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".css") && name != INDEX)
        .collect();
    let named = imports(&read(INDEX)?)?;
    if let Some(left_out) = present.iter().find(|name| !named.contains(name)) {
        return Err(Failure::new(
            format!("style/{INDEX} does not import {left_out}"),
            format!("add it to style/{INDEX}, or remove the file"),
        ));
    }
    named
        .iter()
        .map(|name| read(name))
        .collect::<Outcome<Vec<String>>>()
        .map(|sheets| sheets.join("\n"))
}

/// The names behind `@import`; the index holds nothing else but comments.
fn imports(index: &str) -> Outcome<Vec<String>> {
    let mut names = Vec::new();
    for statement in without_comments(index)
        .split(';')
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        let name = statement
            .strip_prefix("@import")
            .map(|rest| rest.trim().trim_start_matches("url(").trim_end_matches(')'))
            .map(|rest| rest.trim_matches(['"', '\'']).trim_start_matches("./"));
        match name {
            Some(name) if !name.contains(char::is_whitespace) => names.push(name.to_owned()),
            _ => {
                return Err(Failure::new(
                    format!("style/{INDEX} holds `{statement}`"),
                    format!("keep only lines such as @import \"base.css\"; in style/{INDEX}"),
                ));
            }
        }
    }
    Ok(names)
}

fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::imports;

    #[test]
    fn reads_the_index_in_order() {
        let index = "/* why; */\n@import \"tokens.css\";\n@import url('./base.css');\n";
        assert_eq!(imports(index).unwrap(), ["tokens.css", "base.css"]);
    }

    #[test]
    fn refuses_rules_in_the_index() {
        assert!(imports("body { margin: 0 }").is_err());
        assert!(imports("@import \"a.css\" layer(base);").is_err());
    }
}
