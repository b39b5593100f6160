//! A number with its unit. The value is text on both sides: what a person types may not be a number yet,
//! and the page says why in the field's error.
use leptos::prelude::*;

use super::field::ControlIds;

/// A number input.
///
/// ```ignore
/// view! { <NumberInput value=max on_input=move |text| max.set(text) min=0.0 max=30.0 unit="workers"/> }
/// ```
#[component]
pub fn NumberInput(
    /// What it shows.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the text at every change; empty when it is no number.
    #[prop(into)]
    on_input: Callback<String>,
    /// Its name, where no `Field` gives it one.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Smallest number offered by the arrows.
    #[prop(optional)]
    min: Option<f64>,
    /// Largest number offered by the arrows.
    #[prop(optional)]
    max: Option<f64>,
    /// Step of the arrows.
    #[prop(default = 1.0)]
    step: f64,
    /// What is counted or measured.
    #[prop(optional, into)]
    unit: Signal<Option<String>>,
    /// Why it cannot be changed.
    #[prop(optional, into)]
    disabled_reason: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let control = ControlIds::new(label);
    let why = move || disabled_reason.and_then(|reason| reason.get());
    view! {
        <input
            class="input short"
            id=control.id
            type="number"
            inputmode="decimal"
            min=min.map(|min| min.to_string())
            max=max.map(|max| max.to_string())
            step=step.to_string()
            autocomplete="off"
            aria-label=move || control.aria_label.map(|label| label.get())
            aria-describedby=move || control.description.ids(disabled_reason)
            aria-invalid=move || control.invalid.get().then_some("true")
            aria-required=control.required.then_some("true")
            readonly=move || why().is_some()
            aria-description=why
            data-tip=why
            prop:value=move || value.get()
            on:input=move |event| on_input.run(event_target_value(&event))
        />
        {move || unit.get().map(|unit| view! { <span class="faint">{unit}</span> })}
    }
    .into_any()
}
