//! From frames to a state and back: replaying a log, sealing the next commit, and the summary that the
//! account dashboard shows. Pure; it neither waits nor draws.

use planisphere_domain::policy::{Permission, ResourceRef, can};
use planisphere_domain::{Activity, Commit, Remembered, State, WorkspaceId};
use planisphere_journal::{Fault, Frame, Head, Snapshot, Stored, commit};

use super::{Failure, SortKey, Viewer, sorted_by};
use crate::storage::{Handle, OrganizationEntry, Origin, WorkspaceEntry};

/// A log read to its end.
pub(super) struct Replayed {
    pub(super) state: State,
    pub(super) head: Head,
    pub(super) activity: Activity,
}

/// What could be read of a log as it lies in storage.
pub(super) struct Reading {
    pub(super) replayed: Replayed,
    pub(super) faults: Vec<Fault>,
    /// Whether something is stored after what could be read.
    pub(super) is_cut_short: bool,
    /// How many commits were read one by one, because they are in no snapshot.
    pub(super) commits: usize,
    /// Their bytes.
    pub(super) bytes: usize,
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
    /// Follows frames that continue the chain from here.
    pub(super) fn follow(&mut self, frames: &[Frame]) -> Result<(), Failure> {
        for frame in frames {
            let commit = commit::from_payload(frame.payload())
                .map_err(|error| Failure::Damaged(error.to_string()))?;
            self.activity.note(&self.state, &commit);
            self.state.commit(&commit);
            self.head = frame.head();
        }
        Ok(())
    }

    /// Follows what another reading of the log has after this one.
    pub(super) fn catch_up(&mut self, log: &Stored) -> Result<(), Failure> {
        let (frames, fault) = log.follow(self.head, 0);
        self.follow(&frames)?;
        match fault {
            None => Ok(()),
            Some(fault) => Err(Failure::Damaged(fault.to_string())),
        }
    }

    /// The bytes of a snapshot.
    pub(super) fn snapshot(&self) -> Result<Vec<u8>, Failure> {
        let snapshot = Snapshot {
            head: self.head,
            contents: Remembered::of(&self.state, &self.activity),
        };
        snapshot.encode().map_err(|error| Failure::Unwritable {
            message: error.to_string(),
        })
    }
}

impl Reading {
    /// Reads the newest snapshot that is whole and the commits after it, as far as they can be read.
    pub(super) fn of(log: &Stored, known: u64) -> Self {
        let readable = log.read::<Remembered>(known);
        let is_cut_short = readable.is_cut_short();
        let mut faults = readable.faults;
        let mut replayed = Replayed::default();
        if let Some(snapshot) = readable.snapshot {
            replayed = Replayed {
                state: State::from(snapshot.contents.records),
                head: snapshot.head,
                activity: snapshot.contents.activity,
            };
        }
        // A commit that is whole and says nothing was written by a newer build.
        let unread = replayed
            .follow(&readable.tail)
            .err()
            .map(|failure| Fault::Unknown {
                at: replayed.head.next_sequence(),
                why: match failure {
                    Failure::Damaged(why) => why,
                    other => other.to_string(),
                },
            });
        let is_cut_short = is_cut_short || unread.is_some();
        faults.extend(unread);
        Self {
            replayed,
            faults,
            is_cut_short,
            commits: readable.tail.len(),
            bytes: readable.tail.iter().map(|it| it.payload().len()).sum(),
        }
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
        backup: None,
    }
}
