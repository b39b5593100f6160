//! What this device keeps: how much, whether the browser may clear it away, when backups were made, and how secrets are
//! sealed.

mod organizations;
mod secrets;

use leptos::prelude::*;
use leptos::task::spawn_local;

use organizations::Organizations;
use secrets::{ChangeDialog, Secrets};

use super::settings_tabs::{AccountTab, AccountTabs};
use crate::components::{PageTitle, Submission};
use crate::replica::{Failure, Replica, SizeView, StorageMode, StorageView, size_in_words};
use crate::ui::{
    Banner, Button, Field, PageHead, Section, Skeleton, SkeletonSize, Status, StatusKind, Tone,
};

/// The page.
#[component]
pub fn StoragePage() -> impl IntoView {
    let replica = Replica::get();
    let found = RwSignal::new(None::<StorageView>);
    let failed = RwSignal::new(None::<Failure>);
    // Looks that overtake each other: the latest one tells.
    let latest = StoredValue::new(0_u32);
    let look = move || {
        let turn = latest.try_update_value(|turn| {
            *turn += 1;
            *turn
        });
        spawn_local(async move {
            let known = found.try_get_untracked().flatten();
            let known = known.map_or_else(Vec::new, |view| view.organizations);
            let outcome = replica.storage_view(known).await;
            if latest.try_get_value() != turn {
                return;
            }
            match outcome {
                Ok(view) => {
                    failed.try_set(None);
                    found.try_set(Some(view));
                }
                Err(failure) => {
                    failed.try_set(Some(failure));
                }
            }
        });
    };
    // Sizes and backups change with every list of Organizations, and with each focus it is read anew; the first comes
    // once storage is open.
    Effect::new(move |_| {
        if replica.organizations().with(Option::is_some) {
            look();
        }
    });
    let (change, submission) = (RwSignal::new(None), Submission::default());
    let is_found = Memo::new(move |_| found.with(Option::is_some));
    let usage = Memo::new(move |_| found.with(|view| view.as_ref()?.usage));
    let sealed_by = Memo::new(move |_| found.with(|view| view.as_ref().map(|it| it.sealed_by)));
    let organizations = Memo::new(move |_| {
        let view = found.get();
        view.map_or_else(Vec::new, |view| view.organizations)
    });
    let skeleton = move || {
        failed.with(Option::is_none).then(|| {
            view! {
                <div class="stack" aria-busy="true">
                    <Skeleton size=SkeletonSize::Block/>
                    <Skeleton size=SkeletonSize::Block/>
                </div>
            }
        })
    };
    view! {
        <PageTitle text="Storage on this device"/>
        <div class="page-narrow">
            <PageHead title="Storage on this device" lead=|| "For every Organization on it."/>
            <AccountTabs current=AccountTab::Storage/>
            {move || failed.get().map(|failure| view! { <Banner tone=Tone::Bad>{failure.sentence()}</Banner> })}
            <Show when=move || is_found.get() fallback=skeleton>
                <InThisBrowser usage organizations/>
                <Organizations organizations/>
                <Secrets sealed_by organizations change submission on_change=look/>
            </Show>
            <ChangeDialog change submission on_change=look/>
        </div>
    }
    .into_any()
}

/// What the browser says.
#[component]
fn InThisBrowser(
    #[prop(into)] usage: Signal<Option<f64>>,
    #[prop(into)] organizations: Signal<Vec<SizeView>>,
) -> impl IntoView {
    let replica = Replica::get();
    let asking = Submission::default();
    let answer = RwSignal::new(None::<bool>);
    let in_use = move || {
        usage.get().map_or_else(
            || "The browser does not say".to_owned(),
            |bytes| format!("About {}", size_in_words(bytes)),
        )
    };
    #[allow(clippy::cast_precision_loss)]
    let in_rows = move || {
        let bytes: usize = organizations.with(|all| all.iter().map(|it| it.bytes).sum());
        size_in_words(bytes as f64)
    };
    let is_durable = move || replica.mode().get() == StorageMode::Durable;
    let kept = move || match (is_durable(), replica.is_persistent()) {
        (false, _) => (
            StatusKind::Degraded,
            "Not at all",
            "Changes stay in memory until the tab closes.",
        ),
        (true, Some(true)) => (
            StatusKind::Healthy,
            "For good",
            "Until somebody clears the data of this site.",
        ),
        (true, Some(false)) => (
            StatusKind::Degraded,
            "The browser may clear it",
            "When the device runs short of room.",
        ),
        (true, None) => (
            StatusKind::Unknown,
            "The browser does not say",
            "Make backups.",
        ),
    };
    let ask = move |_| {
        asking.run(replica.ask_to_persist(), move |is_kept| {
            answer.try_set(Some(is_kept));
        });
    };
    let told = move || {
        answer.get().map(|is_kept| {
            let text = if is_kept {
                "The browser agreed to keep it."
            } else {
                "The browser did not agree. Some do once a site is used often, installed or bookmarked. Make backups until then."
            };
            view! { <span class="sub" role="status">{text}</span> }
        })
    };
    let asks = move || is_durable() && replica.is_persistent() != Some(true);
    view! {
        <Section title="In this browser">
            <Field label="On the disk" row=true>
                <div class="stack tight">
                    <span>{in_use}</span>
                    <span class="sub">"The browser's own estimate for everything of this site. Browsers round it, and count what they compressed."</span>
                </div>
            </Field>
            <Field label="In Organizations" row=true>
                <div class="stack tight">
                    <span>{in_rows}</span>
                    <span class="sub">"The bytes of their logs and snapshots as Planisphere wrote them, the sum of the sizes below. The browser may need less for them, or more."</span>
                </div>
            </Field>
            <Field label="Kept" row=true>
                <div class="stack tight">
                    {move || { let (kind, word, about) = kept(); view! { <Status kind=kind word=word.to_owned()/><span class="sub">{about}</span> } }}
                    <Show when=asks>
                        <div><Button small=true busy=asking.busy() on_click=ask>"Ask the browser to keep it"</Button></div>
                    </Show>
                    {told}
                </div>
            </Field>
        </Section>
    }
    .into_any()
}
