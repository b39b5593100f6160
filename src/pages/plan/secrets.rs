//! The secrets that a plan brings: which are here, and fields for those that whoever applies it supplies.

use leptos::prelude::*;

use crate::replica::{PlanView, Replica, SecretView};
use crate::ui::{Button, Field, Section, Status, StatusKind, TextInput};

/// Nothing where the plan brings none.
#[component]
pub(super) fn Secrets(plan: Memo<PlanView>) -> impl IntoView {
    let secrets = Memo::new(move |_| plan.with(|plan| plan.secrets.clone()));
    let lines = move || {
        secrets
            .get()
            .into_iter()
            .map(|secret| view! { <Secret secret/> })
            .collect_view()
    };
    view! {
        <Show when=move || secrets.with(|secrets| !secrets.is_empty())>
            <Section
                title="Secrets"
                lead="A plan holds no secrets. They are sealed on this device when it is applied, and are gone from memory when the page is closed.".to_owned()
            >
                {lines}
            </Section>
        </Show>
    }
    .into_any()
}

#[component]
fn Secret(secret: SecretView) -> impl IntoView {
    let replica = Replica::get();
    let text = RwSignal::new(String::new());
    let id = secret.id;
    if secret.is_supplied {
        return view! {
            <Field label=secret.label row=true>
                <Status kind=StatusKind::Passed word="Supplied".to_owned()/>
            </Field>
        }
        .into_any();
    }
    view! {
        <Field label=secret.label row=true hint="It is missing here. Type or paste it.">
            <div class="cluster">
                <TextInput value=text kind="password" on_input=move |typed| text.set(typed)/>
                <Button on_click=move |_| {
                    let typed = text.get_untracked();
                    if !typed.is_empty() {
                        replica.supply_secret(id, typed);
                    }
                }>"Supply"</Button>
            </div>
        </Field>
    }
    .into_any()
}
