//! Pieces of the forms about a Deployment that creating one and changing one share: numbers, worker queues with
//! their curve, hibernation schedules with their week. They hold no draft: values come in, new values go out.

mod amount;
mod curve;
mod executors;
mod lines;
mod moments;
mod queue_fields;
mod queues;
mod schedules;
mod week;
mod whole_number;

use leptos::prelude::*;
use planisphere_domain::Problem;

use crate::replica::in_words;

pub use amount::{Amount, CpuAndMemory, Pair};
pub use executors::why_not;
pub use lines::Lines;
pub use moments::{present, state_in_words};
pub use queue_fields::pool_choice;
pub use queues::{QueueEditor, default_queue};
pub use schedules::ScheduleEditor;
pub use week::Week;
pub use whole_number::WholeNumber;

/// A problem as a field shows it: what is wrong, then what to do.
#[must_use]
pub fn sentence_of(problem: &Problem) -> String {
    format!(
        "{} {}",
        as_sentence(&in_words(&problem.message)),
        in_words(&problem.way_out)
    )
}

/// A sentence with a capital letter and a period.
#[must_use]
pub fn as_sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase());
    let first = first.map(|letter| letter.to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// What is wrong at exactly this path.
pub(super) fn error_at(
    problems: Signal<Vec<Problem>>,
    path: impl Fn() -> String + Send + Sync + 'static,
) -> Signal<Option<String>> {
    Signal::derive(move || {
        let path = path();
        problems.with(|problems| {
            let found = problems.iter().find(|problem| problem.path == path);
            found.map(sentence_of)
        })
    })
}
