//! Sorts rows by a key. One sorting routine for all of them: each row type of its own would cost the
//! bundle some 4 KB.

use std::cmp::Ordering;

/// What rows are sorted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SortKey {
    /// A number, or a moment.
    Number(i64),
    /// A text, case aside.
    Text(String),
    /// A version: its form first, then part by part.
    Version(bool, Vec<u64>),
}

impl SortKey {
    /// The key of a text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_lowercase())
    }

    /// The key of a Runtime's version.
    #[must_use]
    pub fn version(version: &str) -> Self {
        let (is_build, parts) = planisphere_domain::deployment::RuntimeVersion::new(version).rank();
        Self::Version(is_build, parts)
    }
}

/// The rows in the order of their keys; equal keys keep the order they had.
#[must_use]
pub fn sorted_by<T>(rows: Vec<T>, descending: bool, key: impl Fn(&T) -> SortKey) -> Vec<T> {
    let keys = rows.iter().map(key).collect();
    let mut rows: Vec<Option<T>> = rows.into_iter().map(Some).collect();
    order(keys, descending)
        .into_iter()
        .filter_map(|place| rows.get_mut(place)?.take())
        .collect()
}

/// The places of the keys in their order.
fn order(keys: Vec<SortKey>, descending: bool) -> Vec<usize> {
    let mut placed: Vec<(SortKey, usize)> = keys.into_iter().zip(0..).collect();
    placed.sort_unstable_by(|(a, first), (b, second)| {
        let by_key = if descending { b.cmp(a) } else { a.cmp(b) };
        match by_key {
            Ordering::Equal => first.cmp(second),
            decided => decided,
        }
    });
    placed.into_iter().map(|(_, place)| place).collect()
}
