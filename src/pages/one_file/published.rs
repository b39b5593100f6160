//! What shows while a published copy is on its way, and when it does not come.

use leptos::prelude::*;

use super::working::Working;
use crate::components::PageTitle;
use crate::paths::HOME;
use crate::replica::{Published, Replica};
use crate::ui::{Banner, Button, ButtonKind, Card, Mono, PageHead, Tone};

/// The page.
#[component]
pub fn PublishedPage() -> impl IntoView {
    let replica = Replica::get();
    let source = replica.source().unwrap_or_default();
    let failed = Memo::new(move |_| match replica.published().get() {
        Published::Failed { message } => Some(message),
        _ => None,
    });
    let title = move || match failed.with(Option::is_some) {
        true => "The published copy cannot be opened".to_owned(),
        false => "Opening a published copy".to_owned(),
    };
    // A reload that the browser refuses leaves the page as it is, and the button with it.
    let again = move |_| drop(window().location().reload());
    view! {
        <PageTitle text="Published copy"/>
        <div class="page-narrow stack">
            <PageHead title=Signal::derive(title) lead=|| "Nothing of it is stored on this device."/>
            <p><Mono text=source/></p>
            <Show when=move || failed.with(Option::is_none)>
                <Card><Working work=replica.fetching()/></Card>
            </Show>
            {move || failed.get().map(|message| view! {
                <Banner tone=Tone::Bad>{message}</Banner>
                <div class="cluster">
                    <Button kind=ButtonKind::Primary on_click=again>"Try again"</Button>
                    <a class="btn" href=HOME rel="external">"Organizations on this device"</a>
                </div>
            })}
        </div>
    }
    .into_any()
}
