//! On or off, at once: a native check box in the role of a switch.
use leptos::prelude::*;

use super::field::ControlIds;
use super::tooltip::explained;

/// A switch.
///
/// ```ignore
/// view! {
///     <Field label="High availability" hint="Two schedulers in separate zones" row=true>
///         <Switch checked=ha on_change=move |on| ha.set(on)/>
///     </Field>
/// }
/// ```
#[component]
pub fn Switch(
    /// Whether it is on.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Its name, where no `Field` gives it one.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Why it cannot be changed; shown beside it.
    #[prop(optional, into)]
    disabled_reason: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let control = ControlIds::new(label);
    let why = move || disabled_reason.and_then(|reason| reason.get());
    view! {
        <span class="switch-line">
            <input
                type="checkbox"
                role="switch"
                class="switch"
                id=control.id
                aria-label=move || control.aria_label.map(|label| label.get())
                aria-describedby=move || control.description.ids(disabled_reason)
                aria-invalid=move || control.invalid.get().then_some("true")
                aria-disabled=move || why().is_some().then_some("true")
                aria-description=why
                prop:checked=move || checked.get()
                on:click=move |event| {
                    if disabled_reason.is_some_and(|reason| reason.with_untracked(Option::is_some)) {
                        event.prevent_default();
                    }
                }
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            {move || {
                why()
                    .map(|why| {
                        let href = explained(&why);
                        view! {
                            <span aria-hidden="true">{why}</span>
                            {href.map(|href| view! { <a class="link" href=href>"Why"</a> })}
                        }
                    })
            }}
        </span>
    }
    .into_any()
}
