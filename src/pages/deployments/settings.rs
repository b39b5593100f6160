//! One Deployment's settings: rename, describe, delete.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::deployment::DeploymentField;
use planisphere_domain::{Command, Edit};

use super::frame::{DeploymentFrame, DeploymentTab};
use crate::components::{Submission, tell};
use crate::forms::{DescribeForm, Described};
use crate::paths::Place;
use crate::replica::{DeploymentView, Replica};
use crate::ui::{Button, ButtonKind, ConfirmDialog, Field, Section, Toaster};

/// The tab.
#[component]
pub fn DeploymentSettings() -> impl IntoView {
    view! { <DeploymentFrame tab=DeploymentTab::Settings content=|view| view! { <Settings view/> }.into_any()/> }
}

#[component]
fn Settings(view: Memo<DeploymentView>) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let id = view.with_untracked(|view| view.row.id);
    let workspace = view.with_untracked(|view| view.row.workspace_id);
    let stored = Memo::new(move |_| {
        view.with(|view| Described {
            name: view.row.name.clone(),
            description: view.description.clone(),
        })
    });
    let name = move || stored.with(|stored| stored.name.clone());
    let saving = Submission::default();
    let deleting = Submission::default();
    let asking = RwSignal::new(false);
    let may_save = Memo::new(move |_| {
        replica
            .gate(Command::UpdateDeployment {
                id,
                edits: Vec::new(),
            })
            .reason
    });
    let may_delete = Memo::new(move |_| replica.gate(Command::DeleteDeployment { id }).reason);
    let save = move |(base, draft): (Described, Described)| {
        let edits = vec![
            Edit::new(
                DeploymentField::Name(base.name),
                DeploymentField::Name(draft.name),
            ),
            Edit::new(
                DeploymentField::Description(base.description),
                DeploymentField::Description(draft.description),
            ),
        ];
        let edits = edits
            .into_iter()
            .filter(|edit| edit.base != edit.value)
            .collect();
        saving.run(
            replica.dispatch(Command::UpdateDeployment { id, edits }),
            move |receipt| {
                tell(toaster, replica, "Deployment saved", receipt);
            },
        );
    };
    let delete = move || {
        let navigate = navigate.clone();
        let gone = name();
        // The page goes with the Deployment, so nothing of it can be asked afterwards.
        let next = place.paths_untracked().workspace(workspace);
        deleting.run(
            replica.dispatch(Command::DeleteDeployment { id }),
            move |receipt| {
                asking.try_set(false);
                tell(
                    toaster,
                    replica,
                    format!("Deployment “{gone}” deleted"),
                    receipt,
                );
                navigate(&next, Default::default());
            },
        );
    };
    view! {
        <div class="settings-column">
            <DescribeForm stored=stored on_save=save submission=saving disabled_reason=may_save/>
            <Section title="Delete" danger=true>
                <Field label="Delete this Deployment" hint="Its variables and sealed secrets go with it" row=true>
                    <Button kind=ButtonKind::Danger disabled_reason=may_delete on_click=move |_| asking.set(true)>
                        "Delete the Deployment"
                    </Button>
                </Field>
            </Section>
        </div>
        <ConfirmDialog
            open=asking
            on_close=move || asking.set(false)
            title="Delete this Deployment"
            action="Delete the Deployment"
            typed_name=Signal::derive(move || Some(name()))
            busy=deleting.busy()
            error=deleting.error_beside(&[])
            on_confirm=delete
        >
            <p>"Its configuration, variables and sealed secrets are gone. This cannot be undone."</p>
        </ConfirmDialog>
    }
    .into_any()
}
