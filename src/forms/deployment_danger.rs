//! What a Deployment's owners do rarely: moving it to another Workspace, with what that ends, and deleting it.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{Command, DeploymentId, WorkspaceId};

use crate::components::{DeleteField, Submission, listed, stage_in_plan, tell};
use crate::paths::Place;
use crate::replica::{Replica, TransferEffects};
use crate::ui::{
    Button, ButtonKind, Choice, Combobox, Field, Glyph, Icon, Isolated, Section, Toaster,
};

/// How many names a line holds.
const NAMED: usize = 5;

/// The section.
#[component]
pub fn DangerSection(
    /// The Deployment.
    id: DeploymentId,
) -> impl IntoView {
    view! {
        <Section title="Danger" danger=true>
            <Transfer id/>
            <Delete id/>
        </Section>
    }
    .into_any()
}

#[component]
fn Transfer(id: DeploymentId) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let submission = Submission::default();
    let target = RwSignal::new(None::<WorkspaceId>);
    let gate = Memo::new(move |_| {
        replica
            .may(Permission::DeploymentTransfer, ResourceRef::Deployment(id))
            .reason
    });
    // Each target is judged on a fork, so the list is made once somebody may use it.
    let targets = Memo::new(move |_| match gate.get() {
        Some(_) => Vec::new(),
        None => replica.transfer_targets(id),
    });
    let closed = Signal::derive(move || {
        gate.get().or_else(|| {
            targets.with(Vec::is_empty).then(|| {
                "There is no other Workspace that you can see. Create one first.".to_owned()
            })
        })
    });
    let choices = move || {
        targets
            .get()
            .into_iter()
            .map(|it| {
                let choice = Choice::new(it.id.to_string(), it.name);
                match it.reason {
                    Some(reason) => choice.closed(reason),
                    None => choice,
                }
            })
            .collect::<Vec<_>>()
    };
    let effects = Memo::new(move |_| target.get().map(|to| replica.transfer_effects(id, to)));
    let title = Signal::derive(move || {
        let name = replica.deployment_basics(id).map(|it| it.name);
        format!("Transfer of {}", name.unwrap_or_default())
    });
    let transfer = move |_| {
        let Some(to) = target.get_untracked() else {
            return;
        };
        // The page goes with the move, because the Deployment's addresses name its Workspace.
        let next = place.paths_untracked().deployment(to, id);
        let navigate = navigate.clone();
        let command = Command::TransferDeployment { id, target: to };
        submission.run(replica.dispatch(command), move |receipt| {
            tell(toaster, replica, "Deployment transferred", receipt);
            navigate(&next, Default::default());
        });
    };
    let transfer = Callback::new(transfer);
    let stage = move |_| {
        if let Some(to) = target.get_untracked() {
            submission.reset();
            stage_in_plan(
                title.get_untracked(),
                vec![Command::TransferDeployment { id, target: to }],
                Vec::new(),
                replica,
                submission,
                toaster,
                move || target.set(None),
            );
        }
    };
    let error = {
        let (name, workspace) = (
            submission.error_of("name"),
            submission.error_of("workspaceId"),
        );
        let beside = submission.error_beside(&["name", "workspaceId"]);
        Signal::derive(move || {
            workspace
                .get()
                .or_else(|| name.get())
                .or_else(|| beside.get())
        })
    };
    view! {
        <Field label="Transfer to another Workspace" hint="Its address, name, variables and history stay its own" row=true error=error>
            <Combobox
                class="wide"
                options=Signal::derive(choices)
                value=Signal::derive(move || target.get().map(|id| id.to_string()).unwrap_or_default())
                on_change=move |value: String| { submission.reset(); target.set(value.parse().ok()); }
                placeholder="Choose a Workspace"
                none="No Workspace of that name"
                disabled_reason=closed
            />
            {move || effects.get().map(|effects| view! {
                <TransferLines effects/>
                <Button kind=ButtonKind::Primary busy=submission.busy() on_click=transfer>"Transfer the Deployment"</Button>
                <Button on_click=stage>"Add to the plan"</Button>
            })}
        </Field>
    }
    .into_any()
}

/// What a transfer ends, and what comes along.
#[component]
fn TransferLines(effects: TransferEffects) -> impl IntoView {
    let line =
        |glyph: Glyph, text: String| view! { <li><Icon glyph=glyph/><Isolated text=text/></li> };
    let roles: Vec<String> = effects
        .roles
        .iter()
        .map(|it| format!("{} ({} on {})", it.name, it.title, it.place))
        .collect();
    let mut lines = Vec::new();
    if !roles.is_empty() {
        lines.push(line(
            Glyph::People,
            format!("Roles that end: {}", listed(&roles, NAMED)),
        ));
    }
    lines.push(line(
        Glyph::Lock,
        "People of the Workspace that it leaves reach it no longer, unless they are in the new one too".to_owned(),
    ));
    if !effects.objects.is_empty() {
        lines.push(line(
            Glyph::Sliders,
            format!("No longer linked: {}", listed(&effects.objects, NAMED)),
        ));
    }
    if effects.alerts_kept > 0 {
        let noun = if effects.alerts_kept == 1 {
            "alert comes"
        } else {
            "alerts come"
        };
        let mut text = format!("{} {noun} along", effects.alerts_kept);
        if !effects.alerts.is_empty() {
            text.push_str(&format!(
                ", without the channels of the Workspace that it leaves: {}",
                listed(&effects.alerts, NAMED)
            ));
        }
        lines.push(line(Glyph::Bell, text));
    }
    if let Some(cluster) = effects.cluster {
        lines.push(line(
            Glyph::Cluster,
            format!("It stays on {cluster}, which is open to the new Workspace"),
        ));
    }
    view! { <ul class="outcome-lines">{lines}</ul> }.into_any()
}

#[component]
fn Delete(id: DeploymentId) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    // The last known one stands in while the Deployment is being deleted under the page.
    let known = Memo::new(move |last: Option<&Option<(String, WorkspaceId)>>| {
        replica
            .deployment_basics(id)
            .map(|it| (it.name, it.workspace_id))
            .or_else(|| last.cloned().flatten())
    });
    let name = Signal::derive(move || known.get().map(|(name, _)| name).unwrap_or_default());
    let next = Signal::derive(move || {
        let paths = place.paths();
        match known.get() {
            Some((_, workspace)) => paths.workspace(workspace),
            None => paths.deployments(),
        }
    });
    view! {
        <DeleteField
            noun="Deployment" kind="Deployment" hint="Its variables and sealed secrets go with it"
            done=Signal::derive(move || format!("Deployment “{}” deleted", name.get()))
            name next command=Command::DeleteDeployment { id } is_final=true
        >
            <p>"Its configuration, variables and sealed secrets are gone. This cannot be undone."</p>
        </DeleteField>
    }
    .into_any()
}
