//! One line of text. The page holds the value; the input shows it and reports every change.
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::field::ControlIds;
use super::icon::{Glyph, Icon};

/// A text input.
///
/// ```ignore
/// view! {
///     <Field label="Name" required=true error=error>
///         <TextInput value=name on_input=move |text| name.set(text)/>
///     </Field>
/// }
/// ```
#[component]
pub fn TextInput(
    /// What it shows.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the text at every change.
    #[prop(into)]
    on_input: Callback<String>,
    /// Called with the text when the person is done with it: on leaving, or with Enter.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// Its name, where no `Field` gives it one.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// `text`, `email`, `url`, `password`.
    #[prop(default = "text")]
    kind: &'static str,
    /// An example, never the label.
    #[prop(default = "")]
    placeholder: &'static str,
    /// For `autocomplete`; off unless told.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Longest text taken.
    #[prop(optional)]
    max_length: Option<u32>,
    /// Takes the focus when its page or its dialog opens.
    #[prop(optional)]
    autofocus: bool,
    /// `short`, `wide`, `mono`.
    #[prop(default = "")]
    class: &'static str,
    /// Why it cannot be changed: it turns read-only and says so.
    #[prop(optional, into)]
    disabled_reason: Option<Signal<Option<String>>>,
    /// To focus it from outside.
    #[prop(optional)]
    node_ref: NodeRef<leptos::html::Input>,
) -> impl IntoView {
    let control = ControlIds::new(label);
    let why = move || disabled_reason.and_then(|reason| reason.get());
    if autofocus {
        // The attribute works in a dialog that opens, and once per document. A page that comes later asks by itself.
        Effect::new(move |_| {
            if let Some(input) = node_ref.get() {
                let _ = input.focus();
            }
        });
    }
    view! {
        <input
            node_ref=node_ref
            class=format!("input {class}")
            id=control.id
            type=kind
            placeholder=placeholder
            autocomplete=autocomplete
            maxlength=max_length.map(|length| length.to_string())
            autofocus=autofocus
            spellcheck="false"
            dir="auto"
            aria-label=move || control.aria_label.map(|label| label.get())
            aria-describedby=move || control.description.ids(disabled_reason)
            aria-invalid=move || control.invalid.get().then_some("true")
            aria-required=control.required.then_some("true")
            readonly=move || why().is_some()
            aria-description=why
            data-tip=why
            prop:value=move || value.get()
            on:input=move |event| on_input.run(event_target_value(&event))
            on:change=move |event| {
                if let Some(on_change) = on_change {
                    on_change.run(event_target_value(&event));
                }
            }
        />
    }
    .into_any()
}

/// A one-line filter or search: a drawing before the text, a clear button behind it, Escape clears.
///
/// ```ignore
/// view! { <SearchInput label="Filter Deployments" placeholder="Filter by name, cluster, tag…" value=filter on_input=set/> }
/// ```
#[component]
pub fn SearchInput(
    /// What it shows.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the text at every change.
    #[prop(into)]
    on_input: Callback<String>,
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// Shown while empty.
    #[prop(default = "")]
    placeholder: &'static str,
    /// The drawing.
    #[prop(default = Glyph::Filter)]
    glyph: Glyph,
    /// To focus it from outside.
    #[prop(optional)]
    node_ref: NodeRef<leptos::html::Input>,
) -> impl IntoView {
    let empty = move || value.with(String::is_empty);
    let key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !value.with_untracked(String::is_empty) {
            // Clearing comes before closing whatever it stands in.
            event.prevent_default();
            event.stop_propagation();
            on_input.run(String::new());
        }
    };
    let clear = move |_| {
        on_input.run(String::new());
        if let Some(input) = node_ref.get_untracked() {
            let _ = input.focus();
        }
    };
    view! {
        <span class="input-box filter">
            <Icon glyph/>
            <input
                node_ref=node_ref
                type="search"
                aria-label=move || label.get()
                placeholder=placeholder
                autocomplete="off"
                spellcheck="false"
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
                on:keydown=key
            />
            <button
                type="button"
                class="btn quiet small square clear"
                aria-label="Clear"
                hidden=empty
                on:click=clear
            >
                <Icon glyph=Glyph::Cross class="small"/>
            </button>
        </span>
    }
    .into_any()
}
