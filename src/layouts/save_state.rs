//! The pill that says whether changes are on disk.

use leptos::prelude::*;

use crate::replica::{Integrity, Replica, Saving, StorageMode};
use crate::ui::{Dot, Pill};

/// "Saved on this device", "Saving", "In memory only", "Read only", "Not saved", or that nothing can be saved where the log
/// is cut short.
#[component]
pub fn SaveState() -> impl IntoView {
    let replica = Replica::get();
    let is_cut_short = Memo::new(move |_| {
        let is_cut_short = |integrity: &Integrity| {
            matches!(
                integrity,
                Integrity::Damaged {
                    is_cut_short: true,
                    ..
                }
            )
        };
        replica.integrity().with(is_cut_short)
    });
    let state = move || match (replica.mode().get(), replica.saving().get()) {
        _ if is_cut_short.get() => (Dot::Bad, "Nothing can be saved: log cut short"),
        (_, Saving::Failed { .. }) => (Dot::Bad, "Not saved"),
        (_, Saving::Saving) => (Dot::Busy, "Saving"),
        (StorageMode::Memory { .. }, Saving::Saved) => (Dot::Warn, "In memory only"),
        (StorageMode::ReadOnly { .. }, Saving::Saved) => (Dot::Warn, "Read only"),
        (StorageMode::Durable, Saving::Saved) => (Dot::Ok, "Saved on this device"),
    };
    view! { <span role="status"><Pill dot=Signal::derive(move || Some(state().0))>{move || state().1}</Pill></span> }
        .into_any()
}
