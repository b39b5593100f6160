//! What one rule found: why it matters, the findings, and the fix of all of them at once.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::findings::{FindingKey, FindingRule};

use super::advice::advice;
use super::row::{MOST_AT_ONCE, cells, stage_all};
use crate::components::{grouped, severity};
use crate::paths::Place;
use crate::replica::{FindingRow, Replica, has_fix};
use crate::ui::{Button, Column, Section, Status, Table, Toaster, WindowedRows};

/// Findings shown before somebody asks for all.
const FIRST: usize = 5;

/// The columns of a rule's findings.
pub(super) const COLUMNS: [Column; 3] = [
    Column::new("name", "What").class("wide-cell"),
    Column::new("evidence", "What was found").class("wide-cell"),
    Column::new("acts", "").class("acts-cell wide-cell"),
];

/// The block of one rule.
#[component]
pub(super) fn Group(
    rule: FindingRule,
    /// Everything that shows, of all rules.
    shown: Memo<Vec<Arc<FindingRow>>>,
    /// The finding that somebody is about to accept.
    accepting: RwSignal<Option<Arc<FindingRow>>>,
    /// What the plan leaves; `None` where nothing is planned.
    left: Memo<Option<BTreeSet<FindingKey>>>,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let rows = Memo::new(move |_| {
        let of_rule = |row: &&Arc<FindingRow>| row.key.rule == rule;
        shown.with(|rows| rows.iter().filter(of_rule).cloned().collect::<Vec<_>>())
    });
    let total = Memo::new(move |_| rows.with(Vec::len));
    let is_whole = RwSignal::new(false);
    let count = Memo::new(move |_| match total.get() {
        total if is_whole.get() || total <= FIRST + 1 => total,
        _ => FIRST,
    });
    let is_open = Memo::new(move |_| {
        rows.with(|rows| rows.first().is_some_and(|row| row.accepted.is_none()))
    });
    // Open as soon as one of them can be fixed.
    let gate = Memo::new(move |_| {
        let mut reason = None;
        let rows = rows.get();
        for row in rows.iter().take(MOST_AT_ONCE) {
            let is_planned =
                left.with(|left| left.as_ref().is_some_and(|left| !left.contains(&row.key)));
            let refused = if is_planned {
                Some("The plan makes them go away.".to_owned())
            } else {
                replica.fix_gate(&row.key).reason
            };
            match refused {
                None => return None,
                Some(text) => reason = reason.or(Some(text)),
            }
        }
        reason
    });
    let (kind, word) = severity(rule.severity());
    let actions = move || {
        let fixes_all = has_fix(rule) && is_open.get() && total.get() > 1;
        view! {
            <Status kind=kind word=word.to_owned()/>
            <span class="sub">{move || grouped(total.get())}</span>
            {fixes_all.then(|| view! {
                <Button small=true disabled_reason=gate on_click=move |_| stage_all(replica, toaster, rule, &rows.get_untracked())>
                    {move || match total.get() {
                        all if all > MOST_AT_ONCE => format!("Fix the first {MOST_AT_ONCE}"),
                        all => format!("Fix all {}", grouped(all)),
                    }}
                    <span class="vh">" "{rule.label()}</span>
                </Button>
            })}
        }
    };
    let line = move |index: usize| {
        let row = Memo::new(move |_| rows.with(|rows| rows.get(index).cloned()));
        view! { <tr>{move || row.get().map(|row| cells(&row, place, accepting, left))}</tr> }
            .into_any()
    };
    view! {
        <Section title=rule.label() lead=advice(rule).to_owned() actions=actions>
            <Table
                label=rule.label()
                class="windowed findings"
                columns=COLUMNS.to_vec()
                row_count=Signal::derive(move || Some(total.get()))
            >
                <WindowedRows count=count columns=COLUMNS.len() row=line/>
            </Table>
            <Show when=move || count.get() < total.get()>
                <div class="foot">
                    <Button small=true on_click=move |_| is_whole.set(true)>
                        {move || format!("Show all {}", grouped(total.get()))}
                        <span class="vh">" "{rule.label()}</span>
                    </Button>
                </div>
            </Show>
        </Section>
    }
    .into_any()
}
