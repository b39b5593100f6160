//! Creating a Team, in a dialog.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::access::BoundRole;
use planisphere_domain::policy::PLAIN_MEMBER;
use planisphere_domain::team::TeamDraft;
use planisphere_domain::{Command, UserId};

use crate::components::{FormDialog, PeoplePicker, RolePicker, Submission, tell};
use crate::paths::Place;
use crate::replica::{Failure, Ids, Replica, RolePlace};
use crate::ui::{Field, TextArea, TextInput, Toaster};

/// Fields that show their own errors.
const SHOWN: &[&str] = &["name", "description", "role"];

/// The dialog; the page decides when it is open.
#[component]
pub fn TeamCreateDialog(
    /// Whether it shows.
    open: RwSignal<bool>,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let name = RwSignal::new(String::new());
    let description = RwSignal::new(String::new());
    let role = RwSignal::new(PLAIN_MEMBER);
    let members = RwSignal::new(BTreeSet::<UserId>::new());
    let submission = Submission::default();
    Effect::new(move |_| {
        if open.get() {
            name.set(String::new());
            description.set(String::new());
            role.set(PLAIN_MEMBER);
            members.set(BTreeSet::new());
            submission.reset();
        }
    });
    let people = Memo::new(move |_| {
        if open.get() {
            replica.possible_members(None)
        } else {
            Vec::new()
        }
    });
    let submit = move || {
        let navigate = navigate.clone();
        let work = async move {
            let id = Ids::team()?;
            let draft = TeamDraft {
                id,
                name: name.get_untracked(),
                description: description.get_untracked(),
                organization_role: role.get_untracked(),
                members: members.get_untracked(),
            };
            let receipt = replica.dispatch(Command::CreateTeam(draft)).await?;
            Ok::<_, Failure>((id, receipt))
        };
        // The address of now: the person may be elsewhere when it is done.
        let paths = place.paths_untracked();
        submission.run(work, move |(id, receipt)| {
            open.set(false);
            tell(toaster, replica, "Team created", receipt);
            navigate(&paths.team(id), Default::default());
        });
    };
    view! {
        <FormDialog
            open=open
            on_close=move || open.set(false)
            on_submit=submit
            title="Create a Team"
            lead="A Team passes its roles to its members, at once and for as long as they are in it.".to_owned()
            submission
            shown=SHOWN
            action="Create the Team"
        >
            <Field label="Name" required=true error=submission.error_of("name")>
                <TextInput value=name on_input=move |text| name.set(text) autofocus=true class="wide"/>
            </Field>
            <Field label="Description" optional=true error=submission.error_of("description")>
                <TextArea value=description on_input=move |text| description.set(text) rows=2/>
            </Field>
            <Field label="Organization role of its members" error=submission.error_of("role")>
                <RolePicker
                    at=RolePlace::Organization
                    value=Signal::derive(move || Some(BoundRole::Organization(role.get())))
                    on_change=move |chosen| if let BoundRole::Organization(chosen) = chosen { role.set(chosen) }
                />
            </Field>
            <fieldset class="fieldset"><legend class="field-label">"Members "<span class="req">"(optional)"</span></legend>
                <PeoplePicker people=people chosen=members/>
            </fieldset>
        </FormDialog>
    }
    .into_any()
}
