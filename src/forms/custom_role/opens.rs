//! What a draft of a custom role opens, in sentences, beside the form: area by area, what is implied (rules 7
//! and 30), and, for a role that is held, who gains and loses by the change.

use std::collections::BTreeSet;

use leptos::prelude::*;
use planisphere_domain::custom_role::CustomRoleScope;
use planisphere_domain::policy::Permission;

use super::draft::Draft;
use crate::replica::{CustomRoleView, PermissionLine, implied_by, lines_of};
use crate::ui::{Chip, Tone};

/// The panel.
#[component]
pub(super) fn Opens(
    scope: RwSignal<CustomRoleScope>,
    draft: RwSignal<Draft>,
    /// The role as it is stored; `None` for a new one.
    stored: Signal<Option<CustomRoleView>>,
) -> impl IntoView {
    let chosen = Memo::new(move |_| draft.with(|draft| draft.permissions.clone()));
    let implied = Memo::new(move |_| chosen.with(implied_by));
    let before = Memo::new(move |_| {
        stored
            .get()
            .map(|role| (role.permissions, role.row.holders, role.people))
    });
    let count = move || chosen.with(BTreeSet::len);
    let sum = move || {
        let count = count();
        let noun = if count == 1 {
            "permission"
        } else {
            "permissions"
        };
        format!("{count} {noun}")
    };
    let listed = move || {
        let lines = chosen.with(lines_of);
        if lines.is_empty() {
            let thing = scope.get().level().label();
            return view! { <p class="sub">{format!("Nothing yet. Choose what the role allows on a {thing}.")}</p> }
                .into_any();
        }
        by_area(&lines)
    };
    let further = move || {
        let implied = implied.get();
        (!implied.is_empty()).then(|| {
            view! {
                <div class="blk">
                    <h3>{format!("Comes along ({})", implied.len())}</h3>
                    {by_area(&lines_of(&implied))}
                </div>
            }
        })
    };
    view! {
        <aside class="card plan opens" aria-label="What this opens">
            <header><h2>"What this opens"</h2><Chip small=true label=Signal::derive(sum)/></header>
            {move || before.get().map(|(before, holders, people)| {
                chosen.with(|after| difference(&before, after, holders, people))
            })}
            <div class="blk">{listed}</div>
            {further}
        </aside>
    }
    .into_any()
}

fn by_area(lines: &[PermissionLine]) -> AnyView {
    let areas = lines
        .chunk_by(|a, b| a.area == b.area)
        .map(|lines| {
            let title = lines.first().map_or("", |line| line.area);
            let sentences = lines
                .iter()
                .map(|line| view! { <li>{line.permission.about()}</li> })
                .collect_view();
            view! {
                <details open=lines.len() <= 6>
                    <summary>{title}" "<span class="sub">{lines.len()}</span></summary>
                    <ul>{sentences}</ul>
                </details>
            }
        })
        .collect_view();
    view! { {areas} }.into_any()
}

/// Who gains and loses what. What somebody has by another role stays theirs (rule 2).
fn difference(
    before: &BTreeSet<Permission>,
    after: &BTreeSet<Permission>,
    holders: usize,
    people: usize,
) -> AnyView {
    let gained: BTreeSet<Permission> = after - before;
    let lost: BTreeSet<Permission> = before - after;
    if gained.is_empty() && lost.is_empty() {
        return ().into_any();
    }
    let who = match (holders, people) {
        (0, _) => "Nobody holds this role, so nobody's access changes.".to_owned(),
        (1, people) => format!("1 holder, {} in all.", counted(people)),
        (holders, people) => format!("{holders} holders, {} in all.", counted(people)),
    };
    let list = |title: &str, tone: Tone, permissions: &BTreeSet<Permission>| {
        (!permissions.is_empty()).then(|| {
            let chips = permissions
                .iter()
                .map(|permission| view! { <li><Chip small=true tone label=permission.name()/></li> })
                .collect_view();
            view! { <h4>{format!("{title} {}", permissions.len())}</h4><ul class="chips">{chips}</ul> }
        })
    };
    let keeps = (holders > 0 && !lost.is_empty())
        .then(|| view! { <p class="sub">"What another role gives them, they keep."</p> });
    view! {
        <div class="blk" role="status">
            <h3>"Who can do more, or less"</h3>
            <p>{who}</p>
            {list("Gain", Tone::Ok, &gained)}
            {list("Lose", Tone::Bad, &lost)}
            {keeps}
        </div>
    }
    .into_any()
}

fn counted(people: usize) -> String {
    match people {
        1 => "1 person".to_owned(),
        more => format!("{more} people"),
    }
}
