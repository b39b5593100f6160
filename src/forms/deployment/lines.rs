//! A list of short texts, one per line: e-mail addresses, address ranges.

use leptos::prelude::*;

use crate::ui::TextArea;

/// The list as a text area inside a field. What is typed is kept as it is; the list has neither blanks nor empty
/// lines.
#[component]
pub fn Lines(
    /// The list now.
    #[prop(into)]
    value: Signal<Vec<String>>,
    /// Called with the list at every change.
    #[prop(into)]
    on_set: Callback<Vec<String>>,
    /// An example.
    #[prop(default = "")]
    placeholder: &'static str,
    /// Why it cannot be changed.
    #[prop(into)]
    closed: Signal<Option<String>>,
) -> impl IntoView {
    let text = RwSignal::new(value.get_untracked().join("\n"));
    Effect::new(move |_| {
        let now = value.get();
        if text.with_untracked(|text| lines_of(text)) != now {
            text.set(now.join("\n"));
        }
    });
    let typed = move |typed: String| {
        let lines = lines_of(&typed);
        text.set(typed);
        on_set.run(lines);
    };
    view! { <TextArea value=text on_input=typed placeholder rows=3 disabled_reason=closed/> }
        .into_any()
}

fn lines_of(text: &str) -> Vec<String> {
    let parts = text.split(['\n', ',', ';']).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}
