//! Collects every problem of a request at once, so that forms, files and a server say the same.

use crate::edit::{Edit, Field};
use crate::{FieldConflict, Problem, Rejection};

/// The problems found so far.
#[derive(Debug, Default)]
pub(crate) struct Checks {
    problems: Vec<Problem>,
}

impl Checks {
    /// Notes one problem.
    pub(crate) fn add(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Notes a problem unless `holds`.
    pub(crate) fn ensure(&mut self, holds: bool, problem: impl FnOnce() -> Problem) {
        if !holds {
            self.problems.push(problem());
        }
    }

    /// A field that a request has to carry.
    pub(crate) fn required<T>(&mut self, path: &str, value: Option<T>) -> Option<T> {
        self.ensure(value.is_some(), || {
            Problem::new(
                path,
                "required",
                format!("{path} is missing"),
                format!("Send {path} too."),
            )
        });
        value
    }

    /// A text of `least` to `most` characters that is not blank when it must not be empty.
    pub(crate) fn text(&mut self, path: &str, label: &str, text: &str, least: usize, most: usize) {
        // Texts are stored without outer blanks, so these do not count.
        let length = text.trim().chars().count();
        if length < least {
            self.add(
                Problem::new(
                    path,
                    "empty",
                    format!("{label} is empty"),
                    format!("Enter {label}."),
                )
                .value(text)
                .limit(format!("{least} to {most} characters")),
            );
        } else if length > most {
            self.add(
                Problem::new(
                    path,
                    "too-long",
                    format!("{label} has {length} characters, the limit is {most}"),
                    format!("Shorten it to {most} characters."),
                )
                .value(text.trim())
                .limit(format!("{least} to {most} characters")),
            );
        }
    }

    /// An e-mail address (ORG-3, USR-1, EML-1): something, one `@`, a domain with a dot, no spaces.
    pub(crate) fn email(&mut self, path: &str, text: &str) {
        self.ensure(is_email(text.trim()), || {
            Problem::new(
                path,
                "email",
                format!("`{text}` is not an e-mail address"),
                "Write it like `name@example.com`.",
            )
            .value(text)
        });
    }

    /// The address of a person, which is their user name: as [`Self::email`], without a name around it.
    pub(crate) fn address(&mut self, path: &str, text: &str) {
        let is_plain = is_email(text.trim()) && !text.contains(['<', '>', ',', ';']);
        self.ensure(is_plain, || {
            Problem::new(
                path,
                "email",
                format!("`{text}` is not an e-mail address"),
                "Write it like `name@example.com`.",
            )
            .value(text)
        });
    }

    /// Ends the collection with what was noted.
    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// Ends the collection: nothing noted, or the whole list.
    pub(crate) fn finish(self) -> Result<(), Rejection> {
        if self.problems.is_empty() {
            Ok(())
        } else {
            Err(Rejection::Invalid(self.problems))
        }
    }
}

fn is_email(text: &str) -> bool {
    // `Name <a@b.c>` passes as RFC 5322 has it (EML-1).
    let address = text
        .rsplit_once('<')
        .and_then(|(_, rest)| rest.strip_suffix('>'))
        .unwrap_or(text);
    let Some((local, domain)) = address.rsplit_once('@') else {
        return false;
    };
    let domain_holds = domain
        .split_once('.')
        .is_some_and(|(host, rest)| !host.is_empty() && !rest.is_empty());
    !local.is_empty()
        && domain_holds
        && !address.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// The values that the edits really change, tidied, or every conflict with what is stored now.
///
/// An edit whose value is stored already is passed over; one whose base is no longer stored conflicts.
pub(crate) fn conflicts<F: Field>(
    edits: &[Edit<F>],
    stored: impl Fn(&F) -> F,
) -> Result<Vec<F>, Rejection> {
    let mut changes = Vec::new();
    let mut conflicts = Vec::new();
    for edit in edits {
        let now = stored(&edit.value);
        let value = edit.value.clone().tidy();
        if now == value {
            continue;
        }
        if now == edit.base {
            changes.push(value);
        } else {
            conflicts.push(FieldConflict {
                field: value.api_name(),
                base: edit.base.shown(),
                theirs: now.shown(),
                yours: value.shown(),
            });
        }
    }
    if conflicts.is_empty() {
        Ok(changes)
    } else {
        Err(Rejection::Conflict(conflicts))
    }
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn addresses() {
        for (text, holds) in [
            ("ada@example.com", true),
            ("Ada Kim <ada@example.com>", true),
            ("ada+night@mail.example.com", true),
            ("ada", false),
            ("ada@example", false),
            ("@example.com", false),
            ("ada @example.com", false),
            ("ada@.com", false),
        ] {
            assert_eq!(is_email(text), holds, "{text}");
        }
    }
}
