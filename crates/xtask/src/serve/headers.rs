//! Reads `public/_headers`, the one place that says which headers the product is served with.
//!
//! The format is the one of Netlify and Cloudflare Pages: a path, `*` at its end stands for anything, and under it
//! indented `Name: value` lines. All rules that fit a path apply; a later one wins over an earlier one.
use crate::failure::{Failure, Outcome};

const CACHE: &str = "Cache-Control";

/// One path and its headers.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    pattern: String,
    headers: Vec<(String, String)>,
}

impl Rule {
    fn fits(&self, path: &str) -> bool {
        match self.pattern.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == self.pattern,
        }
    }
}

/// Reads the file.
pub fn parse(text: &str) -> Outcome<Vec<Rule>> {
    let mut rules: Vec<Rule> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        let indented = line.starts_with([' ', '\t']);
        match (indented, bare.split_once(':'), rules.last_mut()) {
            (false, _, _) if bare.starts_with('/') => rules.push(Rule {
                pattern: bare.to_owned(),
                headers: Vec::new(),
            }),
            (true, Some((name, value)), Some(rule)) => {
                rule.headers
                    .push((name.trim().to_owned(), value.trim().to_owned()));
            }
            _ => {
                return Err(Failure::new(
                    format!(
                        "public/_headers:{}: `{bare}` is neither a path nor a header under one",
                        index + 1
                    ),
                    "write a path such as `/*`, and below it indented `Name: value` lines",
                ));
            }
        }
    }
    Ok(rules)
}

/// The headers of a path.
pub fn of(rules: &[Rule], path: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for (name, value) in rules
        .iter()
        .filter(|rule| rule.fits(path))
        .flat_map(|rule| &rule.headers)
    {
        found.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        found.push((name.clone(), value.clone()));
    }
    // What hosts do by themselves, said aloud: the page itself is checked on every load.
    if !found
        .iter()
        .any(|(name, _)| name.eq_ignore_ascii_case(CACHE))
    {
        found.push((CACHE.to_owned(), "no-cache".to_owned()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{of, parse};
    use crate::places;
    use std::fs;

    const SAMPLE: &str = "# why\n/*\n  A: 1\n\n/assets/*\n  Cache-Control: immutable\n";

    #[test]
    fn a_later_rule_wins() {
        let rules = parse(SAMPLE).unwrap();
        let headers = of(&rules, "/assets/x.js");
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            headers,
            [pair("A", "1"), pair("Cache-Control", "immutable")]
        );
        assert_eq!(
            of(&rules, "/x"),
            [pair("A", "1"), pair("Cache-Control", "no-cache")]
        );
    }

    #[test]
    fn nonsense_is_refused_with_its_line() {
        assert!(
            parse("/*\nA: 1\n")
                .unwrap_err()
                .what()
                .contains("_headers:2")
        );
        assert!(parse("  A: 1\n").is_err());
    }

    #[test]
    fn the_nginx_sample_says_the_same() {
        let read =
            |name: &str| fs::read_to_string(places::root().join("public").join(name)).unwrap();
        let rules = parse(&read("_headers")).unwrap();
        let sample = read("host/nginx.conf");
        let block = |start: &str| {
            let rest = sample.split_once(start).unwrap().1;
            rest.split_once('}').unwrap().0.to_owned()
        };
        for (path, start) in [("/", "location / {"), ("/assets/x", "location /assets/ {")] {
            let text = block(start);
            let wanted: Vec<String> = of(&rules, path)
                .iter()
                .map(|(name, value)| {
                    // `always` includes refusals, which must not be kept.
                    let scope = if name == super::CACHE { "" } else { " always" };
                    format!("add_header {name} \"{value}\"{scope};")
                })
                .collect();
            let found: Vec<&str> = text
                .lines()
                .map(str::trim)
                .filter(|line| line.starts_with("add_header"))
                .collect();
            assert_eq!(
                found, wanted,
                "the block `{start}` of public/host/nginx.conf differs from public/_headers"
            );
        }
    }
}
