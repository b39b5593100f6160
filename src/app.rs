//! Mounts the app.
use leptos::prelude::*;

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    view! { <main><h1>"Planisphere"</h1></main> }
}
