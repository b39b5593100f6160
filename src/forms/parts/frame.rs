//! What stands around the fields of a page's form: the guard of what was typed, what is wrong, and the buttons.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::components::{ApplyOrStage, LeaveGuard, Made, Submission};
use crate::ui::{Banner, ButtonKind, LinkButton, Tone};

/// A form that creates a thing, at once or with the rest of the plan.
#[component]
pub fn CreationForm(
    /// What it is called here: `channel`.
    noun: &'static str,
    /// What it is called in the plan: `notification channel`.
    kind: &'static str,
    /// Its name as far as it is typed.
    name: RwSignal<String>,
    /// Holds what is wrong.
    submission: Submission,
    /// Fields that show their own errors, by their API names.
    shown: &'static [&'static str],
    /// Makes the command.
    #[prop(into)]
    make: Callback<(), Made>,
    /// The address to go to, by whether it is there already.
    #[prop(into)]
    next: Callback<bool, String>,
    /// Why it cannot be created.
    #[prop(into)]
    disabled_reason: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let navigate = use_navigate();
    let is_done = RwSignal::new(false);
    let beside = submission.error_beside(shown);
    let trimmed = Signal::derive(move || name.with(|name| name.trim().to_owned()));
    let on_done = move |is_applied: bool| {
        is_done.set(true);
        navigate(&untrack(|| next.run(is_applied)), Default::default());
    };
    view! {
        <LeaveGuard dirty=move || !name.with(String::is_empty) && !is_done.get()/>
        <form on:submit=|event| event.prevent_default() novalidate=true>
            {children()}
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            <div class="form-actions">
                <ApplyOrStage
                    label=format!("Create the {noun}")
                    title=Signal::derive(move || format!("New {kind} {}", trimmed.get()))
                    done=Signal::derive(move || format!("{} created", trimmed.get()))
                    make submission on_done disabled_reason
                />
                <LinkButton kind=ButtonKind::Quiet href=Signal::derive(move || next.run(false))>"Cancel"</LinkButton>
            </div>
        </form>
    }
    .into_any()
}

/// Above the fields of a draft: that it cannot be changed, and what is wrong beside them.
#[component]
pub fn DraftNotes(
    /// Why it cannot be changed.
    closed: Signal<Option<String>>,
    /// What is wrong beside the fields that the form shows.
    beside: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        {move || closed.get().map(|reason| view! { <Banner title="You can read this, and not change it".to_owned()>{reason}</Banner> })}
        {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
    }
    .into_any()
}
