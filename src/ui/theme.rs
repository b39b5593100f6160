//! Switches the theme of the document. Where the choice is kept is not decided here.
use leptos::prelude::*;

/// Which theme shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// What the system shows.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The name it is kept under: `system`, `light`, `dark`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that name; the system's for any other.
    pub fn named(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    /// The theme the document shows.
    pub fn current() -> Self {
        document()
            .document_element()
            .and_then(|root| root.get_attribute("data-theme"))
            .map_or(Self::System, |name| Self::named(&name))
    }

    /// Shows it.
    pub fn apply(self) {
        let Some(root) = document().document_element() else {
            return;
        };
        let _ = match self {
            Self::System => root.remove_attribute("data-theme"),
            theme => root.set_attribute("data-theme", theme.name()),
        };
    }
}
