//! Values that the API writes as words: each with its name there and its name on the page, and the check
//! that a word from outside is one of them.

use crate::Problem;
use crate::validation::Checks;

/// A value that the API writes as a word.
pub(crate) trait Word: Copy + 'static {
    /// Every value, in the order of the catalogue.
    const WORDS: &'static [Self];

    /// The API's word.
    fn word(self) -> &'static str;
}

/// Declares an enum of such values.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $api:literal, $label:literal;)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $api)] $variant,)*
        }

        impl $name {
            /// Every value, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The API's value.
            #[must_use]
            pub const fn api(self) -> &'static str {
                match self { $(Self::$variant => $api,)* }
            }

            /// The name on the page.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }

            /// The value of this API name, in any case.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.api().eq_ignore_ascii_case(name))
            }
        }

        impl $crate::words::Word for $name {
            const WORDS: &'static [Self] = Self::ALL;

            fn word(self) -> &'static str {
                self.api()
            }
        }
    };
}
pub(crate) use words;

impl Checks {
    /// The value of a word from outside; what is none is noted beside its field.
    pub(crate) fn word<W: Word>(&mut self, path: &str, text: &str) -> Option<W> {
        let found = W::WORDS
            .iter()
            .copied()
            .find(|value| value.word().eq_ignore_ascii_case(text.trim()));
        if found.is_none() {
            let all: Vec<&str> = W::WORDS.iter().map(|value| value.word()).collect();
            let all = all.join(", ");
            self.add(
                Problem::new(
                    path,
                    "unknown-word",
                    format!("{path} is `{text}`, it should be one of {all}"),
                    format!("Choose one of {all}."),
                )
                .value(text)
                .limit(&all),
            );
        }
        found
    }
}

/// A title with its article: `a Workspace Owner`, `an Organization Owner`.
pub(crate) fn with_article(title: &str) -> String {
    let article = if title.starts_with(['A', 'E', 'I', 'O']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {title}")
}
