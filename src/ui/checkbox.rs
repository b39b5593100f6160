//! A native check box, with or without visible words.
use leptos::prelude::*;

use super::field::ControlIds;

/// A check box.
///
/// ```ignore
/// view! { <Checkbox checked=agreed on_change=move |on| agreed.set(on) text="Create the missing Workspace"/> }
/// ```
#[component]
pub fn Checkbox(
    /// Whether it is checked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_change: Callback<bool>,
    /// The visible words; without them `label` names the box.
    #[prop(optional, into)]
    text: Signal<Option<String>>,
    /// More, in a second line.
    #[prop(optional, into)]
    note: Signal<Option<String>>,
    /// Its name where there are no visible words.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Some but not all of what it stands for.
    #[prop(optional, into)]
    mixed: Signal<bool>,
    /// Why it cannot be changed.
    #[prop(optional, into)]
    disabled_reason: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let control = ControlIds::new(label);
    let why = move || disabled_reason.and_then(|reason| reason.get());
    let input = view! {
        <input
            type="checkbox"
            class="checkbox"
            id=control.id
            aria-label=move || control.aria_label.map(|label| label.get())
            aria-describedby=move || control.description.ids(disabled_reason)
            aria-disabled=move || why().is_some().then_some("true")
            aria-description=why
            data-tip=why
            prop:checked=move || checked.get()
            prop:indeterminate=move || mixed.get()
            on:click=move |event| {
                if disabled_reason.is_some_and(|reason| reason.with_untracked(Option::is_some)) {
                    event.prevent_default();
                }
            }
            on:change=move |event| on_change.run(event_target_checked(&event))
        />
    };
    if text.with_untracked(Option::is_none) {
        // The label makes a target of 24 px around a box of 14.
        return view! { <label class="check-target">{input}</label> }.into_any();
    }
    view! {
        <label class="check">
            {input}
            <span>
                {move || text.get()} {move || note.get().map(|note| view! { <small>{note}</small> })}
            </span>
        </label>
    }
    .into_any()
}
