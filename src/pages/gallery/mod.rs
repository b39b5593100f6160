//! Every primitive in every state, for people who build pages and for the tests that look at them.
//! Shows nothing of any Organization and changes nothing.
mod blocks;
mod buttons;
mod choices;
mod dialogs;
mod inputs;
mod labels;
mod messages;
mod names;
mod specimen;
mod tables;

use leptos::prelude::*;

use crate::ui::{Choice, PageHead, Segmented, Theme};

/// The sections, in order: id and words of the index.
const INDEX: [(&str, &str); 9] = [
    ("buttons", "Buttons and menus"),
    ("inputs", "Inputs"),
    ("choices", "Choices"),
    ("dialogs", "Dialogs, toasts, tips"),
    ("labels", "Status and labels"),
    ("messages", "Messages and waiting"),
    ("blocks", "Blocks"),
    ("tables", "Tables"),
    ("names", "Awkward names"),
];

/// The gallery page.
#[component]
pub fn GalleryPage() -> impl IntoView {
    let theme = RwSignal::new(String::from(Theme::current().name()));
    let themes = vec![
        Choice::new("system", "System"),
        Choice::new("light", "Light"),
        Choice::new("dark", "Dark"),
    ];
    let switch = move |name: String| {
        Theme::named(&name).apply();
        theme.set(name);
    };
    let actions = move || {
        view! { <Segmented label="Theme" options=themes.clone() value=theme on_change=switch/> }
    };
    let links = INDEX
        .into_iter()
        .map(|(id, words)| view! { <li><a href=format!("#{id}")>{words}</a></li> })
        .collect_view();
    view! {
        <div class="gallery">
            <nav class="gallery-index" aria-label="On this page">
                <ul>{links}</ul>
            </nav>
            <div class="specimens">
                <PageHead
                    title="Gallery"
                    lead=move || "Every primitive of the interface, in every state."
                    actions=actions
                />
                {buttons::section()}
                {inputs::section()}
                {choices::section()}
                {dialogs::section()}
                {labels::section()}
                {messages::section()}
                {blocks::section()}
                {tables::section()}
                {names::section()}
            </div>
        </div>
    }
    .into_any()
}
