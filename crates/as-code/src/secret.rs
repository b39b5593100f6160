//! Text that must not be shown: the values of environment variables on their way from the file to the
//! place where they are sealed.
//!
//! It deliberately has no `Display`; whoever wants the text says so by calling [`SecretText::reveal`].

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

/// Text that prints as `…` and is overwritten when it is dropped.
///
/// Overwriting is a courtesy, not a guarantee: the file itself and its parsed form pass through
/// ordinary memory before this.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SecretText(String);

impl SecretText {
    /// Text to keep out of sight.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl Drop for SecretText {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
