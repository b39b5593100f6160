//! A few choices side by side: native radio buttons, so the arrow keys work by themselves.
use leptos::prelude::*;

use super::choice::Choice;
use super::field::ControlIds;
use super::ids;

/// A segmented control.
///
/// ```ignore
/// view! { <Segmented options=executors value=executor on_change=move |value| executor.set(value)/> }
/// ```
#[component]
pub fn Segmented(
    /// What there is to choose; two to five.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the newly chosen value.
    #[prop(into)]
    on_change: Callback<String>,
    /// Its name, where no `Field` gives it one.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Why it cannot be changed.
    #[prop(optional, into)]
    disabled_reason: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let control = ControlIds::new(label);
    let group = ids::unique("choice");
    let whole = move || disabled_reason.and_then(|reason| reason.get());
    let segments = move || {
        let first_id = control.id.clone();
        let group = group.clone();
        options
            .get()
            .into_iter()
            .enumerate()
            .map(move |(index, choice)| {
                let own = choice.disabled_reason;
                let why = move || whole().or_else(|| own.clone());
                let why_closed = StoredValue::new(why.clone());
                let closed = move || untrack(|| why_closed.with_value(|why| why().is_some()));
                let (mine, chosen) = (choice.value.clone(), choice.value.clone());
                let (tip, description, gate) = (why.clone(), why.clone(), why);
                view! {
                    <label data-tip=tip>
                        <input
                            type="radio"
                            // The field's label points at the first one, and must not become part of its name.
                            id=(index == 0).then(|| first_id.clone())
                            aria-label=(index == 0).then(|| choice.label.clone())
                            name=group.clone()
                            value=choice.value
                            aria-disabled=move || gate().is_some().then_some("true")
                            aria-description=description
                            prop:checked=move || value.with(|value| *value == mine)
                            on:click=move |event| if closed() { event.prevent_default() }
                            on:change=move |_| on_change.run(chosen.clone())
                        />
                        <span>{choice.label}</span>
                    </label>
                }
            })
            .collect_view()
    };
    view! {
        <div
            class="seg"
            role="radiogroup"
            aria-label=move || control.aria_label.map(|label| label.get())
            aria-labelledby=control.labelled_by
            aria-describedby=move || control.description.ids(None)
            aria-invalid=move || control.invalid.get().then_some("true")
            aria-required=control.required.then_some("true")
        >
            {segments}
        </div>
    }
    .into_any()
}
