//! Amounts of money with their currency. Sums are the domain's.

/// An amount in a currency: `$0.71`, `€0.71`, `CHF 0.71`.
#[must_use]
pub fn money(currency: &str, amount: &str) -> String {
    let sign = match currency {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "" => "",
        other => return format!("{other} {amount}"),
    };
    match amount.strip_prefix('-') {
        Some(amount) => format!("-{sign}{amount}"),
        None => format!("{sign}{amount}"),
    }
}
