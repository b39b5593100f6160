//! Cron expressions of five fields: whether they are well formed (HIB-6). When they fire is not here.

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

/// Whether the text is a cron expression of five fields.
pub(super) fn is_valid(text: &str) -> bool {
    let parts: Vec<&str> = text.split_ascii_whitespace().collect();
    parts.len() == FIELDS.len()
        && FIELDS
            .iter()
            .zip(parts)
            .all(|(field, part)| field.holds(part))
}

impl Field {
    fn holds(&self, text: &str) -> bool {
        text.split(',').all(|item| {
            let (range, step) = match item.split_once('/') {
                Some((range, step)) => (range, Some(step)),
                None => (item, None),
            };
            self.is_range(range)
                && step.is_none_or(|step| number(step).is_some_and(|step| step >= 1))
        })
    }

    fn is_range(&self, text: &str) -> bool {
        if text == "*" {
            return true;
        }
        match text.split_once('-') {
            Some((from, to)) => {
                matches!((self.value(from), self.value(to)), (Some(from), Some(to)) if from <= to)
            }
            None => self.value(text).is_some(),
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
    use super::is_valid;

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
            assert!(is_valid(text), "{text}");
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
            assert!(!is_valid(text), "{text}");
        }
    }
}
