//! Sources of access in words, as the tables and the files of the access pages have them.

use crate::replica::{AccessRow, Grant};

/// `Workspace Operator, Team Growth data; Organization Owner, the Organization`.
pub(super) fn others_in_words(others: &[Grant]) -> String {
    let words: Vec<String> = others.iter().map(in_words).collect();
    words.join("; ")
}

pub(super) fn in_words(grant: &Grant) -> String {
    let mut words = grant.title.clone();
    if !grant.source.is_empty() {
        words = format!("{words}, through {}", grant.source);
    }
    if grant.is_stopped {
        words.push_str(" (gives nothing on this Runtime)");
    }
    words
}

/// Every source of a line, its own role first.
pub(super) fn sources_of(row: &AccessRow) -> Vec<String> {
    let own = row
        .direct
        .iter()
        .map(|grant| format!("{}, direct", grant.title));
    own.chain(row.others.iter().map(in_words)).collect()
}
