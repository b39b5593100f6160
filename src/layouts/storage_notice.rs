//! The banner that shows while changes do not reach the disk, with the way to keep them.

use leptos::prelude::*;

use crate::components::{ReloadGuard, Submission};
use crate::replica::{Replica, Saving, StorageMode};
use crate::ui::{Banner, Button, Glyph, Tone};

/// Says why nothing is kept, and offers the open Organization as a file.
#[component]
pub fn StorageNotice() -> impl IntoView {
    let replica = Replica::get();
    let download = Submission::default();
    let handle = move || replica.read(|opened| opened.handle.clone());
    let offer = move || {
        handle().map(|handle| {
            view! {
                <Button
                    small=true
                    glyph=Glyph::Download
                    busy=download.busy()
                    on_click=move |_| download.run(replica.download_organization(handle.clone()), |()| {})
                >
                    "Download the Organization"
                </Button>
            }
        })
    };
    let message = move || match (replica.mode().get(), replica.saving().get()) {
        (StorageMode::Memory { reason }, _) => Some((
            "Changes stay in memory until this tab closes",
            capital(&reason.to_string()),
        )),
        (StorageMode::Durable, Saving::Failed { message }) => {
            Some(("The last change was not saved", message))
        }
        (StorageMode::Durable, _) => None,
    };
    let unkept =
        move || matches!(replica.mode().get(), StorageMode::Memory { .. }) && handle().is_some();
    let notice = move || {
        // The offer appears with the Organization, so it is drawn anew with it.
        handle();
        message().map(|(title, text)| {
            view! {
                <Banner tone=Tone::Warn title=title actions=offer>{text}</Banner>
            }
            .into_any()
        })
    };
    view! { <ReloadGuard dirty=unkept/>{notice} }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string())
        .unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
