//! Environment variables (ENV rules but ENV-7, which is about a step).

use std::collections::BTreeSet;

use super::Subject;
use crate::Problem;
use crate::deployment::VariableValue;
use crate::validation::Checks;

/// The most bytes of a key and its value together. No source gives a limit; Linux starts no program with a longer
/// one: `KEY=VALUE` and the end of the text take at most 32 pages of 4 KiB.
pub const MOST_BYTES_OF_VARIABLE: usize = 32 * 4096 - 2;

/// How much of a wrong key a sentence repeats, in characters.
const LONGEST_SHOWN: usize = 100;

/// What is wrong with the key of a variable (ENV-1, ENV-2); `path` says where it stands.
#[must_use]
pub fn problem_of_variable_key(path: &str, key: &str) -> Option<Problem> {
    let mut bytes = key.bytes();
    let is_well_formed = bytes
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (!is_well_formed).then(|| {
        Problem::new(
            path,
            "variable-key",
            format!("{path} is `{}`, which is no variable key", cut(key)),
            "Use letters, digits and underscores, no digit first.",
        )
        .value(key)
    })
}

/// As much of a key as a sentence can hold.
fn cut(key: &str) -> String {
    match key.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("{}…", key.get(..end).unwrap_or_default()),
        None => key.to_owned(),
    }
}

/// What is wrong with the text of a variable, which the sentence does not repeat: it may be secret.
#[must_use]
pub fn problem_of_variable_value(path: &str, key: &str, text: &str) -> Option<Problem> {
    if text.contains('\0') {
        return Some(Problem::new(
            path,
            "variable-value",
            format!(
                "the value of `{}` holds the character U+0000, which ends a text",
                cut(key)
            ),
            "Encode it, such as in Base64.",
        ));
    }
    let bytes = key.len() + text.len();
    (bytes > MOST_BYTES_OF_VARIABLE).then(|| {
        Problem::new(
            path,
            "too-long",
            format!(
                "`{}` takes {bytes} bytes with its value, allowed are {MOST_BYTES_OF_VARIABLE}",
                cut(key)
            ),
            "Keep large values in a file or a secrets backend, and name its place here.",
        )
        .value(bytes)
        .limit(MOST_BYTES_OF_VARIABLE)
    })
}

pub(super) fn check(checks: &mut Checks, subject: &Subject<'_>) {
    let mut seen = BTreeSet::new();
    for (place, variable) in subject.deployment.environment_variables.iter().enumerate() {
        let path = format!("environmentVariables[{place}].key");
        let key = &variable.key;
        if let Some(problem) = problem_of_variable_key(&path, key) {
            checks.add(problem);
        }
        // The text of a secret is not here: whoever seals it looks first.
        if let VariableValue::Plain(text) = &variable.value {
            let path = format!("environmentVariables[{place}].value");
            if let Some(problem) = problem_of_variable_value(&path, key, text) {
                checks.add(problem);
            }
        }
        // ENV-3
        checks.ensure(seen.insert(key), || {
            Problem::new(
                &path,
                "taken",
                format!("environmentVariables has the key `{}` twice", cut(key)),
                "Keep one of the two.",
            )
            .value(key)
        });
    }
}
