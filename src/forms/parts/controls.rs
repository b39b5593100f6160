//! The controls of parts: a text, a choice, a switch, each as a row of a section.

use leptos::prelude::*;

use super::Part;
use crate::ui::{Choice, Field, Select, Switch, TextArea, TextInput};

/// A text, in one line or several.
#[component]
pub fn TextPart(
    /// The value.
    of: Part<String>,
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// What helps to fill it.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// An example.
    #[prop(default = "")]
    placeholder: &'static str,
    /// Classes of the control: `short`, `wide`, `mono`.
    #[prop(default = "wide")]
    class: &'static str,
    /// Lines shown at first; one line unless told.
    #[prop(default = 1)]
    rows: u32,
    /// Must be filled.
    #[prop(optional)]
    required: bool,
    /// May stay empty, and says so.
    #[prop(optional)]
    optional: bool,
    /// Takes the focus when its page opens.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let take = move |text: String| of.put(text);
    // Drawn inside of the field, which gives it its label.
    let control = move || {
        if rows > 1 {
            view! { <TextArea class rows placeholder value=of.value on_input=take disabled_reason=of.closed/> }
                .into_any()
        } else {
            view! { <TextInput class placeholder autofocus value=of.value on_input=take disabled_reason=of.closed/> }
                .into_any()
        }
    };
    view! {
        <Field label hint row=true required optional error=of.error changed=of.changed() was=of.was()>
            {control()}
        </Field>
    }
    .into_any()
}

/// One of a few words.
#[component]
pub fn ChoicePart(
    /// The chosen value.
    of: Part<String>,
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// What there is to choose.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// What helps to choose.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
) -> impl IntoView {
    let was = Signal::derive(move || {
        let stored = of.stored?.get();
        let options = options.get();
        let found = options.into_iter().find(|choice| choice.value == stored);
        Some(format!(
            "was {}",
            found.map_or(stored, |choice| choice.label)
        ))
    });
    view! {
        <Field label hint row=true error=of.error changed=of.changed() was=was>
            <Select options value=of.value on_change=move |value| of.put(value) disabled_reason=of.closed/>
        </Field>
    }
    .into_any()
}

/// On or off.
#[component]
pub fn SwitchPart(
    /// The state.
    of: Part<bool>,
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// What it means.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
) -> impl IntoView {
    let was = Signal::derive(move || {
        let stored = of.stored?.get();
        Some(if stored { "was on" } else { "was off" }.to_owned())
    });
    view! {
        <Field label hint row=true error=of.error changed=of.changed() was=was>
            <Switch checked=of.value on_change=move |on| of.put(on) disabled_reason=of.closed/>
        </Field>
    }
    .into_any()
}
