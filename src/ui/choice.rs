//! One thing to choose, as select, segmented control and combobox share it.

/// A value with the words that stand for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is reported when it is chosen.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// More about it, shown where there is room and searched by the combobox.
    pub note: Option<String>,
    /// Why it cannot be chosen.
    pub disabled_reason: Option<String>,
}

impl Choice {
    /// A choice without further words.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// Adds secondary text.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Closes it, with the reason.
    #[must_use]
    pub fn closed(mut self, reason: impl Into<String>) -> Self {
        self.disabled_reason = Some(reason.into());
        self
    }
}
