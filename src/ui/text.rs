//! Text that came from people or machines: isolated, cut with its whole on demand, monospaced, or for screen readers only.
use leptos::prelude::*;

/// A name in running text. Its direction, emoji or markup never touch what stands around it.
///
/// ```ignore
/// view! { <p>"Open " <Isolated text=name/> " again"</p> }
/// ```
#[component]
pub fn Isolated(
    /// The text as stored.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! { <bdi class="wrap">{move || text.get()}</bdi> }.into_any()
}

/// One line that ends in an ellipsis where it does not fit; hovering it, or focusing the link around it, shows the whole.
///
/// ```ignore
/// view! { <a class="row-link" href=href><Cut text=name/></a> }
/// ```
#[component]
pub fn Cut(
    /// The text as stored.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! { <span class="cut" dir="auto" data-cut="">{move || text.get()}</span> }.into_any()
}

/// An identifier, a path, a key: something to be read letter by letter.
#[component]
pub fn Mono(
    /// The text as stored.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! { <code class="mono iso">{move || text.get()}</code> }.into_any()
}

/// A sentence in which names and identifiers stand between back-ticks: each is shown as what it is, to be read letter by
/// letter, and the sentence runs on over as many lines as it takes.
///
/// ```ignore
/// view! { <Sentence text="It needs `workspace.get` here."/> }
/// ```
#[component]
pub fn Sentence(
    /// The sentence.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let parts = text.split('`').enumerate();
    let shown = parts
        .map(|(place, part)| {
            let part = part.to_owned();
            if place % 2 == 1 {
                view! { <Mono text=part/> }.into_any()
            } else {
                part.into_any()
            }
        })
        .collect_view();
    view! { <span class="wrap">{shown}</span> }.into_any()
}

/// Words for a screen reader only.
#[component]
pub fn VisuallyHidden(
    /// The words.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! { <span class="vh">{move || text.get()}</span> }.into_any()
}

/// One key of the keyboard, as printed on it.
#[component]
pub fn Kbd(
    /// The key: `C`, `⌘K`, `Esc`.
    #[prop(into)]
    keys: String,
) -> impl IntoView {
    view! { <kbd>{keys}</kbd> }.into_any()
}
