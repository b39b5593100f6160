//! The banner that shows while the log behind an Organization is not whole, with the ways to keep what there is.

use leptos::prelude::*;

use crate::components::Submission;
use crate::replica::{Asked, Integrity, Replica};
use crate::ui::{Banner, Button, Glyph, Tone};

/// Says what is wrong with the log, and offers what can be read and everything that is stored.
#[component]
pub(super) fn DamageNotice() -> impl IntoView {
    let replica = Replica::get();
    let damage = Memo::new(move |_| match replica.integrity().get() {
        Integrity::Damaged {
            faults,
            ways_out,
            is_harmless,
            is_cut_short,
            readable,
        } => Some((faults, ways_out, is_harmless, is_cut_short, readable)),
        Integrity::Unproved | Integrity::Proving { .. } | Integrity::Proved { .. } => None,
    });
    let actions = move || {
        view! { <Downloads/> }
    };
    move || {
        damage.get().map(|(faults, ways_out, is_harmless, is_cut_short, readable)| {
            let what: Vec<_> = faults.into_iter().map(|fault| view! { <li>{fault}</li> }).collect();
            let title = if is_cut_short {
                format!("The log of this Organization is damaged after commit {readable}")
            } else if is_harmless {
                "A snapshot of the log cannot be used".to_owned()
            } else {
                "A part of the history of this Organization is damaged".to_owned()
            };
            let text = if is_cut_short {
                "What shows is everything up to there. Nothing is changed here, so that the rest can still be mended."
            } else if is_harmless {
                "It only saves time at opening. A new one is made from the commits, and nothing is lost."
            } else {
                "What shows is not affected and can be changed. Moments before the damage may not be readable."
            };
            let tone = if is_harmless { Tone::Warn } else { Tone::Bad };
            view! {
                <Banner tone title=Some(title) actions=actions>
                    {text}
                    <ul>{what}</ul>
                    {ways_out.join(" ")}
                </Banner>
            }
        })
    }
}

/// The two files that can be had of a damaged log.
#[component]
fn Downloads() -> impl IntoView {
    let replica = Replica::get();
    let rows = Submission::default();
    let handle = move || replica.read_untracked(|opened| opened.handle.clone());
    view! {
        <Button
            small=true
            glyph=Glyph::Download
            on_click=move |_| {
                if let Some(handle) = handle() {
                    replica.ask(Asked::Export(handle));
                }
            }
        >
            "Download what can be read"
        </Button>
        <Button
            small=true
            glyph=Glyph::Download
            busy=rows.busy()
            on_click=move |_| {
                if let Some(handle) = handle() {
                    rows.run(replica.download_rows(handle), |()| {});
                }
            }
        >
            "Download everything for repair"
        </Button>
    }
}
