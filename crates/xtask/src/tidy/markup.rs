//! What the policy of the page refuses at run time is refused here first: inline styles and raw markup. And colours stand
//! in one sheet, so that both themes have all of them.
use super::Finding;
use super::source::Source;

const STYLE: &str = "no inline style";
const RAW: &str = "no raw markup";
const COLOUR: &str = "colours are tokens";

/// The one sheet with colours.
const TOKENS: &str = "style/tokens.css";

const FUNCTIONS: [&str; 9] = [
    "rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(",
];
const NAMED: [&str; 16] = [
    "aqua", "black", "blue", "fuchsia", "gray", "green", "grey", "lime", "maroon", "navy", "olive",
    "orange", "purple", "red", "white", "yellow",
];

/// Looks at the app's Rust and at the style sheets.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources {
        if source.is_rust() && source.path.starts_with("src/") {
            findings.extend(rust(source));
        }
        if source.path.starts_with("style/")
            && source.path.ends_with(".css")
            && source.path != TOKENS
        {
            findings.extend(sheet(source));
        }
    }
    findings
}

fn rust(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in source.spoken.lines().enumerate() {
        if sets_style(line) {
            findings.push(source.finding(
                index + 1,
                STYLE,
                "a `style` attribute, which `style-src 'self'` refuses",
                "use a class, `style:name=value` or `style=(\"name\", value)`",
            ));
        }
        if line.contains("inner_html")
            || line.contains("outer_html")
            || line.contains("insert_adjacent_html")
        {
            findings.push(source.finding(
                index + 1,
                RAW,
                "markup from a string",
                "build it with `view!`, so that text stays text",
            ));
        }
        if line
            .match_indices("\"#")
            .any(|(at, _)| is_hex_colour(line.get(at + 1..).unwrap_or_default()))
        {
            findings.push(source.finding(
                index + 1,
                COLOUR,
                "a colour in Rust",
                format!("use a class or `currentColor`; colours stand in {TOKENS}"),
            ));
        }
    }
    findings
}

fn sets_style(line: &str) -> bool {
    line.match_indices("style=").any(|(at, found)| {
        let before = line.get(..at).and_then(|text| text.chars().last());
        let behind = line
            .get(at + found.len()..)
            .and_then(|text| text.chars().next());
        before.is_none_or(|c| c.is_whitespace() || c == '<')
            && !matches!(behind, Some('(' | '=') | None)
    })
}

fn sheet(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let text = without_comments(&source.text);
    for (index, line) in text.lines().enumerate() {
        if let Some(colour) = colour(line) {
            findings.push(source.finding(
                index + 1,
                COLOUR,
                format!("the colour `{colour}`"),
                format!("give it a name in {TOKENS} for both themes, and use var(--name)"),
            ));
        }
    }
    findings
}

fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        let (inside, after) = comment.split_once("*/").unwrap_or((comment, ""));
        kept.extend(inside.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    kept + rest
}

/// The first colour in the values of a line.
fn colour(line: &str) -> Option<String> {
    line.split([';', '{', '}'])
        .filter_map(|part| part.split_once(':'))
        .find_map(|(name, value)| {
            // `a:hover` is a selector; a declaration's name is one word.
            let declared = !name.trim().contains([' ', '.', '#', '&', '>']);
            declared.then_some(())?;
            if let Some(name) = FUNCTIONS.iter().find(|name| has_word(value, name)) {
                return Some((*name).to_owned());
            }
            if let Some((at, _)) = value
                .match_indices('#')
                .find(|(at, _)| is_hex_colour(value.get(*at..).unwrap_or_default()))
            {
                return value
                    .get(at..)?
                    .split_whitespace()
                    .next()
                    .map(str::to_owned);
            }
            let mut words = value.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_'));
            words.find(|word| NAMED.contains(word)).map(str::to_owned)
        })
}

fn has_word(value: &str, word: &str) -> bool {
    value.match_indices(word).any(|(at, _)| {
        let before = value.get(..at).and_then(|text| text.chars().last());
        !before.is_some_and(|c| c.is_alphanumeric() || c == '-')
    })
}

/// Whether the text starts with `#` and three, four, six or eight hexadecimal digits.
fn is_hex_colour(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('#') else {
        return false;
    };
    let word: String = rest
        .chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    matches!(word.len(), 3 | 4 | 6 | 8) && word.chars().all(|c| c.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::source::Source;

    fn count(path: &str, text: &str) -> usize {
        check(&[Source::new(path, text)]).len()
    }

    #[test]
    fn inline_styles_and_raw_markup_are_found() {
        for text in [
            "<p style=\"color: x\">",
            "<p style=move || a>",
            "<p inner_html=a>",
            "fill=\"#ff00aa\"",
        ] {
            assert_eq!(count("src/ui/a.rs", text), 1, "{text}");
        }
        for text in [
            "<p style:width=a>",
            "<p style=(\"width\", a)>",
            "// style=\"x\"",
            "href=\"#main\"",
            "let style = 1;",
        ] {
            assert_eq!(count("src/ui/a.rs", text), 0, "{text}");
        }
    }

    #[test]
    fn colours_are_found_outside_the_tokens() {
        for text in [
            "a { color: #fff; }",
            "a { border: 1px solid rgb(0 0 0); }",
            "a { color: white }",
            "--x: oklch(1% 0 0);",
        ] {
            assert_eq!(count("style/a.css", text), 1, "{text}");
            assert_eq!(count("style/tokens.css", text), 0, "{text}");
        }
        for text in [
            "#face:hover { color: var(--red) }",
            "/* #fff */ a { color: var(--text); }",
            "a { background: color-mix(in oklch, var(--a), transparent); white-space: nowrap; }",
            "a { src: url(\"x.svg#abc-d\"); }",
        ] {
            assert_eq!(count("style/a.css", text), 0, "{text}");
        }
    }
}
