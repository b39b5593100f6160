//! The button that shows the product as a person, a Team or a token sees it.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::access::Holder;

use super::leave_guard::draft_watch;
use crate::paths::Place;
use crate::replica::Replica;
use crate::ui::{Button, Glyph, Toast, Toaster};

/// The button; disabled with the reason for whoever may not. Ends on the overview, which everybody may see.
#[component]
pub fn ViewAsButton(
    /// As whom.
    holder: Holder,
    /// 26 px high, for rows.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let gate = Memo::new(move |_| replica.may_view_as().reason);
    let holds_draft = draft_watch();
    let begin = move || match replica.view_as(holder) {
        Ok(()) => navigate(&place.paths_untracked().overview(), Default::default()),
        Err(failure) => toaster.show(Toast::failed(failure.sentence())),
    };
    let view = move |_| {
        if holds_draft() {
            let text =
                "Something here is not saved yet. Save or discard it, then view as somebody.";
            toaster.show(Toast::failed(text));
            return;
        }
        begin();
    };
    view! {
        <Button small glyph=Glyph::Eye disabled_reason=gate on_click=view>"View as"</Button>
    }
    .into_any()
}
