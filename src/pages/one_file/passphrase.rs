//! Choosing a passphrase: typed twice, long enough, never shown and never kept.

use leptos::prelude::*;

use crate::ui::{Field, TextInput};

/// Fewer characters are guessed, however slow each guess is.
const SHORTEST: usize = 12;

/// A passphrase that somebody is choosing.
#[derive(Clone, Copy)]
pub struct NewPassphrase {
    typed: RwSignal<String>,
    again: RwSignal<String>,
    /// Somebody tried to go on without it.
    is_insisted: RwSignal<bool>,
}

impl Default for NewPassphrase {
    fn default() -> Self {
        Self {
            typed: RwSignal::new(String::new()),
            again: RwSignal::new(String::new()),
            is_insisted: RwSignal::new(false),
        }
    }
}

impl NewPassphrase {
    /// The passphrase, once it is long enough and typed twice.
    #[must_use]
    pub fn get_untracked(self) -> String {
        self.typed.get_untracked()
    }

    /// What is still missing; `None` when it can be used.
    #[must_use]
    pub fn missing(self) -> Option<String> {
        if self.typed.with(|typed| typed.chars().count()) < SHORTEST {
            return Some(format!(
                "Type a passphrase of at least {SHORTEST} characters."
            ));
        }
        if self.typed.get() != self.again.get() {
            return Some("Type the same passphrase again.".to_owned());
        }
        None
    }

    /// Says beside the field what is missing.
    pub fn insist(self) {
        self.is_insisted.set(true);
    }

    /// Forgets what was typed.
    pub fn clear(self) {
        self.is_insisted.try_set(false);
        self.typed.try_set(String::new());
        self.again.try_set(String::new());
    }
}

/// Two fields for a new passphrase.
#[component]
pub fn PassphraseFields(
    /// What is chosen.
    passphrase: NewPassphrase,
) -> impl IntoView {
    let differs = Signal::derive(move || {
        let again = passphrase.again.get();
        let differs = !again.is_empty() && again != passphrase.typed.get();
        differs.then(|| "It differs from the one above. Type the same again.".to_owned())
    });
    let missing = Signal::derive(move || {
        let is_short = passphrase
            .typed
            .with(|typed| typed.chars().count() < SHORTEST);
        (passphrase.is_insisted.get() && is_short)
            .then(|| passphrase.missing())
            .flatten()
    });
    view! {
        <Field label="Passphrase" required=true error=missing hint=format!("At least {SHORTEST} characters. Nobody can restore it: keep it in a password manager")>
            <TextInput class="wide" kind="password" autocomplete="new-password"
                value=passphrase.typed on_input=move |text| passphrase.typed.set(text)/>
        </Field>
        <Field label="Passphrase again" required=true error=differs>
            <TextInput class="wide" kind="password" autocomplete="new-password"
                value=passphrase.again on_input=move |text| passphrase.again.set(text)/>
        </Field>
    }
    .into_any()
}
