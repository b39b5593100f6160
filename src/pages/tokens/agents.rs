//! The agent tokens of a Deployment: what its remote agents call in with (TOK-12).

use leptos::prelude::*;
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{AgentTokenId, Command, DeploymentId};

use super::list::{SOON, left};
use crate::components::{Submission, millis, tell};
use crate::forms::AgentTokenCreateDialog;
use crate::replica::{AgentTokenRow, Replica};
use crate::ui::{
    Button, ConfirmDialog, Cut, Glyph, IconButton, Section, Status, StatusKind, Time, Toaster,
};

/// The section.
#[component]
pub(super) fn AgentTokens(
    /// The Deployment.
    deployment: DeploymentId,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let opening = RwSignal::new(false);
    let removing = RwSignal::new(None::<(AgentTokenId, String)>);
    let deleting = Submission::default();
    let may = move |permission: Permission| {
        Memo::new(move |_| {
            replica
                .may(permission, ResourceRef::Deployment(deployment))
                .reason
        })
    };
    let may_see = may(Permission::DeploymentAgentTokensGet);
    let may_create = may(Permission::DeploymentAgentTokensCreate);
    let may_delete = may(Permission::DeploymentAgentTokensDelete);
    let is_remote = Memo::new(move |_| replica.runs_remotely(deployment));
    let closed = Signal::derive(move || {
        may_create.get().or_else(|| {
            (is_remote.get() == Some(false)).then(|| {
                "Agent tokens need a Deployment with remote execution, and this one has none. Create a Deployment with remote execution."
                    .to_owned()
            })
        })
    });
    let rows = Memo::new(move |_| replica.agent_tokens(deployment));
    let delete = move || {
        let Some((id, _)) = removing.get_untracked() else {
            return;
        };
        deleting.run(
            replica.dispatch(Command::DeleteAgentToken { id }),
            move |receipt| {
                removing.try_set(None);
                tell(toaster, replica, "Agent token deleted", receipt);
            },
        );
    };
    let lines = move || {
        rows.get()
            .into_iter()
            .map(|row| line(row, may_delete, removing))
            .collect_view()
    };
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    let nothing = move || {
        let text = may_see.get().unwrap_or_else(|| match is_remote.get() {
            Some(false) => "None: this Deployment runs its tasks on its cluster. Agent tokens are for Deployments with remote execution.".to_owned(),
            _ => "None. Define one for each group of agents, so that each can be taken away alone.".to_owned(),
        });
        view! { <p class="section-text">{text}</p> }
    };
    view! {
        <Section
            title="Agent tokens"
            lead="What remote agents call in with. Nothing here could honour a secret, so a token is defined and not issued; a server issues it and shows it once."
            actions=move || view! {
                <Button small=true disabled_reason=closed on_click=move |_| opening.set(true)>"Define an agent token"</Button>
            }
        >
            <Show when=move || !is_empty.get() fallback=nothing>
                <table class="table agent-tokens">
                    <thead><tr>
                        <th scope="col">"Name"</th><th scope="col">"State"</th><th scope="col">"Ends"</th>
                        <th scope="col">"Defined"</th><th scope="col"><span class="vh">"Actions"</span></th>
                    </tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </Show>
        </Section>
        <AgentTokenCreateDialog open=opening deployment=deployment/>
        <ConfirmDialog
            open=Signal::derive(move || removing.with(Option::is_some))
            on_close=move || { removing.set(None); deleting.reset(); }
            title="Delete this agent token"
            action="Delete the token"
            typed_name=Signal::derive(move || removing.get().map(|(_, name)| name))
            busy=deleting.busy()
            error=deleting.error_beside(&[])
            on_confirm=delete
        >
            <p>"Agents that call in with it stop working. This cannot be undone."</p>
        </ConfirmDialog>
    }
    .into_any()
}

fn line(
    row: AgentTokenRow,
    may_delete: Memo<Option<String>>,
    removing: RwSignal<Option<(AgentTokenId, String)>>,
) -> AnyView {
    let AgentTokenRow {
        id,
        name,
        description,
        end_at,
        days_left,
        created_at,
        created_by,
    } = row;
    let ended = days_left.is_some_and(|days| days <= 0);
    let (kind, word) = if ended {
        (StatusKind::Refused, "Ended")
    } else if days_left.is_some_and(|days| days < SOON) {
        (StatusKind::Degraded, "Defined, not issued, ends soon")
    } else {
        (StatusKind::Unknown, "Defined, not issued")
    };
    let ends = match end_at {
        None => view! { <span class="sub">"Never"</span> }.into_any(),
        Some(end) => {
            view! { <span class="sub"><Time at=millis(end)/>{left(days_left)}</span> }.into_any()
        }
    };
    let label = format!("Delete the agent token {name}");
    let asked = name.clone();
    let about = (!description.is_empty())
        .then(|| view! { <span class="sub"><Cut text=description/></span> });
    view! {
        <tr>
            <td><span class="two-lines"><span class="name"><Cut text=name/></span>{about}</span></td>
            <td class="end-cell"><Status kind=kind word=word.to_owned()/></td>
            <td><span class="sub narrow-only">"Ends: "</span>{ends}</td>
            <td class="end-cell"><span class="sub"><Time at=millis(created_at)/>" by "<Cut text=created_by/></span></td>
            <td class="acts-cell">
                <IconButton
                    glyph=Glyph::Trash label=label small=true disabled_reason=may_delete
                    on_click=move |_| removing.set(Some((id, asked.clone())))
                />
            </td>
        </tr>
    }
    .into_any()
}
