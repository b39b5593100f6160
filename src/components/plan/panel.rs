//! The plan panel: what the staged changes do, beside the form that makes them.

use leptos::prelude::*;

use super::{ApplyPlan, PlanAccess, PlanChanges, PlanCost};
use crate::components::grouped;
use crate::paths::Place;
use crate::replica::Replica;

/// Lines of changes that the panel shows.
const MOST_CHANGES: usize = 14;
/// Lines about access.
const MOST_ACCESS: usize = 5;

/// The panel.
#[component]
pub(super) fn PlanPanel() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let plan = Memo::new(move |_| replica.plan());
    let is_empty = Memo::new(move |_| !replica.has_staged());
    let count = Memo::new(move |_| plan.with(|plan| plan.count));
    let cost = Memo::new(move |_| plan.with(|plan| plan.cost.clone()));
    view! {
        <aside class="card plan" aria-label="Plan" id="plan">
            <header>
                <h2>"Plan"</h2>
                {move || (!is_empty.get()).then(|| view! {
                    <span class="chip">{move || match count.get() {
                        0 => "Needs mending".to_owned(),
                        1 => "1 change".to_owned(),
                        count => format!("{} changes", grouped(count)),
                    }}</span>
                    <a class="link end" href=place.paths().plan()>"Open the plan"</a>
                })}
            </header>
            <Show
                when=move || !is_empty.get()
                fallback=|| view! {
                    <div class="blk">
                        <p class="sub">
                            "Nothing is staged. What you change here is collected first, with its cost and whom it affects, and applied together."
                        </p>
                    </div>
                }
            >
                <div class="blk"><h3>"What changes"</h3><PlanChanges plan most=MOST_CHANGES/></div>
                <div class="blk"><h3>"Cost, at the Organization's rate card"</h3><PlanCost cost/></div>
                <div class="blk"><h3>"Who can do more, or less"</h3><PlanAccess plan most=MOST_ACCESS/></div>
                <div class="blk"><ApplyPlan plan/></div>
            </Show>
        </aside>
    }
    .into_any()
}
