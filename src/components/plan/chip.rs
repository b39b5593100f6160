//! The way to the plan from every page, while something is staged.

use leptos::prelude::*;

use crate::paths::Place;
use crate::replica::Replica;

/// A link to the plan's page with the number of its changes; nothing while nothing is staged.
#[component]
pub fn PlanChip(place: Place) -> impl IntoView {
    let replica = Replica::get();
    let is_staged = Memo::new(move |_| replica.has_staged());
    let count = Memo::new(move |_| replica.plan().count);
    move || {
        is_staged.get().then(|| {
            let count = count.get();
            view! {
                <a class="chip brass plan-chip" href=place.paths().plan()>
                    "Plan "<span class="count">{count}</span><span class="vh">" staged"</span>
                </a>
            }
        })
    }
}
