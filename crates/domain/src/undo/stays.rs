//! Why a commit cannot be taken back, in words. Which one cannot, `undo` itself decides.

use super::{inverse, is_taken_back_otherwise};
use crate::undo::made::Made;
use crate::{Event, State};

/// Why `undo` has no commands for these events: the reason of the last of them that stays, as the end of a sentence.
#[must_use]
pub fn why_it_stays(before: &State, events: &[Event]) -> Option<&'static str> {
    let made: Vec<Made> = events.iter().filter_map(Made::by).collect();
    events
        .iter()
        .rev()
        .filter(|event| !is_taken_back_otherwise(event, &made))
        .find(|event| inverse(before, event).is_none())
        .map(reason)
}

const fn reason(event: &Event) -> &'static str {
    match event {
        Event::OrganizationCreated(_) => "the Organization is the log itself",
        Event::DomainVerified { .. } | Event::DomainRemoved { .. } => {
            "a domain is verified where it is registered"
        }
        Event::InviteResent { .. } | Event::InviteAccepted { .. } => {
            "an invite that was sent or accepted stays so"
        }
        Event::DeployCreated(_) | Event::DeployFinished { .. } => {
            "what was deployed stays in the history, and a rollback leads back to an earlier deploy"
        }
        Event::SsoBypassLinkCreated(_) | Event::SsoBypassLinkDeleted => {
            "the bypass link that was there is void"
        }
        Event::SsoConnectionDeleted { .. } => "domains were mapped to the connection",
        Event::UserRemoved { .. } => "the roles and Teams of the person went along",
        Event::TeamDeleted { .. } => "the roles of the Team went along",
        Event::WorkspaceDeleted { .. } => {
            "the roles in the Workspace and what was kept in it went along"
        }
        Event::ApiTokenRotated { .. }
        | Event::ApiTokenDeleted { .. }
        | Event::AgentTokenDeleted { .. } => "the secret of a token does not come back",
        Event::ClusterDeleted { .. } => "what was reported of the cluster went along",
        Event::ClusterEdited { .. } => "a second region cannot be brought back",
        Event::VpcPeeringWithdrawn { .. } => "the request was answered already",
        Event::DeploymentDeleted { .. } => {
            "the namespace, the history and the sealed secrets of the Deployment went along"
        }
        Event::NotificationChannelDeleted { .. } => "the credential of the channel is erased",
        Event::EnvironmentObjectDeleted { .. } => "the secrets of the object are erased",
        _ => "what it replaced is not known any more",
    }
}
