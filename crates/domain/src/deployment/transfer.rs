//! Moving a Deployment to another Workspace (rule 98, DEP-18).

use std::collections::BTreeSet;

use crate::access::Holder;
use crate::access::assign::roles_taken;
use crate::alert::AlertField;
use crate::api_token::TokenScope;
use crate::belonging::Home;
use crate::decide::{Context, Outcome};
use crate::environment_object::left_behind;
use crate::policy::{Permission, ResourceRef};
use crate::validation::Checks;
use crate::{
    DeploymentId, Event, NotificationChannelId, Problem, Rejection, ResourceKind, State,
    WorkspaceId,
};

pub(crate) fn transfer(context: &Context<'_>, id: DeploymentId, target: WorkspaceId) -> Outcome {
    // Rule 98, DEP-18: the same permission in both Workspaces. Another Organization's is not found.
    context.require(Permission::DeploymentTransfer, ResourceRef::Deployment(id))?;
    context.require(
        Permission::DeploymentTransfer,
        ResourceRef::Workspace(target),
    )?;
    context.active_organization()?;
    let state = context.state;
    let stored = state
        .deployment(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::Deployment, id))?;
    if stored.workspace_id == target {
        return Ok(Vec::new());
    }
    let mut checks = Checks::default();
    // DEP-15, rule 96.
    let cluster = stored.infrastructure.cluster_id();
    if let Some(cluster) = cluster.and_then(|id| state.cluster(id)) {
        checks.ensure(cluster.authorizes(target), || {
            Problem::new(
                "workspaceId",
                "unauthorized-workspace",
                format!(
                    "the cluster `{}` is not open to that Workspace",
                    cluster.name
                ),
                "Let an Organization Owner add the Workspace to the cluster's list first.",
            )
            .value(target)
        });
    }
    // DEP-3
    if state.deployment_named(target, &stored.name).is_some() {
        checks.add(
            Problem::new(
                "name",
                "taken",
                format!(
                    "a Deployment called `{}` is already in that Workspace",
                    stored.name
                ),
                "Rename one of the two first.",
            )
            .value(&stored.name),
        );
    }
    checks.finish()?;
    let mut events = roles_left_behind(state, id, target);
    events.extend(channels_left_behind(state, id));
    events.extend(left_behind(state, id));
    events.push(Event::DeploymentTransferred {
        id,
        workspace: target,
    });
    Ok(events)
}

/// Rule 98: afterwards only the target Workspace's people reach it, and no token of another Workspace.
fn roles_left_behind(state: &State, id: DeploymentId, target: WorkspaceId) -> Vec<Event> {
    let mut holders: Vec<Holder> = state.holders_on_deployment(id).collect();
    holders.extend(state.holders_on_dags_of(id));
    holders.sort_unstable();
    holders.dedup();
    holders
        .into_iter()
        .filter(|holder| !stays(state, *holder, target))
        .flat_map(|holder| roles_taken(state, holder, id))
        .collect()
}

/// ALR-8: its alerts come along, and no longer use the channels of the Workspace that it leaves.
fn channels_left_behind(state: &State, id: DeploymentId) -> Vec<Event> {
    let stays = |channel: &NotificationChannelId| {
        state
            .notification_channel(*channel)
            .is_some_and(|channel| !matches!(channel.home, Home::Workspace(_)))
    };
    let mut events = Vec::new();
    for alert in state.alerts_of(id) {
        let kept: BTreeSet<NotificationChannelId> = alert
            .notification_channel_ids
            .iter()
            .copied()
            .filter(stays)
            .collect();
        if kept.len() < alert.notification_channel_ids.len() {
            events.push(Event::AlertEdited {
                id: alert.id,
                changes: vec![AlertField::NotificationChannelIds(kept)],
            });
        }
    }
    events
}

/// Whether a holder keeps roles on the Deployment: people and Teams of the target Workspace (rule 45), and
/// tokens whose scope still reaches it (rule 75).
fn stays(state: &State, holder: Holder, target: WorkspaceId) -> bool {
    match holder {
        Holder::User(_) | Holder::Team(_) => state
            .bindings(holder)
            .is_some_and(|roles| roles.workspaces.contains_key(&target)),
        Holder::ApiToken(token) => state
            .api_token(token)
            .is_some_and(|token| match token.scope {
                TokenScope::Organization | TokenScope::Deployment(_) => true,
                TokenScope::Workspace(own) => own == target,
            }),
    }
}
