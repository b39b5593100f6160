//! What a pasted `.env` holds: refused lines with the reason, and its variables with the choice which become secret.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::bar::counted;
use super::paste::{Choices, becomes_secret};
use crate::replica::{Pasted, PastedEffect, PastedVariable};
use crate::ui::{
    Button, ButtonKind, Checkbox, Column, Cut, Glyph, Icon, Table, TableState, WindowedRows,
};

const COLUMNS: [Column; 4] = [
    Column::new("line", "Line").class("num desk-cell"),
    Column::new("key", "Key"),
    Column::new("value", "Value").class("wide-cell"),
    Column::new("secret", "Secret").class("end-cell"),
];

/// Refused lines that are told one by one.
const MOST_REFUSED: usize = 50;
/// As much of a value as a row draws.
const LONGEST_SHOWN: usize = 120;

/// The lines that are refused, and those that a later one makes void.
#[component]
pub(super) fn Refused(pasted: Memo<Pasted>) -> impl IntoView {
    let told = move || {
        pasted.with(|pasted| {
            let refused = pasted.refused.iter();
            let lines = refused
                .take(MOST_REFUSED)
                .map(|(line, why)| {
                    view! {
                        <li class="problem bad">
                            <Icon glyph=Glyph::Cross/>
                            <span><b>{format!("Line {line}: ")}</b>{why.clone()}</span>
                        </li>
                    }
                })
                .collect_view();
            let more = pasted.refused.len().saturating_sub(MOST_REFUSED);
            let again = pasted.again.iter().take(MOST_REFUSED);
            let again = again
                .map(|(line, key, later)| {
                    let words = format!("{key} stands again on line {later}, which counts.");
                    view! {
                        <li class="problem warn">
                            <Icon glyph=Glyph::Warning/>
                            <span><b>{format!("Line {line}: ")}</b>{words}</span>
                        </li>
                    }
                })
                .collect_view();
            let is_empty = pasted.refused.is_empty() && pasted.again.is_empty();
            (!is_empty).then(|| {
                view! {
                    <ul class="problems" aria-label="Lines that are not taken over">
                        {lines}
                        {(more > 0).then(|| view! { <li class="sub">{format!("And {} more.", counted(more, "line"))}</li> })}
                        {again}
                    </ul>
                }
            })
        })
    };
    view! { {told} }.into_any()
}

/// The variables that can be taken over.
#[component]
pub(super) fn PastedRows(pasted: Memo<Pasted>, choices: Choices) -> impl IntoView {
    let count = move || pasted.with(|pasted| pasted.variables.len());
    let choose_all = move |wanted: Option<bool>| {
        choices.set(match wanted {
            None => BTreeMap::new(),
            Some(wanted) => pasted.with_untracked(|pasted| {
                let entries = pasted.variables.iter();
                entries.map(|entry| (entry.key.clone(), wanted)).collect()
            }),
        });
    };
    let row = move |index: usize| {
        let entry = Memo::new(move |_| pasted.with(|pasted| pasted.variables.get(index).cloned()));
        view! { <tr>{move || entry.get().map(|entry| cells(entry, choices))}</tr> }.into_any()
    };
    let state = move || {
        if count() == 0 {
            TableState::Empty
        } else {
            TableState::Ready
        }
    };
    view! {
        <div class="bar">
            <span class="sub">"Which become secret:"</span>
            <Button small=true kind=ButtonKind::Quiet on_click=move |_| choose_all(None)>"As suggested"</Button>
            <Button small=true kind=ButtonKind::Quiet on_click=move |_| choose_all(Some(true))>"All"</Button>
            <Button small=true kind=ButtonKind::Quiet on_click=move |_| choose_all(Some(false))>"None"</Button>
        </div>
        <Table
            label="Variables of the .env"
            columns=COLUMNS.to_vec()
            state=Signal::derive(state)
            row_count=Signal::derive(move || Some(count()))
            class="windowed pasted"
            empty=|| view! { <p class="section-text">"It holds no variable that can be taken over."</p> }
        >
            <WindowedRows count=Signal::derive(count) columns=COLUMNS.len() row/>
        </Table>
    }
    .into_any()
}

fn cells(entry: PastedVariable, choices: Choices) -> AnyView {
    let what = match entry.effect {
        PastedEffect::Adds => Some(("new", "chip small brass")),
        PastedEffect::Changes => Some(("changed", "chip small brass")),
        PastedEffect::Nothing => Some(("as it is", "chip small")),
    };
    let what = what.map(|(word, class)| view! { <span class=class>{word}</span> });
    let system = entry
        .is_system
        .then(|| view! { <span class="chip small warn">"System"</span> });
    let entry = StoredValue::new(entry);
    let is_secret = Signal::derive(move || {
        entry.with_value(|entry| choices.with(|choices| becomes_secret(entry, choices)))
    });
    let (key, line) = entry.with_value(|entry| (entry.key.clone(), entry.line));
    let closed = Signal::derive(move || {
        entry
            .with_value(|entry| entry.stays_secret)
            .then(|| "It is stored as a secret and stays one.".to_owned())
    });
    let why = entry.with_value(|entry| entry.suggestion).map(|why| {
        let tip = format!("It looks like a secret: {why}.");
        view! { <span class="chip small warn" data-tip=tip>"Suggested"</span> }
    });
    let value = move || {
        if is_secret.get() {
            return view! { <span class="sub">"Hidden"</span> }.into_any();
        }
        let text = entry.with_value(|entry| cut(&entry.value));
        view! { <span class="mono"><Cut text/></span> }.into_any()
    };
    let label = format!("{key} is secret");
    view! {
        <td class=COLUMNS[0].class>{line}</td>
        <td class=COLUMNS[1].class>
            <span class="with-copy"><span class="mono key"><Cut text=key.clone()/></span>{what}{system}</span>
        </td>
        <td class=COLUMNS[2].class>{value}</td>
        <td class=COLUMNS[3].class>
            <span class="with-copy">
                {why}
                <Checkbox
                    label
                    checked=is_secret
                    disabled_reason=closed
                    on_change=move |on| choices.update(|choices| { choices.insert(key.clone(), on); })
                />
            </span>
        </td>
    }
    .into_any()
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
