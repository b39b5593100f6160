//! The two ways to carry out what a form makes: at once, as a plan of one with Undo, or staged with what is in the plan
//! already.

use leptos::prelude::*;
use planisphere_domain::Command;

use crate::components::{Submission, tell};
use crate::replica::{Failure, NewSecret, Replica};
use crate::ui::{Button, ButtonKind, Toast, Toaster};

/// Commands with the texts of their new secrets.
pub type Made = Result<(Vec<Command>, Vec<NewSecret>), Failure>;

/// Adds commands to the plan, unless they are refused on top of it, and tells so.
pub fn stage_in_plan(
    title: String,
    commands: Vec<Command>,
    secrets: Vec<NewSecret>,
    replica: Replica,
    submission: Submission,
    toaster: Toaster,
    then: impl FnOnce() + 'static,
) {
    let told = format!("{title} added to the plan");
    let staged = replica
        .refuse_unplannable(&commands)
        .and_then(|()| replica.stage_more(title, commands, secrets));
    match staged {
        Err(failure) => submission.fail(failure),
        Ok(()) => {
            toaster.show(Toast::new(told));
            then();
        }
    }
}

/// A primary button that applies at once, and a quiet one that adds to the plan.
#[component]
pub fn ApplyOrStage(
    /// The words on the button: "Create the cluster".
    #[prop(into)]
    label: Signal<String>,
    /// What the plan says it is about: "New cluster eu-1".
    #[prop(into)]
    title: Signal<String>,
    /// What is told once it is done: "Cluster eu-1 created".
    #[prop(into)]
    done: Signal<String>,
    /// Makes the commands.
    #[prop(into)]
    make: Callback<(), Made>,
    /// Holds what is wrong, for the fields.
    submission: Submission,
    /// Called after either; with whether it was applied.
    #[prop(into)]
    on_done: Callback<bool>,
    /// Why neither can be done.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
    /// The primary button comes last, as in the foot of a dialog.
    #[prop(optional)]
    primary_last: bool,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let apply = move |_| {
        // What is done may take the form with it, and its signals.
        let told = done.get_untracked();
        let work = async move {
            let (commands, secrets) = make.run(())?;
            replica.dispatch_with(commands, secrets).await
        };
        submission.run(work, move |receipt| {
            tell(toaster, replica, told, receipt);
            on_done.try_run(true);
        });
    };
    let stage = move |_| {
        let work = async move { make.run(()) };
        let title = title.get_untracked();
        submission.run(work, move |(commands, secrets)| {
            stage_in_plan(
                title,
                commands,
                secrets,
                replica,
                submission,
                toaster,
                move || {
                    on_done.run(false);
                },
            );
        });
    };
    let primary = view! {
        <Button
            kind=ButtonKind::Primary
            submit=true
            busy=submission.busy()
            disabled_reason=disabled_reason
            on_click=apply
        >
            {move || label.get()}
        </Button>
    };
    let quiet =
        view! { <Button disabled_reason=disabled_reason on_click=stage>"Add to the plan"</Button> };
    if primary_last {
        view! { {quiet}{primary} }.into_any()
    } else {
        view! { {primary}{quiet} }.into_any()
    }
}
