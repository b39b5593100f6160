//! What differs between two sides, thing by thing and field by field, and the buttons that bring it back by a plan.

use leptos::prelude::*;

use crate::components::{BothValues, STEP, ShowMore, Submission, grouped, stage_in_plan};
use crate::replica::{Both, KindChanges, Replica, SideState, ThingChange, capital};
use crate::ui::{Banner, Button, Isolated, Toaster, Tone};

/// A kind of which no more differ is open from the start.
const FEW: usize = 8;

/// The things of one kind that differ, which open to a list.
#[component]
pub fn Kind(
    kind: KindChanges,
    /// What is brought back; nothing where it is only compared.
    ground: Memo<Option<SideState>>,
    /// Whether it is more than compared.
    is_restorable: bool,
) -> impl IntoView {
    let all = kind.count();
    let is_open = RwSignal::new(all <= FEW);
    let shown = RwSignal::new(all.min(STEP));
    let noun = match all {
        1 => capital(&kind.kind.to_string()),
        _ => capital(&format!("{}s", kind.kind)),
    };
    let counts = [
        (kind.new, "new"),
        (kind.changed, "changed"),
        (kind.deleted, "deleted"),
    ];
    let counts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{} {word}", grouped(*count)))
        .collect();
    let toggled = move |event: web_sys::Event| {
        is_open.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
    };
    let thing = move |place: usize| {
        let thing = kind.thing(place);
        thing.map(|thing| view! { <Thing thing ground is_restorable/> })
    };
    let thing = StoredValue::new(thing);
    let of = StoredValue::new(format!(" of {noun}"));
    view! {
        <details class="more-ways" open=is_open.get_untracked() on:toggle=toggled>
            <summary>{noun}<span class="sub">": "{counts.join(", ")}</span></summary>
            <Show when=move || is_open.get()>
                <div class="changes restorable">
                    <For each=move || 0..shown.get() key=|place| *place let:place>
                        {thing.with_value(|thing| thing(place))}
                    </For>
                </div>
                <ShowMore all shown of=of.get_value()/>
            </Show>
        </details>
    }
    .into_any()
}

#[component]
fn Thing(
    thing: ThingChange,
    ground: Memo<Option<SideState>>,
    is_restorable: bool,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let work = Submission::default();
    let left = RwSignal::new(Vec::<String>::new());
    let whole = StoredValue::new(thing.clone());
    let restore = move |field: Option<String>| {
        let (Some(thing), Some(ground)) = (whole.try_get_value(), ground.get_untracked()) else {
            return;
        };
        work.reset();
        let way = replica.restoration(&ground, &thing, field.as_deref());
        left.set(way.stays);
        if way.commands.is_empty() {
            return;
        }
        let of = match &field {
            Some(field) => format!("{} of ", crate::replica::field_in_words(field)),
            None => String::new(),
        };
        let title = format!("Restore {of}{} {}", thing.view.kind, thing.view.name);
        stage_in_plan(
            title,
            way.commands,
            Vec::new(),
            replica,
            work,
            toaster,
            || {},
        );
    };
    // What would be refused is not offered.
    let gate_of = move |field: Option<String>| {
        Memo::new(move |_| {
            let ground = ground.get()?;
            whole.with_value(|thing| {
                replica
                    .restoration_gate(&ground, thing, field.as_deref())
                    .reason
            })
        })
    };
    let gate = gate_of(None);
    let ThingChange { view, fields, .. } = thing;
    // What came since goes again, and what went since comes back.
    let act = match view.word {
        Some("new") => "Take out again",
        Some(_) => "Bring back",
        None => "Restore",
    };
    let label = format!("{} {}", view.kind, view.name);
    let word = view
        .word
        .map(|word| view! { " " <span class="chip brass">{word}</span> });
    let lines = view
        .fields
        .into_iter()
        .zip(fields.into_iter().map(Some).chain(std::iter::repeat(None)))
        .map(|((field, both), name)| {
            let restorable = name.filter(|_| is_restorable).map(|name| Restorable {
                gate: gate_of(Some(name.clone())),
                restore: Callback::new(move |()| restore(Some(name.clone()))),
            });
            view! { <Line field both restorable/> }
        })
        .collect_view();
    let failed = work.error_beside(&[]);
    view! {
        <div class="change">
            <div class="thing-head">
                <p class="thing"><span class="sub">{view.kind}</span>" "<Isolated text=view.name/>{word}</p>
                {is_restorable
                    .then(|| {
                        view! {
                            <Button small=true disabled_reason=gate on_click=move |_| restore(None)>
                                {act}<span class="vh">{format!(" {label}")}</span>
                            </Button>
                        }
                    })}
            </div>
            {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            {move || {
                let left = left.get();
                (!left.is_empty()).then(|| view! { <Banner tone=Tone::Warn>{left.join(" ")}</Banner> })
            }}
            <dl>{lines}</dl>
        </div>
    }
    .into_any()
}

/// The way back of one field.
struct Restorable {
    gate: Memo<Option<String>>,
    restore: Callback<()>,
}

#[component]
fn Line(
    field: String,
    both: Both,
    /// Where it can be brought back by itself.
    restorable: Option<Restorable>,
) -> impl IntoView {
    let label = format!("Restore {field}");
    let button = restorable.map(|Restorable { gate, restore }| {
        view! {
            <Button small=true kind=crate::ui::ButtonKind::Quiet disabled_reason=gate on_click=move |_| restore.run(())>
                <span aria-hidden="true">"Restore"</span><span class="vh">{label}</span>
            </Button>
        }
    });
    view! {
        <div class="field-change">
            <dt><Isolated text=field/></dt>
            <dd><BothValues both/></dd>
            {button.map(|button| view! { <dd class="restore">{button}</dd> })}
        </div>
    }
    .into_any()
}
