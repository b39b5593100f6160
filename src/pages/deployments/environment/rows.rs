//! The table of variables: what each is, what is staged for it, and what can be done with it.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::Tab;
use super::edit::Editing;
use super::meaning;
use crate::components::{millis, tell_failure};
use crate::paths::Place;
use crate::replica::{Replica, SortKey, StagedVariable, VariableLine, VariableWish, sorted_by};
use crate::table::AddressQuery;
use crate::ui::{
    Button, Card, Column, CopyButton, Cut, EmptyState, Glyph, Icon, IconButton, LinkButton,
    SelectAll, SelectCell, Selected, Table, TableState, Time, WindowedRows,
};

const COLUMNS: [Column; 4] = [
    Column::new("key", "Key").sortable(),
    Column::new("value", "Value").class("wide-cell"),
    Column::new("updated", "Updated")
        .class("desk-cell")
        .sortable(),
    Column::new("acts", "").class("acts-cell end-cell"),
];
const KEYS: &[&str] = &["key", "updated"];

/// As much of a value as a row draws; the whole is in the form.
const LONGEST_SHOWN: usize = 200;

/// The table.
#[component]
pub(super) fn Rows(tab: Tab) -> impl IntoView {
    let place = Place::current();
    let query = AddressQuery::new();
    let shown = Memo::new(move |_| {
        let query = query.get();
        let words = query.words();
        let shown: Vec<Arc<VariableLine>> = tab.lines.with(|lines| {
            let keeps =
                |line: &&Arc<VariableLine>| words.iter().all(|word| line.search.contains(word));
            lines.iter().filter(keeps).cloned().collect()
        });
        match query.order {
            None => shown,
            Some(order) if order.column == "updated" => {
                // What is not stored yet is the newest.
                sorted_by(shown, order.descending, |line| {
                    SortKey::Number(line.updated_at.map_or(i64::MAX, |at| at.seconds()))
                })
            }
            Some(order) => sorted_by(shown, order.descending, |line| SortKey::text(&line.key)),
        }
    });
    let count = move || shown.with(Vec::len);
    let state = move || match (tab.lines.with(Vec::len), count()) {
        (0, _) => TableState::Empty,
        (_, 0) => TableState::NoMatch,
        _ => TableState::Ready,
    };
    let selected = Signal::derive(move || {
        let of_shown = shown.with(|shown| {
            tab.chosen.with(|chosen| {
                shown
                    .iter()
                    .filter(|line| chosen.contains(&line.key))
                    .count()
            })
        });
        match of_shown {
            0 => Selected::None,
            some if some == count() => Selected::All,
            _ => Selected::Some,
        }
    });
    let toggle_all = Callback::new(move |on: bool| {
        let keys: BTreeSet<String> =
            shown.with_untracked(|shown| shown.iter().map(|line| line.key.clone()).collect());
        tab.chosen.update(|chosen| {
            if on {
                chosen.extend(keys);
            } else {
                chosen.retain(|key| !keys.contains(key));
            }
        });
    });
    let import = Signal::derive(move || place.paths().import());
    let row = move |index: usize| {
        let line = Memo::new(move |_| shown.with(|shown| shown.get(index).cloned()));
        let is_chosen = Memo::new(move |_| {
            line.with(|line| {
                line.as_ref()
                    .is_some_and(|line| tab.chosen.with(|chosen| chosen.contains(&line.key)))
            })
        });
        let is_changed = Memo::new(move |_| {
            line.with(|line| line.as_ref().is_some_and(|it| it.staged.is_some()))
        });
        let is_gone =
            Memo::new(move |_| line.with(|line| line.as_ref().is_some_and(|it| it.is_deleted())));
        view! {
            <tr
                class:selected=move || is_chosen.get()
                class:changed=move || is_changed.get()
                class:gone=move || is_gone.get()
            >
                {move || line.get().map(|line| cells(tab, &line, is_chosen.into()))}
            </tr>
        }
        .into_any()
    };
    view! {
        <Card>
            <Table
                label="Environment variables"
                columns=COLUMNS.to_vec()
                sort=query.sort(KEYS)
                on_sort=move |sort| query.set_sort(sort)
                select_all=SelectAll { state: selected, on_toggle: toggle_all }
                state=Signal::derive(state)
                row_count=Signal::derive(move || Some(count()))
                on_clear=move || query.set_filter(String::new())
                class="windowed variables"
                empty=move || view! {
                    <EmptyState
                        glyph=Glyph::Key
                        title="No environment variables"
                        text="Add one, paste a .env, or name them under environment_variables in a Deployment file."
                    >
                        <Button disabled_reason=tab.closed on_click=move |_| tab.editing.set(Some(Editing::New))>"Add a variable"</Button>
                        <LinkButton href=import>"Import files"</LinkButton>
                    </EmptyState>
                }
            >
                <WindowedRows count=Signal::derive(count) columns={COLUMNS.len() + 1} row/>
            </Table>
        </Card>
    }
    .into_any()
}

fn cells(tab: Tab, line: &VariableLine, chosen: Signal<bool>) -> AnyView {
    let key = line.key.clone();
    let toggled = key.clone();
    let toggle = move |on: bool| {
        tab.chosen.update(|chosen| {
            if on {
                chosen.insert(toggled.clone());
            } else {
                chosen.remove(&toggled);
            }
        });
    };
    view! {
        <SelectCell name=key.clone() checked=chosen on_change=toggle/>
        <td class=COLUMNS[0].class>
            <span class="with-copy">
                <span class="mono key"><Cut text=key.clone()/></span>
                <CopyButton text=key.clone() label=format!("Copy the key {key}")/>
                {marks(line)}
            </span>
        </td>
        <td class=COLUMNS[1].class>{value(line)}</td>
        <td class=COLUMNS[2].class>
            <span class="sub">{match line.updated_at {
                Some(at) => view! { <Time at=millis(at)/> }.into_any(),
                None => "Not yet applied".into_any(),
            }}</span>
        </td>
        <td class=COLUMNS[3].class>{acts(tab, line)}</td>
    }
    .into_any()
}

/// What somebody should know of a variable before touching it.
fn marks(line: &VariableLine) -> AnyView {
    let system = Replica::system_variable(&line.key).map(|variable| {
        view! { <span class="chip small warn" data-tip=meaning::of_system(&variable)>"System"</span> }
    });
    let airflow = system
        .is_none()
        .then(|| meaning::to_airflow(&line.key))
        .flatten()
        .map(|words| {
            view! { <span class="chip small" data-tip=words>"Airflow"</span> }
        });
    let looks = line.looks_secret.map(|why| {
        let tip = format!("It is plain, and {why}. Edit it to make it secret.");
        view! { <span class="chip small warn" data-tip=tip>"Looks secret"</span> }
    });
    view! { {system}{airflow}{looks} }.into_any()
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn value(line: &VariableLine) -> AnyView {
    let now = match &line.value {
        Some(text) if text.is_empty() => view! { <span class="sub">"Empty"</span> }.into_any(),
        Some(text) => view! { <span class="mono now"><Cut text=cut(text)/></span> }.into_any(),
        None => {
            let words = match (line.is_set, &line.staged) {
                (false, _) => "Secret, not set",
                (true, Some(StagedVariable::Added | StagedVariable::Changed { .. })) => {
                    "Secret, sealed once it is applied"
                }
                (true, _) => "Secret, sealed on this device",
            };
            view! { <span class="sub secret"><Icon glyph=Glyph::Lock class="small"/>{words}</span> }
                .into_any()
        }
    };
    let staged = match &line.staged {
        None => ().into_any(),
        Some(StagedVariable::Added) => view! { <span class="was">"new"</span> }.into_any(),
        Some(StagedVariable::Deleted) => view! { <span class="was">"deleted"</span> }.into_any(),
        Some(StagedVariable::Changed { was }) => {
            view! { <span class="was"><Cut text=format!("was {}", cut(was))/></span> }.into_any()
        }
    };
    view! { <span class="both">{now}{staged}</span> }.into_any()
}

fn acts(tab: Tab, line: &VariableLine) -> AnyView {
    let replica = Replica::get();
    let key = StoredValue::new(line.key.clone());
    let undo = line.staged.is_some().then(|| {
        view! {
            <IconButton
                glyph=Glyph::Undo
                small=true
                label=format!("Undo what is staged for {}", line.key)
                disabled_reason=tab.closed
                on_click=move |_| replica.restore_variables(tab.id, &BTreeSet::from([key.get_value()]))
            />
        }
    });
    let change = (!line.is_deleted()).then(|| {
        view! {
            <IconButton
                glyph=Glyph::Pencil
                small=true
                label=format!("Edit {}", line.key)
                disabled_reason=tab.closed
                on_click=move |_| tab.editing.set(Some(Editing::Key(key.get_value())))
            />
            <IconButton
                glyph=Glyph::Trash
                small=true
                label=format!("Delete {}", line.key)
                disabled_reason=tab.closed
                on_click=move |_| {
                    let wish = vec![(key.get_value(), VariableWish::Deleted)];
                    if let Err(failure) = replica.stage_variables(tab.id, wish) {
                        tell_failure(&failure);
                    }
                }
            />
        }
    });
    view! { <span class="row-acts">{undo}{change}</span> }.into_any()
}
