//! Asks before a draft is lost: by a link of the app, by Back and Forward, and when the tab is closed or reloaded.
//! What a page does by itself, such as going on after it saved, is not held.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement};

use crate::ui::{ConfirmDialog, on_window};

/// Where somebody wanted to go.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Going {
    /// By a link.
    To(String),
    /// By Back or Forward.
    Back,
}

/// A guard's answer to Back or Forward: whether it held the person back.
type Ask = Callback<web_sys::Event, bool>;

/// The guards that hear Back and Forward before the router does.
///
/// A window calls its listeners in the order in which they came, whatever their phase: a guard that listened by
/// itself would come after the router.
#[derive(Clone, Copy)]
struct Hearing(StoredValue<Vec<Ask>>);

/// Whether each guard's draft would be lost.
#[derive(Clone, Copy)]
struct Drafts(StoredValue<Vec<Signal<bool>>>);

/// Whether a page holds a draft that leaving it would lose: for what leaves without a link, such as View as.
pub fn draft_watch() -> impl Fn() -> bool + Copy + Send + Sync {
    let drafts = use_context::<Drafts>();
    move || {
        let drafts = drafts.and_then(|drafts| drafts.0.try_get_value());
        drafts
            .iter()
            .flatten()
            .any(|draft| draft.try_get_untracked() == Some(true))
    }
}

/// Lets guards hear Back and Forward; called before the router is there.
pub fn hear_back_and_forward() {
    let guards = StoredValue::new(Vec::<Ask>::new());
    provide_context(Hearing(guards));
    provide_context(Drafts(StoredValue::new(Vec::new())));
    on_window(&["popstate"], move |event| {
        let mut there = guards.try_get_value().unwrap_or_default();
        // Those whose page is gone answer nothing. One question is enough.
        let mut is_held = false;
        there.retain(|guard| {
            is_held
                || match guard.try_run(event.clone()) {
                    Some(held) => {
                        is_held = held;
                        true
                    }
                    None => false,
                }
        });
        guards.set_value(there);
    });
}

/// While `dirty` holds, leaving the page is asked about first.
#[component]
pub fn LeaveGuard(
    /// Whether something would be lost.
    #[prop(into)]
    dirty: Signal<bool>,
) -> impl IntoView {
    let location = use_location();
    let navigate = use_navigate();
    let going = RwSignal::new(None::<Going>);
    let leaving = StoredValue::new(false);
    let holds =
        move || dirty.try_get_untracked() == Some(true) && leaving.try_get_value() == Some(false);
    ask_before_reload(dirty);
    if let Some(drafts) = use_context::<Drafts>() {
        drafts.0.update_value(|all| {
            // Those whose page is gone.
            all.retain(|draft| draft.try_get_untracked().is_some());
            all.push(dirty);
        });
    }
    on_window(&["click"], move |event| {
        if !holds() || event.default_prevented() {
            return;
        }
        let here = location.pathname.try_get_untracked().unwrap_or_default();
        if let Some(href) = event
            .dyn_ref::<MouseEvent>()
            .and_then(|event| leads_away(event, &here))
        {
            event.prevent_default();
            going.set(Some(Going::To(href)));
        }
    });
    let ask = Callback::new(move |event: web_sys::Event| {
        let window = window();
        let path = window.location().pathname().unwrap_or_default();
        let here = location.pathname.try_get_untracked().unwrap_or_default();
        // Only the browser's own: a script that moves on knows what it does.
        if !holds() || !event.is_trusted() || path == here {
            return false;
        }
        event.stop_immediate_propagation();
        // The browser has moved already: the address comes back, on top of where it wanted to go.
        let search = location.search.get_untracked();
        let address = if search.is_empty() {
            here
        } else {
            format!("{here}?{search}")
        };
        let pushed = window
            .history()
            .and_then(|history| history.push_state_with_url(&JsValue::NULL, "", Some(&address)));
        if pushed.is_ok() {
            going.set(Some(Going::Back));
        }
        true
    });
    if let Some(Hearing(guards)) = use_context() {
        guards.update_value(|guards| guards.push(ask));
    }
    let leave = move || {
        let Some(wanted) = going.get_untracked() else {
            return;
        };
        leaving.set_value(true);
        going.set(None);
        match wanted {
            Going::To(href) => navigate(&href, Default::default()),
            Going::Back => {
                // Fails only in a document that is not shown.
                let _ = window().history().and_then(|history| history.back());
            }
        }
    };
    view! {
        <ConfirmDialog
            open=Signal::derive(move || going.with(Option::is_some))
            on_close=move || going.set(None)
            title="Leave without saving?"
            action="Leave"
            on_confirm=leave
        >
            <p>"What you changed on this page is not saved and will be lost."</p>
        </ConfirmDialog>
    }
    .into_any()
}

/// Asks only before the tab is closed or reloaded, for what outlives the page within the app.
#[component]
pub fn ReloadGuard(
    /// Whether something would be lost.
    #[prop(into)]
    dirty: Signal<bool>,
) -> impl IntoView {
    ask_before_reload(dirty);
}

fn ask_before_reload(dirty: Signal<bool>) {
    on_window(&["beforeunload"], move |event| {
        if dirty.try_get_untracked() == Some(true) {
            event.prevent_default();
        }
    });
}

/// The address of the link that was pressed, if it leads to another page of the app in this tab.
fn leads_away(event: &MouseEvent, here: &str) -> Option<String> {
    let is_plain = event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link = target
        .closest("a[href]")
        .ok()
        .flatten()?
        .dyn_into::<HtmlAnchorElement>()
        .ok()?;
    let stays = !link.target().is_empty() || link.has_attribute("download");
    let is_ours = window().location().origin().ok()? == link.origin();
    (is_plain && is_ours && !stays && link.pathname() != here)
        .then(|| format!("{}{}{}", link.pathname(), link.search(), link.hash()))
}

/// Goes to an address of the app as a link does, so that a draft is asked about.
pub fn visit(href: &str) {
    let Some(link) = document()
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok())
    else {
        return;
    };
    link.set_href(href);
    // Clicks are heard on the window, which only those within the document reach.
    if document()
        .body()
        .is_some_and(|body| body.append_child(&link).is_ok())
    {
        link.click();
        link.remove();
    }
}
