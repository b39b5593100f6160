//! One Workspace's settings: rename, describe, delete.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::workspace::WorkspaceField;
use planisphere_domain::{Command, Edit, WorkspaceId};

use crate::components::{Missing, PageTitle, Submission, millis, tell};
use crate::forms::{DescribeForm, Described};
use crate::paths::Place;
use crate::replica::Replica;
use crate::ui::{
    Button, ButtonKind, ConfirmDialog, CopyButton, Field, Mono, PageHead, Section, Time, Toaster,
};

/// The page.
#[component]
pub fn WorkspaceSettings() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let known = Memo::new(move |_| {
        place
            .workspace()
            .filter(|id| replica.workspace(*id).is_some())
    });
    move || {
        match known.get() {
        Some(id) => view! { <Settings id/> }.into_any(),
        None => view! {
            <Missing kind="Workspace" href=Signal::derive(move || place.paths().workspaces()) back="All Workspaces"/>
        }
        .into_any(),
    }
    }
}

#[component]
fn Settings(id: WorkspaceId) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let workspace = Memo::new(move |_| replica.workspace(id));
    let stored = Memo::new(move |_| {
        workspace
            .get()
            .map_or_else(Described::default, |workspace| Described {
                name: workspace.name,
                description: workspace.description,
            })
    });
    let name = move || stored.with(|stored| stored.name.clone());
    let saving = Submission::default();
    let deleting = Submission::default();
    let asking = RwSignal::new(false);
    let may_save = Memo::new(move |_| {
        replica
            .gate(Command::UpdateWorkspace {
                id,
                edits: Vec::new(),
            })
            .reason
    });
    let may_delete = Memo::new(move |_| replica.gate(Command::DeleteWorkspace { id }).reason);
    let save = move |(base, draft): (Described, Described)| {
        let edits = vec![
            Edit::new(
                WorkspaceField::Name(base.name),
                WorkspaceField::Name(draft.name),
            ),
            Edit::new(
                WorkspaceField::Description(base.description),
                WorkspaceField::Description(draft.description),
            ),
        ];
        let edits = edits
            .into_iter()
            .filter(|edit| edit.base != edit.value)
            .collect();
        saving.run(
            replica.dispatch(Command::UpdateWorkspace { id, edits }),
            move |receipt| {
                tell(toaster, replica, "Workspace saved", receipt);
            },
        );
    };
    let delete = move || {
        let navigate = navigate.clone();
        // The page goes with the Workspace, so nothing of it can be asked afterwards.
        let next = place.paths_untracked().workspaces();
        deleting.run(
            replica.dispatch(Command::DeleteWorkspace { id }),
            move |receipt| {
                asking.try_set(false);
                tell(toaster, replica, "Workspace deleted", receipt);
                navigate(&next, Default::default());
            },
        );
    };
    let text = Signal::derive(move || id.to_string());
    view! {
        <PageTitle text=Signal::derive(move || format!("Settings, {}", name()))/>
        <PageHead title="Workspace settings" lead=move || name()/>
        <div class="settings-column">
            <DescribeForm stored=stored on_save=save submission=saving disabled_reason=may_save/>
            <Section title="Facts">
                <Field label="Workspace id" row=true><Mono text=text/><CopyButton text=text label="Copy the id"/></Field>
                {move || workspace.get().map(|workspace| view! {
                    <Field label="Created" row=true>
                        <Time at=millis(workspace.created_at) in_full=true/><span class="sub">"by "{workspace.created_by}</span>
                    </Field>
                    <Field label="Updated" row=true>
                        <Time at=millis(workspace.updated_at) in_full=true/><span class="sub">"by "{workspace.updated_by}</span>
                    </Field>
                })}
            </Section>
            <Section title="Delete" danger=true>
                <Field label="Delete this Workspace" hint="Only an empty Workspace can be deleted; the roles held in it go too" row=true>
                    <Button kind=ButtonKind::Danger disabled_reason=may_delete on_click=move |_| asking.set(true)>
                        "Delete the Workspace"
                    </Button>
                </Field>
            </Section>
        </div>
        <ConfirmDialog
            open=asking
            on_close=move || asking.set(false)
            title="Delete this Workspace"
            action="Delete the Workspace"
            typed_name=Signal::derive(move || Some(name()))
            busy=deleting.busy()
            error=deleting.error_beside(&[])
            on_confirm=delete
        >
            <p>"The Workspace and every role held in it are gone."</p>
        </ConfirmDialog>
    }
    .into_any()
}
