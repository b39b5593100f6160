//! The parts of a plan: what each form staged, with the way out of what is refused.

use leptos::prelude::*;

use super::conflicts::Conflicts;
use crate::replica::{PartView, PlanView, Replica};
use crate::ui::{Button, ButtonKind, Isolated, Section, Status, StatusKind};

/// The list.
#[component]
pub(super) fn Parts(plan: Memo<PlanView>) -> impl IntoView {
    let parts = Memo::new(move |_| plan.with(|plan| plan.parts.clone()));
    view! {
        <Section title="Staged" lead="What each form put in, in the order in which it is applied.".to_owned()>
            <ul class="list">
                {move || parts.get().into_iter().map(|part| view! { <Part part/> }).collect_view()}
            </ul>
        </Section>
    }
    .into_any()
}

#[component]
fn Part(part: PartView) -> impl IntoView {
    let replica = Replica::get();
    let is_refused = part.is_refused();
    let commands = match part.commands {
        1 => "1 step".to_owned(),
        count => format!("{count} steps"),
    };
    let by = part
        .author
        .clone()
        .map(|author| view! { ", staged by "<Isolated text=author/> });
    let problems = part
        .problems
        .iter()
        .map(|problem| view! { <p class="field-error">{problem.clone()}</p> })
        .collect_view();
    let conflicts = (!part.conflicts.is_empty()).then(|| {
        view! { <Conflicts of=part.slot.clone() conflicts=part.conflicts.clone()/> }
    });
    let (kind, word) = if is_refused {
        (StatusKind::Refused, "Refused")
    } else {
        (StatusKind::Passed, "Fits")
    };
    let slot = part.slot.clone();
    let title = part.title.clone();
    view! {
        <li>
            <span class="grow">
                <span class="name"><Isolated text=part.title/></span>
                <br/>
                <span class="sub">{commands}{by}</span>
                {problems}{conflicts}
            </span>
            <span class="end cluster">
                <Status kind word=word.to_owned()/>
                <Button kind=ButtonKind::Quiet on_click=move |_| replica.withdraw(&slot)>"Take out"<span class="vh">" "{title}</span></Button>
            </span>
        </li>
    }
    .into_any()
}
