//! Environment variables: keys and the presence of values. Values themselves are never looked at.

use std::collections::HashMap;

use super::{Action, Check};
use crate::located::Position;
use crate::problem::{Code, quoted};

impl Check<'_> {
    pub(super) fn environment_variables(&mut self) {
        let mut seen: HashMap<&str, Position> = HashMap::new();
        for (index, variable) in self.file.environment_variables.items().iter().enumerate() {
            let path = format!("deployment.environment_variables[{index}]");
            self.require(&variable.key, &format!("{path}.key"), Some(variable.at));
            let key = variable.key.text();
            if !key.is_empty() {
                let at = variable.key.at().unwrap_or(variable.at);
                if let Some(first) = seen.get(key) {
                    let message = format!(
                        "the variable {} is given twice, first on line {}",
                        quoted(key),
                        first.line
                    );
                    let remedy = "Keep one of the two, or rename one.";
                    self.error(
                        Code::DuplicateName,
                        &format!("{path}.key"),
                        Some(at),
                        message,
                        remedy,
                    );
                } else {
                    seen.insert(key, at);
                }
            }
            let may_miss = self.action == Action::Update && variable.is_secret.is_on();
            if !variable.value.is_value() && !may_miss {
                let path = format!("{path}.value");
                let at = variable.value.at().unwrap_or(variable.at);
                let message = format!("missing required field: {path}");
                let remedy = if variable.is_secret.is_on() {
                    "Add the secret's value; files that `inspect` writes leave it out."
                } else {
                    "Add `value`; write `value: \"\"` for an empty one."
                };
                self.error(Code::MissingField, &path, Some(at), message, remedy);
            }
        }
    }
}
