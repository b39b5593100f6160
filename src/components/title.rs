//! The title of the browser's tab, which names the place.

use leptos::prelude::*;

/// Puts `text` into the title of the document while the page shows.
#[component]
pub fn PageTitle(
    /// The place, the most particular first.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    Effect::new(move |_| document().set_title(&format!("{} · Planisphere", text.get())));
}
