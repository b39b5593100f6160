//! What the Workspaces are reckoned at by the rate card, as bars: idle filled, up to the peak hatched. Configured, not
//! used: nobody meters anything here.

use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::cost::Cost;

use crate::components::{address_of, grouped, rounded};
use crate::paths::Place;
use crate::replica::{CostRow, UsageView};
use crate::ui::{EmptyState, Glyph, Isolated, Section};

/// Bars; what is less is one more.
const SHOWN: usize = 6;

/// One bar.
struct Bar {
    name: String,
    href: Option<String>,
    cost: Cost,
}

/// The picture.
#[component]
pub(super) fn CostByWorkspace(
    /// What everything is reckoned at; `None` for those who may not see it.
    usage: Memo<Option<UsageView>>,
) -> impl IntoView {
    let place = Place::current();
    let bars = move || {
        let paths = place.paths();
        let href = |row: &CostRow| row.thing.and_then(|thing| address_of(&paths, &thing));
        let all = usage.with(|usage| usage.as_ref().map(|usage| bars_of(usage, href)));
        let all = all.unwrap_or_default();
        let most = all.iter().map(|bar| bar.cost.peak_month).max();
        let most = most.unwrap_or_default().millionths().max(1);
        all.into_iter().map(|bar| line(bar, most)).collect_view()
    };
    let others = move || usage.with(|usage| usage.as_ref().and_then(others_in_words));
    let lead = move || {
        usage.with(|usage| {
            let usage = usage.as_ref()?;
            let card = usage.card();
            Some(format!(
                "What is configured, a month in {}, by {card}. Nothing is metered.",
                usage.currency
            ))
        })
    };
    let is_empty =
        move || usage.with(|usage| usage.as_ref().is_none_or(|it| it.total == Cost::default()));
    view! {
        <Section
            title="Configured cost by Workspace"
            lead=Signal::derive(lead)
            actions=move || view! { <a class="link" href=place.paths().usage()>"Usage"</a> }
        >
            <Show
                when=move || !is_empty()
                fallback=move || {
                    let text = if usage.with(Option::is_some) {
                        "It shows once there is a Deployment or a dedicated cluster."
                    } else {
                        "Cost is open to billing admins and Organization Owners."
                    };
                    view! { <EmptyState glyph=Glyph::Card title="No cost to show" text=text.to_owned()/> }
                }
            >
                <ul class="bars cost">{bars}</ul>
                {move || others().map(|words| view! { <p class="legend bars-legend"><span>{words}</span></p> })}
                <p class="legend bars-legend">
                    <span><i class="idle"></i>"Idle, as few workers as the limits allow"</span>
                    <span><i class="peak"></i>"Up to the peak"</span>
                </p>
            </Show>
        </Section>
    }
    .into_any()
}

/// The dearest Workspaces and the clusters as one.
fn bars_of(usage: &UsageView, href: impl Fn(&CostRow) -> Option<String>) -> Vec<Bar> {
    let bar = |row: &Arc<CostRow>| Bar {
        name: row.name.clone(),
        href: href(row),
        cost: row.cost.clone(),
    };
    let mut bars: Vec<Bar> = usage.workspaces.iter().take(SHOWN).map(bar).collect();
    if !usage.clusters.is_empty() {
        bars.push(Bar {
            name: "Clusters".to_owned(),
            href: None,
            cost: together(&usage.clusters),
        });
    }
    bars
}

/// What the Workspaces without a bar come to: as a bar it would leave the others no room.
fn others_in_words(usage: &UsageView) -> Option<String> {
    let rest = usage.workspaces.get(SHOWN..)?;
    (!rest.is_empty()).then(|| {
        let noun = if rest.len() == 1 {
            "Workspace"
        } else {
            "Workspaces"
        };
        let amount = amount_of(&together(rest));
        format!("{} more {noun}: {amount}", grouped(rest.len()))
    })
}

fn together(rows: &[Arc<CostRow>]) -> Cost {
    let costs = rows.iter().map(|row| row.cost.clone());
    costs.fold(Cost::default(), |all, cost| all + cost)
}

/// From idle to peak in a month, or the one amount.
fn amount_of(cost: &Cost) -> String {
    let (idle, peak) = (cost.idle_month, cost.peak_month);
    if idle == peak {
        rounded(idle)
    } else {
        format!("{} – {}", rounded(idle), rounded(peak))
    }
}

fn line(bar: Bar, most: i64) -> AnyView {
    let share = |amount: i64| format!("{:.2}%", 100.0 * amount as f64 / most as f64);
    let (idle, peak) = (bar.cost.idle_month, bar.cost.peak_month);
    let amount = amount_of(&bar.cost);
    let name = match bar.href {
        Some(href) => view! { <a class="name" href=href><Isolated text=bar.name/></a> }.into_any(),
        None => view! { <span class="muted">{bar.name}</span> }.into_any(),
    };
    view! {
        <li>
            {name}
            <span class="track" aria-hidden="true">
                <span class="peak" style:inline-size=share(peak.millionths())></span>
                <span class="idle" style:inline-size=share(idle.millionths())></span>
            </span>
            <span class="amount">{amount}</span>
        </li>
    }
    .into_any()
}
