//! The one file of a whole Organization, out and in: what somebody is asked about it, what is inside, and the work,
//! which goes on in slices while the page stays alive.
//!
//! Nothing is stored before the person has seen what is inside. What the bytes mean is the journal's business.

mod beside;
mod exporting;
mod importing;
mod plain;
mod reading;

use leptos::prelude::*;
use planisphere_domain::plan::{PlannedSecret, new_secrets};
use planisphere_domain::{State, Timestamp};

use super::{Handle, Replica};

pub use beside::{CopyHere, Standing};
pub use exporting::{ExportView, ExportWish};
pub(super) use importing::looks_like_a_file;
pub use importing::{ImportWish, InsideView, ReadIn, SecretsInside};
pub(super) use plain::is_plain_form;

/// More than this is no log that a browser could hold.
pub(super) const MOST_BYTES: u32 = 512 * 1024 * 1024;

/// What somebody is asked in a dialog, over any page.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// How to download an Organization.
    Export(Handle),
    /// Whether to take a file in.
    Import {
        /// Its name.
        name: String,
        /// Its content.
        content: web_sys::Blob,
    },
}

impl Replica {
    /// What somebody is asked now.
    #[must_use]
    pub fn asked(self) -> Option<Asked> {
        self.asked.get()
    }

    /// The same without being told of later questions.
    #[must_use]
    pub fn asked_untracked(self) -> Option<Asked> {
        self.asked.get_untracked()
    }

    /// Whether somebody is asked something.
    #[must_use]
    pub fn is_asking(self) -> bool {
        self.asked.with(Option::is_some) || self.asks_for_passphrase()
    }

    /// Asks somebody about a file.
    pub fn ask(self, asked: Asked) {
        self.asked.try_set(Some(asked));
    }

    /// The question is answered, or nobody wants to know.
    pub fn stop_asking(self) {
        self.asked.try_set(None);
    }
}

/// A log with what it comes to, as people are told.
struct Told {
    organization: String,
    name: String,
    commits: u64,
    events: u64,
    newest: Option<Timestamp>,
    /// The secrets that it names now.
    secrets: Vec<NamedSecret>,
}

impl Told {
    fn of(state: &State, commits: u64, events: u64, newest: Option<Timestamp>) -> Option<Self> {
        let organization = state.organization()?;
        Some(Self {
            organization: organization.id.to_string(),
            name: organization.name.clone(),
            commits,
            events,
            newest,
            secrets: secrets_of(state).into_iter().map(NamedSecret::of).collect(),
        })
    }
}

/// Every secret that a state names, by what it is part of.
fn secrets_of(state: &State) -> Vec<PlannedSecret> {
    new_secrets(&State::default(), state)
}

/// What secrets are called, by their ids. What is named nowhere any more is counted.
fn names_of(ids: &[String], state: &State) -> Vec<String> {
    let named = secrets_of(state).into_iter();
    let found = named.filter(|secret| ids.contains(&secret.id.to_string()));
    let mut names: Vec<String> = found.map(|it| NamedSecret::of(it).in_words()).collect();
    match ids.len().saturating_sub(names.len()) {
        0 => {}
        1 => names.push("1 value that was replaced since".to_owned()),
        more => names.push(format!("{more} values that were replaced since")),
    }
    names
}

/// What a secret is part of. Its names came with the file, and each stands for itself when it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSecret {
    /// Its own name, where one thing has several.
    pub key: Option<String>,
    /// The kind of the thing that it is part of.
    pub kind: String,
    /// That thing's name.
    pub name: String,
}

impl NamedSecret {
    fn of(secret: PlannedSecret) -> Self {
        Self {
            key: secret.key,
            kind: secret.kind.to_string(),
            name: secret.name,
        }
    }

    /// The same as one text, where there can be no element around a name: characters isolate it instead.
    fn in_words(&self) -> String {
        let isolated = |name: &str| format!("\u{2068}{name}\u{2069}");
        let of = format!("{} {}", self.kind, isolated(&self.name));
        match &self.key {
            Some(key) => format!("{} of {of}", isolated(key)),
            None => of,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_name_in_a_text_touches_nothing_around_it() {
        let secret = NamedSecret {
            key: Some("TOKEN".to_owned()),
            kind: "Deployment".to_owned(),
            name: "a\u{202e}b".to_owned(),
        };
        let words = "\u{2068}TOKEN\u{2069} of Deployment \u{2068}a\u{202e}b\u{2069}";
        assert_eq!(secret.in_words(), words);
    }
}
