//! `.env` files: `KEY=value` line by line, as shells and the astro command line write them. Reading keeps every entry
//! and every line that is none; which keys are fine and which values are secret is decided elsewhere.
//!
//! `${OTHER}` is kept as it is written: nothing is run or filled in.

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DotEnvEntry {
    /// The line that it begins on, from 1.
    pub line: usize,
    /// What stands before the `=`.
    pub key: String,
    /// What stands behind it, without its quotes.
    pub value: String,
}

/// A line that is no entry. It repeats nothing of the line, which may be secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DotEnvProblem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong; no final period.
    pub message: &'static str,
    /// What to do.
    pub way_out: &'static str,
}

/// What a text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DotEnv {
    /// Its entries in order, those of the same key included.
    pub entries: Vec<DotEnvEntry>,
    /// What is none.
    pub problems: Vec<DotEnvProblem>,
}

/// Reads a text. Comments, blank lines, `export`, single and double quotes, also over several lines, are understood.
#[must_use]
pub fn read_dotenv(text: &str) -> DotEnv {
    let mut found = DotEnv::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut rest, mut line) = (text, 1);
    while !rest.is_empty() {
        let taken = take_entry(rest, line, &mut found);
        let (read, left) = rest.split_at_checked(taken).unwrap_or((rest, ""));
        line += read.matches('\n').count();
        rest = left;
    }
    found
}

/// Reads what begins at the start of a line, and answers with how many bytes that took, the end of the line included.
fn take_entry(text: &str, line: usize, found: &mut DotEnv) -> usize {
    let whole = text.find('\n').map_or(text.len(), |end| end + 1);
    let first = text.get(..whole).unwrap_or(text);
    let bare = first.trim();
    if bare.is_empty() || bare.starts_with('#') {
        return whole;
    }
    let refuse = |found: &mut DotEnv, message, way_out| {
        found.problems.push(DotEnvProblem {
            line,
            message,
            way_out,
        });
        whole
    };
    let Some(equals) = first.find('=') else {
        return refuse(
            found,
            "no `=` in this line",
            "Write KEY=value, or take it out.",
        );
    };
    let key = first.get(..equals).unwrap_or_default().trim();
    let key = key
        .strip_prefix("export")
        .filter(|rest| rest.starts_with([' ', '\t']))
        .map_or(key, str::trim_start);
    let behind = text.get(equals + 1..).unwrap_or_default();
    let blanks = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    let start = equals + 1 + blanks;
    let value = text.get(start..).unwrap_or_default();
    let quote = value
        .chars()
        .next()
        .filter(|first| ['"', '\''].contains(first));
    let Some(quote) = quote else {
        found.entries.push(DotEnvEntry {
            line,
            key: key.to_owned(),
            value: unquoted(first.get(start..).unwrap_or_default()).to_owned(),
        });
        return whole;
    };
    let Some((value, taken)) = quoted(value, quote) else {
        return refuse(
            found,
            "the quote that opens here is never closed",
            "Close it, or write the value without quotes.",
        );
    };
    let after = text.get(start + taken..).unwrap_or_default();
    let end = after.find('\n').map_or(after.len(), |end| end + 1);
    let tail = after.get(..end).unwrap_or(after).trim();
    if !tail.is_empty() && !tail.starts_with('#') {
        return refuse(
            found,
            "something follows the closing quote",
            "Put all of the value into the quotes, and write \\\" for a quote in it.",
        );
    }
    found.entries.push(DotEnvEntry {
        line,
        key: key.to_owned(),
        value,
    });
    start + taken + end
}

/// A value without quotes ends with its line, or with a comment behind a blank.
fn unquoted(text: &str) -> &str {
    let comment = text
        .match_indices('#')
        .find(|(at, _)| {
            let before = text.get(..*at).unwrap_or_default();
            before.is_empty() || before.ends_with([' ', '\t'])
        })
        .map_or(text.len(), |(at, _)| at);
    text.get(..comment).unwrap_or(text).trim()
}

/// The text between quotes, and how many bytes it takes with both of them; `None` when the second one is missing.
fn quoted(text: &str, quote: char) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut letters = text.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        if letter == quote {
            return Some((value, at + letter.len_utf8()));
        }
        // A file of Windows has two characters at the end of its lines.
        if letter == '\r'
            && text
                .get(at + 1..)
                .is_some_and(|rest| rest.starts_with('\n'))
        {
            continue;
        }
        if letter != '\\' || quote == '\'' {
            value.push(letter);
            continue;
        }
        match letters.next()?.1 {
            'n' => value.push('\n'),
            'r' => value.push('\r'),
            't' => value.push('\t'),
            same @ ('"' | '\\' | '$' | '`') => value.push(same),
            other => value.extend(['\\', other]),
        }
    }
    None
}

/// One entry as [`read_dotenv`] reads it.
#[must_use]
pub fn dotenv_line(key: &str, value: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "_-./:,@%+=".contains(letter);
    if value.chars().all(is_plain) {
        return format!("{key}={value}\n");
    }
    let mut text = format!("{key}=\"");
    for letter in value.chars() {
        match letter {
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '"' | '\\' | '$' | '`' => text.extend(['\\', letter]),
            other => text.push(other),
        }
    }
    text.push_str("\"\n");
    text
}
