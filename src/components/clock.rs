//! The clock of the interface: it moves on every half minute, and it knows the chosen time zone.

use std::time::Duration;

use leptos::prelude::*;
use planisphere_domain::Timestamp;

use crate::replica::{Replica, Settings, TimeZone, now};
use crate::ui::Clock;

/// How often relative times are written anew.
const STEP: Duration = Duration::from_secs(30);

/// Gives every [`crate::ui::Time`] the present and the zone.
pub fn provide_clock(settings: Settings) {
    let present = RwSignal::new(millis(now()));
    // Fails only where there is no window, and then nothing is shown either.
    let _ = set_interval_with_handle(
        move || {
            present.try_set(millis(now()));
        },
        STEP,
    );
    provide_context(Clock {
        now: present.into(),
        zone: Signal::derive(move || match settings.get().time_zone {
            TimeZone::Browser => None,
            TimeZone::Utc => Some("UTC".to_owned()),
            TimeZone::Named(zone) => Some(zone),
        }),
    });
}

/// The clock of the moment that shows: in the past, `4 min ago` is before that.
#[must_use]
pub fn shown_clock(replica: Replica) -> Clock {
    let clock = expect_context::<Clock>();
    let now = Memo::new(move |_| {
        let shown = replica.shown_moment().map(millis);
        shown.unwrap_or_else(|| clock.now.get())
    });
    Clock {
        now: now.into(),
        ..clock
    }
}

/// A moment in the browser's milliseconds.
#[must_use]
pub fn millis(at: Timestamp) -> f64 {
    // Exact for every moment that a browser can show.
    at.seconds() as f64 * 1_000.0
}
