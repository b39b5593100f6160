//! The parts of a plan: what each form staged, with the way out of what is refused.

use leptos::prelude::*;

use super::conflicts::Conflicts;
use crate::replica::{PartView, PlanView, Replica};
use crate::ui::{Button, ButtonKind, Isolated, Section, Status, StatusKind, Toast, Toaster};

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
    let toaster = expect_context::<Toaster>();
    let is_refused = part.is_refused();
    let author = part.author.clone();
    let lead = match (part.commands, author.is_some()) {
        (1, true) => "Staged by ".to_owned(),
        (1, false) => String::new(),
        (count, true) => format!("{count} steps, staged by "),
        (count, false) => format!("{count} steps"),
    };
    let details = (!lead.is_empty()).then(|| {
        let by = author.map(|author| view! { <Isolated text=author/> });
        view! { <br/><span class="sub">{lead}{by}</span> }
    });
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
    let gate = Memo::new(move |_| replica.closed().map(|failure| failure.sentence()));
    let take_out = move |_| {
        if let Err(failure) = replica.withdraw(&slot) {
            toaster.show(Toast::failed(failure.sentence()));
        }
    };
    view! {
        <li>
            <span class="grow">
                <span class="name"><Isolated text=part.title/></span>
                {details}
                {problems}{conflicts}
            </span>
            <span class="end cluster">
                <Status kind word=word.to_owned()/>
                <Button kind=ButtonKind::Quiet disabled_reason=gate on_click=take_out>"Take out"<span class="vh">" "{title}</span></Button>
            </span>
        </li>
    }
    .into_any()
}
