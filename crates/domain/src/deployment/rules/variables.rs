//! Environment variables (ENV rules but ENV-7, which is about a step).

use std::collections::BTreeSet;

use super::Subject;
use crate::Problem;
use crate::validation::Checks;

pub(super) fn check(checks: &mut Checks, subject: &Subject<'_>) {
    let mut seen = BTreeSet::new();
    for (place, variable) in subject.deployment.environment_variables.iter().enumerate() {
        let path = format!("environmentVariables[{place}].key");
        let key = &variable.key;
        // ENV-1, ENV-2
        let mut bytes = key.bytes();
        let is_well_formed = bytes
            .next()
            .is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_')
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        checks.ensure(is_well_formed, || {
            Problem::new(
                &path,
                "variable-key",
                format!("{path} is `{key}`, which is no variable key"),
                "Use letters, digits and underscores, no digit first.",
            )
        });
        // ENV-3
        checks.ensure(seen.insert(key), || {
            Problem::new(
                &path,
                "taken",
                format!("environmentVariables has the key `{key}` twice"),
                "Keep one of the two.",
            )
        });
    }
}
