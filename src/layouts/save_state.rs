//! The pill that says whether changes are on disk.

use leptos::prelude::*;

use crate::replica::{Replica, Saving, StorageMode};
use crate::ui::{Dot, Pill};

/// "Saved on this device", "Saving", "In memory only", "Read only" or "Not saved".
#[component]
pub fn SaveState() -> impl IntoView {
    let replica = Replica::get();
    let state = move || match (replica.mode().get(), replica.saving().get()) {
        (_, Saving::Failed { .. }) => (Dot::Bad, "Not saved"),
        (_, Saving::Saving) => (Dot::Busy, "Saving"),
        (StorageMode::Memory { .. }, Saving::Saved) => (Dot::Warn, "In memory only"),
        (StorageMode::ReadOnly { .. }, Saving::Saved) => (Dot::Warn, "Read only"),
        (StorageMode::Durable, Saving::Saved) => (Dot::Ok, "Saved on this device"),
    };
    view! { <span role="status"><Pill dot=Signal::derive(move || Some(state().0))>{move || state().1}</Pill></span> }
        .into_any()
}
