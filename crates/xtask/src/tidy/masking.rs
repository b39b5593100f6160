//! Blanks parts of Rust source with spaces, so that lines and columns stay where they are.

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Code,
    Comment,
    Literal,
}

/// Two readings of a Rust file: without comments and test modules, and without literals on top of that.
pub fn readings(text: &str) -> (String, String) {
    let chars: Vec<char> = text.chars().collect();
    let kinds = classify(&chars);
    let blank = |keep: &dyn Fn(usize) -> bool| -> Vec<char> {
        let shown = |(at, c): (usize, &char)| if keep(at) || *c == '\n' { *c } else { ' ' };
        chars.iter().enumerate().map(shown).collect()
    };
    let kind = |at: usize| kinds.get(at).copied().unwrap_or(Kind::Code);
    let code = blank(&|at| kind(at) == Kind::Code);
    let tests = test_modules(&code);
    let tested = |at: usize| tests.iter().any(|(from, to)| (*from..*to).contains(&at));
    let spoken = blank(&|at| kind(at) != Kind::Comment && !tested(at));
    let code = blank(&|at| kind(at) == Kind::Code && !tested(at));
    (spoken.into_iter().collect(), code.into_iter().collect())
}

fn classify(chars: &[char]) -> Vec<Kind> {
    let mut kinds = Vec::with_capacity(chars.len());
    while kinds.len() < chars.len() {
        let rest = chars.get(kinds.len()..).unwrap_or_default();
        let before = kinds
            .len()
            .checked_sub(1)
            .and_then(|at| chars.get(at))
            .copied();
        let (kind, length) = token(
            rest,
            before.is_some_and(|c| c.is_alphanumeric() || c == '_'),
        );
        kinds.extend(std::iter::repeat_n(kind, length));
    }
    kinds
}

/// The kind and the length of what the text starts with; `in_word` when a letter stands right before.
fn token(rest: &[char], in_word: bool) -> (Kind, usize) {
    match rest {
        ['/', '/', ..] => (Kind::Comment, until(rest, &['\n'])),
        ['/', '*', ..] => (Kind::Comment, block_comment(rest)),
        ['"', ..] => (Kind::Literal, quoted(rest)),
        ['r', '"' | '#', ..] if !in_word => match raw(rest) {
            Some(length) => (Kind::Literal, length),
            None => (Kind::Code, 1),
        },
        // A lifetime has no closing quote.
        ['\'', '\\', _, ..] => (
            Kind::Literal,
            3 + until(rest.get(3..).unwrap_or_default(), &['\'']) + 1,
        ),
        ['\'', _, '\'', ..] => (Kind::Literal, 3),
        _ => (Kind::Code, 1),
    }
}

fn until(rest: &[char], end: &[char]) -> usize {
    let found = rest.windows(end.len()).position(|window| window == end);
    found.unwrap_or(rest.len())
}

fn block_comment(rest: &[char]) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while let Some(pair) = rest.get(at..at + 2) {
        match pair {
            ['/', '*'] => (depth, at) = (depth + 1, at + 2),
            ['*', '/'] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn quoted(rest: &[char]) -> usize {
    let mut at = 1;
    while let Some(c) = rest.get(at) {
        match c {
            '"' => return at + 1,
            '\\' => at += 2,
            _ => at += 1,
        }
    }
    rest.len()
}

fn raw(rest: &[char]) -> Option<usize> {
    let hashes = rest.iter().skip(1).take_while(|c| **c == '#').count();
    if rest.get(1 + hashes) != Some(&'"') {
        return None;
    }
    let mut end = vec!['"'];
    end.extend(std::iter::repeat_n('#', hashes));
    let start = hashes + 2;
    Some((start + until(rest.get(start..)?, &end) + end.len()).min(rest.len()))
}

/// Where the modules behind `#[cfg(test)]` stand.
fn test_modules(code: &[char]) -> Vec<(usize, usize)> {
    let mark: Vec<char> = "#[cfg(test)]".chars().collect();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(rest) = code.get(from..) {
        let Some(at) = rest.windows(mark.len()).position(|window| window == mark) else {
            break;
        };
        let start = from + at;
        let end = start + item(code.get(start..).unwrap_or_default());
        found.push((start, end));
        from = end;
    }
    found
}

/// The length of an item: up to its `;`, or to the brace that closes its first one.
fn item(rest: &[char]) -> usize {
    let mut depth = 0;
    for (at, c) in rest.iter().enumerate() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::readings;

    #[test]
    fn comments_and_literals_are_blanked_in_place() {
        let text = "a // b\nc /* d /* e */ */ \"f \\\" g\" 'h' '\\'' i::<'j>()\n";
        let (spoken, code) = readings(text);
        let words = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!((spoken.len(), code.len()), (text.len(), text.len()));
        assert_eq!(
            words(&spoken),
            ["a", "c", "\"f", "\\\"", "g\"", "'h'", "'\\''", "i::<'j>()"]
        );
        assert_eq!(words(&code), ["a", "c", "i::<'j>()"]);
    }

    #[test]
    fn raw_strings_end_at_their_own_quote() {
        let (_, code) = readings("let r = r#\"a \" b\"#; r#type = 1; for_r\"x\"");
        assert_eq!(code, "let r =           ; r#type = 1; for_r   ");
    }

    #[test]
    fn test_modules_are_blanked() {
        let (spoken, _) = readings(
            "one\n#[cfg(test)]\nmod tests { fn a() { \"}\" } }\ntwo\n#[cfg(test)]\nuse x;\nthree",
        );
        let words: Vec<&str> = spoken.split_whitespace().collect();
        assert_eq!(words, ["one", "two", "three"]);
    }
}
