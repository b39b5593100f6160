//! When an alert fires: the numbers and times that its type needs.

use leptos::prelude::*;
use planisphere_domain::alert::{AlertRules, AlertType, Weekday};

use super::patterns::Patterns;
use crate::forms::parts::{Binding, Part, TextPart, print_number, whole_number};
use crate::ui::{Checkbox, Section};

/// The section.
#[component]
pub fn RulesSection(
    /// The rules.
    of: Binding<AlertRules>,
    /// What the alert is about.
    kind: Memo<AlertType>,
) -> impl IntoView {
    let needed = move || match kind.get() {
        AlertType::DagDuration => {
            let part = of.part(
                "rules.properties.dagDurationSeconds",
                |rules| rules.properties.dag_duration_seconds,
                |rules, value| rules.properties.dag_duration_seconds = value,
            );
            seconds(part, "A DAG run takes longer than").into_any()
        }
        AlertType::TaskDuration => {
            let part = of.part(
                "rules.properties.taskDurationSeconds",
                |rules| rules.properties.task_duration_seconds,
                |rules, value| rules.properties.task_duration_seconds = value,
            );
            seconds(part, "A task takes longer than").into_any()
        }
        AlertType::DagTimeliness => timeliness(of),
        AlertType::DagFailure => sentence("Each time a DAG run fails."),
        AlertType::DagSuccess => sentence("Each time a DAG run succeeds."),
        AlertType::TaskFailure => sentence("Each time a task fails for good."),
    };
    view! {
        <Section title="When it fires" lead="Airflow tells it; nothing is watched from this page.">
            {needed}
            <Patterns of kind/>
        </Section>
    }
    .into_any()
}

fn sentence(text: &'static str) -> AnyView {
    view! { <p class="section-text">{text}</p> }.into_any()
}

/// A length of time in seconds, with the same in words.
fn seconds(part: Part<Option<u32>>, label: &'static str) -> AnyView {
    let value = part.value;
    let hint = Signal::derive(move || {
        Some(match value.get() {
            Some(seconds) if seconds >= 60 => {
                format!("Seconds, 60 to 86400; {}", in_words(seconds))
            }
            _ => "Seconds, 60 to 86400".to_owned(),
        })
    });
    let part = part.typed(print_number, whole_number);
    view! { <TextPart of=part label hint class="short" required=true/> }.into_any()
}

/// A length of time in words, such as `1 h 30 min`.
fn in_words(seconds: u32) -> String {
    let parts = [
        (seconds / 3_600, "h"),
        (seconds / 60 % 60, "min"),
        (seconds % 60, "s"),
    ];
    let words: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count} {unit}"))
        .collect();
    words.join(" ")
}

fn timeliness(of: Binding<AlertRules>) -> AnyView {
    let deadline = of.part(
        "rules.properties.dagDeadline",
        |rules| rules.properties.dag_deadline.clone().unwrap_or_default(),
        |rules, value| {
            rules.properties.dag_deadline = Some(value).filter(|value| !value.trim().is_empty());
        },
    );
    let look_back = of.part(
        "rules.properties.lookBackPeriodSeconds",
        |rules| rules.properties.look_back_period_seconds,
        |rules, value| rules.properties.look_back_period_seconds = value,
    );
    let days = of.part(
        "rules.properties.daysOfWeek",
        |rules| rules.properties.days_of_week.clone(),
        |rules, value| rules.properties.days_of_week = value,
    );
    let boxes = Weekday::ALL.iter().map(|day| {
        let day = *day;
        let toggle = move |on: bool| {
            let chosen = days.value.get_untracked();
            let is_chosen = |it: &Weekday| if *it == day { on } else { chosen.contains(it) };
            days.put(Weekday::ALL.iter().copied().filter(is_chosen).collect());
        };
        view! {
            <Checkbox
                text=day.label().to_owned()
                checked=Signal::derive(move || days.value.with(|days| days.contains(&day)))
                on_change=toggle
                disabled_reason=days.closed
            />
        }
    });
    let boxes: Vec<_> = boxes.collect();
    view! {
        <TextPart of=deadline label="Has to have succeeded by" hint="24-hour time in UTC, such as 08:30".to_owned() class="short" required=true/>
        // No field of its own: each box brings its label.
        <div class="row" class:changed=days.changed()>
            <div class="field-label">"On these days"</div>
            <div class="field">
                <fieldset class="days" aria-label="On these days">{boxes}</fieldset>
                {move || days.error.get().map(|text| view! { <p class="field-error">{text}</p> })}
            </div>
        </div>
        {seconds(look_back, "A success counts for the last")}
    }
    .into_any()
}
