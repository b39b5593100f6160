//! One line of the gallery: what is shown, and the thing itself.
use leptos::prelude::*;

/// A case and its specimen.
#[component]
pub fn Specimen(
    /// What the case is.
    case: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="specimen">
            <div class="case">{case}</div>
            <div class="show">{children()}</div>
        </div>
    }
    .into_any()
}
