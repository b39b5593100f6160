//! What a plan changes, thing by thing and field by field, and what is refused of it.

use leptos::prelude::*;

use crate::replica::{Both, ChangeView, PartView, PlanView};
use crate::ui::{Banner, Isolated, Tone};

/// A value before and after: `Small → Medium`.
#[component]
pub fn BothValues(both: Both) -> impl IntoView {
    let Both { before, after } = both;
    match (before, after) {
        (Some(before), Some(after)) => view! {
            <span class="before"><Isolated text=named(before)/></span>
            " "<span aria-hidden="true">"→"</span><span class="vh">" becomes "</span>" "
            <Isolated text=named(after)/>
        }
        .into_any(),
        (None, Some(after)) => view! { <Isolated text=named(after)/> }.into_any(),
        (Some(before), None) => {
            view! { <s class="before"><Isolated text=named(before)/></s> " taken out" }.into_any()
        }
        (None, None) => ().into_any(),
    }
}

fn named(text: String) -> String {
    if text.is_empty() {
        "empty".to_owned()
    } else {
        text
    }
}

/// Everything that differs. Of a long plan the first lines, and how many more there are.
#[component]
pub fn PlanChanges(
    /// The plan.
    #[prop(into)]
    plan: Signal<PlanView>,
    /// How many lines are shown; all of them unless told.
    #[prop(default = usize::MAX)]
    most: usize,
) -> impl IntoView {
    let lines = move || {
        let plan = plan.get();
        let refused = plan.parts.iter().filter(|part| part.is_refused());
        let refused = refused
            .map(|part| view! { <Refused part=part.clone()/> })
            .collect_view();
        let mut left = most;
        let mut hidden = 0;
        let mut shown = Vec::new();
        for change in plan.changes {
            let weight = change.fields.len() + 1;
            if left == 0 {
                hidden += weight;
                continue;
            }
            let (change, cut) = cut(change, left);
            left = left.saturating_sub(weight);
            hidden += cut;
            shown.push(view! { <Change change/> });
        }
        let more = (hidden > 0).then(|| {
            let noun = if hidden == 1 { "line" } else { "lines" };
            view! { <p class="sub">{format!("And {hidden} {noun} more.")}</p> }
        });
        view! { {refused}{shown}{more} }
    };
    view! { <div class="changes">{lines}</div> }.into_any()
}

/// A change with so many fields, and how many were left out.
fn cut(mut change: ChangeView, most: usize) -> (ChangeView, usize) {
    let all = change.fields.len();
    change.fields.truncate(most);
    let cut = all - change.fields.len();
    (change, cut)
}

#[component]
fn Change(change: ChangeView) -> impl IntoView {
    let ChangeView {
        kind,
        name,
        word,
        fields,
    } = change;
    let word = word.map(|word| view! { " " <span class="chip brass">{word}</span> });
    let fields = fields
        .into_iter()
        .map(|(field, both)| {
            view! {
                <div class="field-change">
                    <dt><Isolated text=field/></dt>
                    <dd><BothValues both/></dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class="change">
            <p class="thing"><span class="sub">{kind}</span>" "<Isolated text=name/>{word}</p>
            <dl>{fields}</dl>
        </div>
    }
    .into_any()
}

/// A part that is refused: why, and what it wants.
#[component]
fn Refused(part: PartView) -> impl IntoView {
    let sentences: Vec<String> = part
        .problems
        .iter()
        .cloned()
        .chain(part.conflicts.iter().map(|conflict| {
            format!(
                "{} was changed meanwhile: it is now “{}”, and the plan wants “{}”.",
                crate::replica::field_in_words(conflict.field),
                conflict.theirs,
                conflict.yours
            )
        }))
        .collect();
    let wanted = part
        .wanted
        .into_iter()
        .map(|wanted| {
            view! {
                <div class="field-change">
                    <dt><Isolated text=wanted.field/></dt>
                    <dd><BothValues both=wanted.both/></dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class="change">
            <Banner tone=Tone::Warn title=part.title>{sentences.join(" ")}</Banner>
            <dl>{wanted}</dl>
        </div>
    }
    .into_any()
}
