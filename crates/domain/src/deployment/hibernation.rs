//! Whether a development Deployment sleeps at a time, and when that changes next (section 4.5).

use super::cron::Cron;
use super::parts::{HibernationOverride, HibernationSchedule, HibernationSpec};
use crate::Timestamp;

/// What decides at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HibernationReason {
    /// Somebody's decision by hand, until then if it ends.
    Override(Option<Timestamp>),
    /// The schedule at this place of the list.
    Schedule(usize),
    /// Nothing: it is awake.
    Nothing,
}

/// The next change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HibernationEvent {
    /// When.
    pub at: Timestamp,
    /// Whether it goes to sleep; otherwise it wakes.
    pub hibernates: bool,
}

impl HibernationEvent {
    /// The API's word for it.
    #[must_use]
    pub const fn api(&self) -> &'static str {
        if self.hibernates { "HIBERNATE" } else { "WAKE" }
    }
}

/// Whether it sleeps at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HibernationState {
    /// Whether it sleeps.
    pub is_hibernating: bool,
    /// What decides.
    pub because: HibernationReason,
    /// The next change, if there will be one.
    pub next: Option<HibernationEvent>,
}

impl HibernationOverride {
    /// When it ends; `None` when it lasts until it is removed.
    #[must_use]
    pub fn ends_at(&self) -> Option<Timestamp> {
        Timestamp::from_rfc3339(self.override_until.as_deref()?)
    }

    /// Whether it counts at a time.
    #[must_use]
    pub fn is_active(&self, at: Timestamp) -> bool {
        self.override_until.is_none() || self.ends_at().is_some_and(|end| at < end)
    }
}

/// The times of an enabled schedule; `None` where an expression is none.
struct Times {
    place: usize,
    sleeps: Cron,
    wakes: Cron,
}

impl HibernationSpec {
    /// Whether the Deployment sleeps at a time, and what comes next.
    #[must_use]
    pub fn state_at(&self, at: Timestamp) -> HibernationState {
        let times = self.times();
        let by_hand = self.override_by_hand.as_ref();
        let Some(by_hand) = by_hand.filter(|by_hand| by_hand.is_active(at)) else {
            let (is_hibernating, because) = scheduled(&times, at);
            return HibernationState {
                is_hibernating,
                because,
                next: next_scheduled(&times, is_hibernating, at),
            };
        };
        let end = by_hand.ends_at();
        // When it ends the schedules decide again, which may or may not change something.
        let next = end.and_then(|end| {
            let (hibernates, _) = scheduled(&times, end);
            if hibernates == by_hand.is_hibernating {
                next_scheduled(&times, hibernates, end)
            } else {
                Some(HibernationEvent {
                    at: end,
                    hibernates,
                })
            }
        });
        HibernationState {
            is_hibernating: by_hand.is_hibernating,
            because: HibernationReason::Override(end),
            next,
        }
    }

    /// Every change after `from` and up to `to`, as for a calendar.
    #[must_use]
    pub fn changes_between(&self, from: Timestamp, to: Timestamp) -> Vec<HibernationEvent> {
        let times = self.times();
        let by_hand = self.override_by_hand.as_ref();
        let mut changes = Vec::new();
        let mut next = self.state_at(from).next;
        while let Some(change) = next.filter(|change| change.at <= to) {
            changes.push(change);
            // What comes next follows from the schedules alone, unless somebody decided by hand.
            next = if by_hand.is_some_and(|it| it.is_active(change.at)) {
                self.state_at(change.at).next
            } else {
                next_scheduled(&times, change.hibernates, change.at)
            };
        }
        changes
    }

    fn times(&self) -> Vec<Times> {
        let schedules = self.schedules.iter().enumerate();
        let enabled = schedules.filter(|(_, schedule)| schedule.is_enabled);
        enabled
            .filter_map(|(place, schedule)| Times::of(place, schedule))
            .collect()
    }
}

impl Times {
    fn of(place: usize, schedule: &HibernationSchedule) -> Option<Self> {
        Some(Self {
            place,
            sleeps: Cron::parse(&schedule.hibernate_at_cron)?,
            wakes: Cron::parse(&schedule.wake_at_cron)?,
        })
    }
}

/// What the schedules say: the latest of all their times decides, and of two at once the one that wakes.
fn scheduled(times: &[Times], at: Timestamp) -> (bool, HibernationReason) {
    let latest = times
        .iter()
        .flat_map(|times| {
            let instant = |cron: &Cron, wakes: bool| {
                cron.up_to(at)
                    .map(|time| (time, wakes, std::cmp::Reverse(times.place)))
            };
            [instant(&times.sleeps, false), instant(&times.wakes, true)]
        })
        .flatten()
        .max();
    match latest {
        Some((_, wakes, place)) => (!wakes, HibernationReason::Schedule(place.0)),
        None => (false, HibernationReason::Nothing),
    }
}

/// The first time after `at` at which the schedules say something else: of two times at once the one that wakes
/// counts, so any of these wakes, and only one that falls asleep alone does.
fn next_scheduled(
    times: &[Times],
    is_hibernating: bool,
    at: Timestamp,
) -> Option<HibernationEvent> {
    let sleeps: Vec<&Cron> = times.iter().map(|times| &times.sleeps).collect();
    let wakes: Vec<&Cron> = times.iter().map(|times| &times.wakes).collect();
    let at = if is_hibernating {
        Cron::first_of(&wakes, &[], at)
    } else {
        Cron::first_of(&sleeps, &wakes, at)
    };
    Some(HibernationEvent {
        at: at?,
        hibernates: !is_hibernating,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(schedules: &[(&str, &str)], by_hand: Option<(bool, Option<&str>)>) -> HibernationSpec {
        HibernationSpec {
            schedules: schedules
                .iter()
                .map(|(sleeps, wakes)| HibernationSchedule {
                    hibernate_at_cron: (*sleeps).to_owned(),
                    wake_at_cron: (*wakes).to_owned(),
                    description: String::new(),
                    is_enabled: true,
                })
                .collect(),
            override_by_hand: by_hand.map(|(is_hibernating, until)| HibernationOverride {
                is_hibernating,
                override_until: until.map(str::to_owned),
            }),
        }
    }

    fn told(spec: &HibernationSpec, at: &str) -> (bool, Option<(String, bool)>) {
        let state = spec.state_at(at.parse().unwrap());
        let next = state
            .next
            .map(|next| (next.at.to_string(), next.hibernates));
        (state.is_hibernating, next)
    }

    #[test]
    fn states_and_what_comes_next() {
        let nightly = spec(&[("0 18 * * *", "0 6 * * *")], None);
        let next = |at: &str, hibernates| Some((at.to_owned(), hibernates));
        assert_eq!(
            told(&nightly, "2026-03-02T05:59:00Z"),
            (true, next("2026-03-02T06:00:00Z", false))
        );
        assert_eq!(
            told(&nightly, "2026-03-02T06:00:00Z"),
            (false, next("2026-03-02T18:00:00Z", true))
        );
        // Friday night and the weekend overlap: it stays asleep through both.
        let both = spec(
            &[("0 18 * * 1-5", "0 7 * * 1-5"), ("0 18 * * 5", "0 7 * * 1")],
            None,
        );
        assert_eq!(
            told(&both, "2026-03-06T20:00:00Z"),
            (true, next("2026-03-09T07:00:00Z", false))
        );
        assert_eq!(
            told(&spec(&[], None), "2026-03-02T00:00:00Z"),
            (false, None)
        );
        // Asleep and awake at once: awake, for ever.
        let same = spec(&[("0 6 * * *", "0 6 * * *")], None);
        assert_eq!(told(&same, "2026-03-02T12:00:00Z"), (false, None));
        // However often both come at once before one comes alone.
        let late = spec(&[("* * * * *", "* * * 1-11 *")], None);
        assert_eq!(
            told(&late, "2026-03-02T12:00:00Z"),
            (false, next("2026-12-01T00:00:00Z", true))
        );
        assert_eq!(
            told(&late, "2026-12-24T12:00:00Z"),
            (true, next("2027-01-01T00:00:00Z", false))
        );
    }

    #[test]
    fn an_override_decides_until_it_ends() {
        let schedules = [("0 18 * * *", "0 6 * * *")];
        let next = |at: &str, hibernates| Some((at.to_owned(), hibernates));
        let open = spec(&schedules, Some((true, None)));
        assert_eq!(told(&open, "2026-03-02T12:00:00Z"), (true, None));
        let awake = spec(&schedules, Some((false, Some("2026-03-02T22:00:00Z"))));
        // At its end it is night, so it falls asleep then.
        assert_eq!(
            told(&awake, "2026-03-02T20:00:00Z"),
            (false, next("2026-03-02T22:00:00Z", true))
        );
        // The end itself counts no more.
        assert_eq!(
            told(&awake, "2026-03-02T22:00:00Z"),
            (true, next("2026-03-03T06:00:00Z", false))
        );
        // At its end it is day, which changes nothing, so the evening comes next.
        let day = spec(&schedules, Some((false, Some("2026-03-03T14:00:00+02:00"))));
        assert_eq!(
            told(&day, "2026-03-02T20:00:00Z"),
            (false, next("2026-03-03T18:00:00Z", true))
        );
    }

    #[test]
    fn a_week_of_changes() {
        let nightly = spec(&[("0 18 * * 1-5", "0 6 * * 1-5")], None);
        let from: Timestamp = "2026-03-02T00:00:00Z".parse().unwrap();
        let to: Timestamp = "2026-03-09T00:00:00Z".parse().unwrap();
        let changes = nightly.changes_between(from, to);
        assert_eq!(changes.len(), 10);
        assert!(
            changes
                .windows(2)
                .all(|pair| pair[0].hibernates != pair[1].hibernates)
        );
    }
}
