//! Deleting the thing that a page is about: at once after a question, or with the rest of the plan.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::Command;

use super::{Submission, stage_in_plan, tell};
use crate::replica::Replica;
use crate::ui::{Button, ButtonKind, ConfirmDialog, Field, Section, Toaster};

/// A section of its own.
#[component]
pub fn DeleteSection(
    /// What it is called on its own page: `channel`.
    noun: &'static str,
    /// What it is called elsewhere: `notification channel`.
    kind: &'static str,
    /// What is told once it is gone.
    #[prop(into)]
    done: Signal<String>,
    /// Its name.
    #[prop(into)]
    name: Signal<String>,
    /// What has to be known before.
    hint: &'static str,
    /// Deletes it.
    command: Command,
    /// Where to go once it is gone.
    #[prop(into)]
    next: Signal<String>,
    /// Whether the name has to be typed, because there is no way back.
    #[prop(into)]
    is_final: Signal<bool>,
    /// Set while the dialog is open.
    #[prop(optional)]
    asking: RwSignal<bool>,
    /// What follows from it.
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <Section title="Delete" danger=true>
            <DeleteField noun kind done name hint command next is_final asking children/>
        </Section>
    }
    .into_any()
}

/// The field alone, with the dialog that asks.
#[component]
pub fn DeleteField(
    /// What it is called on its own page: `channel`.
    noun: &'static str,
    /// What it is called elsewhere: `notification channel`.
    kind: &'static str,
    /// What is told once it is gone.
    #[prop(into)]
    done: Signal<String>,
    /// Its name.
    #[prop(into)]
    name: Signal<String>,
    /// What has to be known before.
    hint: &'static str,
    /// Deletes it.
    command: Command,
    /// Where to go once it is gone.
    #[prop(into)]
    next: Signal<String>,
    /// Whether the name has to be typed, because there is no way back.
    #[prop(into)]
    is_final: Signal<bool>,
    /// Set while the dialog is open.
    #[prop(optional)]
    asking: RwSignal<bool>,
    /// What follows from it.
    children: ChildrenFn,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let (deleting, staging) = (Submission::default(), Submission::default());
    let command = StoredValue::new(command);
    let gate = Memo::new(move |_| replica.gate(command.get_value()).reason);
    let delete = move || {
        let navigate = navigate.clone();
        // Words and address of now: with the thing its page goes.
        let (next, done) = (next.get_untracked(), done.get_untracked());
        deleting.run(replica.dispatch(command.get_value()), move |receipt| {
            asking.try_set(false);
            tell(toaster, replica, done, receipt);
            navigate(&next, Default::default());
        });
    };
    let stage = move |_| {
        staging.reset();
        let title = format!("Deletion of {}", name.get_untracked());
        let commands = vec![command.get_value()];
        stage_in_plan(
            title,
            commands,
            Vec::new(),
            replica,
            staging,
            toaster,
            || {},
        );
    };
    view! {
        <Field label=format!("Delete this {noun}") hint=hint row=true error=staging.error_beside(&[])>
            <Button kind=ButtonKind::Danger disabled_reason=gate on_click=move |_| asking.set(true)>{format!("Delete the {noun}")}</Button>
            <Button kind=ButtonKind::Quiet disabled_reason=gate on_click=stage>"Add to the plan"</Button>
        </Field>
        <ConfirmDialog
            open=asking
            on_close=move || { asking.set(false); deleting.reset(); }
            title=format!("Delete this {kind}")
            action=format!("Delete the {noun}")
            typed_name=Signal::derive(move || is_final.get().then(|| name.get()))
            busy=deleting.busy()
            error=deleting.error_beside(&[])
            on_confirm=delete
        >
            {children()}
        </ConfirmDialog>
    }
    .into_any()
}
