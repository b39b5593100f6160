//! The way to what was done to one thing: the audit log with that thing's events alone.

use leptos::prelude::*;
use planisphere_domain::audit::Target;

use crate::paths::Place;
use crate::ui::{Glyph, LinkButton};

/// The link, for the head of a thing's page. Whoever may read the thing may follow it, and sees what they may see.
#[component]
pub fn HistoryLink(
    /// Which thing.
    of: Target,
) -> impl IntoView {
    let place = Place::current();
    let href = Signal::derive(move || place.paths().history(&of.to_string()));
    view! { <LinkButton glyph=Glyph::Log href=href>"History"</LinkButton> }.into_any()
}
