//! One finding: the thing, what was found, and what can be done about it.

use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::Command;
use planisphere_domain::findings::{FindingKey, FindingRule};

use super::group::COLUMNS;
use crate::components::{address_of, grouped, millis, tell};
use crate::paths::Place;
use crate::replica::{FindingRow, FixView, NewSecret, Replica, Slot, has_fix, now};
use crate::ui::{Button, ButtonKind, Cut, Time, Toast, Toaster};

/// So many findings are mended in one go: a plan of more is nothing that somebody reads.
const MOST_AT_ONCE: usize = 200;

/// The cells of a finding's row.
pub(super) fn cells(
    row: &Arc<FindingRow>,
    place: Place,
    accepting: RwSignal<Option<Arc<FindingRow>>>,
) -> AnyView {
    let name = match address_of(&place.paths(), &row.thing) {
        Some(href) => {
            view! { <a class="row-link" href=href><Cut text=row.name.clone()/></a> }.into_any()
        }
        None => view! { <Cut text=row.name.clone()/> }.into_any(),
    };
    let (found, acts) = match &row.accepted {
        None => (
            view! { <Cut text=row.evidence.clone()/> }.into_any(),
            view! { <FixButton row=row.clone()/><AcceptButton row=row.clone() accepting/> }.into_any(),
        ),
        Some(accepted) => (
            view! {
                <span class="two-lines">
                    <Cut text=accepted.reason.clone()/>
                    <span class="sub">
                        "By "<Cut text=accepted.by.clone()/>" "<Time at=millis(accepted.at)/>", until "
                        <Time at=millis(accepted.until)/>
                    </span>
                </span>
            }
            .into_any(),
            view! { <WithdrawButton key=row.key.clone() name=row.name.clone()/> }.into_any(),
        ),
    };
    view! {
        <td class=COLUMNS[0].class>{name}</td>
        <td class=COLUMNS[1].class>{found}</td>
        <td class=COLUMNS[2].class><span class="finding-acts">{acts}</span></td>
    }
    .into_any()
}

/// The place in the plan that belongs to a finding.
fn slot_of(key: &FindingKey) -> Slot {
    Slot::new("finding", format!("{} {}", key.rule.api(), key.subject))
}

/// Puts a fix into the plan. The values to be sealed go along.
fn stage(replica: Replica, slot: Slot, title: String, fix: FixView) {
    let seals = fix.seals.into_iter();
    let secrets = seals.map(|(id, text)| NewSecret::new(id, text)).collect();
    replica.stage(slot, title, fix.commands, secrets);
}

/// Puts the fixes of these findings into the plan, as many as one plan takes, and says how many.
pub(super) fn stage_all(
    replica: Replica,
    toaster: Toaster,
    rule: FindingRule,
    rows: &[Arc<FindingRow>],
) {
    let keys: Vec<FindingKey> = rows
        .iter()
        .take(MOST_AT_ONCE)
        .map(|row| row.key.clone())
        .collect();
    // One fix for all: what was put in one by one before is part of it.
    for key in &keys {
        replica.stage(slot_of(key), String::new(), Vec::new(), Vec::new());
    }
    let fix = replica.fix_all(&keys);
    let (fixed, refused) = (fix.fixed, fix.refused);
    if fixed == 0 {
        toaster.show(Toast::failed(
            "None of these can be fixed by you. Each says why.".to_owned(),
        ));
        return;
    }
    let title = format!("Fix {}: {}", grouped(fixed), rule.label());
    stage(replica, Slot::new("findings", rule.api()), title, fix);
    let left = rows.len() - keys.len();
    let mut text = format!("{} put into the plan", counted(fixed));
    if refused > 0 {
        text.push_str(&format!(", {} not yours to fix", grouped(refused)));
    }
    if left > 0 {
        text.push_str(&format!(", {} left for the next plan", grouped(left)));
    }
    toaster.show(Toast::new(text));
}

fn counted(fixes: usize) -> String {
    match fixes {
        1 => "1 fix".to_owned(),
        count => format!("{} fixes", grouped(count)),
    }
}

/// Puts the fix into the plan, or takes it out again.
#[component]
fn FixButton(row: Arc<FindingRow>) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    if !has_fix(row.key.rule) {
        return ().into_any();
    }
    let (rule, key) = (row.key.rule, row.key.clone());
    let (slot, name) = (slot_of(&key), row.name.clone());
    let own = slot.clone();
    let is_staged = Memo::new(move |_| {
        let all = replica.staged(&Slot::new("findings", rule.api()));
        !replica.staged(&own).is_empty() || all.iter().any(|it| touches(it, &row.key))
    });
    let of_gate = key.clone();
    let gate = Memo::new(move |_| {
        if is_staged.get() {
            return Some("Its fix is in the plan.".to_owned());
        }
        replica.fix_gate(&of_gate).reason
    });
    let put = move |_| {
        if let Some(fix) = replica.fix(&key) {
            let title = format!("Fix: {}, {name}", rule.label());
            stage(replica, slot.clone(), title, fix);
            toaster.show(Toast::new("1 fix put into the plan"));
        }
    };
    let hidden = format!(": {}", row_words(rule));
    view! {
        <Button small=true disabled_reason=gate on_click=put>
            {move || if is_staged.get() { "In the plan" } else { "Fix" }}
            <span class="vh">{hidden.clone()}</span>
        </Button>
    }
    .into_any()
}

#[component]
fn AcceptButton(
    row: Arc<FindingRow>,
    accepting: RwSignal<Option<Arc<FindingRow>>>,
) -> impl IntoView {
    let replica = Replica::get();
    let key = row.key.clone();
    // Asked with a reason and a day that nobody objects to: what is left is whether the person may.
    let gate = Memo::new(move |_| {
        let command = Command::AcceptFinding {
            key: key.clone(),
            reason: "any".to_owned(),
            until: planisphere_domain::Timestamp::from_seconds(now().seconds() + 60),
        };
        replica.gate(command).reason
    });
    let name = row.name.clone();
    view! {
        <Button small=true kind=ButtonKind::Quiet disabled_reason=gate on_click=move |_| accepting.set(Some(row.clone()))>
            "Accept"<span class="vh">": "<bdi>{name}</bdi></span>
        </Button>
    }
    .into_any()
}

#[component]
fn WithdrawButton(key: FindingKey, name: String) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let command = Command::WithdrawAcceptance { key };
    let asked = command.clone();
    let gate = Memo::new(move |_| replica.gate(asked.clone()).reason);
    let withdraw = move |_| {
        let command = command.clone();
        leptos::task::spawn_local(async move {
            match replica.dispatch(command).await {
                Ok(receipt) => tell(toaster, replica, "It counts again", receipt),
                Err(failure) => toaster.show(Toast::failed(failure.sentence())),
            }
        });
    };
    view! {
        <Button small=true disabled_reason=gate on_click=withdraw>
            "Withdraw"<span class="vh">": "<bdi>{name}</bdi></span>
        </Button>
    }
    .into_any()
}
