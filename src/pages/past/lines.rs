//! What differs between two sides, thing by thing and field by field, and the buttons that bring it back by a plan.

use leptos::prelude::*;

use crate::components::{BothValues, Submission, stage_in_plan};
use crate::replica::{Both, Replica, Side, ThingChange};
use crate::ui::{Banner, Button, Isolated, Toaster, Tone};

/// The things that differ.
#[component]
pub fn Things(
    things: Vec<ThingChange>,
    /// What is brought back; nothing where it is only compared.
    from: Option<Side>,
) -> impl IntoView {
    let things = things
        .into_iter()
        .map(|thing| view! { <Thing thing from=from.clone()/> })
        .collect_view();
    view! { <div class="changes restorable">{things}</div> }.into_any()
}

#[component]
fn Thing(thing: ThingChange, from: Option<Side>) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let work = Submission::default();
    let left = RwSignal::new(Vec::<String>::new());
    let back = StoredValue::new((thing.clone(), from.clone()));
    let restore = move |field: Option<String>| {
        let Some((thing, Some(from))) = back.try_get_value() else {
            return;
        };
        work.reset();
        let way = replica.restoration(&from, &thing, field.as_deref());
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
    let gate = Signal::derive(move || {
        if replica.looks_back() {
            return Some("Go back to now to put something into the plan.".to_owned());
        }
        replica.closed().map(|failure| failure.sentence())
    });
    let is_restorable = from.is_some();
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
            let name = name.filter(|_| is_restorable);
            view! { <Line field both name restore=Callback::new(move |field| restore(Some(field))) gate/> }
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
                                {act}<span class="vh">{format!(": {label}")}</span>
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

#[component]
fn Line(
    field: String,
    both: Both,
    /// The field's name, where it can be brought back by itself.
    name: Option<String>,
    restore: Callback<String>,
    gate: Signal<Option<String>>,
) -> impl IntoView {
    let label = format!("Restore {field}");
    let button = name.map(|name| {
        view! {
            <Button small=true kind=crate::ui::ButtonKind::Quiet disabled_reason=gate on_click=move |_| restore.run(name.clone())>
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
