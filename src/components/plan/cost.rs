//! What a plan costs at the Organization's rate card.

use leptos::prelude::*;

use crate::components::money;
use crate::replica::{Both, CostView};

/// Per hour and month, idle and at the peak.
#[component]
pub fn PlanCost(
    /// The cost; absent where nothing that costs is touched.
    #[prop(into)]
    cost: Signal<Option<CostView>>,
) -> impl IntoView {
    move || match cost.get() {
        None => view! { <p>"Nothing that costs is touched."</p> }.into_any(),
        Some(cost) => {
            let line = |label: &'static str, both: &Both| {
                let currency = &cost.currency;
                let text = |side: &Option<String>| {
                    side.as_ref()
                        .map(|side| money(currency, side))
                        .unwrap_or_default()
                };
                let (before, after) = (text(&both.before), text(&both.after));
                let value = if before == after {
                    view! { {after} }.into_any()
                } else {
                    view! {
                        {before}" "<span aria-hidden="true">"→"</span><span class="vh">" becomes "</span>" "{after}
                    }
                    .into_any()
                };
                view! { <dt>{label}</dt><dd>{value}</dd> }
            };
            let unpriced = (!cost.unpriced.is_empty()).then(|| {
                let names = cost.unpriced.join(", ");
                view! { <p class="sub">{format!("Without {names}, for which the rate card has no rate.")}</p> }
            });
            let example = cost
                .is_example
                .then(|| view! { <p class="sub">"At the example rate card."</p> });
            view! {
                <dl class="kv">
                    {line("Per hour, idle", &cost.idle_hour)}
                    {line("Per hour, at peak", &cost.peak_hour)}
                    {line("Per month, idle", &cost.idle_month)}
                    {line("Per month, at peak", &cost.peak_month)}
                </dl>
                {unpriced}{example}
            }
            .into_any()
        }
    }
}
