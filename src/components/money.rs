//! Amounts of money as people read them: thousands apart, with their currency. Sums are the domain's.

use super::grouped;

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
    use super::money;

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
