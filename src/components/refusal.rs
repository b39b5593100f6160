//! What a page shows when the thing it is about is not there, or not for this person.

use leptos::prelude::*;

use super::PageTitle;
use crate::ui::{ButtonKind, Glyph, Icon, LinkButton};

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
    /// Why it may not be found.
    #[prop(default = "It was deleted, the address is wrong, or your role does not reach it.")]
    why: &'static str,
) -> impl IntoView {
    view! {
        <PageTitle text=format!("{kind} not found")/>
        <div class="empty">
            <Icon glyph=Glyph::Search class="large"/>
            <h1 tabindex="-1">{format!("{kind} not found")}</h1>
            <p>{why}</p>
            <div class="acts"><LinkButton kind=ButtonKind::Primary href=href>{back}</LinkButton></div>
        </div>
    }
    .into_any()
}
