//! One line of the gallery: what is shown, and the thing itself.
use leptos::prelude::*;

/// A case and its specimen.
#[component]
pub fn Specimen(
    /// What the case is.
    case: &'static str,
    /// The case above it, for what needs the whole width.
    #[prop(optional)]
    broad: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="specimen" class:broad=broad>
            <div class="case">{case}</div>
            <div class="show">{children()}</div>
        </div>
    }
    .into_any()
}
