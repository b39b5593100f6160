//! Characters that do not show: controls, marks that turn the direction of writing, and blanks of no width.
//! With them a name looks like another one, so requests may not hold them. It says nothing of logs: what is
//! stored stays, and pages show it set apart from the text around it.

/// The first letter that takes part in a script where joiners mean something; emoji lie above it too.
const FIRST_JOINED: char = '\u{590}';

/// The flag that tags turn into another one, such as that of Scotland.
const TAGGED_FLAG: char = '\u{1f3f4}';

/// Whether a character is one of the tags behind [`TAGGED_FLAG`].
const fn is_tag(letter: char) -> bool {
    matches!(letter, '\u{e0020}'..='\u{e007f}')
}

/// Whether a character is never seen, wherever it stands.
pub(crate) fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Each character of a text, and whether it is hidden there. Joiners between two letters that they join are not:
/// emoji, and scripts such as Persian and Hindi, are written with them. Nor are the tags of a flag.
fn told_apart(text: &str) -> impl Iterator<Item = (char, bool)> {
    let mut before = None;
    let mut letters = text.chars().peekable();
    std::iter::from_fn(move || {
        let letter = letters.next()?;
        let is_joined = |beside: Option<char>| {
            beside.is_some_and(|beside| beside >= FIRST_JOINED && !is_hidden(beside))
        };
        let joins = matches!(letter, '\u{200c}' | '\u{200d}')
            && is_joined(before)
            && is_joined(letters.peek().copied());
        let marks_a_flag =
            is_tag(letter) && before.is_some_and(|it| it == TAGGED_FLAG || is_tag(it));
        before = Some(letter);
        Some((letter, is_hidden(letter) && !joins && !marks_a_flag))
    })
}

/// The first hidden character of a text.
pub(crate) fn first_hidden(text: &str) -> Option<char> {
    told_apart(text).find_map(|(letter, is_hidden)| is_hidden.then_some(letter))
}

/// A hidden character by its number, which can be read and looked up: `U+202E`.
pub(crate) fn number(letter: char) -> String {
    format!("U+{:04X}", u32::from(letter))
}

/// A text for a sentence: hidden characters by their numbers, and no more than `most` characters.
pub(crate) fn spelled_out(text: &str, most: usize) -> String {
    let mut shown = String::new();
    for (place, (letter, is_hidden)) in told_apart(text).enumerate() {
        if place == most {
            shown.push('…');
            break;
        }
        if is_hidden {
            shown.push_str(&format!("[{}]", number(letter)));
        } else {
            shown.push(letter);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{first_hidden, spelled_out};

    #[test]
    fn what_does_not_show_is_found() {
        for (text, found) in [
            ("Ada Kim", None),
            ("قاعدة البيانات (v2)", None),
            ("תזמון לילה", None),
            ("می\u{200c}خواهم", None),
            ("क\u{94d}\u{200d}ष", None),
            ("🚀 launch 👩‍👩‍👧‍👦 🏳️‍🌈 ✌🏽", None),
            ("e\u{301} ﬁ İstanbul ß", None),
            ("line\u{2028}separator", None),
            (
                "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
                None,
            ),
            ("a\u{e0067}", Some('\u{e0067}')),
            ("\u{3164}", Some('\u{3164}')),
            ("\u{2800}", Some('\u{2800}')),
            ("a\u{34f}b", Some('\u{34f}')),
            ("abc \u{202e}fdp.exe", Some('\u{202e}')),
            ("\u{2066}left\u{2069}", Some('\u{2066}')),
            ("zero\u{200b}width", Some('\u{200b}')),
            ("A\u{200d}da", Some('\u{200d}')),
            ("👩\u{200d}", Some('\u{200d}')),
            ("👩\u{200d}\u{200d}👩", Some('\u{200d}')),
            ("\u{feff}x", Some('\u{feff}')),
            ("soft\u{ad}hyphen", Some('\u{ad}')),
            ("tab\tinside", Some('\t')),
            ("nul\0", Some('\0')),
        ] {
            assert_eq!(first_hidden(text), found, "{text:?}");
        }
    }

    #[test]
    fn in_sentences_they_have_numbers() {
        assert_eq!(spelled_out("a\u{202e}b\0", 9), "a[U+202E]b[U+0000]");
        assert_eq!(spelled_out("👩‍👧 می\u{200c}خواهم", 99), "👩‍👧 می\u{200c}خواهم");
        assert_eq!(spelled_out("abcdef", 3), "abc…");
        assert_eq!(spelled_out("abc", 3), "abc");
    }
}
