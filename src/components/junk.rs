//! What stands in fields and is no value, such as letters where a number belongs: it stays where it was typed, goes
//! nowhere, and holds back whatever would leave it behind.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::ui::unique_id;

/// What the fields of a form hold that is no value, by field.
#[derive(Clone, Copy)]
pub struct Junk(RwSignal<BTreeMap<String, String>>);

impl Junk {
    /// Gathers it, for a form that goes off as a whole, and for the plan beside a form that stages field by field.
    pub fn provide() -> Self {
        let junk = Self(RwSignal::new(BTreeMap::new()));
        provide_context(junk);
        junk
    }

    /// Adds what one field holds to the form around it, for as long as the field is there.
    pub fn gather(wrong: Memo<Option<String>>) {
        let Some(Self(junk)) = use_context() else {
            return;
        };
        let key = unique_id("junk");
        let own = key.clone();
        Effect::new(move |_| {
            let wrong = wrong.get();
            junk.update(|junk| {
                match wrong {
                    Some(wrong) => junk.insert(own.clone(), wrong),
                    None => junk.remove(&own),
                };
            });
        });
        on_cleanup(move || {
            junk.try_update(|junk| junk.remove(&key));
        });
    }

    /// Why the form cannot go off.
    pub fn reason(self) -> Signal<Option<String>> {
        Signal::derive(move || self.0.with(|junk| junk.values().next().cloned()))
    }
}
