//! From frames to a state and back: replaying a log, sealing the next commit, and the summary that the
//! account dashboard shows. Pure; it neither waits nor draws.

use planisphere_domain::policy::{Permission, ResourceRef, can};
use planisphere_domain::{Commit, State, WorkspaceId};
use planisphere_journal::{ChainVerifier, Frame, Head, commit};

use super::activity;
use super::{Activity, Failure, SortKey, Viewer, sorted_by};
use crate::storage::{Handle, OrganizationEntry, Origin, WorkspaceEntry};

/// A log read to its end.
pub(super) struct Replayed {
    pub(super) state: State,
    pub(super) head: Head,
    pub(super) activity: Activity,
}

impl Default for Replayed {
    fn default() -> Self {
        Self {
            state: State::default(),
            head: Head::genesis(),
            activity: Activity::default(),
        }
    }
}

impl Replayed {
    /// Follows encoded frames, each of which must continue the chain.
    pub(super) fn follow(&mut self, frames: &[Vec<u8>]) -> Result<(), Failure> {
        let mut verifier = ChainVerifier::new(self.head);
        for bytes in frames {
            let frame = verifier.decode(bytes)?;
            let commit = commit::from_payload(frame.payload())
                .map_err(|error| Failure::Damaged(error.to_string()))?;
            let ended = activity::ended(&self.state, &commit);
            self.state.commit(&commit);
            self.activity.note(commit, ended);
            self.head = frame.head();
        }
        Ok(())
    }
}

/// The frame that puts `commit` after `head`.
pub(super) fn seal(head: &Head, commit: &Commit) -> Result<Frame, Failure> {
    let payload = commit::to_payload(commit).map_err(|error| Failure::Unwritable {
        message: error.to_string(),
    })?;
    Ok(Frame::seal(head, payload))
}

/// What the account dashboard shows of a state to this person.
pub(super) fn summary(
    handle: &Handle,
    origin: &Origin,
    viewer: Option<Viewer>,
    state: &State,
    head: &Head,
) -> OrganizationEntry {
    let organization = state.organization();
    // Only what the person may see stands on the dashboard; before somebody is chosen, nothing.
    let at = super::now();
    let holds = |permission: Permission, id: WorkspaceId| {
        viewer.is_some_and(|viewer| {
            let resource = ResourceRef::Workspace(id);
            can(state, &viewer.caller(at), permission, &resource).allowed
        })
    };
    let workspaces: Vec<WorkspaceEntry> = state
        .workspaces()
        .filter(|workspace| holds(Permission::WorkspaceGet, workspace.id))
        .map(|workspace| WorkspaceEntry {
            id: workspace.id.to_string(),
            name: workspace.name.clone(),
            deployments: if holds(Permission::WorkspaceDeploymentsGet, workspace.id) {
                u32::try_from(state.deployment_count_of(workspace.id)).unwrap_or(u32::MAX)
            } else {
                0
            },
        })
        .collect();
    let workspaces = sorted_by(workspaces, false, |workspace| {
        SortKey::text(&workspace.name)
    });
    OrganizationEntry {
        handle: handle.clone(),
        organization_id: organization
            .map(|organization| organization.id.to_string())
            .unwrap_or_default(),
        name: organization
            .map(|organization| organization.name.clone())
            .unwrap_or_default(),
        plan: organization
            .map(|organization| organization.plan.tier().label().to_owned())
            .unwrap_or_default(),
        viewer: viewer.and_then(Viewer::person).map(|user| user.to_string()),
        origin: origin.clone(),
        workspaces,
        updated_at_ms: at.seconds() * 1_000,
        head: head.sequence,
    }
}
