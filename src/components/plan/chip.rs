//! The way to the plan from every page.

use leptos::prelude::*;

use crate::components::grouped;
use crate::paths::Place;
use crate::replica::Replica;

/// A link to the plan's page, with the number of changes once something is staged. It is there before that, too,
/// because a plan that somebody shared as a file is opened there.
#[component]
pub fn PlanChip(place: Place) -> impl IntoView {
    let replica = Replica::get();
    let is_staged = Memo::new(move |_| replica.has_staged());
    let count = Memo::new(move |_| replica.plan().count);
    let staged = move || {
        is_staged.get().then(|| match count.get() {
            0 => view! { " needs mending" }.into_any(),
            count => {
                let count = grouped(count);
                view! { " "<span class="count">{count}</span><span class="vh">" staged"</span> }
                    .into_any()
            }
        })
    };
    view! {
        <a class="chip plan-chip" class:brass=is_staged href=move || place.paths().plan()>"Plan"{staged}</a>
    }
}
