//! Hibernation schedules: each with what it is for, when it sleeps and wakes, and whether it counts. What a cron
//! expression means shows as the next times it names.

use leptos::prelude::*;
use planisphere_domain::deployment::{Cron, HibernationSchedule};
use planisphere_domain::{Problem, Timestamp};

use super::error_at;
use super::moments::moment_in_words;
use crate::ui::{Button, Field, Glyph, IconButton, Switch, TextInput};

/// The path of the list, as problems have it.
const PATH: &str = "scalingSpec.hibernationSpec.schedules";
/// The most schedules (HIB-5).
const MOST: usize = 10;

/// The schedules as they are wanted.
#[component]
pub fn ScheduleEditor(
    /// The schedules.
    #[prop(into)]
    schedules: Signal<Vec<HibernationSchedule>>,
    /// The present.
    #[prop(into)]
    now: Signal<Timestamp>,
    /// What is wrong with the whole configuration.
    #[prop(into)]
    problems: Signal<Vec<Problem>>,
    /// Why nothing can be changed.
    #[prop(into)]
    closed: Signal<Option<String>>,
    /// Takes all schedules as they are wanted now.
    #[prop(into)]
    on_change: Callback<Vec<HibernationSchedule>>,
) -> impl IntoView {
    // Lines are drawn anew only when their number changes, so that typing keeps its place.
    let count = Memo::new(move |_| schedules.with(Vec::len));
    let editing = Editing {
        schedules,
        now,
        problems,
        closed,
        on_change,
    };
    let whole = error_at(problems, || PATH.to_owned());
    let add_closed = Signal::derive(move || {
        let full = count.get() >= MOST;
        closed
            .get()
            .or_else(|| full.then(|| format!("There are {MOST} schedules, which is the most.")))
    });
    let add = move |sleeps: &'static str, wakes: &'static str, about: &'static str| {
        let mut all = schedules.get_untracked();
        all.push(HibernationSchedule {
            hibernate_at_cron: sleeps.to_owned(),
            wake_at_cron: wakes.to_owned(),
            description: about.to_owned(),
            is_enabled: true,
        });
        on_change.run(all);
    };
    view! {
        {move || (0..count.get()).map(|place| view! { <Schedule editing place/> }).collect_view()}
        {move || whole.get().map(|text| view! { <p class="section-text bad-text">{text}</p> })}
        <div class="section-text cluster">
            <Button small=true disabled_reason=add_closed on_click=move |_| add("0 17 * * *", "0 9 * * *", "Nights (UTC)")>"Add nights"</Button>
            <Button small=true disabled_reason=add_closed on_click=move |_| add("0 17 * * 5", "0 9 * * 1", "Weekends (UTC)")>"Add weekends"</Button>
            <Button small=true disabled_reason=add_closed on_click=move |_| add("0 18 * * 1-5", "0 7 * * 1-5", "")>"Add another schedule"</Button>
        </div>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Editing {
    schedules: Signal<Vec<HibernationSchedule>>,
    now: Signal<Timestamp>,
    problems: Signal<Vec<Problem>>,
    closed: Signal<Option<String>>,
    on_change: Callback<Vec<HibernationSchedule>>,
}

impl Editing {
    fn read(self, place: usize, read: fn(&HibernationSchedule) -> String) -> Signal<String> {
        Signal::derive(move || {
            self.schedules
                .with(|all| all.get(place).map(read))
                .unwrap_or_default()
        })
    }

    fn set(self, place: usize, change: impl FnOnce(&mut HibernationSchedule)) {
        let mut all = self.schedules.get_untracked();
        if let Some(schedule) = all.get_mut(place) {
            change(schedule);
            self.on_change.run(all);
        }
    }

    fn error(self, place: usize, field: &'static str) -> Signal<Option<String>> {
        error_at(self.problems, move || format!("{PATH}[{place}].{field}"))
    }

    /// The next time that an expression names, in words.
    fn next(self, text: Signal<String>) -> Signal<Option<String>> {
        Signal::derive(move || {
            let cron = text.with(|text| Cron::parse(text))?;
            Some(match cron.after(self.now.get()) {
                Some(at) => format!("Next {} UTC", moment_in_words(at)),
                None => "It never comes".to_owned(),
            })
        })
    }
}

#[component]
fn Schedule(editing: Editing, place: usize) -> impl IntoView {
    let closed = editing.closed;
    let sleeps = editing.read(place, |it| it.hibernate_at_cron.clone());
    let wakes = editing.read(place, |it| it.wake_at_cron.clone());
    let is_on = Signal::derive(move || {
        editing
            .schedules
            .with(|all| all.get(place).is_some_and(|it| it.is_enabled))
    });
    let remove = move |_: leptos::ev::MouseEvent| {
        let mut all = editing.schedules.get_untracked();
        if place < all.len() {
            all.remove(place);
            editing.on_change.run(all);
        }
    };
    let number = place + 1;
    view! {
        <fieldset class="schedule" class:off=move || !is_on.get()>
            <legend class="vh">{format!("Schedule {number}")}</legend>
            <Field label="What for" hint="Up to 200 characters" error=editing.error(place, "description")>
                <TextInput
                    value=editing.read(place, |it| it.description.clone())
                    on_input=move |text| editing.set(place, |it| it.description = text)
                    disabled_reason=closed
                />
            </Field>
            <Field label="Sleeps at" hint=editing.next(sleeps) error=editing.error(place, "hibernateAtCron")>
                <TextInput class="mono" value=sleeps on_input=move |text| editing.set(place, |it| it.hibernate_at_cron = text) disabled_reason=closed/>
            </Field>
            <Field label="Wakes at" hint=editing.next(wakes) error=editing.error(place, "wakeAtCron")>
                <TextInput class="mono" value=wakes on_input=move |text| editing.set(place, |it| it.wake_at_cron = text) disabled_reason=closed/>
            </Field>
            <div class="schedule-acts">
                <Field label="On">
                    <Switch checked=is_on on_change=move |on| editing.set(place, |it| it.is_enabled = on) disabled_reason=closed/>
                </Field>
                <IconButton
                    glyph=Glyph::Trash
                    label=format!("Remove schedule {number}")
                    small=true
                    disabled_reason=closed
                    on_click=remove
                />
            </div>
        </fieldset>
    }
    .into_any()
}
