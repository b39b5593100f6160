//! What a page shows when the thing it is about is not there, or not for this person.

use leptos::prelude::*;

use super::PageTitle;
use crate::ui::{ButtonKind, EmptyState, Glyph, LinkButton};

/// A thing that does not exist, or that the person may not know of; both read the same.
#[component]
pub fn Missing(
    /// What it would be: `Workspace`.
    kind: &'static str,
    /// Where to go instead.
    #[prop(into)]
    href: Signal<String>,
    /// The words on the way there.
    back: &'static str,
) -> impl IntoView {
    view! {
        <PageTitle text=format!("{kind} not found")/>
        <EmptyState
            glyph=Glyph::Search
            title=format!("{kind} not found")
            text="It was deleted, the address is wrong, or your role does not reach it."
        >
            <LinkButton kind=ButtonKind::Primary href=href>{back}</LinkButton>
        </EmptyState>
    }
    .into_any()
}
