//! One Workspace's settings: name and description at once, what new Deployments start with staged in the plan, and
//! deleting it.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::audit::Target;
use planisphere_domain::workspace::{Workspace, WorkspaceField};
use planisphere_domain::{Command, Edit, WorkspaceId};

use super::defaults::Defaults;
use crate::components::{HistoryLink, InWorkspace, PageTitle, Submission, WithPlan, millis, tell};
use crate::forms::{DescribeForm, Described};
use crate::paths::Place;
use crate::replica::Replica;
use crate::ui::{
    Button, ButtonKind, ConfirmDialog, CopyButton, Field, Glyph, Icon, Isolated, Mono, PageHead,
    Section, Time, Toaster,
};

/// How many Deployments are named where they speak against deleting.
const NAMED: usize = 12;

/// The page.
#[component]
pub fn WorkspaceSettings() -> impl IntoView {
    view! { <InWorkspace content=|id| view! { <Settings id/> }.into_any()/> }
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
    // The last known record stands in while the Workspace is being deleted under the page.
    let first = replica.workspace_record(id);
    let record = first.map(|first| {
        Memo::new(move |last: Option<&Workspace>| {
            replica
                .workspace_record(id)
                .unwrap_or_else(|| last.cloned().unwrap_or_else(|| first.clone()))
        })
    });
    let inside = Memo::new(move |_| replica.deployments(Some(id)));
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
    let against = move || {
        let paths = place.paths();
        let all = inside.get();
        let rest = all.len().saturating_sub(NAMED);
        let named = all
            .iter()
            .take(NAMED)
            .map(|it| {
                let href = paths.deployment_settings(id, it.id);
                view! { <li><Icon glyph=Glyph::Deployment/><a class="link" href=href><Isolated text=it.name.clone()/></a></li> }
            })
            .collect_view();
        let rest = (rest > 0).then(|| view! { <li class="sub">{format!("and {rest} more")}</li> });
        view! { <ul class="outcome-lines">{named}{rest}</ul> }
    };
    view! {
        <PageTitle text=Signal::derive(move || format!("Settings, {}", name()))/>
        <PageHead title="Workspace settings" lead=move || name() actions=move || view! { <HistoryLink of=Target::Workspace(id)/> }/>
        <WithPlan>
            <DescribeForm stored=stored on_save=save submission=saving disabled_reason=may_save/>
            {record.map(|stored| view! { <Defaults id stored/> })}
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
                <Show when=move || inside.with(|all| !all.is_empty())>
                    <Field label="What speaks against it" row=true>{against}</Field>
                </Show>
            </Section>
        </WithPlan>
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
