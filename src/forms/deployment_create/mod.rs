//! Creating a Deployment with the documented defaults (DEP-6); where it runs is the one choice to make. What else
//! can be said is folded away, and every rule answers while somebody types.

mod advanced;
mod draft;
mod execution;
mod place;
mod reckoning;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::{Command, WorkspaceId};

use self::advanced::Advanced;
use self::draft::NewDeployment;
use self::execution::Execution;
use self::place::PlaceFields;
pub use self::reckoning::Amounts;
use self::reckoning::Reckoning;
use crate::components::{ApplyOrStage, Junk, LeaveGuard, Made};
use crate::paths::Place;
use crate::ui::{Banner, ButtonKind, Field, LinkButton, Section, TextArea, TextInput, Tone};

/// Fields that show their own errors.
const SHOWN: &[&str] = &[
    "name",
    "description",
    "region",
    "clusterId",
    "astroRuntimeVersion",
    "executor",
    "schedulerSize",
    "scheduler.au",
    "scheduler.replicas",
    "isHighAvailability",
    "isDevelopmentMode",
    "taskPodNodePoolId",
    "workerQueues",
    "defaultTaskPodCpu",
    "defaultTaskPodMemory",
    "resourceQuotaCpu",
    "resourceQuotaMemory",
    "scalingSpec",
    "isCicdEnforced",
    "isDagDeployEnabled",
    "contactEmails",
    "workloadIdentity",
    "remoteExecution",
];

/// The form.
#[component]
pub fn DeploymentCreateForm(
    /// The Workspace to create it in.
    workspace: WorkspaceId,
) -> impl IntoView {
    match NewDeployment::new(workspace) {
        Ok(wish) => view! { <Wish wish workspace/> }.into_any(),
        Err(failure) => view! { <Banner tone=Tone::Bad>{failure.sentence()}</Banner> }.into_any(),
    }
}

#[component]
fn Wish(wish: NewDeployment, workspace: WorkspaceId) -> impl IntoView {
    let place = Place::current();
    let navigate = use_navigate();
    let junk = Junk::provide();
    let left = RwSignal::new(false);
    let name = wish.read(|draft| draft.name.clone());
    let title = Signal::derive(move || {
        format!(
            "New Deployment “{}”",
            name.with(|name| name.trim().to_owned())
        )
    });
    let done = Signal::derive(move || {
        format!(
            "Deployment “{}” created",
            name.with(|name| name.trim().to_owned())
        )
    });
    let make = move |()| -> Made {
        let draft = wish.draft.get_untracked();
        Ok((vec![Command::CreateDeployment(Box::new(draft))], Vec::new()))
    };
    let paths = place.paths_untracked();
    let leave = move |applied: bool| {
        left.set(true);
        let id = wish.draft.with_untracked(|draft| draft.id);
        let next = if applied {
            paths.deployment(workspace, id)
        } else {
            paths.workspace(workspace)
        };
        navigate(&next, Default::default());
    };
    let beside = wish.submission.error_beside(SHOWN);
    view! {
        <LeaveGuard dirty=move || !name.with(String::is_empty) && !left.get()/>
        <form on:submit=|event| event.prevent_default() novalidate=true>
            <Section title="Name and description">
                <Field label="Name" row=true required=true error=wish.error("name")>
                    <TextInput class="wide" value=name on_input=move |text| wish.set(|draft| draft.name = text) autofocus=true/>
                </Field>
                <Field label="Description" row=true optional=true error=wish.error("description")>
                    <TextArea
                        value=wish.read(|draft| draft.description.clone())
                        on_input=move |text| wish.set(|draft| draft.description = text)
                        rows=2
                    />
                </Field>
            </Section>
            <PlaceFields wish/>
            <Execution wish/>
            <Advanced wish/>
            <Reckoning wish/>
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            <div class="form-actions">
                <ApplyOrStage
                    label="Create the Deployment"
                    title=title
                    done=done
                    make=make
                    submission=wish.submission
                    on_done=leave
                    disabled_reason=junk.reason()
                />
                <LinkButton kind=ButtonKind::Quiet href=Signal::derive(move || place.paths().workspace(workspace))>"Cancel"</LinkButton>
            </div>
        </form>
    }
    .into_any()
}
