//! The secrets that a plan brings: which are here, and fields for those that whoever applies it supplies.

use leptos::prelude::*;

use planisphere_domain::deployment::problem_of_variable_value;

use crate::forms::deployment::sentence_of;
use crate::replica::{PlanView, Replica, SecretView};
use crate::ui::{Button, Field, Section, Status, StatusKind, TextArea};

/// Nothing where the plan brings none.
#[component]
pub(super) fn Secrets(plan: Memo<PlanView>) -> impl IntoView {
    let secrets = Memo::new(move |_| plan.with(|plan| plan.secrets.clone()));
    view! {
        <Show when=move || secrets.with(|secrets| !secrets.is_empty())>
            <Section
                title="Secrets"
                lead="A plan holds no secrets. They are sealed on this device when it is applied, and are gone from memory when the page is closed.".to_owned()
            >
                // One that is supplied leaves what is typed for the others where it is.
                <For each=move || secrets.get() key=|it| (it.id, it.is_supplied) let:secret>
                    <Secret secret/>
                </For>
            </Section>
        </Show>
    }
    .into_any()
}

#[component]
fn Secret(secret: SecretView) -> impl IntoView {
    let replica = Replica::get();
    let SecretView {
        id,
        label,
        is_supplied,
        key,
    } = secret;
    let text = RwSignal::new(String::new());
    let is_typing = RwSignal::new(!is_supplied);
    let error = Memo::new(move |_| {
        // Passwords and the like have no rule of their own.
        let problem = (!key.is_empty())
            .then(|| text.with(|text| problem_of_variable_value("value", &key, text)));
        problem.flatten().as_ref().map(sentence_of)
    });
    let supply = move |_| {
        let typed = text.get_untracked();
        if !typed.is_empty() && error.get_untracked().is_none() {
            text.set(String::new());
            is_typing.set(false);
            replica.supply_secret(id, typed);
        }
    };
    let control = move || {
        if !is_typing.get() {
            return view! {
                <Status kind=StatusKind::Passed word="Supplied".to_owned()/>
                <Button small=true on_click=move |_| is_typing.set(true)>"Replace"</Button>
            }
            .into_any();
        }
        view! {
            <TextArea class="mono masked" rows=2 value=text on_input=move |typed| text.set(typed)/>
            <Button on_click=supply>"Supply"</Button>
        }
        .into_any()
    };
    let hint = (!is_supplied).then(|| "It is missing here. Type or paste it.".to_owned());
    view! {
        <Field label=label row=true hint=hint error=error><div class="cluster">{control}</div></Field>
    }
    .into_any()
}
