//! Amounts of money as people read them: thousands apart, with their currency. Sums are the domain's.

use planisphere_domain::cost::Money;

use super::grouped;

/// Sums in cents are beyond what 32 bits hold.
const MILLION: u64 = 1_000_000;

/// An amount with its thousands apart: `1,350.50`.
#[must_use]
pub fn amount(text: &str) -> String {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (units, rest) = text
        .find('.')
        .map_or((text, ""), |point| text.split_at(point));
    let units = units.parse().map_or_else(|_| units.to_owned(), grouped);
    format!("{sign}{units}{rest}")
}

/// An amount where there is little room, to the unit, and from a million on to a tenth of one: `114,908`, `3.7M`.
#[must_use]
pub fn rounded(money: Money) -> String {
    let text = money.in_cents();
    let Ok(cents) = text.replace('.', "").parse::<u64>() else {
        return amount(&text);
    };
    let shown = |number: u64| usize::try_from(number).map_or_else(|_| number.to_string(), grouped);
    let units = cents.saturating_add(50) / 100;
    if units < MILLION {
        return shown(units);
    }
    let tenths = units.saturating_add(MILLION / 20) / (MILLION / 10);
    format!("{}.{}M", shown(tenths / 10), tenths % 10)
}

/// An amount in a currency: `$0.71`, `€1,350.50`, `CHF 0.71`.
#[must_use]
pub fn money(currency: &str, text: &str) -> String {
    let text = amount(text);
    let sign = match currency {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "" => "",
        other => return format!("{other} {text}"),
    };
    match text.strip_prefix('-') {
        Some(text) => format!("-{sign}{text}"),
        None => format!("{sign}{text}"),
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use planisphere_domain::cost::Money;

    use super::{money, rounded};

    #[test]
    fn large_amounts_are_short() {
        for (text, shown) in [
            ("0", "0"),
            ("114907.52", "114,908"),
            ("999999.49", "999,999"),
            ("1000000", "1.0M"),
            ("3718985", "3.7M"),
            ("38150000", "38.2M"),
            ("1234567890", "1,234.6M"),
        ] {
            assert_eq!(rounded(text.parse::<Money>().unwrap()), shown);
        }
    }

    #[test]
    fn thousands_stand_apart_and_the_sign_comes_first() {
        for (currency, text, shown) in [
            ("USD", "0.71", "$0.71"),
            ("USD", "1350.50", "$1,350.50"),
            ("EUR", "-1234567.89", "-€1,234,567.89"),
            ("CHF", "100", "CHF 100"),
            ("", "999.00", "999.00"),
        ] {
            assert_eq!(money(currency, text), shown);
        }
    }
}
