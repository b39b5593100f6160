//! A stored record with the edits that are staged for it: what a form shows and changes. The plan holds the edits, so
//! that leaving the form, taking its part out of the plan, and discarding the plan all show here at once.
//!
//! What is no value yet, such as letters in a number field, is the field's own business and never comes here.

use leptos::prelude::*;
use planisphere_domain::{Command, Edit, Edited, FieldConflict, Rejection};

use super::submission::{both_versions, is_of, sentence};
use crate::replica::{Editing, Failure, NewSecret, Replica, Slot};

/// Makes the command of edits.
type Make<F> = Box<dyn Fn(Vec<Edit<F>>) -> Command + Send + Sync>;

/// The draft of one record. `T` is the record, `F` names its fields.
pub struct Draft<T: Send + Sync + 'static, F: Send + Sync + 'static> {
    replica: Replica,
    slot: StoredValue<Slot>,
    title: Signal<String>,
    stored: Signal<T>,
    edits: Memo<Vec<Edit<F>>>,
    drafted: Memo<T>,
    rejection: Memo<Option<Rejection>>,
    /// Why the last change was not staged.
    held_back: RwSignal<Option<String>>,
    make: StoredValue<Make<F>>,
    /// A command that edits nothing of the record, to know others by.
    like: StoredValue<Command>,
}

impl<T: Send + Sync + 'static, F: Send + Sync + 'static> Clone for Draft<T, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static, F: Send + Sync + 'static> Copy for Draft<T, F> {}

impl<T, F> Draft<T, F>
where
    T: Edited<F> + Clone + PartialEq + Send + Sync + 'static,
    F: Editing,
{
    /// The draft that a form stages at `slot`; `title` says in the plan what it is about.
    pub fn new(
        slot: Slot,
        title: impl Into<Signal<String>>,
        stored: impl Into<Signal<T>>,
        command: impl Fn(Vec<Edit<F>>) -> Command + Send + Sync + 'static,
    ) -> Self {
        let replica = Replica::get();
        let stored: Signal<T> = stored.into();
        let like = StoredValue::new(command(Vec::new()));
        // A fix from elsewhere, or a shared plan, may edit the same thing: it shows here too.
        let edits = {
            Memo::new(move |_| {
                let staged = like.with_value(|like| replica.staged_like(like));
                staged
                    .iter()
                    .filter_map(F::edits)
                    .flatten()
                    .cloned()
                    .collect::<Vec<_>>()
            })
        };
        let drafted = Memo::new(move |_| {
            let mut thing = stored.get();
            for edit in edits.get() {
                thing.put(edit.value);
            }
            thing
        });
        let rejection = Memo::new(move |_| like.with_value(|like| replica.rejection_like(like)));
        Self {
            replica,
            slot: StoredValue::new(slot),
            title: title.into(),
            stored,
            edits,
            drafted,
            rejection,
            held_back: RwSignal::new(None),
            make: StoredValue::new(Box::new(command)),
            like,
        }
    }

    /// A value of the draft.
    pub fn read<V: Clone + PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&T) -> V + Send + Sync + 'static,
    ) -> Memo<V> {
        Memo::new(move |_| self.drafted.with(&read))
    }

    /// A value of what is stored.
    pub fn stored<V: Clone + PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&T) -> V + Send + Sync + 'static,
    ) -> Memo<V> {
        Memo::new(move |_| self.stored.with(&read))
    }

    /// The draft as a whole, now.
    #[must_use]
    pub fn now(self) -> T {
        self.drafted.get_untracked()
    }

    /// Stages a value for its field, on the base that its author saw; the stored value un-stages it.
    pub fn set(self, value: F) {
        self.set_with(value, Vec::new());
    }

    /// The same for a value that refers to new secrets.
    pub fn set_with(self, value: F, secrets: Vec<NewSecret>) {
        // Whoever looks through somebody else's eyes changes nothing.
        if let Err(failure) = self.replica.refuse_while_closed() {
            self.held_back.set(Some(failure.sentence()));
            return;
        }
        self.held_back.set(None);
        let name = T::name_of(&value);
        let staged = self.edits.get_untracked();
        let base = staged
            .into_iter()
            .find(|edit| T::name_of(&edit.value) == name)
            .map_or_else(
                || self.stored.with_untracked(|it| it.field_like(&value)),
                |edit| edit.base,
            );
        if T::tidied(value.clone()) == T::tidied(base.clone()) {
            self.like
                .with_value(|like| self.replica.unstage_fields(like, &[name.to_owned()].into()));
            return;
        }
        let slot = self.slot.get_value();
        let own = untrack(|| self.replica.staged(&slot));
        let mut edits: Vec<Edit<F>> = own
            .iter()
            .filter_map(F::edits)
            .flatten()
            .filter(|edit| T::name_of(&edit.value) != name)
            .cloned()
            .collect();
        edits.push(Edit::new(base, value));
        let command = self.make.with_value(|make| make(edits));
        let staged = self
            .replica
            .stage(slot, self.title.get_untracked(), vec![command], secrets);
        if let Err(failure) = staged {
            self.held_back.set(Some(failure.sentence()));
        }
    }

    /// Whether anything differs from what is stored.
    #[must_use]
    pub fn is_dirty(self) -> Signal<bool> {
        let edits = self.edits;
        Signal::derive(move || edits.with(|edits| !edits.is_empty()))
    }

    /// Whether the field of this API name differs from what is stored.
    #[must_use]
    pub fn changed(self, name: &'static str) -> Signal<bool> {
        let edits = self.edits;
        Signal::derive(move || {
            edits.with(|edits| edits.iter().any(|edit| T::name_of(&edit.value) == name))
        })
    }

    /// What its author saw in a changed field, as `was Small`.
    #[must_use]
    pub fn was(self, name: &'static str) -> Signal<Option<String>> {
        let edits = self.edits;
        Signal::derive(move || {
            edits.with(|edits| {
                let edit = edits.iter().find(|edit| T::name_of(&edit.value) == name)?;
                let base = self.replica.in_words::<T, F>(&edit.base);
                Some(if base.is_empty() {
                    "was empty".to_owned()
                } else {
                    format!("was {base}")
                })
            })
        })
    }

    /// What is wrong with the field of this API name, and what to do. In a list each entry is named.
    #[must_use]
    pub fn error_of(self, path: &'static str) -> Signal<Option<String>> {
        let rejection = self.rejection;
        Signal::derive(move || {
            rejection.with(|rejection| {
                let rejection = rejection.as_ref()?;
                if let Rejection::Conflict(conflicts) = rejection {
                    let ours: Vec<_> = conflicts
                        .iter()
                        .filter(|conflict| conflict.field == path)
                        .cloned()
                        .collect();
                    return (!ours.is_empty()).then(|| both_planned(&ours));
                }
                let problems = rejection.problems().iter();
                let ours: Vec<String> = problems
                    .filter(|problem| is_under(&problem.path, path))
                    .map(|problem| sentence(&problem.message, &problem.way_out))
                    .collect();
                (!ours.is_empty()).then(|| ours.join(" "))
            })
        })
    }

    /// What is wrong beside the fields that the form shows, such as a permission that is missing.
    #[must_use]
    pub fn error_beside(self, shown: &'static [&'static str]) -> Signal<Option<String>> {
        let (rejection, held_back) = (self.rejection, self.held_back);
        Signal::derive(move || {
            if let Some(held_back) = held_back.get() {
                return Some(held_back);
            }
            rejection.with(|rejection| {
                let rejection = rejection.as_ref()?;
                if let Rejection::Conflict(conflicts) = rejection {
                    let others: Vec<_> = conflicts
                        .iter()
                        .filter(|conflict| !shown.contains(&conflict.field))
                        .cloned()
                        .collect();
                    return (!others.is_empty()).then(|| both_planned(&others));
                }
                if rejection.problems().is_empty() {
                    return Some(Failure::Rejected(rejection.clone()).sentence());
                }
                let problems = rejection.problems().iter();
                let others: Vec<String> = problems
                    .filter(|problem| !shown.iter().any(|field| is_under(&problem.path, field)))
                    .map(|problem| sentence(&problem.message, &problem.way_out))
                    .collect();
                (!others.is_empty()).then(|| others.join(" "))
            })
        })
    }
}

/// Both versions of every field in conflict, and where one of them is chosen.
fn both_planned(conflicts: &[FieldConflict]) -> String {
    let versions = both_versions(conflicts);
    format!("{versions} Keep one of the two on the page of the plan.")
}

/// Whether a problem is about a field or anything in it: `workerQueues[1].maxWorkerCount` of `workerQueues`.
fn is_under(path: &str, field: &str) -> bool {
    is_of(path, field)
        || path
            .strip_prefix(field)
            .is_some_and(|rest| rest.starts_with(['[', '.']))
}
