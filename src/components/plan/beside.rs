//! A page's content with the plan panel beside it; on narrow windows the panel comes below, and a bar at the bottom of
//! the window leads to it.

use leptos::prelude::*;

use super::panel::PlanPanel;
use crate::components::{Junk, grouped};
use crate::replica::Replica;

/// Content on one side, the plan on the other.
#[component]
pub fn WithPlan(children: Children) -> impl IntoView {
    let replica = Replica::get();
    Junk::provide();
    let is_staged = Memo::new(move |_| replica.has_staged());
    let count = Memo::new(move |_| replica.plan().count);
    view! {
        <div class="form">
            <div class="form-content">
                {children()}
                <Show when=move || is_staged.get()>
                    <div class="plan-bar">
                        <span>{move || match count.get() {
                            0 => "The plan needs mending".to_owned(),
                            1 => "1 change staged".to_owned(),
                            count => format!("{} changes staged", grouped(count)),
                        }}</span>
                        <a class="btn" href="#plan">"Look at the plan"</a>
                    </div>
                </Show>
            </div>
            <PlanPanel/>
        </div>
    }
    .into_any()
}
