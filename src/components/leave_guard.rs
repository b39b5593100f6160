//! Asks before the tab is closed or reloaded while a draft is unsaved.

use leptos::prelude::*;

use crate::ui::on_window;

/// While `dirty` holds, the browser asks before it leaves the page.
#[component]
pub fn LeaveGuard(
    /// Whether something would be lost.
    #[prop(into)]
    dirty: Signal<bool>,
) -> impl IntoView {
    on_window(&["beforeunload"], move |event| {
        if dirty.try_get_untracked() == Some(true) {
            event.prevent_default();
        }
    });
}
