//! One finding: the thing, what was found, and what can be done about it.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::Command;
use planisphere_domain::findings::{FindingKey, FindingRule};

use super::group::COLUMNS;
use crate::components::{address_of, grouped, millis, tell};
use crate::paths::Place;
use crate::replica::{Failure, FindingRow, FixView, NewSecret, Replica, has_fix, now};
use crate::ui::{Button, ButtonKind, Cut, Time, Toast, Toaster};

/// So many findings are mended in one go: a plan of more is nothing that somebody reads.
pub(super) const MOST_AT_ONCE: usize = 200;

/// The cells of a finding's row.
pub(super) fn cells(
    row: &Arc<FindingRow>,
    place: Place,
    accepting: RwSignal<Option<Arc<FindingRow>>>,
    left: Memo<Option<BTreeSet<FindingKey>>>,
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
            view! { <FixButton row=row.clone() left/><AcceptButton row=row.clone() accepting/> }.into_any(),
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

/// The texts of a fix, to be sealed with it.
fn secrets(fix: &FixView) -> Vec<NewSecret> {
    let seals = fix.seals.iter();
    seals
        .map(|(id, text)| NewSecret::new(*id, text.clone()))
        .collect()
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
    let fix = replica.fix_all(&keys);
    if fix.fixed == 0 {
        toaster.show(Toast::failed(
            "None of these is yours to fix. Each says why.".to_owned(),
        ));
        return;
    }
    let title = format!("Fix {}: {}", grouped(fix.fixed), rule.label());
    let secrets = secrets(&fix);
    let mut text = match fix.fixed {
        1 => "1 fix put into the plan".to_owned(),
        count => format!("{} fixes put into the plan", grouped(count)),
    };
    if fix.refused > 0 {
        text.push_str(&format!(", {} not yours to fix", grouped(fix.refused)));
    }
    let left = rows.len() - keys.len();
    if left > 0 {
        text.push_str(&format!(", {} left for the next plan", grouped(left)));
    }
    let staged = replica.stage_more(title, fix.commands, secrets);
    toaster.show(told(staged, text));
}

/// What is told of something that was staged, or why it was not.
fn told(staged: Result<(), Failure>, text: impl Into<String>) -> Toast {
    match staged {
        Ok(()) => Toast::new(text),
        Err(failure) => Toast::failed(failure.sentence()),
    }
}

/// Puts the fix into the plan.
#[component]
fn FixButton(row: Arc<FindingRow>, left: Memo<Option<BTreeSet<FindingKey>>>) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    if !has_fix(row.key.rule) {
        return ().into_any();
    }
    let (rule, key) = (row.key.rule, row.key.clone());
    let planned = key.clone();
    let is_planned = Memo::new(move |_| {
        left.with(|left| left.as_ref().is_some_and(|it| !it.contains(&planned)))
    });
    let asked = key.clone();
    let gate = Memo::new(move |_| {
        if is_planned.get() {
            return Some("The plan makes it go away.".to_owned());
        }
        replica.fix_gate(&asked).reason
    });
    let name = row.name.clone();
    let put = move |_| {
        if let Some(fix) = replica.fix(&key) {
            let title = format!("Fix: {}, {name}", rule.label());
            let secrets = secrets(&fix);
            let staged = replica.stage_more(title, fix.commands, secrets);
            toaster.show(told(staged, "1 fix put into the plan"));
        }
    };
    let about = row.name.clone();
    view! {
        <Button small=true disabled_reason=gate on_click=put>
            {move || if is_planned.get() { "In the plan" } else { "Fix" }}
            <span class="vh">" "<bdi>{about}</bdi></span>
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
            "Accept"<span class="vh">" "<bdi>{name}</bdi></span>
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
            "Withdraw"<span class="vh">" "<bdi>{name}</bdi></span>
        </Button>
    }
    .into_any()
}
