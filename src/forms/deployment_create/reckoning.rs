//! What a new Deployment would cost, and how many rules speak against it, while its form is filled.

use leptos::prelude::*;

use super::draft::NewDeployment;
use crate::components::money;
use crate::forms::deployment::sentence_of;
use crate::replica::DeploymentCost;
use crate::ui::{Section, SectionBody};

/// The section.
#[component]
pub(super) fn Reckoning(wish: NewDeployment) -> impl IntoView {
    let cost = Memo::new(move |_| {
        wish.preview
            .with(|preview| preview.as_ref().and_then(|it| it.cost.clone()))
    });
    let wrong = Memo::new(move |_| {
        wish.problems.with(|problems| {
            // That a form just opened has no name yet is no news.
            let told = problems.iter().filter(|problem| problem.path != "name");
            told.map(sentence_of).collect::<Vec<_>>()
        })
    });
    view! {
        <Section title="What it costs" lead="At the Organization's rate card.">
            <SectionBody>
                {move || {
                    let (cost, wrong) = (cost.get(), wrong.get());
                    match cost {
                        Some(cost) => view! { <Amounts cost/> }.into_any(),
                        None if wrong.is_empty() => view! { <p class="muted">"Known once it has a name that fits."</p> }.into_any(),
                        None => {
                            let lines = wrong.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
                            view! {
                                <p class="muted">"Known once this is mended:"</p>
                                <ul class="bad-text plain-list">{lines}</ul>
                            }
                            .into_any()
                        }
                    }
                }}
            </SectionBody>
        </Section>
    }
    .into_any()
}

/// Idle and peak, per hour and month.
#[component]
pub fn Amounts(cost: DeploymentCost) -> impl IntoView {
    let currency = cost.currency;
    let shown = |amount: &str| money(&currency, amount);
    let asleep = cost.asleep_hour.as_deref().map(|hour| {
        view! { <dt>"Per hour, asleep"</dt><dd>{shown(hour)}</dd> }
    });
    let unpriced = (!cost.unpriced.is_empty()).then(|| {
        let names = cost.unpriced.join(", ");
        view! { <p class="sub">{format!("Without {names}, for which the rate card has no rate.")}</p> }
    });
    let own = cost.on_own_machines.then(
        || view! { <p class="sub">"Without its workers: they run on machines of your own cloud."</p> },
    );
    let example = cost
        .is_example
        .then(|| view! { <p class="sub">"At the example rate card."</p> });
    view! {
        <dl class="kv amounts">
            <dt>"Per hour, idle"</dt><dd>{shown(&cost.idle_hour)}</dd>
            <dt>"Per hour, at peak"</dt><dd>{shown(&cost.peak_hour)}</dd>
            {asleep}
            <dt>"Per month, idle"</dt><dd>{shown(&cost.idle_month)}</dd>
            <dt>"Per month, at peak"</dt><dd>{shown(&cost.peak_month)}</dd>
        </dl>
        {own}{unpriced}{example}
    }
    .into_any()
}
