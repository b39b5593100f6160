//! What a scalar is: the resolution of the command line's YAML reader (go-yaml v2, the YAML 1.1 rules
//! without base 60), and the text it makes of numbers and switches.
//!
//! Dates need no rule of their own: that reader keeps their text.

use crate::tree::{Scalar, Tag};

/// A resolved scalar.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Resolved<'t> {
    Null,
    Bool(bool),
    Int(i128),
    Float(f64),
    Text(&'t str),
}

/// A value does not have the type that its tag demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TagMismatch;

/// What a scalar is.
pub(crate) fn resolve(scalar: &Scalar) -> Result<Resolved<'_>, TagMismatch> {
    let text = scalar.text.as_str();
    let by_text = || by_text(text);
    match scalar.tag {
        Tag::None if scalar.plain => Ok(by_text()),
        Tag::None | Tag::Text | Tag::Timestamp | Tag::Other | Tag::Merge => {
            Ok(Resolved::Text(text))
        }
        Tag::Binary => Err(TagMismatch),
        Tag::Null => keep(by_text(), |value| matches!(value, Resolved::Null)),
        Tag::Bool => keep(by_text(), |value| matches!(value, Resolved::Bool(_))),
        Tag::Int => keep(by_text(), |value| matches!(value, Resolved::Int(_))),
        Tag::Float => match by_text() {
            Resolved::Int(number) => Ok(Resolved::Float(number as f64)),
            other => keep(other, |value| matches!(value, Resolved::Float(_))),
        },
    }
}

fn keep<'t>(
    value: Resolved<'t>,
    fits: impl Fn(&Resolved<'t>) -> bool,
) -> Result<Resolved<'t>, TagMismatch> {
    if fits(&value) {
        Ok(value)
    } else {
        Err(TagMismatch)
    }
}

fn by_text(text: &str) -> Resolved<'_> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Resolved::Null,
        "true" | "True" | "TRUE" | "y" | "Y" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => {
            return Resolved::Bool(true);
        }
        "false" | "False" | "FALSE" | "n" | "N" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => {
            return Resolved::Bool(false);
        }
        ".nan" | ".NaN" | ".NAN" => return Resolved::Float(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => {
            return Resolved::Float(f64::INFINITY);
        }
        "-.inf" | "-.Inf" | "-.INF" => return Resolved::Float(f64::NEG_INFINITY),
        _ => {}
    }
    let number = match text.as_bytes().first() {
        Some(b'+' | b'-' | b'0'..=b'9') => {
            let plain = text.replace('_', "");
            integer(&plain)
                .map(Resolved::Int)
                .or_else(|| float(&plain).map(Resolved::Float))
        }
        Some(b'.') => without_separators(text)
            .and_then(|plain| float(&plain))
            .map(Resolved::Float),
        _ => None,
    };
    number.unwrap_or(Resolved::Text(text))
}

/// A whole number in any of the spellings of Go: decimal, `0x`, `0o`, `0b`, and a leading zero for octal.
fn integer(text: &str) -> Option<i128> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    let (radix, digits) = match digits.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, digits.get(2..)?),
        [b'0', b'o' | b'O', ..] => (8, digits.get(2..)?),
        [b'0', b'b' | b'B', ..] => (2, digits.get(2..)?),
        [b'0', _, ..] => (8, digits.get(1..)?),
        _ => (10, digits),
    };
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    let number = i128::from(u64::from_str_radix(digits, radix).ok()?);
    let number = if negative { -number } else { number };
    // Below the smallest 64-bit number nothing is a whole number, and a sign keeps out what is above the largest.
    let signed = text.starts_with(['-', '+']);
    let largest = if signed {
        i128::from(i64::MAX)
    } else {
        i128::from(u64::MAX)
    };
    (i128::from(i64::MIN)..=largest)
        .contains(&number)
        .then_some(number)
}

/// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, and finite.
fn float(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (
            mantissa,
            Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent)),
        ),
        None => (unsigned, None),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let has_digits = !whole.is_empty() || !fraction.is_empty();
    let exponent_fits = exponent.is_none_or(|exponent| !exponent.is_empty() && digits(exponent));
    if !has_digits || !digits(whole) || !digits(fraction) || !exponent_fits {
        return None;
    }
    text.parse::<f64>().ok().filter(|number| number.is_finite())
}

/// The text without underscores, which here may only stand between digits.
fn without_separators(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |index: Option<usize>| {
        index
            .and_then(|i| bytes.get(i))
            .is_some_and(u8::is_ascii_digit)
    };
    let stray = bytes
        .iter()
        .enumerate()
        .any(|(i, byte)| *byte == b'_' && !(digit(i.checked_sub(1)) && digit(i.checked_add(1))));
    (!stray).then(|| text.replace('_', ""))
}

/// The text that a scalar becomes where text is wanted; `None` for null.
pub(crate) fn as_text(resolved: &Resolved<'_>) -> Option<String> {
    match resolved {
        Resolved::Null => None,
        Resolved::Bool(on) => Some(on.to_string()),
        Resolved::Int(number) => Some(number.to_string()),
        Resolved::Float(number) => Some(float_text(*number)),
        Resolved::Text(text) => Some((*text).to_owned()),
    }
}

/// A number as Go's `strconv.FormatFloat(number, 'g', -1, 32)` writes it: the fewest digits that give
/// the 32-bit number back, with an exponent below 1e-4 and from 1e6 on.
pub(crate) fn float_text(number: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the command line rounds to 32 bits"
    )]
    let single = number as f32;
    if single.is_nan() {
        return "NaN".to_owned();
    }
    if single.is_infinite() {
        return if single > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    let scientific = format!("{single:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..6).contains(&exponent) || single == 0.0 {
        return single.to_string();
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.unsigned_abs())
}

/// The counter that a number gives: whole, and within 64 bits. Fractions of zero are allowed, since
/// the command line writes `10.0` as `10` before it reads a counter.
pub(crate) fn as_counter(resolved: &Resolved<'_>) -> Option<Result<i64, NotACounter>> {
    match resolved {
        Resolved::Int(number) => Some(i64::try_from(*number).map_err(|_| NotACounter::OutOfRange)),
        Resolved::Float(number) if number.fract() != 0.0 || !number.is_finite() => {
            Some(Err(NotACounter::Fraction))
        }
        // From 1e21 on the number is written with an exponent, which no counter takes.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "checked to be a whole number in range"
        )]
        Resolved::Float(number) if number.abs() < 9.2e18 => Some(Ok(*number as i64)),
        Resolved::Float(_) => Some(Err(NotACounter::OutOfRange)),
        Resolved::Null | Resolved::Bool(_) | Resolved::Text(_) => None,
    }
}

/// Why a number is not a counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotACounter {
    Fraction,
    OutOfRange,
}
