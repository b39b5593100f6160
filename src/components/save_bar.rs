//! Save and Discard below the fields of a card, while something of it is not stored. The bar goes once everything is, and
//! whoever pressed it goes on at the head of the card instead of at the beginning of the page.

use leptos::html;
use leptos::prelude::*;

use super::lost_focus::catch_focus;
use crate::ui::{Button, ButtonKind};

/// The bar. It sends the form that it stands in.
#[component]
pub fn SaveBar(
    /// Whether something is not stored.
    #[prop(into)]
    dirty: Signal<bool>,
    /// Whether saving goes on.
    #[prop(into)]
    busy: Signal<bool>,
    /// Takes back what was typed.
    #[prop(into)]
    on_discard: Callback<()>,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    // Enter in a field presses Save too, and leaves the focus in the field.
    let was_pressed = StoredValue::new(false);
    Effect::new(move |_| {
        if !dirty.get() && was_pressed.try_update_value(std::mem::take) == Some(true) {
            request_animation_frame(move || go_on(place));
        }
    });
    let discard = move |_| {
        // Before the bar goes: what shows is drawn anew between one listener of an event and the next.
        was_pressed.set_value(true);
        on_discard.run(());
    };
    view! {
        <div node_ref=place class="save-bar">
            <Show when=move || dirty.get()>
                <div class="form-actions in-section">
                    <Button kind=ButtonKind::Primary submit=true busy=busy on_click=move |_| was_pressed.set_value(true)>"Save"</Button>
                    <Button kind=ButtonKind::Quiet on_click=discard>"Discard"</Button>
                </div>
            </Show>
        </div>
    }
    .into_any()
}

/// Puts the focus on the title of the card, where it fell to the body with the bar.
fn go_on(place: NodeRef<html::Div>) {
    let title = place
        .try_get_untracked()
        .flatten()
        .and_then(|place| place.closest(".section").ok().flatten())
        .and_then(|card| card.query_selector("header h2").ok().flatten());
    catch_focus(title);
}
