//! Cron expressions of five fields in UTC: whether they are well formed (HIB-6), and when they fire.

use crate::Timestamp;
use crate::time::civil_from_days;

const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const WEEKDAYS: &[&str] = &["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/// One field: the numbers it takes, and names that stand for the numbers from `least` on.
struct Field {
    least: u8,
    most: u8,
    names: &'static [&'static str],
}

const fn field(least: u8, most: u8, names: &'static [&'static str]) -> Field {
    Field { least, most, names }
}

/// Minute, hour, day of the month, month, day of the week, where 0 and 7 are Sunday.
const FIELDS: [Field; 5] = [
    field(0, 59, &[]),
    field(0, 23, &[]),
    field(1, 31, &[]),
    field(1, 12, MONTHS),
    field(0, 7, WEEKDAYS),
];

/// Seconds of a minute and of a day.
const MINUTE: i64 = 60;
const DAY: i64 = 86_400;
/// Minutes of a day.
const MINUTES: i64 = 1_440;
/// The longest way between two days that fire: 29 February around a year such as 2100, and a weekday on it.
const MOST_DAYS: i64 = 366 * 40;

/// A cron expression that was read: the numbers that each field takes, one bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cron {
    minutes: u64,
    hours: u64,
    days: u64,
    months: u64,
    weekdays: u64,
    /// Whether both days have to fit; otherwise one of the two is enough, as cron has it.
    needs_both_days: bool,
}

impl Cron {
    /// Reads an expression; `None` when it is none of five fields.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split_ascii_whitespace();
        let mut next =
            |field: &Field| Some((parts.next()?, field)).and_then(|(part, field)| field.bits(part));
        let [minute, hour, day, month, weekday] = &FIELDS;
        let (minutes, hours) = (next(minute)?, next(hour)?);
        let (days, months) = (next(day)?, next(month)?);
        let weekdays = next(weekday)?;
        if parts.next().is_some() {
            return None;
        }
        let is_open = |place: usize| {
            let part = text.split_ascii_whitespace().nth(place);
            part.is_some_and(|part| part.starts_with('*'))
        };
        Some(Self {
            minutes,
            hours,
            days,
            months,
            // 7 is Sunday as 0 is.
            weekdays: (weekdays | weekdays >> 7) & 0x7f,
            needs_both_days: is_open(2) || is_open(4),
        })
    }

    /// The first time after `at`; `None` when it never fires, as on 30 February.
    #[must_use]
    pub fn after(&self, at: Timestamp) -> Option<Timestamp> {
        Self::first_of(&[self], &[], at)
    }

    /// The last time up to `at`, which counts.
    #[must_use]
    pub fn up_to(&self, at: Timestamp) -> Option<Timestamp> {
        let (day, of_day) = (
            at.seconds().div_euclid(DAY),
            at.seconds().rem_euclid(DAY) / MINUTE,
        );
        (day - MOST_DAYS..=day)
            .rev()
            .filter(|it| self.fires_on(*it))
            .find_map(|it| {
                let until = if it == day { of_day } else { DAY / MINUTE - 1 };
                let minute = (0..=until).rev().find(|minute| self.fires_at(*minute))?;
                moment(it, minute)
            })
    }

    /// The first minute after `at` at which one of `these` fires and none of `but`; `None` when there is none.
    pub(super) fn first_of(these: &[&Self], but: &[&Self], at: Timestamp) -> Option<Timestamp> {
        let from = at.seconds().div_euclid(MINUTE).saturating_add(1);
        let (first, of_day) = (from.div_euclid(MINUTES), from.rem_euclid(MINUTES));
        let lone = |day: i64| {
            let on = |crons: &[&Self]| -> Vec<Self> {
                let crons = crons.iter().filter(|cron| cron.fires_on(day));
                crons.map(|cron| **cron).collect()
            };
            let (these, but) = (on(these), on(but));
            let from = if day == first { of_day } else { 0 };
            (from / 60..24).find_map(|hour| {
                let at = |crons: &[Self]| crons.iter().fold(0, |all, it| all | it.minutes_of(hour));
                let before = if from / 60 == hour { from % 60 } else { 0 };
                let minutes = (at(&these) & !at(&but)) >> before << before;
                (minutes != 0).then(|| hour * 60 + i64::from(minutes.trailing_zeros()))
            })
        };
        let is_open = |day: &i64| these.iter().any(|cron| cron.fires_on(*day));
        (first..first.saturating_add(MOST_DAYS))
            .filter(is_open)
            .find_map(|day| moment(day, lone(day)?))
    }

    /// The minutes of an hour at which it fires, on a day on which it does.
    fn minutes_of(&self, hour: i64) -> u64 {
        if has(self.hours, hour) {
            self.minutes
        } else {
            0
        }
    }

    fn fires_on(&self, day: i64) -> bool {
        let (_, month, of_month) = civil_from_days(day);
        // 1970 began on a Thursday.
        let weekday = (day + 4).rem_euclid(7);
        let day_fits = has(self.days, of_month);
        let weekday_fits = has(self.weekdays, weekday);
        has(self.months, month)
            && if self.needs_both_days {
                day_fits && weekday_fits
            } else {
                day_fits || weekday_fits
            }
    }

    fn fires_at(&self, minute: i64) -> bool {
        has(self.hours, minute / 60) && has(self.minutes, minute % 60)
    }
}

/// A minute of a day, unless it is further away than can be counted.
fn moment(day: i64, minute: i64) -> Option<Timestamp> {
    let seconds = day.checked_mul(DAY)?.checked_add(minute * MINUTE)?;
    Some(Timestamp::from_seconds(seconds))
}

fn has(bits: u64, number: i64) -> bool {
    u32::try_from(number).is_ok_and(|number| bits.checked_shr(number).unwrap_or(0) & 1 == 1)
}

impl Field {
    /// The numbers that a text takes, as bits.
    fn bits(&self, text: &str) -> Option<u64> {
        text.split(',').try_fold(0, |bits, item| {
            let (range, step) = match item.split_once('/') {
                Some((range, step)) => (range, number(step).filter(|step| *step >= 1)?),
                None => (item, 1),
            };
            let (from, to) = self.range(range, item.contains('/'))?;
            let numbers = (from..=to).step_by(usize::from(step));
            Some(numbers.fold(bits, |bits, number| bits | 1 << number))
        })
    }

    /// From and to; a single number with a step runs to the end, as in `5/10`.
    fn range(&self, text: &str, has_step: bool) -> Option<(u8, u8)> {
        if text == "*" {
            return Some((self.least, self.most));
        }
        match text.split_once('-') {
            Some((from, to)) => {
                let (from, to) = (self.value(from)?, self.value(to)?);
                (from <= to).then_some((from, to))
            }
            None => {
                let from = self.value(text)?;
                Some((from, if has_step { self.most } else { from }))
            }
        }
    }

    fn value(&self, text: &str) -> Option<u8> {
        let by_name = || {
            let place = self
                .names
                .iter()
                .position(|name| name.eq_ignore_ascii_case(text))?;
            Some(self.least + u8::try_from(place).ok()?)
        };
        number(text)
            .or_else(by_name)
            .filter(|value| (self.least..=self.most).contains(value))
    }
}

fn number(text: &str) -> Option<u8> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::Cron;
    use crate::Timestamp;

    #[test]
    fn expressions() {
        for text in [
            "0 18 * * 1-5",
            "*/15 0-6,20-23 1,15 JAN-mar sun",
            "0 17 * * 5",
            "59 23 31 12 7",
            "5/10 * * * *",
            " 0  9\t* * 1 ",
        ] {
            assert!(Cron::parse(text).is_some(), "{text}");
        }
        for text in [
            "",
            "0 18 * *",
            "0 18 * * 1-5 2026",
            "60 * * * *",
            "* 24 * * *",
            "* * 0 * *",
            "* * * 13 *",
            "* * * * 8",
            "* * * * 5-1",
            "*/0 * * * *",
            "* * * * mon-",
            "* * * feb,, *",
            "+1 * * * *",
            "a b c d e",
            "@daily",
        ] {
            assert!(Cron::parse(text).is_none(), "{text}");
        }
    }
    #[test]
    fn times_before_and_after() {
        // 2 March 2026 is a Monday.
        for (text, at, before, after) in [
            (
                "0 18 * * *",
                "2026-03-02T18:00:00Z",
                "2026-03-02T18:00:00Z",
                "2026-03-03T18:00:00Z",
            ),
            (
                "0 18 * * *",
                "2026-03-02T17:59:59Z",
                "2026-03-01T18:00:00Z",
                "2026-03-02T18:00:00Z",
            ),
            (
                "0 9 * * 1-5",
                "2026-03-07T00:00:00Z",
                "2026-03-06T09:00:00Z",
                "2026-03-09T09:00:00Z",
            ),
            (
                "0 9 * * 7",
                "2026-03-02T00:00:00Z",
                "2026-03-01T09:00:00Z",
                "2026-03-08T09:00:00Z",
            ),
            (
                "*/20 * * * *",
                "2026-03-02T23:50:00Z",
                "2026-03-02T23:40:00Z",
                "2026-03-03T00:00:00Z",
            ),
            (
                "30 4 29 2 *",
                "2026-03-02T00:00:00Z",
                "2024-02-29T04:30:00Z",
                "2028-02-29T04:30:00Z",
            ),
            // One of the two days is enough when both are narrowed.
            (
                "0 0 13 * 5",
                "2026-03-02T00:00:00Z",
                "2026-02-27T00:00:00Z",
                "2026-03-06T00:00:00Z",
            ),
            (
                "0 0 13 * *",
                "2026-03-02T00:00:00Z",
                "2026-02-13T00:00:00Z",
                "2026-03-13T00:00:00Z",
            ),
            (
                "5/25 0 * jan *",
                "2026-03-02T00:00:00Z",
                "2026-01-31T00:55:00Z",
                "2027-01-01T00:05:00Z",
            ),
        ] {
            let at: Timestamp = at.parse().unwrap();
            let cron = Cron::parse(text).unwrap();
            let written = |time: Option<Timestamp>| time.map(|time| time.to_string());
            assert_eq!(written(cron.up_to(at)).as_deref(), Some(before), "{text}");
            assert_eq!(written(cron.after(at)).as_deref(), Some(after), "{text}");
        }
    }

    #[test]
    fn what_never_fires() {
        let at: Timestamp = "2026-03-02T00:00:00Z".parse().unwrap();
        for text in ["0 0 30 2 *", "0 0 31 4,6,9,11 *"] {
            let cron = Cron::parse(text).unwrap();
            assert_eq!((cron.up_to(at), cron.after(at)), (None, None), "{text}");
        }
    }
}
