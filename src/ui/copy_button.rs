//! Puts a text on the clipboard and says that it did.
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::button::ButtonKind;
use super::icon::{Glyph, Icon};

/// How long the tick stays.
const SAYS_SO: Duration = Duration::from_secs(2);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Copied {
    Not,
    Yes,
    Failed,
}

/// A button that copies.
///
/// ```ignore
/// view! { <Mono text=id/> <CopyButton text=id label="Copy the id"/> }
/// ```
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: Signal<String>,
    /// What the button does.
    #[prop(into)]
    label: Signal<String>,
    /// Shows the label beside the drawing.
    #[prop(optional)]
    worded: bool,
) -> impl IntoView {
    let state = RwSignal::new(Copied::Not);
    let copy = move |_| {
        let promise = window()
            .navigator()
            .clipboard()
            .write_text(&text.get_untracked());
        leptos::task::spawn_local(async move {
            let done = JsFuture::from(promise).await.is_ok();
            let _ = state.try_set(if done { Copied::Yes } else { Copied::Failed });
            set_timeout(
                move || {
                    let _ = state.try_set(Copied::Not);
                },
                SAYS_SO,
            );
        });
    };
    let said = move || match state.get() {
        Copied::Not => "",
        Copied::Yes => "Copied",
        Copied::Failed => "Not copied. Select the text and copy it by hand.",
    };
    let glyph = move || match state.get() {
        Copied::Not => view! { <Icon glyph=Glyph::Copy/> },
        Copied::Yes => view! { <Icon glyph=Glyph::Check/> },
        Copied::Failed => view! { <Icon glyph=Glyph::Warning/> },
    };
    let kind = if worded {
        ButtonKind::Normal
    } else {
        ButtonKind::Quiet
    };
    let class = if kind == ButtonKind::Quiet {
        "btn quiet small square"
    } else {
        "btn"
    };
    view! {
        <button
            type="button"
            class=class
            aria-label=move || (!worded).then(|| label.get())
            data-tip=move || (!worded).then(|| label.get())
            on:click=copy
        >
            {glyph}
            {move || worded.then(|| label.get())}
        </button>
        <span class="vh" role="status">{said}</span>
    }
    .into_any()
}
