//! Who can do more or less after a plan.

use leptos::prelude::*;

use crate::replica::PlanView;
use crate::ui::Isolated;

/// The people, Teams' members and tokens whose access changes.
#[component]
pub fn PlanAccess(
    /// The plan.
    #[prop(into)]
    plan: Signal<PlanView>,
    /// How many lines are shown; all of them unless told.
    #[prop(default = usize::MAX)]
    most: usize,
) -> impl IntoView {
    move || {
        let plan = plan.get();
        let all = plan.access.len() + plan.hidden_access;
        if all == 0 {
            return view! { <p>"Nobody's access changes."</p> }.into_any();
        }
        let lines: Vec<_> = plan
            .access
            .into_iter()
            .take(most)
            .map(|line| view! { <li><Isolated text=line.name/>" "{line.sentence}"."</li> })
            .collect();
        let rest = all - lines.len();
        let rest = (rest > 0).then(|| view! { <li class="sub">{format!("And {rest} more.")}</li> });
        view! { <ul class="plain-list">{lines}{rest}</ul> }.into_any()
    }
}
