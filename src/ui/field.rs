//! A control with its label, hint, error and mark of change. It hands its ids to the one control inside through
//! the context, so that pages wire no `for`, `id` or `aria-*` by hand. A second control in the same field takes a `label`.
use leptos::context::Provider;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::ids;

/// What a field tells the control inside it.
#[derive(Clone)]
struct FieldContext {
    control: String,
    label: String,
    described_by: Signal<Option<String>>,
    invalid: Signal<bool>,
    required: bool,
}

/// The attributes a control takes from the field around it, or from its own label where there is none.
#[derive(Clone)]
pub(crate) struct ControlIds {
    /// The control's id.
    pub id: String,
    /// Its name, when no visible label is its label.
    pub aria_label: Option<Signal<String>>,
    /// The visible label, for controls that `for` cannot reach.
    pub labelled_by: Option<String>,
    /// Hint and error.
    pub description: Description,
    /// Whether an error stands beside it.
    pub invalid: Signal<bool>,
    /// Whether it must be filled.
    pub required: bool,
}

impl ControlIds {
    /// For a control that may have a label of its own.
    pub fn new(own_label: Option<Signal<String>>) -> Self {
        match use_context::<FieldContext>() {
            Some(field) if own_label.is_none() => Self {
                id: field.control,
                aria_label: None,
                labelled_by: Some(field.label),
                description: Description(field.described_by),
                invalid: field.invalid,
                required: field.required,
            },
            field => Self {
                id: ids::unique("control"),
                aria_label: own_label,
                labelled_by: None,
                description: Description(
                    field
                        .as_ref()
                        .map_or_else(|| Signal::stored(None), |field| field.described_by),
                ),
                invalid: field.map_or_else(|| Signal::stored(false), |field| field.invalid),
                required: false,
            },
        }
    }
}

/// What describes a control: the ids of its hint and its error.
#[derive(Clone, Copy)]
pub(crate) struct Description(Signal<Option<String>>);

impl Description {
    /// For `aria-describedby`. A closed control is described by its reason alone, which stands in its
    /// `aria-description`; browsers read that only where nothing else describes the control.
    pub fn ids(self, closed: Option<Signal<Option<String>>>) -> Option<String> {
        let is_closed = closed.is_some_and(|reason| reason.with(Option::is_some));
        (!is_closed).then(|| self.0.get()).flatten()
    }
}

/// A label, a control, and what is to be said about it.
///
/// ```ignore
/// view! {
///     <Field label="Scheduler size" hint="2 vCPU, 4 GiB each" row=true changed=changed was="was Small" error=error>
///         <Select options=sizes value=size on_change=move |next| set_size(next)/>
///     </Field>
/// }
/// ```
#[component]
pub fn Field(
    /// The visible label.
    #[prop(into)]
    label: Signal<String>,
    /// What helps to fill it.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// What is wrong and how to mend it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Differs from what is saved: shows the brass mark.
    #[prop(optional, into)]
    changed: Signal<bool>,
    /// What was saved, shown beside a changed control.
    #[prop(optional, into)]
    was: Signal<Option<String>>,
    /// Must be filled.
    #[prop(optional)]
    required: bool,
    /// May stay empty, and says so.
    #[prop(optional)]
    optional: bool,
    /// Label and control side by side, as in a section.
    #[prop(optional)]
    row: bool,
    children: Children,
) -> impl IntoView {
    let control = ids::unique("field");
    let part = |name: &str| format!("{control}-{name}");
    let (label_id, hint_id, error_id) = (part("label"), part("hint"), part("error"));
    let described_by = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        Signal::derive(move || {
            let mut all = Vec::new();
            if hint.with(Option::is_some) {
                all.push(hint_id.clone());
            }
            if error.with(Option::is_some) {
                all.push(error_id.clone());
            }
            (!all.is_empty()).then(|| all.join(" "))
        })
    };
    let context = FieldContext {
        control: control.clone(),
        label: label_id.clone(),
        described_by,
        invalid: Signal::derive(move || error.with(Option::is_some)),
        required,
    };
    let words = view! {
        <div>
            <label class="field-label" id=label_id for=control>
                {move || label.get()}
                {optional.then(|| view! { <span class="req">" (optional)"</span> })}
            </label>
            {move || {
                let id = hint_id.clone();
                hint.get().map(move |hint| view! { <div class="field-hint" id=id>{hint}</div> })
            }}
        </div>
    };
    view! {
        <div class=if row { "row" } else { "field-block" } class:changed=move || changed.get()>
            {words}
            <div class="field">
                <Provider value=context>{children()}</Provider>
                {move || {
                    let was = if changed.get() { was.get() } else { None };
                    was.map(|was| view! { <span class="field-was wrap">{was}</span> })
                }}
                {move || {
                    let id = error_id.clone();
                    error
                        .get()
                        .map(move |error| {
                            view! {
                                <div class="field-error" id=id>
                                    <Icon glyph=Glyph::Warning class="small"/>
                                    <span>{error}</span>
                                </div>
                            }
                        })
                }}
            </div>
        </div>
    }
    .into_any()
}
