//! Whether the log is whole: recomputed on request, with what that proves and what it does not.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::{grouped, millis, tell_failure};
use crate::replica::{Integrity, Replica};
use crate::ui::{
    Banner, Button, CopyButton, Field, Glyph, Mono, Progress, Section, SectionBody, Time, Tone,
};

/// The section.
#[component]
pub(super) fn Verify() -> impl IntoView {
    let replica = Replica::get();
    let integrity = replica.integrity();
    let is_busy = Memo::new(move |_| matches!(integrity.get(), Integrity::Proving { .. }));
    let is_damaged =
        Memo::new(move |_| integrity.with(|it| matches!(it, Integrity::Damaged { .. })));
    let end = Memo::new(move |_| replica.log_end());
    let verify = move |_| {
        spawn_local(async move {
            if let Err(failure) = replica.verify_log().await {
                tell_failure(&failure);
            }
        });
    };
    let count = |number: u64| grouped(usize::try_from(number).unwrap_or(usize::MAX));
    let progress = move || {
        let Integrity::Proving { done, of } = integrity.get() else {
            return None;
        };
        #[allow(clippy::cast_precision_loss)]
        let value = Some(done as f64 / of.max(1) as f64);
        let amount = format!("{} of {} commits", count(done), count(of));
        Some(view! { <Progress label="Recomputing the chain" value=value amount=Some(amount)/> })
    };
    let outcome = move || {
        match integrity.get() {
        Integrity::Unproved => {
            view! { <p class="note">"The log has not been recomputed since this page was opened."</p> }.into_any()
        }
        // How far it is stands outside of what is read aloud.
        Integrity::Proving { .. } => ().into_any(),
        Integrity::Proved { head, at } => {
            let hash = head.hash_in_hex();
            let text = match head.sequence {
                1 => "The one commit is as it was written.".to_owned(),
                all => format!(
                    "All {} commits are as they were written, and each follows the one before it.",
                    count(all)
                ),
            };
            let since = end.get().saturating_sub(head.sequence);
            let since = (since > 0).then(|| {
                let noun = if since == 1 { "commit was" } else { "commits were" };
                format!(" {} {noun} made since. Verify again.", count(since))
            });
            view! {
                <Banner tone=Tone::Ok title="The log is whole">{text}" Recomputed "<Time at=millis(at)/>"."{since}</Banner>
                <Field label="Where the chain ends" hint="An export of the audit log ends with the same number and hash.">
                    <div class="cluster">
                        <Mono text=hash.clone()/>
                        <CopyButton text=hash label="Copy the hash"/>
                    </div>
                </Field>
            }
            .into_any()
        }
        // What can be done about it stands at the top of every page.
        Integrity::Damaged { faults, .. } => view! {
            <Banner tone=Tone::Bad title="The log is damaged">
                {faults.join(" ")}
            </Banner>
        }
        .into_any(),
    }
    };
    view! {
        <Section
            title="Is the log whole"
            lead=Some("Each commit is sealed with the hash of the one before it. Recomputing all of them finds every change that was made to one of them afterwards.".to_owned())
            actions=move || view! {
                <Button glyph=Glyph::Check busy=is_busy on_click=verify>"Verify the log"</Button>
            }
        >
            <SectionBody>
                {progress}
                <div aria-live="polite">{outcome}</div>
                <div class="audit-proof">
                    <Show when=move || !is_damaged.get()>
                        <h3>"What it proves"</h3>
                        <p>"No commit of this log was changed, taken out, put in between or moved since it was written, and none is damaged."</p>
                    </Show>
                    <h3>"What it does not prove"</h3>
                    <p>
                        "Nobody outside vouches for the end of the chain. Whoever holds this device can write the whole log anew, and such a log verifies as well. Names and times are those that this device gave. To notice a log that was written anew, keep an export elsewhere: its last line holds the number and the hash with which the log ended then."
                    </p>
                </div>
            </SectionBody>
        </Section>
    }
    .into_any()
}
