//! The Organization's plan: the tier table, and what another tier would open or close of what is here.

use leptos::prelude::*;
use planisphere_domain::Command;
use planisphere_domain::organization::{
    Capability, Closed, Organization, OrganizationField, Plan, Tier, TierOutlook,
};

use super::{OrganizationFrame, SettingsTab};
use crate::components::{Draft, WithPlan, grouped, millis};
use crate::replica::{Replica, Slot, TierView};
use crate::ui::{
    Banner, Choice, EmptyState, Field, Glyph, Icon, Section, SectionBody, Segmented, Time, Tone,
};

/// Names of what a tier closes that are listed one by one.
const MOST_NAMES: usize = 6;
const TIERS: [Tier; 4] = [
    Tier::Developer,
    Tier::Team,
    Tier::Business,
    Tier::Enterprise,
];

/// The page.
#[component]
pub fn TierPage() -> impl IntoView {
    let content = |stored| view! { <Tiers stored/> }.into_any();
    view! { <OrganizationFrame title="Plan of the Organization" current=SettingsTab::Tier content/> }
}

#[component]
fn Tiers(stored: Memo<Organization>) -> impl IntoView {
    let replica = Replica::get();
    let view = Memo::new(move |_| replica.tiers());
    let draft: Draft<Organization, OrganizationField> = Draft::new(
        Slot::new("organization-plan", "organization"),
        "Plan of the Organization".to_owned(),
        stored,
        |edits| Command::UpdateOrganization { edits },
    );
    let plan = draft.read(|it| it.plan);
    let reason = Memo::new(move |_| {
        let now = OrganizationField::Plan(stored.with(|it| it.plan));
        let edits = vec![planisphere_domain::Edit::new(now.clone(), now)];
        replica.gate(Command::UpdateOrganization { edits }).reason
    });
    let choices = move || {
        Plan::CHOICES
            .iter()
            .map(|plan| Choice::new(plan.tier().label(), plan.tier().label()))
            .collect::<Vec<_>>()
    };
    // A plan that nobody chooses from a list, such as a trial, comes back with its tier.
    let choose = move |tier: String| {
        let kept = stored.with_untracked(|it| it.plan);
        let chosen = Plan::CHOICES
            .iter()
            .find(|plan| plan.tier().label() == tier);
        let chosen = if kept.tier().label() == tier {
            Some(&kept)
        } else {
            chosen
        };
        if let Some(plan) = chosen {
            draft.set(OrganizationField::Plan(*plan));
        }
    };
    let facts = move || {
        view.with(|view| {
            let view = view.as_ref()?;
            let end = view.trial_expires_at?;
            Some(view! { <span class="sub">"The trial ends "<Time at=millis(end)/></span> })
        })
    };
    let outlook = Memo::new(move |_| {
        let tier = plan.get().tier();
        view.with(|view| {
            let all = view.as_ref().map(|view| view.outlook.as_slice());
            let all = all.unwrap_or_default();
            all.iter()
                .find(|it| it.tier == tier && !it.is_current)
                .cloned()
        })
    });
    let beside = draft.error_beside(&["plan"]);
    view! {
        <WithPlan>
            <Section title="Plan" lead="Decides which capabilities are open. Nothing is billed here.".to_owned()>
                <Field
                    label="Tier"
                    hint="Only an Organization Owner changes it"
                    row=true
                    changed=draft.changed("plan")
                    was=draft.was("plan")
                    error=draft.error_of("plan")
                >
                    <Segmented
                        options=Signal::derive(choices)
                        value=Signal::derive(move || plan.get().tier().label().to_owned())
                        on_change=choose
                        disabled_reason=reason
                    />
                    {facts}
                </Field>
                {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            </Section>
            {move || outlook.get().map(|outlook| view! { <Outlook outlook owns=reason.get().is_none()/> })}
            <TierTable view plan/>
        </WithPlan>
    }
    .into_any()
}

/// What the tier that is chosen opens and closes.
#[component]
fn Outlook(outlook: TierOutlook, owns: bool) -> impl IntoView {
    let TierOutlook {
        tier,
        opens,
        closes,
        ..
    } = outlook;
    let is_nothing = opens.is_empty() && closes.is_empty();
    let opens = opens
        .into_iter()
        .map(
            |it| view! { <li><Icon glyph=Glyph::Plus/><span class="grow">{it.label()}</span></li> },
        )
        .collect_view();
    let closes = closes.into_iter().map(|it| closed(it, owns)).collect_view();
    view! {
        <Section
            title=format!("With {}", tier.label())
            lead="What is in use when a plan changes stays. It can be taken away, but not changed.".to_owned()
        >
            {if is_nothing {
                view! { <SectionBody><p>"The same is open as now."</p></SectionBody> }.into_any()
            } else {
                view! { <ul class="list outlook">{opens}{closes}</ul> }.into_any()
            }}
        </Section>
    }
    .into_any()
}

fn closed(closed: Closed, owns: bool) -> AnyView {
    let Closed { capability, in_use } = closed;
    let more = in_use.len().saturating_sub(MOST_NAMES);
    let mut names = in_use
        .iter()
        .take(MOST_NAMES)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    if more > 0 {
        names.push_str(&format!(" and {} more", grouped(more)));
    }
    let used = match (owns, in_use.len()) {
        (false, _) => None,
        (true, 0) => Some("Nothing of it is in use.".to_owned()),
        (true, _) => Some(format!("In use: {names}")),
    };
    let is_used = !in_use.is_empty();
    view! {
        <li class:in-use=is_used>
            <Icon glyph=if is_used { Glyph::Warning } else { Glyph::Minus }/>
            <span class="grow">
                {capability.label()}": closed"
                {used.map(|used| view! { <br/><span class="sub"><bdi>{used}</bdi></span> })}
            </span>
        </li>
    }
    .into_any()
}

/// Which tier has what.
#[component]
fn TierTable(
    view: Memo<Option<TierView>>,
    /// The plan of the draft.
    plan: Memo<Plan>,
) -> impl IntoView {
    let head = move || {
        TIERS
            .iter()
            .map(|tier| {
                let is_chosen = plan.get().tier() == *tier;
                view! {
                    <th scope="col" class="center" class:chosen=is_chosen>
                        {tier.label()}
                        {is_chosen.then(|| view! { <span class="vh">", chosen"</span> })}
                    </th>
                }
            })
            .collect_view()
    };
    let rows = move || {
        view.with(|view| {
            let rows = view.as_ref().map(|view| view.capabilities.clone());
            let rows = rows.unwrap_or_default().into_iter();
            rows.map(|row| line(row.capability, row.in_use, plan.get().tier()))
                .collect_view()
        })
    };
    view! {
        <Section title="What each tier has">
            <Show
                when=move || view.with(Option::is_some)
                fallback=|| view! { <EmptyState title="The Organization is gone"/> }
            >
                <div class="table-scroll" tabindex="0" role="group" aria-label="What each tier has">
                <table class="table plain tiers">
                    <caption class="vh">"What each tier has"</caption>
                    <thead><tr><th scope="col">"Capability"</th>{head}<th scope="col" class="num">"In use"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                </div>
            </Show>
        </Section>
    }
    .into_any()
}

fn line(capability: Capability, in_use: Option<usize>, chosen: Tier) -> AnyView {
    let cells = TIERS
        .iter()
        .map(|tier| {
            let has = *tier >= capability.least_tier();
            let (glyph, word) = if has {
                (Glyph::Check, "Yes")
            } else {
                (Glyph::Minus, "No")
            };
            view! {
                <td class="center" class:chosen=*tier == chosen class:has=has>
                    <Icon glyph/><span class="vh">{word}</span>
                </td>
            }
        })
        .collect_view();
    let in_use = in_use.map_or_else(|| "–".to_owned(), grouped);
    view! {
        <tr>
            <th scope="row">{capability.label()}</th>
            {cells}
            <td class="num">{in_use}</td>
        </tr>
    }
    .into_any()
}
