//! The way into the past: the button in the top bar, the address that names the moment (`?at=`), and the links of the
//! Organization, which carry the moment on. The strip over the pages comes when somebody looks back.

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement};

use crate::components::{LoadPage, Loaded, PageTitle, Parameter, catch_focus, grouped};
use crate::paths::{AT, OrganizationPaths, Place};
use crate::replica::{Past, Phase, Reading, Replica, now};
use crate::ui::{Banner, Button, Glyph, IconButton, Progress, Tone, on_window};

/// What a link is marked with whose address the moment was put into.
const MARK: &str = "data-moment";
/// The class of a link that leads back to now.
const TO_NOW: &str = "to-now";

/// Shows the moment that the address names, as soon as the Organization is there.
pub(super) fn follow_address(replica: Replica, place: Place) {
    let at = Parameter::new(AT);
    let has_viewer = Memo::new(move |_| replica.viewer().is_some());
    Effect::new(move |_| {
        if replica.phase().get() != Phase::Ready || !has_viewer.get() {
            return;
        }
        let wanted = at.get();
        replica.look_at((!wanted.is_empty()).then_some(wanted));
    });
    // What a link leads to is settled when somebody is about to use it: its address has the moment from then on.
    on_window(&["pointerdown", "focusin", "click"], move |event| {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let link = target.and_then(|it| it.closest("a[href]").ok().flatten());
        if let Some(link) = link.and_then(|it| it.dyn_into::<HtmlAnchorElement>().ok()) {
            let root = place.paths_untracked();
            carry(&link, &root, &at.signal().get_untracked());
        }
    });
}

/// Puts the moment into a link within the Organization, or takes out what was put there before. A link that names a
/// moment of its own keeps it.
fn carry(link: &HtmlAnchorElement, root: &OrganizationPaths, at: &str) {
    let path = link.pathname();
    let root = root.overview();
    let is_within = path
        .strip_prefix(&root)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let leads_to_now = link.class_list().contains(TO_NOW);
    if !is_within || leads_to_now || link.has_attribute("download") {
        return;
    }
    let search = link.search();
    let mut parts: Vec<&str> = search
        .trim_start_matches('?')
        .split('&')
        .filter(|part| !part.is_empty())
        .collect();
    let is_moment = |part: &&str| part.split('=').next() == Some(AT);
    if link.has_attribute(MARK) {
        parts.retain(|part| !is_moment(part));
    } else if parts.iter().any(is_moment) {
        return;
    }
    let moment = format!("{AT}={}", String::from(js_sys::encode_uri_component(at)));
    if !at.is_empty() {
        parts.push(&moment);
    }
    let search = if parts.is_empty() {
        String::new()
    } else {
        format!("?{}", parts.join("&"))
    };
    // These fail only for names that are none.
    let _ = link.set_attribute("href", &format!("{path}{search}{}", link.hash()));
    let _ = if at.is_empty() {
        link.remove_attribute(MARK)
    } else {
        link.set_attribute(MARK, "")
    };
}

/// Looks back, or leads back to now.
#[component]
pub(super) fn TimeMachineButton() -> impl IntoView {
    let replica = Replica::get();
    let at = Parameter::new(AT);
    let here = use_location();
    let navigate = use_navigate();
    let label = move || {
        if at.get().is_empty() {
            "Look into the past"
        } else {
            "Back to now"
        }
        .to_owned()
    };
    let turn = move |_| {
        if !at.signal().get_untracked().is_empty() {
            at.set(String::new());
            return;
        }
        if replica.phase().get_untracked() != Phase::Ready {
            return;
        }
        let moment = String::from(js_sys::encode_uri_component(&now().to_string()));
        let search = here.search.get_untracked();
        let joint = if search.is_empty() { "" } else { "&" };
        let path = here.pathname.get_untracked();
        // A step to go back through: Back leads to now.
        navigate(
            &format!("{path}?{search}{joint}{AT}={moment}"),
            leptos_router::NavigateOptions {
                scroll: false,
                ..Default::default()
            },
        );
    };
    view! { <IconButton glyph=Glyph::Clock label=Signal::derive(label) on_click=turn class="time-machine"/> }
        .into_any()
}

/// Where the focus was lost, it goes to the way back into the past.
fn focus_the_clock() {
    catch_focus(
        document()
            .query_selector(".top .time-machine")
            .ok()
            .flatten(),
    );
}

/// The strip while somebody looks back, and the word that it is over.
#[component]
pub(super) fn PastStrip(
    /// Loads it.
    bar: fn() -> LoadPage,
) -> impl IntoView {
    let at = Parameter::new(AT);
    let is_past = Memo::new(move |_| !at.get().is_empty());
    let came_back = RwSignal::new(false);
    Effect::new(move |was: Option<bool>| {
        let is = is_past.get();
        if was == Some(true) && !is {
            // What was pressed goes with the strip, or with the page that led here.
            request_animation_frame(focus_the_clock);
        }
        came_back.set(was == Some(true) && !is);
        is
    });
    let told = move || came_back.get().then_some("You are back at now.");
    view! {
        <p class="vh" role="status">{told}</p>
        {move || is_past.get().then(|| view! { <Loaded load=bar()/> })}
    }
}

/// Stands where the page will be while the log is read, and where the address names no moment.
#[component]
pub(super) fn OnTheWay(past: Past) -> impl IntoView {
    let replica = Replica::get();
    let at = Parameter::new(AT);
    let leave = move || at.set(String::new());
    match past {
        Past::Unknown(text) => view! {
            <PageTitle text="No such moment"/>
            <Banner tone=Tone::Warn title="The address names no moment">
                {format!("“{text}” is neither a time such as 2026-03-03T14:05:00Z nor the number of a commit.")}
            </Banner>
            <p><Button on_click=move |_| leave()>"Back to now"</Button></p>
        }
        .into_any(),
        Past::Closed => view! {
            <PageTitle text="The past cannot be shown"/>
            <Banner tone=Tone::Warn title="This moment cannot be shown to you">
                "The right to look at it ended. Go back to now, then look again as yourself."
            </Banner>
            <p><Button on_click=move |_| leave()>"Back to now"</Button></p>
        }
        .into_any(),
        Past::Reading(Reading::Failed(message)) => view! {
            <PageTitle text="The past cannot be shown"/>
            <Banner tone=Tone::Bad title="The log could not be read">{message}</Banner>
            <p><Button on_click=move |_| leave()>"Back to now"</Button></p>
        }
        .into_any(),
        _ => {
            let reading = replica.history_reading();
            let part = move || match reading.get() {
                Reading::Busy { done, all } if all > 0 => Some(done as f64 / all as f64),
                _ => None,
            };
            let amount = move || match reading.get() {
                Reading::Busy { done, all } if all > 0 => {
                    Some(format!("{} of {} commits", grouped(done), grouped(all)))
                }
                _ => None,
            };
            view! {
                <PageTitle text="Reading the log"/>
                <div class="stack" aria-busy="true">
                    <Progress
                        label="Reading the log, once"
                        value=Signal::derive(part)
                        amount=Signal::derive(amount)
                        on_cancel=leave
                    />
                </div>
            }
            .into_any()
        }
    }
}
