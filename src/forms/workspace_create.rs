//! Creating a Workspace, in a dialog.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::Command;
use planisphere_domain::workspace::WorkspaceDraft;

use crate::components::{FormDialog, Submission, tell};
use crate::paths::Place;
use crate::replica::{Failure, Ids, Replica};
use crate::ui::{Field, TextArea, TextInput, Toaster};

/// Fields that show their own errors.
const SHOWN: &[&str] = &["name", "description"];

/// The dialog; the page decides when it is open.
#[component]
pub fn WorkspaceCreateDialog(
    /// Whether it shows.
    open: RwSignal<bool>,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let name = RwSignal::new(String::new());
    let description = RwSignal::new(String::new());
    let submission = Submission::default();
    Effect::new(move |_| {
        if open.get() {
            name.set(String::new());
            description.set(String::new());
            submission.reset();
        }
    });
    let submit = move || {
        let (name, description) = (name.get_untracked(), description.get_untracked());
        let navigate = navigate.clone();
        let work = async move {
            let id = Ids::workspace()?;
            let receipt = replica
                .dispatch(Command::CreateWorkspace(WorkspaceDraft {
                    description,
                    ..WorkspaceDraft::new(id, &name)
                }))
                .await?;
            Ok::<_, Failure>((id, receipt))
        };
        // The address of now: the person may be elsewhere when it is done.
        let paths = place.paths_untracked();
        submission.run(work, move |(id, receipt)| {
            open.set(false);
            tell(toaster, replica, "Workspace created", receipt);
            navigate(&paths.workspace(id), Default::default());
        });
    };
    view! {
        <FormDialog
            open=open
            on_close=move || open.set(false)
            on_submit=submit
            title="Create a Workspace"
            lead="A Workspace holds the Deployments that one group of people shares.".to_owned()
            submission
            shown=SHOWN
            action="Create the Workspace"
        >
            <Field label="Name" required=true error=submission.error_of("name")>
                <TextInput value=name on_input=move |text| name.set(text) autofocus=true class="wide"/>
            </Field>
            <Field label="Description" optional=true error=submission.error_of("description")>
                <TextArea value=description on_input=move |text| description.set(text)/>
            </Field>
        </FormDialog>
    }
    .into_any()
}
