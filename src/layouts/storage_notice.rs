//! The banner that shows while changes do not reach the disk, with the way to keep them.

use leptos::prelude::*;

use crate::components::ReloadGuard;
use crate::replica::{Asked, Replica, Saving, StorageError, StorageMode, capital};
use crate::ui::{Banner, Button, Glyph, Isolated, Tone};

/// Says why nothing is kept, and offers the open Organization as a file.
#[component]
pub fn StorageNotice() -> impl IntoView {
    let replica = Replica::get();
    let handle = move || replica.read(|opened| opened.handle.clone());
    let offer = move || {
        if replica.source().is_some() {
            return Some(
                view! { <Button small=true glyph=Glyph::Download on_click=move |_| replica.ask_to_keep()>"Keep a copy on this device"</Button> }
                    .into_any(),
            );
        }
        handle().map(|handle| {
            view! {
                <Button
                    small=true
                    glyph=Glyph::Download
                    on_click=move |_| replica.ask(Asked::Export(handle.clone()))
                >
                    "Download the Organization"
                </Button>
            }
            .into_any()
        })
    };
    let message = move || {
        match (replica.mode().get(), replica.saving().get()) {
        (StorageMode::Memory { reason }, _) => Some((
            "Changes stay in memory until this tab closes",
            sentence(&reason).into_any(),
        )),
        (StorageMode::ReadOnly { .. }, _) if replica.source().is_some() => Some((
            "This is a published copy",
            view! { "It came from "<Isolated text=replica.source().unwrap_or_default()/>" and nothing of it is changed here. The menu of the account says as whom it shows." }
                .into_any(),
        )),
        (StorageMode::ReadOnly { reason }, _) => {
            Some(("This tab is read only", sentence(&reason).into_any()))
        }
        (StorageMode::Durable, Saving::Failed { message }) => {
            Some(("The last change was not saved", message.into_any()))
        }
        (StorageMode::Durable, _) => None,
    }
    };
    let unkept =
        move || matches!(replica.mode().get(), StorageMode::Memory { .. }) && handle().is_some();
    let notice = move || {
        // The offer appears with the Organization, so it is drawn anew with it.
        handle();
        message().map(|(title, text)| {
            let tone = if replica.source().is_some() {
                Tone::Info
            } else {
                Tone::Warn
            };
            view! {
                <Banner tone=tone title=title actions=offer>{text}</Banner>
            }
            .into_any()
        })
    };
    view! { <ReloadGuard dirty=unkept/>{notice} }
}

fn sentence(reason: &StorageError) -> String {
    format!("{}.", capital(&reason.to_string()))
}
