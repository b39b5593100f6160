//! A row of large numbers.
use leptos::prelude::*;

use super::banner::Tone;

/// A row of figures.
///
/// ```ignore
/// view! { <Figures><Figure label="Deployments" value="1,486" note="1,204 connected"/></Figures> }
/// ```
#[component]
pub fn Figures(children: Children) -> impl IntoView {
    view! { <dl class="figures">{children()}</dl> }.into_any()
}

/// One figure.
#[component]
pub fn Figure(
    /// What is counted.
    #[prop(into)]
    label: Signal<String>,
    /// The number, already in words of the page.
    #[prop(into)]
    value: Signal<String>,
    /// What puts it in proportion.
    #[prop(optional, into)]
    note: Signal<Option<String>>,
    /// Colour, where the number is good or bad news.
    #[prop(optional, into)]
    tone: Signal<Tone>,
) -> impl IntoView {
    view! {
        <div>
            <dt>{move || label.get()}</dt>
            <dd>
                <span class=move || tone.get().class()>{move || value.get()}</span>
                " "
                {move || note.get().map(|note| view! { <small>{note}</small> })}
            </dd>
        </div>
    }
    .into_any()
}
