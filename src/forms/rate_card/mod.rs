//! The rate card: what an hour of each thing is reckoned at. Edits go into the plan as they are typed.

mod draft;

use leptos::prelude::*;
use planisphere_domain::Command;
use planisphere_domain::Rejection;
use planisphere_domain::cost::{Money, RateCard};
use planisphere_domain::deployment::SchedulerSize;

use self::draft::{CardDraft, MachineLine, SchedulerLine, no_amount, no_percent};
use crate::components::Junk;
use crate::replica::{Failure, RateCardView, Replica, Slot, catalogue_in_use};
use crate::ui::{Banner, Button, ButtonKind, Field, Glyph, IconButton, Section, TextInput, Tone};

/// What all fields of the form share.
#[derive(Clone, Copy)]
struct Form {
    draft: CardDraft,
    stored: Memo<RateCard>,
    rejection: Memo<Option<Rejection>>,
    reason: Memo<Option<String>>,
    stage: Callback<()>,
}

impl Form {
    /// What the core says about a field that has a value.
    fn refused(self, path: &str) -> Option<String> {
        self.rejection.with(|rejection| {
            let problems = rejection.as_ref()?.problems();
            let found = problems.iter().find(|problem| problem.path == path)?;
            let one = Rejection::Invalid(vec![found.clone()]);
            Some(Failure::Rejected(one).sentence())
        })
    }
}

/// The form.
#[component]
pub fn RateCardForm() -> impl IntoView {
    let replica = Replica::get();
    let view = Memo::new(move |last: Option<&Option<RateCardView>>| {
        // The last known card stands in while the page is about to go.
        replica.rate_card().or_else(|| last.cloned().flatten())
    });
    let Some(first) = view.get_untracked() else {
        return ().into_any();
    };
    let kept = first.card.clone();
    let stored = Memo::new(move |_| {
        view.with(|view| {
            view.as_ref()
                .map_or_else(|| kept.clone(), |it| it.card.clone())
        })
    });
    let version = Memo::new(move |_| view.with(|view| view.as_ref().map_or(0, |it| it.version)));
    let is_example =
        Memo::new(move |_| view.with(|view| view.as_ref().is_none_or(|it| it.is_example)));
    let slot = Slot::new("rate-card", "organization");
    let staged = {
        let slot = slot.clone();
        // The card that is staged; the inner `None` goes back to the example.
        Memo::new(move |_| {
            replica
                .staged(&slot)
                .into_iter()
                .find_map(|command| match command {
                    Command::SetRateCard { base_version, card } => Some((base_version, card)),
                    _ => None,
                })
        })
    };
    let shown = Memo::new(move |_| match staged.get() {
        Some((_, Some(card))) => *card,
        Some((_, None)) => RateCard::example(),
        None => stored.get(),
    });
    let draft = CardDraft::of(&shown.get_untracked());
    // What was staged, discarded or stored elsewhere shows here; what is typed here is there already.
    Effect::new(move |_| {
        let shown = shown.get();
        if draft.card(&shown) != shown {
            draft.show(&shown);
        }
    });
    // Why the last change was not staged.
    let held_back = RwSignal::new(None::<String>);
    let tell = move |staged: Result<(), Failure>| {
        held_back.set(staged.err().map(|failure| failure.sentence()));
    };
    let put = {
        let slot = slot.clone();
        move |card: Option<RateCard>| {
            let base_version = staged
                .with_untracked(|staged| staged.as_ref().map(|it| it.0))
                .unwrap_or(version.get_untracked());
            let command = Command::SetRateCard {
                base_version,
                card: card.map(Box::new),
            };
            tell(replica.stage(slot.clone(), "Rate card", vec![command], Vec::new()));
        }
    };
    let withdraw = slot.clone();
    let put_card = put.clone();
    let stage = Callback::new(move |()| {
        let card = draft.card(&shown.get_untracked());
        if card == stored.get_untracked() {
            tell(replica.withdraw(&withdraw));
        } else {
            put_card(Some(card));
        }
    });
    let rejection = {
        let slot = slot.clone();
        Memo::new(move |_| replica.staged_rejection(&slot))
    };
    let reason = Memo::new(move |_| {
        let card = if is_example.get() {
            None
        } else {
            Some(Box::new(stored.get()))
        };
        replica
            .gate(Command::SetRateCard {
                base_version: version.get(),
                card,
            })
            .reason
    });
    let form = Form {
        draft,
        stored,
        rejection,
        reason,
        stage,
    };
    let changed = Signal::derive(move || staged.with(Option::is_some));
    let lead = Signal::derive(move || {
        Some(match (is_example.get(), version.get()) {
            (true, _) => "The example: round numbers that are nobody's prices. It counts until you change it.".to_owned(),
            (false, version) => format!("Version {version}. Every version stays in the log."),
        })
    });
    let go_back = move |_| put(None);
    let none_to_leave = Memo::new(move |_| {
        reason.get().or_else(|| {
            is_example
                .get()
                .then(|| "These are the example rates.".to_owned())
        })
    });
    let beside = move || {
        if let Some(held_back) = held_back.get() {
            return Some(held_back);
        }
        rejection.with(|rejection| {
            let rejection = rejection.as_ref()?;
            rejection
                .problems()
                .is_empty()
                .then(|| Failure::Rejected(rejection.clone()).sentence())
        })
    };
    let next_machine = move || {
        let there: Vec<String> = draft.machines.with_untracked(|lines| {
            lines
                .iter()
                .map(|line| line.machine.get_untracked())
                .collect()
        });
        let catalogue = catalogue_in_use();
        let mut machines = catalogue
            .machines()
            .iter()
            .map(|machine| machine.name.to_string());
        machines
            .find(|name| !there.contains(name))
            .unwrap_or_default()
    };
    let no_discount = Memo::new(move |_| no_percent(&draft.sleep_discount.get()));
    Junk::gather(no_discount);
    let too_many = move || form.refused("workers");
    view! {
        <div class="rate-card">
        <Section
            title="Rate card"
            lead=lead
            actions=move || view! {
                <Button small=true disabled_reason=none_to_leave on_click=go_back.clone()>"Back to the example"</Button>
            }
        >
            {move || beside().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            <Field
                label="Currency"
                hint="Its code, which amounts are shown in"
                row=true
                changed=Signal::derive(move || changed.get() && stored.with(|it| it.currency != draft.currency.get()))
                error=Signal::derive(move || form.refused("currency"))
            >
                <TextInput
                    class="short"
                    value=draft.currency
                    on_input=move |text| { draft.currency.set(text); stage.run(()); }
                    disabled_reason=reason
                />
            </Field>
        </Section>
        <Section title="Deployments" lead="An hour of a hosted Deployment by the size of its scheduler, with one and with high availability. Leave both empty where there is no rate.".to_owned()>
            {draft.schedulers.with_value(|lines| lines.iter().map(|line| view! { <Scheduler form line=*line/> }).collect_view())}
        </Section>
        <Section
            title="Workers"
            lead="An hour of one worker, by its machine.".to_owned()
            actions=move || view! {
                <Button small=true disabled_reason=reason on_click=move |_| draft.add(&next_machine())>"Add a machine"</Button>
            }
        >
            {move || too_many().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            <For each=move || draft.machines.get() key=|line| line.key let:line>
                <Machine form line/>
            </For>
        </Section>
        <Section title="The rest">
            <Amount form label="Dedicated cluster" hint="An hour, whatever runs on it" text=draft.cluster_hour path="clusterHour" stored=|card| card.cluster_hour/>
            <Amount form label="Scheduler unit" hint="An hour of one unit of a hybrid Deployment" text=draft.scheduler_unit_hour path="schedulerUnitHour" stored=|card| card.scheduler_unit_hour/>
            <Amount form label="CPU of Pods" hint="An hour of one CPU where tasks run without worker queues" text=draft.pod_cpu_hour path="podCpuHour" stored=|card| card.pod_cpu_hour/>
            <Field
                label="Sleep discount"
                hint="How much less a Deployment in development mode is reckoned at while it sleeps"
                row=true
                changed=Signal::derive(move || stored.with(|it| it.sleep_discount.to_string() != draft.sleep_discount.get()))
                error=Signal::derive(move || no_discount.get().or_else(|| form.refused("sleepDiscount")))
            >
                <TextInput
                    class="short"
                    value=draft.sleep_discount
                    on_input=move |text| { draft.sleep_discount.set(text); stage.run(()); }
                    disabled_reason=reason
                />
                <span class="faint">"%"</span>
            </Field>
        </Section>
        </div>
    }
    .into_any()
}

/// The line of a scheduler's size.
#[component]
fn Scheduler(form: Form, line: SchedulerLine) -> impl IntoView {
    let Form {
        draft,
        stored,
        reason,
        stage,
        ..
    } = form;
    let SchedulerLine {
        size,
        hour,
        with_high_availability,
    } = line;
    let is_empty = |text: RwSignal<String>| text.with(|text| text.trim().is_empty());
    let place = move || shown_place(draft, size);
    let junk = Memo::new(move |_| {
        if is_empty(hour) && is_empty(with_high_availability) {
            return None;
        }
        no_amount(&hour.get()).or_else(|| {
            let wrong = no_amount(&with_high_availability.get())?;
            Some(format!("With high availability: {wrong}"))
        })
    });
    Junk::gather(junk);
    let error = move || {
        junk.get().or_else(|| {
            let place = place()?;
            form.refused(&format!("schedulers[{place}].hour"))
                .or_else(|| form.refused(&format!("schedulers[{place}].hourWithHighAvailability")))
        })
    };
    let is_changed = move || {
        stored.with(|card| {
            let rate = card.scheduler(size);
            differs(&hour.get(), rate.map(|it| it.hour))
                || differs(
                    &with_high_availability.get(),
                    rate.map(|it| it.hour_with_high_availability),
                )
        })
    };
    view! {
        <Field label=size.label() row=true changed=Signal::derive(is_changed) error=Signal::derive(error)>
            <TextInput class="short" value=hour on_input=move |text| { hour.set(text); stage.run(()); } disabled_reason=reason/>
            <TextInput
                class="short"
                label=format!("{}, with high availability", size.label())
                value=with_high_availability
                on_input=move |text| { with_high_availability.set(text); stage.run(()); }
                disabled_reason=reason
            />
            <span class="faint">"an hour, and with high availability"</span>
        </Field>
    }
    .into_any()
}

/// The place of a size on the card that is typed.
fn shown_place(draft: CardDraft, size: SchedulerSize) -> Option<usize> {
    draft.schedulers.with_value(|lines| {
        let counts = |line: &&SchedulerLine| {
            !(line.hour.with(|text| text.trim().is_empty())
                && line
                    .with_high_availability
                    .with(|text| text.trim().is_empty()))
        };
        lines
            .iter()
            .filter(counts)
            .position(|line| line.size == size)
    })
}

/// The line of a machine.
#[component]
fn Machine(form: Form, line: MachineLine) -> impl IntoView {
    let Form {
        draft,
        stored,
        reason,
        stage,
        ..
    } = form;
    let MachineLine {
        key,
        is_new,
        machine,
        hour,
    } = line;
    let label = move || {
        if is_new {
            "New machine".to_owned()
        } else {
            machine.get()
        }
    };
    let junk = Memo::new(move |_| no_amount(&hour.get()));
    Junk::gather(junk);
    let error = move || {
        // Read first: whether the line counts depends on it.
        let own = junk.get();
        machine.track();
        own.or_else(|| {
            let place = stored.with(|card| draft.place_of(key, card))?;
            form.refused(&format!("workers[{place}].machine"))
                .or_else(|| form.refused(&format!("workers[{place}].hour")))
        })
    };
    let is_changed = move || {
        let was = stored.with(|card| card.worker(&machine.get()));
        was.is_none() || differs(&hour.get(), was)
    };
    let remove = move |_| {
        draft.remove(key);
        stage.run(());
    };
    view! {
        <Field label=Signal::derive(label) row=true changed=Signal::derive(is_changed) error=Signal::derive(error)>
            {is_new.then(|| view! {
                <TextInput class="short" label="Name of the machine" value=machine on_input=move |text| { machine.set(text); stage.run(()); } disabled_reason=reason/>
            })}
            <TextInput
                class="short"
                label=Signal::derive(move || format!("{}, an hour", machine.get()))
                value=hour
                on_input=move |text| { hour.set(text); stage.run(()); }
                disabled_reason=reason
            />
            <IconButton
                glyph=Glyph::Trash
                label=Signal::derive(move || format!("Take {} off the card", machine.get()))
                small=true
                kind=ButtonKind::Quiet
                disabled_reason=reason
                on_click=remove
            />
        </Field>
    }
    .into_any()
}

/// One amount by the hour.
#[component]
fn Amount(
    form: Form,
    label: &'static str,
    hint: &'static str,
    text: RwSignal<String>,
    path: &'static str,
    /// What is stored.
    stored: fn(&RateCard) -> Money,
) -> impl IntoView {
    let junk = Memo::new(move |_| no_amount(&text.get()));
    Junk::gather(junk);
    let error = move || junk.get().or_else(|| form.refused(path));
    let is_changed = move || differs(&text.get(), Some(form.stored.with(stored)));
    view! {
        <Field
            label=label
            hint=hint.to_owned()
            row=true
            changed=Signal::derive(is_changed)
            error=Signal::derive(error)
        >
            <TextInput
                class="short"
                value=text
                on_input=move |typed| { text.set(typed); form.stage.run(()); }
                disabled_reason=form.reason
            />
        </Field>
    }
    .into_any()
}

/// Whether a text is another amount than the one that is stored; nothing is the same as no rate.
fn differs(text: &str, stored: Option<Money>) -> bool {
    if text.trim().is_empty() {
        stored.is_some()
    } else {
        text.parse().ok() != stored
    }
}
