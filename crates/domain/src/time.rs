//! Moments in UTC with second precision, written as RFC 3339 (`2026-03-02T09:30:11Z`).
//!
//! Nothing here reads a clock or knows a time zone: the browser's `Intl` shows times to people.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// Seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// Why a text is not a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a time is written like `2026-03-02T09:30:11Z`")]
pub struct InvalidTimestamp;

impl Timestamp {
    /// The moment this many seconds after the start of 1970.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since the start of 1970.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// The start of a day written as `2025-10-31`.
    #[must_use]
    pub fn from_date(date: &str) -> Option<Self> {
        let mut parts = date.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
        let days = days_from_civil(year, month, day);
        (civil_from_days(days) == (year, month, day)).then_some(Self(days * 86_400))
    }

    /// A moment in any form of RFC 3339, with an offset or a fraction of a second, which is cut off.
    #[must_use]
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        let (date, rest) = text.split_once(['T', 't'])?;
        let (time, offset) = match rest.strip_suffix(['Z', 'z']) {
            Some(time) => (time, 0),
            None => {
                let (time, offset) = rest.split_at_checked(rest.rfind(['+', '-'])?)?;
                (time, seconds_of_offset(offset)?)
            }
        };
        let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
        if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let Self(seconds) = format!("{date}T{time}Z").parse().ok()?;
        // An offset may lead out of the years that can be written.
        let moment = Self(seconds - offset);
        moment.to_string().parse::<Self>().is_ok().then_some(moment)
    }

    /// The date part, `2026-03-02`.
    #[must_use]
    pub fn date(self) -> String {
        let (year, month, day) = civil_from_days(self.0.div_euclid(86_400));
        format!("{year:04}-{month:02}-{day:02}")
    }
}

/// A number of exactly so many digits.
fn number(text: &str, digits: usize) -> Option<i64> {
    let is_plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

/// The seconds of `+02:00` or `-05:30`.
fn seconds_of_offset(text: &str) -> Option<i64> {
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    let seconds = (hours * 60 + minutes) * 60;
    let sign = if text.starts_with('-') { -1 } else { 1 };
    (hours < 24 && minutes < 60).then_some(sign * seconds)
}

// The calendar arithmetic is the well-known "days from civil" of Howard Hinnant, for the proleptic
// Gregorian calendar.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of so many days after the start of 1970.
pub(crate) fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = self.0.rem_euclid(86_400);
        write!(
            f,
            "{}T{:02}:{:02}:{:02}Z",
            self.date(),
            second / 3_600,
            second / 60 % 60,
            second % 60
        )
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    /// Reads the one form that [`Timestamp`] prints.
    fn from_str(text: &str) -> Result<Self, InvalidTimestamp> {
        let (date, time) = text
            .strip_suffix('Z')
            .and_then(|text| text.split_once('T'))
            .ok_or(InvalidTimestamp)?;
        let day = Self::from_date(date).ok_or(InvalidTimestamp)?;
        let mut parts = time
            .split(':')
            .map(|part| number(part, 2).ok_or(InvalidTimestamp));
        let mut next = || parts.next().unwrap_or(Err(InvalidTimestamp));
        let (hour, minute, second) = (next()?, next()?, next()?);
        if hour > 23 || minute > 59 || second > 59 || parts.next().is_some() {
            return Err(InvalidTimestamp);
        }
        Ok(Self(day.0 + hour * 3_600 + minute * 60 + second))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_print_as_they_are_read() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_772_443_811, "2026-03-02T09:30:11Z"),
            (-1, "1969-12-31T23:59:59Z"),
        ] {
            assert_eq!(Timestamp::from_seconds(seconds).to_string(), text);
            assert_eq!(text.parse(), Ok(Timestamp::from_seconds(seconds)));
        }
    }

    /// The calendar goes on outside the years that can be written.
    #[test]
    fn any_number_of_seconds_prints() {
        for (seconds, text) in [
            (-62_167_219_200, "0000-01-01T00:00:00Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
            (253_402_300_800, "10000-01-01T00:00:00Z"),
        ] {
            assert_eq!(Timestamp::from_seconds(seconds).to_string(), text);
        }
        for seconds in [i64::MIN, i64::MAX] {
            assert!(Timestamp::from_seconds(seconds).to_string().ends_with('Z'));
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "2026-02-30T00:00:00Z",
            "2026-03-02",
            "2026-03-02T24:00:00Z",
            "2026-3-2T00:00:00Z",
            "2026-03-02T09:30:11+01:00",
            "2026-03-02T+9:30:11Z",
            "+026-03-02T09:30:11Z",
        ] {
            assert_eq!(text.parse::<Timestamp>(), Err(InvalidTimestamp), "{text}");
        }
    }

    #[test]
    fn other_forms_of_rfc_3339_are_understood() {
        let moment = Timestamp::from_seconds(1_772_443_811);
        for text in [
            "2026-03-02T09:30:11Z",
            "2026-03-02t09:30:11.250z",
            "2026-03-02T11:30:11+02:00",
            "2026-03-02T04:00:11-05:30",
        ] {
            assert_eq!(Timestamp::from_rfc3339(text), Some(moment), "{text}");
        }
        for text in [
            "2026-03-02T09:30:11",
            "2026-03-02 09:30:11Z",
            "2026-03-02T09:30:11.Z",
            "2026-03-02T09:30:11+2:00",
            "2026-03-02T09:30:11+24:00",
            "0000-01-01T00:00:00+00:01",
            "9999-12-31T23:59:59-00:01",
            "10000-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z",
            "tomorrow",
        ] {
            assert_eq!(Timestamp::from_rfc3339(text), None, "{text}");
        }
    }
}
