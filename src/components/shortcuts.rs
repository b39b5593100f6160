//! The keys of the app: `g` and a letter goes somewhere, `/` focuses the filter, `c` presses the main
//! action, `?` lists them all. Nothing here fires while somebody types.

use std::collections::VecDeque;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::submission::turn_round;
use super::visit;
use crate::paths::{HOME, PERSONAL_SETTINGS, Place};
use crate::replica::{Replica, Turn};
use crate::ui::{Dialog, Kbd, Toaster, on_window};

/// The keys and what they do, as the list shows them.
const LISTED: &[(&str, &str)] = &[
    ("g o", "Organization overview"),
    ("g w", "Workspaces"),
    ("g d", "Deployments"),
    ("g c", "Clusters"),
    ("g u", "Users"),
    ("g t", "Teams"),
    ("g i", "Import Deployment files"),
    ("g a", "Audit log"),
    ("g s", "Organization settings"),
    ("g h", "All Organizations"),
    ("g p", "Personal settings"),
    ("/", "Filter the list"),
    ("c", "The main action of the page"),
    ("⌘Z or Ctrl+Z", "Undo your latest change"),
    ("⇧⌘Z or Ctrl+Y", "Redo what you undid"),
    (
        "← or →",
        "On the slider of the time machine: a commit back or on",
    ),
    (
        "Home or End",
        "On the slider of the time machine: the first or the newest commit",
    ),
    ("?", "This list"),
];

/// Listens for the keys of an Organization's pages.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let place = Place::current();
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let listed = RwSignal::new(false);
    let going = StoredValue::new(false);
    // What is asked for while another turn is on its way comes after it, because it is about what that one leaves.
    let turns = StoredValue::new_local(VecDeque::<(String, Turn)>::new());
    let is_turning = StoredValue::new(false);
    let take_turn = move |turn: Turn| {
        turns.update_value(|turns| turns.push_back((untrack(|| place.key()), turn)));
        if is_turning.get_value() {
            return;
        }
        is_turning.set_value(true);
        spawn_local(async move {
            let next = || turns.try_update_value(VecDeque::pop_front).flatten();
            while let Some((of, turn)) = next() {
                // It was meant for the Organization in which it was pressed.
                if of == untrack(|| place.key()) {
                    turn_round(toaster, replica, turn).await;
                }
            }
            is_turning.try_set_value(false);
        });
    };
    on_window(&["keydown"], move |event| {
        let Ok(event) = event.dyn_into::<KeyboardEvent>() else {
            return;
        };
        if types_or_asks(&event) {
            return;
        }
        if let Some(turn) = turns_round(&event) {
            event.prevent_default();
            take_turn(turn);
            return;
        }
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let key = event.key();
        let went = going.get_value();
        going.set_value(!went && key == "g");
        if went {
            let paths = place.paths_untracked();
            let target = match key.as_str() {
                "o" => paths.overview(),
                "w" => paths.workspaces(),
                "d" => paths.deployments(),
                "c" => paths.clusters(),
                "u" => paths.users(),
                "t" => paths.teams(),
                "i" => paths.import(),
                "a" => paths.audit(),
                "s" => paths.settings(),
                "h" => HOME.to_owned(),
                "p" => PERSONAL_SETTINGS.to_owned(),
                _ => return,
            };
            event.prevent_default();
            visit(&target);
            return;
        }
        let done = match key.as_str() {
            "/" => focus("main input[type=search]"),
            "c" => press("main .head .btn.primary"),
            "?" => {
                listed.set(true);
                true
            }
            _ => false,
        };
        if done {
            event.prevent_default();
        }
    });
    view! {
        <Dialog open=listed on_close=move || listed.set(false) title="Keyboard shortcuts">
            <dl class="kv">
                {LISTED
                    .iter()
                    .map(|(keys, about)| {
                        let keys = keys
                            .split(' ')
                            .map(|key| match key {
                                "or" => view! { " or " }.into_any(),
                                key => view! { <Kbd keys=key/> }.into_any(),
                            })
                            .collect_view();
                        view! { <dt>{*about}</dt><dd>{keys}</dd> }
                    })
                    .collect_view()}
            </dl>
        </Dialog>
    }
    .into_any()
}

/// Whether the keys ask to undo, or to redo: `⌘Z` and `⇧⌘Z`, elsewhere `Ctrl Z`, `Ctrl Y` and `Ctrl ⇧ Z`.
fn turns_round(event: &KeyboardEvent) -> Option<Turn> {
    let is_command = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    if !is_command || event.repeat() {
        return None;
    }
    match event.key().to_lowercase().as_str() {
        "z" if event.shift_key() => Some(Turn::Redo),
        "z" => Some(Turn::Undo),
        "y" if event.ctrl_key() && !event.shift_key() => Some(Turn::Redo),
        _ => None,
    }
}

/// Whether the keys belong to a control, or to a dialog or menu that is open.
fn types_or_asks(event: &KeyboardEvent) -> bool {
    let within = |selector| {
        event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| element.closest(selector).ok().flatten().is_some())
    };
    within("input, textarea, select, [contenteditable], dialog, [role=menu]")
        || document()
            .query_selector("dialog[open]")
            .ok()
            .flatten()
            .is_some()
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

fn focus(selector: &str) -> bool {
    find(selector).is_some_and(|element| element.focus().is_ok())
}

fn press(selector: &str) -> bool {
    find(selector).inspect(HtmlElement::click).is_some()
}
