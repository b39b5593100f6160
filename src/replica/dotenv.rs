//! `.env` texts for the variables of a Deployment: what a pasted one would add, change and refuses, line by line, and
//! what is stored as one. Nothing is staged here.

use std::collections::BTreeMap;

use planisphere_as_code::{dotenv_line, read_dotenv};
use planisphere_domain::DeploymentId;
use planisphere_domain::deployment::{problem_of_variable_key, problem_of_variable_value};
use planisphere_domain::findings::gives_away;

use super::{Replica, VariableLine, capital};

/// The most bytes that are read at once.
pub const MOST_BYTES_OF_DOTENV: usize = 8 * 1024 * 1024;

/// What taking over one entry would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PastedEffect {
    /// The key is new.
    Adds,
    /// The key has another value.
    Changes,
    /// Nothing: it is so already, or a stored secret that is given without a value.
    Nothing,
}

/// One entry of a pasted text.
#[derive(Clone, PartialEq, Eq)]
pub struct PastedVariable {
    /// The line that it begins on.
    pub line: usize,
    /// Its key.
    pub key: String,
    /// Its value in clear.
    pub value: String,
    /// What taking it over would do.
    pub effect: PastedEffect,
    /// Whether it is stored as a secret, which it stays (ENV-7).
    pub stays_secret: bool,
    /// Whether it is a secret with what is staged.
    pub is_secret: bool,
    /// Why it looks like a secret.
    pub suggestion: Option<&'static str>,
    /// Whether the system sets it too.
    pub is_system: bool,
}

/// What a pasted text would do.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    /// What can be taken over, by line; of a key that is given several times the last one.
    pub variables: Vec<PastedVariable>,
    /// What is refused: the line, and why with what to do.
    pub refused: Vec<(usize, String)>,
    /// What a later line gives again: the line, the key, and that later line.
    pub again: Vec<(usize, String, usize)>,
}

impl Pasted {
    /// How many entries do this.
    #[must_use]
    pub fn count(&self, effect: PastedEffect) -> usize {
        let entries = self.variables.iter();
        entries.filter(|entry| entry.effect == effect).count()
    }
}

impl Replica {
    /// What a pasted text would do to the variables of a Deployment as they would be with what is staged.
    #[must_use]
    pub fn read_pasted(self, id: DeploymentId, text: &str) -> Pasted {
        let lines = leptos::prelude::untrack(|| self.variable_lines(id));
        let there: BTreeMap<&str, &VariableLine> = lines
            .iter()
            .map(|line| (line.key.as_str(), line.as_ref()))
            .collect();
        let read = read_dotenv(text);
        let mut pasted = Pasted {
            refused: read
                .problems
                .iter()
                .map(|problem| (problem.line, sentence(problem.message, problem.way_out)))
                .collect(),
            ..Pasted::default()
        };
        let mut fine = Vec::new();
        for entry in &read.entries {
            let problem = problem_of_variable_key("the key", &entry.key)
                .or_else(|| problem_of_variable_value("value", &entry.key, &entry.value));
            match problem {
                Some(problem) => pasted
                    .refused
                    .push((entry.line, sentence(&problem.message, &problem.way_out))),
                None => fine.push(entry),
            }
        }
        let last: BTreeMap<&str, usize> = fine
            .iter()
            .map(|entry| (entry.key.as_str(), entry.line))
            .collect();
        for entry in fine {
            let later = last.get(entry.key.as_str()).copied().unwrap_or(entry.line);
            if later != entry.line {
                pasted.again.push((entry.line, entry.key.clone(), later));
                continue;
            }
            let known = there.get(entry.key.as_str()).copied();
            pasted.variables.push(PastedVariable {
                line: entry.line,
                key: entry.key.clone(),
                effect: effect(known, &entry.value),
                stays_secret: known.is_some_and(|line| line.stays_secret),
                is_secret: known.is_some_and(VariableLine::is_secret),
                suggestion: gives_away(&entry.key, &entry.value),
                is_system: Self::system_variable(&entry.key).is_some(),
                value: entry.value.clone(),
            });
        }
        pasted.refused.sort_by_key(|(line, _)| *line);
        pasted
    }

    /// What is stored for a Deployment as a `.env` text, and how many secrets it leaves out.
    #[must_use]
    pub fn dotenv_of(self, id: DeploymentId) -> (String, usize) {
        let lines = leptos::prelude::untrack(|| {
            self.deployment(id)
                .map(|view| view.variables)
                .unwrap_or_default()
        });
        let mut text = String::new();
        let mut secrets = 0;
        for line in lines {
            match line.value {
                Some(value) => text.push_str(&dotenv_line(&line.key, &value)),
                None => {
                    secrets += 1;
                    text.push_str(&format!("# {} is secret and left out\n", line.key));
                }
            }
        }
        (text, secrets)
    }
}

fn effect(known: Option<&VariableLine>, value: &str) -> PastedEffect {
    match known {
        None => PastedEffect::Adds,
        Some(line) if line.is_deleted() => PastedEffect::Changes,
        // ENV-6: without a value a stored secret stays what it is.
        Some(line) if line.is_secret() && value.is_empty() => PastedEffect::Nothing,
        Some(line) if line.value.as_deref() == Some(value) => PastedEffect::Nothing,
        Some(_) => PastedEffect::Changes,
    }
}

/// A sentence with a capital letter and a period, then what to do.
fn sentence(message: &str, way_out: &str) -> String {
    format!("{}. {way_out}", capital(message))
}
