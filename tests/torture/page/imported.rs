//! What a bulk import is measured by: Deployments by the thousand from the commands that create them to the disk, on the
//! way that the app takes. Reading files, and proving what came in one, is no part of it.

use std::cell::RefCell;

use planisphere::replica::{Ids, now};
use planisphere_domain::deployment::DeploymentDraft;
use planisphere_domain::policy::Caller;
use planisphere_domain::workspace::WorkspaceDraft;
use planisphere_domain::{
    Activity, Catalogue, Cause, Command, Commit, Env, Remembered, State, decide_all,
};
use planisphere_journal::{Frame, Head, Snapshot, Stored, commit};
use wasm_bindgen::prelude::*;

use super::{measured, replica, stored};

/// So many Deployments go into one Workspace, as one commit.
const OF_ONE: usize = 100;

thread_local! {
    static IMPORT: RefCell<Option<Import>> = const { RefCell::new(None) };
}

/// What is to be imported, and into what.
#[derive(Clone)]
struct Import {
    caller: Caller,
    env: Env,
    state: State,
    activity: Activity,
    /// What is stored already.
    frames: Vec<Frame>,
    /// The commands of each commit.
    steps: Vec<Vec<Command>>,
}

impl Import {
    /// Decides on every step and encodes what comes of it.
    fn carry_out(mut self) -> Result<Self, String> {
        for commands in std::mem::take(&mut self.steps) {
            let decided = decide_all(&self.state, &self.caller, &commands, &self.env);
            let events = decided.map_err(|(_, rejection)| rejection.to_string())?;
            let commit = Commit {
                at: self.env.now,
                actor: self.caller.actor,
                cause: Cause::Edit,
                from: None,
                events,
            };
            self.activity.note(&self.state, &commit);
            self.state.commit(&commit);
            let payload = commit::to_payload(&commit).map_err(told)?;
            self.frames.push(Frame::seal(&self.head(), payload));
        }
        Ok(self)
    }

    fn head(&self) -> Head {
        self.frames.last().map_or(Head::genesis(), Frame::head)
    }

    /// The log in chunks, with a snapshot at its end.
    fn stored(&self) -> Result<Stored, String> {
        let mut log = Stored::folded(Head::genesis(), &self.frames).map_err(told)?;
        let snapshot = Snapshot {
            head: self.head(),
            contents: Remembered::of(&self.state, &self.activity),
        };
        let bytes = snapshot.encode().map_err(told)?;
        log.snapshots.insert(snapshot.head.sequence, bytes);
        Ok(log)
    }
}

/// Makes the commands that create so many Deployments in the Organization that is open and was prepared. Resolves with the
/// records that they will leave, as JSON, for others to store.
#[wasm_bindgen]
pub fn prepare_import(count: usize) -> Result<String, String> {
    let opened = replica()?.read_untracked(|opened| {
        let caller = opened
            .viewer
            .map(|viewer| Caller::acting(viewer.actor(), now()));
        (opened.state.clone(), opened.activity.clone(), caller)
    });
    let (state, activity, caller) = opened.ok_or("no Organization is open")?;
    let mut steps = Vec::new();
    for first in (0..count).step_by(OF_ONE) {
        steps.push(step(first..count.min(first + OF_ONE))?);
    }
    let import = Import {
        caller: caller.ok_or("nobody acts")?,
        env: Env {
            now: now(),
            catalogue: Catalogue::built_in(),
        },
        state,
        activity,
        frames: measured::prepared_frames()?,
        steps,
    };
    let done = import.clone().carry_out()?;
    IMPORT.set(Some(import));
    let deployments: Vec<_> = done.state.deployments().collect();
    serde_json::to_string(&deployments).map_err(told)
}

/// Creates a Workspace and these Deployments in it.
fn step(numbers: std::ops::Range<usize>) -> Result<Vec<Command>, String> {
    let failed = |failure: planisphere::replica::Failure| failure.sentence();
    let workspace = Ids::workspace().map_err(failed)?;
    let name = format!("Workspace {}", numbers.start);
    let mut commands = vec![Command::CreateWorkspace(WorkspaceDraft::new(
        workspace, &name,
    ))];
    for number in numbers {
        let (id, queue) = (
            Ids::deployment().map_err(failed)?,
            Ids::queue().map_err(failed)?,
        );
        let mut draft = DeploymentDraft::new(id, queue, workspace, &format!("d{number}"));
        draft.infrastructure = Some(stored::somewhere());
        commands.push(Command::CreateDeployment(Box::new(draft)));
    }
    Ok(commands)
}

/// Imports what was prepared: decided, encoded, sealed into chunks, put down. Resolves with its key on this device.
#[wasm_bindgen]
pub async fn import_prepared() -> Result<String, String> {
    let import = IMPORT.with_borrow(Clone::clone);
    let done = import.ok_or("nothing is prepared")?.carry_out()?;
    let log = done.stored()?;
    measured::put(|copy| copy.log = log).await
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}
