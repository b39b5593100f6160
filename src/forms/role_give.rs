//! Giving somebody a role below the Organization, in a dialog: in a Workspace, on a Deployment, or on DAGs.

use leptos::prelude::*;
use planisphere_domain::access::Holder;
use planisphere_domain::api_token::TokenScope;

use super::role_choice::{RoleChoice, RoleChoiceFields, SHOWN};
use crate::components::{Submission, stage_in_plan, tell};
use crate::replica::{Replica, RolePlace};
use crate::ui::{Banner, Button, ButtonKind, Dialog, Toaster, Tone};

/// The dialog; the page decides when it is open.
#[component]
pub fn RoleGiveDialog(
    /// Whether it shows.
    open: RwSignal<bool>,
    /// To whom.
    holder: Holder,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let submission = Submission::default();
    let choice = RoleChoice::new(open, TokenScope::Organization, submission);
    let command = move || RolePlace::give(holder, &choice.take()?);
    let submit = move || {
        let Some(command) = command() else {
            return;
        };
        submission.run(replica.dispatch(command), move |receipt| {
            open.set(false);
            tell(toaster, replica, "Role given", receipt);
        });
    };
    let stage = move |_| {
        let Some(command) = command() else {
            return;
        };
        let name = replica.name_of_holder(holder);
        stage_in_plan(
            format!("A role for {name}"),
            vec![command],
            Vec::new(),
            replica,
            submission,
            toaster,
            move || open.set(false),
        );
    };
    let beside = submission.error_beside(SHOWN);
    view! {
        <Dialog
            open=open
            on_close=move || open.set(false)
            on_submit=submit
            busy=submission.busy()
            title="Give a role"
            footer=move || view! {
                <Button on_click=move |_| open.set(false)>"Cancel"</Button>
                <Button on_click=stage>"Add to the plan"</Button>
                <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>"Give the role"</Button>
            }
        >
            <RoleChoiceFields choice holder=Some(holder)/>
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </Dialog>
    }
    .into_any()
}
