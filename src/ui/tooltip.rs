//! One tip for the whole app. Any element with `data-tip="words"` shows them on hover and on focus; one with `data-cut`
//! shows its own text when it is cut off. A tip adds to a name that is already there and never is the only one.
use std::time::Duration;

use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, KeyboardEvent, PointerEvent};

use super::listen::on_window;
use super::place::{self, Place};

const TIP: &str = "the-tip";
/// A pointer on its way somewhere else should not open tips; one on its way to the tip should not lose it.
const OPENS_AFTER: Duration = Duration::from_millis(250);
const CLOSES_AFTER: Duration = Duration::from_millis(120);

/// Knows where a reason is explained: asked with the words of a closed control, it answers with an address, if
/// there is more to say. Given to the context by the app, around [`UiRoot`](super::UiRoot).
#[derive(Clone, Copy)]
pub struct Explains(pub Callback<String, Option<String>>);

/// Where these words of a closed control are explained.
pub(super) fn explained(reason: &str) -> Option<String> {
    use_context::<Explains>()?.0.run(reason.to_owned())
}

/// The words an element wants to show now.
fn words(element: &Element) -> Option<String> {
    if let Some(tip) = element.get_attribute("data-tip") {
        return (!tip.is_empty()).then_some(tip);
    }
    // A line of its own height is a little higher than its box in some fonts.
    let is_cut = element.scroll_width() > element.client_width()
        || element.scroll_height() > element.client_height() + 4;
    is_cut.then(|| element.text_content()).flatten()
}

/// The element around `target` that carries a tip.
fn carrier(target: &Element) -> Option<Element> {
    target.closest("[data-tip],[data-cut]").ok().flatten()
}

/// Whether a control is closed, with its reason as its tip.
fn is_closed(element: &Element) -> bool {
    element
        .matches("[aria-disabled=true],[readonly],:has([aria-disabled=true])")
        .unwrap_or(false)
}

/// The closed control around `target`, where it tells its reason.
fn closed_carrier(target: Element) -> Option<Element> {
    let closed = target
        .closest("[aria-disabled=true],[readonly]")
        .ok()
        .flatten()?;
    closed.closest("[data-tip]").ok().flatten()
}

fn target_of(event: &web_sys::Event) -> Option<Element> {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
}

/// The layer that shows tips. [`UiRoot`](super::UiRoot) renders it once.
#[component]
pub fn TipLayer() -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let text = RwSignal::new(String::new());
    let explains = use_context::<Explains>();
    let href = RwSignal::new(None::<String>);
    let link = NodeRef::<html::A>::new();
    let anchor = StoredValue::new_local(None::<Element>);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    // A press on what is closed keeps its tip until something else is pressed.
    let held = StoredValue::new(false);

    let stop = move || {
        let _ = timer.try_update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
        });
    };
    let hide = move || {
        stop();
        let _ = held.try_set_value(false);
        let was = anchor.try_update_value(Option::take).flatten();
        if let Some(was) = was
            && was.get_attribute("aria-describedby").as_deref() == Some(TIP)
        {
            let _ = was.remove_attribute("aria-describedby");
        }
        if let Some(tip) = node.try_get_untracked().flatten() {
            let _ = tip.hide_popover();
        }
    };
    let show = move |on: Element| {
        hide();
        let Some(tip) = node.try_get_untracked().flatten() else {
            return;
        };
        let Some(words) = words(&on).filter(|_| on.is_connected()) else {
            return;
        };
        // What already is the element's name or description need not be said twice.
        let described = ["aria-describedby", "aria-description", "aria-label"];
        if !described.into_iter().any(|name| on.has_attribute(name)) && on.has_attribute("data-tip")
        {
            let _ = on.set_attribute("aria-describedby", TIP);
        }
        href.set(
            explains
                .filter(|_| is_closed(&on))
                .and_then(|explains| explains.0.run(words.clone())),
        );
        text.set(words);
        let _ = tip.show_popover();
        anchor.set_value(Some(on.clone()));
        // The text is rendered before the next frame, and only then has its size.
        request_animation_frame(move || place::put(&on, &tip, Place::Above));
    };
    // Pressing what is closed does nothing, so it leads to the reason instead.
    let show_reason = move |on: Element| {
        show(on);
        if href.get_untracked().is_some() {
            request_animation_frame(move || {
                if let Some(link) = link.try_get_untracked().flatten() {
                    let _ = link.focus();
                }
            });
        }
    };
    let later = move |after: Duration, act: Box<dyn Fn()>| {
        stop();
        let handle = set_timeout_with_handle(act, after).ok();
        let _ = timer.try_update_value(|timer| *timer = handle);
    };

    on_window(&["pointerover"], move |event| {
        let Some(target) = target_of(&event) else {
            return;
        };
        if event
            .dyn_ref::<PointerEvent>()
            .is_some_and(|event| event.pointer_type() == "touch")
        {
            return;
        }
        if target.closest(".tip").ok().flatten().is_some() {
            stop();
            return;
        }
        let found = carrier(&target);
        let same = anchor.try_with_value(|anchor| match (anchor, &found) {
            (Some(anchor), Some(found)) => anchor.is_same_node(Some(found)),
            _ => false,
        });
        match found {
            Some(_) if same == Some(true) => stop(),
            Some(found) => later(OPENS_AFTER, Box::new(move || show(found.clone()))),
            None if held.try_get_value() == Some(true) => stop(),
            None => later(CLOSES_AFTER, Box::new(hide)),
        }
    });
    on_window(&["focusin"], move |event| {
        let Some(target) = event
            .dyn_ref::<FocusEvent>()
            .and_then(|event| target_of(event))
        else {
            return;
        };
        // Only where focus shows: pressing with the pointer needs no tip. A link may hold the text that is cut.
        if target.matches(":focus-visible").unwrap_or(false)
            && let Some(found) =
                carrier(&target).or_else(|| target.query_selector("[data-cut]").ok().flatten())
        {
            show(found);
        }
    });
    on_window(&["focusout", "pointerdown", "scroll"], move |event| {
        let within = |target: Option<web_sys::EventTarget>| {
            target
                .and_then(|target| target.dyn_into::<Element>().ok())
                .is_some_and(|target| target.closest(".tip").ok().flatten().is_some())
        };
        let next = event
            .dyn_ref::<FocusEvent>()
            .and_then(FocusEvent::related_target);
        let is_press = event.type_() == "pointerdown";
        if !(within(next) || is_press && within(event.target())) {
            hide();
        }
    });
    on_window(&["pointerup"], move |event| {
        if let Some(closed) = target_of(&event).and_then(closed_carrier) {
            show(closed);
            held.set_value(true);
        }
    });
    on_window(&["keydown"], move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        match event.key().as_str() {
            "Escape" if anchor.try_with_value(Option::is_some) == Some(true) => {
                let from = anchor.try_get_value().flatten();
                let was_inside =
                    target_of(event).is_some_and(|on| on.closest(".tip").ok().flatten().is_some());
                hide();
                if let Some(from) = from
                    .filter(|_| was_inside)
                    .and_then(|from| from.dyn_into::<web_sys::HtmlElement>().ok())
                {
                    let _ = from.focus();
                }
            }
            "Enter" | " " => {
                if let Some(closed) = target_of(event).and_then(closed_carrier) {
                    show_reason(closed);
                }
            }
            _ => {}
        }
    });
    on_cleanup(stop);
    view! {
        <div node_ref=node id=TIP class="tip" role="tooltip" popover="manual">
            {move || text.get()}
            {move || href.get().map(|href| view! { " "<a node_ref=link href=href on:click=move |_| hide()>"Why"</a> })}
        </div>
    }
    .into_any()
}

/// Words with a tip, for what is neither button nor link. It takes the focus, so that the keyboard finds the tip too.
///
/// ```ignore
/// view! { <Tooltip tip="Prices of the Organization's rate card"><Icon glyph=Glyph::Info/></Tooltip> }
/// ```
#[component]
pub fn Tooltip(
    /// What the tip says.
    #[prop(into)]
    tip: Signal<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <span class="has-tip" tabindex="0" role="note" aria-description=move || tip.get() data-tip=move || tip.get()>
            {children()}
        </span>
    }
    .into_any()
}
