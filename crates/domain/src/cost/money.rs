//! Amounts of money as whole millionths, so that sums are exact. The currency stands on the rate card.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// Digits behind the point.
const PLACES: usize = 6;
/// Millionths in one.
const UNIT: i64 = 1_000_000;

/// Why a text is no amount.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum InvalidMoney {
    /// There is something else than digits and a point.
    #[error("`{0}` is no amount")]
    NotANumber(String),
    /// There are too many digits behind the point.
    #[error("`{0}` has more than 6 digits behind the point")]
    TooFine(String),
    /// It is more than can be counted.
    #[error("`{0}` is too much")]
    TooMuch(String),
}

/// An amount. Sums that are more than can be counted stay at the most that can.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// So many millionths.
    #[must_use]
    pub const fn from_millionths(millionths: i64) -> Self {
        Self(millionths)
    }

    /// In millionths.
    #[must_use]
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// So many times as much.
    #[must_use]
    pub const fn times(self, count: u32) -> Self {
        Self(self.0.saturating_mul(count as i64))
    }

    /// The share `part` of `whole`, rounded to the nearest millionth, halves away from zero. Nothing where there
    /// is no whole.
    #[must_use]
    pub fn share(self, part: u64, whole: u64) -> Self {
        self.share_with(part, Self::ZERO, whole)
    }

    /// This over `part` of `whole` and `other` over the rest of it, rounded once as a share is.
    #[must_use]
    pub fn share_with(self, part: u64, other: Self, whole: u64) -> Self {
        if whole == 0 {
            return Self::ZERO;
        }
        let over = |amount: Self, part: u64| i128::from(amount.0).saturating_mul(i128::from(part));
        let product = over(self, part).saturating_add(over(other, whole.saturating_sub(part)));
        let whole = i128::from(whole);
        let half = if product < 0 { -(whole / 2) } else { whole / 2 };
        let rounded = product.saturating_add(half) / whole;
        Self(i64::try_from(rounded).unwrap_or(if rounded < 0 { i64::MIN } else { i64::MAX }))
    }

    /// With exactly two digits behind the point, rounded, as bills have it.
    #[must_use]
    pub fn in_cents(self) -> String {
        let cents = self.share(100, UNIT.unsigned_abs()).0;
        let sign = if cents < 0 { "-" } else { "" };
        let cents = cents.unsigned_abs();
        format!("{sign}{}.{:02}", cents / 100, cents % 100)
    }
}

impl fmt::Display for Money {
    /// Exactly, with two digits behind the point or as many as it takes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (all, unit) = (self.0.unsigned_abs(), UNIT.unsigned_abs());
        let fraction = format!("{:06}", all % unit);
        let kept = fraction.trim_end_matches('0').len().max(2);
        let fraction = fraction.get(..kept).unwrap_or_default();
        write!(f, "{sign}{}.{fraction}", all / unit)
    }
}

impl FromStr for Money {
    type Err = InvalidMoney;

    fn from_str(text: &str) -> Result<Self, InvalidMoney> {
        let text = text.trim();
        let not_a_number = || InvalidMoney::NotANumber(text.to_owned());
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let is_plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_plain(whole) || !is_plain(fraction) || digits.ends_with('.') {
            return Err(not_a_number());
        }
        if fraction.len() > PLACES {
            return Err(InvalidMoney::TooFine(text.to_owned()));
        }
        let too_much = || InvalidMoney::TooMuch(text.to_owned());
        let padded = format!("{fraction:0<PLACES$}");
        let whole: i64 = whole.parse().map_err(|_| too_much())?;
        let fraction: i64 = padded.parse().map_err(|_| not_a_number())?;
        whole
            .checked_mul(UNIT)
            .and_then(|units| units.checked_add(fraction))
            .map(|millionths| Self(sign * millionths))
            .ok_or_else(too_much)
    }
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
