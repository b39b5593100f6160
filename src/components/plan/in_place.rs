//! Changes that a page makes in place, by a choice in a row or a switch: at once with Undo, or into the plan. Which of
//! the two is chosen on the page and stands for all of them. And the button that stages what a dialog asks for.

use leptos::prelude::*;
use planisphere_domain::Command;

use super::stage_in_plan;
use crate::components::{Submission, tell};
use crate::replica::Replica;
use crate::ui::{Button, ButtonKind, Choice, Segmented, Toaster};

const AT_ONCE: &str = "at-once";
const INTO_THE_PLAN: &str = "into-the-plan";

/// One change in place, in words.
pub struct InPlace {
    /// What the plan says it is about: "Role of Ada Kim".
    pub title: String,
    /// What is told once it is done: "Role of Ada Kim changed".
    pub told: String,
    /// What carries it out.
    pub command: Command,
}

impl InPlace {
    /// Carries it out in the way that is chosen.
    pub fn run(self, replica: Replica, toaster: Toaster, work: Submission) {
        let Self {
            title,
            told,
            command,
        } = self;
        if replica.changes_into_plan() {
            work.reset();
            stage_in_plan(
                title,
                vec![command],
                Vec::new(),
                replica,
                work,
                toaster,
                || {},
            );
        } else {
            work.run(replica.dispatch(command), move |receipt| {
                tell(toaster, replica, told, receipt);
            });
        }
    }
}

/// The choice between the two.
#[component]
pub fn WayOfChange() -> impl IntoView {
    let replica = Replica::get();
    let value = move || {
        if replica.changes_into_plan() {
            INTO_THE_PLAN
        } else {
            AT_ONCE
        }
        .to_owned()
    };
    let choices = vec![
        Choice::new(AT_ONCE, "At once"),
        Choice::new(INTO_THE_PLAN, "Into the plan"),
    ];
    view! {
        <span class="cluster way-of-change">
            <span class="sub" aria-hidden="true">"Changes here"</span>
            <Segmented
                label="Changes here" options=choices value=Signal::derive(value)
                on_change=move |value: String| replica.change_into_plan(value == INTO_THE_PLAN)
            />
        </span>
    }
    .into_any()
}

/// A quiet button that adds commands to the plan.
#[component]
pub fn StageButton(
    /// What the plan says it is about: "Remove Ada Kim".
    #[prop(into)]
    title: Signal<String>,
    /// Makes the commands; nothing where the form is incomplete and says so itself.
    #[prop(into)]
    make: Callback<(), Option<Vec<Command>>>,
    /// Holds what is wrong.
    submission: Submission,
    /// Called once they are staged.
    #[prop(optional, into)]
    on_done: Option<Callback<()>>,
    /// Why it cannot be done.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let stage = move |_| {
        let Some(commands) = make.run(()) else {
            return;
        };
        submission.reset();
        stage_in_plan(
            title.get_untracked(),
            commands,
            Vec::new(),
            replica,
            submission,
            toaster,
            move || {
                if let Some(on_done) = on_done {
                    on_done.run(());
                }
            },
        );
    };
    view! { <Button kind=ButtonKind::Quiet disabled_reason=disabled_reason on_click=stage>"Add to the plan"</Button> }
        .into_any()
}
