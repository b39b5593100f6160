//! The keys of the app: `g` and a letter goes somewhere, `/` focuses the filter, `c` presses the main
//! action, `?` lists them all. Nothing here fires while somebody types.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::visit;
use crate::paths::{HOME, PERSONAL_SETTINGS, Place};
use crate::ui::{Dialog, Kbd, on_window};

/// The keys and what they do, as the list shows them.
const LISTED: &[(&str, &str)] = &[
    ("g o", "Organization overview"),
    ("g w", "Workspaces"),
    ("g d", "Deployments"),
    ("g c", "Clusters"),
    ("g u", "Users"),
    ("g t", "Teams"),
    ("g i", "Import Deployment files"),
    ("g s", "Organization settings"),
    ("g h", "All Organizations"),
    ("g p", "Personal settings"),
    ("/", "Filter the list"),
    ("c", "The main action of the page"),
    ("?", "This list"),
];

/// Listens for the keys of an Organization's pages.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let place = Place::current();
    let listed = RwSignal::new(false);
    let going = StoredValue::new(false);
    on_window(&["keydown"], move |event| {
        let Ok(event) = event.dyn_into::<KeyboardEvent>() else {
            return;
        };
        if event.ctrl_key() || event.meta_key() || event.alt_key() || types_or_asks(&event) {
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
                        let keys = keys.split(' ').map(|key| view! { <Kbd keys=key/> }).collect_view();
                        view! { <dt>{*about}</dt><dd>{keys}</dd> }
                    })
                    .collect_view()}
            </dl>
        </Dialog>
    }
    .into_any()
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
