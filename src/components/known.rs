//! A page about one thing that the address names: its content, or that it is not there.

use leptos::prelude::*;

use super::Gone;

/// Draws a page about one thing anew when it becomes another one; edits flow through the memo into what is there.
#[component]
pub fn Known<T, I>(
    /// The thing of the address, `None` where the person may not know of it.
    found: Memo<Option<T>>,
    /// What tells one from another.
    id: fn(&T) -> I,
    /// What it would be: `Alert`.
    kind: &'static str,
    /// Where to go instead.
    #[prop(into)]
    href: Signal<String>,
    /// The words on the way there.
    back: &'static str,
    /// Draws the page.
    #[prop(into)]
    content: Callback<Memo<T>, AnyView>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    I: Clone + PartialEq + Send + Sync + 'static,
{
    let known = Memo::new(move |_| found.with(|found| found.as_ref().map(id)));
    move || match known.get().and_then(|_| found.get_untracked()) {
        None => view! { <Gone kind href back/> }.into_any(),
        Some(first) => {
            // The last known one stands in while it is being deleted under the page.
            let stored = Memo::new(move |last: Option<&T>| {
                found
                    .get()
                    .unwrap_or_else(|| last.cloned().unwrap_or_else(|| first.clone()))
            });
            content.run(stored)
        }
    }
}
