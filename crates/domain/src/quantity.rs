//! CPU and memory amounts as Kubernetes writes them (`0.25`, `500m`, `0.5Gi`).
//!
//! The text is kept as it was written, so that a file goes out as it came in; comparisons use the value.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One amount: its text, and through [`Quantity::milli`] its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quantity(String);

impl Quantity {
    /// An amount, whatever the text; [`Quantity::milli`] tells whether it is one.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The value in thousandths of a core or of a byte, what is finer cut off; `None` when the text is no amount
    /// (RES-1).
    #[must_use]
    pub fn milli(&self) -> Option<i128> {
        self.milli_and_rest().map(|(milli, _)| milli)
    }

    /// The same rounded up, for upper limits: nothing that is a little more than one passes for it.
    #[must_use]
    pub fn milli_rounded_up(&self) -> Option<i128> {
        let (milli, has_rest) = self.milli_and_rest()?;
        milli.checked_add(i128::from(has_rest))
    }

    /// Thousandths, and whether there is more than these.
    fn milli_and_rest(&self) -> Option<(i128, bool)> {
        let text = self.0.strip_prefix('+').unwrap_or(&self.0);
        let end = text
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(text.len());
        let (number, suffix) = text.split_at_checked(end)?;
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if whole.is_empty() && fraction.is_empty()
            || fraction.contains('.')
            || whole.len() > 18
            || fraction.len() > 9
        {
            return None;
        }
        let places = u32::try_from(fraction.len()).ok()?;
        let digits = number_of(whole) * 10i128.pow(places) + number_of(fraction);
        let (factor, more_places) = match suffix.strip_prefix(['e', 'E']) {
            Some(exponent) if !exponent.is_empty() => exponential(exponent)?,
            _ => (multiplier(suffix)?, 0),
        };
        let scaled = digits.checked_mul(factor)?;
        let divisor = 10i128.pow(places + more_places);
        let milli = scaled / divisor;
        Some((milli, milli * divisor != scaled))
    }

    /// Whether the text carries one of the binary suffixes (RES-10).
    #[must_use]
    pub fn has_binary_suffix(&self) -> bool {
        self.0.ends_with('i')
    }
}

/// The number that at most 18 digits write.
fn number_of(digits: &str) -> i128 {
    let number = digits
        .bytes()
        .fold(0u64, |number, digit| number * 10 + u64::from(digit - b'0'));
    i128::from(number)
}

/// Thousandths for one unit of the suffix.
fn multiplier(suffix: &str) -> Option<i128> {
    let binary = |power: u32| 1_000 * 1_024i128.pow(power);
    let decimal = |power: u32| 1_000 * 1_000i128.pow(power);
    Some(match suffix {
        "" => 1_000,
        "m" => 1,
        "k" => decimal(1),
        "M" => decimal(2),
        "G" => decimal(3),
        "T" => decimal(4),
        "P" => decimal(5),
        "E" => decimal(6),
        "Ki" => binary(1),
        "Mi" => binary(2),
        "Gi" => binary(3),
        "Ti" => binary(4),
        "Pi" => binary(5),
        "Ei" => binary(6),
        _ => return None,
    })
}

/// Thousandths for `3` as in `1e3`, and the places that `-3` moves the point by.
fn exponential(exponent: &str) -> Option<(i128, u32)> {
    let power: i8 = exponent
        .parse()
        .ok()
        .filter(|power| (-15..=15).contains(power))?;
    let places = u32::from(power.unsigned_abs());
    Some(if power < 0 {
        (1_000, places)
    } else {
        (1_000 * 10i128.pow(places), 0)
    })
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_finer_than_a_thousandth_counts_upwards() {
        for (text, milli, up) in [
            ("6400", 6_400_000, 6_400_000),
            ("6400.0001", 6_400_000, 6_400_001),
            ("0.2499999", 249, 250),
            ("0.25", 250, 250),
            ("1e-4", 0, 1),
        ] {
            let amount = Quantity::new(text);
            assert_eq!(amount.milli(), Some(milli), "{text}");
            assert_eq!(amount.milli_rounded_up(), Some(up), "{text}");
        }
        assert_eq!(Quantity::new("much").milli_rounded_up(), None);
    }

    #[test]
    fn amounts_have_values() {
        for (text, milli) in [
            ("0.25", Some(250)),
            ("500m", Some(500)),
            ("10", Some(10_000)),
            ("+1", Some(1_000)),
            (".5", Some(500)),
            ("1e3", Some(1_000_000)),
            ("1E+3", Some(1_000_000)),
            ("250e-3", Some(250)),
            ("1E", Some(1_000_000_000_000_000_000_000)),
            ("0.5Gi", Some(536_870_912_000)),
            ("1Ki", Some(1_024_000)),
            ("2k", Some(2_000_000)),
            (
                "999999999999999999.999999999",
                Some(999_999_999_999_999_999_999),
            ),
            ("1000000000000000000", None),
            ("0.0000000001", None),
            ("", None),
            (".", None),
            ("1.2.3", None),
            ("-1", None),
            ("1GiB", None),
            ("1e99", None),
            ("1e", None),
            ("1e++3", None),
            ("a", None),
        ] {
            assert_eq!(Quantity::new(text).milli(), milli, "{text}");
        }
    }
}
