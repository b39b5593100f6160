//! A whole number in a field. What is no number stays in the field with an error and goes nowhere.

use leptos::prelude::*;

use crate::components::Junk;
use crate::ui::{Field, TextInput};

/// A number, with its unit.
#[component]
pub fn WholeNumber(
    /// The visible label.
    #[prop(into)]
    label: Signal<String>,
    /// What helps to fill it.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// The number now.
    #[prop(into)]
    value: Signal<u32>,
    /// Called with every number that is typed.
    #[prop(into)]
    on_set: Callback<u32>,
    /// What a rule says against the number.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Whether it differs from what is saved.
    #[prop(optional, into)]
    changed: Signal<bool>,
    /// What was saved.
    #[prop(optional, into)]
    was: Signal<Option<String>>,
    /// What is counted.
    #[prop(optional, into)]
    unit: Signal<Option<String>>,
    /// Label and control side by side.
    #[prop(optional)]
    row: bool,
    /// Why it cannot be changed.
    #[prop(into)]
    closed: Signal<Option<String>>,
) -> impl IntoView {
    let text = RwSignal::new(value.get_untracked().to_string());
    // What changes elsewhere shows here, also over something that is no number.
    Effect::new(move |_| {
        let now = value.get();
        if text.with_untracked(|text| number_of(text)) != Some(now) {
            text.set(now.to_string());
        }
    });
    let junk = Memo::new(move |_| {
        text.with(|text| {
            number_of(text).is_none().then(|| match text.trim() {
                "" => "No number is given. Enter a whole number.".to_owned(),
                junk => format!("`{junk}` is no whole number that fits here. Use digits, like 10."),
            })
        })
    });
    Junk::gather(junk);
    let shown = Signal::derive(move || junk.get().or_else(|| error.get()));
    let typed = move |typed: String| {
        let number = number_of(&typed);
        text.set(typed);
        if let Some(number) = number {
            on_set.run(number);
        }
    };
    view! {
        <Field label hint error=shown changed was row>
            <TextInput class="short" value=text on_input=typed disabled_reason=closed/>
            {move || unit.get().map(|unit| view! { <span class="faint">{unit}</span> })}
        </Field>
    }
    .into_any()
}

fn number_of(text: &str) -> Option<u32> {
    let text = text.trim();
    let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}
