//! Collects every problem of a request at once, so that forms, files and a server say the same.

use crate::decide::Context;
use crate::edit::{Edit, Field};
use crate::hidden::{first_hidden, is_hidden, number, spelled_out};
use crate::{FieldConflict, Names, Problem, Rejection};

/// The longest address that mail is sent to, in characters.
const LONGEST_ADDRESS: usize = 254;
/// The longest part before the `@`.
const LONGEST_LOCAL_PART: usize = 64;
/// The longest part between the dots of a domain.
const LONGEST_DOMAIN_PART: usize = 63;
/// How much of a wrong address a sentence repeats, in characters.
const LONGEST_SHOWN: usize = 100;

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

    /// Notes the problems of another check; any other refusal is handed on.
    pub(crate) fn take_in(&mut self, checked: Result<(), Rejection>) -> Result<(), Rejection> {
        match checked {
            Err(Rejection::Invalid(problems)) => {
                self.problems.extend(problems);
                Ok(())
            }
            other => other,
        }
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
        // What may be empty is prose, which has lines.
        let is_prose = least == 0;
        let found = if is_prose {
            first_hidden(&text.trim().replace(['\n', '\r', '\t'], " "))
        } else {
            first_hidden(text.trim())
        };
        if let Some(letter) = found {
            self.add(
                Problem::new(
                    path,
                    "hidden-character",
                    format!(
                        "{label} holds a character that does not show, {}",
                        number(letter)
                    ),
                    "Write it anew without that character.",
                )
                .value(text.trim()),
            );
        }
    }

    /// An e-mail address, with or without a name around it (ORG-3, EML-1).
    pub(crate) fn email(&mut self, path: &str, text: &str) {
        self.ensure(is_email(text.trim()), || not_an_email(path, text));
    }

    /// The address of a person, which is their user name: as [`Self::email`], without a name around it (USR-1).
    pub(crate) fn address(&mut self, path: &str, text: &str) {
        self.ensure(is_address(text.trim()), || not_an_email(path, text));
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

fn not_an_email(path: &str, text: &str) -> Problem {
    let shown = spelled_out(text, LONGEST_SHOWN);
    Problem::new(
        path,
        "email",
        format!("`{shown}` is not an e-mail address"),
        "Write it like `name@example.com`.",
    )
    .value(text)
    .limit(format!(
        "{LONGEST_ADDRESS} characters, {LONGEST_LOCAL_PART} of them before the @"
    ))
}

/// `Name <a@b.c>` passes as RFC 5322 has it (EML-1).
fn is_email(text: &str) -> bool {
    let around = text
        .strip_suffix('>')
        .and_then(|start| start.rsplit_once('<'));
    match around {
        Some((name, address)) => first_hidden(name).is_none() && is_address(address),
        None => is_address(text),
    }
}

/// Something, one `@`, and a domain with a dot, each as mail is really sent to: no quotes, no address in
/// numbers, no dots at the ends or side by side.
fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let parts: Vec<&str> = domain.split('.').collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    text.chars().count() <= LONGEST_ADDRESS
        && local.chars().count() <= LONGEST_LOCAL_PART
        && local.split('.').all(is_local_part)
        && parts.len() > 1
        && parts.iter().copied().all(is_domain_part)
        && !parts.last().is_some_and(is_number)
}

/// What stands between dots before the `@`.
fn is_local_part(part: &str) -> bool {
    !part.is_empty()
        && part
            .chars()
            .all(|letter| is_foreign(letter) || is_atom(letter))
}

/// What stands between dots behind the `@`.
fn is_domain_part(part: &str) -> bool {
    !part.is_empty()
        && part.chars().count() <= LONGEST_DOMAIN_PART
        && !part.starts_with('-')
        && !part.ends_with('-')
        && part
            .chars()
            .all(|letter| is_foreign(letter) || letter.is_ascii_alphanumeric() || letter == '-')
}

/// What RFC 5322 lets stand in an address without quotes.
fn is_atom(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(letter)
}

/// Letters of other scripts, which addresses may hold (RFC 6531).
fn is_foreign(letter: char) -> bool {
    !letter.is_ascii() && !letter.is_whitespace() && !is_hidden(letter)
}

/// The values that the edits really change, tidied, or every conflict with what is stored now.
///
/// An edit whose value is stored already is passed over; one whose base is no longer stored conflicts.
pub(crate) fn conflicts<F: Field>(
    context: &Context<'_>,
    edits: &[Edit<F>],
    stored: impl Fn(&F) -> F,
) -> Result<Vec<F>, Rejection> {
    let mut changes = Vec::new();
    let mut conflicts = Vec::new();
    let names = Names::of(context.state).known_to(context.caller);
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
                base: edit.base.shown(&names),
                theirs: now.shown(&names),
                yours: value.shown(&names),
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
    use super::{Checks, is_address, is_email};

    #[test]
    fn addresses() {
        let local = "a".repeat(64);
        let domain = format!("{}.{}", "b".repeat(63), "c".repeat(63));
        let longest = format!("{local}@{}.{domain}", "d".repeat(61));
        for text in [
            "ada@example.com",
            "ada+night@mail.example.com",
            "a.d-a_k'im@example.com",
            "zoë.müller@bücher.example",
            "用户@例子.example",
            "a@1.example",
            longest.as_str(),
        ] {
            assert!(is_address(text), "{text}");
            assert!(is_email(text), "{text}");
            assert!(is_email(&format!("Ada Kim <{text}>")), "{text}");
        }
        let long_local = format!("a{local}@example.com");
        let too_long = format!("{local}@{}.{domain}", "d".repeat(62));
        let long_part = format!("a@{}.example", "b".repeat(64));
        for text in [
            "ada",
            "ada@example",
            "@example.com",
            "ada @example.com",
            "ada@.com",
            "two@@at.example",
            "two@at@x.example",
            "a..b@x.example",
            ".rv@x.example",
            "rv.@x.example",
            "b\"@x.example",
            "\"b c\"@x.example",
            "admin@northwind.example%0a",
            "mailto:x@x.example",
            "rv@[127.0.0.1]",
            "rv@127.0.0.1",
            "rv@x.example.",
            "rv@x..example",
            "rv@-x.example",
            "rv@x-.example",
            "r\u{200b}v@x.example",
            "\u{202e}rv@x.example",
            "rv@x.\u{200d}example",
            "rv\0@x.example",
            "a,b@x.example",
            long_local.as_str(),
            too_long.as_str(),
            long_part.as_str(),
        ] {
            assert!(!is_address(text), "{text:?}");
            assert!(!is_email(text), "{text:?}");
            assert!(!is_email(&format!("Ada Kim <{text}>")), "{text:?}");
        }
        // A name around it is for those who are written to, not for user names.
        assert!(!is_address("Ada Kim <ada@example.com>"));
        assert!(!is_email("\u{202e}Ada <ada@example.com>"));
    }

    #[test]
    fn a_sentence_about_an_address_can_be_read() {
        let mut checks = Checks::default();
        checks.address("email", &format!("\u{202e}{}", "x".repeat(10_000)));
        let problems = checks.into_problems();
        let expected = format!("`[U+202E]{}…` is not an e-mail address", "x".repeat(99));
        assert_eq!(problems[0].message, expected);
    }

    #[test]
    fn names_hold_nothing_that_does_not_show() {
        let said = |text: &str, least: usize| {
            let mut checks = Checks::default();
            checks.text("name", "the name", text, least, 50);
            let problems = checks.into_problems();
            problems.first().map(|problem| problem.message.clone())
        };
        assert_eq!(
            said("Ada\u{202e}Kim", 1).unwrap(),
            "the name holds a character that does not show, U+202E"
        );
        assert!(said("two\nlines", 1).is_some());
        assert!(said("two\n\tlines\r\n", 0).is_none());
        assert!(said("two\n\u{200b}lines", 0).is_some());
        assert!(said("قاعدة 👩‍👩‍👧‍👦", 1).is_none());
    }
}
