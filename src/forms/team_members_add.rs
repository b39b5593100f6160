//! Putting people into a Team, several at once, in a dialog.

use std::collections::BTreeSet;

use leptos::prelude::*;
use planisphere_domain::access::Holder;
use planisphere_domain::{Command, TeamId, UserId};

use crate::components::{FormDialog, PeoplePicker, StageButton, Submission, tell};
use crate::replica::Replica;
use crate::ui::Toaster;

/// The dialog; the page decides when it is open.
#[component]
pub fn TeamMembersAddDialog(
    /// Whether it shows.
    open: RwSignal<bool>,
    /// Into which Team.
    id: TeamId,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let chosen = RwSignal::new(BTreeSet::<UserId>::new());
    let submission = Submission::default();
    Effect::new(move |_| {
        if open.get() {
            chosen.set(BTreeSet::new());
            submission.reset();
        }
    });
    let people = Memo::new(move |_| {
        if open.get() {
            replica.possible_members(Some(id))
        } else {
            Vec::new()
        }
    });
    let count = move || chosen.with(BTreeSet::len);
    let submit = move || {
        let users = chosen.get_untracked();
        let added = users.len();
        submission.run(
            replica.dispatch(Command::AddTeamMembers { id, users }),
            move |receipt| {
                open.set(false);
                let text = if added == 1 {
                    "1 person added".to_owned()
                } else {
                    format!("{added} people added")
                };
                tell(toaster, replica, text, receipt);
            },
        );
    };
    view! {
        <FormDialog
            open=open
            on_close=move || open.set(false)
            on_submit=submit
            title="Add people"
            lead="They get the Team's roles with it.".to_owned()
            submission
            shown=&[]
            action=Signal::derive(move || match count() { 0 => "Add".to_owned(), 1 => "Add 1 person".to_owned(), count => format!("Add {count} people"), })
            also=move || view! {
                <StageButton
                    title=Signal::derive(move || format!("People for the Team {}", replica.name_of_holder(Holder::Team(id))))
                    make=move |()| Some(vec![Command::AddTeamMembers { id, users: chosen.get_untracked() }])
                    submission
                    on_done=move |()| open.set(false)
                    disabled_reason=Signal::derive(move || (count() == 0).then(|| "Nobody is chosen.".to_owned()))
                />
            }
        >
            <PeoplePicker people=people chosen=chosen/>
        </FormDialog>
    }
    .into_any()
}
