//! Parts of a form that change a thing field by field, whether the thing is a draft in the plan or still being
//! created: a value, where its changes go, what is wrong with it, and the controls that show it.

mod controls;
mod frame;
mod secret;
mod typed;

use leptos::prelude::*;

use planisphere_domain::Edited;

use crate::components::Draft;
use crate::replica::{Editing, NewSecret};

pub use controls::{ChoicePart, SwitchPart, TextPart};
pub use frame::{CreationForm, DraftNotes};
pub use secret::SecretPart;
pub use typed::{lines_of, pairs_of, print_lines, print_number, print_pairs, whole_number};

/// The longest stored value that is told beside a changed field.
const LONGEST_WAS: usize = 60;

/// One value of a form.
pub struct Part<V: Send + Sync + 'static> {
    /// What shows.
    pub value: Signal<V>,
    /// What is stored, where something is.
    pub stored: Option<Signal<V>>,
    /// Takes a new value with the texts of its new secrets.
    pub set: Callback<(V, Vec<NewSecret>)>,
    /// What is wrong with it.
    pub error: Signal<Option<String>>,
    /// Why it cannot be changed.
    pub closed: Signal<Option<String>>,
}

impl<V: Send + Sync + 'static> Clone for Part<V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V: Send + Sync + 'static> Copy for Part<V> {}

impl<V: Clone + PartialEq + Send + Sync + 'static> Part<V> {
    /// A value of something that is being created.
    pub fn of_new(value: RwSignal<V>, error: Signal<Option<String>>) -> Self {
        Self {
            value: value.into(),
            stored: None,
            set: Callback::new(move |(next, _)| value.set(next)),
            error,
            closed: Signal::stored(None),
        }
    }

    /// The value of one field of a draft.
    pub fn of_draft<T, F>(
        draft: Draft<T, F>,
        path: &'static str,
        get: fn(&T) -> V,
        put: fn(V) -> F,
        closed: Signal<Option<String>>,
    ) -> Self
    where
        T: Edited<F> + Clone + PartialEq + Send + Sync + 'static,
        F: Editing,
    {
        Self {
            value: draft.read(get).into(),
            stored: Some(draft.stored(get).into()),
            set: Callback::new(move |(value, secrets)| draft.set_with(put(value), secrets)),
            error: draft.error_of(path),
            closed,
        }
    }

    /// Changes it.
    pub fn put(self, value: V) {
        self.set.run((value, Vec::new()));
    }

    /// Whether it differs from what is stored.
    pub fn changed(self) -> Signal<bool> {
        let Self { value, stored, .. } = self;
        Memo::new(move |_| stored.is_some_and(|stored| stored.get() != value.get())).into()
    }
}

impl Part<String> {
    /// What is stored, as it is told beside a change.
    pub fn was(self) -> Signal<Option<String>> {
        let stored = self.stored;
        Signal::derive(move || {
            let text = stored?.get();
            if text.is_empty() {
                return Some("was empty".to_owned());
            }
            let short: String = text.chars().take(LONGEST_WAS).collect();
            let rest = if short.len() < text.len() { "…" } else { "" };
            Some(format!("was {short}{rest}"))
        })
    }
}

/// A thing of several values: where they come from, and where a change of one goes.
pub struct Binding<T: Send + Sync + 'static> {
    /// The thing as it shows.
    pub value: Signal<T>,
    /// As it is stored, where it is.
    pub stored: Option<Signal<T>>,
    /// Takes the changed thing with the texts of its new secrets.
    pub set: Callback<(T, Vec<NewSecret>)>,
    /// What is wrong with the field of an API name.
    pub error_of: Callback<&'static str, Signal<Option<String>>>,
    /// Why it cannot be changed.
    pub closed: Signal<Option<String>>,
}

impl<T: Send + Sync + 'static> Clone for Binding<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Binding<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Binding<T> {
    /// What one field of a draft holds.
    pub fn of_draft<R, F>(
        draft: Draft<R, F>,
        get: fn(&R) -> T,
        put: fn(T) -> F,
        closed: Signal<Option<String>>,
    ) -> Self
    where
        R: Edited<F> + Clone + PartialEq + Send + Sync + 'static,
        F: Editing,
    {
        Self {
            value: draft.read(get).into(),
            stored: Some(draft.stored(get).into()),
            set: Callback::new(move |(value, secrets)| draft.set_with(put(value), secrets)),
            error_of: Callback::new(move |path| draft.error_of(path)),
            closed,
        }
    }

    /// One of its values.
    pub fn part<V: Clone + PartialEq + Send + Sync + 'static>(
        self,
        path: &'static str,
        get: fn(&T) -> V,
        put: fn(&mut T, V),
    ) -> Part<V> {
        let Self {
            value, stored, set, ..
        } = self;
        Part {
            value: Memo::new(move |_| value.with(get)).into(),
            stored: stored.map(|stored| Memo::new(move |_| stored.with(get)).into()),
            set: Callback::new(move |(next, secrets)| {
                let mut thing = value.get_untracked();
                put(&mut thing, next);
                set.run((thing, secrets));
            }),
            error: self.error_of.run(path),
            closed: self.closed,
        }
    }

    /// The thing inside of it.
    pub fn within<U: Clone + PartialEq + Send + Sync + 'static>(
        self,
        get: fn(&T) -> U,
        wrap: fn(U) -> T,
    ) -> Binding<U> {
        let Self {
            value, stored, set, ..
        } = self;
        Binding {
            value: Memo::new(move |_| value.with(get)).into(),
            stored: stored.map(|stored| Memo::new(move |_| stored.with(get)).into()),
            set: Callback::new(move |(next, secrets)| set.run((wrap(next), secrets))),
            error_of: self.error_of,
            closed: self.closed,
        }
    }
}
