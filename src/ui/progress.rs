//! Work that takes a while: how far it is, and a way to stop it. A spinner where nothing is known.
use leptos::prelude::*;

use super::button::Button;
use super::ids;

/// A progress bar with its words.
///
/// ```ignore
/// view! { <Progress label="Reading 3 files" value=part amount="2 of 3" on_cancel=move || stop()/> }
/// ```
#[component]
pub fn Progress(
    /// What goes on.
    #[prop(into)]
    label: Signal<String>,
    /// How far, from 0 to 1; `None` while nobody knows.
    #[prop(into)]
    value: Signal<Option<f64>>,
    /// The same in words: `2 of 3`, `1.4 of 2 MiB`.
    #[prop(optional, into)]
    amount: Signal<Option<String>>,
    /// Called to stop the work.
    #[prop(optional, into)]
    on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    let id = ids::unique("progress");
    let labelled = id.clone();
    view! {
        <div class="progress">
            <span class="text" id=id>{move || label.get()}</span>
            <span class="amount">{move || amount.get()}</span>
            <progress
                aria-labelledby=labelled
                max="1"
                value=move || value.get().map(|value| value.clamp(0.0, 1.0).to_string())
            ></progress>
            {on_cancel
                .map(|cancel| {
                    view! { <Button small=true on_click=move |_| cancel.run(())>"Cancel"</Button> }
                })}
        </div>
    }
    .into_any()
}

/// A turning ring with words for a screen reader.
#[component]
pub fn Spinner(
    /// What goes on.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! {
        <span class="cluster" role="status">
            <span class="spinner" aria-hidden="true"></span>
            <span class="vh">{move || label.get()}</span>
        </span>
    }
    .into_any()
}
