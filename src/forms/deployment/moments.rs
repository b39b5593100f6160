//! Moments of schedules in words, and what schedules want at one. Schedules are in UTC, so these are too, whatever zone the person reads times in.

use leptos::prelude::*;
use planisphere_domain::Timestamp;
use planisphere_domain::deployment::{HibernationReason, HibernationSpec};

use crate::replica::{Replica, now};
use crate::ui::Clock;

const DAY: i64 = 86_400;
/// From the first day of 1970 on.
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The present at the interface's pace: it is asked again whenever the clock moves. In the past it is the moment that
/// shows.
#[must_use]
pub fn present() -> Signal<Timestamp> {
    let clock = use_context::<Clock>();
    let replica = use_context::<Replica>();
    Signal::derive(move || {
        if let Some(clock) = clock {
            clock.now.track();
        }
        let shown = replica.and_then(Replica::shown_moment);
        shown.unwrap_or_else(now)
    })
}

/// The day: `Mon 23 Nov`.
#[must_use]
pub fn date_in_words(at: Timestamp) -> String {
    let day = usize::try_from(at.seconds().div_euclid(DAY).rem_euclid(7)).unwrap_or_default();
    let weekday = WEEKDAYS.get(day).copied().unwrap_or_default();
    let date = at.date();
    let mut parts = date.split('-').skip(1);
    let month: usize = parts.next().and_then(|it| it.parse().ok()).unwrap_or(1);
    let month = MONTHS.get(month.saturating_sub(1)).copied();
    let day = parts.next().unwrap_or_default().trim_start_matches('0');
    format!("{weekday} {day} {}", month.unwrap_or_default())
}

/// The time of day: `17:00`.
#[must_use]
pub fn time_in_words(at: Timestamp) -> String {
    let minute = at.seconds().rem_euclid(DAY) / 60;
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Both: `Mon 23 Nov, 17:00`.
#[must_use]
pub fn moment_in_words(at: Timestamp) -> String {
    format!("{}, {}", date_in_words(at), time_in_words(at))
}

/// The start of the day that it is in.
#[must_use]
pub fn start_of_day(at: Timestamp) -> Timestamp {
    Timestamp::from_seconds(at.seconds().div_euclid(DAY) * DAY)
}

/// So many days later.
#[must_use]
pub fn days_later(at: Timestamp, days: i64) -> Timestamp {
    Timestamp::from_seconds(at.seconds().saturating_add(days * DAY))
}

/// Whether it should sleep now, because of what, and what comes next.
#[must_use]
pub fn state_in_words(spec: &HibernationSpec, now: Timestamp) -> String {
    let state = spec.state_at(now);
    let is = if state.is_hibernating {
        "Asleep"
    } else {
        "Awake"
    };
    let because = match state.because {
        HibernationReason::Override(None) => "by hand, until the override is removed".to_owned(),
        HibernationReason::Override(Some(until)) => {
            format!("by hand, until {} UTC", moment_in_words(until))
        }
        HibernationReason::Schedule(place) => format!("by schedule {}", place + 1),
        HibernationReason::Nothing => "always".to_owned(),
    };
    let next = match state.next {
        Some(next) => {
            let what = if next.hibernates {
                "Goes to sleep"
            } else {
                "Wakes"
            };
            format!("{what} {} UTC.", moment_in_words(next.at))
        }
        None => "Nothing changes that.".to_owned(),
    };
    format!("{is} {because}. {next}")
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn moments_read_as_a_calendar_has_them() {
        let at: Timestamp = "2026-11-23T17:05:59Z".parse().unwrap();
        assert_eq!(moment_in_words(at), "Mon 23 Nov, 17:05");
        assert_eq!(start_of_day(at).to_string(), "2026-11-23T00:00:00Z");
        assert_eq!(date_in_words(days_later(at, 8)), "Tue 1 Dec");
    }
}
