//! A command on its way: whether it is busy, and where its refusal belongs.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use planisphere_domain::{FieldConflict, Problem, Rejection};
use wasm_bindgen::JsCast;

use crate::replica::{
    Failure, NotTurned, Receipt, Replica, Turn, Turned, capital, field_in_words, in_words,
};
use crate::ui::{Toast, Toaster};

/// Something on its way that gives what to do after it.
type Work = Pin<Box<dyn Future<Output = Result<Box<dyn FnOnce()>, Failure>>>>;

/// Whoever waits longer for an undo is told why.
const READING_TAKES_LONG: Duration = Duration::from_millis(300);

/// How many wrong entries of a list are told one by one.
const MOST_ENTRIES: usize = 10;

/// The state of one form or action.
#[derive(Clone, Copy)]
pub struct Submission {
    busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
}

impl Default for Submission {
    fn default() -> Self {
        Self {
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
        }
    }
}

impl Submission {
    /// Whether it is on its way.
    #[must_use]
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Forgets the last refusal.
    pub fn reset(self) {
        self.failure.set(None);
    }

    /// The fields that somebody else changed meanwhile, with both versions; empty unless that is why it
    /// was refused.
    #[must_use]
    pub fn conflicts(self) -> Vec<FieldConflict> {
        self.failure.with(
            |failure| match failure.as_ref().and_then(Failure::rejection) {
                Some(Rejection::Conflict(conflicts)) => conflicts.clone(),
                _ => Vec::new(),
            },
        )
    }

    /// What is wrong with the field of this API name, and what to do. In a list each entry is named.
    #[must_use]
    pub fn error_of(self, path: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.failure.with(|failure| {
                let problems = failure.as_ref()?.rejection()?.problems();
                let whole = problems.iter().find(|problem| problem.path == path);
                if let Some(problem) = whole {
                    return Some(sentence(&problem.message, &problem.way_out));
                }
                let entries: Vec<String> = problems
                    .iter()
                    .filter(|problem| is_of(&problem.path, path))
                    .map(|problem| sentence(&problem.message, &problem.way_out))
                    .collect();
                let rest = entries.len().saturating_sub(MOST_ENTRIES);
                let mut text = entries
                    .into_iter()
                    .take(MOST_ENTRIES)
                    .collect::<Vec<_>>()
                    .join(" ");
                if rest > 0 {
                    text.push_str(&format!(" And {rest} more."));
                }
                (!text.is_empty()).then_some(text)
            })
        })
    }

    /// What is wrong at exactly this path, such as `nodePools[1].name`.
    #[must_use]
    pub fn error_at(
        self,
        path: impl Fn() -> String + Send + Sync + 'static,
    ) -> Signal<Option<String>> {
        Signal::derive(move || {
            let path = path();
            self.failure.with(|failure| {
                let problems = failure.as_ref()?.rejection()?.problems();
                let found = problems.iter().find(|problem| problem.path == path)?;
                Some(sentence(&found.message, &found.way_out))
            })
        })
    }

    /// What is wrong beside the fields that the form shows.
    #[must_use]
    pub fn error_beside(self, shown: &'static [&'static str]) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.failure.with(|failure| {
                let failure = failure.as_ref()?;
                if let Some(Rejection::Conflict(conflicts)) = failure.rejection() {
                    let versions = both_versions(conflicts);
                    return Some(format!(
                        "{versions} Save again to keep yours, or discard to take theirs."
                    ));
                }
                let problems = failure
                    .rejection()
                    .map_or(&[][..], |rejection| rejection.problems());
                if problems.is_empty() {
                    return Some(failure.sentence());
                }
                let beside: Vec<String> = problems
                    .iter()
                    .filter(|problem| !shown.iter().any(|field| is_of(&problem.path, field)))
                    .map(|problem| sentence(&problem.message, &problem.way_out))
                    .collect();
                (!beside.is_empty()).then(|| beside.join(" "))
            })
        })
    }

    /// Carries something out and goes on with what it gives; a refusal stays here to be shown.
    pub fn run<T: 'static>(
        self,
        work: impl Future<Output = Result<T, Failure>> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        // Boxed, so that what surrounds the work exists once in the bundle.
        self.run_boxed(Box::pin(async move {
            let value = work.await?;
            Ok(Box::new(move || then(value)) as Box<dyn FnOnce()>)
        }));
    }

    /// Shows a failure that came with what else was done.
    pub fn fail(self, failure: Failure) {
        self.failure.try_set(Some(failure));
        // The fields have their errors with the next frame.
        request_animation_frame(focus_first_error);
    }

    fn run_boxed(self, work: Work) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        spawn_local(async move {
            let outcome = work.await;
            self.busy.try_set(false);
            match outcome {
                Ok(then) => then(),
                // No news to who cancelled it.
                Err(Failure::Cancelled) => {}
                Err(failure) => self.fail(failure),
            }
        });
    }
}

/// Whether a problem is about a field as a whole, or about something in it: `ranges[2]`, `k8sTags[0].key`.
pub(super) fn is_of(path: &str, field: &str) -> bool {
    path.strip_prefix(field)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
}

/// What is wrong, then what to do, as a form says it beside a field.
#[must_use]
pub fn problem_sentence(problem: &Problem) -> String {
    sentence(&problem.message, &problem.way_out)
}

/// What a refusal says about the field of this API name.
#[must_use]
pub fn rejected_field(rejection: &Rejection, path: &str) -> Option<String> {
    let mine = rejection
        .problems()
        .iter()
        .filter(|it| is_of(&it.path, path));
    let texts: Vec<String> = mine.map(problem_sentence).collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}

/// What a refusal says beside the fields that a form shows.
#[must_use]
pub fn rejected_beside(rejection: &Rejection, shown: &[&str]) -> Option<String> {
    if rejection.problems().is_empty() {
        return Some(Failure::Rejected(rejection.clone()).sentence());
    }
    let beside = rejection
        .problems()
        .iter()
        .filter(|it| !shown.iter().any(|field| is_of(&it.path, field)));
    let texts: Vec<String> = beside.map(problem_sentence).collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}

/// Brings the person to the first field that has to be mended, which may be out of sight.
fn focus_first_error() {
    let wrong = [
        "dialog[open] [aria-invalid=true]",
        "main [aria-invalid=true]",
    ];
    let field = wrong
        .iter()
        .find_map(|selector| document().query_selector(selector).ok().flatten());
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Fails only for elements that cannot take the focus, and inputs can.
        let _ = field.focus();
    }
}

/// Both versions of every field in conflict.
pub(super) fn both_versions(conflicts: &[FieldConflict]) -> String {
    let versions: Vec<String> = conflicts
        .iter()
        .map(|conflict| {
            let FieldConflict {
                field,
                theirs,
                yours,
                ..
            } = conflict;
            let field = field_in_words(field);
            format!("{field} is now “{theirs}”, you wrote “{yours}”")
        })
        .collect();
    format!(
        "This was changed elsewhere while you were editing: {}.",
        versions.join("; ")
    )
}

/// A sentence with a capital letter and a period, then what to do.
pub(super) fn sentence(message: &str, way_out: &str) -> String {
    let (message, way_out) = (in_words(message), in_words(way_out));
    format!("{}. {way_out}", capital(&message))
}

/// Tells what was done, and offers to take it back or says why that is not possible.
pub fn tell(toaster: Toaster, replica: Replica, text: impl Into<String>, receipt: Receipt) {
    tell_with(toaster, replica, text.into(), "undone", receipt);
}

/// The same, in the word for what has no way back.
fn tell_with(
    toaster: Toaster,
    replica: Replica,
    text: String,
    word: &'static str,
    receipt: Receipt,
) {
    if !receipt.changed {
        toaster.show(Toast::new(text));
        return;
    }
    let undo = match receipt.undo {
        Ok(undo) => undo,
        Err(reason) => {
            toaster.show(Toast::new(format!("{text}. It cannot be {word}: {reason}")));
            return;
        }
    };
    let again = undo.is_redo();
    let (label, told) = if again {
        ("Redo", "Done again")
    } else {
        ("Undo", "Undone")
    };
    toaster.show(Toast::new(text).action(label, move || {
        let undo = undo.clone();
        spawn_local(async move {
            match replica.undo(undo).await {
                Ok(receipt) => tell_turned(toaster, replica, told.to_owned(), again, receipt),
                Err(failure) => toaster.show(Toast::failed(failure.sentence())),
            }
        });
    }));
}

/// Tells of an undo, or of a redo.
fn tell_turned(toaster: Toaster, replica: Replica, text: String, again: bool, receipt: Receipt) {
    let word = if again { "undone" } else { "done again" };
    tell_with(toaster, replica, text, word, receipt);
}

/// Takes back the person's own latest change, or does again what they took back, and tells what it was.
pub(super) async fn turn_round(toaster: Toaster, replica: Replica, turn: Turn) {
    let again = turn.is_redo();
    // The first time the log is read for it, which may take a while.
    let reading = Rc::new(Cell::new(None));
    let shown = Rc::clone(&reading);
    let soon = set_timeout_with_handle(
        move || {
            let toast = Toast::new("Reading the log for your latest change").stays();
            shown.set(toaster.show_until_closed(toast));
        },
        READING_TAKES_LONG,
    );
    let turned = replica.turn_round(turn).await;
    if let Ok(soon) = soon {
        soon.clear();
    }
    if let Some(id) = reading.take() {
        toaster.close(id);
    }
    match turned {
        Ok(Turned { what, receipt }) => {
            let done = if again { "Done again" } else { "Undone" };
            let text = format!("{done}: {what}");
            tell_turned(toaster, replica, text, again, receipt);
        }
        Err(NotTurned::None(text)) => {
            toaster.show(Toast::new(text));
        }
        Err(NotTurned::Stuck(text)) => {
            toaster.show(Toast::failed(text));
        }
        Err(NotTurned::Failed(failure)) => {
            toaster.show(Toast::failed(failure.sentence()));
        }
    }
}

/// Tells of something that did not work and has no form to say it in.
pub fn tell_failure(failure: &Failure) {
    expect_context::<Toaster>().show(Toast::failed(failure.sentence()));
}
