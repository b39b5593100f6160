//! A page without an interface over the app's own engine, storage and journal, for `cargo xtask torture` and
//! `cargo xtask bench storage`: it commits as fast as it can, and says what is stored. Not part of any bundle.
//!
//! Every command carries a mark, `mark TAB NUMBER`, in the text that it writes, so that whoever recorded the
//! acknowledgements can find each of them in the log. Killing, recording and judging is `torture.mjs`'s business.

mod imported;
mod measured;
mod stored;

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use planisphere::replica::{Founder, Ids, Replica, StorageMode};
use planisphere_domain::deployment::DeploymentDraft;
use planisphere_domain::organization::{Plan, Product};
use planisphere_domain::workspace::{WorkspaceDraft, WorkspaceField};
use planisphere_domain::{Command, Edit, WorkspaceId};
use wasm_bindgen::prelude::*;

thread_local! {
    static REPLICA: Cell<Option<Replica>> = const { Cell::new(None) };
    /// The Workspace that this tab made, and what its description says.
    static OWN: RefCell<Option<(WorkspaceId, String)>> = const { RefCell::new(None) };
}

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(|| REPLICA.set(Some(Replica::provide())));
}

fn replica() -> Result<Replica, String> {
    REPLICA
        .get()
        .ok_or_else(|| "the engine has not started".to_owned())
}

/// How many Organizations are on this device; nothing while storage is being opened.
#[wasm_bindgen]
pub fn organizations() -> Result<Option<usize>, String> {
    let entries = replica()?.organizations();
    Ok(entries.with_untracked(|entries| entries.as_ref().map(Vec::len)))
}

/// Founds an Organization on the largest plan. Resolves with its key on this device.
#[wasm_bindgen]
pub async fn found(name: String) -> Result<String, String> {
    let founder = Founder {
        organization: name,
        name: "Grace Moreau".to_owned(),
        email: "grace@contoso.example".to_owned(),
        product: Product::Hosted,
        plan: Plan::Enterprise,
        workspace: "Data Platform".to_owned(),
    };
    let founded = replica()?.found(founder).await;
    let entry = founded.map_err(|failure| failure.sentence())?;
    Ok(entry.handle.to_string())
}

/// Opens the Organization of this key.
#[wasm_bindgen]
pub async fn open(key: String) -> Result<(), String> {
    let replica = replica()?;
    replica.open(key).await;
    match replica.read_untracked(|opened| opened.head.sequence) {
        Some(_) => Ok(()),
        None => Err(format!("{:?}", replica.phase().get_untracked())),
    }
}

/// Carries out a command that writes this mark: the first one of a tab creates a Workspace, the others describe it.
#[wasm_bindgen]
pub async fn write(mark: String) -> Result<(), String> {
    let (id, description, command) = match OWN.with_borrow(Clone::clone) {
        None => {
            let id = workspace_id()?;
            (id, String::new(), create(id, &mark))
        }
        Some((id, base)) => (id, mark.clone(), describe(id, base, &mark)),
    };
    dispatch(vec![command]).await?;
    OWN.set(Some((id, description)));
    Ok(())
}

/// Creates a Workspace of this mark with so many Deployments, as one commit.
#[wasm_bindgen]
pub async fn write_many(mark: String, count: usize) -> Result<(), String> {
    let id = workspace_id()?;
    let mut commands = vec![create(id, &mark)];
    for number in 0..count {
        let name = format!("d{number}");
        let ids = Ids::deployment().and_then(|id| Ok((id, Ids::queue()?)));
        let (deployment, queue) = ids.map_err(|failure| failure.sentence())?;
        let mut draft = DeploymentDraft::new(deployment, queue, id, &name);
        draft.infrastructure = Some(stored::somewhere());
        commands.push(Command::CreateDeployment(Box::new(draft)));
    }
    dispatch(commands).await
}

/// What is stored, read anew, as JSON: see [`stored::Report`].
#[wasm_bindgen]
pub async fn check() -> Result<String, String> {
    let replica = replica()?;
    let shown = replica.read_untracked(|opened| {
        let (state, head) = (opened.state.clone(), opened.head);
        (opened.handle.clone(), state, head)
    });
    let (handle, state, head) = shown.ok_or("no Organization is open")?;
    let report = stored::report(&handle, &state, head).await?;
    serde_json::to_string(&report).map_err(|error| error.to_string())
}

/// What is wrong with each Organization on this device, by key, as JSON; nothing for one that is whole.
#[wasm_bindgen]
pub async fn copies() -> Result<String, String> {
    let copies = stored::copies().await?;
    serde_json::to_string(&copies).map_err(|error| error.to_string())
}

/// Where the Organization stands in this tab: its newest commit's number and hash.
#[wasm_bindgen]
pub fn head() -> Result<String, String> {
    let head = replica()?.read_untracked(|opened| opened.head);
    head.map(|head| format!("{} {}", head.sequence, head.hash_in_hex()))
        .ok_or_else(|| "no Organization is open".to_owned())
}

fn workspace_id() -> Result<WorkspaceId, String> {
    Ids::workspace().map_err(|failure| failure.sentence())
}

fn create(id: WorkspaceId, mark: &str) -> Command {
    Command::CreateWorkspace(WorkspaceDraft::new(id, mark))
}

fn describe(id: WorkspaceId, base: String, mark: &str) -> Command {
    let edit = Edit::new(
        WorkspaceField::Description(base),
        WorkspaceField::Description(mark.to_owned()),
    );
    Command::UpdateWorkspace {
        id,
        edits: vec![edit],
    }
}

/// Returns once the disk has it; what went to memory only is no success here.
async fn dispatch(commands: Vec<Command>) -> Result<(), String> {
    let replica = replica()?;
    let receipt = replica.dispatch_together(commands).await;
    let receipt = receipt.map_err(|failure| failure.sentence())?;
    if !receipt.changed {
        return Err("nothing changed".to_owned());
    }
    match replica.mode().get_untracked() {
        StorageMode::Durable => Ok(()),
        other => Err(format!("{other:?}")),
    }
}
