//! The strip over a page that shows the past: which moment it is, and the ways to another one.

use leptos::prelude::*;
use planisphere_domain::Timestamp;

use super::picker::MomentPicker;
use super::wall_clock::zone;
use crate::components::{Parameter, grouped, millis};
use crate::paths::{AT, Place};
use crate::replica::{Past, Reading, Replica};
use crate::ui::{Button, Glyph, Icon, IconButton, Isolated, LinkButton, Time, exact, unique_id};

/// The strip. While the log is read it says so; the page tells how far that is.
#[component]
pub fn PastBar() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let at = Parameter::new(AT);
    let zone = zone();
    let shown = Memo::new(move |_| match replica.past() {
        Past::At(view) => Some(*view),
        _ => None,
    });
    let go = move |sequence: u64| {
        if let Some(text) = replica.moment_text(sequence) {
            at.set(text);
        }
    };
    // Of all that the slider passes while a large page is drawn, the page goes to the last.
    let passed = StoredValue::new(None::<u64>);
    let go_soon = move |sequence: u64| {
        let is_waiting = passed.get_value().is_some();
        passed.set_value(Some(sequence));
        if !is_waiting {
            request_animation_frame(move || {
                if let Some(sequence) = passed.try_update_value(Option::take).flatten() {
                    go(sequence);
                }
            });
        }
    };
    let by = move |step: i64| {
        if let Some(view) = shown.get_untracked() {
            let wanted = view.sequence.saturating_add_signed(step);
            go(wanted.clamp(1, view.newest));
        }
    };
    let sequence = Memo::new(move |_| shown.with(|view| view.as_ref().map(|it| it.sequence)));
    let newest = Memo::new(move |_| shown.with(|view| view.as_ref().map_or(1, |it| it.newest)));
    let moment = Memo::new(move |_| shown.with(|view| view.as_ref().map(|it| it.at)));
    let is_first = move || sequence.get().is_none_or(|it| it <= 1);
    let is_last = move || sequence.get().is_none_or(|it| it >= newest.get());
    let earlier = move || is_first().then(|| "This is the first commit.".to_owned());
    let later = move || is_last().then(|| "This is the newest commit.".to_owned());
    let written = move || {
        let text = moment
            .get()
            .map(|at| exact(millis(at), zone.get().as_deref()));
        text.unwrap_or_default()
    };
    let start = Signal::derive(move || shown.with(|view| view.as_ref().map(|it| it.start)));
    // A field that was emptied names nothing.
    let picked = move |moment: Option<Timestamp>| {
        if let Some(moment) = moment {
            at.set(moment.to_string());
        }
    };
    let change = move || {
        let view = shown.get()?;
        let number = format!(
            "Commit {} of {}",
            grouped(usize::try_from(view.sequence).unwrap_or(usize::MAX)),
            grouped(usize::try_from(view.newest).unwrap_or(usize::MAX))
        );
        // What was asked for may lie long after the commit that it stands at.
        let since = (view.since != view.at)
            .then(|| view! { ", of "<Time at=millis(view.since) in_full=true/> });
        let done = view.change.map(|row| {
            view! { ": "<Isolated text=row.who/>" "{row.what}" "<Isolated text=row.name/> }
        });
        Some(view! { {number}{since}{done} })
    };
    let compare = Signal::derive(move || {
        place
            .paths()
            .compare_from(&String::from(js_sys::encode_uri_component(&at.get())))
    });
    let slider = unique_id("moment");
    let slider_of = slider.clone();
    // The page tells what it is that does not show.
    let unseen = move || match replica.past() {
        Past::Unknown(_) => "The address names no moment",
        Past::Closed | Past::Reading(Reading::Failed(_)) => "The past cannot be shown",
        Past::Now | Past::Reading(_) | Past::At(_) => "You are about to look back",
    };
    view! {
        <section class="past time" aria-label="Time machine">
            <p class="past-now" role="status">
                <Icon glyph=Glyph::Clock/>
                <span>
                    {move || match moment.get() {
                        Some(at) => {
                            view! { "You are looking at "<b><Time at=millis(at) in_full=true/></b>", read only" }
                                .into_any()
                        }
                        None => unseen().into_any(),
                    }}
                </span>
            </p>
            <div class="past-ways">
                <IconButton
                    small=true glyph=Glyph::ChevronStart label="Previous commit"
                    disabled_reason=Signal::derive(earlier) on_click=move |_| by(-1)
                />
                <label class="vh" for=slider_of>"Moment, by the commits of the log"</label>
                <input
                    id=slider type="range" min="1" step="1"
                    max=move || newest.get().to_string()
                    prop:value=move || sequence.get().unwrap_or(1).to_string()
                    aria-valuetext=written
                    on:input:target=move |event| {
                        if let Ok(sequence) = event.target().value().parse() {
                            go_soon(sequence);
                        }
                    }
                />
                <IconButton
                    small=true glyph=Glyph::ChevronEnd label="Next commit"
                    disabled_reason=Signal::derive(later) on_click=move |_| by(1)
                />
                <MomentPicker label="Day and time" quiet=true at=moment.into() start on_pick=picked/>
            </div>
            <div class="past-acts">
                <LinkButton small=true class="to-now" href=compare>"Compare with now"</LinkButton>
                <Button small=true on_click=move |_| at.set(String::new())>"Back to now"</Button>
            </div>
            <p class="past-change view-note">{change}</p>
        </section>
    }
    .into_any()
}
