//! Mail addresses as RFC 5322 has them, in the reading of the command line (Go's `net/mail`): a plain
//! address, or a name with the address in angle brackets. Comments and groups are not taken.

/// Whether a text is one mail address.
pub(super) fn is_address(text: &str) -> bool {
    let text = text.trim();
    match text
        .strip_suffix('>')
        .and_then(|text| text.rsplit_once('<'))
    {
        Some((name, address)) => is_display_name(name.trim()) && is_spec(address.trim()),
        None => is_spec(text),
    }
}

/// `local@domain`.
fn is_spec(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let quoted = local
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    quoted.map_or_else(|| is_dot_atom(local), is_quoted_content)
        && (is_dot_atom(domain) || is_literal(domain))
}

/// Words of letters, digits and a few signs, or one quoted text. May be empty.
fn is_display_name(name: &str) -> bool {
    match name
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
    {
        Some(quoted) => is_quoted_content(quoted),
        None => name
            .chars()
            .all(|c| is_atom_character(c) || matches!(c, ' ' | '\t' | '.')),
    }
}

/// Words joined by single dots.
fn is_dot_atom(text: &str) -> bool {
    text.split('.')
        .all(|word| !word.is_empty() && word.chars().all(is_atom_character))
}

/// An address in square brackets.
fn is_literal(domain: &str) -> bool {
    let inner = domain
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    inner.is_some_and(|inner| {
        inner.parse::<std::net::Ipv4Addr>().is_ok()
            || inner
                .strip_prefix("IPv6:")
                .is_some_and(|rest| rest.parse::<std::net::Ipv6Addr>().is_ok())
    })
}

fn is_quoted_content(text: &str) -> bool {
    let mut escaped = false;
    for c in text.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return false,
            c if c.is_control() && c != '\t' => return false,
            _ => {}
        }
    }
    !escaped
}

/// RFC 5322's `atext`, and everything beyond ASCII (RFC 6532).
fn is_atom_character(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || "!#$%&'*+-/=?^_`{|}~".contains(c)
        || !c.is_ascii() && !c.is_control()
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn addresses_are_read_as_the_command_line_reads_them() {
        for (text, holds) in [
            ("oncall@example.com", true),
            ("Ops <ops@example.com>", true),
            ("\"Ops, all of them\" <ops@example.com>", true),
            ("<ops@example.com>", true),
            ("ops@localhost", true),
            ("o'neil+night@mail.example.com", true),
            ("\"two words\"@example.com", true),
            ("jürgen@müller.de", true),
            ("ops@[192.0.2.1]", true),
            ("not-an-email", false),
            ("", false),
            ("a@", false),
            ("@b", false),
            ("a b@example.com", false),
            ("a..b@example.com", false),
            (".a@example.com", false),
            ("a@example.com, b@example.com", false),
            ("Ops ops@example.com", false),
            ("Ops <ops>", false),
            ("Ops, all <ops@example.com>", false),
        ] {
            assert_eq!(is_address(text), holds, "{text:?}");
        }
    }
}
