//! How many Deployments run which line of Runtimes, and which of them are past their end.

use leptos::prelude::*;
use planisphere_domain::findings::FindingRule;

use crate::components::grouped;
use crate::paths::Place;
use crate::replica::{Replica, RuntimeAge, RuntimeBar};
use crate::ui::{EmptyState, Glyph, Section};

/// The picture.
#[component]
pub(super) fn RuntimeAges() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let bars = Memo::new(move |_| replica.runtime_ages());
    let lines = move || {
        let rails = place.paths().guard_rails();
        bars.with(|bars| {
            let most = bars.iter().map(|bar| bar.count).max().unwrap_or(1);
            bars.iter()
                .map(|bar| line(bar, most, &rails))
                .collect_view()
        })
    };
    view! {
        <Section title="Runtime age">
            <Show
                when=move || bars.with(|bars| !bars.is_empty())
                fallback=|| view! { <EmptyState glyph=Glyph::Deployment title="No Deployment that you can see"/> }
            >
                <ul class="bars">{lines}</ul>
            </Show>
        </Section>
    }
    .into_any()
}

fn line(bar: &RuntimeBar, most: usize, rails: &str) -> AnyView {
    let (class, label, rule) = match bar.age {
        RuntimeAge::Maintained => ("", bar.line.clone(), None),
        RuntimeAge::EndsSoon => (
            "warn",
            format!("{}, ends soon", bar.line),
            Some(FindingRule::RuntimeEndsSoon),
        ),
        RuntimeAge::Ended => (
            "bad",
            "Past its end".to_owned(),
            Some(FindingRule::RuntimeEnded),
        ),
        RuntimeAge::Unknown => ("quiet", "Not in the catalogue".to_owned(), None),
    };
    let name = match rule {
        Some(rule) => {
            let href = format!("{rails}?rule={}", rule.api());
            view! { <a class="name" href=href>{label}</a> }.into_any()
        }
        None => view! { <span class="muted">{label}</span> }.into_any(),
    };
    let share = format!("{:.2}%", 100.0 * bar.count as f64 / most as f64);
    view! {
        <li>
            {name}
            <span class="track" aria-hidden="true"><span class=format!("all {class}") style:inline-size=share></span></span>
            <span class="amount">{grouped(bar.count)}</span>
        </li>
    }
    .into_any()
}
