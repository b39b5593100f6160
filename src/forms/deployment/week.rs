//! The week ahead as the schedules and the override want it: a picture of the hours asleep, and the same in words.
//! Nothing here was observed.

use leptos::prelude::*;
use planisphere_domain::Timestamp;
use planisphere_domain::deployment::{HibernationEvent, HibernationSpec};

use super::moments::{date_in_words, days_later, moment_in_words, start_of_day};

const DAYS: i64 = 7;
const HOUR: i64 = 3_600;
/// The drawing's own measures: a day is as wide as its minutes.
const DAY_WIDTH: i64 = 1_440;
/// More changes than this in a week are no calendar any more.
const MOST_CHANGES: usize = 200;

/// The picture with its words.
#[component]
pub fn Week(
    /// Schedules and override.
    #[prop(into)]
    spec: Signal<HibernationSpec>,
    /// The present.
    #[prop(into)]
    now: Signal<Timestamp>,
) -> impl IntoView {
    let plan = Memo::new(move |_| spec.with(|spec| Plan::of(spec, now.get())));
    let days = move || {
        plan.with(|plan| plan.days.clone())
            .into_iter()
            .map(|day| {
                let bars = day
                    .asleep
                    .iter()
                    .map(|(from, to)| {
                        view! { <rect class="asleep" x=*from y="0" width=to - from height="20"></rect> }
                    })
                    .collect_view();
                let now = day.now.map(|at| view! { <path class="now" d=format!("M{at} 0V20")></path> });
                view! {
                    <div class="week-day">
                        <span>{day.name}</span>
                        <svg viewBox=format!("0 0 {DAY_WIDTH} 20") preserveAspectRatio="none" aria-hidden="true">
                            {bars}
                            {now}
                        </svg>
                    </div>
                }
            })
            .collect_view()
    };
    let changes = move || {
        plan.with(|plan| plan.changes.clone())
            .into_iter()
            .map(|change| view! { <li>{change_in_words(change)}</li> })
            .collect_view()
    };
    let has_changes = Memo::new(move |_| plan.with(|plan| !plan.changes.is_empty()));
    view! {
        <figure class="week">
            <figcaption>
                <b>"The week ahead, in UTC"</b>
                <span class="sub">{move || plan.with(|plan| plan.words.clone())}</span>
            </figcaption>
            {days}
            <div class="week-hours" aria-hidden="true">
                <span>"0:00"</span><span>"6:00"</span><span>"12:00"</span><span>"18:00"</span><span>"24:00"</span>
            </div>
            <div class="legend" aria-hidden="true"><span><i class="asleep"></i>"Asleep"</span><span><i class="awake"></i>"Awake"</span><span><i class="now"></i>"Now"</span></div>
            <Show when=move || has_changes.get()>
                <details class="more-ways">
                    <summary>"Every change in words"</summary>
                    <ul class="week-list">{changes}</ul>
                </details>
            </Show>
        </figure>
    }
    .into_any()
}

/// One change: `Mon 23 Nov, 17:00: goes to sleep`.
fn change_in_words(change: HibernationEvent) -> String {
    let what = if change.hibernates {
        "goes to sleep"
    } else {
        "wakes"
    };
    format!("{}: {what}", moment_in_words(change.at))
}

/// One line of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Day {
    name: String,
    /// From and to, in minutes of the day.
    asleep: Vec<(i64, i64)>,
    now: Option<i64>,
}

/// What is drawn and said.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Plan {
    days: Vec<Day>,
    changes: Vec<HibernationEvent>,
    words: String,
}

impl Plan {
    fn of(spec: &HibernationSpec, now: Timestamp) -> Self {
        let from = start_of_day(now);
        let to = days_later(from, DAYS);
        let (spans, changes, is_whole) = asleep_between(spec, from, to);
        let days = (0..DAYS)
            .map(|day| {
                let start = days_later(from, day);
                let minutes = |at: Timestamp| (at.seconds() - start.seconds()) / 60;
                let of_day = |at: Timestamp| minutes(at).clamp(0, DAY_WIDTH);
                let asleep = spans.iter().map(|(from, to)| (of_day(*from), of_day(*to)));
                Day {
                    name: date_in_words(start),
                    asleep: asleep.filter(|(from, to)| from < to).collect(),
                    now: Some(minutes(now)).filter(|at| (0..DAY_WIDTH).contains(at)),
                }
            })
            .collect();
        let seconds: i64 = spans
            .iter()
            .map(|(from, to)| to.seconds() - from.seconds())
            .sum();
        let words = match (is_whole, seconds / HOUR) {
            (false, _) => {
                format!("It changes more than {MOST_CHANGES} times, more than a calendar can show.")
            }
            (true, 0) if seconds == 0 => "Awake all week.".to_owned(),
            (true, 0) => "Asleep for less than an hour in all.".to_owned(),
            (true, hours) if hours == DAYS * 24 => "Asleep all week.".to_owned(),
            (true, hours) => format!("Asleep for {hours} of {} h.", DAYS * 24),
        };
        Self {
            days,
            changes: changes
                .into_iter()
                .filter(|change| change.at > now)
                .collect(),
            words,
        }
    }
}

type Span = (Timestamp, Timestamp);

/// When it sleeps between two moments, every change, and whether all of them were told.
fn asleep_between(
    spec: &HibernationSpec,
    from: Timestamp,
    to: Timestamp,
) -> (Vec<Span>, Vec<HibernationEvent>, bool) {
    let (mut spans, mut changes) = (Vec::new(), Vec::new());
    let mut at = from;
    loop {
        let state = spec.state_at(at);
        let next = state.next.filter(|next| next.at < to);
        if state.is_hibernating {
            spans.push((at, next.map_or(to, |next| next.at)));
        }
        let Some(next) = next else {
            return (spans, changes, true);
        };
        if changes.len() == MOST_CHANGES {
            return (spans, changes, false);
        }
        changes.push(next);
        at = next.at;
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use planisphere_domain::deployment::HibernationSchedule;

    use super::*;

    fn spec(sleeps: &str, wakes: &str) -> HibernationSpec {
        HibernationSpec {
            schedules: vec![HibernationSchedule {
                hibernate_at_cron: sleeps.to_owned(),
                wake_at_cron: wakes.to_owned(),
                description: String::new(),
                is_enabled: true,
            }],
            override_by_hand: None,
        }
    }

    #[test]
    fn nights_are_drawn_and_counted() {
        let now: Timestamp = "2026-11-23T12:30:00Z".parse().unwrap();
        let plan = Plan::of(&spec("0 17 * * *", "0 9 * * *"), now);
        assert_eq!(plan.days.len(), 7);
        assert_eq!(plan.days[1].asleep, [(0, 540), (1_020, 1_440)]);
        assert_eq!((plan.days[0].now, plan.days[1].now), (Some(750), None));
        assert_eq!(plan.words, "Asleep for 112 of 168 h.");
        assert_eq!(
            change_in_words(plan.changes[0]),
            "Mon 23 Nov, 17:00: goes to sleep"
        );
    }

    #[test]
    fn what_changes_every_minute_is_no_calendar() {
        let now: Timestamp = "2026-11-23T12:30:00Z".parse().unwrap();
        let plan = Plan::of(&spec("1-59/2 * * * *", "*/2 * * * *"), now);
        assert!(plan.words.starts_with("It changes more than 200 times"));
        let never = Plan::of(&spec("0 0 30 2 *", "0 9 * * *"), now);
        assert_eq!(never.words, "Awake all week.");
    }
}
