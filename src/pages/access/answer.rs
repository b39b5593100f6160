//! The answer to a question: a sentence, every path drawn with its end, the gate, and what would allow it.

use leptos::prelude::*;

use super::suggestions::Suggestions;
use crate::replica::{Answer, PathStep, PathView};
use crate::ui::{Banner, EmptyState, Glyph, Icon, Isolated, Section, Status, StatusKind, Tone};

/// The answer.
#[component]
pub(super) fn AnswerView(answer: Answer) -> impl IntoView {
    let Answer {
        allowed,
        sentence,
        paths,
        gate,
        way_out,
        suggestions,
    } = answer;
    let (class, glyph) = if allowed {
        ("verdict yes", Glyph::Check)
    } else {
        ("verdict no", Glyph::Cross)
    };
    let is_refused_by_gate = gate.is_some() && !allowed;
    let gate = gate.map(|text| {
        view! { <Banner tone=Tone::Warn title=Some("Refused whatever roles say".to_owned())>{text}</Banner> }
    });
    let way_out = way_out.map(|text| view! { <p class="section-text">{text}</p> });
    let lead = match paths.len() {
        0 => None,
        1 => Some("1 path".to_owned()),
        count => Some(format!("{count} paths")),
    };
    let drawn = if paths.is_empty() {
        view! { <EmptyState glyph=Glyph::Lock title="No role reaches this"/> }.into_any()
    } else {
        let lines = paths.into_iter().map(path).collect_view();
        view! { <ol class="why-paths">{lines}</ol> }.into_any()
    };
    view! {
        <div class=class role="status"><Icon glyph/><span>{sentence}</span></div>
        {gate}
        <Section title="Every path" lead=lead>{drawn}</Section>
        {(!allowed && suggestions.is_empty()).then(|| view! {
            <Section title="What would allow it">{way_out}</Section>
        })}
        {(!suggestions.is_empty()).then(|| view! { <Suggestions suggestions is_refused_by_gate/> })}
    }
    .into_any()
}

fn path(found: PathView) -> AnyView {
    let steps = found.steps.into_iter().map(step).collect_view();
    let end = match found.stop {
        Some(stop) => view! { <Status kind=StatusKind::Refused word=stop/> }.into_any(),
        None => view! { <Status kind=StatusKind::Passed word="gives it".to_owned()/> }.into_any(),
    };
    view! { <li class="why-path">{steps}{end}</li> }.into_any()
}

fn step(step: PathStep) -> AnyView {
    let note =
        (!step.note.is_empty()).then(|| view! { " "<small><Isolated text=step.note/></small> });
    view! {
        {(!step.word.is_empty()).then(|| view! { <span class="why-word">{format!(" {} ", step.word)}</span> })}
        <span class="why-node"><Isolated text=step.label/>{note}</span>
    }
    .into_any()
}
