//! Several lines of text.
use leptos::prelude::*;

use super::field::ControlIds;

/// Beyond this many bytes a browser takes seconds to find out which way a text runs.
const LONG: usize = 20_000;

/// A text area.
///
/// ```ignore
/// view! { <TextArea value=description on_input=move |text| description.set(text) max_length=500/> }
/// ```
#[component]
pub fn TextArea(
    /// What it shows.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the text at every change.
    #[prop(into)]
    on_input: Callback<String>,
    /// Its name, where no `Field` gives it one.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// An example, never the label.
    #[prop(default = "")]
    placeholder: &'static str,
    /// Lines shown at first.
    #[prop(default = 3)]
    rows: u32,
    /// Longest text taken.
    #[prop(optional)]
    max_length: Option<u32>,
    /// `mono` for code.
    #[prop(default = "")]
    class: &'static str,
    /// Why it cannot be changed.
    #[prop(optional, into)]
    disabled_reason: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let control = ControlIds::new(label);
    let why = move || disabled_reason.and_then(|reason| reason.get());
    let direction = move || {
        if value.with(String::len) > LONG {
            "ltr"
        } else {
            "auto"
        }
    };
    view! {
        <textarea
            class=format!("textarea {class}")
            id=control.id
            rows=rows.to_string()
            placeholder=placeholder
            maxlength=max_length.map(|length| length.to_string())
            dir=direction
            // What is typed here may be a secret: it goes to no spell checker and into no store of the browser.
            spellcheck="false"
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
        ></textarea>
    }
    .into_any()
}
