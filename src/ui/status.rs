//! How a thing is doing: a shape, a colour and a word, never one of them alone.
use leptos::prelude::*;

/// What the shape says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatusKind {
    /// Works as it should.
    Healthy,
    /// Does not work.
    Unhealthy,
    /// Asleep on purpose.
    Hibernating,
    /// On its way.
    Deploying,
    /// Works, with something wrong.
    Degraded,
    /// Nothing is known, or it is not connected.
    Unknown,
    /// A check that passed, a permission that is there.
    Passed,
    /// A check that failed, a permission that is not there.
    Refused,
    /// Good to know.
    Noted,
}

impl StatusKind {
    /// Every kind, in the order of the gallery.
    pub const ALL: [Self; 9] = [
        Self::Healthy,
        Self::Unhealthy,
        Self::Hibernating,
        Self::Deploying,
        Self::Degraded,
        Self::Unknown,
        Self::Passed,
        Self::Refused,
        Self::Noted,
    ];

    /// The word that goes with it unless the page has a better one.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Healthy => "Healthy",
            Self::Unhealthy => "Unhealthy",
            Self::Hibernating => "Hibernating",
            Self::Deploying => "Deploying",
            Self::Degraded => "Degraded",
            Self::Unknown => "Not connected",
            Self::Passed => "Yes",
            Self::Refused => "No",
            Self::Noted => "Noted",
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Healthy | Self::Passed => "status ok",
            Self::Unhealthy | Self::Refused => "status bad",
            Self::Degraded => "status warn",
            Self::Deploying => "status busy",
            Self::Hibernating | Self::Unknown | Self::Noted => "status",
        }
    }

    /// Class and outline of the shape and of what is cut out of it, on a 14 px grid.
    const fn shape(self) -> (&'static str, &'static str, &'static str) {
        const DISC: &str = "M7 0a7 7 0 1 1 0 14A7 7 0 0 1 7 0z";
        const SQUARE: &str =
            "M3 0h8a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z";
        const RING: &str = "M7 .8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 7 .8z";
        match self {
            Self::Healthy | Self::Passed => ("", DISC, "M4.3 7.2 6.2 9.1 9.7 5.2"),
            Self::Unhealthy => ("", SQUARE, "M7 3.600v3.900M7 10.200v.1"),
            Self::Refused => ("", SQUARE, "M4.8 4.800l4.4 4.400M9.2 4.8 4.8 9.2"),
            Self::Degraded => ("", "M7 .6 13.6 13H.4z", "M7 5.200v3.200M7 10.700v.1"),
            Self::Noted => ("", DISC, "M7 6.400v3.900M7 3.800v.1"),
            Self::Hibernating => ("ring", RING, ""),
            Self::Unknown => ("ring dashed", RING, ""),
            Self::Deploying => ("ring open", "M4.4 1.700A6 6 0 1 0 9.6 1.7", ""),
        }
    }
}

/// A status.
///
/// ```ignore
/// view! { <Status kind=StatusKind::Healthy/> <Status kind=StatusKind::Refused word="no deployment.update"/> }
/// ```
#[component]
pub fn Status(
    /// What the shape says.
    #[prop(into)]
    kind: Signal<StatusKind>,
    /// A better word than the kind's own.
    #[prop(optional, into)]
    word: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <span class=move || kind.get().class()>
            <svg viewBox="0 0 14 14" aria-hidden="true">
                <path class=move || kind.get().shape().0 d=move || kind.get().shape().1></path>
                <path class="cut-out" d=move || kind.get().shape().2></path>
            </svg>
            <span>{move || word.get().unwrap_or_else(|| kind.get().word().to_owned())}</span>
        </span>
    }
    .into_any()
}
