//! Two moments of the Organization side by side, or it and another copy of it: what differs, who can do more or less,
//! what it costs, and what of it can be brought back.

use leptos::prelude::*;
use leptos::task::spawn_local;
use planisphere_domain::Timestamp;

use super::access::AccessLines;
use super::lines::Kind;
use super::picker::MomentPicker;
use super::wall_clock::zone;
use crate::components::{PageTitle, Parameter, PlanCost, grouped, millis};
use crate::replica::{Compared, Handle, Reading, Replica, Side, SideState, now};
use crate::ui::{
    Banner, Choice, Field, PageHead, Progress, Section, SectionBody, Select, Time, Tone, exact,
};

/// So far back it looks where the address does not say.
const WEEK: i64 = 7 * 86_400;

/// The page.
#[component]
pub fn Compare() -> impl IntoView {
    let replica = Replica::get();
    let (from, to, with) = (
        Parameter::new("from"),
        Parameter::new("to"),
        Parameter::new("with"),
    );
    let zone = zone();
    let failed = RwSignal::new(None::<String>);
    spawn_local(async move {
        if let Err(failure) = replica.read_history().await {
            failed.try_set(Some(failure.sentence()));
        }
    });
    let copies = Memo::new(move |_| replica.copies());
    let copy = Memo::new(move |_| {
        let wanted = with.get();
        copies.with(|all| {
            let mut all = all.iter().map(|(handle, ..)| handle);
            all.find(|handle| handle.as_str() == wanted).cloned()
        })
    });
    let copy_failed = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        let wanted = copy.get();
        replica.want_copy(wanted.clone());
        copy_failed.set(None);
        if let Some(handle) = wanted {
            spawn_local(async move {
                let read = replica.read_copy(handle.clone()).await;
                // Of one that was left meanwhile nothing is told.
                if let Err(failure) = read
                    && replica.wants_copy(&handle)
                {
                    copy_failed.try_set(Some(failure.sentence()));
                }
            });
        }
    });
    let begins = Timestamp::from_seconds(now().seconds() - WEEK).to_string();
    let from_text = Memo::new(move |_| {
        let text = from.get();
        if text.is_empty() {
            begins.clone()
        } else {
            text
        }
    });
    let before = Memo::new(move |_| Side::Moment(from_text.get()));
    let after = Memo::new(move |_| match (copy.get(), to.get()) {
        (Some(handle), _) => Side::Copy(handle),
        (None, text) if text.is_empty() => Side::Now,
        (None, text) => Side::Moment(text),
    });
    // Two copies are compared as they are now.
    let before = Memo::new(move |_| match after.get() {
        Side::Copy(_) => Side::Now,
        _ => before.get(),
    });
    let compared = Memo::new(move |_| replica.compare(&before.get(), &after.get()));
    let ground = Memo::new(move |_| replica.state_on(&brought_back(&before.get(), &after.get())?));
    let reading = replica.history_reading();
    let is_unknown = move || {
        compared.with(Option::is_none) && reading.get() == Reading::Ready && copy.get().is_none()
    };
    let part = move || match reading.get() {
        Reading::Busy { done, all } if all > 0 => Some(done as f64 / all as f64),
        _ => None,
    };
    let is_busy =
        move || compared.with(Option::is_none) && matches!(reading.get(), Reading::Busy { .. });
    view! {
        <PageTitle text="Compare"/>
        <PageHead
            title="Compare"
            lead=|| view! { <span>"What differs between two moments of the log, or between two copies on this device."</span> }
        />
        {move || failed.get().or_else(|| copy_failed.get()).map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        <div class="compare-sides">
            <Show when=move || copy.get().is_none()>
                <MomentField label="From" value=from_text on_change=move |text| from.set(text)/>
                <MomentField label="To, now where it is empty" value=to.signal() on_change=move |text| to.set(text)/>
            </Show>
            <Show when=move || copies.with(|all| !all.is_empty())>
                <Field label="Compare with">
                    <Select
                        value=with.signal()
                        options=Signal::derive(move || {
                            let copies = copies.get().into_iter();
                            let mut options = vec![Choice::new("", "Another moment")];
                            options.extend(copies.map(|copy| copy_option(copy, zone.get().as_deref())));
                            options
                        })
                        on_change=move |value: String| with.set(value)
                    />
                </Field>
            </Show>
        </div>
        <Show when=is_busy>
            <Progress label="Reading the log, once" value=Signal::derive(part) on_cancel=move || replica.stop_reading()/>
        </Show>
        <Show when=is_unknown>
            <Banner tone=Tone::Warn title="The address names no moment">
                "Choose two moments above."
            </Banner>
        </Show>
        {move || {
            let compared = compared.get()?;
            Some(view! { <Outcome compared before=before.get() after=after.get() ground/> })
        }}
    }
    .into_any()
}

fn copy_option((handle, name, changed): (Handle, String, f64), zone: Option<&str>) -> Choice {
    let label = format!("{name}, the copy last changed {}", exact(changed, zone));
    Choice::new(handle.to_string(), label)
}

/// A moment, picked from a calendar.
#[component]
fn MomentField(
    label: &'static str,
    #[prop(into)] value: Signal<String>,
    on_change: impl Fn(String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let replica = Replica::get();
    let at = Signal::derive(move || replica.moment_time(&value.get()));
    let picked = move |at: Option<Timestamp>| {
        on_change(at.map(|at| at.to_string()).unwrap_or_default());
    };
    view! {
        <div class="field"><MomentPicker label at on_pick=picked/></div>
    }
    .into_any()
}

/// What things are brought back to, which goes from what is so now.
fn brought_back(before: &Side, after: &Side) -> Option<Side> {
    match (before, after) {
        (Side::Moment(_), Side::Now) => Some(before.clone()),
        (Side::Now, Side::Copy(_)) => Some(after.clone()),
        _ => None,
    }
}

/// What differs.
#[component]
fn Outcome(
    compared: Compared,
    before: Side,
    after: Side,
    ground: Memo<Option<SideState>>,
) -> impl IntoView {
    let Compared {
        kinds,
        hidden,
        access,
        hidden_access,
        cost,
    } = compared;
    let is_restorable = brought_back(&before, &after).is_some();
    let is_same = kinds.is_empty() && hidden == 0;
    let has_access = !access.is_empty() || hidden_access > 0;
    // Which side is which stands above.
    let second = match after {
        Side::Now => "now",
        Side::Copy(_) => "in the other copy",
        Side::Moment(_) => "at the second moment",
    };
    let first = match before {
        Side::Now => "in this copy now",
        Side::Copy(_) => "in the other copy",
        Side::Moment(_) => "at the first moment",
    };
    let whose = format!(
        "The roles held {first} beside those held {second}, also on what is gone. What you could bring back is not reckoned in."
    );
    let nobody = format!("Nobody can do more or less by their roles {second} than {first}.");
    let hidden = (hidden > 0).then(|| format!("And {} that you may not see.", grouped(hidden)));
    let kinds = kinds
        .into_iter()
        .map(|kind| view! { <Kind kind ground is_restorable/> })
        .collect_view();
    view! {
        <Sides before after/>
        <div class="form">
            <div class="form-content">
                <Section title="What differs">
                    <SectionBody>
                        {is_same.then(|| view! { <p>"Nothing differs."</p> })}
                        {kinds}
                        {hidden.map(|hidden| view! { <p class="sub">{hidden}</p> })}
                    </SectionBody>
                </Section>
                // Where nothing differs nobody asks.
                {(!is_same || has_access)
                    .then(|| {
                        view! {
                            <Section title="Who can do more, or less" lead=whose>
                                <SectionBody>
                                    {if has_access {
                                        view! { <AccessLines lines=access hidden=hidden_access/> }.into_any()
                                    } else {
                                        view! { <p>{nobody}</p> }.into_any()
                                    }}
                                </SectionBody>
                            </Section>
                        }
                    })}
            </div>
            <aside class="card plan" aria-label="Cost">
                <header><h2>"Cost"</h2></header>
                <div class="blk">
                    <h3>"Of what differs, at the Organization's rate card"</h3>
                    <PlanCost cost=Signal::stored(cost)/>
                </div>
            </aside>
        </div>
    }
    .into_any()
}

/// What is compared, in words.
#[component]
fn Sides(before: Side, after: Side) -> impl IntoView {
    let replica = Replica::get();
    let told = move |side: &Side| match side {
        Side::Now => view! { "this copy now" }.into_any(),
        Side::Copy(_) => view! { "the other copy now" }.into_any(),
        Side::Moment(text) => match replica.moment_time(text) {
            Some(at) => view! { <Time at=millis(at) in_full=true/> }.into_any(),
            None => view! { {text.clone()} }.into_any(),
        },
    };
    view! { <p class="sub compared">"From "{told(&before)}" to "{told(&after)}"."</p> }.into_any()
}
