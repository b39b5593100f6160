//! Handing a plan on: as a file, and as a link where it fits in one.

use leptos::prelude::*;

use crate::components::Submission;
use crate::paths::Place;
use crate::replica::Replica;
use crate::ui::{Banner, Button, CopyButton, Cut, Dialog, Field, Glyph, Tone};

/// The dialog.
#[component]
pub fn SharePlan(
    /// Whether it shows.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Dialog
            open=open
            on_close=move || open.set(false)
            title="Share the plan"
            lead="Whoever opens it sees whether it still fits, and applies what they may.".to_owned()
        >
            <Ways/>
        </Dialog>
    }
    .into_any()
}

#[component]
fn Ways() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let saving = Submission::default();
    let linking = Submission::default();
    let link = RwSignal::new(None::<Option<String>>);
    let page = place.paths_untracked().plan();
    linking.run(replica.plan_in_a_link(), move |packed| {
        let href = packed.map(|packed| {
            let origin = window().location().origin().unwrap_or_default();
            format!("{origin}{page}#{packed}")
        });
        link.set(Some(href));
    });
    let secrets = Memo::new(move |_| replica.plan().secrets.len());
    let failed = move || {
        saving
            .error_beside(&[])
            .get()
            .or_else(|| linking.error_beside(&[]).get())
    };
    view! {
        <div class="stack">
            {move || (secrets.get() > 0).then(|| view! {
                <Banner>"It brings secrets. Their texts stay on this device; whoever applies it supplies them again. What a variable holds in plain text now is in the plan."</Banner>
            })}
            <Field label="As a link" hint="Everything is in the link itself. Browsers send what stands behind the # to no server.">
                {move || match link.get() {
                    None => view! { <span class="sub">"Making the link"</span> }.into_any(),
                    Some(None) => view! { <span>"This plan is too long for a link. Share the file."</span> }.into_any(),
                    Some(Some(href)) => {
                        let text = href.clone();
                        view! {
                            <div class="cluster">
                                <Cut text=href/>
                                <CopyButton text=text label="Copy the link"/>
                            </div>
                        }
                        .into_any()
                    }
                }}
            </Field>
            <Field label="As a file">
                <Button
                    glyph=Glyph::Download
                    busy=saving.busy()
                    on_click=move |_| saving.run(async move { replica.download_plan() }, |()| {})
                >
                    "Download the plan"
                </Button>
            </Field>
            {move || failed().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </div>
    }
    .into_any()
}
