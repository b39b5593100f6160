//! Numbers as people read them.

/// A number with its thousands set apart.
#[must_use]
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How many commits of a log.
#[must_use]
pub fn commits_in_words(count: u64) -> String {
    match count {
        1 => "1 commit".to_owned(),
        more => format!("{} commits", grouped(whole(more))),
    }
}

/// What so many commits hold: `250 events in 89 commits`.
#[must_use]
pub fn events_in_words(events: u64, commits: u64) -> String {
    let events = match events {
        1 => "1 event".to_owned(),
        more => format!("{} events", grouped(whole(more))),
    };
    format!("{events} in {}", commits_in_words(commits))
}

/// The number of a commit with its thousands set apart.
#[must_use]
pub fn commit_number(number: u64) -> String {
    grouped(whole(number))
}

fn whole(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// The first names of a list, and how many more there are.
#[must_use]
pub fn listed(names: &[String], most: usize) -> String {
    let rest = names.len().saturating_sub(most);
    let mut text = names
        .iter()
        .take(most)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    if rest > 0 {
        text.push_str(&format!(" and {} more", grouped(rest)));
    }
    text
}
