//! A day and a time, picked from a calendar or typed. What is typed is taken when the person is done with the field, because
//! half a day is a day too: `1` on the way to `15`.

use leptos::html::Input;
use leptos::prelude::*;
use planisphere_domain::Timestamp;

use super::wall_clock::{off_wall, on_wall, zone};
use crate::ui::unique_id;

/// The field with its label.
#[component]
pub(super) fn MomentPicker(
    label: &'static str,
    /// The label is for who hears it only.
    #[prop(optional)]
    quiet: bool,
    /// The moment that shows; nothing leaves it empty.
    at: Signal<Option<Timestamp>>,
    /// Nothing before this is picked from the calendar.
    #[prop(optional, into)]
    start: Signal<Option<Timestamp>>,
    /// Takes what was picked; nothing where the field was emptied.
    on_pick: impl Fn(Option<Timestamp>) + Copy + 'static,
) -> impl IntoView {
    let zone = zone();
    let field = NodeRef::<Input>::new();
    let has_focus = RwSignal::new(false);
    // What the field held when it was last in agreement with what shows, as the browser writes it.
    let agreed = StoredValue::new(String::new());
    let wall = move |at: Option<Timestamp>| at.map(|at| on_wall(at, zone.get().as_deref()));
    Effect::new(move |_| {
        let text = wall(at.get()).unwrap_or_default();
        // Nothing is written under the hands of whoever types.
        if has_focus.get() {
            return;
        }
        if let Some(field) = field.get() {
            field.set_value(&text);
            agreed.set_value(field.value());
        }
    });
    let take = move || {
        let Some(text) = field.get_untracked().map(|field| field.value()) else {
            return;
        };
        if agreed.with_value(|agreed| *agreed == text) {
            return;
        }
        on_pick(off_wall(&text, zone.get_untracked().as_deref()));
        agreed.set_value(text);
    };
    let id = unique_id("moment");
    let of = id.clone();
    view! {
        <label class:vh=quiet for=of>{label}</label>
        <input
            id=id node_ref=field class="input" type="datetime-local" step="1"
            min=move || wall(start.get())
            on:focus=move |_| has_focus.set(true)
            on:blur=move |_| {
                take();
                has_focus.set(false);
            }
            on:keydown=move |event| {
                if event.key() == "Enter" {
                    event.prevent_default();
                    take();
                }
            }
        />
    }
    .into_any()
}
