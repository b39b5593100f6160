//! Values that are typed as text: what is no value yet stays in its field with its own error and goes nowhere.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::Part;
use crate::components::Junk;

impl<V: Clone + PartialEq + Send + Sync + 'static> Part<V> {
    /// The same as a text. What cannot be read stays in the text.
    pub fn typed(
        self,
        print: fn(&V) -> String,
        read: fn(&str) -> Result<V, String>,
    ) -> Part<String> {
        let Self {
            value,
            stored,
            set,
            error,
            closed,
        } = self;
        let value = Memo::new(move |_| value.get());
        let text = RwSignal::new(value.with_untracked(print));
        // What changes elsewhere, such as by a plan that is discarded, shows here; one's own typing stays as typed.
        Effect::new(move |_| {
            let now = value.get();
            if text.with_untracked(|text| read(text)).as_ref() != Ok(&now) {
                text.set(print(&now));
            }
        });
        let wrong = Memo::new(move |_| text.with(|text| read(text)).err());
        Junk::gather(wrong);
        Part {
            value: text.into(),
            stored: stored.map(|stored| Signal::derive(move || stored.with(print))),
            set: Callback::new(move |(typed, secrets): (String, _)| {
                let found = read(&typed);
                text.set(typed);
                if let Ok(found) = found {
                    set.run((found, secrets));
                }
            }),
            error: Signal::derive(move || wrong.get().or_else(|| error.get())),
            closed,
        }
    }
}

/// Reads a number that may be missing.
pub fn whole_number(text: &str) -> Result<Option<u32>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse()
        .ok()
        .filter(|_| is_plain)
        .map(Some)
        .ok_or_else(|| {
            let shown: String = text.chars().take(20).collect();
            format!("`{shown}` is no whole number that fits here. Use digits only.")
        })
}

/// Writes a number.
pub fn print_number(number: &Option<u32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// Reads one value per line.
pub fn lines_of(text: &str) -> Result<Vec<String>, String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.map(str::to_owned).collect())
}

/// Writes one value per line.
pub fn print_lines(values: &[String]) -> String {
    values.join("\n")
}

/// Reads one `name: value` per line.
pub fn pairs_of(text: &str) -> Result<BTreeMap<String, String>, String> {
    let mut pairs = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let number = number + 1;
        let found = line
            .split_once(':')
            .map(|(name, value)| (name.trim(), value.trim()));
        let Some((name, value)) = found.filter(|(name, _)| !name.is_empty()) else {
            return Err(format!(
                "Line {number} has no name before a colon. Write `name: value`."
            ));
        };
        if pairs.insert(name.to_owned(), value.to_owned()).is_some() {
            return Err(format!(
                "Line {number} names `{name}` again. Keep one of the two."
            ));
        }
    }
    Ok(pairs)
}

/// Writes one `name: value` per line.
pub fn print_pairs(pairs: &BTreeMap<String, String>) -> String {
    let lines: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    lines.join("\n")
}
