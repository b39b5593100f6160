//! What the Organization is reckoned at by its rate card: by Workspace and cluster, by the hour and the month, and the
//! card itself. From what is configured alone; nothing meters use here.

mod export;
mod table;

use leptos::prelude::*;
use planisphere_domain::policy::{Permission, ResourceRef};

use self::export::ExportButton;
use self::table::CostTable;
use crate::components::{PageTitle, WithPlan, money};
use crate::forms::RateCardForm;
use crate::replica::Replica;
use crate::ui::{Banner, Card, EmptyState, Figure, Figures, Glyph, PageHead, Tone};

/// The page.
#[component]
pub fn UsagePage() -> impl IntoView {
    let replica = Replica::get();
    let is_open = Memo::new(move |_| replica.rate_card().is_some());
    let reason = Memo::new(move |_| {
        let gate = replica.may(Permission::OrganizationUsageGet, ResourceRef::Organization);
        gate.reason.unwrap_or_default()
    });
    view! {
        <PageTitle text="Usage"/>
        <Show
            when=move || is_open.get()
            fallback=move || view! {
                <PageHead title="Usage"/>
                <Card>
                    <EmptyState glyph=Glyph::Lock title="Usage is not open to you" text=Signal::derive(move || Some(reason.get()))/>
                </Card>
            }
        >
            <Reckoned/>
        </Show>
    }
    .into_any()
}

#[component]
fn Reckoned() -> impl IntoView {
    let replica = Replica::get();
    let usage = Memo::new(move |_| replica.usage());
    let lead = move || {
        usage.with(|usage| {
            let usage = usage.as_ref()?;
            let card = usage.card();
            Some(format!(
                "What is configured, in {}, by {card}. Nothing is metered.",
                usage.currency
            ))
        })
    };
    let total =
        move |read: fn(&planisphere_domain::cost::Cost) -> planisphere_domain::cost::Money| {
            Signal::derive(move || {
                usage.with(|usage| {
                    let usage = usage.as_ref();
                    usage
                        .map(|it| figure(&it.currency, read(&it.total)))
                        .unwrap_or_default()
                })
            })
        };
    let unpriced = Memo::new(move |_| {
        usage.with(|usage| {
            let unpriced = usage.as_ref().map(|usage| usage.unpriced.join(", "));
            unpriced.filter(|text| !text.is_empty())
        })
    });
    let is_example =
        Memo::new(move |_| usage.with(|usage| usage.as_ref().is_some_and(|it| it.is_example)));
    view! {
        <PageHead title="Usage" lead=lead actions=move || view! { <ExportButton usage/> }/>
        <Figures>
            <Figure label="An hour, idle" value=total(|cost| cost.idle_hour)/>
            <Figure label="An hour, at the peak" value=total(|cost| cost.peak_hour)/>
            <Figure label="A month, idle" value=total(|cost| cost.idle_month)/>
            <Figure label="A month, at the peak" value=total(|cost| cost.peak_month)/>
        </Figures>
        <WithPlan>
            <div class="usage-notes">
                <Show when=move || is_example.get()>
                    <Banner tone=Tone::Warn title="These rates are an example".to_owned()>
                        "They are round numbers and nobody's prices. Write your own below."
                    </Banner>
                </Show>
                {move || unpriced.get().map(|text| view! {
                    <Banner tone=Tone::Warn title="The card has no rate for everything".to_owned()>
                        {format!("The sums lack {text}. Add the rates below.")}
                    </Banner>
                })}
            </div>
            <CostTable title="Workspaces" noun="Workspace" rows=Signal::derive(move || usage.with(|usage| usage.as_ref().map(|it| it.workspaces.clone()).unwrap_or_default()))/>
            <CostTable title="Clusters" noun="cluster" rows=Signal::derive(move || usage.with(|usage| usage.as_ref().map(|it| it.clusters.clone()).unwrap_or_default()))/>
            <RateCardForm/>
        </WithPlan>
    }
    .into_any()
}

/// An amount as a figure, from a million on without its cents; the export is exact.
fn figure(currency: &str, total: planisphere_domain::cost::Money) -> String {
    let text = total.in_cents();
    let units = text.split('.').next().unwrap_or_default();
    money(currency, if units.len() > 6 { units } else { &text })
}
