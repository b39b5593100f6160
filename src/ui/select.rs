//! The native select, dressed. For long lists and secondary text there is the combobox.
use leptos::prelude::*;

use super::choice::Choice;
use super::field::ControlIds;
use super::icon::{Glyph, Icon};

/// A select.
///
/// ```ignore
/// view! { <Select options=sizes value=size on_change=move |value| size.set(value)/> }
/// ```
#[component]
pub fn Select(
    /// What there is to choose.
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
    /// Shown while nothing is chosen.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// `short`, `wide`.
    #[prop(default = "")]
    class: &'static str,
    /// Why it cannot be changed.
    #[prop(optional, into)]
    disabled_reason: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let control = ControlIds::new(label);
    let why = move || disabled_reason.and_then(|reason| reason.get());
    // A select has no read-only state; `disabled` would take it out of the tab order together with its reason.
    let closed =
        move || disabled_reason.is_some_and(|reason| reason.with_untracked(Option::is_some));
    let entries = move || {
        options
            .get()
            .into_iter()
            .map(|choice| {
                let own = choice.value.clone();
                let text = match choice.note {
                    Some(note) => format!("{}, {note}", choice.label),
                    None => choice.label,
                };
                view! {
                    <option
                        value=choice.value
                        disabled=choice.disabled_reason.is_some()
                        prop:selected=move || value.with(|value| *value == own)
                    >
                        {text}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <span class=format!("select {class}")>
            <select
                id=control.id
                aria-label=move || control.aria_label.map(|label| label.get())
                aria-describedby=move || control.description.ids(disabled_reason)
                aria-invalid=move || control.invalid.get().then_some("true")
                aria-required=control.required.then_some("true")
                aria-disabled=move || why().is_some().then_some("true")
                aria-description=why
                data-tip=why
                on:mousedown=move |event| if closed() { event.prevent_default() }
                on:keydown=move |event| if closed() && event.key() != "Tab" { event.prevent_default() }
                on:change=move |event| on_change.run(event_target_value(&event))
            >
                {placeholder
                    .map(|text| {
                        view! {
                            <option value="" disabled=true prop:selected=move || value.with(String::is_empty)>
                                {text}
                            </option>
                        }
                    })}
                {entries}
            </select>
            <Icon glyph=Glyph::ChevronDown/>
        </span>
    }
    .into_any()
}
