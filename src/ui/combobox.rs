//! A text input that filters a list: the ARIA 1.2 combobox with a list box. Takes only what the list offers;
//! free text belongs in a text input.
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::choice::Choice;
use super::field::ControlIds;
use super::icon::{Glyph, Icon};
use super::ids;
use super::listen::on_window;
use super::place::{self, Place};

/// More than this is not rendered; typing narrows the list.
const AT_MOST: usize = 100;

/// Whether every word of the filter is somewhere in the choice.
fn fits(choice: &Choice, filter: &str) -> bool {
    let text = format!(
        "{} {}",
        choice.label,
        choice.note.as_deref().unwrap_or_default()
    )
    .to_lowercase();
    filter
        .to_lowercase()
        .split_whitespace()
        .all(|word| text.contains(word))
}

/// A combobox.
///
/// ```ignore
/// view! {
///     <Field label="Region">
///         <Combobox options=regions value=region on_change=move |value| region.set(value) none="No region of that name"/>
///     </Field>
/// }
/// ```
#[component]
pub fn Combobox(
    /// What there is to choose.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// The chosen value; empty for none.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the newly chosen value.
    #[prop(into)]
    on_change: Callback<String>,
    /// Its name, where no `Field` gives it one.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Shown while empty.
    #[prop(default = "")]
    placeholder: &'static str,
    /// Said when nothing fits what was typed.
    #[prop(default = "Nothing fits. Change the text to see more.")]
    none: &'static str,
    /// `short`, `wide`.
    #[prop(default = "")]
    class: &'static str,
    /// Why it cannot be changed.
    #[prop(optional, into)]
    disabled_reason: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let control = ControlIds::new(label);
    let why = move || disabled_reason.and_then(|reason| reason.get());
    let gated =
        move || disabled_reason.is_some_and(|reason| reason.with_untracked(Option::is_some));
    let input = NodeRef::<html::Input>::new();
    let popup = NodeRef::<html::Div>::new();
    let list_id = StoredValue::new(ids::unique("options"));
    let option_id = move |index: usize| list_id.with_value(|id| format!("{id}-{index}"));

    let open = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    // What is typed; `None` while the input shows the chosen label.
    let typed = RwSignal::new(None::<String>);
    let chosen_label = move || {
        let value = value.get();
        options.with(|all| {
            all.iter()
                .find(|choice| choice.value == value)
                .map(|choice| choice.label.clone())
        })
    };
    let shown = Memo::new(move |_| {
        let filter = typed.get().unwrap_or_default();
        options.with(|all| {
            all.iter()
                .filter(|choice| fits(choice, &filter))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let rendered = move || shown.with(|shown| shown.len().min(AT_MOST));

    let settle = move || {
        if let (Some(input), Some(popup)) = (
            input.try_get_untracked().flatten(),
            popup.try_get_untracked().flatten(),
        ) {
            let width = input.get_bounding_client_rect().width();
            let style = web_sys::HtmlElement::style(&popup);
            let _ = style.set_property("min-width", &format!("{width:.0}px"));
            place::put(&input, &popup, Place::BelowStart);
        }
    };
    let show = move || {
        if !open.get_untracked() && !gated() {
            open.set(true);
            let value = value.get_untracked();
            let at =
                shown.with_untracked(|shown| shown.iter().position(|choice| choice.value == value));
            active.set(at.filter(|at| *at < AT_MOST));
            if let Some(popup) = popup.get_untracked() {
                let _ = popup.show_popover();
            }
            request_animation_frame(settle);
        }
    };
    let hide = move || {
        open.set(false);
        active.set(None);
        typed.set(None);
        if let Some(popup) = popup.try_get_untracked().flatten() {
            let _ = popup.hide_popover();
        }
        // The text may be what it was before the typing, which no signal would notice.
        if let Some(input) = input.try_get_untracked().flatten() {
            input.set_value(&untrack(chosen_label).unwrap_or_default());
        }
    };
    let choose = move |index: usize| {
        let choice = shown.with_untracked(|shown| shown.get(index).cloned());
        if let Some(choice) = choice.filter(|choice| choice.disabled_reason.is_none()) {
            on_change.run(choice.value);
            hide();
        }
    };
    on_window(&["scroll", "resize"], move |_| {
        if open.try_get_untracked() == Some(true) {
            settle();
        }
    });
    Effect::new(move |_| {
        if let Some(index) = active.get()
            && let Some(option) = document().get_element_by_id(&option_id(index))
        {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });

    let step = move |to: Option<usize>| {
        show();
        let count = untrack(rendered);
        if count > 0 {
            active.set(to.map(|to| to.min(count - 1)));
        }
    };
    let key = move |event: KeyboardEvent| {
        let at = active.get_untracked();
        let last = untrack(rendered).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" if event.alt_key() => show(),
            "ArrowDown" => step(Some(at.map_or(0, |at| if at >= last { 0 } else { at + 1 }))),
            "ArrowUp" if event.alt_key() => hide(),
            "ArrowUp" => step(Some(
                at.map_or(last, |at| at.checked_sub(1).unwrap_or(last)),
            )),
            "PageDown" if open.get_untracked() => step(Some(at.unwrap_or(0) + 10)),
            "PageUp" if open.get_untracked() => step(Some(at.unwrap_or(0).saturating_sub(10))),
            "Enter" if open.get_untracked() => {
                if let Some(at) = at {
                    choose(at);
                }
            }
            "Escape" if open.get_untracked() => {
                hide();
                // An open list swallows it; the dialog around it stays.
                event.stop_propagation();
            }
            _ => return,
        }
        event.prevent_default();
    };
    let typing = move |event| {
        let text = event_target_value(&event);
        show();
        active.set(if text.is_empty() { None } else { Some(0) });
        if text.is_empty() && !value.with_untracked(String::is_empty) {
            on_change.run(String::new());
        }
        typed.set(Some(text));
        request_animation_frame(settle);
    };
    let lines = move || {
        open.get().then(|| {
            let all = shown.get();
            let more = all.len().saturating_sub(AT_MOST);
            let nothing = all.is_empty();
            let lines = all
                .into_iter()
                .take(AT_MOST)
                .enumerate()
                .map(|(index, choice)| {
                    let own = choice.value;
                    let closed = choice.disabled_reason.is_some();
                    let note = choice.disabled_reason.or(choice.note);
                    view! {
                        <div
                            class="option"
                            class:active=move || active.get() == Some(index)
                            role="option"
                            id=option_id(index)
                            aria-selected=move || if value.with(|value| *value == own) { "true" } else { "false" }
                            aria-disabled=closed.then_some("true")
                            // The input keeps the focus.
                            on:mousedown=|event| event.prevent_default()
                            on:click=move |_| choose(index)
                        >
                            <span class="text">{choice.label}</span>
                            {note.map(|note| view! { <small>{note}</small> })}
                        </div>
                    }
                })
                .collect_view();
            view! {
                {lines}
                {nothing.then(|| view! { <div class="none" role="presentation">{none}</div> })}
                {(more > 0).then(|| view! {
                    <div class="none" role="presentation">{format!("{more} more. Type to narrow the list.")}</div>
                })}
            }
        })
    };
    view! {
        <span class=format!("combo {class}")>
            <input
                node_ref=input
                class="input"
                id=control.id
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                dir="auto"
                placeholder=placeholder
                aria-autocomplete="list"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-controls=list_id.get_value()
                aria-activedescendant=move || active.get().filter(|_| open.get()).map(option_id)
                aria-label=move || control.aria_label.map(|label| label.get())
                aria-describedby=move || control.description.ids(disabled_reason)
                aria-invalid=move || control.invalid.get().then_some("true")
                aria-required=control.required.then_some("true")
                aria-description=why
                data-tip=why
                readonly=move || why().is_some()
                prop:value=move || typed.get().or_else(chosen_label).unwrap_or_default()
                on:click=move |_| show()
                on:input=typing
                on:keydown=key
                on:blur=move |_| hide()
            />
            <Icon glyph=Glyph::ChevronDown/>
            <div
                node_ref=popup
                id=list_id.get_value()
                class="popup"
                role="listbox"
                popover="manual"
                aria-label=move || control.aria_label.map(|label| label.get())
                aria-labelledby=control.labelled_by
            >
                {lines}
            </div>
        </span>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::{Choice, fits};

    #[test]
    fn every_word_counts_and_the_note_too() {
        let choice = Choice::new("us-east-1", "us-east-1").note("N. Virginia");
        assert!(fits(&choice, ""));
        assert!(fits(&choice, "EAST virg"));
        assert!(!fits(&choice, "east ohio"));
    }
}
