//! Initials in a circle, standing beside a name.
use leptos::prelude::*;

/// How large.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// 18 px.
    Small,
    /// 24 px.
    #[default]
    Normal,
    /// 40 px.
    Large,
}

/// Initials. Says nothing to a screen reader, because the name stands beside it.
///
/// ```ignore
/// view! { <Avatar name="Ada Kim"/> }
/// ```
#[component]
pub fn Avatar(
    /// The name.
    #[prop(into)]
    name: Signal<String>,
    /// How large.
    #[prop(optional)]
    size: AvatarSize,
) -> impl IntoView {
    let class = match size {
        AvatarSize::Small => "avatar small",
        AvatarSize::Normal => "avatar",
        AvatarSize::Large => "avatar large",
    };
    view! { <bdi class=class aria-hidden="true">{move || name.with(|name| initials(name))}</bdi> }
        .into_any()
}

/// Marks that belong to the character before them: joiners, variation selectors, combining marks, skin tones.
fn continues(letter: char) -> bool {
    matches!(letter,
        '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{0300}'..='\u{036f}' | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{20e3}' | '\u{e0020}'..='\u{e007f}')
}

fn is_flag_half(letter: char) -> bool {
    matches!(letter, '\u{1f1e6}'..='\u{1f1ff}')
}

/// The first character a person would count: with its marks, a whole flag, a whole family of emoji.
fn first_character(word: &str) -> String {
    let mut out = String::new();
    let mut joined = false;
    for letter in word.chars() {
        let flag =
            out.chars().count() == 1 && out.chars().all(is_flag_half) && is_flag_half(letter);
        if !(out.is_empty() || joined || flag || continues(letter)) {
            break;
        }
        joined = letter == '\u{200d}';
        out.push(letter);
    }
    out
}

/// At most two initials: of the first and the last word. One emoji fills the circle alone.
fn initials(name: &str) -> String {
    let mut words = name
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '.' | '_' | '-' | '@'))
        .map(|word| {
            word.trim_start_matches(|letter: char| !letter.is_alphanumeric() && letter.is_ascii())
        })
        .filter(|word| !word.is_empty());
    let Some(first) = words.next() else {
        return String::from("?");
    };
    let start = first_character(first);
    let emoji = start
        .chars()
        .any(|letter| u32::from(letter) >= 0x2600 && !letter.is_alphabetic());
    if emoji {
        return start;
    }
    let end = words.next_back().map(first_character).unwrap_or_default();
    if end.chars().any(|letter| !letter.is_alphanumeric()) {
        return start.to_uppercase();
    }
    (start + &end).to_uppercase()
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::initials;

    #[test]
    fn takes_first_and_last_word() {
        assert_eq!(initials("Ada Kim"), "AK");
        assert_eq!(initials("Maria de la Cruz"), "MC");
        assert_eq!(initials("ci-finance"), "CF");
        assert_eq!(initials("  Plato "), "P");
    }

    #[test]
    fn keeps_characters_whole() {
        assert_eq!(initials("👩‍💻 Lin"), "👩‍💻");
        assert_eq!(initials("🇳🇴🇸🇪 Nordics"), "🇳🇴");
        assert_eq!(initials("e\u{301}mile zola"), "E\u{301}Z");
        assert_eq!(initials("ليلى حسن"), "لح");
    }

    #[test]
    fn copes_with_nothing() {
        assert_eq!(initials(""), "?");
        assert_eq!(initials("  <> "), "?");
    }
}
