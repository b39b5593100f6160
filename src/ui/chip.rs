//! Small labels: chips for filters and counts, pills for states of the app.
use leptos::prelude::*;

use super::banner::Tone;
use super::icon::{Glyph, Icon};

/// A chip: a label, perhaps a value, perhaps a way to take it away.
///
/// ```ignore
/// view! { <Chip label="Executor" value="Celery" on_remove=move || clear()/> <Chip label="38 of 38"/> }
/// ```
#[component]
pub fn Chip(
    /// What it is about.
    #[prop(into)]
    label: Signal<String>,
    /// Its value.
    #[prop(optional, into)]
    value: Signal<Option<String>>,
    /// Colour, where it means something.
    #[prop(optional)]
    tone: Option<Tone>,
    /// 22 px instead of 26.
    #[prop(optional)]
    small: bool,
    /// Called when it is taken away.
    #[prop(optional, into)]
    on_remove: Option<Callback<()>>,
) -> impl IntoView {
    let tone = tone.map_or("", Tone::class);
    let name = move || match value.get() {
        Some(value) => format!("Remove {} {value}", label.get()),
        None => format!("Remove {}", label.get()),
    };
    view! {
        <span class=format!("chip {tone}") class:small=small>
            <span class="cut">{move || label.get()}</span>
            {move || value.get().map(|value| view! { <b class="cut">{value}</b> })}
            {on_remove
                .map(|remove| {
                    view! {
                        <button type="button" class="x" aria-label=name on:click=move |_| remove.run(())>
                            <Icon glyph=Glyph::Cross class="small"/>
                        </button>
                    }
                })}
        </span>
    }
    .into_any()
}

/// What the dot of a pill says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dot {
    /// Well.
    Ok,
    /// Going on.
    Busy,
    /// Needs care.
    Warn,
    /// Failed.
    Bad,
}

impl Dot {
    const fn class(self) -> &'static str {
        match self {
            Self::Ok => "dot ok",
            Self::Busy => "dot busy",
            Self::Warn => "dot warn",
            Self::Bad => "dot bad",
        }
    }
}

/// A pill: a state of the app in the top bar.
///
/// ```ignore
/// view! { <Pill dot=Dot::Ok>"Saved on this device"</Pill> }
/// ```
#[component]
pub fn Pill(
    /// A coloured shape before the words; the words say the same.
    #[prop(optional, into)]
    dot: Signal<Option<Dot>>,
    /// A drawing before the words.
    #[prop(optional)]
    glyph: Option<Glyph>,
    children: Children,
) -> impl IntoView {
    view! {
        <span class="pill">
            {glyph.map(|glyph| view! { <Icon glyph/> })}
            {move || dot.get().map(|dot| view! { <span class=dot.class()></span> })}
            {children()}
        </span>
    }
    .into_any()
}
